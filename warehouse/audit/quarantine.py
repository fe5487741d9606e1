"""The row-by-row checks of the raw tables, summed up per table and check."""

from collections import defaultdict
from pathlib import Path

import pyarrow.parquet as pq

from schemas.registry import tables
from warehouse.quality import CheckResult
from warehouse.raw_tables import parquet_files

LARGEST_REFUSED_SHARE = 0.05
"""Of the rows of one table. More is no longer a few odd passages, but a fault in the rules or the input."""


def quarantine_results(folder: Path) -> list[CheckResult]:
    """One result per raw table and check that refused rows, and one for each table without refused rows."""
    refused = refused_rows(folder)
    return [
        result
        for name in tables()
        if name != "quarantine"
        for result in table_results(name, kept_rows(folder, name), refused.get(name, {}))
    ]


def kept_rows(folder: Path, table: str) -> int:
    return sum(pq.read_metadata(file).num_rows for file in parquet_files(folder, table))


def refused_rows(folder: Path) -> dict[str, dict[str, list[str]]]:
    """Reasons of the refused rows by table and check."""
    refused: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for file in parquet_files(folder, "quarantine"):
        for row in pq.read_table(file, columns=["table_name", "check_name", "reason"]).to_pylist():
            refused[row["table_name"]][row["check_name"]].append(row["reason"])
    return refused


def table_results(table: str, kept: int, refused: dict[str, list[str]]) -> list[CheckResult]:
    checked = kept + sum(len(reasons) for reasons in refused.values())
    if not refused:
        return [result(table, "all checks", kept, checked, ["every row kept"])]
    return [result(table, check, kept, checked, reasons) for check, reasons in sorted(refused.items())]


def result(table: str, check: str, kept: int, checked: int, reasons: list[str]) -> CheckResult:
    """One check of one raw table. Few refused rows are a warning, many stop the build."""
    too_many = checked - kept > LARGEST_REFUSED_SHARE * checked
    refused = len(reasons) if checked > kept else 0
    return CheckResult(
        check_tool="pandera",
        check_name=check,
        table_name=table,
        column_name=None,
        severity="critical" if too_many else "warning",
        status="fail" if too_many else "warn" if refused else "pass",
        failing_rows=refused,
        checked_rows=checked,
        expected=f"rows that keep to schemas/tables.yml (at most {LARGEST_REFUSED_SHARE:.0%} may be refused)",
        found=f"{refused} of {checked} rows refused, the first: {reasons[0]}" if refused else reasons[0],
        consequence="Refused rows are in quarantine and in no mart.",
        owner="extraction",
        failing_rows_table="meta.quarantine" if refused else None,
    )
