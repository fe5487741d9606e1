"""Every check of the build, its results in the builds before, and the rows that failed."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import duckdb

from warehouse.pages.ask import Row, ask
from warehouse.pages.source import Language, Page, Source
from warehouse.published import connect

SHOWN_FAILING_ROWS = 500
SHOWN_INPUTS = 1000
"""Those that failed come first."""
Check = tuple[str, str | None, str, str | None]


def pages(source: Source, language: Language) -> Iterator[Page]:
    """The one page of this chapter."""
    checks = source.rows("checks")
    history = {name: results_of(path) for name, path in source.origin.kept.items()}
    history = {name: results for name, results in history.items() if results}
    history[source.origin.build_id] = {key_of(row): row for row in checks}
    failing = source.rows("failing_rows")
    yield Page(
        "quality.html",
        "quality.html",
        "quality",
        {
            "checks": [
                row | {"history": [status_in(results, row) for results in history.values()]} for row in checks
            ],
            "builds": [(name, counts(results.values())) for name, results in history.items()],
            "tools": [
                (tool, counts(row for row in checks if row["check_tool"] == tool)) for tool in tools(checks)
            ],
            "failing": [
                (check, list(rows))
                for check, rows in groupby(
                    failing[:SHOWN_FAILING_ROWS], lambda row: (row["table_name"], row["check_name"])
                )
            ],
            "failing_count": len(failing),
            "shown_failing": SHOWN_FAILING_ROWS,
            "inputs": source.rows("processing")[:SHOWN_INPUTS],
            "input_count": len(source.rows("processing")),
        },
    )


def key_of(row: Row) -> Check:
    return row["check_tool"], row["table_name"], row["check_name"], row["column_name"]


def results_of(file: Any) -> dict[Check, Row]:
    """The results of a kept build; empty where its file is of another version or cannot be read."""
    try:
        with connect(file) as connection:
            return {key_of(row): row for row in ask(connection, "check_history")}
    except duckdb.Error:
        return {}


def status_in(results: dict[Check, Row], row: Row) -> str | None:
    found = results.get(key_of(row))
    return found["status"] if found else None


def tools(checks: list[Row]) -> list[str]:
    return sorted({row["check_tool"] for row in checks})


def counts(rows: Any) -> dict[str, int]:
    """Number of checks by status."""
    found: dict[str, int] = {}
    for row in rows:
        found[row["status"]] = found.get(row["status"], 0) + 1
    return found
