"""The comparison of two builds in words, for a terminal and for a log."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.diff import Diff, RowChange, TableDiff

SIGNS = {"added": "+", "removed": "-", "changed": "~"}
LONGEST_VALUE = 80


def summary_lines(diff: "Diff") -> Iterator[str]:
    """One line per table that changed, and one on the checks."""
    changed = [entry for entry in diff.tables if not entry.is_same]
    if not changed:
        yield f"The same rows as in build {diff.before}."
    else:
        yield f"Changes since build {diff.before}:"
        yield from (f"  {table_line(entry)}" for entry in changed)
    if diff.checks:
        yield f"  checks with another result: {len(diff.checks)}"


def table_line(entry: "TableDiff") -> str:
    fields = ", ".join(f"{name} {count}" for name, count in entry.fields.items())
    counts = f"{entry.added} added, {entry.removed} removed, {entry.changed} changed"
    return f"{entry.table}: {counts}" + (f" ({fields})" if fields else "")


def full_lines(diff: "Diff") -> Iterator[str]:
    """Everything: tables, rows with their quotes and changed values, check results."""
    yield f"From build {diff.before} to build {diff.after}"
    for entry in diff.tables:
        if entry.is_same:
            continue
        yield f"\n{table_line(entry)}"
        for row in entry.rows:
            yield from row_lines(row)
        left_out = entry.added + entry.removed + entry.changed - len(entry.rows)
        if left_out > 0:
            yield f"  ... and {left_out} more"
    same = sum(entry.is_same for entry in diff.tables)
    yield f"\n{same} tables are the same."
    for check in diff.checks:
        name = f"{check.table_name or 'the whole build'}: {check.check_name}"
        yield f"check {name}: {check.before or 'not made'} -> {check.after or 'not made'}"


def row_lines(row: "RowChange") -> Iterator[str]:
    key = ", ".join(f"{value}" for value in row.key.values())
    where = f"{row.source_file}: " if row.source_file else ""
    yield f"  {SIGNS[row.kind]} {where}{short(row.quote) if row.quote else key}"
    for change in row.fields:
        yield f"      {change.field}: {short(change.before)} -> {short(change.after)}"


def short(value: str | None) -> str:
    if value is None:
        return "null"
    text = " ".join(value.split())
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
