"""What dbt built on Spark becomes a DuckDB file, with the keys and constraints that Spark does not enforce.

The contracts of the models are in dbt's manifest; each table is created from its contract and filled from the Parquet
files that Spark wrote, so that a row which breaks a key or a constraint stops the load.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from warehouse.dbt_build import DbtRun, plain_name
from warehouse.errors import BuildBrokenError, UsageError
from warehouse.memory import block_size
from warehouse.sql import identifier, literal

LOADED_KINDS = ("model", "seed")
STORAGE_VERSION = "v1.2.0"
"""As in dbt_project/profiles.yml: what clients older than DuckDB 2.0 can open."""


def load_spark_build(folder: Path, run: DbtRun, database: Path, raw_tables: Path) -> None:
    """Write the tables below `folder`, the warehouse folder of a Spark build, into the new DuckDB file `database`.
    The `raw_tables` that it was built from say how large the blocks of the file are.

    Raises UsageError where a table of the run is not there, BuildBrokenError where its rows break the contract of
    its model.
    """
    settings: dict[str, Any] = {
        "storage_compatibility_version": STORAGE_VERSION,
        "default_block_size": str(block_size(raw_tables)),
    }
    with duckdb.connect(str(database), config=settings) as connection:
        for node in run.nodes:
            if node.kind in LOADED_KINDS and node.definition["config"]["materialized"] in ("table", "seed"):
                load_table(connection, folder, node.definition)
        connection.execute("checkpoint")


def load_table(connection: duckdb.DuckDBPyConnection, folder: Path, definition: Mapping[str, Any]) -> None:
    """Create one table as its model's contract says, or as Spark wrote it where it has none, and fill it."""
    schema, name = definition["schema"], definition["alias"]
    files = folder / f"{schema}.db" / name
    if not any(files.glob("*.parquet")):
        raise UsageError(
            f"Expected the table {schema}.{name} as Parquet in {files}, found none. Name the folder that "
            "SPARK_WAREHOUSE named when `dbt build` ran."
        )
    table = f"{identifier(schema)}.{identifier(name)}"
    rows = f"read_parquet({literal(str(files / '*.parquet'))})"
    connection.execute(f"create schema if not exists {identifier(schema)}")
    if not definition["config"].get("contract", {}).get("enforced"):
        connection.execute(f"create table {table} as select * from {rows}")  # noqa: S608
        return
    connection.execute(f"create table {table} ({', '.join(table_parts(definition))})")
    columns = ", ".join(identifier(column) for column in definition["columns"])
    try:
        connection.execute(f"insert into {table} ({columns}) select {columns} from {rows}")  # noqa: S608
    except (duckdb.ConstraintException, duckdb.ConversionException) as error:
        raise BuildBrokenError(
            f"What Spark wrote for {schema}.{name} breaks the contract of its model: {error}. Mend the model or the "
            "test that should have found it, and build again."
        ) from error


def table_parts(definition: Mapping[str, Any]) -> Iterator[str]:
    """Columns and constraints of a model's contract, as they stand in a CREATE TABLE of DuckDB."""
    keys = [(constraint, constraint["columns"]) for constraint in definition["constraints"]]
    for column in definition["columns"].values():
        kinds = {constraint["type"] for constraint in column["constraints"]}
        required = " not null" if "not_null" in kinds else ""
        yield f"{identifier(column['name'])} {column['data_type']}{required}"
        keys += [(constraint, [column["name"]]) for constraint in column["constraints"]]
    for constraint, columns in keys:
        if constraint["type"] != "not_null":
            yield constraint_text(constraint, ", ".join(map(identifier, columns)))


def constraint_text(constraint: Mapping[str, Any], columns: str) -> str:
    """One constraint of a contract, written behind the columns of its table."""
    match constraint["type"]:
        case "check":
            return f"check ({constraint['expression']})"
        case "primary_key":
            return f"primary key ({columns})"
        case "foreign_key":
            keys = ", ".join(map(identifier, constraint["to_columns"]))
            return f"foreign key ({columns}) references {plain_name(constraint['to'])} ({keys})"
        case other:
            raise UsageError(
                f"Expected not_null, primary_key, foreign_key or check in a contract, found {other}; teach "
                "warehouse/spark_build.py what it is in DuckDB."
            )
