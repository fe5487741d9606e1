"""Raw tables are written in few row groups, complete and in the order in which their rows came."""

from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from extract.runners.steps import outcome_row
from extract.runners.writing import TableWriter
from schemas.validation import frame

TABLE = "processing_outcomes"


def outcomes(number: int) -> pl.DataFrame:
    return frame(TABLE, [outcome_row(f"{number}.txt", "read", number, 0.0)])


def test_rows_of_many_batches_make_one_row_group(tmp_path: Path) -> None:
    with TableWriter(tmp_path) as writer:
        for number in range(60):
            writer.append(TABLE, outcomes(number))
        writer.publish()
        assert writer.rows[TABLE] == 60

    written = pq.ParquetFile(tmp_path / f"{TABLE}.parquet")
    assert written.num_row_groups == 1
    assert written.read()["source_file"].to_pylist() == [f"{number}.txt" for number in range(60)]


def test_a_table_does_not_wait_without_end(tmp_path: Path) -> None:
    many = pl.concat([outcomes(number) for number in range(2_000)] * 20)
    with TableWriter(tmp_path) as writer:
        for _ in range(3):
            writer.append(TABLE, many)
        writer.publish()

    assert pq.ParquetFile(tmp_path / f"{TABLE}.parquet").num_row_groups > 1


def test_nothing_is_published_before_it_is_asked_for(tmp_path: Path) -> None:
    with TableWriter(tmp_path) as writer:
        writer.append(TABLE, outcomes(1))

    assert list(tmp_path.iterdir()) == []
