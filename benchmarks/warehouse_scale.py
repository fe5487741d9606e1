"""What many facts cost behind the extraction: `python -m benchmarks.warehouse_scale FACTS [DOCUMENTS] [--runs N]`.

Raw tables of so many facts are made, checked row by row, and built into a published file: seconds and memory of every
stage, of all its processes together. Then the file is asked the questions of analysts and read through the flat tables.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from benchmarks.large_raw_tables import COPIED, DOCUMENTS, make_raw_tables
from benchmarks.timing import spread
from benchmarks.watched import Stage, watch
from extract.runners.collecting import SHARED_TABLES
from schemas.registry import tables
from schemas.validation import split_together
from warehouse.ask_command import read_questions
from warehouse.paths import CODE_ROOT, Paths
from warehouse.published import connect, read_only_answer

POLICYDW = (sys.executable, "-c", "from warehouse.cli import main; main()")
OWN = (sys.executable, "-m", "benchmarks.warehouse_scale")
MEMORY = "4GB"
"""What DuckDB may take for itself; Python and what dbt and the gate hold come on top."""
ROUNDS = 5
SHOWN_ROWS = 101
"""What `policydw query` fetches in order to show a hundred rows and say whether there are more."""
PERCENTILE = 95


def measure_warehouse(sizes: Mapping[int, int], documents: int = DOCUMENTS) -> dict[str, Any]:
    """Build warehouses of these numbers of facts as often as each size asks for, and ask them."""
    found = [measure_size(facts, documents, runs) for facts, runs in sizes.items()]
    return {"memory_of_duckdb": MEMORY, "sizes": found}


def measure_size(facts: int, documents: int, runs: int = 1) -> dict[str, Any]:
    """Cost of the stages, and the answers' times, of a warehouse of so many facts."""
    with tempfile.TemporaryDirectory(prefix="policydw-warehouse-") as place:
        raw = Path(place, "raw")
        make_raw_tables(raw, facts, documents)
        built = []
        for number in range(runs):
            print(f"{facts} facts, build {number + 1} of {runs}", flush=True)
            paths = Paths(Path(place, f"root-{number}"))
            paths.root.mkdir()
            built.append(check_and_build(raw, paths))
            if number + 1 < runs:
                shutil.rmtree(paths.root)
        asked = watch([*OWN, "--ask", paths.published], CODE_ROOT, DUCKDB_MEMORY=MEMORY)
        found: dict[str, Any] = {
            "stages": [together(stages) for stages in zip(*built, strict=True)],
            "seconds": spread([sum(stage.seconds for stage in stages[1:]) for stages in built]),
            "rows": json.loads(paths.run_report.read_text(encoding="utf-8"))["rows"],
            "raw_mb": sum(file.stat().st_size for file in raw.rglob("*.parquet")) / 1e6,
            "file_mb": paths.published.stat().st_size / 1e6,
            "asking_memory_mib": max(stage.memory_mib for stage in asked.stages),
            **json.loads(asked.output),
        }
    found["facts"] = sum(rows for name, rows in found["rows"].items() if name.startswith("marts.fact_"))
    return found


def check_and_build(raw: Path, paths: Paths) -> list[Stage]:
    """The stages of the check of every row, taken as one, and of a build of the raw tables into a new warehouse."""
    stages = [Stage("checking every row", *cost(watch([*OWN, "--check", raw], CODE_ROOT).stages))]
    build: tuple[str | Path, ...] = (
        *(*POLICYDW, "build", "--root", paths.root, "--raw-tables", raw),
        *("--log-format", "json"),
    )
    stages += watch(build, CODE_ROOT, DUCKDB_MEMORY=MEMORY).stages
    for stage in stages:
        print(
            f"{stage.name}: {stage.seconds:.1f} s, {stage.processor_seconds:.1f} s of processor time, "
            f"{stage.memory_mib:.0f} MiB",
            flush=True,
        )
    return stages


def together(runs: Sequence[Stage]) -> dict[str, Any]:
    """One stage over all runs: the spread of its seconds, the most of its memory."""
    return {
        "name": runs[0].name,
        "seconds": spread([stage.seconds for stage in runs]),
        "processor_seconds": spread([stage.processor_seconds for stage in runs]),
        "memory_mib": max(stage.memory_mib for stage in runs),
    }


def cost(stages: Sequence[Stage]) -> tuple[float, float, float]:
    """Stages taken as one."""
    return (
        sum(stage.seconds for stage in stages),
        sum(stage.processor_seconds for stage in stages),
        max(stage.memory_mib for stage in stages),
    )


def check(raw: Path) -> int:
    """Check all rows, part by part as the extraction does; returns their number. Raises ValueError for a refused row."""
    shared = {name: pl.read_parquet(raw / f"{name}.parquet") for name in SHARED_TABLES}
    known = {name: set(rows[tables()[name].key[0]]) for name, rows in shared.items()}
    checked = 0
    for part in sorted(file.name for file in (raw / "documents").glob("*.parquet")):
        frames = {name: pl.read_parquet(raw / name / part) for name in COPIED}
        _, refusals = split_together(frames, known)
        if refusals:
            raise ValueError(f"{raw}, part {part}: {refusals[0].table_name}: {refusals[0].reason}")
        checked += sum(map(len, frames.values()))
    return checked


def ask(file: Path) -> dict[str, Any]:
    """Milliseconds of every question and of every flat table, each asked several times in turn on one connection."""
    with connect(file) as connection:
        flat = connection.execute(
            "select table_name, example_sql from meta.catalog where table_schema = 'bi' order by 1"
        ).fetchall()
        questions = {f"{question.number} {question.name}": question.sql for question in read_questions()}
        tables_read = {f"bi.{name}": sql for name, sql in flat} | {
            f"bi.{name}, every value": f"select bit_xor(hash(columns(*))) from bi.{name}"  # noqa: S608
            for name, _ in flat
        }
        return {
            "questions": milliseconds(connection, questions),
            "flat_tables": milliseconds(connection, tables_read),
        }


def milliseconds(connection: duckdb.DuckDBPyConnection, statements: dict[str, str]) -> dict[str, Any]:
    taken: dict[str, list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        for name, sql in statements.items():
            started = time.perf_counter()
            read_only_answer(connection, sql).fetchmany(SHOWN_ROWS)
            taken[name].append((time.perf_counter() - started) * 1000)
    everything = [one for times in taken.values() for one in times]
    return {
        "median_ms": statistics.median(everything),
        "p95_ms": statistics.quantiles(everything, n=100, method="inclusive")[PERCENTILE - 1],
        "each_ms": {name: statistics.median(times) for name, times in taken.items()},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=int, nargs="?")
    parser.add_argument("documents", type=int, nargs="?", default=DOCUMENTS)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--check", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.check:
        print(check(chosen.check))
    elif chosen.ask:
        print(json.dumps(ask(chosen.ask)))
    else:
        print(json.dumps(measure_size(chosen.facts, chosen.documents, chosen.runs), indent=2))


if __name__ == "__main__":
    main()
