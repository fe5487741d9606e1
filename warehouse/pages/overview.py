"""The first page: what is in the warehouse, which build it is, what changed, and five findings."""

from collections.abc import Iterator
from typing import Any

from warehouse.diff import Diff
from warehouse.pages.ask import Row, in_language, query_text
from warehouse.pages.source import Language, Page, Source

SHOWN_DOCUMENTS, SHOWN_INPUTS = 30, 20
FINDINGS = ("largest_sum", "busiest_deadline", "attainment", "most_unequal_pair", "tasks_without_target")


def pages(source: Source, language: Language) -> Iterator[Page]:
    """The one page of this chapter."""
    yield Page(
        "index.html",
        "overview.html",
        "overview",
        {
            "totals": source.row("totals"),
            "documents": most_telling(source.told("documents", language)),
            "findings": findings(source, language),
            "checks": checks(source),
            "failed_inputs": [row for row in source.rows("processing") if row["status"] == "failed"],
            "shown_inputs": SHOWN_INPUTS,
            "changes": changes(source.origin.changes),
        },
    )


def most_telling(documents: list[Row]) -> list[Row]:
    """All documents where they are few; else those with most targets."""
    if len(documents) <= SHOWN_DOCUMENTS:
        return documents
    return sorted(documents, key=lambda row: -row["target_count"])[:SHOWN_DOCUMENTS]


def findings(source: Source, language: Language) -> list[dict[str, Any]]:
    """The findings for which the build has data, each with the statement that it comes from."""
    found = []
    for name in FINDINGS:
        row = source.row(f"findings/{name}")
        if row:
            sql = query_text(f"findings/{name}").strip()
            found.append({"name": name, "row": in_language(row, language), "sql": sql})
    return found


def checks(source: Source) -> dict[str, int]:
    """How many checks of this build ended in which way."""
    counts: dict[str, int] = {}
    for row in source.rows("checks"):
        counts[row["status"]] = counts.get(row["status"], 0) + 1
    return counts


def changes(diff: Diff | None) -> dict[str, Any] | None:
    """The difference to the build before: its name, the tables that differ, and checks with another result."""
    if diff is None:
        return None
    tables = [table for table in diff.tables if not table.is_same]
    return {"before": diff.before, "tables": tables, "checks": diff.checks}
