"""The row-by-row checks of the raw tables, summed up per table and check.

The extraction itself stops where too many rows are refused; a few are a warning.
"""

from collections import defaultdict
from pathlib import Path

import pyarrow.parquet as pq

from schemas.registry import tables
from warehouse.quality import CheckResult
from warehouse.raw_tables import parquet_files


def quarantine_results(folder: Path) -> list[CheckResult]:
    """One result per raw table and check that refused rows, and one for each table without refused rows."""
    refused = refused_rows(folder)
    return [
        result
        for name in tables()
        if name != "quarantine"
        for result in table_results(name, kept_rows(folder, name), refused.get(name, []))
    ]


def kept_rows(folder: Path, table: str) -> int:
    return sum(pq.read_metadata(file).num_rows for file in parquet_files(folder, table))


def refused_rows(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of the quarantine by raw table; a row that several checks refused is there once for each."""
    refused: dict[str, list[dict[str, str]]] = defaultdict(list)
    for file in parquet_files(folder, "quarantine"):
        for row in pq.read_table(
            file, columns=["table_name", "check_name", "reason", "row_json"]
        ).to_pylist():
            refused[row["table_name"]].append(row)
    return refused


def table_results(table: str, kept: int, refused: list[dict[str, str]]) -> list[CheckResult]:
    checked = kept + len({row["row_json"] for row in refused})
    if not refused:
        return [table_result(table, "all checks", checked, [])]
    reasons = defaultdict(list)
    for row in refused:
        reasons[row["check_name"]].append(row["reason"])
    return [table_result(table, check, checked, reasons[check]) for check in sorted(reasons)]


def table_result(table: str, check: str, checked: int, reasons: list[str]) -> CheckResult:
    """One check of one raw table; `reasons` has one entry per refused row."""
    return CheckResult(
        check_tool="pandera",
        check_name=check,
        table_name=table,
        column_name=None,
        severity="warning",
        status="warn" if reasons else "pass",
        failing_rows=len(reasons),
        checked_rows=checked,
        expected="rows that keep to schemas/tables.yml, and to the text that they point into",
        found=f"{len(reasons)} rows refused, the first: {reasons[0]}" if reasons else "every row kept",
        consequence="Refused rows are in quarantine and in no mart.",
        owner="extraction",
        failing_rows_table="meta.quarantine" if reasons else None,
    )
