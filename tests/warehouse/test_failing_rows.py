"""Failing rows are kept with their columns, and shown short enough to read."""

import csv
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import duckdb
import polars as pl
import pytest

from tests.support.raw_tables import write_raw_tables
from warehouse.catalog.failing_rows import (
    SHOWN_CHARACTERS,
    collect_failing_rows,
    drop_empty_failure_tables,
    first_failing_rows,
)
from warehouse.catalog.meta import create_meta
from warehouse.failing_sheets import write_failing_rows
from warehouse.quality import CheckResult


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    """A build in which one dbt test kept two rows and another none."""
    connection = duckdb.connect()
    create_meta(connection)
    connection.execute(
        "create table meta.quarantine (quarantine_id int, table_name text, row_json text, check_name text, reason text)"
    )
    connection.execute("create schema dq")
    connection.execute(
        "create table dq.bad as select * from (values (1, repeat('字\n', 400)), (2, null)) as t(id, body)"
    )
    connection.execute("create table dq.good as from dq.bad limit 0")
    return connection


def failure(table: str) -> CheckResult:
    return CheckResult(
        "dbt",
        "a_test",
        "fact_targets",
        None,
        "warning",
        "warn",
        2,
        None,
        "nothing",
        "two",
        "none",
        "model",
        table,
    )


@pytest.fixture(scope="module")
def raw_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("raw")
    write_raw_tables(folder)
    return folder


def test_the_rows_behind_a_dbt_failure_are_kept_as_json(
    connection: duckdb.DuckDBPyConnection, raw_tables: Path
) -> None:
    collect_failing_rows(connection, [failure("dq.bad")], raw_tables)
    kept = connection.execute("select check_name, row_json->>'id' from meta.dq_failing_rows").fetchall()
    assert kept == [("a_test", "1"), ("a_test", "2")]


def test_a_failure_that_kept_no_rows_is_not_forgotten(
    connection: duckdb.DuckDBPyConnection, raw_tables: Path
) -> None:
    collect_failing_rows(connection, [failure("dq.never_made")], raw_tables)
    kept = connection.execute("select check_name, row_json, found from meta.dq_failing_rows").fetchall()
    assert kept == [("a_test", None, "two")]


def test_a_failing_row_has_its_document_clause_quote_rule_and_what_to_do(
    connection: duckdb.DuckDBPyConnection, raw_tables: Path
) -> None:
    target = pl.read_parquet(raw_tables / "targets.parquet").row(0, named=True)
    document = pl.read_parquet(raw_tables / "documents.parquet").filter(document_id=target["document_id"])
    clause = pl.read_parquet(raw_tables / "clauses.parquet").filter(clause_id=target["clause_id"])
    gate = replace(
        failure("dq.bad"),
        check_tool="great_expectations",
        owner="extraction",
        failing_rows_table=None,
        failing_keys=({"target_id": target["target_id"], "unit": "?"},),
    )
    collect_failing_rows(connection, [gate], raw_tables)
    (row,) = connection.execute("from meta.dq_failing_rows").fetch_df().to_dict("records")
    assert row["document_title"] == document["title"][0]
    assert row["source_file"] == document["source_file"][0]
    assert (row["clause_path"], row["quote"], row["rule_id"]) == (
        clause["path"][0],
        target["quote"],
        target["rule_id"],
    )
    assert (row["expected"], row["found"]) == ("nothing", "two")
    assert "mend the rule" in row["what_to_do"]


HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    'a "quoted"\nline',
    "<script>&",
    "\x00\x1b[2J",
    "长" * 40_000,
]


def test_no_cell_of_the_sheets_is_a_formula_and_every_text_can_be_read_back(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    connection.executemany(
        "insert into meta.dq_failing_rows (quote, check_name) values (?, ?)",
        [[text, f"{place:02}"] for place, text in enumerate(HOSTILE)],
    )
    write_failing_rows(connection, tmp_path)
    with (tmp_path / "failing_rows.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = {row["check_name"]: row["quote"] for row in csv.DictReader(file)}
    assert [cells[f"{place:02}"] for place in range(6)] == [f"'{text}" for text in HOSTILE[:6]]
    assert cells["06"] == HOSTILE[6]
    with ZipFile(tmp_path / "failing_rows.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert sheet.count("<c") == sheet.count('<c t="inlineStr"') + sheet.count("<c/>") + sheet.count("<col")
    read = pl.read_excel(tmp_path / "failing_rows.xlsx", infer_schema_length=0).sort("check_name")
    assert read["quote"][0] == "=1+1"
    assert read["quote"][6] == HOSTILE[6]
    assert read["quote"][7] == HOSTILE[7]
    assert len(read["quote"][9]) == 32_767


def test_only_tables_of_failures_that_hold_rows_stay(connection: duckdb.DuckDBPyConnection) -> None:
    drop_empty_failure_tables(connection)
    left = connection.execute("select table_name from duckdb_tables() where schema_name = 'dq'").fetchall()
    assert left == [("bad",)]


def test_a_row_with_a_whole_document_is_shown_on_one_short_line(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    first, second = first_failing_rows(connection, "dq.bad")
    assert first.startswith("id 1, body 字 字")
    assert "\n" not in first
    assert len(first) < SHOWN_CHARACTERS + 20
    assert second == "id 2"
    assert first_failing_rows(connection, "dq.never_made") == []
