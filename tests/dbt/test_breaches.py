"""What must not be taken over is refused: three breaches are planted in a copy of the project, and each is found."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.dbt.project import DBT_PROJECT, Build, dbt_build
from tests.dbt.show_structure import without_reason
from tests.dbt.structure import Violation, read_project

# The file of one dbt build is where these start, so they stay on its worker.
pytestmark = pytest.mark.xdist_group("dbt")

UNDESCRIBED = ("models/marts/bridges/bridge_region_group.yml", "{{ doc('member_region_id') }}", "")
UNTESTED_KEY = (
    "models/marts/facts/fact_mentions.yml",
    """
        data_tests:
          - relationships:
              name: fact_mentions_region_id_in_dim_region
              description: Every region_id of fact_mentions is a region_id of dim_region.
              arguments: {to: ref('dim_region'), field: region_id}""",
    "",
)
WRONG_MODEL = (
    "models/intermediate/int_target_regions.sql",
    "'unknown') as region_id",
    "'nowhere') as region_id",
)
PLANTED = (UNDESCRIBED, UNTESTED_KEY, WRONG_MODEL)


@dataclass(frozen=True, slots=True)
class Broken:
    """What dbt said of the broken copy, and what the rules find in it."""

    build: Build
    found: list[Violation]


@pytest.fixture(scope="module")
def broken(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Broken:
    """A copy of the project with all three breaches, of which dbt builds the model that is wrong."""
    workspace = tmp_path_factory.mktemp("broken")
    project = workspace / "dbt_project"
    shutil.copytree(DBT_PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
    for name, right, wrong in PLANTED:
        plant(project / name, right, wrong)
    shutil.copy(build.warehouse, workspace / build.warehouse.name)
    raw = build.warehouse.parent / "raw"
    rebuilt = dbt_build(raw, workspace, "--select", "int_target_regions", project=project)
    assert "Done." in rebuilt.output, rebuilt.output
    manifest = json.loads((workspace / "target" / "manifest.json").read_text(encoding="utf-8"))
    return Broken(rebuilt, without_reason(read_project(manifest)))


def plant(file: Path, right: str, wrong: str) -> None:
    """Put `wrong` where `right` stands first."""
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")


def test_a_column_without_its_description_is_found(broken: Broken) -> None:
    found = [violation.subject for violation in broken.found if violation.rule == "everything_is_described"]

    assert found == ["bridge_region_group.member_region_id"]


def test_a_key_without_its_relationship_is_found(broken: Broken) -> None:
    found = [
        violation.subject for violation in broken.found if violation.rule == "every_key_of_a_mart_is_tested"
    ]

    assert found == ["fact_mentions.region_id"]


def test_a_model_that_its_unit_test_contradicts_stops_the_build(broken: Broken) -> None:
    assert broken.build.exit_status != 0
    assert (
        "FAIL 1 int_target_regions::a_target_without_a_region_has_the_member_unknown" in broken.build.output
    )
    assert "→" in broken.build.output, "the difference between the rows expected and the rows found"


def test_nothing_else_is_found_in_the_broken_copy(broken: Broken) -> None:
    assert len(broken.found) == 2, broken.found
