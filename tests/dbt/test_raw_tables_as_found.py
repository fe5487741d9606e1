"""Raw tables as they may be found: in parts, or with a fault that stops the build and names the table."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.dbt.project import dbt_build
from tests.support.raw_tables import write_raw_tables

pytestmark = pytest.mark.xdist_group("dbt")

# Only the tests whose tables are all selected: a fault shows before anything is built on it.
WITHIN_SELECTION = ("--indirect-selection", "cautious")

Change = Callable[[pl.DataFrame], pl.DataFrame]


def repeat_first_row(frame: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([frame, frame.head(1)])


def name_a_region_that_nobody_knows(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(region_id=pl.lit("999999"))


def write_words_for_numbers(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(value_low=pl.lit("许多"))


@pytest.mark.parametrize(
    ("table", "change", "selection", "message"),
    [
        ("targets", repeat_first_row, "stg_targets", "Failure in test stg_targets_has_unique_key"),
        (
            "target_regions",
            name_a_region_that_nobody_knows,
            "stg_target_regions stg_targets stg_regions",
            "Failure in test stg_target_regions_region_id_has_parent",
        ),
        ("targets", write_words_for_numbers, "stg_targets", "Runtime Error in model stg_targets"),
    ],
    ids=["duplicate key", "unknown region", "wrong type"],
)
def test_a_broken_raw_table_stops_the_build_and_is_named(
    tmp_path: Path, table: str, change: Change, selection: str, message: str
) -> None:
    write_raw_tables(tmp_path / "raw", {table: change})
    build = dbt_build(tmp_path / "raw", tmp_path, "--select", *selection.split(), *WITHIN_SELECTION)
    assert build.exit_status != 0
    assert message in build.output


def test_parts_of_a_raw_table_are_read_like_one_file(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    write_raw_tables(raw)
    whole = pl.read_parquet(raw / "targets.parquet")
    (raw / "targets.parquet").unlink()
    (raw / "targets").mkdir()
    for number, part in enumerate(whole.iter_slices(6)):
        part.write_parquet(raw / "targets" / f"part-{number}.parquet")
    build = dbt_build(raw, tmp_path, "--select", "stg_targets", *WITHIN_SELECTION)
    assert build.exit_status == 0, build.output
    with duckdb.connect(str(build.warehouse), read_only=True) as warehouse:
        assert warehouse.execute("select count(*) from staging.stg_targets").fetchall() == [(whole.height,)]


def test_failing_rows_are_kept_and_nothing_is_built_on_them(tmp_path: Path) -> None:
    write_raw_tables(tmp_path / "raw", {"targets": repeat_first_row})
    build = dbt_build(tmp_path / "raw", tmp_path)
    assert build.exit_status != 0
    with duckdb.connect(str(build.warehouse), read_only=True) as warehouse:
        kept = warehouse.execute("select target_id, quote from dq.stg_targets_has_unique_key").fetchall()
        marts = warehouse.execute(
            "select table_name from duckdb_tables() where schema_name = 'marts'"
        ).fetchall()
    assert kept == [("target-assets", "市属企业资产总额达到5000亿元以上")] * 2
    assert ("fact_targets",) not in marts
