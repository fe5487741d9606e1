"""Where the rows of all files come together: checked in batches, counted, written, balanced at the end."""

import shutil
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extract.runners.steps import Processed, Row, Rows, outcome_row
from extract.runners.writing import TableWriter
from schemas.registry import tables
from schemas.validation import (
    Refusal,
    TooManyRefusedError,
    check_balance,
    check_refused_share,
    frame,
    quarantine_rows,
    split_together,
)

BATCH_CHARACTERS, BATCH_ROWS = 2_000_000, 200_000
"""Text and rows checked and written at once: enough to make the cost of a check small, and flat in memory."""

SHARED_TABLES = ("regions", "region_group_members", "actors", "units", "indicators", "themes")
"""Tables whose rows several files may give; the first one counts."""

RUN_TABLES = ("processing_outcomes", "quarantine")
STOPPED = "stopped"
"""Folder below `out` where a run that had to stop leaves its outcomes and its refused rows."""


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did. rows: rows written by raw table. quarantined: distinct rows refused.

    files_ok and files_failed count documents and tables of figures; of the former, files_kept had not changed since
    an earlier run and were not extracted again.
    """

    rows: dict[str, int]
    quarantined: int
    files_ok: int
    files_failed: int
    files_kept: int


class Collector:
    """Takes what came of each file, in the order of the files, and writes the raw tables.

    The order decides which of several equal rows counts, so a runner that works in parallel hands its results
    over in the order of its inputs.
    """

    def __init__(self, writer: TableWriter, out: Path) -> None:
        self._writer, self._out = writer, out
        self._batch: Rows = {}
        self._characters = 0
        self._first_with: dict[bytes, str] = {}
        self._accepted: dict[str, set[object]] = {name: set() for name in SHARED_TABLES}
        self._refused_keys: dict[str, set[object]] = {name: set() for name in SHARED_TABLES}
        self._batch_keys: dict[str, set[object]] = {name: set() for name in SHARED_TABLES}
        self._extracted: Counter[str] = Counter()
        self._refused: Counter[str] = Counter()
        self._reasons: Counter[tuple[str, str]] = Counter()
        self._quarantine_keys: Counter[str] = Counter()
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._files: Counter[bool] = Counter()
        self._kept = 0
        self._outcomes: list[Row] = []

    def add(self, processed: Processed, *, is_file: bool = True) -> None:
        """Take over the rows of one file; a copy of an earlier file would repeat its keys and gives none."""
        bytes_of_file = bytes.fromhex(processed.sha256) if processed.sha256 else None
        original = self._first_with.setdefault(bytes_of_file, processed.name) if bytes_of_file else None
        if original not in (None, processed.name):
            processed = _as_copy(processed, f"the same bytes as {original}, whose rows stand for both")
        self._outcomes += processed.outcomes
        if is_file:
            self._files[processed.succeeded] += 1
            self._kept += processed.is_kept
        for table_name, rows in processed.rows.items():
            own = self._not_met(table_name, rows) if table_name in SHARED_TABLES else rows
            self._batch.setdefault(table_name, []).extend(own)
            self._extracted[table_name] += len(own)
        for table_name in {refusal.table_name for refusal in processed.refusals}:
            of_table = [refusal for refusal in processed.refusals if refusal.table_name == table_name]
            self._extracted[table_name] += _distinct(of_table)
            self._quarantine(of_table)
        self._characters += processed.characters
        if self._characters >= BATCH_CHARACTERS or sum(map(len, self._batch.values())) >= BATCH_ROWS:
            self.flush()

    def flush(self) -> None:
        """Check the rows taken over so far, and write the good ones."""
        started = time.perf_counter()
        frames = {name: frame(name, self._batch[name]) for name in tables() if self._batch.get(name)}
        good, refusals = split_together(frames, self._accepted)
        for name in frames:
            self._quarantine([refusal for refusal in refusals if refusal.table_name == name])
            self._writer.append(name, good[name])
        for name, keys in self._batch_keys.items():
            refused = {_key(name, refusal.row) for refusal in refusals if refusal.table_name == name}
            self._accepted[name] |= keys - refused
            self._refused_keys[name] |= refused
            keys.clear()
        self._share_seconds(time.perf_counter() - started)
        self._batch, self._characters = {}, 0
        self._write_outcomes()

    def finish(self) -> RunReport:
        """Write what is left, balance the books, and rename the tables into place.

        Raises BalanceError where rows were lost, TooManyRefusedError where too many were refused; the tables
        that were there before stay, and the refused rows are kept in the folder `stopped` below them.
        """
        self.flush()
        check_balance(self._extracted, self._writer.rows, self._refused)
        self._outcomes += self._validation_outcomes()
        self._write_outcomes()
        stopped = self._out / STOPPED
        try:
            check_refused_share(self._extracted, self._refused, self._reasons)
        except TooManyRefusedError as error:
            self._writer.publish(*RUN_TABLES, folder=stopped)
            raise TooManyRefusedError(
                f"{error}. The tables in {self._out} are unchanged; the refused rows with their reasons are "
                f"in {stopped / 'quarantine.parquet'}"
            ) from error
        self._writer.publish()
        shutil.rmtree(stopped, ignore_errors=True)
        return RunReport(
            rows=dict(self._writer.rows),
            quarantined=self._refused.total(),
            files_ok=self._files[True],
            files_failed=self._files[False],
            files_kept=self._kept,
        )

    def _not_met(self, table_name: str, rows: Iterable[Row]) -> list[Row]:
        accepted, refused = self._accepted[table_name], self._refused_keys[table_name]
        in_batch = self._batch_keys[table_name]
        new = []
        for row in rows:
            key = _key(table_name, row)
            if key not in in_batch and key not in accepted and key not in refused:
                in_batch.add(key)
                new.append(row)
        return new

    def _write_outcomes(self) -> None:
        self._writer.append("processing_outcomes", frame("processing_outcomes", self._outcomes))
        self._outcomes = []

    def _quarantine(self, refusals: list[Refusal]) -> None:
        """Keep refusals, all of one table, whose row numbers were counted together."""
        if refusals:
            self._refused[refusals[0].table_name] += _distinct(refusals)
            self._reasons.update((refusal.table_name, refusal.check_name) for refusal in refusals)
            rows = quarantine_rows(refusals, self._quarantine_keys)
            self._writer.append("quarantine", frame("quarantine", rows))

    def _share_seconds(self, seconds: float) -> None:
        """Tables are checked together; each is given the time that its share of the rows took."""
        total = sum(map(len, self._batch.values()))
        for name, rows in self._batch.items():
            self._seconds[name] += seconds * len(rows) / total

    def _validation_outcomes(self) -> list[Row]:
        return [
            outcome_row(
                f"tables/{name}.parquet",
                "validate",
                self._extracted[name],
                self._seconds[name],
                message=f"{self._refused[name]} of {self._extracted[name]} rows refused"
                if self._refused[name]
                else None,
            )
            for name in tables()
            if name not in RUN_TABLES
        ]


def _key(table_name: str, row: Mapping[str, Any]) -> object:
    """The row's key: a value where it has one column, else all of them."""
    first, *more = tables()[table_name].key
    return (row[first], *(row[column] for column in more)) if more else row[first]


def _distinct(refusals: list[Refusal]) -> int:
    return len({refusal.row_number for refusal in refusals})


def _as_copy(processed: Processed, message: str) -> Processed:
    outcomes = [{**outcome, "rows_extracted": 0, "message": message} for outcome in processed.outcomes]
    return replace(processed, rows={}, outcomes=outcomes)
