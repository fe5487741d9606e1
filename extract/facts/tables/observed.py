"""Tables of what was observed, as statistical bulletins carry them: 产品名称 产量(万吨) 比上年增长(%).

A table is known by a column of changes in percent beside columns with units. A copy may have written each row on a line,
or each cell on a line of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.document import DocumentHead
from extract.facts.model import Fact, Period
from extract.facts.tables.cells import (
    CELL,
    LINE,
    LONGEST_CELL,
    NO_VALUE,
    UNIT_IN_NAME,
    VALUE,
    Table,
    fact_of,
    is_due,
    period_above,
    value_of,
    word_of,
)
from extract.mentions.quantities import QuantityFinder
from extract.mentions.quantity_bounds import Quantity

CHANGE_HEADER = re.compile(
    r"(?<![^\s|])(?:比|较|同比|与)?[^\s|\d,。;:]{0,8}(?:增长|增速|增幅|增减|±)[^\d\s|,。;:]{0,4}%\)?(?![^\s|])"
)
"""The head of a column of changes; prose has none, since a number stands before its percent sign."""
CHANGE_MARK = re.compile(r"(?:增[长速幅减]|±)[^\d\s|,。;:]{0,4}%\)?(?![^\s|])")
"""Every CHANGE_HEADER ends in one; few texts have any."""
LONGEST_CHANGE = 12
NO_MEASURE = re.compile(
    r"(?:绝对[额数量值]|总量|数值?|指标值|实绩|实际|完成|本年|当年|全年|累计|(?:19|20)\d\d年(?:\d{1,2}(?:[-—至]\d{1,2})?月)?|[一二三四上下]季度|上半年|前三季度)*(?:数|额|值|完成)?"
)
"""Heads that only say that the column holds values: 绝对额, 2021年, 全年累计."""
NAMES = re.compile(r"(?:指标|产品|项目|行业|类别|品种|名称|分类|商品|国家|地区)*")
UNITS = re.compile(r"(?:计量)?单位")
NOT_NAMED = re.compile(
    r"^(?:[#＃*·•\s]|其中[::]?|[一二三四五六七八九十]{1,3}、|\(?\d{1,2}(?:[、)]|\.(?!\d)))+"
)
SAYS_MEASURE = ("量", "额", "值", "率", "数")
"""发电量 in a column 产量: the row says itself what is measured."""
BELOW_ZERO = re.compile(r"[-－−–](?P<value>\d[\d.]*)")
HAN_WORD = re.compile(r"[\u4e00-\u9fff]{2}|[A-Z]{2,}")
MOST_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of values: what is measured of each row (empty where the row says it), the unit, and whether it is a change."""

    measure: str
    unit: str
    is_change: bool


def observed_tables(text: str, head: DocumentHead, finder: QuantityFinder) -> Iterator[Table]:
    """Tables of observed figures of a document, in order and apart from each other."""
    position = head.start
    while (mark := CHANGE_MARK.search(text, position, head.end)) is not None:
        position = mark.end()
        found = CHANGE_HEADER.search(text, max(head.start, mark.start() - LONGEST_CHANGE), mark.end())
        if found is None:
            continue
        period = period_above(text, found.start(), head)
        if period is None or is_due(period, head):
            continue
        line_start = text.rfind("\n", head.start, found.start()) + 1 or head.start
        line_end = text.find("\n", found.end(), head.end)
        cells = list(CELL.finditer(text, line_start, line_end if line_end >= 0 else head.end))
        table = (
            _of_lines(text, cells, head, finder, period)
            if len(cells) > 1
            else _of_cells(text, found, head, finder, period)
        )
        if table is not None:
            position = table.end
            yield table


def _columns(heads: Sequence[str], *, units_in_rows: bool = False) -> list[_Column] | None:
    """What the heads of the values say; None where one of them says neither a unit nor a change, though no row does."""
    columns: list[_Column] = []
    for head in heads:
        if CHANGE_HEADER.fullmatch(head):
            columns.append(_Column(columns[-1].measure if columns else "", "%", is_change=True))
            continue
        unit = UNIT_IN_NAME.search(head)
        if unit is None and not units_in_rows:
            return None
        measure = UNIT_IN_NAME.sub("", head)
        columns.append(
            _Column(
                "" if NO_MEASURE.fullmatch(measure) else measure,
                unit["unit"] if unit else "",
                is_change=False,
            )
        )
    has_values = any(not column.is_change for column in columns)
    return columns if has_values and len(columns) <= MOST_COLUMNS else None


def _of_lines(
    text: str, heads: list[re.Match[str]], head: DocumentHead, finder: QuantityFinder, period: Period
) -> Table | None:
    """A table with a line for each row; a column may give the units."""
    words = [word_of(cell) for cell in heads]
    words = words[1:] if NAMES.fullmatch(words[0]) else words
    units_in_rows = UNITS.fullmatch(words[0]) is not None
    columns = _columns(words[units_in_rows:], units_in_rows=units_in_rows)
    if columns is None:
        return None
    facts, end = list[Fact](), 0
    for line in LINE.finditer(text, heads[-1].end(), head.end):
        row = list(CELL.finditer(text, *line.span()))
        unit = row.pop(1).group() if units_in_rows and len(row) > 1 else ""
        if len(row) != len(columns) + 1 or not _is_row(row):
            break
        facts += _facts(row, columns, unit, finder, period)
        end = line.end()
    return Table(heads[0].start(), end, tuple(facts)) if facts else None


def _of_cells(
    text: str, change: re.Match[str], head: DocumentHead, finder: QuantityFinder, period: Period
) -> Table | None:
    """A table with each cell on a line of its own: the head of the values, that of the changes, then row by row."""
    above = text[max(head.start, change.start() - LONGEST_CELL) : change.start()].rstrip()
    value_head = above.rsplit("\n", 1)[-1].strip()
    columns = _columns([value_head, change.group()])
    if columns is None:
        return None
    facts, row, end = list[Fact](), list[re.Match[str]](), 0
    for line in LINE.finditer(text, change.end(), head.end):
        row += CELL.finditer(text, *line.span())
        if len(row) > len(columns) + 1 or not _is_row(row):
            break
        if len(row) == len(columns) + 1:
            facts += _facts(row, columns, "", finder, period)
            row, end = [], line.end()
    return Table(change.start(), end, tuple(facts)) if facts else None


def _is_row(cells: Sequence[re.Match[str]]) -> bool:
    """Whether the cells begin a row: a name, and numbers behind it."""
    if not cells:
        return True
    values = [cell.group() for cell in cells[1:]]
    return HAN_WORD.search(word_of(cells[0])) is not None and all(
        VALUE.fullmatch(value) or BELOW_ZERO.fullmatch(value) or NO_VALUE.fullmatch(value) for value in values
    )


def _facts(
    row: list[re.Match[str]], columns: list[_Column], unit: str, finder: QuantityFinder, period: Period
) -> Iterator[Fact]:
    """The facts of one row; unit: that of the row, for columns without one."""
    name = UNIT_IN_NAME.sub("", NOT_NAMED.sub("", word_of(row[0])))
    for cell, column in zip(row[1:], columns, strict=True):
        measure = "" if name.endswith(SAYS_MEASURE) and column.measure.endswith(name[-1]) else column.measure
        metric = name + measure + ("增长" if column.is_change else "")
        value = _value(cell, column.unit or unit, metric, finder)
        if value is not None:
            fact = fact_of(cell, value, metric, "statistic", period, (row[0].start(), row[-1].end()))
            yield fact._replace(rule_id="table/observed-row")


def _value(cell: re.Match[str], unit: str, metric: str, finder: QuantityFinder) -> Quantity | None:
    """The number of a cell; one with a minus sign is below zero."""
    below = BELOW_ZERO.fullmatch(cell.group())
    if below is None:
        return value_of(cell, unit, metric, finder)
    found = finder.find(below["value"] + unit, [])
    if len(found) != 1 or found[0].low is None or found[0].low != found[0].high:
        return None
    return found[0]._replace(low=-found[0].low, high=-found[0].low)
