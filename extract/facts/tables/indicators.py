"""Tables of indicators that plans carry, as plain lines: 序号 指标 2020年 2025年 属性.

A header line names the columns; each line below with as many cells is one indicator. The column of the latest year
holds the target, the earliest its baseline, one between them a value of its own; where years to come follow on each
other, each has its target. A column of yearly growth is a target of its own. A value in square brackets, which plans
sum over their years, is read as any other.
"""

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.document import DocumentHead
from extract.facts.model import Fact, Period
from extract.facts.tables.cells import (
    CELL,
    LINE,
    LONGEST_CELL,
    NO_VALUE,
    SUMMED,
    UNIT_IN_NAME,
    VALUE,
    Table,
    fact_of,
    is_due,
    value_of,
    word_of,
)
from extract.mentions.quantities import QuantityFinder

HEADER_WORD = re.compile(
    r"[指名项](?:(?<=指)[ ]{0,3}标(?:名称)?(?![^\s|])|(?<=主要指)标|(?<=名)[ ]{0,3}称(?![^\s|])|(?<=项)[ ]{0,3}目(?![^\s|]))"
)
"""One of these is in every line that NAME_HEADER knows for a header; most documents have none."""
NAME_HEADER = re.compile(r"指标(?:名称)?$|^名称$|^项目$|主要指标")
UNIT_HEADER = re.compile(r"^(?:计量)?单位$")
YEAR_HEADER = re.compile(
    r"^(?:到|“?十[三四五六]五”?末?)?\(?(?P<year>(?:19|20)\d\d)年?\)?(?:(?P<ahead>目标|规划|预期|计划)|(?P<seen>实际|现状|完成|基期|基数|预计))*(?:值|数)?$"
)
GROWTH_HEADER = re.compile(r"年均(?:增长|增速|递增)")
NUMBER_OF_ROW = re.compile(r"^(?:\d{1,2}(?:[、)]|\.(?!\d))|\(\d{1,2}\)|[①-⑳])")
"""1.地区生产总值: the number of a row that is written into its name."""
STACKED_NAME = re.compile(r"^[ ]*(?:主要|具体)?(?:指标(?:名称)?|名称|项目)[ ]*$", re.M)
"""The head of the names in a table that a copy has written with each cell on a line of its own."""
STACKED_CELL = re.compile(r"[^\s|](?:[^\n|]*[^\s|])?")
STACKED_REMARK = re.compile(r"(?:指标)?(?:属性|性质|类型)|备注")
HAN_WORD = re.compile(r"[\u4e00-\u9fff]{2}")
LONGEST_HEADER = 10
CELLS_BETWEEN_ROWS = 3
"""Cells or short lines that may stand between two rows: the number of the row, and the names of the groups that it
opens."""


@dataclass(frozen=True, slots=True)
class _Year:
    """A column of values: its year, and whether its head says that they are aimed at, or were seen."""

    year: int
    ahead: bool
    seen: bool


@dataclass(frozen=True, slots=True)
class _Header:
    """Columns by position: of the name, the unit, the yearly growth, and each year."""

    columns: int
    name: int
    unit: int | None
    growth: int | None
    years: dict[int, _Year]


def indicator_tables(text: str, head: DocumentHead, finder: QuantityFinder) -> list[Table]:
    """Tables of indicators of a document, in order: those with a line for each row, else those with one for each cell."""
    if not HEADER_WORD.search(text, head.start, head.end):
        return []
    return _tables_of_lines(text, head, finder) or list(_stacked_tables(text, head, finder))


def _tables_of_lines(text: str, head: DocumentHead, finder: QuantityFinder) -> list[Table]:
    """Tables of which each line is a row; a few short lines between them name groups of rows."""
    tables: list[Table] = []
    header: _Header | None = None
    start, facts, skipped = 0, list[Fact](), 0
    for line in LINE.finditer(text, head.start, head.end):
        if header is None and not HEADER_WORD.search(text, line.start(), line.end()):
            continue
        cells = list(CELL.finditer(text, line.start(), line.end()))
        found = _header(cells)
        row = list(_row(cells, header, head, finder)) if header is not None and found is None else []
        if row:
            facts, skipped = facts + row, 0
            if tables and tables[-1].start == start:
                tables.pop()
            tables.append(Table(start, line.end(), tuple(facts)))
        elif found is not None:
            header, start, facts, skipped = found, line.start(), [], 0
        elif header is not None and facts:
            skipped += 1
            is_short = len(line.group()) <= LONGEST_CELL and "。" not in line.group()
            if not is_short or skipped > CELLS_BETWEEN_ROWS:
                header = None
    return tables


def _stacked_tables(text: str, head: DocumentHead, finder: QuantityFinder) -> Iterator[Table]:
    """Tables of which each cell stands on a line of its own, row by row."""
    position, cells = head.start, list[re.Match[str]]()
    while (first := STACKED_NAME.search(text, position, head.end)) is not None:
        position = first.end()
        if not cells or cells[-1].start() < first.start():
            cells = _stack(text, first.start(), head.end)
        at = bisect_left(cells, first.start(), key=re.Match.start)
        header = _stacked_header(cells[at : at + LONGEST_HEADER])
        if header is None:
            continue
        facts, at, end, skipped = list[Fact](), at + header.columns, 0, 0
        while at + header.columns <= len(cells) and skipped <= CELLS_BETWEEN_ROWS:
            row = cells[at : at + header.columns]
            fits = _fits(row, header)
            if fits:
                facts += _row(row, header, head, finder)
                end = row[-1].end()
            skipped = 0 if fits else skipped + 1
            at += header.columns if fits else 1
        if facts:
            position = end
            yield Table(first.start(), end, tuple(facts))


def _stack(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The short lines from `start` on, up to the first that is a sentence."""
    cells: list[re.Match[str]] = []
    for line in LINE.finditer(text, start, end):
        cell = STACKED_CELL.search(text, line.start(), line.end())
        if cell is None:
            continue
        if len(cell.group()) > LONGEST_CELL or "。" in cell.group():
            break
        cells.append(cell)
    return cells


def _stacked_header(cells: list[re.Match[str]]) -> _Header | None:
    columns, unit, growth, years = 1, None, None, dict[int, _Year]()
    for cell in cells[1:]:
        year = _year(cell)
        if year is not None:
            years[columns] = year
        elif UNIT_HEADER.match(cell.group()):
            unit = columns
        elif GROWTH_HEADER.search(cell.group()):
            growth = columns
        elif not STACKED_REMARK.fullmatch(cell.group()):
            break
        columns += 1
    return _Header(columns, 0, unit, growth, years) if years else None


def _fits(row: list[re.Match[str]], header: _Header) -> bool:
    """Whether the cells are one row: a name, and numbers where the header has years, nowhere else."""
    for column, cell in enumerate(row):
        has_value = VALUE.fullmatch(cell.group()) is not None
        if column in header.years or column == header.growth:
            if not has_value and not NO_VALUE.fullmatch(cell.group()):
                return False
        elif has_value:
            return False
    return True


def _header(cells: list[re.Match[str]]) -> _Header | None:
    words = [word_of(cell) for cell in cells]
    if len(words) < 3:
        return None
    name = next((i for i, word in enumerate(words) if NAME_HEADER.search(word)), None)
    years = {i: year for i, cell in enumerate(cells) if (year := _year(cell)) is not None}
    if name is None or not years:
        return None
    unit = next((i for i, word in enumerate(words) if UNIT_HEADER.match(word)), None)
    growth = next((i for i, word in enumerate(words) if GROWTH_HEADER.search(word)), None)
    return _Header(len(words), name, unit, growth, years)


def _year(cell: re.Match[str]) -> _Year | None:
    match = YEAR_HEADER.match(word_of(cell))
    return _Year(int(match["year"]), bool(match["ahead"]), bool(match["seen"])) if match else None


def _aligned(cells: list[re.Match[str]], header: _Header) -> list[re.Match[str]] | None:
    """The cells of a line by the columns of the header. One cell less is a category or a remark that several rows
    share, one more a category without a column of its own: which, the place of the numbers tells."""
    more = len(cells) - header.columns
    for first in (0,) if not more else (1, 0) if more == 1 else (-1, 0) if more == -1 else ():
        row = {
            column: cells[column + first]
            for column in range(header.columns)
            if 0 <= column + first < len(cells)
        }
        needed = {header.name, *header.years, *({header.unit} if header.unit is not None else ())}
        if not needed <= row.keys() or not HAN_WORD.search(row[header.name].group()):
            continue
        if not more or any(VALUE.fullmatch(row[column].group()) for column in header.years):
            return [row.get(column, cells[-1]) for column in range(header.columns)]
    return None


def _row(
    cells: list[re.Match[str]], header: _Header, head: DocumentHead, finder: QuantityFinder
) -> Iterator[Fact]:
    """Facts of one line."""
    row = _aligned(cells, header)
    if row is None:
        return
    written = NUMBER_OF_ROW.sub("", word_of(row[header.name]))
    bracket = UNIT_IN_NAME.search(written)
    unit = row[header.unit].group() if header.unit is not None else bracket["unit"] if bracket else ""
    name = UNIT_IN_NAME.sub("", written)
    if not HAN_WORD.search(name):
        return
    base = _base(header, head)
    last = max(header.years, key=lambda column: header.years[column].year)
    start = value_of(row[base], unit, name, finder) if base is not None else None
    span = (cells[0].start(), cells[-1].end())
    for column, year in header.years.items():
        value = value_of(row[column], unit, name, finder) if column != base else None
        if value is None:
            continue
        period = _window(year, by=base is not None or len(header.years) == 1)
        kind = "target" if is_due(period, head) and not year.seen else "statistic"
        if kind == "statistic":
            period = _window(year, by=False)
        baseline = start.low if start is not None and column == last and start.unit == value.unit else None
        yield fact_of(row[column], value, name, kind, period, span, baseline)
    if header.growth is not None and row[header.growth].group()[0] not in SUMMED:
        growth = value_of(row[header.growth], "%", name, finder)
        if growth is not None and growth.unit == "percent":
            due = _window(header.years[last], by=True)._replace(start=head.period_start)
            kind = "target" if is_due(due, head) else "statistic"
            yield fact_of(row[header.growth], growth, f"{name}年均增长", kind, due, span)


def _base(header: _Header, head: DocumentHead) -> int | None:
    """The column where the others start from: the earliest, unless years to come follow on each other."""
    order = sorted(header.years, key=lambda column: header.years[column].year)
    years = [header.years[column] for column in order]
    to_come = head.is_plan and head.reference_year is not None and years[0].year >= head.reference_year
    yearly = all(after.year - before.year == 1 for before, after in pairwise(years))
    if len(order) == 1 or years[0].ahead or (to_come and yearly and not years[0].seen):
        return None
    return order[0]


def _window(year: _Year, by: bool) -> Period:
    """The year itself, or its end as the limit by which something is due."""
    first, last = dt.date(year.year, 1, 1), dt.date(year.year, 12, 31)
    return Period(f"{year.year}年", None if by else first, last, True, "by")
