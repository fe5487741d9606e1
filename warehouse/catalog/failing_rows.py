"""The rows behind the failures, brought together in one table."""

from collections.abc import Iterable

import duckdb

from warehouse.quality import CheckResult

SCHEMA_OF_DBT_FAILURES = "dq"
SHOWN_ROWS = 5
SHOWN_CHARACTERS = 120


def collect_failing_rows(connection: duckdb.DuckDBPyConnection, results: Iterable[CheckResult]) -> None:
    """Fill meta.dq_failing_rows from the quarantine and from the failures that dbt stored."""
    connection.execute(
        "insert into meta.dq_failing_rows "
        "select 'pandera', check_name, table_name, row_json from meta.quarantine order by quarantine_id"
    )
    for result in results:
        if (
            result.check_tool == "dbt"
            and result.failing_rows_table
            and table_exists(connection, result.failing_rows_table)
        ):
            connection.execute(
                "insert into meta.dq_failing_rows "  # noqa: S608
                f"select ?, ?, ?, to_json(failing) from {result.failing_rows_table} as failing",
                [result.check_tool, result.check_name, result.table_name],
            )


def drop_empty_failure_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """dbt leaves one table per test; those without a row would only hide the others."""
    names = connection.execute(
        "select table_name from duckdb_tables() where schema_name = ?", [SCHEMA_OF_DBT_FAILURES]
    ).fetchall()
    for (name,) in names:
        table = f'{SCHEMA_OF_DBT_FAILURES}."{name}"'
        if not connection.execute(f"from {table} limit 1").fetchall():
            connection.execute(f"drop table {table}")


def first_failing_rows(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """The first rows of a table of failures, each as 'column value, column value'; none without a table."""
    if not table_exists(connection, table):
        return []
    rows = connection.execute(f"from {table} limit {SHOWN_ROWS}")
    columns = [column[0] for column in rows.description or []]
    return [
        ", ".join(
            f"{column} {shortened(value)}"
            for column, value in zip(columns, row, strict=True)
            if value is not None
        )
        for row in rows.fetchall()
    ]


def shortened(value: object) -> str:
    """A value as text on one line; a row may hold a whole document."""
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"


def table_exists(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    schema, name = table.split(".")
    found = connection.execute(
        "select 1 from duckdb_tables() where schema_name = ? and table_name = ?", [schema, name]
    )
    return bool(found.fetchall())
