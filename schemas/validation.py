"""Separate the rows that a raw table may publish from those that go to quarantine.

A row is checked by the rules of its own table, against the text that its offsets point into, and last against
the other rows that it names. A row that several rules refuse is reported once per rule. A table of the wrong
shape is another matter: that is a broken program, and raises TableShapeError.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

import pandera.errors
import polars as pl

from schemas.keys import content_key
from schemas.registry import Table, tables
from schemas.tables import Rule, references, row_rules, schema

Row = Mapping[str, Any]

TEXT_SPANS = (
    ("quantity_text", "char_start", "char_end"),
    ("quote", "quote_start", "quote_end"),
    ("mention_text", "char_start", "char_end"),
    ("text", "char_start", "char_end"),
)
"""Column -> the offsets between which the document must read exactly the same."""

ROW_NUMBER = "row_number"
SHOWN_CHARACTERS = 60
REFUSED_SHARE, REFUSED_ROWS = 0.2, 5


class TableShapeError(Exception):
    """Rows or a frame that do not have the columns and types of their raw table; a fault of the program."""


class TooManyRefusedError(Exception):
    """So many rows of one table were refused that the run must not go on."""


class BalanceError(Exception):
    """Rows were lost or made between extraction and publication; a fault of the program."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row refused by one rule.

    row_number: place of the row among those of its table that were checked together, counted from 0.
    """

    table_name: str
    row_number: int
    row: Row
    check_name: str
    reason: str


def frame(table_name: str, rows: Sequence[Row]) -> pl.DataFrame:
    """Rows as a typed frame of one raw table; a nullable column may be left out of a row.

    Raises TableShapeError for a column that the table does not have, for one that is missing, and for a value
    of another type than the column's.
    """
    table = tables()[table_name]
    known = {column.name for column in table.columns}
    needed = {column.name for column in table.columns if not column.nullable}
    for row in rows:
        if not (needed <= row.keys() <= known):
            raise TableShapeError(
                f"{table_name}: expected the columns of schemas/tables.yml, found a row "
                f"without {sorted(needed - row.keys())} and with unknown {sorted(row.keys() - known)}; "
                "make the program that wrote the row agree with the table"
            )
    columns = {}
    for column in table.columns:
        name = column.name
        try:
            columns[name] = pl.Series(
                name, [row.get(name) for row in rows], dtype=table.polars_schema[name], strict=True
            )
        except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError) as error:
            raise TableShapeError(
                f"{table_name}.{name}: expected values of type {column.field.type}, found another "
                f"({str(error).splitlines()[0]}); make the program that wrote the rows agree with the table"
            ) from error
    return pl.DataFrame(columns)


def split(table_name: str, rows: pl.DataFrame) -> tuple[pl.DataFrame, list[Refusal]]:
    """Check the rows of one table by themselves: (good rows, refusals).

    Raises TableShapeError when a column is missing, unknown or of another type.
    """
    _check_shape(tables()[table_name], rows)
    refusals = _refused_by_row_rules(table_name, rows)
    return _without(rows, refusals), refusals


def _check_shape(table: Table, rows: pl.DataFrame) -> None:
    expected, found = table.polars_schema, rows.schema
    for name, dtype in expected.items():
        if name not in found:
            raise TableShapeError(
                f"{table.name}.{name}: expected a column of type {dtype}, found no such column"
            )
        if found[name] != dtype:
            raise TableShapeError(f"{table.name}.{name}: expected type {dtype}, found {found[name]}")
    if list(found) != list(expected):
        raise TableShapeError(
            f"{table.name}: expected the columns {list(expected)} in this order, found {list(found)}"
        )


def _refused_by_row_rules(table_name: str, rows: pl.DataFrame) -> list[Refusal]:
    if rows.is_empty():
        return []
    try:
        schema(table_name).validate(rows, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases.select("check", "index")
    else:
        return []
    rules = row_rules(tables()[table_name])
    refusals = []
    for check_name, row_number in cases.sort("index", "check").iter_rows():
        row = rows.row(row_number, named=True)
        refusals.append(Refusal(table_name, row_number, row, check_name, _reason(rules[check_name], row)))
    return refusals


def _reason(rule: Rule, row: Row) -> str:
    found = ", ".join(f"{name} = {_shown(row[name])}" for name in rule.columns)
    return f"expected {rule.expected}; found {found}"


def _shown(value: object) -> str:
    text = "nothing" if value is None else str(value) if not isinstance(value, str) else f"'{value}'"
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}… ({len(text)} characters)"


def _without(rows: pl.DataFrame, refusals: Iterable[Refusal]) -> pl.DataFrame:
    refused = {refusal.row_number for refusal in refusals}
    return rows.filter(~pl.int_range(pl.len()).is_in(list(refused))) if refused else rows


def split_together(
    frames: Mapping[str, pl.DataFrame], known: Mapping[str, Set[Any]] | None = None
) -> tuple[dict[str, pl.DataFrame], list[Refusal]]:
    """Check tables by themselves, against their documents' text, against each other: (good rows, refusals).

    known: keys by table that were accepted before and may be named by these rows. A row that names a refused
    row is refused with it, and so on until every remaining row names only accepted ones.
    """
    texts = _texts(frames.get("documents"))
    sieve = _Sieve(frames, known or {})
    for table_name, rows in frames.items():
        sieve.refuse(split(table_name, rows)[1] + _refused_by_text(table_name, rows, texts))
    while sieve.drop_orphans():
        pass
    return sieve.good(), sieve.refusals


def _texts(documents: pl.DataFrame | None) -> dict[str, tuple[str, str]]:
    """Document -> the whole text of its file, and the file's name."""
    if documents is None:
        return {}
    columns = documents.select("document_id", "document_text", "source_file")
    return {key: (text, name) for key, text, name in columns.iter_rows() if None not in (key, text, name)}


def _refused_by_text(
    table_name: str, rows: pl.DataFrame, texts: Mapping[str, tuple[str, str]]
) -> list[Refusal]:
    """Rows whose columns are not what their document reads at their offsets."""
    names = set(rows.columns)
    faults = [
        (row_number, f"{column}_matches_text", reason)
        for column, start, end in TEXT_SPANS
        if {"document_id", column, start, end} <= names
        for row_number, reason in _misquoted(rows.select("document_id", column, start, end), texts)
    ]
    if {"document_id", "source_file"} <= names and table_name != "documents":
        faults += [
            (row_number, "source_file_is_that_of_document", reason)
            for row_number, reason in _misplaced(rows.select("document_id", "source_file"), texts)
        ]
    return [
        Refusal(table_name, row_number, rows.row(row_number, named=True), check_name, reason)
        for row_number, check_name, reason in sorted(faults)
    ]


def _misquoted(spans: pl.DataFrame, texts: Mapping[str, tuple[str, str]]) -> Iterator[tuple[int, str]]:
    """(row number, reason) of every (document, expected text, start, end) that its document does not read."""
    column = spans.columns[1]
    for row_number, (document_id, expected, start, end) in enumerate(spans.iter_rows()):
        if document_id not in texts or None in (expected, start, end):
            continue
        text, source_file = texts[document_id]
        found = text[max(start, 0) : max(end, 0)]
        if found != expected:
            yield (
                row_number,
                f"expected {column} {_shown(expected)} in {source_file} from {start} to {end}; "
                f"found {_shown(found)}",
            )


def _misplaced(rows: pl.DataFrame, texts: Mapping[str, tuple[str, str]]) -> Iterator[tuple[int, str]]:
    """(row number, reason) of every row (document, source file) that names another file than its document."""
    for row_number, (document_id, found) in enumerate(rows.iter_rows()):
        expected = texts[document_id][1] if document_id in texts else found
        if found not in (None, expected):
            reason = f"expected source_file {_shown(expected)} as in documents; found {_shown(found)}"
            yield row_number, reason


class _Sieve:
    """Frames from which refused rows are taken out; every row keeps its number, to be refused as itself."""

    def __init__(self, frames: Mapping[str, pl.DataFrame], known: Mapping[str, Set[Any]]) -> None:
        self._frames = {name: rows.with_row_index(ROW_NUMBER) for name, rows in frames.items()}
        self._known = known
        self.refusals: list[Refusal] = []

    def good(self) -> dict[str, pl.DataFrame]:
        return {name: rows.drop(ROW_NUMBER) for name, rows in self._frames.items()}

    def refuse(self, refusals: list[Refusal]) -> None:
        """Report the refusals, all of one table, and take their rows out."""
        if refusals:
            self.refusals += refusals
            numbers = {refusal.row_number for refusal in refusals}
            name = refusals[0].table_name
            self._frames[name] = self._frames[name].filter(~pl.col(ROW_NUMBER).is_in(list(numbers)))

    def drop_orphans(self) -> bool:
        """Refuse rows that name a row which is not there; true while there were some."""
        before = len(self.refusals)
        for table_name in self._frames:
            self.refuse(self._orphans(table_name))
        if "pairing_members" in self._frames and "pairings" in self._frames:
            self.refuse(self._members_on_the_wrong_side())
            self.refuse(self._one_sided_pairings())
        return len(self.refusals) > before

    def _orphans(self, table_name: str) -> list[Refusal]:
        rows, refusals = self._frames[table_name], []
        for column, parent in references(table_name).items():
            missing = self._missing(parent, rows[column])
            orphans = rows.filter(pl.col(column).is_in(missing)) if missing else rows.clear()
            refusals += [
                _refusal(
                    table_name,
                    row,
                    f"{column}_names_a_row",
                    f"expected {column} to name a row of {parent}; found {_shown(row[column])}, which "
                    f"{parent} does not hold or which was refused there",
                )
                for row in orphans.iter_rows(named=True)
            ]
        return refusals

    def _missing(self, table_name: str, keys: pl.Series) -> list[str]:
        """Those of the keys that no accepted row of the table has. The cost grows with the keys alone, however many
        rows were accepted before."""
        before = self._known.get(table_name, frozenset())
        here = (
            frozenset(self._frames[table_name][tables()[table_name].key[0]])
            if table_name in self._frames
            else frozenset()
        )
        return [key for key in keys.drop_nulls().unique() if key not in here and key not in before]

    def _members_with_direction(self) -> pl.DataFrame:
        directions = self._frames["pairings"].select("pairing_id", "direction")
        return self._frames["pairing_members"].join(directions, on="pairing_id", maintain_order="left")

    def _members_on_the_wrong_side(self) -> list[Refusal]:
        is_peer, is_mutual = pl.col("member_role") == "peer", pl.col("direction") == "mutual"
        return [
            _refusal(
                "pairing_members",
                {name: value for name, value in row.items() if name != "direction"},
                "role_fits_direction",
                "expected peers in a mutual pairing, from and to in a directed one; "
                f"found {row['member_role']} in a {row['direction']} one",
            )
            for row in self._members_with_direction().filter(is_peer != is_mutual).iter_rows(named=True)
        ]

    def _one_sided_pairings(self) -> list[Refusal]:
        roles: dict[str, Counter[str]] = {}
        for pairing_id, role in (
            self._frames["pairing_members"].select("pairing_id", "member_role").iter_rows()
        ):
            roles.setdefault(pairing_id, Counter())[role] += 1
        refusals = []
        for row in self._frames["pairings"].iter_rows(named=True):
            found = roles.get(row["pairing_id"], Counter())
            if row["direction"] == "mutual":
                both_sides = found["peer"] >= 2
            else:
                both_sides = found["from"] >= 1 and found["to"] >= 1
            if not both_sides:
                reason = (
                    "expected two peers or more in a mutual pairing, both from and to in a directed one; "
                    f"found {row['direction']} with {dict(found) or 'no member'}"
                )
                refusals.append(_refusal("pairings", row, "pairing_has_both_sides", reason))
        return refusals


def _refusal(table_name: str, numbered_row: Row, check_name: str, reason: str) -> Refusal:
    row = {name: value for name, value in numbered_row.items() if name != ROW_NUMBER}
    return Refusal(table_name, numbered_row[ROW_NUMBER], row, check_name, reason)


def quarantine_rows(
    refusals: Iterable[Refusal], repeated: Counter[str] | None = None
) -> list[dict[str, Any]]:
    """Refusals as rows of the table `quarantine`; rows equal in every column still get a key each.

    repeated: how often each key was met, to be handed in again by a caller that makes several calls.
    """
    repeated = Counter() if repeated is None else repeated
    rows = []
    for refusal in refusals:
        row_json = json.dumps(refusal.row, ensure_ascii=False, default=str)
        key = content_key(refusal.table_name, row_json, refusal.check_name)
        repeated[key] += 1
        rows.append(
            {
                "quarantine_id": key if repeated[key] == 1 else content_key(key, repeated[key]),
                "table_name": refusal.table_name,
                "row_json": row_json,
                "check_name": refusal.check_name,
                "reason": refusal.reason,
            }
        )
    return rows


def check_balance(
    extracted: Mapping[str, int], published: Mapping[str, int], refused: Mapping[str, int]
) -> None:
    """Rows extracted = published + refused, table by table. Raises BalanceError naming each that differs."""
    wrong = [
        f"{name}: expected {count} rows, found {published.get(name, 0)} published "
        f"and {refused.get(name, 0)} refused"
        for name, count in extracted.items()
        if count != published.get(name, 0) + refused.get(name, 0)
    ]
    if wrong:
        raise BalanceError(
            "; ".join(wrong) + "; rows were lost between extraction and publication, nothing is kept"
        )


def check_refused_share(
    extracted: Mapping[str, int], refusals: Mapping[str, int], reasons: Counter[tuple[str, str]]
) -> None:
    """Raise TooManyRefusedError when more than a fifth of a table, and more than five rows, were refused.

    reasons: how often each (table, rule) refused a row, for the message.
    """
    stopped = [
        name
        for name, count in refusals.items()
        if count > REFUSED_ROWS and count > REFUSED_SHARE * extracted.get(name, 0)
    ]
    if stopped:
        described = [
            f"{name}: {refusals[name]} of {extracted.get(name, 0)} rows ("
            + ", ".join(f"{check} {n}" for (table, check), n in reasons.most_common() if table == name)
            + ")"
            for name in stopped
        ]
        raise TooManyRefusedError(
            f"expected at most {REFUSED_SHARE:.0%} of a table to be refused; found " + "; ".join(described)
        )
