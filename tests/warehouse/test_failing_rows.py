"""Failing rows are kept with their columns, and shown short enough to read."""

import duckdb
import pytest

from warehouse.catalog.failing_rows import (
    SHOWN_CHARACTERS,
    collect_failing_rows,
    drop_empty_failure_tables,
    first_failing_rows,
)
from warehouse.catalog.meta import create_meta
from warehouse.quality import CheckResult


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    """A build in which one dbt test kept two rows and another none."""
    connection = duckdb.connect()
    create_meta(connection)
    connection.execute(
        "create table meta.quarantine (quarantine_id int, table_name text, row_json text, check_name text)"
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


def test_the_rows_behind_a_dbt_failure_are_kept_as_json(connection: duckdb.DuckDBPyConnection) -> None:
    collect_failing_rows(connection, [failure("dq.bad"), failure("dq.never_made")])
    kept = connection.execute("select check_name, row_json->>'id' from meta.dq_failing_rows").fetchall()
    assert kept == [("a_test", "1"), ("a_test", "2")]


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
