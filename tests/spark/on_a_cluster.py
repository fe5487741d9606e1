"""The whole way on a standalone cluster (make test-spark): the same corpus gives the same rows as on this machine alone,
also where a worker is killed with its executor while it works."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest

from benchmarks.corpus import write_corpus
from extract.runners import spark
from extract.runners.local import RunReport, run
from extract.runners.spark import process_on_spark, spark_session
from tests.dbt.project import DBT_PROJECT, dbt_build
from tests.spark.cluster import HOST, Cluster, cluster
from tests.spark.marts import differing_marts
from tests.spark.tables import differing_tables
from tests.support.shipped import copy_shipped_inputs
from warehouse.build import publish_dbt_build
from warehouse.paths import Paths

MADE_UP_DOCUMENTS = 150
MODELS_BEFORE_THE_KILL = 40
SETTINGS = {
    "spark.driver.host": HOST,
    "spark.driver.bindAddress": HOST,
    "spark.ui.enabled": "false",
    "spark.log.level": "ERROR",
    "spark.executor.memory": "700m",
    "spark.eventLog.enabled": "true",
    "spark.eventLog.rolling.enabled": "false",
    "spark.eventLog.compress": "false",
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster")) as started:
        yield started


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """A warehouse with the shipped inputs and made-up documents, extracted on this machine."""
    paths = copy_shipped_inputs(tmp_path_factory.mktemp("root"))
    write_corpus(paths.documents / "made-up", MADE_UP_DOCUMENTS)
    extract(paths, paths.raw_tables)
    return paths


def extract(paths: Paths, out: Path, **more: object) -> RunReport:
    return run([paths.documents], out, statistics=paths.statistics, reference=paths.reference, **more)


def lost_tasks(events: Path) -> int:
    """Tasks that ended because their executor did, by what Spark itself recorded."""
    ends = recorded(events, "SparkListenerTaskEnd")
    return sum(end["Task End Reason"]["Reason"] == "ExecutorLostFailure" for end in ends)


def lost_executors(events: Path) -> int:
    """Executors that ended while their application still ran, whether or not they had a task just then."""
    return len(recorded(events, "SparkListenerExecutorRemoved"))


def recorded(events: Path, kind: str) -> list[dict[str, Any]]:
    (log,) = (file for file in events.iterdir() if file.is_file())
    found = (json.loads(line) for line in log.read_text(encoding="utf-8").splitlines() if kind in line)
    return [event for event in found if event["Event"] == kind]


def settings(events: Path) -> dict[str, str]:
    events.mkdir()
    return {**SETTINGS, "spark.eventLog.dir": events.as_uri()}


def test_a_worker_is_killed_and_the_tables_are_the_same(
    running: Cluster, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark, "BYTES_PER_TASK", 100_000)
    told: list[str] = []

    def kill_once_results_arrive(step: str) -> None:
        told.append(step)
        if " (1 of " in step:
            running.kill_a_worker()

    running.wait_for_workers(2)
    with spark_session(running.url, settings(tmp_path / "events")) as session:
        spread = partial(process_on_spark, session)
        report = extract(paths, tmp_path / "tables", spread=spread, progress=kill_once_results_arrive)

    assert report.files_ok == MADE_UP_DOCUMENTS + 7
    assert report.files_failed == 0
    assert lost_tasks(tmp_path / "events") >= 1
    assert differing_tables(tmp_path / "tables", paths.raw_tables) == []


def test_the_models_built_on_spark_pass_the_gate_and_hold_the_same_rows(
    running: Cluster, paths: Paths, tmp_path: Path
) -> None:
    on_duckdb = dbt_build(paths.raw_tables, tmp_path / "duckdb")
    assert on_duckdb.exit_status == 0, on_duckdb.output
    running.start_worker()
    running.wait_for_workers(2)

    built = build_on_spark(running, paths.raw_tables, tmp_path)
    publish_dbt_build(paths, built)

    assert lost_executors(tmp_path / "events") >= 1
    assert differing_marts(on_duckdb.warehouse, paths.published) == {}
    with duckdb.connect(str(paths.published), read_only=True) as published:
        tools = published.sql("select distinct check_tool from meta.dq_results order by all").fetchall()
    assert tools == [("dbt",), ("great_expectations",), ("pandera",)]


def build_on_spark(running: Cluster, raw_tables: Path, workspace: Path) -> Path:
    """Run `dbt build` with the target spark, and kill a worker in the middle; returns the folder that it wrote."""
    warehouse = workspace / "target" / "spark-warehouse"
    defaults = "".join(f"{name} {value}\n" for name, value in settings(workspace / "events").items())
    workspace.joinpath("spark-defaults.conf").write_text(
        defaults + "spark.sql.shuffle.partitions 2\n", encoding="utf-8"
    )
    folders = ["--target-path", str(warehouse.parent), "--log-path", str(workspace / "logs")]
    printed: list[str] = []
    with subprocess.Popen(
        [str(Path(sys.executable).with_name("dbt")), "--no-use-colors", "build", *folders],
        cwd=DBT_PROJECT,
        env={
            **os.environ,
            "DBT_TARGET": "spark",
            "RAW_DIR": str(raw_tables),
            "SPARK_MASTER": running.url,
            "SPARK_WAREHOUSE": str(warehouse),
            "SPARK_CONF_DIR": str(workspace),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as dbt:
        for line in dbt.stdout or ():
            printed.append(line)
            if (
                sum(" OK created " in each for each in printed) == MODELS_BEFORE_THE_KILL
                and " OK created " in line
            ):
                running.kill_a_worker()
    assert dbt.returncode == 0, "".join(printed)
    return warehouse
