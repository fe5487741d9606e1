"""Tables with a place in each row: 县区 2023年 2025年, 地区 “十一五”时期 “十二五”时期.

What is measured stands above the columns, with its unit, or at the head of each column.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.document import DocumentHead
from extract.facts.model import NO_PERIOD, Fact, Period
from extract.facts.tables.cells import (
    CELL,
    LINE,
    LONGEST_CELL,
    UNIT_IN_NAME,
    Table,
    fact_of,
    is_due,
    value_of,
    word_of,
)
from extract.mentions.periods import find_periods
from extract.mentions.quantities import QuantityFinder
from extract.mentions.time_windows import TimeContext

PLACE_HEADER = re.compile(
    r"\n[ ]*(?:县\(?市?、?区\)?|县市区|县区|区县|市州|地市|市县|地[ ]{0,3}区|乡镇|省份|城市)(?=[\s|])"
)
"""Heads the names of places; what is measured of each stands beside it or in the line above."""
CAPTION = re.compile(
    r"(?:表\s?[\d-]*\s*)?(?:[分各](?:县|市|区|州|地|乡镇|、|\(|\))+)?(?P<metric>[^\n:,。;]{2,30}?)(?:控制|年度)?(?:目标|指标|任务|计划)(?:值|表|分解表?)?\((?:单位:)?(?P<unit>[^()\n]{1,12})\):?"
)
SETS_GOALS = re.compile(r"[^\n。;]{0,40}(?:目标|任务|计划|分解|分配)(?:值|表|分解表?|分配表?|一览表)?:?")
"""A caption above columns that each say what they measure."""
OF_PERIOD = re.compile(r"(?P<total>累计|合计)?(?:目标|规划|计划|任务|预期|控制|实际|完成)*(?:值|数|量)?")
PLACE = re.compile(r"[\u4e00-\u9fff ()、]{2,16}")


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of values: what is measured (behind the name of the place), its unit and its window."""

    metric: str
    unit: str
    period: Period


def place_tables(text: str, head: DocumentHead, finder: QuantityFinder) -> Iterator[Table]:
    """Tables of a document that give values for each place, in order."""
    for first in PLACE_HEADER.finditer(text, head.start, head.end):
        rows = (
            list(CELL.finditer(text, *line.span()))
            for line in LINE.finditer(text, first.start() + 1, head.end)
        )
        cells, below = next(rows), next(rows, [])
        above = text[max(head.start, first.start() - 2 * LONGEST_CELL) : first.start()].strip()
        columns = _spanned(cells, below, head)
        if columns:
            below = next(rows, [])
        else:
            columns = _columns(cells, above.rsplit("\n", 1)[-1].strip(), head)
        facts, end = list[Fact](), 0
        while (
            columns and len(below) == len(columns) + 1 and not PLACE_HEADER.match(text, below[0].start() - 1)
        ):
            facts += _of_place(below, columns, head, finder)
            end = below[-1].end()
            below = next(rows, [])
        if facts:
            yield Table(first.start() + 1, end, tuple(facts))


def _columns(cells: list[re.Match[str]], caption: str, head: DocumentHead) -> list[_Column]:
    """Columns that are years below a caption with the measure, or measures below one that says what they are for."""
    measured = CAPTION.fullmatch(caption)
    if measured is not None:
        return _dated(cells[1:], measured["metric"], measured["unit"], head)
    units = [UNIT_IN_NAME.search(cell.group()) for cell in cells[1:]]
    if not head.is_plan or not SETS_GOALS.fullmatch(caption):
        return []
    period = _period(caption, head) or Period(None, head.period_start, head.period_end, True, "document")
    return [
        _Column(UNIT_IN_NAME.sub("", cell.group()), unit["unit"], period if period.end else NO_PERIOD)
        for cell, unit in zip(cells[1:], units, strict=True)
        if unit
    ] if all(units) else []  # fmt: skip


def _spanned(cells: list[re.Match[str]], below: list[re.Match[str]], head: DocumentHead) -> list[_Column]:
    """Columns on a second line, below the measure that they share."""
    unit = UNIT_IN_NAME.search(cells[1].group()) if len(cells) == 2 else None
    return _dated(below, UNIT_IN_NAME.sub("", cells[1].group()), unit["unit"], head) if unit else []


def _dated(cells: list[re.Match[str]], metric: str, unit: str, head: DocumentHead) -> list[_Column]:
    columns = []
    for cell in cells:
        period = _period(cell.group(), head)
        rest = OF_PERIOD.fullmatch(cell.group(), len(period.text or "")) if period else None
        if period is None or rest is None:
            return []
        columns.append(_Column(metric + (rest["total"] or ""), unit, period))
    return columns


def _period(words: str, head: DocumentHead) -> Period | None:
    """The window that the words open with."""
    phrase = next(iter(find_periods(words, TimeContext(head.reference_year))), None)
    dated = phrase is not None and phrase.start == 0 and phrase.period_end is not None
    return Period.of(phrase)._replace(inherited=True, mode="by") if phrase is not None and dated else None


def _of_place(
    row: list[re.Match[str]], columns: list[_Column], head: DocumentHead, finder: QuantityFinder
) -> Iterator[Fact]:
    place = word_of(row[0])
    if not PLACE.fullmatch(place):
        return
    for cell, column in zip(row[1:], columns, strict=True):
        name = place + column.metric
        value = value_of(cell, column.unit, name, finder)
        if value is not None:
            kind = "target" if is_due(column.period, head) else "statistic"
            yield fact_of(cell, value, name, kind, column.period, (row[0].start(), row[-1].end()))
