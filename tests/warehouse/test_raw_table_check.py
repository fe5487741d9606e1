"""Raw tables that the models cannot read are named before dbt starts."""

from pathlib import Path

import polars as pl
import pytest

from tests.support.raw_tables import write_raw_tables
from warehouse.errors import BuildBrokenError
from warehouse.raw_tables import check_raw_tables


def test_a_consistent_set_passes(tmp_path: Path) -> None:
    write_raw_tables(tmp_path)
    check_raw_tables(tmp_path)


def test_every_problem_is_named_at_once(tmp_path: Path) -> None:
    write_raw_tables(
        tmp_path,
        {
            "targets": lambda frame: frame.with_columns(pl.col("value_low").cast(pl.String)),
            "clauses": lambda frame: frame.drop("heading"),
        },
    )
    (tmp_path / "units.parquet").unlink()
    (tmp_path / "themes.parquet").write_text("not Parquet")
    with pytest.raises(BuildBrokenError) as stopped:
        check_raw_tables(tmp_path)
    message = str(stopped.value)
    assert "targets.parquet: expected value_low to be double, found large_string" in message
    assert "clauses.parquet: expected a column heading (string), found none" in message
    assert "units: expected units.parquet or units/*.parquet, found neither" in message
    assert "themes.parquet: expected a Parquet file" in message


def test_a_table_in_parts_passes_and_a_bad_part_is_named(tmp_path: Path) -> None:
    write_raw_tables(tmp_path)
    whole = pl.read_parquet(tmp_path / "mentions.parquet")
    (tmp_path / "mentions.parquet").unlink()
    (tmp_path / "mentions").mkdir()
    whole.head(1).write_parquet(tmp_path / "mentions" / "1.parquet")
    whole.tail(-1).write_parquet(tmp_path / "mentions" / "2.parquet")
    check_raw_tables(tmp_path)
    whole.with_columns(pl.col("char_start").cast(pl.Float64)).write_parquet(
        tmp_path / "mentions" / "2.parquet"
    )
    with pytest.raises(BuildBrokenError, match=r"mentions/2\.parquet: expected char_start to be int32"):
        check_raw_tables(tmp_path)
