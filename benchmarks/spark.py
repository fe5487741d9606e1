"""This machine alone against a Spark cluster on the same machine, at several sizes: `python -m benchmarks.spark`
[RUNS] (`make performance` and `make test-spark` install Spark).

Both have the same cores: processes of this machine, one for each core, against a standalone cluster of two workers with
one core each. What Spark costs more is its start, the way of rows between processes, and its caution.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.builds import POLICYDW
from benchmarks.corpus import write_corpus
from benchmarks.timing import alternating, command, ratio, spread
from tests.spark.cluster import HOST, Cluster, cluster
from tests.spark.packages import PACKAGES
from warehouse.dbt_build import START_DBT
from warehouse.paths import CODE_ROOT, find_paths

RUNS = 5
SIZES = (100, 1_000)
JOINED_ROWS = 100_000_000
SETTINGS = {
    "spark.driver.host": HOST,
    "spark.driver.bindAddress": HOST,
    "spark.ui.enabled": "false",
    "spark.log.level": "ERROR",
    "spark.sql.shuffle.partitions": "2",
}


def measure_spark(runs: int, sizes: Sequence[int] = SIZES) -> dict[str, Any]:
    """Seconds of the extraction of corpora of these sizes, and of `dbt run` on the tables of each, on both engines."""
    with tempfile.TemporaryDirectory(prefix="policydw-spark-") as place, cluster(Path(place)) as running:
        found = [measure_size(running, Path(place), runs, documents) for documents in sizes]
        workers = running.cores
    return {"workers": workers, "sizes": found, "join": measure_join()}


def measure_join(rows: int = JOINED_ROWS) -> dict[str, Any]:
    """Seconds in which DuckDB alone writes a table of facts with three keys and a value, and joins it to a dimension."""
    write = (
        "create table facts as select hash(range) % 3000 as region_id, range % 400 as indicator_id, "  # noqa: S608
        f"range % 25 as year, random() as fact_value from range({rows:d})"
    )
    join = "select province_id, year, sum(fact_value) from facts join regions using (region_id) group by all order by all"
    with (
        tempfile.TemporaryDirectory(prefix="policydw-join-") as place,
        duckdb.connect(str(Path(place, "facts.duckdb"))) as connection,
    ):
        connection.execute("set enable_progress_bar = false")
        connection.execute(
            "create table regions as select range as region_id, range % 31 as province_id from range(3000)"
        )
        seconds = alternating(
            1,
            {
                "write": lambda: connection.execute(write),
                "join": lambda: connection.execute(join).fetchall(),
            },
        )
    return {"rows": rows, "seconds": {name: taken[0] for name, taken in seconds.items()}}


def measure_size(running: Cluster, place: Path, runs: int, documents: int) -> dict[str, Any]:
    """The two engines in turn on one corpus."""
    corpus, raw = place / f"documents-{documents}", place / f"tables-{documents}"
    size = write_corpus(corpus, documents)
    statistics = ("--statistics", find_paths().statistics)
    conf = [f"--conf={name}={value}" for name, value in SETTINGS.items()]
    alone: tuple[str | Path, ...] = (*POLICYDW, "extract", corpus, "--out", raw, *statistics)
    spread_out = (*alone, "--engine=spark", f"--master={running.url}", *conf)
    extraction = alternating(
        runs,
        {
            "this machine": command(*alone, "--workers", str(running.cores), folder=CODE_ROOT),
            "Spark": command(*spread_out, folder=CODE_ROOT, PYTHONPATH=str(PACKAGES)),
        },
    )
    models = alternating(
        runs, {"DuckDB": dbt_on_duckdb(raw, place), "Spark": dbt_on_spark(raw, place, running)}
    )
    return {
        "documents": documents,
        "megabytes": size / 1e6,
        "extraction": {name: spread(taken) for name, taken in extraction.items()},
        "extraction_ratio": ratio(extraction["Spark"], extraction["this machine"]),
        "models": {name: spread(taken) for name, taken in models.items()},
        "models_ratio": ratio(models["Spark"], models["DuckDB"]),
    }


def dbt_on_duckdb(raw: Path, place: Path) -> Callable[[], None]:
    """`dbt build` of models and seeds, without the tests, into a new DuckDB file."""
    file = place / "policy.duckdb"
    build = dbt_command(place, "duckdb", RAW_DIR=str(raw), DUCKDB_PATH=str(file))

    def call() -> None:
        file.unlink(missing_ok=True)
        build()

    return call


def dbt_on_spark(raw: Path, place: Path, running: Cluster) -> Callable[[], None]:
    """The same on the cluster, into a new folder."""
    warehouse = place / "spark-warehouse"
    lines = "".join(f"{name} {value}\n" for name, value in SETTINGS.items())
    place.joinpath("spark-defaults.conf").write_text(lines, encoding="utf-8")
    build = dbt_command(
        place,
        "spark",
        RAW_DIR=str(raw),
        SPARK_MASTER=running.url,
        SPARK_WAREHOUSE=str(warehouse),
        SPARK_CONF_DIR=str(place),
        PYTHONPATH=str(PACKAGES),
    )

    def call() -> None:
        shutil.rmtree(warehouse, ignore_errors=True)
        build()

    return call


def dbt_command(place: Path, target: str, **environment: str) -> Callable[[], None]:
    folders = ("--target-path", place / f"dbt-{target}", "--log-path", place / f"dbt-{target}")
    without_tests = ("--exclude-resource-type", "test", "--exclude-resource-type", "unit_test")
    return command(
        *(sys.executable, "-c", START_DBT, "build", *folders, *without_tests),
        folder=find_paths().dbt_project,
        DBT_TARGET=target,
        DBT_SEND_ANONYMOUS_USAGE_STATS="false",
        **environment,
    )


if __name__ == "__main__":
    print(json.dumps(measure_spark(int(sys.argv[1]) if sys.argv[1:] else RUNS), indent=2))
