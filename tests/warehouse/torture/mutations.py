"""Defects planted one at a time in raw tables, in what dbt built and in finished builds: which layer stops each?

`python -m tests.warehouse.torture.mutations --folder DIR` prints a table of them as JSON; status 1 where one was
published.
"""

import argparse
import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb
import polars as pl

from tests.support.raw_tables import Change, write_raw_tables
from tests.warehouse.torture.workshop import build_command, checksum, prepare, publish_command
from warehouse.errors import ExitCode
from warehouse.paths import CODE_ROOT, Paths


@dataclass(frozen=True, slots=True)
class Verdict:
    """One defect and what became of it. layer: raw tables, dbt or gate; None where it was published."""

    planted_in: str
    defect: str
    layer: str | None
    message: str


def first_row(column: str, value: object) -> Change:
    """Change one cell of a raw table."""
    return lambda frame: frame.with_columns(
        pl.when(pl.int_range(pl.len()) == 0)
        .then(pl.lit(value))
        .otherwise(pl.col(column))
        .alias(column)
        .cast(frame.schema[column])
    )


def twice(frame: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([frame, frame.head(1)])


RAW: dict[str, dict[str, Change]] = {
    "a column is gone": {"targets": lambda frame: frame.drop("quote")},
    "a column has another type": {
        "targets": lambda frame: frame.with_columns(pl.col("value_low").cast(pl.String))
    },
    "a target is there twice": {"targets": twice},
    "a statistic is there twice": {"statistics": twice},
    "a clause is there twice": {"clauses": twice},
    "a target without key": {"targets": first_row("target_id", None)},
    "a target of an unknown clause": {"targets": first_row("clause_id", "nowhere")},
    "a target of an unknown document": {"targets": first_row("document_id", "nowhere")},
    "a target in an unknown region": {"target_regions": first_row("region_id", "nowhere")},
    "an unlisted comparator": {"targets": first_row("comparator", "roughly")},
    "an unlisted kind of target": {"targets": first_row("target_type", "dream")},
    "a pairing without its members": {"pairing_members": lambda frame: frame.clear()},
    "an unlisted direction of a pairing": {"pairings": first_row("direction", "sideways")},
}

BUILT: dict[str, str] = {
    "all targets are gone": "delete from {fact_targets}",
    "most statistics are gone": "delete from {fact_statistics} where rowid > 0",
    "most pairings are gone": "delete from {fact_pairings} where rowid > 0",
    "the facts of one document are gone": "delete from {fact_targets} where source_file = "
    "(select min(source_file) from {fact_targets}); delete from {fact_pairings}; delete from {fact_statistics}",
    "a target is there twice": "insert into {fact_targets} from {fact_targets} limit 1",
    "a target has no key": "update {fact_targets} set target_id = null where rowid = 0",
    "an unlisted comparator": "update {fact_targets} set comparator = 'roughly' where rowid = 0",
    "an unlisted kind of target": "update {fact_targets} set target_type = 'dream' where rowid = 0",
    "offsets that end before they begin": "update {fact_targets} set char_end = char_start - 1 where rowid = 0",
    "a quote before the document": "update {fact_targets} set char_start = -5, char_end = 3 where rowid = 0",
    "a quote of no characters": "update {fact_targets} set quote = '' where rowid = 0",
    "a value ten million times too large": "update {fact_targets} set value_low = value_low * 1e13, "
    "value_high = value_high * 1e13",
    "every time limit is lost": "update {fact_targets} set period_end = null",
    "every region is lost": "update {fact_targets} set region_id = 'unknown'",
    "figures in the wrong unit": "update {fact_regional_indicators} set value = value * 10000",
    "figures without their region": "update {fact_regional_indicators} set region_id = 'unknown'",
    "an unlisted type of statistic": "update {fact_statistics} set statistic_type = 'guess' where rowid = 0",
    "a document of an unlisted type": "update {dim_document} set document_type = 'novel' where rowid = 0",
    "a mart is gone": "drop table {fact_pairings}",
}


def plant(file: Path, statements: str) -> None:
    """Change marts in a finished dbt build, with the keys taken off as a broken model would have left them."""
    with duckdb.connect(str(file)) as connection:
        tables = [
            name
            for (name,) in connection.execute(
                "select table_name from duckdb_tables() where schema_name = 'marts'"
            ).fetchall()
        ]
        connection.execute("create schema loose")
        for table in tables:
            connection.execute(f"create table loose.{table} as from marts.{table}")
        for statement in statements.format(**{table: f"loose.{table}" for table in tables}).split(";"):
            connection.execute(statement)
        left = connection.execute(
            "select table_name from duckdb_tables() where schema_name = 'loose'"
        ).fetchall()
        connection.execute("drop schema marts cascade")
        connection.execute("create schema marts")
        for (table,) in left:
            connection.execute(f"create table marts.{table} as from loose.{table}")
        connection.execute("drop schema loose cascade")


def judge(paths: Paths, planted_in: str, defect: str, command: list[str]) -> Verdict:
    """Run the command on a planted defect and see who stops it."""
    before = checksum(paths.published)
    run = subprocess.run(command, cwd=CODE_ROOT, capture_output=True, text=True, check=False)
    lines = [line for line in run.stderr.splitlines() if line and not line.endswith("...")]
    message = " | ".join(lines)[:300]
    if checksum(paths.published) != before:
        return Verdict(planted_in, defect, None, message)
    if run.returncode == ExitCode.REFUSED:
        return Verdict(planted_in, defect, "gate", message)
    layer = (
        "dbt" if "dbt stopped the build" in message else "raw tables" if "raw tables" in message else "build"
    )
    return Verdict(planted_in, defect, layer if run.returncode else None, message)


def in_raw_tables(paths: Paths, chosen: dict[str, dict[str, Change]]) -> Iterator[Verdict]:
    given = paths.root / "given"
    for defect, changes in chosen.items():
        write_raw_tables(given, changes)
        yield judge(paths, "raw tables", defect, build_command(paths))
    write_raw_tables(given)


def in_builds(paths: Paths, chosen: dict[str, str]) -> Iterator[Verdict]:
    file = paths.root / "dbt" / "policy.duckdb"
    good = file.with_name("good.duckdb")
    shutil.copy2(file, good)
    reports = file.with_name("run_results.json")
    report = json.loads(reports.read_text())
    for defect, statements in chosen.items():
        shutil.copy2(good, file)
        plant(file, statements)
        # The defect is one that dbt's tests did not see, so its report is as young as the file.
        report["metadata"]["generated_at"] = duckdb.sql("select now()::varchar").fetchall()[0][0]
        reports.write_text(json.dumps(report))
        yield judge(paths, "finished build", defect, publish_command(paths))
    shutil.copy2(good, file)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="an empty folder")
    paths = prepare(parser.parse_args().folder)
    verdicts: list[Verdict] = []
    parts: list[Callable[[], Iterator[Verdict]]] = [
        lambda: in_builds(paths, BUILT),
        lambda: in_raw_tables(paths, RAW),
    ]
    for part in parts:
        for verdict in part():
            verdicts.append(verdict)
            print(json.dumps(asdict(verdict), ensure_ascii=False), flush=True)  # noqa: T201
    stopped = Counter(verdict.layer or "published" for verdict in verdicts)
    print(json.dumps({"defects": len(verdicts), "stopped_by": stopped}))  # noqa: T201
    return stopped["published"]


if __name__ == "__main__":
    raise SystemExit(main())
