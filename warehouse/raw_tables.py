"""Are the raw tables there, and do they hold the columns that the models read?

The rows themselves are checked where they are made; this is the look at the files before dbt starts, which
names a table or a column where dbt could only pass on an error of the database.
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from schemas.registry import Table, tables
from warehouse.errors import BuildBrokenError, UsageError
from warehouse.published import count_rows
from warehouse.sql import identifier, literal


def check_raw_tables(folder: Path) -> None:
    """Raise BuildBrokenError with every problem unless `folder` has all raw tables as tables.yml has them."""
    problems = [problem for table in tables().values() for problem in table_problems(table, folder)]
    if problems:
        raise BuildBrokenError(
            f"The raw tables in {folder} do not keep to schemas/tables.yml:\n"
            + "\n".join(f"  - {problem}" for problem in problems)
            + "\nExtract them again, or mend the program that wrote them."
        )


def check_built_from(database: Path, folder: Path, built: Path) -> None:
    """Raise UsageError unless the staging tables in `database`, a copy of the dbt build `built`, hold the rows of the
    raw tables in `folder`."""
    with duckdb.connect(str(database), read_only=True) as connection:
        staged = {
            name
            for (name,) in connection.execute(
                "select table_name from duckdb_tables() where schema_name = 'staging'"
            ).fetchall()
        }
        for table in tables().values():
            if f"stg_{table.name}" not in staged:
                continue
            files = ", ".join(literal(str(file)) for file in parquet_files(folder, table.name))
            columns = ", ".join(identifier(column.name) for column in table.columns)
            staging = f"(select {columns} from staging.stg_{table.name})"  # noqa: S608
            raw = f"(select {columns} from read_parquet([{files}]))"  # noqa: S608
            only_built = count_rows(connection, f"({staging} except all {raw})")
            only_raw = count_rows(connection, f"({raw} except all {staging})")
            if only_built or only_raw:
                raise UsageError(
                    f"{built} was built from other raw tables than those in {folder}: {table.name} has "
                    f"{only_built} rows there that are not here, and {only_raw} here that are not there. Name the "
                    "raw tables that it was built from with --raw-tables, or run `dbt build` again."
                )


def table_problems(table: Table, folder: Path) -> Iterator[str]:
    """What is wrong with the files of one raw table, one sentence per problem."""
    files = parquet_files(folder, table.name)
    if not files:
        yield f"{table.name}: expected {table.name}.parquet or {table.name}/*.parquet, found neither"
    for file in files:
        place = file.relative_to(folder)
        try:
            found = {field.name: field.type for field in pq.read_schema(file)}
        except (pa.ArrowInvalid, OSError) as error:
            yield f"{place}: expected a Parquet file, found something else ({error})"
            continue
        for field in table.arrow_schema:
            if field.name not in found:
                yield f"{place}: expected a column {field.name} ({field.type}), found none"
            elif not same_type(field.type, found[field.name]):
                yield f"{place}: expected {field.name} to be {field.type}, found {found[field.name]}"


def parquet_files(folder: Path, table: str) -> list[Path]:
    """The file of a raw table, or the parts that a runner wrote side by side."""
    whole = folder / f"{table}.parquet"
    return [whole] if whole.is_file() else sorted((folder / table).glob("*.parquet"))


def same_type(expected: pa.DataType, found: pa.DataType) -> bool:
    """Whether two Arrow types mean the same; writers of Parquet differ in how long a string they allow."""
    if pa.types.is_string(expected):
        return bool(pa.types.is_string(found) or pa.types.is_large_string(found))
    return bool(expected == found)
