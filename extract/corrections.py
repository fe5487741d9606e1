"""Misprints in sources that a person has put right: raw/reference/corrections.yml.

A correction names one row by its file, its table and the characters that it was read from, says what extraction reads
there (`expect`) and what should stand there instead (`set`), and why. It is made only while extraction still reads what it
expects: once the file or the rule has changed, somebody has to look again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from extract.bounds import SAFE_LOADER

Row = dict[str, Any]
Table = Literal["targets", "statistics"]
Status = Literal["confirmed", "proposed"]
CORRECTABLE = frozenset(
    {"value_low", "value_high", "comparator", "unit_text", "period_start", "period_end", "baseline_value"}
)
"""What a misprint puts wrong. The words and where they stand are those of the source, and stay."""


class CorrectionError(ValueError):
    """A correction that cannot be read, or that no longer fits: what it expected, what is there, what to do."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One row put right. char_start and quantity_text are those of the row. A proposed correction is kept on record and
    not made."""

    source_file: str
    table: Table
    char_start: int
    quantity_text: str
    expect: Mapping[str, Any]
    set: Mapping[str, Any]
    reason: str
    status: Status

    @property
    def place(self) -> str:
        """The row in words."""
        return f"{self.quantity_text} at character {self.char_start} of {self.source_file} ({self.table})"


def load_corrections(file: Path) -> tuple[Correction, ...]:
    """The corrections of a file, in order. Raises CorrectionError where an entry is not one."""
    entries = yaml.load(file.read_text(encoding="utf-8"), Loader=SAFE_LOADER)["corrections"]  # noqa: S506 (a safe loader)
    return tuple(_read(entry, number) for number, entry in enumerate(entries, start=1))


def _read(entry: Mapping[str, Any], number: int) -> Correction:
    wanted = set(Correction.__annotations__)
    if set(entry) != wanted:
        raise CorrectionError(
            f"raw/reference/corrections.yml, entry {number}: expected {', '.join(sorted(wanted))}, found {', '.join(sorted(entry))}"
        )
    correction = Correction(**entry)
    if correction.table not in get_args(Table) or correction.status not in get_args(Status):
        raise CorrectionError(
            f"raw/reference/corrections.yml, entry {number}: expected a table of {', '.join(get_args(Table))} and a status of "
            f"{', '.join(get_args(Status))}, found {correction.table} and {correction.status}"
        )
    fields = {*correction.expect, *correction.set}
    if not correction.set or not fields <= CORRECTABLE or set(correction.set) - set(correction.expect):
        raise CorrectionError(
            f"raw/reference/corrections.yml, entry {number}: expected each field of `set` in `expect` as well, and of these: "
            f"{', '.join(sorted(CORRECTABLE))}; found {', '.join(sorted(fields)) or 'none'}"
        )
    return correction


def correct(rows: Mapping[str, list[Row]], corrections: Sequence[Correction]) -> dict[str, list[Row]]:
    """The rows of one document with its corrections made. Raises CorrectionError where one no longer fits."""
    corrected = {table: list(of_table) for table, of_table in rows.items()}
    for correction in corrections:
        of_table = corrected.get(correction.table, [])
        at = _position(of_table, correction)
        found = {name: of_table[at][name] for name in correction.expect}
        if found != correction.expect:
            raise CorrectionError(
                f"corrections.yml expects {_told(correction.expect)} in {correction.place}, extraction reads {_told(found)}. "
                "The file or the rule has changed: remove the correction, or write it anew."
            )
        of_table[at] = {**of_table[at], **correction.set}
    return corrected


def _position(rows: Iterable[Row], correction: Correction) -> int:
    for position, row in enumerate(rows):
        if (row["char_start"], row["quantity_text"]) == (correction.char_start, correction.quantity_text):
            return position
    raise CorrectionError(
        f"corrections.yml expects a row for {correction.place}, extraction reads none there. The file or the rule has "
        "changed: remove the correction, or write it anew."
    )


def told(corrections: Iterable[Correction]) -> str:
    """What the corrections changed and why, in one line each."""
    return "\n".join(f"{each.place}: {_told(each.set)}. {each.reason}" for each in corrections)


def _told(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in sorted(values.items()))
