"""An evaluation as tables and as a list of errors, for terminals and for pages."""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from extract.evaluation.agreement import FIELDS, Field
from extract.evaluation.annotations import Record
from extract.evaluation.evaluation import Evaluation, FileEvaluation
from extract.evaluation.scoring import Comparison, Tally

HEADINGS = {
    "target": "quantified targets",
    "milestone": "milestones",
    "statistic": "statistics",
    "pairing": "pairings",
    "document": "documents",
}
SENTENCE_END = re.compile(r"[。;;!?！？\n]")
LONGEST_SENTENCE = 240
"""Characters of a sentence that are shown on either side of an error."""


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table of finished texts; every column but the first holds numbers."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between annotation and extraction.

    verdict: missed, false or differs. text: the number, time phrase, parties or title. detail: what was
    expected and found. sentence: the words around it. rule_id: the rule that made the record, if any.
    """

    file: str
    kind: str
    verdict: str
    text: str
    detail: str
    sentence: str
    rule_id: str


def percent(share: float) -> str:
    return f"{share:.1%}"


def summary(tallies: Sequence[Tally], title: str) -> ReportTable:
    """One row for each kind of record that was annotated or found."""
    rows = tuple(
        (
            HEADINGS[t.kind], str(t.matched + t.missed), str(t.matched), str(t.missed), str(t.false),
            percent(t.precision), percent(t.recall), percent(t.f1), percent(t.exact_f1),
        )
        for t in tallies
        if t.matched + t.missed + t.false
    )  # fmt: skip
    columns = (
        "records", "annotated", "found", "missed", "false", "precision", "recall", "F1", "exact F1",
    )  # fmt: skip
    return ReportTable(title, columns, rows)


def fields_table(tallies: Sequence[Tally], kinds: Sequence[str], title: str) -> ReportTable:
    """Share of the matched records of some kinds in which each field is right."""
    names = tuple(dict.fromkeys(field.name for kind in kinds for field in FIELDS[kind]))
    rows = tuple(
        (HEADINGS[t.kind], *(percent(t.field_share(n)) if n in t.agreeing else "" for n in names))
        for t in tallies
        if t.kind in kinds
    )
    return ReportTable(title, ("records", *(name.replace("_", " ") for name in names)), rows)


def by_file(evaluation: Evaluation) -> ReportTable:
    """F1 and exact F1 of each file, with annotated records in brackets."""
    kinds = ("target", "milestone", "statistic", "pairing")

    def cell(tally: Tally) -> str:
        annotated = tally.matched + tally.missed
        if not annotated + tally.false:
            return ""
        return f"{percent(tally.f1)} / {percent(tally.exact_f1)} ({annotated})"

    rows = tuple(
        (file.name, *(cell(tally) for tally in file.tallies() if tally.kind in kinds))
        for file in evaluation.files
    )
    columns = ("document", *(HEADINGS[kind] for kind in kinds))
    return ReportTable("By document: F1 / exact F1 (annotated)", columns, rows)


def tables(evaluation: Evaluation) -> list[ReportTable]:
    """Everything that a reader wants to see, from the whole to the parts."""
    totals = evaluation.totals()
    return [
        summary(totals, "All documents"),
        fields_table(
            totals, ("target", "milestone", "statistic"), "Fields that are right, of the facts found"
        ),
        fields_table(totals, ("pairing",), "Fields that are right, of the pairings found"),
        fields_table(totals, ("document",), "Fields that are right, of the documents"),
        by_file(evaluation),
    ]


def markdown_table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Container[int] = ()
) -> str:
    """A table in Markdown; `numbers` are the columns to align to the right."""
    rule = ["---:" if position in numbers else "---" for position in range(len(columns))]
    cells = [columns, rule, *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def exactness(evaluation: Evaluation) -> str:
    """How many of the extracted rows point exactly at what they quote, in a sentence."""
    share = evaluation.exact_rows / evaluation.rows if evaluation.rows else 1.0
    return (
        f"{evaluation.exact_rows} of {evaluation.rows} extracted rows ({percent(share)}) point with their "
        "offsets exactly at the characters that they quote."
    )


def findings(evaluation: Evaluation) -> Iterator[Finding]:
    """Every miss, every false record and every record with a field that differs, document by document."""
    for file in evaluation.files:
        for kind, comparisons in file.comparisons.items():
            for comparison in comparisons:
                if not comparison.match.is_optional:
                    yield from _finding(file, kind, comparison)


def _finding(file: FileEvaluation, kind: str, comparison: Comparison) -> Iterator[Finding]:
    gold, found = comparison.match.gold, comparison.match.found

    def finding(verdict: str, record: Record, detail: str) -> Finding:
        rule_id = str((found or {}).get("rule_id", ""))
        sentence = sentence_around(file.text, record) if "start" in record else record["quote"]
        return Finding(file.name, kind, verdict, record["text"], detail, sentence, rule_id)

    if gold is None and found is not None:
        yield finding("false", found, _described(kind, found))
    elif found is None and gold is not None:
        yield finding("missed", gold, _described(kind, gold) + _read_otherwise(file, kind, gold))
    elif gold is not None and found is not None and comparison.differing:
        differing = [field for field in FIELDS[kind] if field.name in comparison.differing]
        yield finding("differs", gold, "; ".join(_difference(field, gold, found) for field in differing))


def _described(kind: str, record: Record) -> str:
    return str(record["field" if kind == "pairing" else "title" if kind == "document" else "metric"] or "")


def _difference(field: Field, gold: Record, found: Record) -> str:
    return f"{field.name}: expected {field.shown(gold)}, found {field.shown(found)}"


def _read_otherwise(file: FileEvaluation, kind: str, gold: Record) -> str:
    """Says so where the missed number was read as something else (a statistic for a target)."""
    if kind not in ("target", "statistic"):
        return ""
    for other in ("target", "statistic"):
        for comparison in file.comparisons[other] if other != kind else ():
            found = comparison.match.found
            if found and found["start"] < gold["end"] and gold["start"] < found["end"]:
                return f" (read as a {other} by {found['rule_id']})"
    return ""


def sentence_around(text: str, record: Record) -> str:
    """The sentence of a record, on one line."""
    stops = [m.end() for m in SENTENCE_END.finditer(text, 0, record["start"])]
    start = max(stops[-1] if stops else 0, record["start"] - LONGEST_SENTENCE)
    stop = SENTENCE_END.search(text, max(record["start"], record["end"] - 1))
    end = min(stop.end() if stop else len(text), record["end"] + LONGEST_SENTENCE)
    return re.sub(r"\s+", " ", text[start:end]).strip()


def as_lines(found: Finding, shown: Callable[[str], str] = str) -> list[str]:
    """A finding as two lines of text."""
    rule = f" [{found.rule_id}]" if found.rule_id else ""
    first = f"{found.file}: {found.verdict} {found.kind} {found.text}{rule}: {found.detail}"
    return [shown(first), shown(f"    {found.sentence}")]
