"""Going back to an earlier build, the list of what was published, and the Parquet twin that follows."""

import errno
import json
import shutil
from pathlib import Path

import duckdb
import pytest

from warehouse.errors import BuildBrokenError, BuildRunningError, UsageError, WarehouseError
from warehouse.history import (
    KEPT_BUILDS,
    drop_old_builds,
    kept_builds,
    mend_links,
    publications,
    published_build_id,
    roll_back,
)
from warehouse.lock import build_lock
from warehouse.paths import Paths
from warehouse.twin import check_twin


def ids(paths: Paths) -> list[str]:
    return [build.build_id for build in kept_builds(paths)]


def twin_build(paths: Paths) -> str:
    """The build that the published Parquet files say they are."""
    return str(json.loads((paths.current_twin / "manifest.json").read_text())["build_id"])


def test_a_rollback_publishes_the_build_before_within_a_second_and_records_it(published_twice: Paths) -> None:
    first, second = ids(published_twice)
    assert published_build_id(published_twice) == twin_build(published_twice) == second
    done = roll_back(published_twice)
    assert (done.build_id, done.replaced_build_id) == (first, second)
    assert done.seconds < 1
    assert published_build_id(published_twice) == twin_build(published_twice) == first
    event = list(publications(published_twice))[-1]
    assert (event.action, event.build_id, event.replaced_build_id) == ("rollback", first, second)
    with pytest.raises(UsageError, match="no build before"):
        roll_back(published_twice)


def test_a_named_build_is_published_and_a_reader_keeps_what_it_has_open(published_twice: Paths) -> None:
    first, second = ids(published_twice)
    with duckdb.connect(str(published_twice.published), read_only=True) as reader:
        roll_back(published_twice, first)
        assert reader.execute("select build_id from meta.build_info").fetchall() == [(second,)]
    roll_back(published_twice, second)
    assert published_build_id(published_twice) == second


@pytest.mark.parametrize(
    ("name", "complaint"), [("nothing", "fits 0"), ("2", "fits 2"), ("../../etc", "fits 0")]
)
def test_a_name_that_fits_no_or_several_builds_changes_nothing(
    name: str, complaint: str, published_twice: Paths
) -> None:
    before = published_twice.published.read_bytes()
    with pytest.raises(UsageError, match=complaint):
        roll_back(published_twice, name)
    assert published_twice.published.read_bytes() == before


def test_the_published_build_itself_is_no_build_to_go_back_to(published_twice: Paths) -> None:
    with pytest.raises(UsageError, match="published already"):
        roll_back(published_twice, ids(published_twice)[-1])


def test_a_damaged_kept_build_is_not_published(published_twice: Paths) -> None:
    first = ids(published_twice)[0]
    damaged = published_twice.builds / first / "policy.duckdb"
    damaged.unlink()
    damaged.write_bytes(b"not a database" * 1000)
    with pytest.raises(WarehouseError, match="Nothing was changed"):
        roll_back(published_twice)
    assert published_build_id(published_twice) != first


def test_a_rollback_mends_a_published_file_that_was_lost_or_damaged(published_twice: Paths) -> None:
    published_twice.published.unlink()
    published_twice.published.write_bytes(b"damaged")
    newest = ids(published_twice)[-1]
    assert roll_back(published_twice).build_id == newest
    published_twice.published.unlink()
    assert roll_back(published_twice).build_id == newest


def test_no_rollback_while_a_build_is_at_work(published_twice: Paths) -> None:
    with build_lock(published_twice.lock), pytest.raises(BuildRunningError):
        roll_back(published_twice)


def test_the_newest_builds_and_the_published_one_are_kept_and_other_folders_left_alone(
    published_twice: Paths,
) -> None:
    first, second = ids(published_twice)
    roll_back(published_twice)
    later = [f"2999010{day}T000000000000Z-abcdef01" for day in range(1, KEPT_BUILDS + 1)]
    for name in later:
        shutil.copytree(published_twice.builds / second, published_twice.builds / name)
    (published_twice.builds / "failed").mkdir(exist_ok=True)
    assert drop_old_builds(published_twice) == [second]
    assert ids(published_twice) == [first, *later]
    assert (published_twice.builds / "failed").is_dir()
    assert drop_old_builds(published_twice) == []


def test_a_crash_between_file_and_parquet_link_is_mended(published_twice: Paths) -> None:
    first, second = ids(published_twice)
    published_twice.current_twin.unlink()
    published_twice.current_twin.symlink_to(f"../builds/{first}/parquet")
    mend_links(published_twice)
    assert twin_build(published_twice) == second
    published_twice.current_twin.unlink()
    shutil.copytree(published_twice.builds / first / "parquet", published_twice.current_twin)
    mend_links(published_twice)
    assert twin_build(published_twice) == second


def test_the_parquet_files_hold_the_rows_of_the_marts_and_keep_to_their_manifest(
    published_twice_once: Paths,
) -> None:
    twin = published_twice_once.current_twin
    check_twin(twin)
    with duckdb.connect(str(published_twice_once.published), read_only=True) as connection:
        names = connection.execute(
            "select table_name from duckdb_tables() where schema_name = 'marts'"
        ).fetchall()
        assert {f"{name}.parquet" for (name,) in names} == {file.name for file in twin.glob("*.parquet")}
        for (name,) in names:
            different = connection.execute(
                f"select count(*) from (from marts.{name} except from read_parquet('{twin}/{name}.parquet'))"
            ).fetchall()
            assert different == [(0,)], name


def test_a_changed_parquet_file_is_found(published_twice: Paths, tmp_path: Path) -> None:
    twin = published_twice.current_twin
    file = twin / "dim_unit.parquet"
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    with pytest.raises(BuildBrokenError, match=r"dim_unit\.parquet"):
        check_twin(twin)


def test_a_line_that_a_crash_tore_is_left_out_of_the_history(published_twice: Paths) -> None:
    whole = list(publications(published_twice))
    with published_twice.publications.open("a") as log:
        log.write('{"happened_at": "2026-')
    assert list(publications(published_twice)) == whole


def test_where_the_link_to_the_parquet_files_cannot_be_switched_the_file_stays(
    published_twice: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = published_twice.published.read_bytes()

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    monkeypatch.setattr(Path, "touch", refuse)
    with pytest.raises(WarehouseError, match="could not be put in place"):
        roll_back(published_twice)
    assert published_twice.published.read_bytes() == before
