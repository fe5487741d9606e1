"""Read the published file, whoever else has it open."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

import duckdb

from warehouse.errors import OtherVersionError, UsageError, WarehouseError
from warehouse.paths import Paths
from warehouse.quality import CheckResult

READING_STATEMENTS = ("SELECT", "EXPLAIN", "MULTI", "SET")
"""DuckDB's names for them; MULTI is what a pivot is made of, SET names the schema to look in, all else being locked."""
SHUT_IN: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
"""Settings of a connection that reaches no other file, no network and no code from elsewhere."""
SCHEMAS_OF_USERS = ("marts", "bi", "meta")


@dataclass(frozen=True, slots=True)
class FailedInput:
    """One input file that a step of the extraction could not use."""

    source_file: str
    run_step: str
    message: str


@dataclass(frozen=True, slots=True)
class Publication:
    """What the published file says about itself. `rows` counts every table by 'schema.table'."""

    build_id: str
    inputs_sha256: str
    code_sha256: str
    rows: dict[str, int]
    results: list[CheckResult]
    failed_inputs: list[FailedInput]


@contextmanager
def open_published(paths: Paths) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to the published file that can reach no other file.

    Table names need no schema in front. Where a client has the file open for writing, DuckDB lets nobody else
    in: a copy is read then. Raises WarehouseError where nothing is published or the file is damaged.
    """
    if not paths.published.is_file():
        raise WarehouseError(
            f"Nothing is published yet: expected {paths.published}. Make it with: policydw build"
        )
    with tempfile.TemporaryDirectory(prefix="policydw-") as folder:
        connection = connect_if_free(paths) or connect(Path(shutil.copy(paths.published, folder)))
        try:
            yield connection
        finally:
            connection.close()


@contextmanager
def readable_file(paths: Paths) -> Iterator[Path]:
    """The published file, or a copy of it where a client has it open for writing. Raises WarehouseError."""
    with tempfile.TemporaryDirectory(prefix="policydw-") as folder:
        connection = connect_if_free(paths)
        if connection:
            connection.close()
        yield paths.published if connection else Path(shutil.copy(paths.published, folder))


def connect_if_free(paths: Paths) -> duckdb.DuckDBPyConnection | None:
    """A connection to the published file itself; None while a client has it open for writing. Raises WarehouseError."""
    try:
        return connect(paths.published)
    except duckdb.IOException as error:
        if "lock" in str(error):
            return None
        raise WarehouseError(
            f"{paths.published} cannot be opened as a DuckDB file: {error} "
            "Move it away and publish a new one with: policydw build"
        ) from error


def read_only_answer(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.DuckDBPyConnection:
    """Run one statement that reads. Raises UsageError for any other and for several, duckdb.Error where it fails.

    What changes the file or reaches another fails by itself on a connection of `connect`; this leaves out what
    would only change the connection, and says why in words.
    """
    statements = connection.extract_statements(sql)
    kinds = [statement.type.name for statement in statements]
    if len(kinds) != 1 or kinds[0] not in READING_STATEMENTS:
        raise UsageError(
            "The query failed: expected one statement that reads, such as select, from, describe or explain; "
            f"found {', '.join(kinds) or 'none'}."
        )
    return connection.execute(statements[0])


def connect(file: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(file), read_only=True, config=SHUT_IN)
    connection.execute(f"set search_path = '{','.join(schemas_of(connection))}'")
    connection.execute("set lock_configuration = true")
    return connection


def schemas_of(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The schemas that hold tables for users, as far as this file has them."""
    found = {name for (name,) in connection.execute("select schema_name from duckdb_schemas()").fetchall()}
    return [name for name in SCHEMAS_OF_USERS if name in found]


def read_publication(paths: Paths) -> Publication:
    """What is published. Raises WarehouseError where nothing is, OtherVersionError where it cannot say."""
    columns = ", ".join(field.name for field in fields(CheckResult) if field.name != "failing_keys")
    with open_published(paths) as connection:
        try:
            ((build_id, inputs_sha256, code_sha256),) = connection.execute(
                "select build_id, inputs_sha256, code_sha256 from meta.build_info"
            ).fetchall()
            tables = connection.execute(
                "select table_schema, table_name, row_count from meta.catalog order by all"
            ).fetchall()
            results = connection.execute(f"select {columns} from meta.dq_results").fetchall()  # noqa: S608
            failed = connection.execute(
                "select source_file, run_step, coalesce(message, error_class, 'no message') "
                "from meta.processing_outcomes where status = 'failed' order by all"
            ).fetchall()
        except (duckdb.BinderException, duckdb.CatalogException) as error:
            raise OtherVersionError(
                f"{paths.published} was made by another version of policydw: {error}"
            ) from error
    return Publication(
        build_id=build_id,
        inputs_sha256=inputs_sha256,
        code_sha256=code_sha256,
        rows={f"{schema}.{table}": rows for schema, table, rows in tables},
        results=[CheckResult(*row) for row in results],
        failed_inputs=[FailedInput(*row) for row in failed],
    )


def count_rows(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """Rows of a table; fetched whole, since DuckDB refuses other work while an answer is unfinished."""
    ((rows,),) = connection.execute(f"select count(*) from {table}").fetchall()  # noqa: S608
    return int(rows)
