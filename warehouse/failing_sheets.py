"""The failing rows as CSV and as a workbook, for whoever mends them."""

import csv
from pathlib import Path

import duckdb

from warehouse.workbook import write_workbook

COLUMNS = (
    "document_title",
    "source_file",
    "clause_path",
    "quote",
    "table_name",
    "check_name",
    "expected",
    "found",
    "rule_id",
    "owner",
    "what_to_do",
    "check_tool",
    "row_json",
)
FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


def write_failing_rows(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write failing_rows.csv and failing_rows.xlsx into `folder` from meta.dq_failing_rows."""
    rows = connection.execute(
        f"select {', '.join(COLUMNS)} from meta.dq_failing_rows order by all"  # noqa: S608
    ).fetchall()
    with (folder / "failing_rows.csv").open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(COLUMNS)
        sheet.writerows([as_text(cell) for cell in row] for row in rows)
    write_workbook(folder / "failing_rows.xlsx", "failing rows", COLUMNS, rows)


def as_text(cell: object) -> str:
    """A cell that a spreadsheet program takes for text, whatever it begins with."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA_BEGINNINGS) else text
