"""A real Superset: set up as its page says, loaded with the dashboard, asked for its charts before and after a publication."""

import json
import os
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.clients.conftest import blocks, free_port, requirements
from tests.support.environments import environment
from tests.warehouse.torture.workshop import COMMAND_LINE
from warehouse.paths import CODE_ROOT, Paths

CHARTS = """
import json, sys
from load import session
url = sys.argv[1]
superset = session(url, "admin", "choose-one")
charts = superset.get(f"{url}/api/v1/chart/", params={"q": "(page_size:100)"}, timeout=60).json()["result"]
answers = {}
for chart in charts:
    answer = superset.get(f"{url}/api/v1/chart/{chart['id']}/data/", timeout=300)
    answer.raise_for_status()
    [result] = answer.json()["result"]
    answers[chart["slice_name"]] = result["data"]
print(json.dumps(answers))
"""


@dataclass(frozen=True, slots=True)
class Superset:
    """A server on loopback, and the variables and folder that its commands need."""

    url: str
    python: Path
    folder: Path
    variables: dict[str, str]

    def run(self, *command: str) -> str:
        finished = subprocess.run(
            command, cwd=self.folder, env=self.variables, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=600, check=False,
        )  # fmt: skip
        assert finished.returncode == 0, (finished.stdout + finished.stderr)[-4000:]
        return finished.stdout

    def charts(self) -> dict[str, list[dict[str, Any]]]:
        """Rows of every chart by its name, as Superset's interface answers."""
        return dict(json.loads(self.run(str(self.python), "-c", CHARTS, self.url).splitlines()[-1]))


@pytest.fixture(scope="module")
def warehouse(shipped: Paths, tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """The shipped warehouse as one's own, to be published again."""
    root = tmp_path_factory.mktemp("superset") / "root"
    shutil.copytree(shipped.root, root, symlinks=True)
    (root / "docs").symlink_to(CODE_ROOT / "docs")
    return Paths(root)


@pytest.fixture(scope="module")
def superset(warehouse: Paths) -> Iterator[Superset]:
    """A Superset that was set up by the lines of the page and is running; it is stopped at the end."""
    python = environment(requirements("superset"))
    port = free_port()
    [_, setting_up, loading] = blocks("superset.md", "sh")
    exports = [line for line in setting_up.splitlines() if line.startswith("export ")]
    commands = [line for line in setting_up.splitlines() if not line.startswith("export ")]
    starting = commands.pop().replace("8088", str(port))
    variables = {**os.environ, "PATH": f"{python.parent}:{os.environ['PATH']}"}
    variables["PYTHONPATH"] = str(CODE_ROOT / "docs" / "clients" / "superset")
    shown = subprocess.run(
        ["bash", "-euc", "\n".join([*exports, "env -0"])], cwd=warehouse.root, env=variables, capture_output=True,
        check=True, text=True,
    ).stdout  # fmt: skip
    variables = dict(entry.split("=", 1) for entry in shown.split("\0") if entry)
    server = Superset(f"http://127.0.0.1:{port}", python, warehouse.root, variables)
    server.run("bash", "-euc", "\n".join(commands))
    with (warehouse.root / "superset.log").open("w") as log:
        process = subprocess.Popen(
            ["bash", "-euc", f"exec {starting}"], cwd=warehouse.root, env=variables, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
    try:
        wait_for(f"{server.url}/health", process, warehouse.root / "superset.log")
        server.run("bash", "-euc", loading.replace("--user", f"--url {server.url} --user"))
        yield server
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=60)


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path, seconds: float = 240) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - loopback
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(1)
    raise AssertionError(
        f"expected Superset to answer at {address}; its log ends with:\n{log.read_text()[-3000:]}"
    )


def figures(paths: Paths) -> tuple[int, float, float, int]:
    """What the four numbers at the top of the dashboard have to be."""
    with duckdb.connect(str(paths.published), read_only=True) as opened:
        return opened.execute("""
            select
                (select count(*) from bi.targets where is_counted),
                (select sum(value_yuan) from bi.targets),
                (select sum(statement_share) from bi.pairings),
                (select count(*) from bi.statistics)
        """).fetchall()[0]


def shown_figures(charts: dict[str, list[dict[str, Any]]]) -> tuple[Any, ...]:
    names = (
        "目标总数 · Targets",
        "承诺金额 · Yuan promised",
        "结对表述 · Pairing statements",
        "文件所述数值 · Observed values",
    )
    return tuple(next(iter(charts[name][0].values())) for name in names)


def test_the_charts_return_rows_before_and_after_a_publication(superset: Superset, warehouse: Paths) -> None:
    charts = superset.charts()
    assert len(charts) == 8
    assert all(charts.values())
    assert shown_figures(charts) == pytest.approx(figures(warehouse))

    before = figures(warehouse)
    [left_out, *_] = sorted(warehouse.documents.glob("*.txt"))
    for file in warehouse.documents.glob(f"{left_out.stem}.*"):
        file.unlink()
    accepted = ["--accept", "*", "--because", "one document was withdrawn"]
    building = [*COMMAND_LINE, "build", "--root", str(warehouse.root), *accepted]
    subprocess.run(building, check=True, cwd=CODE_ROOT)

    assert figures(warehouse) != before
    assert shown_figures(superset.charts()) == pytest.approx(figures(warehouse))
