"""A build that somebody made with `dbt build` is published whole and tested, or refused with the reason."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.support.raw_tables import write_raw_tables
from warehouse.build import publish_dbt_build
from warehouse.dbt_build import START_DBT
from warehouse.errors import BuildBrokenError, UsageError
from warehouse.paths import CODE_ROOT, Paths
from warehouse.published import read_publication

PROJECT = CODE_ROOT / "dbt_project"
PART = ("--select", "stg_units", "--indirect-selection", "cautious")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with raw tables in `given`, and what `dbt build` made of them in `dbt`."""
    folder = tmp_path_factory.mktemp("finished")
    write_raw_tables(folder / "given")
    dbt_build(folder / "given", folder / "dbt")
    return folder


def dbt_build(raw_tables: Path, out: Path, *selection: str) -> int:
    """Exit status of `dbt build`, started as a person would start it; file and reports are in `out`."""
    out.mkdir()
    folders = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    targets = ["--target-path", str(out), "--log-path", str(out / "logs")]
    return subprocess.run(
        [sys.executable, "-c", START_DBT, "build", *folders, *targets, *selection],
        cwd=PROJECT,
        env={**os.environ, "RAW_DIR": str(raw_tables), "DUCKDB_PATH": str(out / "policy.duckdb")},
        stdout=subprocess.DEVNULL,
        check=False,
    ).returncode


def refusal(paths: Paths, file: Path, raw_tables: Path, error: type[Exception]) -> str:
    """What publishing says; the published file must stay as it is."""
    before = paths.published.read_bytes()
    with pytest.raises(error) as refused:
        publish_dbt_build(paths, file, raw_tables=raw_tables)
    assert paths.published.read_bytes() == before
    return str(refused.value)


def test_a_whole_build_is_published_and_stays_as_it_is(finished: Path, tmp_path: Path) -> None:
    file = finished / "dbt" / "policy.duckdb"
    before = file.read_bytes()
    outcome = publish_dbt_build(Paths(tmp_path), file, raw_tables=finished / "given")
    assert outcome.publication.rows["marts.fact_targets"] == 15
    assert read_publication(Paths(tmp_path)).build_id == outcome.publication.build_id
    assert file.read_bytes() == before


def test_a_build_from_other_raw_tables_is_refused(finished: Path, published: Paths, tmp_path: Path) -> None:
    later = tmp_path / "later"
    write_raw_tables(later, {"statistics": lambda frame: frame.with_columns(pl.col("value_low") + 1)})
    message = refusal(published, finished / "dbt" / "policy.duckdb", later, UsageError)
    assert f"other raw tables than those in {later}: statistics has" in message
    assert "--raw-tables" in message


def test_a_build_of_a_part_of_the_models_is_refused(finished: Path, published: Paths, tmp_path: Path) -> None:
    out = tmp_path / "part"
    assert dbt_build(finished / "given", out, *PART) == 0
    message = refusal(published, out / "policy.duckdb", finished / "given", UsageError)
    assert "Expected a run of every model and test" in message
    assert "without --select" in message


def test_a_whole_build_with_a_part_run_after_it_is_refused(
    finished: Path, published: Paths, tmp_path: Path
) -> None:
    out = Path(shutil.copytree(finished / "dbt", tmp_path / "dbt"))
    part = tmp_path / "part"
    assert dbt_build(finished / "given", part, *PART) == 0
    shutil.copy2(part / "run_results.json", out)
    assert "Run `dbt build` without --select" in refusal(
        published, out / "policy.duckdb", finished / "given", UsageError
    )


def test_a_build_with_a_failed_test_is_refused(published: Paths, tmp_path: Path) -> None:
    write_raw_tables(tmp_path / "given", {"statistics": lambda frame: pl.concat([frame, frame.head(1)])})
    assert dbt_build(tmp_path / "given", tmp_path / "dbt") == 1
    message = refusal(published, tmp_path / "dbt" / "policy.duckdb", tmp_path / "given", BuildBrokenError)
    assert "failures for" in message
    assert "stg_statistics" in message


def test_a_file_without_its_reports_or_of_another_run_is_refused(
    finished: Path, published: Paths, tmp_path: Path
) -> None:
    alone = Path(shutil.copy2(finished / "dbt" / "policy.duckdb", tmp_path))
    assert "dbt's report manifest.json" in refusal(published, alone, finished / "given", UsageError)
    changed = Path(shutil.copytree(finished / "dbt", tmp_path / "dbt")) / "policy.duckdb"
    os.utime(changed, (0, 0))
    assert "its tests are not about this file" in refusal(published, changed, finished / "given", UsageError)


KEYS = (
    "select table_name, constraint_type, constraint_column_names, referenced_table, expression "
    "from duckdb_constraints() where schema_name = 'marts' order by all"
)


def as_spark_writes(finished: Path, out: Path, **changes: str) -> Path:
    """The tables of a finished build as Parquet where Spark puts them, beside the reports; `changes` adds rows to a
    table with a query."""
    folder = out / "spark-warehouse"
    with duckdb.connect(str(finished / "dbt" / "policy.duckdb"), read_only=True) as connection:
        for schema, table in connection.execute(
            "select schema_name, table_name from duckdb_tables() where schema_name <> 'dq'"
        ).fetchall():
            parts = folder / f"{schema}.db" / table
            parts.mkdir(parents=True)
            rows = f"from {schema}.{table} {changes.get(table, '')}"
            connection.execute(f"copy ({rows}) to '{parts / 'part-00000.parquet'}' (format parquet)")
            parts.joinpath("_SUCCESS").touch()
            os.utime(parts / "_SUCCESS", (0, finished.joinpath("dbt", "policy.duckdb").stat().st_mtime))
    for report in ("manifest.json", "run_results.json"):
        shutil.copy2(finished / "dbt" / report, out)
    return folder


def test_what_spark_wrote_is_published_with_the_keys_of_the_contracts(finished: Path, tmp_path: Path) -> None:
    paths = Paths(tmp_path / "root")
    outcome = publish_dbt_build(paths, as_spark_writes(finished, tmp_path), raw_tables=finished / "given")

    assert outcome.publication.rows["marts.fact_targets"] == 15
    files = (paths.published, finished / "dbt" / "policy.duckdb")
    published, built = (duckdb.connect(str(file), read_only=True).execute(KEYS).fetchall() for file in files)
    assert len(published) > 500
    assert published == built


def test_rows_of_spark_that_break_a_key_are_refused(finished: Path, published: Paths, tmp_path: Path) -> None:
    twice = as_spark_writes(finished, tmp_path, dim_unit="union all from marts.dim_unit where unit = 'CNY'")
    message = refusal(published, twice, finished / "given", BuildBrokenError)
    assert "marts.dim_unit breaks the contract of its model" in message


def test_a_table_that_spark_did_not_write_is_missed(finished: Path, published: Paths, tmp_path: Path) -> None:
    folder = as_spark_writes(finished, tmp_path)
    shutil.rmtree(folder / "marts.db" / "dim_unit")
    message = refusal(published, folder, finished / "given", UsageError)
    assert f"Expected the table marts.dim_unit as Parquet in {folder}" in message
