"""The rows behind the failures, brought together in one table."""

import json
from collections.abc import Iterable
from pathlib import Path

import duckdb

from warehouse.quality import CheckResult
from warehouse.raw_tables import parquet_files
from warehouse.sql import literal

SCHEMA_OF_DBT_FAILURES = "dq"
SHOWN_ROWS = 5
SHOWN_CHARACTERS = 120

WHAT_TO_DO = {
    "source": "Look at the place in the source. Where it has a misprint, fetch the source again or leave the row out, "
    "as it is now; else widen what the check expects.",
    "extraction": "Read the quote. Where the rule misread it, mend the rule (rule_id, docs/rules.md) or its "
    "lexicon in raw/reference; where the document has a misprint, fetch it again or leave the row out, as it is now.",
    "model": "The row came in as shown: mend the model of this table in dbt_project/models.",
    "operator": "Compare the inputs of this run with those of the last (policydw diff), put back what is missing, "
    "or let the check through by name with --accept.",
}
"""What whoever owns a check does about a row that failed it."""

TABLES_OF_FIGURES = ["regional_indicators", "realised_outcomes"]
"""Raw tables that are read from tables and not from sentences: nothing to quote, no rule to mend."""

FACT_TABLES = {"targets": "target_id", "statistics": "statistic_id", "pairings": "pairing_id"}
"""Raw tables that know document, clause, quote and rule of a row, by their keys."""


def collect_failing_rows(
    connection: duckdb.DuckDBPyConnection, results: Iterable[CheckResult], raw_tables: Path
) -> None:
    """Fill meta.dq_failing_rows from the quarantine, the failures that dbt stored and those of the gate.

    Document, clause, quote and rule are taken from the row itself, else looked up in the raw tables. A check
    that failed on no single row, such as one of a table's size, stands there once without a row.
    """
    connection.execute(
        "create or replace temp table failing "
        "(check_tool text, check_name text, table_name text, row_json text, expected text, found text, owner text)"
    )
    connection.execute(
        "insert into failing select 'pandera', check_name, table_name, row_json, "
        "'a row that keeps to schemas/tables.yml', reason, "
        "case when list_contains($of_figures, table_name) then 'source' else 'extraction' end "
        "from meta.quarantine order by quarantine_id",
        {"of_figures": TABLES_OF_FIGURES},
    )
    for result in results:
        if result.check_tool != "pandera" and result.status in ("fail", "warn", "accepted"):
            add_rows(connection, result)
    connection.execute(located_rows(raw_tables))
    connection.execute("drop table failing")


def add_rows(connection: duckdb.DuckDBPyConnection, result: CheckResult) -> None:
    """The failing rows of one check, or one line without a row where it keeps none."""
    about = [result.check_tool, result.check_name, result.table_name]
    reason = [result.expected, result.found, result.owner]
    table = result.failing_rows_table
    if table and table_exists(connection, table):
        connection.execute(
            f"insert into failing select ?, ?, ?, to_json(row_of), ?, ?, ? from {table} as row_of",  # noqa: S608
            [*about, *reason],
        )
        return
    rows: list[str | None] = [json.dumps(key, ensure_ascii=False, default=str) for key in result.failing_keys]
    connection.executemany(
        "insert into failing values (?, ?, ?, ?, ?, ?, ?)", [[*about, row, *reason] for row in rows or [None]]
    )


def located_rows(raw_tables: Path) -> str:
    """The statement that adds document, clause, quote, rule and what to do to the failing rows."""
    facts = "\nunion all by name\n".join(
        f"select {key} as fact_id, document_id, clause_id, quote, rule_id "  # noqa: S608
        f"from read_parquet({files_of(raw_tables, table)})"
        for table, key in FACT_TABLES.items()
    )
    keys = ", ".join(f"row_json->>'{key}'" for key in (*FACT_TABLES.values(), "unique_field"))
    to_do = " ".join(f"when '{owner}' then {literal(text)}" for owner, text in WHAT_TO_DO.items())
    return f"""
    insert into meta.dq_failing_rows by name
    with facts as ({facts}),
    documents as (
        select document_id, title, source_file from read_parquet({files_of(raw_tables, "documents")})
    ),
    clauses as (select clause_id, path, text from read_parquet({files_of(raw_tables, "clauses")})),
    keyed as (
        select failing.*, facts.* exclude (document_id, clause_id, quote, rule_id),
            coalesce(row_json->>'document_id', facts.document_id) as document_id,
            coalesce(row_json->>'clause_id', facts.clause_id) as clause_id,
            coalesce(row_json->>'quote', facts.quote) as quote,
            coalesce(row_json->>'rule_id', facts.rule_id) as rule_id
        from failing left join facts on coalesce({keys}) = facts.fact_id
    )
    select check_tool, check_name, table_name, row_json, expected, found, owner,
        documents.title as document_title,
        coalesce(documents.source_file, row_json->>'source_file') as source_file,
        clauses.path as clause_path, coalesce(quote, left(clauses.text, 200)) as quote, rule_id,
        case owner {to_do} end as what_to_do
    from keyed
    left join documents on keyed.document_id = documents.document_id
    left join clauses on keyed.clause_id = clauses.clause_id
    """  # noqa: S608


def files_of(raw_tables: Path, table: str) -> str:
    return "[" + ", ".join(literal(str(file)) for file in parquet_files(raw_tables, table)) + "]"


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
