"""Run `dbt build` once, in a child process, and read what it reports about itself.

A child process lets go of the database file when it ends; dbt inside this process would hold it.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse.errors import BuildBrokenError
from warehouse.paths import Paths
from warehouse.quality import CheckResult, Severity, Status

START_DBT = "from dbt.cli.main import cli; cli()"
TESTS = ("test", "unit_test")
STATUSES: dict[str, Status] = {"pass": "pass", "warn": "warn", "skipped": "skipped"}
SHOWN_OUTPUT_LINES = 25


@dataclass(frozen=True, slots=True)
class Node:
    """One model, seed or test of one dbt run, with what the project says about it."""

    unique_id: str
    kind: str
    name: str
    status: str
    message: str
    failures: int | None
    failing_rows_table: str | None
    definition: dict[str, Any]

    @property
    def failed(self) -> bool:
        return self.status in ("error", "fail", "runtime error")

    @property
    def meta(self) -> dict[str, Any]:
        """What the project's YAML says under `meta`, wherever this version of dbt keeps it."""
        config = self.definition.get("config") or {}
        return {**(self.definition.get("meta") or {}), **(config.get("meta") or {})}


@dataclass(frozen=True, slots=True)
class DbtRun:
    """What one run did, and the project's own description of its tables (dbt's manifest)."""

    succeeded: bool
    nodes: list[Node]
    manifest: dict[str, Any]
    output: str


def run_dbt(paths: Paths, raw_tables: Path, database: Path, lock: int | None = None) -> DbtRun:
    """Build all models from the raw tables into `database` and run all tests.

    `lock` is a file descriptor that the child holds as long as it lives. A failed test or model is reported
    in the result; BuildBrokenError is raised where dbt could not even start its work.
    """
    paths.dbt_target.mkdir(parents=True, exist_ok=True)
    results_file = paths.dbt_target / "run_results.json"
    results_file.unlink(missing_ok=True)
    finished = subprocess.run(
        [
            *(sys.executable, "-c", START_DBT, "--no-use-colors", "build"),
            *("--project-dir", str(paths.dbt_project), "--profiles-dir", str(paths.dbt_project)),
            *("--target-path", str(paths.dbt_target), "--log-path", str(paths.dbt_logs)),
            *("--log-level-file", "info"),
        ],
        env={
            **os.environ,
            "RAW_DIR": str(raw_tables),
            "DUCKDB_PATH": str(database),
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        },
        cwd=paths.dbt_project,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        pass_fds=() if lock is None else (lock,),
        check=False,
    )
    if not results_file.exists():
        raise BuildBrokenError(
            f"dbt stopped before it built anything (exit status {finished.returncode}). Its last lines:\n"
            f"{last_lines(finished.stdout)}\nThe whole log is in {paths.dbt_logs / 'dbt.log'}."
        )
    manifest = json.loads((paths.dbt_target / "manifest.json").read_text(encoding="utf-8"))
    results = json.loads(results_file.read_text(encoding="utf-8"))["results"]
    nodes = [read_node(result, manifest) for result in results]
    return DbtRun(finished.returncode == 0, nodes, manifest, finished.stdout)


def last_lines(output: str) -> str:
    return "\n".join(output.rstrip().splitlines()[-SHOWN_OUTPUT_LINES:])


def read_node(result: dict[str, Any], manifest: dict[str, Any]) -> Node:
    """One entry of run_results.json, joined to its definition in the manifest."""
    unique_id = result["unique_id"]
    definition = manifest["nodes"].get(unique_id) or manifest["unit_tests"].get(unique_id) or {}
    stores_failures = definition.get("resource_type") == "test" and (
        definition["config"].get("store_failures")
    )
    return Node(
        unique_id=unique_id,
        kind=definition.get("resource_type", unique_id.split(".")[0]),
        name=definition.get("name", unique_id),
        status=result["status"],
        message=(result.get("message") or "").strip(),
        failures=result.get("failures"),
        failing_rows_table=plain_name(definition.get("relation_name")) if stores_failures else None,
        definition=definition,
    )


def plain_name(relation: str | None) -> str | None:
    """`schema.table` from dbt's quoted name with the database in front."""
    return ".".join(relation.replace('"', "").split(".")[-2:]) if relation else None


def test_results(run: DbtRun) -> list[CheckResult]:
    """The dbt tests of a run in the form that all checks share."""
    return [test_result(node, run.manifest) for node in run.nodes if node.kind in TESTS]


def test_result(node: Node, manifest: dict[str, Any]) -> CheckResult:
    severity: Severity = (
        "warning"
        if str(node.definition.get("config", {}).get("severity", "")).lower() == "warn"
        else "critical"
    )
    consequence = (
        "The build stops; nothing is published." if severity == "critical" else "Published with a warning."
    )
    return CheckResult(
        check_tool="dbt",
        check_name=node.name,
        table_name=tested_table(node, manifest),
        column_name=node.definition.get("column_name"),
        severity=severity,
        status=STATUSES.get(node.status, "fail"),
        failing_rows=node.failures,
        checked_rows=None,
        expected=(node.definition.get("description") or node.name).strip(),
        found=node.message or "as expected",
        consequence=node.meta.get("consequence", consequence),
        owner=node.meta.get("owner", "model"),
        failing_rows_table=node.failing_rows_table if node.failures else None,
    )


def tested_table(node: Node, manifest: dict[str, Any]) -> str | None:
    """Name of the model that a test is about: the one it is attached to, else the first that it reads."""
    definition = node.definition
    candidates = [definition.get("attached_node"), *(definition.get("depends_on") or {}).get("nodes", [])]
    tested = next((manifest["nodes"][c] for c in candidates if c in manifest["nodes"]), None)
    return str(tested["name"]) if tested else None
