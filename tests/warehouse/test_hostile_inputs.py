"""Hostile inputs get a clear error or are handled, within bounds, and the good ones beside them come through."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.warehouse.torture import hostile_builds
from tests.warehouse.torture.hostile import GOOD_NAME, HOSTILE, prepare_inputs
from warehouse.errors import ExitCode
from warehouse.paths import CODE_ROOT

PEAK_MEBIBYTES = 1024
SECONDS_FOR_ALL = 180
EXTRACT = """
import json, resource, sys
from pathlib import Path
from extract.runners.local import run
folder, reference = map(Path, sys.argv[1:])
report = run([folder / "documents"], folder / "tables", statistics=folder / "statistics", reference=reference)
status = Path("/proc/self/status")
# Where there is no such file: the same, but never less than what the tests themselves held when they started this.
kilobytes = (
    int(status.read_text().split("VmHWM:")[1].split()[0])
    if status.exists()
    else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
)
peak = kilobytes / 1024
print(json.dumps({"peak": peak, "failed": report.files_failed}))
"""


def extract_all(folder: Path) -> dict[str, Any]:
    """Extract in a process of its own; its peak memory in MiB and the number of files that failed."""
    answer = subprocess.run(
        [sys.executable, "-c", EXTRACT, str(folder), str(CODE_ROOT / "raw" / "reference")],
        capture_output=True,
        text=True,
        check=False,
        cwd=CODE_ROOT,
        timeout=SECONDS_FOR_ALL,
    )
    assert answer.returncode == 0, answer.stderr[-2000:]
    return dict(json.loads(answer.stdout))


def check(folder: Path) -> pl.DataFrame:
    """The good document gives its facts, nothing from outside is in any table; returns the outcomes."""
    targets = pl.read_parquet(folder / "tables" / "targets.parquet")
    found = targets.filter(source_file=GOOD_NAME)["quantity_text"].to_list()
    assert len(found) == 2
    assert "10个" in found[0]
    assert "40%" in found[1]
    for table in (folder / "tables").glob("*.parquet"):
        rows = json.dumps(pl.read_parquet(table).rows(), ensure_ascii=False, default=str)
        assert "999亿元" not in rows, table
        assert "98765432101234" not in rows, table
    outcomes = pl.read_parquet(folder / "tables" / "processing_outcomes.parquet")
    failed = outcomes.filter(status="failed")
    faults = failed.filter(pl.col("message").str.contains("fault of the program"))
    assert faults["message"].to_list() == []
    return outcomes


def everything_below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_all_hostile_inputs_together_leave_the_good_one_alone_and_stay_within_memory(tmp_path: Path) -> None:
    folder = prepare_inputs(tmp_path / "raw", *HOSTILE)
    before = everything_below(tmp_path)
    figures = extract_all(folder)
    outcomes = check(folder)
    assert figures["peak"] < PEAK_MEBIBYTES
    written = everything_below(tmp_path) - before
    assert {Path(path).parts[:2] for path in written} == {("raw", "tables")}
    for name in (
        "line.txt",
        "link.txt",
        "linked",
        "loop.txt",
        "empty.txt",
        "bomb.yml",
        "inflating.yml",
        "up.yml",
    ):
        assert outcomes.filter(source_file=name, status="failed").height == 1, name


def test_a_whole_build_publishes_the_good_inputs_among_all_hostile_ones(tmp_path: Path) -> None:
    attempt = hostile_builds.attempt_build(tmp_path, hostile_builds.ALL, list(HOSTILE), strace=False)
    assert attempt.wrong == []
    assert attempt.status == ExitCode.PUBLISHED_INCOMPLETE
    assert attempt.opened_files > 100
    failed = {name for name, outcome in attempt.outcomes.items() if outcome.startswith("failed")}
    assert {
        "line.txt",
        "loop.txt",
        "pipe.txt",
        "bomb.yml",
        "corner.yml",
        "understated.yml",
        "large.yml",
    } <= failed


@pytest.mark.parametrize(
    "name", ["a layout with aliases of aliases", "200 MB on one line", "a link out of the folder"]
)
def test_a_hostile_input_alone_with_a_good_one(name: str, tmp_path: Path) -> None:
    folder = prepare_inputs(tmp_path / "raw", name)
    figures = extract_all(folder)
    assert figures["failed"] == 1
    assert figures["peak"] < PEAK_MEBIBYTES
    check(folder)
