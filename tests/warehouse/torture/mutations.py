"""Defects planted one at a time in raw tables, in models and in finished builds: which layer stops each?

`python -m tests.warehouse.torture.mutations --folder DIR` prints a table of them as JSON; status 1 where one was
published.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import polars as pl

from schemas.validation import TableShapeError, split_together
from tests.support.raw_tables import Change, raw_tables, write_raw_tables
from tests.warehouse.torture.workshop import build_command, checksum, prepare, publish_command
from warehouse.paths import CODE_ROOT, Paths

Defect = TypeVar("Defect")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One defect and what became of it. layer: who stopped it; None where it went through."""

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


MODELS: dict[str, tuple[str, str, str]] = {
    "targets are lost in a join": (
        "marts/facts/fact_targets.sql",
        "left join types on targets.target_type = types.code",
        "inner join types on targets.target_type = types.code and targets.target_type = 'level'",
    ),
    "a join doubles targets": (
        "marts/facts/fact_targets.sql",
        "left join comparators on targets.comparator = comparators.code",
        "left join comparators on true",
    ),
    "a value is multiplied": (
        "marts/facts/fact_targets.sql",
        "targets.value_low,",
        "targets.value_low * 10 as value_low,",
    ),
    "time limits are the beginnings of their periods": (
        "marts/facts/fact_targets.sql",
        "targets.period_end,",
        "targets.period_start as period_end,",
    ),
    "intentions are commitments": (
        "marts/facts/fact_targets.sql",
        "targets.is_soft,",
        "false as is_soft,",
    ),
    "every target is one of Shanghai": (
        "marts/facts/fact_targets.sql",
        "resolved.region_id,",
        "'310000' as region_id,",
    ),
    "both sides of a pair are the same": (
        "marts/facts/fact_pairings.sql",
        "pairs.second_region_id,",
        "pairs.first_region_id as second_region_id,",
    ),
    "figures are in another unit": (
        "marts/facts/fact_regional_indicators.sql",
        "    value,",
        "    value / 10000 as value,",
    ),
    "figures are of the year before": (
        "marts/facts/fact_regional_indicators.sql",
        "    year,\n",
        "    year - 1 as year,\n",
    ),
    "what was missed was met": (
        "intermediate/int_target_statuses.sql",
        "when not evidence.satisfies_goal then 'missed'",
        "when not evidence.satisfies_goal then 'met'",
    ),
    "a column is gone": ("marts/facts/fact_targets.sql", "    targets.quote,\n", ""),
    "the SQL is broken": ("marts/facts/fact_targets.sql", "from targets", "form targets"),
}


def with_view(file: Path) -> None:
    """Add a view that reads another file, which no reader of the published one has."""
    other = file.parents[1] / "given" / "targets.parquet"
    with duckdb.connect(str(file)) as connection:
        connection.execute(f"create view marts.leftover as from read_parquet('{other}')")


def leave_a_log(file: Path) -> None:
    file.with_name(f"{file.name}.wal").write_bytes(b"changes")


def with_report(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    """Change dbt's report on its run."""

    def write(file: Path) -> None:
        reports = file.with_name("run_results.json")
        report = json.loads(reports.read_text(encoding="utf-8"))
        change(report)
        reports.write_text(json.dumps(report), encoding="utf-8")

    return write


def result(report: dict[str, Any], kind: str) -> dict[str, Any]:
    """The first result of a kind of node in dbt's report."""
    return next(each for each in report["results"] if each["unique_id"].startswith(kind))


def renew_report(file: Path) -> None:
    """Make dbt's report as young as the file: the damage is one that happened while dbt wrote it."""
    ended = duckdb.sql("select now()::varchar").fetchall()[0][0]
    with_report(lambda report: report["metadata"].update(generated_at=ended))(file)
    os.utime(file)


FILES: dict[str, Callable[[Path], None]] = {
    "a view that needs another file": with_view,
    "half of the file is missing": lambda file: os.truncate(file, file.stat().st_size // 2),
    "the file is empty": lambda file: os.truncate(file, 0),
    "the file is still being written": leave_a_log,
    "the file is of another run": lambda file: os.utime(file, (0, 0)),
    "dbt ran a part of the models": with_report(
        lambda report: report["results"].remove(result(report, "model."))
    ),
    "a model failed": with_report(lambda report: result(report, "model.").update(status="error")),
    "a test failed": with_report(lambda report: result(report, "test.").update(status="fail")),
}

SIGNS = {
    "dbt stopped the build": "dbt",
    "dbt reported": "dbt",
    "do not keep to schemas/tables.yml": "raw table check",
    "The audit refused": "Great Expectations",
    "The audit could not": "Great Expectations",
}
"""What the message of each layer says; whatever else stops a build is publishing itself."""

OTHER_MODELS = (
    "from warehouse.paths import Paths; Paths.dbt_project = property(lambda paths: paths.root / 'models'); "
    "from warehouse.cli import main; main()"
)
"""Starts the command line with the models of the tortured warehouse in place of the project's own."""


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
    layer = next((layer for sign, layer in SIGNS.items() if sign in message), "publishing")
    return Verdict(planted_in, defect, layer if run.returncode else None, message)


def in_rows(chosen: dict[str, dict[str, Change]]) -> Iterator[Verdict]:
    """The defects of raw tables, planted where an extraction hands its rows over to the row checks."""
    for defect, changes in chosen.items():
        frames = raw_tables()
        for table, change in changes.items():
            frames[table] = change(frames[table])
        try:
            _, refusals = split_together(frames, {})
        except TableShapeError as error:
            yield Verdict("rows", defect, "pandera", str(error))
        else:
            reasons = [f"{refusal.check_name}: {refusal.reason}" for refusal in refusals]
            yield Verdict("rows", defect, "pandera" if reasons else None, " | ".join(reasons)[:300])


def in_raw_tables(paths: Paths, chosen: dict[str, dict[str, Change]]) -> Iterator[Verdict]:
    given = paths.root / "given"
    for defect, changes in chosen.items():
        write_raw_tables(given, changes)
        yield judge(paths, "raw tables", defect, build_command(paths))
    write_raw_tables(given)


def in_files(paths: Paths, chosen: dict[str, Callable[[Path], None]]) -> Iterator[Verdict]:
    folder = paths.root / "dbt"
    for defect, damage in chosen.items():
        shutil.copytree(folder, paths.root / "good")
        renew_report(folder / "policy.duckdb")
        damage(folder / "policy.duckdb")
        yield judge(paths, "files", defect, publish_command(paths))
        shutil.rmtree(folder)
        (paths.root / "good").rename(folder)


def in_models(paths: Paths, chosen: dict[str, tuple[str, str, str]]) -> Iterator[Verdict]:
    copy = paths.root / "models"
    for defect, (model, text, other) in chosen.items():
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(
            CODE_ROOT / "dbt_project", copy, ignore=shutil.ignore_patterns("target", "logs", "*.duckdb")
        )
        file = copy / "models" / model
        before = file.read_text(encoding="utf-8")
        if before.count(text) != 1:
            raise ValueError(f"{model}: expected {text!r} once, found it {before.count(text)} times")
        file.write_text(before.replace(text, other), encoding="utf-8")
        command = build_command(paths)
        command[2] = OTHER_MODELS
        yield judge(paths, "models", defect, command)


def in_builds(paths: Paths, chosen: dict[str, str]) -> Iterator[Verdict]:
    file = paths.root / "dbt" / "policy.duckdb"
    good = file.with_name("good.duckdb")
    shutil.copy2(file, good)
    for defect, statements in chosen.items():
        shutil.copy2(good, file)
        plant(file, statements)
        renew_report(file)
        yield judge(paths, "finished build", defect, publish_command(paths))
    shutil.copy2(good, file)
    renew_report(file)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="an empty folder")
    parser.add_argument("--count", type=int, help="of each kind the first so many; else all")
    chosen = parser.parse_args()
    paths = prepare(chosen.folder)
    sound(paths)
    verdicts: list[Verdict] = []
    parts: list[Callable[[], Iterator[Verdict]]] = [
        lambda: in_rows(first(RAW, chosen.count)),
        lambda: in_files(paths, first(FILES, chosen.count)),
        lambda: in_builds(paths, first(BUILT, chosen.count)),
        lambda: in_models(paths, first(MODELS, chosen.count)),
        lambda: in_raw_tables(paths, first(RAW, chosen.count)),
    ]
    for part in parts:
        for verdict in part():
            verdicts.append(verdict)
            print(json.dumps(asdict(verdict), ensure_ascii=False), file=sys.stderr, flush=True)  # noqa: T201
    sound(paths)
    figures = {
        "defects": len(verdicts),
        "planted_in": Counter(verdict.planted_in for verdict in verdicts),
        "stopped_by": Counter(verdict.layer for verdict in verdicts if verdict.layer),
        "published": [verdict.defect for verdict in verdicts if not verdict.layer],
    }
    print(json.dumps(figures, ensure_ascii=False, indent=2))  # noqa: T201
    return bool(figures["published"])


def sound(paths: Paths) -> None:
    """Raise RuntimeError unless the builds without a defect are published: else no stop below would mean anything."""
    for command in (publish_command(paths), build_command(paths)):
        verdict = judge(paths, "nothing", "none", command)
        if verdict.layer:
            raise RuntimeError(f"expected a build without a defect to be published; {verdict}")


def first(defects: dict[str, Defect], count: int | None) -> dict[str, Defect]:
    """The first so many of the defects, all where no number is given."""
    return dict(islice(defects.items(), count))


if __name__ == "__main__":
    raise SystemExit(main())
