"""The dbt project keeps to its layers, its names and its tests; exceptions are listed with a reason."""

import json
from collections import Counter
from typing import Any

import duckdb
import pytest

from tests.dbt.project import DBT_PROJECT, Build
from tests.dbt.show_structure import exceptions, without_reason
from tests.dbt.structure import RULES, Project, read_project, violations

# One dbt build serves all of these, so they stay on one worker.
pytestmark = pytest.mark.xdist_group("dbt")


@pytest.fixture(scope="module")
def project(build: Build) -> Project:
    assert build.exit_status == 0, build.output
    manifest = build.warehouse.parent / "target" / "manifest.json"
    return read_project(json.loads(manifest.read_text(encoding="utf-8")))


def test_no_rule_is_broken_without_a_reason(project: Project) -> None:
    assert without_reason(project) == []


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

RAW_A = "source.policydw.raw.a"


def node(name: str, folder: str, sql: str = "from {{ ref('stg_a') }}", **changes: Any) -> dict[str, Any]:
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
        "depends_on": {"nodes": []},
        "original_file_path": f"models/{folder}/{name}.sql",
        "patch_path": f"policydw://models/{folder}/{name}.yml",
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


STAGING = node("stg_a", "staging", "from {{ raw_table('a') }}", depends_on={"nodes": [RAW_A]})
READER = node("mart_reader", "marts/analytics")


def project_of(
    *nodes: dict[str, Any],
    without_key: str = "",
    without_unit_test: str = "",
    sources: tuple[str, ...] = (RAW_A,),
) -> Project:
    """One staging model with a reader and `nodes`, which replace these by name; keys and unit tests where they belong."""
    by_name = {each["name"]: each for each in [STAGING, READER, *nodes]}
    models = [each for each in by_name.values() if each["resource_type"] == "model"]
    kept = {each["unique_id"]: each for each in by_name.values()}
    tests = {
        f"test.{each['name']}": key_test(each["name"])
        for each in models
        if each["fqn"][1] in ("marts", "intermediate") and each["name"] != without_key
    }
    return read_project(
        {
            "nodes": {**tests, **kept},
            "unit_tests": {
                each["name"]: {"model": each["name"]} for each in models if each["name"] != without_unit_test
            },
            "sources": {source: {"unique_id": source, "description": "Raw."} for source in sources},
        }
    )


INT_A = node("int_a", "intermediate")
READS_INT_A = node("mart_reader", "marts/analytics", "from {{ ref('int_a') }}")
BREACHES: dict[str, Project] = {
    "staging_reads_one_raw_table_and_no_model": project_of(
        node(
            "stg_a",
            "staging",
            "from {{ raw_table('a') }} join {{ ref('int_a') }}",
            depends_on={"nodes": [RAW_A]},
        ),
        INT_A,
    ),
    "every_raw_table_is_read_by_one_staging_model": project_of(sources=(RAW_A, "source.policydw.raw.b")),
    "every_step_is_read": project_of(INT_A),
    "every_model_above_staging_reads_a_model": project_of(node("dim_a", "marts/dimensions", "values (1)")),
    "a_model_is_described_in_its_own_folder": project_of(
        node("fact_a", "marts/facts", patch_path="policydw://models/marts/bi/fact_a.yml")
    ),
    "every_model_that_decides_has_a_unit_test": project_of(
        node("fact_a", "marts/facts", "select case when a then b end from {{ ref('stg_a') }}"),
        without_unit_test="fact_a",
    ),
    "only_staging_reads_raw_tables": project_of(
        node("fact_a", "marts/facts", "from {{ raw_table('a') }} join {{ ref('stg_a') }}")
    ),
    "tables_are_named_by_ref": project_of(
        node("mart_a", "marts/analytics", "from {{ ref('stg_a') }} join marts.fact_a")
    ),
    "names_tell_the_layer": project_of(node("targets", "marts/facts")),
    "steps_above_the_facts_serve_analyses_alone": project_of(
        node("fact_a", "marts/facts"),
        node("int_a", "intermediate", "from {{ ref('fact_a') }}"),
        node("fact_b", "marts/facts", "from {{ ref('int_a') }}"),
    ),
    "dimensions_and_facts_do_not_stand_on_analyses": project_of(
        node("dim_a", "marts/dimensions", "from {{ ref('mart_reader') }}")
    ),
    "a_fact_reads_a_source_once": project_of(
        node("fact_a", "marts/facts", "from {{ ref('stg_a') }} join {{ ref('stg_a') }}")
    ),
    "a_step_for_one_reader_is_not_joined_to_its_own_source": project_of(
        INT_A, node("fact_a", "marts/facts", "from {{ ref('stg_a') }} join {{ ref('int_a') }}")
    ),
    "every_mart_has_an_enforced_contract": project_of(
        node("fact_a", "marts/facts", config={"contract": {"enforced": False}})
    ),
    "every_mart_has_a_tested_primary_key": project_of(node("fact_a", "marts/facts", constraints=[])),
    "every_step_has_a_tested_key": project_of(INT_A, READS_INT_A, without_key="int_a"),
    "every_key_of_a_mart_is_tested": project_of(
        node("fact_a", "marts/facts", columns={"home_region_id": {"description": "A place."}})
    ),
    "everything_is_described": project_of(
        node("fact_a", "marts/facts", columns={"value": {"description": " "}})
    ),
    "every_test_says_what_it_expects": project_of({**key_test("mart_reader"), "description": ""}),
}


@pytest.mark.parametrize("rule", [rule.__name__ for rule in RULES])
def test_each_rule_finds_its_breach_and_nothing_else(rule: str) -> None:
    found = violations(BREACHES[rule])

    assert Counter(violation.rule for violation in found) == {rule: 1}, found


def test_a_mart_without_a_key_test_is_found_too() -> None:
    (found,) = violations(project_of(node("fact_a", "marts/facts"), without_key="fact_a"))

    assert (found.rule, found.found) == ("every_mart_has_a_tested_primary_key", "no test unique_key")


def test_a_project_that_keeps_the_rules_breaks_none() -> None:
    assert violations(project_of(INT_A, READS_INT_A, node("fact_a", "marts/facts"))) == []
