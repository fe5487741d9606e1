"""What the commands on the quality of extraction print."""

from collections.abc import Mapping, Sequence

from rich.console import Console

from extract.evaluation.evaluation import Evaluation
from extract.evaluation.report import Finding, ReportTable, as_lines, exactness, tables
from extract.rules import Rule
from warehouse.screen import grid, plain


def show_evaluation(console: Console, evaluation: Evaluation, findings: Sequence[Finding]) -> None:
    """The figures, and after them the differences that are to be listed."""
    for table in tables(evaluation):
        console.print(plain(f"{table.title}"), style="bold")
        show_table(console, table)
        console.print()
    console.print(plain(exactness(evaluation)))
    for finding in findings:
        for line in as_lines(finding):
            console.print(plain(line), soft_wrap=True)


def show_table(console: Console, table: ReportTable) -> None:
    shown = grid(*table.columns, numbers=range(1, len(table.columns)))
    for row in table.rows:
        shown.add_row(*map(plain, row))
    console.print(shown)


def show_rules(console: Console, rules: Sequence[Rule], uses: Mapping[str, int]) -> None:
    """Each rule with its reason in English and Chinese and the number of records that it made."""
    shown = grid("rule", "used", "reason", numbers=[1])
    for rule in rules:
        shown.add_row(
            plain(rule.rule_id), str(uses.get(rule.rule_id, 0)), plain(f"{rule.reason}\n{rule.reason_zh}")
        )
    console.print(shown)
