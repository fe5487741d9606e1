"""The dbt project keeps to its layers, its names and its tests; exceptions are listed with a reason."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from tests.dbt.project import DBT_PROJECT, Build
from tests.dbt.structure import RULES, Project, read_project, violations

# One dbt build serves all of these, so they stay on one worker.
pytestmark = pytest.mark.xdist_group("dbt")

EXCEPTIONS = Path(__file__).with_name("structure_exceptions.yml")


@pytest.fixture(scope="module")
def project(build: Build) -> Project:
    assert build.exit_status == 0, build.output
    manifest = build.warehouse.parent / "target" / "manifest.json"
    return read_project(json.loads(manifest.read_text(encoding="utf-8")))


def exceptions() -> dict[tuple[str, str], str]:
    listed = yaml.safe_load(EXCEPTIONS.read_text(encoding="utf-8"))
    return {(entry["rule"], entry["subject"]): entry["reason"] for entry in listed}


def test_no_rule_is_broken_without_a_reason(project: Project) -> None:
    excused = exceptions()

    assert [broken for broken in violations(project) if (broken.rule, broken.subject) not in excused] == []


def test_every_exception_has_a_reason_and_is_still_needed(project: Project) -> None:
    broken = {(violation.rule, violation.subject) for violation in violations(project)}

    assert all(len(reason.split()) > 3 for reason in exceptions().values())
    assert set(exceptions()) - broken == set(), "take these out of structure_exceptions.yml"


def test_no_column_of_any_table_is_undescribed(project: Project, build: Build) -> None:
    described = {
        (model.node["schema"], model.node["alias"], column)
        for model in project.models.values()
        for column, definition in model.columns.items()
        if definition["description"].strip()
    }
    with duckdb.connect(str(build.warehouse), read_only=True) as warehouse:
        columns = warehouse.execute(
            "select schema_name, table_name, column_name from duckdb_columns() where not internal"
        ).fetchall()

    assert columns
    assert sorted(set(columns) - described) == []


def test_warnings_of_tables_are_on_the_closed_list(project: Project) -> None:
    lines = (DBT_PROJECT / "seeds" / "usage_warnings.csv").read_text(encoding="utf-8").splitlines()
    listed = {line.partition(",")[0] for line in lines[1:]}
    used = {
        code
        for model in project.models.values()
        for code in (model.node["config"].get("meta") or {}).get("usage_warnings", [])
    }

    assert used == listed


# The rules themselves, on a project that breaks each of them once.


def node(name: str, folder: str, sql: str = "", **changes: Any) -> dict[str, Any]:
    """A model as the manifest holds it: described, with a contract, a key and its test."""
    return {
        "unique_id": f"model.{name}",
        "resource_type": "model",
        "name": name,
        "fqn": ["policydw", *folder.split("/"), name],
        "raw_code": sql,
        "description": "Described.",
        "config": {"contract": {"enforced": True}},
        "constraints": [{"type": "primary_key"}],
        "columns": {},
        **changes,
    }


def key_test(model: str) -> dict[str, Any]:
    return {
        "unique_id": f"test.{model}",
        "resource_type": "test",
        "name": f"{model}_has_unique_key",
        "attached_node": f"model.{model}",
        "column_name": None,
        "description": "Every row has its own key.",
        "test_metadata": {"name": "unique_key", "kwargs": {"key_columns": ["own"]}},
    }


def project_of(*nodes: dict[str, Any]) -> Project:
    marts = [each for each in nodes if each["resource_type"] == "model" and each["fqn"][1] == "marts"]
    keyed = (
        [] if any(each["resource_type"] == "test" for each in nodes) else [key_test(m["name"]) for m in marts]
    )
    return read_project({"nodes": {each["unique_id"]: each for each in [*nodes, *keyed]}})


STAGING = node("stg_a", "staging", "from {{ raw_table('a') }}")
BREACHES: dict[str, list[dict[str, Any]]] = {
    "staging_reads_one_raw_table_and_no_model": [
        STAGING,
        node("stg_b", "staging", "from {{ raw_table('b') }} join {{ ref('stg_a') }}"),
    ],
    "only_staging_reads_raw_tables": [node("int_a", "intermediate", "from {{ raw_table('a') }}")],
    "tables_are_named_by_ref": [node("int_a", "intermediate", "from marts.fact_a")],
    "names_tell_the_layer": [node("targets", "marts/facts")],
    "steps_above_the_facts_serve_analyses_alone": [
        node("fact_a", "marts/facts"),
        node("int_a", "intermediate", "from {{ ref('fact_a') }}"),
        node("fact_b", "marts/facts", "from {{ ref('int_a') }}"),
    ],
    "dimensions_and_facts_do_not_stand_on_analyses": [
        node("mart_a", "marts/analytics"),
        node("dim_a", "marts/dimensions", "from {{ ref('mart_a') }}"),
    ],
    "a_fact_reads_a_source_once": [
        STAGING,
        node("fact_a", "marts/facts", "from {{ ref('stg_a') }} join {{ ref('stg_a') }}"),
    ],
    "a_step_for_one_reader_is_not_joined_to_its_own_source": [
        STAGING,
        node("int_a", "intermediate", "from {{ ref('stg_a') }}"),
        node("fact_a", "marts/facts", "from {{ ref('stg_a') }} join {{ ref('int_a') }}"),
    ],
    "every_mart_has_an_enforced_contract": [
        node("fact_a", "marts/facts", config={"contract": {"enforced": False}})
    ],
    "every_mart_has_a_tested_primary_key": [node("fact_a", "marts/facts", constraints=[])],
    "every_key_of_a_mart_is_tested": [
        node("fact_a", "marts/facts", columns={"home_region_id": {"description": "A place."}})
    ],
    "everything_is_described": [node("fact_a", "marts/facts", columns={"value": {"description": " "}})],
    "every_test_says_what_it_expects": [
        node("fact_a", "marts/facts"),
        {**key_test("fact_a"), "description": ""},
    ],
}


@pytest.mark.parametrize("rule", [rule.__name__ for rule in RULES])
def test_each_rule_finds_its_breach_and_nothing_else(rule: str) -> None:
    found = violations(project_of(*BREACHES[rule]))

    assert Counter(violation.rule for violation in found) == {rule: 1}, found


def test_a_project_that_keeps_the_rules_breaks_none() -> None:
    kept = project_of(
        STAGING,
        node("int_a", "intermediate", "from {{ ref('stg_a') }}"),
        node("fact_a", "marts/facts", "from {{ ref('int_a') }}"),
        node("mart_a", "marts/analytics", "from {{ ref('fact_a') }}"),
    )

    assert violations(kept) == []
