"""Run `dbt build` once, in a child process, and read what it reports about itself.

A child process lets go of the database file when it ends; dbt inside this process would hold it.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from warehouse.errors import BuildBrokenError, UsageError
from warehouse.memory import BLOCK_SIZE_VARIABLE, block_size
from warehouse.paths import Paths
from warehouse.quality import CheckResult, Severity, Status

START_DBT = "from dbt.cli.main import cli; cli()"
TESTS = ("test", "unit_test")
STATUSES: dict[str, Status] = {"pass": "pass", "warn": "warn", "skipped": "skipped"}
SHOWN_OUTPUT_LINES = 25
TRACEBACK = "Traceback (most recent call last)"
PROJECT = "policydw"
CLOCK_TOLERANCE = timedelta(seconds=60)
"""dbt closes the file a moment after it has written its report."""


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
            BLOCK_SIZE_VARIABLE: str(block_size(raw_tables)),
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
            f"dbt stopped before it built anything (exit status {finished.returncode}): "
            f"{reason(finished.stdout)}\nThe whole log is in {paths.dbt_logs / 'dbt.log'}. Where the disk is full, make "
            f"room; where {database.parent} cannot be written to, mend its rights."
        )
    try:
        manifest, results = read_reports(paths.dbt_target)
    except UsageError as error:
        raise BuildBrokenError(
            f"dbt could not write its reports into {paths.dbt_target}; make room there or mend the rights: "
            f"{last_error(finished.stdout)}\nThe whole log is in {paths.dbt_logs / 'dbt.log'}."
        ) from error
    nodes = [read_node(result, manifest) for result in results["results"]]
    return DbtRun(finished.returncode == 0, nodes, manifest, finished.stdout)


def read_reports(target: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """dbt's manifest and run results from its target folder. Raises UsageError where they are not there."""
    reports = []
    for name in ("manifest.json", "run_results.json"):
        try:
            reports.append(json.loads((target / name).read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            raise UsageError(
                f"Expected dbt's report {name} in {target}, found none that can be read ({error}). "
                "Run the whole of `dbt build` and publish the file beside its reports."
            ) from error
    return reports[0], reports[1]


def read_finished_run(file: Path) -> DbtRun:
    """The run of `dbt build` that made `file`, from the reports beside it.

    Raises UsageError where they speak of another project, of a part of it or of another file, and
    BuildBrokenError where a model or test failed.
    """
    manifest, results = read_reports(file.parent)
    nodes = [read_node(result, manifest) for result in results["results"]]
    if manifest["metadata"].get("project_name") != PROJECT:
        raise UsageError(f"{file.parent} holds the reports of another dbt project than {PROJECT}.")
    made = {node.unique_id for node in nodes}
    missing = sorted(name for name in to_be_made(manifest) if name not in made)
    if missing:
        raise UsageError(
            f"Expected a run of every model and test; {len(missing)} are missing, such as {missing[0]}. "
            "Run `dbt build` without --select."
        )
    check_times(file, results)
    failed = [node for node in nodes if node.failed]
    run = DbtRun(not failed, nodes, manifest, "")
    if failed:
        named = "\n".join(f"- {node.kind} {node.name}: {node.message}" for node in failed)
        raise BuildBrokenError(
            f"dbt reported {len(failed)} failures for {file}; nothing is published:\n{named}",
            test_results(run),
        )
    return run


def to_be_made(manifest: dict[str, Any]) -> list[str]:
    """Everything that `dbt build` builds or tests, ephemeral models left out."""
    nodes = [
        name
        for name, node in manifest["nodes"].items()
        if node["resource_type"] in ("model", "seed", "test", "snapshot")
        and node["config"].get("materialized") != "ephemeral"
    ]
    return [*nodes, *manifest["unit_tests"]]


def check_times(file: Path, results: dict[str, Any]) -> None:
    """Raise UsageError where `file`, or the last table in a folder of Spark, was not written by the run that `results`
    speak of."""
    ended = datetime.fromisoformat(results["metadata"]["generated_at"])
    started = ended - timedelta(seconds=float(results["elapsed_time"]))
    tables = list(file.glob("*/*/_SUCCESS")) or [file]
    written = datetime.fromtimestamp(max(table.stat().st_mtime for table in tables), UTC)
    if not started - CLOCK_TOLERANCE <= written <= ended + CLOCK_TOLERANCE:
        raise UsageError(
            f"{file} was last written at {written:%Y-%m-%d %H:%M:%S} UTC; dbt's run lasted from "
            f"{started:%H:%M:%S} to {ended:%Y-%m-%d %H:%M:%S} UTC, so its tests are not about this file. "
            "Run `dbt build` again."
        )


def reason(output: str) -> str:
    """Why dbt did not start its work: the error, with the lines around it unless they are those of a traceback."""
    error = last_error(output)
    return error if TRACEBACK in output else f"{error}\nIts last lines:\n{last_lines(output)}"


def last_error(output: str) -> str:
    """The last line that tells of an error, which may stand far above the end; else the last line of all. A line that
    quotes a whole traceback tells a reader less than the line that the traceback ends with."""
    lines = output.rstrip().splitlines() or ["it printed nothing"]
    telling = (line.strip() for line in reversed(lines) if "Error" in line and TRACEBACK not in line)
    return next(telling, lines[-1])


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
