"""meta.catalog, meta.data_dictionary and the comments: what every table and column of the file means."""

from dataclasses import dataclass
from typing import Any

import duckdb

from schemas.registry import fields
from warehouse.catalog.meta import MetaTable, insert_rows, meta_tables
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
    insert_rows(connection, "data_dictionary", dictionary_entries(connection, models))
    insert_rows(connection, "catalog", catalog_entries(connection, models))
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
    connection: duckdb.DuckDBPyConnection, models: dict[str, Any]
) -> list[DictionaryEntry]:
    """Every column of the published schemas. What a column shares with a raw field, it has from the field."""
    columns = connection.execute(
        "select schema_name, table_name, column_index, column_name, data_type, is_nullable, comment "
        "from duckdb_columns() where list_contains(?, schema_name) order by 1, 2, 3",
        [[*DESCRIBED_BY_MODELS, "meta"]],
    ).fetchall()
    return [
        DictionaryEntry(
            schema,
            table,
            position,
            column,
            data_type,
            nullable,
            comment,
            *unit_and_values(models, f"{schema}.{table}", column),
        )
        for schema, table, position, column, data_type, nullable, comment in columns
    ]


def unit_and_values(models: dict[str, Any], table: str, column: str) -> tuple[str | None, str | None]:
    """Unit and closed list of a column: from the model's YAML, else from the raw field of the same name."""
    described = models.get(table, {}).get("columns", {}).get(column, {})
    meta = {**(described.get("meta") or {}), **((described.get("config") or {}).get("meta") or {})}
    field = fields().get(column)
    unit = meta.get("unit") or (field.unit if field else None)
    allowed = field.allowed if field else None
    return unit, ", ".join(allowed) if allowed else None


def catalog_entries(connection: duckdb.DuckDBPyConnection, models: dict[str, Any]) -> list[CatalogEntry]:
    """Every table of the published schemas with its grain and its warnings."""
    names = connection.execute(
        "select schema_name, table_name, comment from duckdb_tables() "
        "where list_contains(?, schema_name) order by 1, 2",
        [[*DESCRIBED_BY_MODELS, "meta"]],
    ).fetchall()
    entries = []
    for schema, table, comment in names:
        count = count_rows(connection, f"{schema}.{table}")
        guidance = guidance_for(schema, table, models)
        entries.append(CatalogEntry(schema, table, comment or "", *guidance, count))
    return entries


def guidance_for(
    schema: str, table: str, models: dict[str, Any]
) -> tuple[str | None, str | None, str | None, str | None]:
    """Grain, use, caution and codes of warnings of one table, from its model's YAML or meta_tables.yml."""
    if schema == "meta":
        own = meta_tables()[table]
        return own.grain, own.use_for, own.take_care, None
    model = models.get(f"{schema}.{table}", {})
    meta = {**(model.get("meta") or {}), **((model.get("config") or {}).get("meta") or {})}
    warnings = ", ".join(meta.get("usage_warnings", [])) or None
    return meta.get("grain"), meta.get("use_for"), meta.get("take_care"), warnings
