"""Every table and column, and which table is made from which."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from warehouse.pages.ask import Row
from warehouse.pages.source import Language, Page, Source


def pages(source: Source, language: Language) -> Iterator[Page]:
    """The one page of this chapter."""
    columns: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for column in source.rows("columns"):
        columns[column["table_schema"], column["table_name"]].append(column)
    made_from = lineage(source.origin.manifest or {})
    used_by: dict[str, set[str]] = defaultdict(set)
    for table, origins in made_from.items():
        for origin in origins:
            used_by[origin].add(table)
    tables = [
        row
        | {
            "columns": columns[row["table_schema"], row["table_name"]],
            "made_from": sorted(made_from.get(full_name(row), ())),
            "used_by": sorted(used_by.get(full_name(row), ())),
        }
        for row in source.rows("tables")
    ]
    known = {full_name(row) for row in tables}
    shows = {
        "tables": tables,
        "known": known,
        "column_count": len(source.rows("columns")),
        "has_dbt_docs": source.has_dbt_docs,
    }
    yield Page("dictionary.html", "dictionary.html", "dictionary", shows)


def full_name(row: Row) -> str:
    return f"{row['table_schema']}.{row['table_name']}"


def lineage(manifest: Mapping[str, Any]) -> dict[str, set[str]]:
    """The tables and raw tables that each published table is made from, steps of the workshop left out."""
    nodes = {**manifest.get("nodes", {}), **manifest.get("sources", {})}
    names = {key: shown_name(node) for key, node in nodes.items()}

    def origins(key: str) -> set[str]:
        found: set[str] = set()
        seen: set[str] = set()
        waiting = [key]
        while waiting:
            for parent in nodes[waiting.pop()].get("depends_on", {}).get("nodes", []):
                if parent not in nodes or parent in seen:
                    continue
                seen.add(parent)
                name = names[parent]
                if name:
                    found.add(name)
                else:
                    waiting.append(parent)
        return found

    return {
        name: origins(key) for key, name in names.items() if name and nodes[key]["resource_type"] == "model"
    }


def shown_name(node: Mapping[str, Any]) -> str | None:
    """What a reader knows a node of dbt's by; None for steps that are in no published schema."""
    if node["resource_type"] == "source":
        return f"raw.{node['name']}"
    if node["resource_type"] == "seed":
        return f"seed.{node['name']}"
    if node["resource_type"] == "model" and node["schema"] in ("marts", "bi"):
        return f"{node['schema']}.{node['alias']}"
    return None
