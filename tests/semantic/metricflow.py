"""Ask the semantic layer as its users do: with MetricFlow's own command line, on the published file."""

import csv
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.dbt.project import DBT_PROJECT

PARSE_WITHOUT_METRICFLOW = """
import sys
sys.modules.update({"metricflow": None, "metricflow_semantic_interfaces": None})
from dbt.cli.main import cli
cli(sys.argv[1:])
"""
RUN_COMMANDS = """
import json, sys
from dbt_metricflow.cli.main import cli
for arguments in json.loads(sys.argv[1]):
    try:
        cli(arguments, standalone_mode=False)
    except SystemExit as ended:
        if ended.code:
            raise
"""


@dataclass(frozen=True, slots=True)
class MetricFlow:
    """A copy of the dbt project that reads one published file."""

    project: Path
    file: Path

    def prepare(self) -> None:
        """Copy the project and let dbt parse it with MetricFlow out of reach, since only who asks has it."""
        shutil.copytree(DBT_PROJECT, self.project, ignore=shutil.ignore_patterns("target", "logs"))
        self.run(PARSE_WITHOUT_METRICFLOW, "parse")

    def answers(self, queries: list[list[str]]) -> list[list[dict[str, str]]]:
        """The rows that `mf query` writes for each list of options, from one start of MetricFlow."""
        files = [self.project / f"answer-{number}.csv" for number in range(len(queries))]
        commands = [
            ["query", "--quiet", *options, "--csv", str(file)]
            for options, file in zip(queries, files, strict=True)
        ]
        self.run(RUN_COMMANDS, json.dumps(commands))
        return [read_rows(file) for file in files]

    def validate(self) -> str:
        """What `mf validate-configs` prints about the definitions and the tables behind them."""
        return self.run(RUN_COMMANDS, json.dumps([["validate-configs", "--show-all"]]))

    def manifest(self) -> dict[str, Any]:
        text = (self.project / "target" / "semantic_manifest.json").read_text(encoding="utf-8")
        return dict(json.loads(text))

    def run(self, program: str, argument: str) -> str:
        finished = subprocess.run(
            [sys.executable, "-c", program, argument],
            cwd=self.project,
            env={**os.environ, "DBT_TARGET": "published", "DUCKDB_PATH": str(self.file), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert finished.returncode == 0, finished.stdout + finished.stderr
        return finished.stdout


def read_rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
