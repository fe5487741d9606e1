"""A file of figures -> rows of a raw table, and the records that cannot become one."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from extract.bounds import problem_of
from extract.mentions.units import UnitTable
from extract.origins import origin_problems
from extract.statistics.cells import number, parse
from extract.statistics.layout import Layout, StatisticsError, load_layout
from extract.statistics.lookup import OTHER_UNIT, UNKNOWN_REGION, Places, canonical_unit, is_canonical
from extract.statistics.records import RECORD, Records, read_records
from schemas.keys import content_key
from schemas.registry import tables
from schemas.validation import REFUSED_ROWS, REFUSED_SHARE, Refusal

Row = dict[str, Any]
Fault = tuple[str, str]
"""Name of the check that a record fails, and what was expected and found."""

MOST_REFUSED = 20_000
"""Refused records after which a look is taken at their share, as each takes a kilobyte."""
FIGURE_IDENTITY = ("region_id", "indicator_code", "definition", "vintage", "year")
"""Figures of regional_indicators that agree in these are one figure; of realised_outcomes, in everything."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one file gave.

    rows: rows of the raw table `table`. units: rows of the raw table `units` for units that the table of
    units lacks. refusals: records that could not become a row. blank: cells that stand for no figure.
    """

    table: str
    rows: list[Row]
    units: list[Row]
    refusals: list[Refusal]
    blank: int


def read_figures(
    layout_path: Path, places: Places, units: UnitTable, *, with_origin: bool = False
) -> Figures:
    """Read the file that a layout describes. Raises StatisticsError where file or layout cannot be used.

    with_origin: whether the file needs a true origin record beside it.
    A record with an unknown region code, an unknown unit or a cell of the wrong type is refused, and so is a
    second value of the same figure; the others are used. indicator_code is still the file's own word for the
    indicator, as is indicator_text: extract.indicators.name_indicators puts the key in its place.
    """
    if problem := problem_of(layout_path):
        raise StatisticsError(problem)
    layout = load_layout(layout_path)
    path = layout_path.with_name(layout.file)
    if not path.is_file():
        raise StatisticsError(f"{layout_path.name}: expected {layout.file} beside it, found no such file")
    if problem := problem_of(path):
        raise StatisticsError(problem)
    if with_origin and (problems := origin_problems(path)):
        raise StatisticsError(f"{path.name}: {'; '.join(problems)}")
    records = read_records(path, layout)
    cells = _one_figure_a_row(records, layout)
    figures = cells.filter(pl.col("value").is_not_null() & ~pl.col("value").is_in(list(layout.missing)))
    reader = _Reader(layout, places, units)
    for record in figures.iter_rows(named=True):
        reader.read(record)
    headings = len(records.frame.columns) - 1
    for line, found in records.ragged:
        reason = f"expected {headings} cells as in the header; found {len(found)}"
        reader.refuse({RECORD: line, "cells": found}, [("record_has_every_cell", reason)])
    reader.check_refused_share()
    return Figures(
        table=layout.table,
        rows=reader.rows,
        units=_unlisted_units(reader.rows, units),
        refusals=reader.refusals,
        blank=cells.height - figures.height,
    )


def check_refused_records(file: str, refusals: Sequence[Refusal], refused: int, records: int) -> None:
    """Raise StatisticsError where so many records of a file are refused that its layout must be wrong, or the file.

    Were they left to the check on all rows of a run, one such file would stop all the others.
    """
    if refused > REFUSED_ROWS and refused > REFUSED_SHARE * records:
        reasons = Counter(refusal.check_name for refusal in refusals)
        raise StatisticsError(
            f"{file}: expected at most {REFUSED_SHARE:.0%} of the records to be refused; found {refused} of the "
            f"{records} read ("
            + ", ".join(f"{check} {count}" for check, count in reasons.most_common())
            + f"). The first: {refusals[0].reason}. Mend the layout or the table"
        )


def _one_figure_a_row(records: Records, layout: Layout) -> pl.DataFrame:
    """Columns by field of the raw table; yearly columns become rows, constants and units columns."""
    frame = records.frame
    kept = [pl.col(RECORD), *(_column(name, heading, layout) for name, heading in layout.columns.items())]
    added = [pl.lit(str(value)).alias(name) for name, value in layout.constants.items()]
    unit = "unit_text" if layout.values_in == "written_units" else "unit"
    if layout.year_columns is None:
        if layout.unit_row is not None:
            added.append(pl.lit(records.units.get(layout.columns["value"], "")).alias(unit))
        return frame.select(kept).with_columns(added)
    matches = [re.fullmatch(layout.year_columns, heading) for heading in frame.columns]
    years = {match.string: match.group(1) for match in matches if match}
    if not years:
        raise StatisticsError(
            f"{layout.file}: expected headings of years like {layout.year_columns}, found {frame.columns[1:]}"
        )
    if twice := sorted(year for year, times in Counter(years.values()).items() if times > 1):
        raise StatisticsError(
            f"{layout.file}: expected one column for each year, found several that fit {layout.year_columns} "
            f"for {twice}; write a pattern that only the wanted columns fit"
        )
    if layout.unit_row is not None:
        units = {year: records.units.get(heading, "") for heading, year in years.items()}
        added.append(pl.col("year").replace_strict(units).alias(unit))
    wide = frame.select(kept + [pl.col(heading).alias(year) for heading, year in years.items()])
    long = wide.unpivot(
        on=list(years.values()), index=[RECORD, *layout.columns], variable_name="year", value_name="value"
    )
    return long.with_columns(added).sort(RECORD, maintain_order=True)


def _column(name: str, heading: str, layout: Layout) -> pl.Expr:
    column = pl.col(heading).forward_fill() if name in layout.fill_down else pl.col(heading)
    return column.alias(name)


class _Reader:
    """Turns the records of one file into rows, and remembers which figures it has seen."""

    def __init__(self, layout: Layout, places: Places, units: UnitTable) -> None:
        self._layout, self._places, self._units = layout, places, units
        self._table = tables()[layout.table]
        self._seen: dict[str, Row] = {}
        self._refused = 0
        self.rows: list[Row] = []
        self.refusals: list[Refusal] = []

    def read(self, record: Row) -> None:
        """Make a row of the record, or refuse it for everything that is wrong with it."""
        row, faults = self._typed(record)
        row["indicator_text"] = row["indicator_code"]
        faults += [*self._set_region(row), *self._set_measure(row, record)]
        key = content_key(self._table.name, *map(_key_part, self._identity(row)))
        if not faults and key in self._seen:
            faults.append(_second_value(record, self._seen[key]))
        if faults:
            self.refuse(record, faults)
        else:
            self._seen[key] = record
            self.rows.append({self._table.key[0]: key, **row})

    def refuse(self, record: Row, faults: list[Fault]) -> None:
        whole = {"source_file": self._layout.file, **record}
        self.refusals += [
            Refusal(self._table.name, self._refused, whole, check_name, reason)
            for check_name, reason in faults
        ]
        self._refused += 1
        if self._refused > MOST_REFUSED:
            self.check_refused_share()

    def check_refused_share(self) -> None:
        """Raise StatisticsError where too many of the records read so far are refused."""
        check_refused_records(self._layout.file, self.refusals, self._refused, self._refused + len(self.rows))

    def _identity(self, row: Row) -> list[Any]:
        if self._table.name == "regional_indicators":
            return [row[name] for name in FIGURE_IDENTITY]
        return list(row.values())

    def _typed(self, record: Row) -> tuple[Row, list[Fault]]:
        row: Row = {}
        faults = []
        for column in self._table.columns[1:]:
            name, kind, text = column.name, column.field.type, record.get(column.name)
            try:
                row[name] = None if text is None else parse(text + self._layout.suffixes.get(name, ""), kind)
            except ValueError:
                row[name] = None
                faults.append((f"{name}_is_{kind}", f"expected {name} to be of type {kind}; found {text!r}"))
        return row, faults

    def _set_region(self, row: Row) -> Iterator[Fault]:
        if self._layout.region_by == "name":
            several = "regions_text" in row
            names = row["regions_text" if several else "region_name"] or ""
            row["region_id"] = self._places.first_known(names, self._layout.region_separator)
            if not several and row["region_id"] == UNKNOWN_REGION:
                yield (
                    "region_name_is_known",
                    f"expected the name of one region of raw/reference; found {names!r}; write its full name, or "
                    "give its code in a column for region_id and set region_by: code",
                )
        elif row["region_id"] not in self._places.keys:
            found = row["region_id"]
            yield "region_code_is_known", f"expected a code of raw/reference/regions.csv; found {found!r}"

    def _set_measure(self, row: Row, record: Row) -> Iterator[Fault]:
        """Fill unit, and multiply the value by its unit as written (21746.0 亿元 is 2174600000000 CNY)."""
        canonical = self._layout.values_in == "canonical_units"
        written = record.get("unit" if canonical else "unit_text") or ""
        text = self._layout.unit_synonyms.get(written, written)
        if canonical:
            row["unit"] = text
            known = is_canonical(text, self._units)
        else:
            unit = canonical_unit(text, self._units)
            known = unit is not None
            if unit is not None and row["value"] is not None:
                row["unit"] = unit[0]
                row["value"] = float(number(record["value"]) * unit[1])
        if not known:
            yield (
                "unit_is_known",
                f"expected a unit of raw/reference/units.csv; found {written!r}, "
                "add it there or as a synonym in the layout",
            )


def _key_part(value: Any) -> str | int | float | bool | None:
    return value.isoformat() if isinstance(value, date) else value


def _second_value(record: Row, first: Row) -> Fault:
    agreement = "the same" if record["value"] == first["value"] else "another"
    source = f" from {first['publication']}" if first.get("publication") else ""
    return (
        "figure_is_given_once",
        f"expected one value of a figure; found {record['value']} after record {first[RECORD]}, "
        f"which gives {agreement} value, {first['value']}{source}",
    )


def _unlisted_units(rows: list[Row], units: UnitTable) -> list[Row]:
    """Rows of the raw table `units` for units that say of themselves that the table of units lacks them."""
    listed = {unit.code for unit in units.by_text.values()}
    unlisted = sorted({row["unit"] for row in rows} - listed)
    return [
        {
            "unit": unit,
            "dimension": "unknown",
            "name_zh": unit.removeprefix(OTHER_UNIT),
            "name_en": unit.removeprefix(OTHER_UNIT),
            "is_known_unit": False,
            "is_additive": False,
        }
        for unit in unlisted
    ]
