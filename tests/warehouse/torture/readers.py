"""Readers that loop while the published file is replaced again and again: any error, any mixed build?

`python -m tests.warehouse.torture.readers --count 30 --folder DIR` prints its figures as JSON.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.warehouse.test_old_clients import client
from tests.warehouse.torture.workshop import prepare, publish_command
from warehouse.history import kept_builds, roll_back
from warehouse.paths import CODE_ROOT, Paths

LOOK = """
    build = ask("select build_id from meta.build_info")[0][0]
    for table, rows in ask("select table_name, row_count from meta.catalog where table_schema = 'marts'"):
        if ask(f"select count(*) from marts.{table}")[0][0] != rows:
            mixed += 1
    if ask("select build_id from meta.build_info")[0][0] != build:
        mixed += 1
    builds.add(build)
    looks += 1
"""
FRAME = """
import json, os, sys
file, stop = sys.argv[1:3]
errors, builds, looks, mixed = [], set(), 0, 0
{before}
while not os.path.exists(stop) or looks == 0:
    try:
        {body}
    except Exception as error:
        errors.append(repr(error)[:300])
print(json.dumps(dict(looks=looks, builds=len(builds), mixed=mixed, errors=errors)))
"""


def program(before: str, opening: str, closing: str) -> str:
    look = LOOK.strip("\n").replace("\n", "\n    ")
    return FRAME.format(before=before, body=f"{opening}\n    {look}\n        {closing}")


ASK = "ask = lambda sql: connection.execute(sql).fetchall()"
OPEN = "connection = duckdb.connect(file, read_only=True)"
HOLDING = program(f"import duckdb\n{OPEN}\n{ASK}", "connection.begin()", "connection.commit()")
REOPENING = program("import duckdb", f"{OPEN}; connection.begin(); {ASK}", "connection.close()")
SQLALCHEMY = program(
    "import sqlalchemy\n"
    "engine = sqlalchemy.create_engine(f'duckdb:///{file}', connect_args={'read_only': True}, "
    "poolclass=sqlalchemy.pool.NullPool)",
    "connection = engine.connect(); transaction = connection.begin(); "
    "ask = lambda sql: connection.execute(sqlalchemy.text(sql)).fetchall()",
    "transaction.rollback(); connection.close()",
)


@dataclass(frozen=True, slots=True)
class Reader:
    """What one reader saw. looks: transactions; mixed: those in which two builds showed."""

    name: str
    looks: int
    builds: int
    mixed: int
    errors: list[str]


def readers() -> list[tuple[str, Path, str]]:
    """Name, Python and program of each reader."""
    return [
        ("holding its connection", Path(sys.executable), HOLDING),
        ("opening anew", Path(sys.executable), REOPENING),
        ("DuckDB 1.4.4", client("1.4.4"), REOPENING),
        ("SQLAlchemy", client("sqlalchemy"), SQLALCHEMY),
    ]


def watch(paths: Paths, count: int, seconds_between: float = 0.2) -> list[Reader]:
    """Replace the published file `count` times, by rollbacks there and back, under the eyes of all readers."""
    stop = paths.root / "stop"
    stop.unlink(missing_ok=True)
    running = [(name, start(python, text, paths.published, stop)) for name, python, text in readers()]
    time.sleep(3)
    names = [build.build_id for build in kept_builds(paths)][-2:]
    for turn in range(count):
        roll_back(paths, names[turn % 2])
        time.sleep(seconds_between)
    stop.touch()
    return [read_answer(name, process) for name, process in running]


def start(python: Path, text: str, *arguments: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [str(python), "-c", text, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def read_answer(name: str, process: subprocess.Popen[str]) -> Reader:
    answer, errors = process.communicate(timeout=120)
    if process.returncode:
        return Reader(name, 0, 0, 0, [errors[-500:]])
    return Reader(name, **json.loads(answer))


def two_builds(paths: Paths) -> Paths:
    """Add a second build, so that there is one to go to and one to come back to; the newer is published."""
    subprocess.run(publish_command(paths), check=True, cwd=CODE_ROOT, stdout=subprocess.DEVNULL)
    return paths


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--folder", type=Path, required=True, help="an empty folder")
    chosen = parser.parse_args(arguments)
    found = watch(two_builds(prepare(chosen.folder)), chosen.count)
    figures = {"publications": chosen.count, "readers": [asdict(reader) for reader in found]}
    print(json.dumps(figures, indent=2))  # noqa: T201
    return any(reader.errors or reader.mixed for reader in found)


if __name__ == "__main__":
    raise SystemExit(main())
