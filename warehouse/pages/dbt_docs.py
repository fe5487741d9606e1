"""dbt's own documentation as one page: what `dbt docs generate --static` writes, without starting dbt for it."""

import gzip
import json
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from warehouse.pages.ask import Row

PLACES = ('"MANIFEST.JSON INLINE DATA"', '"CATALOG.JSON INLINE DATA"')
FAULTS = (
    ('<use xlink:href="{{', '<use ng-attr-xlink:href="{{'),
    ("${require('./assets/favicons/favicon.ico')}", "data:,"),
)
"""What dbt's page would load by a name that nobody has filled in yet: an error in the console for each, of a thousand."""
CATALOG_VERSION = "https://schemas.getdbt.com/dbt/catalog/v1.json"


def dbt_docs_page(manifest: Mapping[str, Any] | None, tables: list[Row], columns: list[Row]) -> str | None:
    """The page that comes with dbt, filled with the manifest and with what the tables of the build look like.

    None without a manifest, or where this version of dbt brings no such page.
    """
    page = page_of_dbt() if manifest else None
    if manifest is None or page is None or not all(place in page for place in PLACES):
        return None
    for fault, mended in FAULTS:
        page = page.replace(fault, mended)
    own = {**manifest, "macros": own_macros(manifest)}
    for place, content in zip(PLACES, (own, catalog(manifest, tables, columns)), strict=True):
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str)
        page = page.replace(place, text.replace("</", "<\\/"))
    return page


def packed(page: str) -> str:
    """The page in the form that `templates/packed.html` unpacks: compressed, in characters that HTML leaves alone."""
    return b64encode(gzip.compress(page.encode(), mtime=0)).decode()


def page_of_dbt() -> str | None:
    """The empty page in the package of dbt; found without importing it."""
    package = find_spec("dbt")
    for folder in (package.submodule_search_locations or []) if package else []:
        file = Path(folder, "task", "docs", "index.html")
        if file.is_file():
            return file.read_text(encoding="utf-8")
    return None


def own_macros(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The macros of this project. Those that come with dbt are half of a manifest, and documented elsewhere."""
    project = manifest["metadata"].get("project_name")
    return {key: macro for key, macro in manifest["macros"].items() if macro["package_name"] == project}


def catalog(manifest: Mapping[str, Any], tables: list[Row], columns: list[Row]) -> dict[str, Any]:
    """Columns and their types in the form of dbt's catalog.json."""
    built = {(row["table_schema"], row["table_name"]): row for row in tables}
    nodes = {}
    for key, node in manifest["nodes"].items():
        row = built.get((node.get("schema"), node.get("alias")))
        if row is None:
            continue
        nodes[key] = {
            "unique_id": key,
            "metadata": {
                "type": "BASE TABLE",
                "schema": row["table_schema"],
                "name": row["table_name"],
                "database": node.get("database"),
                "comment": row["description"],
                "owner": "",
            },
            "columns": {
                column["column_name"]: {
                    "type": column["data_type"],
                    "index": column["column_position"],
                    "name": column["column_name"],
                    "comment": column["description"],
                }
                for column in columns
                if (column["table_schema"], column["table_name"]) == (row["table_schema"], row["table_name"])
            },
            "stats": {
                "has_stats": {
                    "id": "has_stats",
                    "label": "Has Stats?",
                    "value": False,
                    "include": False,
                    "description": "",
                }
            },
        }
    written = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    about = {"dbt_schema_version": CATALOG_VERSION, "generated_at": written, "env": {}}
    return {"metadata": about, "nodes": nodes, "sources": {}, "errors": None}
