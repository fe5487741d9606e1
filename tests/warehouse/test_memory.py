"""How DuckDB is told to go about small and large builds."""

from pathlib import Path

import duckdb
import pytest

from tests.support.raw_tables import write_raw_tables
from warehouse import memory
from warehouse.build import build
from warehouse.memory import LARGE_BLOCKS, SMALL_BLOCKS, block_size, memory_setting
from warehouse.paths import Paths


def test_many_raw_rows_are_written_in_large_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mentions").mkdir()
    (tmp_path / "mentions" / "0000.parquet").write_bytes(b"x" * 1000)

    monkeypatch.setattr(memory, "MANY_BYTES", 1001)
    assert block_size(tmp_path) == SMALL_BLOCKS
    monkeypatch.setattr(memory, "MANY_BYTES", 1000)
    assert block_size(tmp_path) == LARGE_BLOCKS


def test_the_limit_of_the_operator_is_that_of_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    assert memory_setting() == {}
    monkeypatch.setenv("DUCKDB_MEMORY", "123MiB")
    with duckdb.connect(config=memory_setting()) as connection:
        assert connection.execute("select current_setting('memory_limit')").fetchall() == [("123.0 MiB",)]


def test_a_build_in_large_blocks_within_a_limit_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUCKDB_MEMORY", "500MB")
    monkeypatch.setattr(memory, "MANY_BYTES", 0)
    write_raw_tables(tmp_path / "given")
    paths = Paths(tmp_path)

    assert build(paths, raw_tables=tmp_path / "given").is_new
    with duckdb.connect(str(paths.published), read_only=True) as connection:
        ((size,),) = connection.execute("select block_size from pragma_database_size()").fetchall()
    assert size == LARGE_BLOCKS
