"""Schema `meta`: the tables that the build writes about itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import yaml

from schemas.registry import tables
from warehouse.raw_tables import parquet_files

DEFINITIONS = Path(__file__).with_name("meta_tables.yml")
COPIED_RAW_TABLES = ("processing_outcomes", "quarantine")


@dataclass(frozen=True, slots=True)
class MetaTable:
    """One table of schema meta; `columns` gives type and description by name."""

    name: str
    grain: str
    use_for: str
    example_sql: str
    take_care: str | None
    columns: Mapping[str, tuple[str | None, str]]


@cache
def meta_tables() -> dict[str, MetaTable]:
    """Every table of schema meta by name, the copied raw tables included."""
    raw = yaml.safe_load(DEFINITIONS.read_text(encoding="utf-8"))
    own = {
        name: MetaTable(
            name=name,
            grain=entry["grain"],
            use_for=entry["use_for"],
            example_sql=entry["example_sql"],
            take_care=entry.get("take_care"),
            columns={column: (type_, text) for column, (type_, text) in entry["columns"].items()},
        )
        for name, entry in raw.items()
    }
    return own | {name: copied_table(name) for name in COPIED_RAW_TABLES}


def copied_table(name: str) -> MetaTable:
    table = tables()[name]
    use_for = {
        "processing_outcomes": "Why is a document missing, what failed, and how long did each step take?",
        "quarantine": "Which extracted rows were refused, and why?",
    }
    example_sql = {
        "processing_outcomes": "select source_file, run_step, message from meta.processing_outcomes where status = 'failed'",
        "quarantine": "select table_name, check_name, reason, row_json from meta.quarantine",
    }
    columns = {column.name: (None, column.field.description) for column in table.columns}
    return MetaTable(name, table.grain, use_for[name], example_sql[name], None, columns)


def create_meta(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the empty tables that the build fills, in the schema `meta`."""
    connection.execute("create schema if not exists meta")
    for table in meta_tables().values():
        if table.name not in COPIED_RAW_TABLES:
            columns = ", ".join(f"{name} {type_}" for name, (type_, _) in table.columns.items())
            connection.execute(f"create table meta.{table.name} ({columns})")


def copy_raw_tables(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Copy the raw tables that report on the extraction as they are."""
    for name in COPIED_RAW_TABLES:
        files = [str(file) for file in parquet_files(folder, name)]
        statement = f"create table meta.{name} as select * from read_parquet($files)"  # noqa: S608
        connection.execute(statement, {"files": files})


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Any]) -> None:
    """Append data classes to the table of schema meta whose columns have the names of their fields."""
    columns = list(meta_tables()[table].columns)
    records = [{column: getattr(row, column) for column in columns} for row in rows]
    if not records:
        return
    frame = pl.DataFrame(records, infer_schema_length=None)
    connection.register("incoming_rows", frame.to_arrow())
    connection.execute(f"insert into meta.{table} select * from incoming_rows")  # noqa: S608
    connection.unregister("incoming_rows")
