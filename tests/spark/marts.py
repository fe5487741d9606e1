"""The marts of two builds of the same raw tables, side by side."""

from pathlib import Path

import duckdb

SCHEMAS = ("marts", "bi")


def differing_marts(one: Path, other: Path) -> dict[str, object]:
    """What differs between the marts in two DuckDB files, by table: columns and types, or rows that only one holds."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{one}' as one (read_only)")
        connection.execute(f"attach '{other}' as other (read_only)")
        tables = {name: mart_columns(connection, name) for name in ("one", "other")}
        differing: dict[str, object] = {}
        for name in sorted(tables["one"].keys() | tables["other"].keys()):
            columns = [tables[side].get(name) for side in ("one", "other")]
            if columns[0] != columns[1]:
                differing[name] = columns
            elif rows := differing_rows(connection, name, [column for column, _ in columns[0] or []]):
                differing[name] = rows
        return differing


def mart_columns(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, list[tuple[str, str]]]:
    """Columns and types of every mart, by `schema.table`."""
    found: dict[str, list[tuple[str, str]]] = {}
    for schema, table, column, data_type in connection.execute(
        "select schema_name, table_name, column_name, data_type from duckdb_columns() "
        "where database_name = ? and list_contains(?, schema_name) order by schema_name, table_name, column_index",
        [database, SCHEMAS],
    ).fetchall():
        found.setdefault(f"{schema}.{table}", []).append((column, data_type))
    return found


def differing_rows(connection: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> list[object]:
    """Rows that one of the two holds more often than the other, at most five of each."""
    chosen = ", ".join(f'"{column}"' for column in columns)
    sides = [f"select {chosen} from {side}.{table}" for side in ("one", "other")]
    return [
        (side, row)
        for side, (here, there) in (("one", sides), ("other", reversed(sides)))
        for row in connection.execute(f"{here} except all {there} limit 5").fetchall()
    ]
