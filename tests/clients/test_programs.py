"""Programs and commands of the pages on clients, typed as printed, in an environment of their own."""

import json
import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.clients.conftest import PAGES, blocks, requirements
from tests.support.environments import environment
from tests.warehouse.test_old_clients import client
from warehouse.paths import Paths

Answer = list[tuple[str, int]]
EXAMPLES = PAGES / "examples"
NODE_FOLDER = Path(__file__).parent / "node"


def run(command: list[str], folder: Path, **variables: str) -> str:
    finished = subprocess.run(
        command, cwd=folder, env={**os.environ, "PYTHONUTF8": "1", **variables}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, encoding="utf-8", timeout=600, check=False,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr[-3000:]
    return finished.stdout


def test_the_command_line_of_duckdb(shipped: Paths, targets_by_kind: Answer) -> None:
    [_, question] = blocks("duckdb-cli.md", "sh")
    programs = environment(requirements("duckdb-cli")).parent
    answer = run(["bash", "-c", question], shipped.root, PATH=f"{programs}:{os.environ['PATH']}")
    assert answer.splitlines() == [
        "target_type_en,targets",
        *(f"{kind},{count}" for kind, count in targets_by_kind),
    ]


def test_python_with_duckdb_polars_and_pandas(shipped: Paths, targets_by_kind: Answer) -> None:
    [program] = blocks("python.md", "python")
    answer = run([sys.executable, "-c", program], shipped.root).splitlines()
    total = sum(count for _, count in targets_by_kind)
    assert answer == [*(f"{kind} {count}" for kind, count in targets_by_kind), f"{total} {total}"]


def test_the_parquet_twin_that_the_page_on_python_names(shipped: Paths) -> None:
    with duckdb.connect(str(shipped.published), read_only=True) as warehouse:
        [(rows,)] = warehouse.execute("select count(*) from marts.fact_targets").fetchall()
    assert pl.read_parquet(shipped.root / "warehouse/parquet/current/fact_targets.parquet").height == rows


def test_sqlalchemy_reflects_keys_and_comments(shipped: Paths, targets_by_kind: Answer) -> None:
    [program] = blocks("sqlalchemy.md", "python")
    comment, *lines = run([str(client("sqlalchemy")), "-c", program], shipped.root).splitlines()
    with duckdb.connect(str(shipped.published), read_only=True) as warehouse:
        [(expected,)] = warehouse.execute(
            "select comment from duckdb_tables() where table_name = 'fact_targets'"
        ).fetchall()
    assert comment == expected
    assert {"region_id -> dim_region", "actor_id -> dim_actor", "unit -> dim_unit"} <= set(lines)
    assert lines[-len(targets_by_kind) :] == [f"{kind} {count}" for kind, count in targets_by_kind]


@pytest.mark.skipif(shutil.which("npm") is None, reason="Node.js and npm are not installed")
def test_node(shipped: Paths, targets_by_kind: Answer, tmp_path: Path) -> None:
    for file in ("package.json", "package-lock.json"):
        shutil.copy(NODE_FOLDER / file, tmp_path)
    # Not `npm ci`: it refuses a lock that holds the binaries of this platform alone.
    run(["npm", "install", "--no-audit", "--no-fund"], tmp_path)
    [program] = blocks("node.md", "js")
    (tmp_path / "read.mjs").write_text(program, encoding="utf-8")
    (tmp_path / "warehouse").symlink_to(shipped.root / "warehouse")
    answer = run(["node", "read.mjs"], tmp_path)
    assert answer.splitlines() == [f"{kind} {count}" for kind, count in targets_by_kind]


def test_harlequin_in_a_terminal(shipped: Paths, targets_by_kind: Answer) -> None:
    """Type the command of the page and a query into a real terminal, and read the answer off the screen."""
    [_, command] = blocks("harlequin.md", "sh")
    programs = environment(requirements("harlequin")).parent
    total = sum(count for _, count in targets_by_kind)
    screen = Terminal(["bash", "-c", command], shipped.root, programs)
    try:
        screen.wait_for("Query Editor")
        screen.type("select 'counted=' || count(*) as answer from bi.targets where is_counted")
        screen.type("\n")
        screen.wait_for(f"counted={total}")
    finally:
        screen.close()


class Terminal:
    """A terminal of 160 columns and 48 lines with one program in it."""

    def __init__(self, command: list[str], folder: Path, programs: Path) -> None:
        self.shown = ""
        self._process_id, self._handle = pty.fork()
        if self._process_id == 0:
            os.chdir(folder)
            path = f"{programs}:{os.environ['PATH']}"
            size = {"COLUMNS": "160", "LINES": "48", "TERM": "xterm-256color", "PATH": path}
            os.execvpe(command[0], command, {**os.environ, **size})  # noqa: S606 - a terminal of its own

    def type(self, text: str) -> None:
        os.write(self._handle, text.encode())
        time.sleep(1)

    def wait_for(self, text: str, seconds: float = 120) -> None:
        until = time.monotonic() + seconds
        while text not in self.shown:
            assert time.monotonic() < until, f"expected {text!r} on the screen, found {self.shown[-2000:]!r}"
            if select.select([self._handle], [], [], 1)[0]:
                self.shown += os.read(self._handle, 65536).decode(errors="replace")

    def close(self) -> None:
        os.kill(self._process_id, 9)
        os.waitpid(self._process_id, 0)
        os.close(self._handle)


RUN_NOTEBOOK = """
import json, sys
sys.path.insert(0, sys.argv[1])
from targets_by_deadline import app
_, names = app.run()
print(json.dumps(names["due"].rows()))
"""


def test_the_marimo_notebook(shipped: Paths) -> None:
    python = environment(requirements("marimo"))
    file = str(shipped.published)
    answer = run([str(python), "-c", RUN_NOTEBOOK, str(EXAMPLES)], shipped.root, POLICYDW_FILE=file)
    with duckdb.connect(file, read_only=True) as warehouse:
        expected = warehouse.execute(
            "select deadline_year, target_type_en, count(*) from bi.targets "
            "where is_counted and deadline_year is not null group by all order by all"
        ).fetchall()
    assert [tuple(row) for row in json.loads(answer)] == expected != []


RUN_APP = """
import json, sys
from streamlit.testing.v1 import AppTest
app = AppTest.from_file(sys.argv[1], default_timeout=120).run()
seen = {}
for title in app.selectbox[0].options:
    app.selectbox[0].select(title).run()
    seen[title] = int(app.metric[0].value)
print(json.dumps({"seen": seen, "errors": [error.value for error in app.exception]}))
"""


def test_the_streamlit_app_for_every_document(shipped: Paths) -> None:
    python = environment(requirements("streamlit"))
    command = [str(python), "-c", RUN_APP, str(EXAMPLES / "attainment_app.py")]
    answer = json.loads(run(command, shipped.root, POLICYDW_FILE=str(shipped.published)).splitlines()[-1])
    with duckdb.connect(str(shipped.published), read_only=True) as warehouse:
        expected = warehouse.execute(
            "select title, count(*) filter (is_counted) from marts.mart_target_attainment "
            "inner join marts.dim_document using (document_id) group by all"
        ).fetchall()
    assert answer == {"seen": dict(expected), "errors": []}
