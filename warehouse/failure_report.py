"""What a person reads when a build is not published: what failed, and on which rows."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from warehouse.catalog.failing_rows import first_failing_rows
from warehouse.dbt_build import DbtRun, Node, last_lines
from warehouse.paths import Paths
from warehouse.quality import CheckResult

SHOWN_NODES = 10


def dbt_failure(run: DbtRun, database: Path, paths: Paths) -> str:
    """The failed models and tests with their messages and first failing rows."""
    failed = [node for node in run.nodes if node.failed]
    if not failed:
        return f"dbt ended with an error outside any model:\n{last_lines(run.output)}"
    skipped = sum(node.status == "skipped" for node in run.nodes)
    lines = [f"dbt stopped the build: {len(failed)} failed, {skipped} skipped because of it."]
    if database.exists():
        with duckdb.connect(str(database), read_only=True) as connection:
            for node in failed[:SHOWN_NODES]:
                lines += node_lines(node, connection)
    else:
        for node in failed[:SHOWN_NODES]:
            lines += [f"- {node.kind} {node.name}", indented(node.message)]
    if len(failed) > SHOWN_NODES:
        lines.append(f"... and {len(failed) - SHOWN_NODES} more")
    lines.append(
        f"All failing rows are in {paths.failed_build / 'failing_rows.xlsx'} (and .csv), and in schema dq of "
        f"{paths.failed_build / paths.published.name}; "
        f"the log is in {paths.dbt_logs / 'dbt.log'}."
    )
    return "\n".join(lines)


def node_lines(node: Node, connection: duckdb.DuckDBPyConnection) -> list[str]:
    lines = [f"- {node.kind} {node.name}"]
    if description := (node.definition.get("description") or "").strip():
        lines.append(indented(f"expected: {description}"))
    lines.append(indented(node.message))
    if node.failing_rows_table and node.failures:
        lines += [indented(f"row: {row}") for row in first_failing_rows(connection, node.failing_rows_table)]
    return lines


def indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def refusal(refused: Sequence[CheckResult], folder: Path) -> str:
    """The checks of the gate that failed, each with what it expected, what it found, and who mends it.

    `folder` is where the refused build and its failing rows will lie.
    """
    lines = [f"The audit refused the build: {len(refused)} critical checks failed."]
    for result in refused:
        lines += [
            f"- {result.table_name or 'the whole build'}: {result.check_name} ({result.check_tool})",
            indented(f"expected: {result.expected}"),
            indented(f"found: {result.found}"),
            indented(f"otherwise: {result.consequence} Owner: {result.owner}."),
        ]
    lines += [
        f"The failing rows are in {folder / 'failing_rows.xlsx'} (and .csv).",
        "If this is as it should be, let it through by name:",
        indented(f"policydw build --accept '{refused[0].name}' --because 'why this is right'"),
    ]
    return "\n".join(lines)
