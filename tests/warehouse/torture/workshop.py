"""A small warehouse to be tortured, and what must be true of it afterwards."""

import hashlib
import json
import shutil
import sys
from pathlib import Path

import duckdb

from tests.support.raw_tables import write_raw_tables
from warehouse.build import publish_dbt_build
from warehouse.companions import SITE_MARK
from warehouse.dbt_build import run_dbt
from warehouse.history import build_id_in
from warehouse.paths import Paths
from warehouse.publish import read_back, write_ahead_log
from warehouse.twin import check_twin

COMMAND_LINE = [sys.executable, "-c", "from warehouse.cli import main; main()"]


def prepare(root: Path) -> Paths:
    """A warehouse with one published build, the raw tables in `given` and dbt's own build in `dbt`."""
    paths = Paths(root.resolve())
    given, own = paths.root / "given", paths.root / "dbt"
    own.mkdir(parents=True, exist_ok=True)
    write_raw_tables(given)
    run_dbt(paths, given, own / "policy.duckdb")
    for report in ("manifest.json", "run_results.json"):
        shutil.copy2(paths.dbt_target / report, own / report)
    publish_dbt_build(paths, own / "policy.duckdb", raw_tables=given)
    return paths


def publish_command(paths: Paths) -> list[str]:
    """The way of a build from dbt's result to the published file: some seconds."""
    file, given = paths.root / "dbt" / "policy.duckdb", paths.root / "given"
    return [*COMMAND_LINE, "publish", str(file), "--root", str(paths.root), "--raw-tables", str(given)]


def build_command(paths: Paths) -> list[str]:
    """A whole build, dbt included."""
    given = str(paths.root / "given")
    return [*COMMAND_LINE, "build", "--rebuild", "--root", str(paths.root), "--raw-tables", given]


def checksum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def problems(paths: Paths, before: str) -> list[str]:
    """What is wrong with the published file: it must be whole, and the one from `before` or a finished build."""
    if write_ahead_log(paths.published).exists():
        return ["a write-ahead log lies beside the published file"]
    now = checksum(paths.published)
    read_back(paths.published)
    build_id = build_id_in(paths.published)
    found = []
    if now != before and now != checksum(paths.builds / str(build_id) / paths.published.name):
        found.append("the published file is neither the old build nor the new one")
    with duckdb.connect(str(paths.published), read_only=True) as connection:
        blocking = connection.execute(
            "select check_name from meta.dq_results where severity = 'critical' and status = 'fail'"
        ).fetchall()
        counts = connection.execute(
            "select table_name, row_count from meta.catalog where table_schema = 'marts'"
        ).fetchall()
        found += [
            f"{table} is not as long as the catalogue says"
            for table, rows in counts
            if connection.execute(f"select count(*) from marts.{table}").fetchall() != [(rows,)]
        ]
    check_twin(paths.current_twin)
    found += missing_pages(paths)
    return found + [f"the published build failed {name}" for (name,) in blocking]


def missing_pages(paths: Paths) -> list[str]:
    """What the published site lacks of the files that its mark lists; nothing where no site is linked."""
    if not paths.site.is_symlink():
        return []
    mark = json.loads((paths.site / SITE_MARK).read_text(encoding="utf-8"))
    return [f"{name} of the site is missing" for name in mark["files"] if not (paths.site / name).is_file()]
