"""One file at a time: read it, extract it, say how that went. Safe to run in any process, in any order."""

import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from extract.corrections import Correction, CorrectionError, correct, told
from extract.extraction import extract
from extract.indicators import Indicators, name_indicators, with_indicators
from extract.mentions.units import UnitTable
from extract.reference import Reference
from extract.runners.inputs import Input
from extract.runners.kept import KeptResults
from extract.source import SourceError, SourceFile, read_source, source_from_bytes
from extract.statistics.figures import Figures, check_refused_records, read_figures
from extract.statistics.layout import StatisticsError
from extract.statistics.lookup import Places
from extract.tables import document_rows
from schemas.keys import content_key
from schemas.validation import Refusal, frame, split

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Result = TypeVar("Result")

EXPECTED_ERRORS = (SourceError, StatisticsError, CorrectionError)
"""Errors whose message already says what was expected and what to do."""


@dataclass(frozen=True, slots=True)
class Processed:
    """What came of one input file: rows by raw table, an outcome row per step, records refused on reading.

    is_kept: whether the rows are those of an earlier run, since neither the file nor the rules have changed.
    """

    name: str
    rows: Rows
    outcomes: list[Row]
    sha256: str | None = None
    is_kept: bool = False
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def succeeded(self) -> bool:
        return all(outcome["status"] == "ok" for outcome in self.outcomes)

    @property
    def characters(self) -> int:
        """Length of the texts among the rows, as a measure of the memory that they take."""
        return sum(len(row["document_text"]) for row in self.rows.get("documents", ()))


def process_document(document: Input, reference: Reference, kept: KeptResults | None = None) -> Processed:
    """Read and extract one document, or take what is kept of it, and make the corrections that people wrote down. Never
    raises for what is in the file: that becomes a failed outcome."""
    processed = _processed(document, reference, kept)
    corrections = [
        each
        for each in reference.corrections
        if each.source_file == document.name and each.status == "confirmed"
    ]
    return _corrected(processed, corrections) if corrections and processed.rows else processed


def _processed(document: Input, reference: Reference, kept: KeptResults | None) -> Processed:
    source, read = _attempt(document.name, "read", lambda: (_read(document), 0))
    if source is None:
        return Processed(document.name, {}, [read])
    known = kept.find(document.name, source.sha256) if kept else None
    if known is not None:
        extracted = outcome_row(document.name, "extract", sum(map(len, known.values())), 0.0)
        return Processed(document.name, known, [read, extracted], sha256=source.sha256, is_kept=True)
    rows, extracted = _attempt(
        document.name,
        "extract",
        lambda: _counted(with_indicators(document_rows(extract(source, reference)), reference.indicators)),
    )
    if kept and rows is not None:
        kept.keep(document.name, source.sha256, rows)
    return Processed(document.name, rows or {}, [read, extracted], sha256=source.sha256)


def _corrected(processed: Processed, corrections: Sequence[Correction]) -> Processed:
    """The rows with the corrections made; where one no longer fits, as they were extracted, and a failed outcome."""
    rows, outcome = _attempt(
        processed.name, "correct", lambda: (correct(processed.rows, corrections), len(corrections))
    )
    outcomes = [*processed.outcomes, outcome]
    if rows is None:
        return replace(processed, outcomes=outcomes)
    outcome["message"] = told(corrections)
    return replace(processed, rows=rows, outcomes=outcomes)


def process_figures(
    layout: Path, places: Places, units: UnitTable, indicators: Indicators, *, with_origin: bool = False
) -> Processed:
    """Read the table of figures that a layout describes; a table that cannot be used is a failed outcome.

    with_origin: whether a table without a true origin record beside it is one.
    """

    def work() -> tuple[tuple[Figures, Rows], int]:
        found = read_figures(layout, places, units, with_origin=with_origin)
        named = name_indicators(found.rows, indicators)
        _, refusals = split(found.table, frame(found.table, found.rows))
        refused = len({refusal.row_number for refusal in refusals})
        check_refused_records(layout.name, refusals, refused, len(found.rows))
        rows = {found.table: found.rows, "units": found.units, "indicators": named}
        return (found, rows), len(found.rows)

    result, outcome = _attempt(layout.name, "statistics", work)
    if result is None:
        return Processed(layout.name, {}, [outcome])
    figures, rows = result
    if figures.blank:
        outcome["message"] = f"{figures.blank} cells give no figure"
    return Processed(layout.name, rows, [outcome], refusals=figures.refusals)


def process_reference(reference: Reference) -> Processed:
    """The rows that every document may name."""
    rows, outcome = _attempt("reference", "reference", lambda: _counted(reference.rows()))
    return Processed("reference", rows or {}, [outcome])


def outcome_row(
    source_file: str, run_step: str, rows_extracted: int, seconds: float, **more: str | None
) -> Row:
    """A row of processing_outcomes for a step that succeeded, or for one that failed with `error_class`."""
    return {
        "outcome_row_id": content_key("processing_outcome", source_file, run_step),
        "source_file": source_file,
        "run_step": run_step,
        "status": "failed" if more.get("error_class") else "ok",
        "rows_extracted": rows_extracted,
        "seconds": seconds,
        "error_class": more.get("error_class"),
        "message": more.get("message"),
    }


def _read(document: Input) -> SourceFile:
    if document.problem:
        raise SourceError(f"{document.name}: {document.problem}")
    if document.content is not None:
        return source_from_bytes(document.content, document.name)
    return read_source(document.path, document.name)


def _counted(rows: Rows) -> tuple[Rows, int]:
    return rows, sum(map(len, rows.values()))


def _attempt(
    source_file: str, run_step: str, work: Callable[[], tuple[Result, int]]
) -> tuple[Result | None, Row]:
    """Run one step that gives a result and its number of rows: (the result or None, the outcome row)."""
    started = time.perf_counter()
    try:
        result, rows = work()
    except Exception as error:  # noqa: BLE001 - whatever one file does to a rule, the other files go on
        seconds = time.perf_counter() - started
        return None, outcome_row(
            source_file, run_step, 0, seconds, error_class=type(error).__name__, message=_explained(error)
        )
    return result, outcome_row(source_file, run_step, rows, time.perf_counter() - started)


def _explained(error: Exception) -> str:
    if isinstance(error, EXPECTED_ERRORS):
        return str(error)
    last = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"{error or 'no message'}; raised in {Path(last.filename).name}, line {last.lineno}; "
        "this is a fault of the program, report it with the file"
    )
