"""meta.catalog, meta.data_dictionary and the comments: what every table and column of the file means."""

from dataclasses import dataclass
from typing import Any

import duckdb

from schemas.registry import Field, fields
from warehouse.catalog.meta import COPIED_RAW_TABLES, MetaTable, insert_rows, meta_tables
from warehouse.catalog.tested import closed_lists, references
from warehouse.published import count_rows
from warehouse.sql import literal

DESCRIBED_BY_MODELS = ("marts", "bi")


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    table_schema: str
    table_name: str
    description: str
    grain: str | None
    use_for: str | None
    take_care: str | None
    joins: str | None
    example_sql: str | None
    usage_warnings: str | None
    row_count: int


@dataclass(frozen=True, slots=True)
class DictionaryEntry:
    table_schema: str
    table_name: str
    column_position: int
    column_name: str
    data_type: str
    is_nullable: bool
    description: str | None
    unit: str | None
    references_column: str | None
    allowed_values: str | None


def describe_file(connection: duckdb.DuckDBPyConnection, manifest: dict[str, Any]) -> None:
    """Write the comments, meta.data_dictionary and meta.catalog; `manifest` is dbt's own."""
    models = {
        f"{node['schema']}.{node['alias']}": node
        for node in manifest["nodes"].values()
        if node["resource_type"] in ("model", "seed")
    }
    comment_on_models(connection, models)
    comment_on_meta_tables(connection)
    columns = dictionary_entries(connection, models, manifest)
    insert_rows(connection, "data_dictionary", columns)
    insert_rows(connection, "catalog", catalog_entries(connection, models, columns))
    connection.execute(
        "update meta.catalog set row_count = (select count(*) from meta.catalog) where table_name = 'catalog'"
    )


def comment_on_models(connection: duckdb.DuckDBPyConnection, models: dict[str, Any]) -> None:
    """Comments from the descriptions in the models' YAML, where dbt did not leave any."""
    bare_tables = connection.execute(
        "select schema_name, table_name from duckdb_tables() "
        "where list_contains(?, schema_name) and comment is null",
        [DESCRIBED_BY_MODELS],
    ).fetchall()
    for schema, table in bare_tables:
        if text := models.get(f"{schema}.{table}", {}).get("description"):
            connection.execute(f"comment on table {schema}.{table} is {literal(text.strip())}")
    bare_columns = connection.execute(
        "select schema_name, table_name, column_name from duckdb_columns() "
        "where list_contains(?, schema_name) and comment is null",
        [DESCRIBED_BY_MODELS],
    ).fetchall()
    for schema, table, column in bare_columns:
        described = models.get(f"{schema}.{table}", {}).get("columns", {}).get(column, {})
        if text := described.get("description"):
            connection.execute(f"comment on column {schema}.{table}.{column} is {literal(text.strip())}")


def comment_on_meta_tables(connection: duckdb.DuckDBPyConnection) -> None:
    for table in meta_tables().values():
        connection.execute(f"comment on table meta.{table.name} is {literal(meta_description(table))}")
        for column, (_, text) in table.columns.items():
            connection.execute(f"comment on column meta.{table.name}.{column} is {literal(text.strip())}")


def meta_description(table: MetaTable) -> str:
    return f"{table.grain[0].upper()}{table.grain[1:]}. {table.use_for}"


def dictionary_entries(
    connection: duckdb.DuckDBPyConnection, models: dict[str, Any], manifest: dict[str, Any]
) -> list[DictionaryEntry]:
    """Every column of the published schemas. What a column shares with a raw field, it has from the field."""
    columns = connection.execute(
        "select schema_name, table_name, column_index, column_name, data_type, is_nullable, comment "
        "from duckdb_columns() where list_contains(?, schema_name) order by 1, 2, 3",
        [[*DESCRIBED_BY_MODELS, "meta"]],
    ).fetchall()
    keys, lists = references(manifest), closed_lists(manifest)
    return [
        DictionaryEntry(
            schema,
            table,
            position,
            column,
            data_type,
            nullable,
            comment,
            unit_of(models.get(f"{schema}.{table}", {}), column, field_of(schema, table, column)),
            keys.get((f"{schema}.{table}", column)),
            lists.get((f"{schema}.{table}", column)) or values_of(field_of(schema, table, column)),
        )
        for schema, table, position, column, data_type, nullable, comment in columns
    ]


def field_of(schema: str, table: str, column: str) -> Field | None:
    """The raw field of the same name. What the build writes about itself has names of its own."""
    is_own = schema == "meta" and table not in COPIED_RAW_TABLES
    return None if is_own else fields().get(column)


def unit_of(model: dict[str, Any], column: str, field: Field | None) -> str | None:
    """Unit of a column: from the model's YAML, else from the raw field of the same name."""
    return meta_of(model.get("columns", {}).get(column, {})).get("unit") or (field.unit if field else None)


def values_of(field: Field | None) -> str | None:
    return ", ".join(field.allowed) if field and field.allowed else None


def meta_of(described: dict[str, Any]) -> dict[str, Any]:
    """What the YAML says under `meta` of a model or column, wherever this version of dbt keeps it."""
    return {**(described.get("meta") or {}), **((described.get("config") or {}).get("meta") or {})}


def catalog_entries(
    connection: duckdb.DuckDBPyConnection, models: dict[str, Any], columns: list[DictionaryEntry]
) -> list[CatalogEntry]:
    """Every table of the published schemas with its grain, its keys and its warnings."""
    names = connection.execute(
        "select schema_name, table_name, comment from duckdb_tables() "
        "where list_contains(?, schema_name) order by 1, 2",
        [[*DESCRIBED_BY_MODELS, "meta"]],
    ).fetchall()
    return [
        CatalogEntry(
            table_schema=schema,
            table_name=table,
            description=comment or "",
            joins=joins(schema, table, columns),
            row_count=count_rows(connection, f"{schema}.{table}"),
            **guidance_for(schema, table, models),
        )
        for schema, table, comment in names
    ]


def joins(schema: str, table: str, columns: list[DictionaryEntry]) -> str | None:
    """The keys of one table with where they lead."""
    leading = [
        f"{column.column_name} = {column.references_column}"
        for column in columns
        if (column.table_schema, column.table_name) == (schema, table) and column.references_column
    ]
    return "; ".join(leading) or None


def guidance_for(schema: str, table: str, models: dict[str, Any]) -> dict[str, str | None]:
    """Grain, use, caution, example and codes of warnings of one table, from its model's YAML or meta_tables.yml."""
    if schema == "meta":
        own = meta_tables()[table]
        return {
            "grain": own.grain,
            "use_for": own.use_for,
            "take_care": own.take_care,
            "example_sql": own.example_sql,
            "usage_warnings": None,
        }
    meta = meta_of(models.get(f"{schema}.{table}", {}))
    return {
        **{name: meta.get(name) for name in ("grain", "use_for", "take_care", "example_sql")},
        "usage_warnings": ", ".join(meta.get("usage_warnings", [])) or None,
    }
