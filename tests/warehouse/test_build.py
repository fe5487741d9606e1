"""From raw tables to the published file, and what happens when something is wrong on the way."""

import hashlib
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.support.raw_tables import Change, write_raw_tables
from tests.warehouse.conftest import half_of_the_targets
from warehouse import build as building
from warehouse.build import build, describe_build, unchanged_publication
from warehouse.errors import BuildBrokenError, GateRefusedError, WarehouseError
from warehouse.inputs import build_inputs
from warehouse.paths import Paths
from warehouse.published import read_publication


def checksum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def ask(file: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def refused_message(paths: Paths, error: type[WarehouseError], changes: dict[str, Change]) -> str:
    """What a build from changed raw tables says; the published file must stay the same byte for byte."""
    before = checksum(paths.published)
    changed = paths.root / "changed"
    write_raw_tables(changed, changes)
    with pytest.raises(error) as stopped:
        build(paths, raw_tables=changed)
    assert checksum(paths.published) == before
    assert stopped.value.__notes__ == [f"Nothing was published; {paths.published} is as it was."]
    return str(stopped.value)


def test_every_raw_target_is_published_with_its_quote(published_once: Paths) -> None:
    raw = pl.read_parquet(published_once.root / "given" / "targets.parquet").select("target_id", "quote")
    found = ask(published_once.published, "select target_id, quote from marts.fact_targets")
    assert sorted(found) == sorted(raw.rows())


def test_the_file_says_which_build_it_is_and_from_what_it_was_made(published_once: Paths) -> None:
    ((build_id, fingerprint),) = ask(
        published_once.published, "select build_id, inputs_sha256 from meta.build_info"
    )
    assert (published_once.builds / str(build_id) / "policy.duckdb").samefile(published_once.published)
    assert str(build_id).endswith(str(fingerprint)[:8])
    inputs = ask(published_once.published, "select input_path, sha256, size_bytes from meta.build_inputs")
    files = sorted((published_once.root / "given").glob("*.parquet"))
    assert sorted(inputs) == [(file.name, checksum(file), file.stat().st_size) for file in files]


def test_a_second_build_from_the_same_inputs_by_the_same_code_leaves_the_file_alone(
    published: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = read_publication(published).code_sha256
    monkeypatch.setattr(building, "code_fingerprint", lambda versions: code)
    before = published.published.stat()
    outcome = build(published, raw_tables=published.root / "given")
    assert not outcome.is_new
    assert outcome.seconds < 3
    assert outcome.publication.rows["marts.fact_targets"] == 15
    assert published.published.stat().st_ino == before.st_ino


@pytest.mark.parametrize("changed", ["inputs_sha256", "code_sha256"])
def test_a_changed_input_and_changed_code_make_a_new_build_necessary(
    changed: str, published_once: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = read_publication(published_once)
    monkeypatch.setattr(building, "code_fingerprint", lambda versions: now.code_sha256)
    info = describe_build(build_inputs(published_once, published_once.root / "given"))
    assert unchanged_publication(published_once, info)
    assert not unchanged_publication(published_once, replace(info, **{changed: "0" * 64}))


def test_a_file_of_another_version_makes_a_new_build_necessary(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    paths.warehouse.mkdir()
    with duckdb.connect(str(paths.published)) as connection:
        connection.execute("create schema meta")
        connection.execute("create table meta.build_info as select 'older' as build_id")
    assert not unchanged_publication(paths, describe_build([]))


def test_every_table_and_column_is_explained(published_once: Paths) -> None:
    unexplained = ask(
        published_once.published,
        """
        select table_name, null from meta.catalog
        where coalesce(description, '') = '' or coalesce(grain, '') = ''
        union all
        select table_name, column_name from meta.data_dictionary where coalesce(description, '') = ''
        """,
    )
    assert unexplained == []
    missing = """
        select table_schema, table_name from information_schema.tables where table_schema in ('marts', 'meta')
        except select table_schema, table_name from meta.catalog
    """
    assert ask(published_once.published, missing) == []


def test_all_three_kinds_of_checks_are_in_the_file_with_owner_and_consequence(published_once: Paths) -> None:
    tools = ask(published_once.published, "select distinct check_tool from meta.dq_results order by 1")
    assert tools == [("dbt",), ("great_expectations",), ("pandera",)]
    incomplete = (
        "select check_name from meta.dq_results where '' in (coalesce(owner, ''), coalesce(consequence, ''))"
    )
    assert ask(published_once.published, incomplete) == []
    refused = "select check_name, row_json from meta.dq_failing_rows where check_tool = 'pandera'"
    assert ask(published_once.published, refused) == ask(
        published_once.published, "select check_name, row_json from meta.quarantine"
    )


def test_only_the_schemas_for_readers_are_published(published_once: Paths) -> None:
    schemas = ask(published_once.published, "select distinct table_schema from information_schema.tables")
    assert {schema for (schema,) in schemas} <= {"marts", "bi", "meta", "dq"}


def test_a_raw_table_with_a_wrong_type_is_named(published: Paths) -> None:
    message = refused_message(
        published,
        BuildBrokenError,
        {"targets": lambda frame: frame.with_columns(pl.col("value_low").cast(pl.String))},
    )
    assert "targets.parquet: expected value_low to be double" in message


def test_a_duplicated_key_and_an_unknown_region_are_shown_with_their_rows(published: Paths) -> None:
    message = refused_message(
        published,
        BuildBrokenError,
        {
            "statistics": lambda frame: pl.concat([frame, frame.head(1)]),
            "target_regions": lambda frame: frame.with_columns(
                region_id=pl.when(pl.int_range(pl.len()) == 0).then(pl.lit("nowhere")).otherwise("region_id")
            ),
        },
    )
    duplicated = pl.read_parquet(published.root / "changed" / "statistics.parquet")["statistic_id"][0]
    assert re.search(rf"stg_statistics.*\n(    .*\n)*    row: .*{duplicated}", message)
    assert re.search(r"stg_target_regions.*\n(    .*\n)*    row: .*nowhere", message)
    kept = ask(published.failed_build / "policy.duckdb", "select count(*) from information_schema.tables")
    assert kept != [(0,)]


def test_a_build_that_lost_half_of_its_targets_is_refused(published: Paths) -> None:
    message = refused_message(published, GateRefusedError, half_of_the_targets())
    assert "fact_targets: volume" in message
    assert "70% of the 15 rows of the last published build" in message
    assert "found: 6" in message


def test_a_build_that_finds_nothing_to_do_loads_no_library_that_it_does_not_need(
    published_once: Paths,
) -> None:
    code = "import sys; from warehouse.cli import main; sys.argv = ['policydw', *sys.argv[1:]]; main()"
    given = published_once.root / "given"
    command = [sys.executable, "-X", "importtime", "-c", code, "build", "--raw-tables", str(given)]

    ended = subprocess.run(
        [*command, "--root", str(published_once.root)], capture_output=True, text=True, check=False
    )

    assert "nothing" in ended.stdout.lower(), ended.stdout + ended.stderr
    loaded = {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines() if "|" in line}
    assert "duckdb" in loaded
    assert not loaded & {
        "polars",
        "pyarrow",
        "pandas",
        "numpy",
        "yaml",
        "pandera",
        "dbt",
        "great_expectations",
    }
