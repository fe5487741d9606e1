"""Run dbt on a folder of raw tables, as the operator does: as a command of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

DBT_PROJECT = Path(__file__).parents[2] / "dbt_project"


@dataclass(frozen=True, slots=True)
class Build:
    """One finished `dbt build`: its exit status, everything it printed, and the file it wrote."""

    exit_status: int
    output: str
    warehouse: Path


def dbt_build(raw: Path, workspace: Path, *options: str, project: Path = DBT_PROJECT) -> Build:
    """Build a warehouse from the raw tables in `raw`; target folder, logs and file lie in `workspace`."""
    warehouse = workspace / "policy.duckdb"
    folders = ["--target-path", str(workspace / "target"), "--log-path", str(workspace / "logs")]
    finished = subprocess.run(
        [str(Path(sys.executable).with_name("dbt")), "--no-use-colors", "build", *folders, *options],
        cwd=project,
        env={**os.environ, "RAW_DIR": str(raw), "DUCKDB_PATH": str(warehouse)},
        capture_output=True,
        text=True,
        check=False,
    )
    return Build(finished.returncode, finished.stdout + finished.stderr, warehouse)
