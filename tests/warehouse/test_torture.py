"""A few rounds of each torture; `python -m tests.warehouse.torture.<name>` runs as many as asked for."""

from pathlib import Path

import pytest

from tests.warehouse.torture import kill, mutations, readers, stages, storage, workshop
from warehouse.paths import Paths


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """A published warehouse that may be maltreated, as long as it is whole afterwards."""
    return workshop.prepare(tmp_path_factory.mktemp("victim"))


def test_a_build_killed_at_any_instant_leaves_the_old_file_or_the_new_one(victim: Paths) -> None:
    figures = kill.torture(victim, "publish", count=6, every=3)
    assert figures.wrong == []
    assert figures.killed == 6
    assert figures.completed_after_kills >= 2


def test_readers_of_every_kind_see_whole_builds_only(victim: Paths) -> None:
    found = readers.watch(readers.two_builds(victim), count=8)
    assert [(reader.name, reader.errors, reader.mixed) for reader in found] == [
        (name, [], 0) for name, _, _ in readers.readers()
    ]
    assert all(reader.looks > 1 for reader in found)
    assert {reader.name: reader.builds for reader in found}["holding its connection"] == 1


@pytest.mark.skipif(not storage.may_mount(), reason="needs the right to mount a file system in memory")
def test_a_full_disk_and_a_read_only_folder_leave_the_published_file_alone(tmp_path: Path) -> None:
    attempts = storage.torture(tmp_path, free=(0, 1024), whole_builds=False)
    assert [attempt for attempt in attempts if attempt.wrong] == []
    assert [attempt.status for attempt in attempts] == [1, 1, 1, 0]


@pytest.mark.skipif(not storage.may_mount(), reason="needs the right to mount a file system in memory")
def test_a_whole_build_in_trouble_says_so_and_leaves_the_published_file_alone(tmp_path: Path) -> None:
    attempts = stages.torture(tmp_path, only=1)
    assert [attempt for attempt in attempts if attempt.wrong] == []
    assert [(attempt.folder, attempt.status) for attempt in attempts] == [("raw/tables", 1)]


@pytest.mark.parametrize(
    ("defect", "layer"), [("a view that needs another file", "publishing"), ("a test failed", "dbt")]
)
def test_a_damaged_file_or_report_is_not_published(defect: str, layer: str, victim: Paths) -> None:
    (verdict,) = mutations.in_files(victim, {defect: mutations.FILES[defect]})
    assert verdict.layer == layer, verdict.message


def test_a_defect_in_a_model_is_stopped_by_the_tests_of_dbt(victim: Paths) -> None:
    (verdict,) = mutations.in_models(victim, mutations.first(mutations.MODELS, 1))
    assert verdict.layer == "dbt", verdict.message


def test_every_defect_among_the_rows_of_an_extraction_is_refused() -> None:
    verdicts = list(mutations.in_rows(mutations.RAW))
    assert len(verdicts) == len(mutations.RAW)
    assert [verdict.defect for verdict in verdicts if verdict.layer != "pandera"] == []


@pytest.mark.parametrize(
    "defect", ["every time limit is lost", "figures in the wrong unit", "a value ten million times too large"]
)
def test_a_defect_that_dbt_did_not_see_is_stopped_by_the_gate(defect: str, victim: Paths) -> None:
    (verdict,) = mutations.in_builds(victim, {defect: mutations.BUILT[defect]})
    assert verdict.layer == "Great Expectations", verdict.message
