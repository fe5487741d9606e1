"""What a comparison of two builds says, and that it says it safely."""

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from warehouse.diff import Diff, compare_files, find_build, previous_build
from warehouse.diff_page import diff_page
from warehouse.diff_screen import full_lines, summary_lines
from warehouse.errors import UsageError
from warehouse.history import file_of, kept_builds
from warehouse.paths import Paths


@pytest.fixture(scope="module")
def changed(published_twice_once: Paths) -> Diff:
    return compare_files(previous_build(published_twice_once), published_twice_once.published)


def altered(paths: Paths, folder: Path, *statements: str) -> Path:
    """A copy of the published file after these statements on its schema marts."""
    file = folder / "altered.duckdb"
    shutil.copyfile(paths.published, file)
    with duckdb.connect(str(file)) as connection:
        connection.execute("create schema if not exists loose")
        connection.execute("create table loose.fact_targets as from marts.fact_targets")
        for statement in statements:
            connection.execute(statement)
        connection.execute("drop schema marts cascade")
        connection.execute("create schema marts")
        connection.execute("create table marts.fact_targets as from loose.fact_targets")
        connection.execute("alter table marts.fact_targets add primary key (target_id)")
    return file


def test_removed_facts_are_listed_with_their_document_and_quote(changed: Diff) -> None:
    targets = changed.of_table("fact_targets")
    assert targets
    assert (targets.rows_before, targets.rows_after) == (15, 6)
    assert (targets.added, targets.removed) == (0, 9)
    gone = [row for row in targets.rows if row.kind == "removed"]
    assert len(gone) == 9
    assert all(row.source_file and row.quote and row.key["target_id"] for row in gone)
    units = changed.of_table("dim_unit")
    assert units and units.is_same


def test_checks_with_another_result_are_listed(changed: Diff) -> None:
    results = {(check.table_name, check.check_name): check.after for check in changed.checks}
    assert results["fact_targets", "volume"] == "accepted"


def test_a_changed_value_is_told_field_by_field(published_once: Paths, tmp_path: Path) -> None:
    file = altered(
        published_once,
        tmp_path,
        "update loose.fact_targets set value_low = value_low * 10000, metric = '<b>=1+1' where target_id = 'target-assets'",
    )
    targets = compare_files(published_once.published, file).of_table("fact_targets")
    assert targets
    assert (targets.added, targets.removed, targets.changed) == (0, 0, 1)
    assert targets.fields == {"metric": 1, "value_low": 1}
    (row,) = targets.rows
    assert row.key == {"target_id": "target-assets"}
    assert {change.field: change.after for change in row.fields}["metric"] == "<b>=1+1"


def test_a_fact_is_known_again_when_its_document_has_changed(published_once: Paths, tmp_path: Path) -> None:
    file = altered(
        published_once,
        tmp_path,
        "update loose.fact_targets set target_id = 'new-' || target_id, document_id = 'new', clause_id = 'new', "
        "char_start = char_start + 1, char_end = char_end + 1, restates_target_id = null",
        "update loose.fact_targets set value_low = -1 where target_id = 'new-target-assets'",
    )
    targets = compare_files(published_once.published, file).of_table("fact_targets")
    assert targets
    assert (targets.added, targets.removed, targets.changed) == (0, 0, 1)
    assert targets.fields == {"value_low": 1}


def test_a_build_is_the_same_as_itself(published_once: Paths) -> None:
    diff = compare_files(published_once.published, published_once.published)
    assert all(entry.is_same for entry in diff.tables)
    assert len(diff.tables) > 20
    assert diff.checks == []
    assert list(summary_lines(diff)) == [f"The same rows as in build {diff.before}."]


def test_a_table_that_only_one_build_has_is_added_or_removed_whole(
    published_once: Paths, tmp_path: Path
) -> None:
    diff = compare_files(published_once.published, altered(published_once, tmp_path))
    units = diff.of_table("dim_unit")
    assert units
    assert (units.removed, units.rows_after) == (units.rows_before, 0)


def test_text_of_documents_is_escaped_in_the_page(published_once: Paths, tmp_path: Path) -> None:
    file = altered(
        published_once, tmp_path, "update loose.fact_targets set metric = '<script>alert(1)</script>'"
    )
    page = diff_page(compare_files(published_once.published, file))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page.replace("http://www.w3.org", "")


def test_text_and_json_tell_the_same_changes(changed: Diff) -> None:
    text = "\n".join(full_lines(changed))
    entry = changed.of_table("fact_targets")
    assert entry
    assert "fact_targets: 0 added, 9 removed" in text
    for row in entry.rows:
        assert " ".join((row.quote or "").split())[:60] in text
    again = json.loads(json.dumps(changed.as_dict(), ensure_ascii=False))
    assert again["tables"][0]["table"] == "dim_document"


def test_no_more_rows_are_listed_than_asked_for_and_the_rest_is_counted(published_twice_once: Paths) -> None:
    diff = compare_files(previous_build(published_twice_once), published_twice_once.published, limit=2)
    entry = diff.of_table("fact_targets")
    assert entry and entry.removed == 9
    assert len([row for row in entry.rows if row.kind == "removed"]) == 2
    assert "... and 7 more" in "\n".join(full_lines(diff))


def test_builds_are_found_by_name_by_beginning_and_by_path(published_twice_once: Paths) -> None:
    paths = published_twice_once
    first = kept_builds(paths)[0]
    assert find_build(paths, "published") == paths.published
    assert find_build(paths, first.build_id) == file_of(paths, first.folder)
    assert find_build(paths, str(paths.published)) == paths.published
    with pytest.raises(UsageError, match="fits 2"):
        find_build(paths, "20")
    with pytest.raises(UsageError, match="no failed build"):
        find_build(paths, "failed")
