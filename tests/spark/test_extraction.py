"""Extraction on Spark gives the tables of a run on this machine, to the byte. Here Spark is one process, for speed;
tests/spark/on_a_cluster.py does the same on a cluster."""

import shutil
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from extract.runners import spark
from extract.runners.local import run
from extract.runners.spark import SparkError, process_on_spark, spark_session
from tests.spark.packages import PACKAGES
from tests.spark.tables import differing_tables
from warehouse.cli import app
from warehouse.errors import BuildBrokenError, ExitCode, UsageError

needs_spark = pytest.mark.skipif(
    not PACKAGES.is_dir() or shutil.which("java") is None,
    reason="needs PySpark (tests/spark/requirements.txt) and Java 17 or newer; make test installs both",
)

RAW = Path(__file__).parents[2] / "raw"
QUICK_START = {"spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1"}


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents to be read, one of them twice, and two that cannot be."""
    folder = tmp_path_factory.mktemp("documents")
    for number in range(4):
        text = f"宁波市国资国企规划\n一、主要目标\n到2025年,建成平台1{number}个,省属企业资产总额达到{number}亿元。\n"
        folder.joinpath(f"plan-{number}.txt").write_text(text, encoding="utf-8")
    shutil.copy(folder / "plan-1.txt", folder / "same.txt")
    folder.joinpath("blank.txt").write_text(" \n", encoding="utf-8")
    folder.joinpath("huge.txt").write_bytes(b"1" * 3_000_000)
    shutil.copy(RAW / "documents" / "northeast-east-counterpart-cooperation-2018.txt", folder)
    return folder


@pytest.fixture(scope="module")
def on_this_machine(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("local")
    run([documents], out, statistics=None, reference=RAW / "reference", workers=1)
    return out


@needs_spark
def test_the_command_writes_the_tables_of_this_machine(
    documents: Path, on_this_machine: Path, tmp_path: Path
) -> None:
    settings = [f"--conf={name}={value}" for name, value in QUICK_START.items()]
    result = CliRunner().invoke(
        app,
        ["extract", str(documents), "--out", str(tmp_path), "--engine=spark", "--master=local[2]", *settings],
    )

    assert result.exit_code == ExitCode.PUBLISHED_INCOMPLETE, result.output
    assert differing_tables(tmp_path, on_this_machine) == []
    failed = pl.read_parquet(tmp_path / "processing_outcomes.parquet").filter(pl.col("status") == "failed")
    assert failed["source_file"].to_list() == ["blank.txt", "huge.txt"]
    assert "at most 2097152 bytes, found 3000000" in failed["message"][1]


@needs_spark
def test_the_order_is_that_of_the_documents_however_they_are_spread(
    documents: Path, on_this_machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark, "BYTES_PER_TASK", 1)
    monkeypatch.setattr(spark, "TASKS_PER_CORE", 1)
    with spark_session("local[2]", QUICK_START) as session:
        spread = partial(process_on_spark, session)
        run([documents], tmp_path, statistics=None, reference=RAW / "reference", spread=spread)

        assert differing_tables(tmp_path, on_this_machine) == []

        monkeypatch.setattr(spark, "program_version", lambda: "another")
        with pytest.raises(
            SparkError, match=r"^The extraction on Spark stopped: .*driver's version of policydw"
        ):
            run([documents], tmp_path, statistics=None, reference=RAW / "reference", spread=spread)

    assert differing_tables(tmp_path, on_this_machine) == []


def test_missing_java_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    command = ["extract", str(RAW / "documents"), "--out", str(tmp_path), "--engine=spark"]
    result = CliRunner().invoke(app, [*command, "--master=local[2]"])

    assert isinstance(result.exception, BuildBrokenError)
    assert "needs Java 17 or newer, found none in JAVA_HOME" in str(result.exception)
    assert "set JAVA_HOME" in str(result.exception)


def test_an_old_java_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n", encoding="utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    with pytest.raises(SparkError, match="Java 17 or newer, found 8 at"), spark_session("local[2]"):
        pass


def test_missing_pyspark_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(spark.sys.modules, "pyspark.sql", None)

    with pytest.raises(SparkError, match=r"pip install 'policydw\[spark\]'"), spark_session("local[2]"):
        pass


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--engine=spark"], "--master spark://"),
        (["--master=local[2]"], "add it, or leave them out"),
        (["--engine=spark", "--master=local[2]", "--workers=2"], "the cluster decides"),
        (["--engine=spark", "--master=local[2]", "--conf=spark.ui.enabled"], "name=value"),
    ],
)
def test_options_that_do_not_go_together_are_told(options: list[str], message: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["extract", str(tmp_path), "--out", str(tmp_path), *options])

    assert isinstance(result.exception, UsageError)
    assert message in str(result.exception)
