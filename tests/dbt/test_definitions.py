"""The dbt project says the same as schemas/: names, types, meanings and closed lists are written once."""

import csv
from collections import defaultdict
from typing import Any

import yaml

from schemas.dbt_sources import generated_files
from schemas.registry import fields, tables
from tests.dbt.project import DBT_PROJECT


def mart_columns() -> list[tuple[str, dict[str, Any]]]:
    """Every column of every mart with the model's name."""
    return [
        (model["name"], column)
        for path in sorted((DBT_PROJECT / "models" / "marts").rglob("*.yml"))
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", [])
        for column in model["columns"]
    ]


def accepted_values(column: dict[str, Any]) -> list[str] | None:
    for test in column.get("data_tests", []):
        if "accepted_values" in test:
            values: list[str] = test["accepted_values"]["arguments"]["values"]
            return values
    return None


def vocabularies() -> dict[str, list[str]]:
    codes = defaultdict(list)
    with (DBT_PROJECT / "seeds" / "vocabulary.csv").open(encoding="utf-8", newline="") as seed:
        for row in csv.DictReader(seed):
            codes[row["vocabulary"]].append(row["code"])
    return codes


def test_committed_sources_and_staging_are_what_the_schemas_generate() -> None:
    differing = [
        str(path)
        for path, text in generated_files().items()
        if not (DBT_PROJECT / path).exists() or (DBT_PROJECT / path).read_text(encoding="utf-8") != text
    ]
    assert differing == [], "run `python -m schemas.dbt_sources` and commit what it writes"


def test_no_staging_model_is_left_over_from_a_table_that_is_gone() -> None:
    models = {path.stem for path in (DBT_PROJECT / "models" / "staging").glob("*.sql")}
    assert models == {f"stg_{table}" for table in tables()}


def test_every_closed_list_of_the_fields_is_named_in_both_languages() -> None:
    # A list that lives outside the marts (steps and states of a run) needs no names.
    shown = {column["name"] for _, column in mart_columns()}
    closed = {
        name: list(field.allowed) for name, field in fields().items() if field.allowed and name in shown
    }
    named = vocabularies()
    assert {name: named.get(name) for name in closed} == closed


def test_accepted_values_of_the_marts_are_those_of_the_fields() -> None:
    known = fields()
    for model, column in mart_columns():
        field = known.get(column["name"])
        if field and field.allowed:
            assert accepted_values(column) == list(field.allowed), f"{model}.{column['name']}"


def test_accepted_values_of_the_marts_own_vocabularies_are_in_the_seed() -> None:
    named = vocabularies()
    for model, column in mart_columns():
        values = accepted_values(column)
        if values and column["name"] not in fields():
            assert set(values) <= set(named[column["name"]]), f"{model}.{column['name']}"


def test_a_mart_column_named_like_a_field_has_its_type() -> None:
    known = fields()
    differing = [
        (model, column["name"], column["data_type"])
        for model, column in mart_columns()
        if column["name"] in known and column["data_type"] != known[column["name"]].type
    ]
    assert differing == []


def test_every_mart_has_a_grain_a_use_an_example_and_every_column_a_description() -> None:
    for path in sorted((DBT_PROJECT / "models" / "marts").rglob("*.yml")):
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", []):
            assert path.stem == model["name"]
            assert all(model["config"]["meta"][told] for told in ("grain", "use_for", "example_sql")), model[
                "name"
            ]
            assert all(column["description"].strip() for column in model["columns"]), model["name"]
