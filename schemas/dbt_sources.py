"""Write the parts of the dbt project that only repeat the contract of the raw tables.

Sources, staging models, their key and reference tests, and one documentation block per field all follow
from fields.yml and tables.yml. `python -m schemas.dbt_sources` writes them into dbt_project/; a test compares
what is committed with what this module makes.
"""

from pathlib import Path
from typing import Any

import yaml

from schemas.registry import Table, fields, tables

DBT_PROJECT = Path(__file__).parent.parent / "dbt_project"
STAGING = Path("models") / "staging"
GENERATED = "made from schemas/ by `python -m schemas.dbt_sources`; change the definitions there"

# A field that points at a row of another table, wherever it occurs outside that table's own key.
REFERENCES = {
    "document_id": ("documents", "document_id"),
    "clause_id": ("clauses", "clause_id"),
    "parent_clause_id": ("clauses", "clause_id"),
    "target_id": ("targets", "target_id"),
    "restates_target_id": ("targets", "target_id"),
    "statistic_id": ("statistics", "statistic_id"),
    "pairing_id": ("pairings", "pairing_id"),
    "region_id": ("regions", "region_id"),
    "parent_region_id": ("regions", "region_id"),
    "home_region_id": ("regions", "region_id"),
    "group_region_id": ("regions", "region_id"),
    "member_region_id": ("regions", "region_id"),
    "actor_id": ("actors", "actor_id"),
    "parent_actor_id": ("actors", "actor_id"),
    "unit": ("units", "unit"),
    "theme_code": ("themes", "theme_code"),
    "indicator_code": ("indicators", "indicator_code"),
    "parent_indicator_code": ("indicators", "indicator_code"),
}


def generated_files() -> dict[Path, str]:
    """Every generated file: its path inside dbt_project and its text."""
    files = {
        STAGING / "_sources.yml": _as_yaml({"version": 2, "sources": [_source()]}),
        STAGING / "_staging.yml": _as_yaml({"version": 2, "models": [_model(t) for t in tables().values()]}),
        Path("models") / "_fields.md": _documentation_blocks(),
    }
    for table in tables().values():
        files[STAGING / f"stg_{table.name}.sql"] = _staging_sql(table)
    return files


def write(project: Path = DBT_PROJECT) -> None:
    """Write the generated files into the dbt project, replacing what is there."""
    for path, text in generated_files().items():
        target = project / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def _source() -> dict[str, Any]:
    location = "read_parquet('{{ env_var('RAW_DIR', '../raw/tables') }}/{name}.parquet')"
    return {
        "name": "raw",
        "description": "Raw tables: what the extraction read from documents, statistics and reference files.",
        "config": {"meta": {"external_location": location}},
        "tables": [{"name": t.name, "description": _sentence(t.grain)} for t in tables().values()],
    }


def _model(table: Table) -> dict[str, Any]:
    test = {
        "name": f"stg_{table.name}_has_unique_key",
        "description": f"Every row of raw table {table.name} has its own {' and '.join(table.key)}.",
        "arguments": {"key_columns": list(table.key)},
    }
    return {
        "name": f"stg_{table.name}",
        "description": f"Raw table {table.name} with its types made sure. Grain: {table.grain}.",
        "data_tests": [{"unique_key": test}],
        "columns": [_column(table, name) for name in table.polars_schema],
    }


def _column(table: Table, name: str) -> dict[str, Any]:
    column: dict[str, Any] = {"name": name, "description": f"{{{{ doc('{name}') }}}}"}
    parent, key = REFERENCES.get(name, (table.name, name))
    if (parent, key) != (table.name, name):
        test = {
            "name": f"stg_{table.name}_{name}_has_parent",
            "description": f"Every {name} of raw table {table.name} is a {key} of raw table {parent}.",
            "arguments": {"to": f"ref('stg_{parent}')", "parent_column": key},
        }
        column["data_tests"] = [{"has_parent": test}]
    return column


def _staging_sql(table: Table) -> str:
    casts = [f"    cast({column.name} as {column.field.type}) as {column.name}" for column in table.columns]
    return "\n".join(
        [
            f"-- {GENERATED}",
            "select",
            ",\n".join(casts),
            f"from {{{{ raw_table('{table.name}') }}}}",
            "",
        ]
    )


def _documentation_blocks() -> str:
    blocks = [
        f"{{% docs {field.name} %}}\n{field.description}\n{{% enddocs %}}\n" for field in fields().values()
    ]
    return "\n".join([f"<!-- {GENERATED} -->\n", *blocks])


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."


def _as_yaml(content: dict[str, Any]) -> str:
    return f"# {GENERATED}\n" + yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110)


if __name__ == "__main__":
    write()
