"""The page that lists the rules, and how often each applies to documents."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from extract.evaluation.report import markdown_table
from extract.extraction import extract
from extract.reference import Reference
from extract.rules import Rule
from extract.source import read_source
from extract.tables import document_rows

TABLES = ("targets", "statistics", "pairings")
PAGE = """\
# The rules of extraction

This page is generated: `make quality` writes it from `extract/rules.yml` and the shipped documents
(`policydw rules --page docs/rules.md`). Change the rules there, never this page.

Every target, statistic and pairing carries the rule that made it in the column `rule_id`. The first
rule that applies decides. Each rule is told with the reason for it, a made-up sentence to which it
applies (the part in which the sentence stands and the year of its document in brackets), and the number
of records that it made in the {documents} files of `raw/documents`.

## Rules that make a record
{makes}

## Rules that turn a number away
These leave no row, so their uses are not counted.

{turns_away}
"""


def uses_of_rules(documents: Path, reference: Reference) -> Counter[str]:
    """How many records each rule makes in the *.txt files of a folder."""
    uses: Counter[str] = Counter()
    for file in sorted(documents.glob("*.txt")):
        rows = document_rows(extract(read_source(file, file.name), reference))
        uses.update(row["rule_id"] for table in TABLES for row in rows.get(table, ()))
    return uses


def rules_page(rules: Sequence[Rule], uses: Mapping[str, int], documents: int) -> str:
    """The page as Markdown."""
    makes = [
        (f"`{rule.rule_id}`", str(uses.get(rule.rule_id, 0)), rule.reason, rule.rests_on, _shown(rule))
        for rule in rules
        if not rule.turns_away
    ]
    away = [(f"`{r.rule_id}`", r.reason, r.rests_on, _shown(r)) for r in rules if r.turns_away]
    return PAGE.format(
        documents=documents,
        makes=markdown_table(("rule", "used", "reason", "rests on", "example"), makes, numbers=(1,)),
        turns_away=markdown_table(("rule", "reason", "rests on", "example"), away),
    )


def _shown(rule: Rule) -> str:
    return f"{rule.example_text} ({rule.example['role'].replace('_', ' ')}, {rule.example['year']})"
