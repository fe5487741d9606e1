"""The published file is replaced in one step, whatever lies beside it, and the last builds are kept."""

import os
import stat
from pathlib import Path

import duckdb
import pytest

from warehouse import publish as publishing
from warehouse.errors import BuildBrokenError
from warehouse.publish import publish, read_back

PUBLISHED = "policy.duckdb"


def make_file(file: Path, value: int) -> Path:
    """A closed DuckDB file whose only table says `value`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(file)) as connection:
        connection.execute("create schema marts")
        connection.execute(f"create table marts.answer as select {value} as answer")
    return file


def read_answer(file: Path) -> int:
    with duckdb.connect(str(file), read_only=True) as connection:
        row = connection.execute("select answer from marts.answer").fetchone()
    assert row
    return int(row[0])


def test_a_published_build_replaces_the_old_one_and_takes_no_second_copy(tmp_path: Path) -> None:
    published = make_file(tmp_path / PUBLISHED, 1)
    build = make_file(tmp_path / "builds" / "2" / PUBLISHED, 2)
    publish(build, published)
    assert read_answer(published) == 2
    assert published.samefile(build)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["builds", PUBLISHED]


def test_a_reader_that_has_the_old_file_open_keeps_it(tmp_path: Path) -> None:
    published = make_file(tmp_path / PUBLISHED, 1)
    build = make_file(tmp_path / "builds" / "2" / PUBLISHED, 2)
    with duckdb.connect(str(published), read_only=True) as reader:
        publish(build, published)
        assert reader.execute("select answer from marts.answer").fetchone() == (1,)
    assert read_answer(published) == 2


def test_the_log_that_a_client_left_beside_the_old_file_does_not_spoil_the_new_one(tmp_path: Path) -> None:
    published = make_file(tmp_path / PUBLISHED, 1)
    (tmp_path / f"{PUBLISHED}.wal").write_bytes(b"left by a client that crashed")
    publish(make_file(tmp_path / "builds" / "2" / PUBLISHED, 2), published)
    assert read_answer(published) == 2


def test_a_build_that_is_still_being_written_is_not_published(tmp_path: Path) -> None:
    published = make_file(tmp_path / PUBLISHED, 1)
    build = make_file(tmp_path / "builds" / "2" / PUBLISHED, 2)
    build.with_name(f"{PUBLISHED}.wal").write_bytes(b"changes")
    before = published.read_bytes()
    with pytest.raises(BuildBrokenError, match="still being written"):
        publish(build, published)
    with pytest.raises(BuildBrokenError, match=r"\.wal"):
        read_back(build)
    assert published.read_bytes() == before


def test_a_crash_just_before_the_rename_leaves_the_old_file_and_the_next_try_succeeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = make_file(tmp_path / PUBLISHED, 1)
    build = make_file(tmp_path / "builds" / "2" / PUBLISHED, 2)

    def crash(path: Path) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as broken, pytest.raises(OSError, match="no space"):
        broken.setattr(publishing, "sync", crash)
        publish(build, published)
    assert read_answer(published) == 1
    publish(build, published)
    assert read_answer(published) == 2


def test_where_the_file_system_knows_no_hard_links_the_build_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise OSError("operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    build = make_file(tmp_path / "builds" / "1" / PUBLISHED, 1)
    publish(build, tmp_path / PUBLISHED)
    assert read_answer(tmp_path / PUBLISHED) == 1
    assert not build.samefile(tmp_path / PUBLISHED)


def test_a_view_on_a_file_of_this_machine_is_found_before_publishing(tmp_path: Path) -> None:
    build = make_file(tmp_path / PUBLISHED, 1)
    with duckdb.connect(str(build)) as connection:
        connection.execute(f"copy (select 1 as answer) to '{tmp_path}/raw.parquet'")
        connection.execute(
            f"create view marts.staging_leftover as from read_parquet('{tmp_path}/raw.parquet')"
        )
    with pytest.raises(BuildBrokenError, match=r"marts\.staging_leftover"):
        read_back(build)


def test_the_rows_of_every_table_are_counted(tmp_path: Path) -> None:
    assert read_back(make_file(tmp_path / PUBLISHED, 1)) == {"marts.answer": 1}


def test_the_published_file_can_be_written_by_nobody_and_read_by_all(tmp_path: Path) -> None:
    published = tmp_path / PUBLISHED
    publish(make_file(tmp_path / "builds" / "1" / PUBLISHED, 1), published)
    assert stat.S_IMODE(published.stat().st_mode) == 0o444
