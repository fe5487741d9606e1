"""Tables of indicators that plans carry, as plain lines: 序号 指标 2020年 2025年 属性.

A header line names the columns; each line below with as many cells is one indicator. The column of the latest year
holds the target, an earlier year its baseline, a column of yearly growth a target of its own. A value in square
brackets, which plans sum over their years, is read as any other.
"""

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from extract.document import DocumentHead
from extract.facts.model import Fact, Period
from extract.mentions.quantities import QuantityFinder
from extract.mentions.quantity_bounds import Quantity

LINE = re.compile(r"[^\n]+")
CELL = re.compile(r"[^\s|]+")
HEADER_WORD = re.compile(
    r"[指名项](?:(?<=指)标(?:名称)?(?![^\s|])|(?<=主要指)标|(?<=名)称(?![^\s|])|(?<=项)目(?![^\s|]))"
)
"""One of these is in every line that NAME_HEADER knows for a header; most documents have none."""
PLACE_HEADER = re.compile(r"\n[ ]*(?:县\(?市?、?区\)?|县市区|县区|区县|市州|地市|市县|地区|乡镇)(?=[\s|])")
"""Heads the names of places; what is measured of each stands in the line above."""
CAPTION = re.compile(
    r"(?:表\s?[\d-]*\s*)?(?:[分各](?:县|市|区|州|地|乡镇|、|\(|\))+)?(?P<metric>[^\n:,。;]{2,30}?)(?:控制|年度)?(?:目标|指标|任务|计划)(?:值|表|分解表?)?\((?:单位:)?(?P<unit>[^()\n]{1,12})\):?"
)
NAME_HEADER = re.compile(r"指标(?:名称)?$|^名称$|^项目$|主要指标")
UNIT_HEADER = re.compile(r"^(?:计量)?单位$")
YEAR_HEADER = re.compile(
    r"^(?:到|“?十[三四五六]五”?末?)?\(?(?P<year>(?:19|20)\d\d)年?\)?(?:目标|规划|预期|计划|实际|现状|完成|基期)*(?:值|数)?$"
)
GROWTH_HEADER = re.compile(r"年均(?:增长|增速|递增)")
UNIT_IN_NAME = re.compile(r"\((?P<unit>[^()]{1,12})\)$")
VALUE = re.compile(
    r"(?P<bound>[≥≤><＞＜]|约|超过?|不低于|不高于|不超过)?(?P<number>\[?\d[\d,.]*\]?)(?P<unit>%|‰)?(?P<tail>以上|以下|左右|以内)?(?:\(.*\))?"
)
CHANGES = re.compile(r"增长|增速|下降|降低|减少|提高")
STACKED_NAME = re.compile(r"^[ ]*(?:主要|具体)?(?:指标(?:名称)?|名称|项目)[ ]*$", re.M)
"""The head of the names in a table that a copy has written with each cell on a line of its own."""
STACKED_CELL = re.compile(r"[^\s|](?:[^\n|]*[^\s|])?")
STACKED_REMARK = re.compile(r"(?:指标)?(?:属性|性质|类型)|备注")
NO_VALUE = re.compile(r"[—\-–/]{1,2}|…|无")
LONGEST_CELL = 40
LONGEST_HEADER = 10
CELLS_BETWEEN_ROWS = 3
"""Cells that may stand between two rows: the number of the row, and the names of the groups that it opens."""
UNITLESS = re.compile(r"系数|指数|倍数|比$|之比")


@dataclass(frozen=True, slots=True)
class _Header:
    """Columns by position: of the name, the unit, the yearly growth, and each year."""

    columns: int
    name: int
    unit: int | None
    growth: int | None
    years: dict[int, int]


@dataclass(frozen=True, slots=True)
class Table:
    """Lines start to end of the text, which hold one table, and the facts read from it."""

    start: int
    end: int
    facts: tuple[Fact, ...]


def read_tables(text: str, head: DocumentHead, finder: QuantityFinder) -> list[Table]:
    """Indicator tables of a document in order, apart from each other; their facts belong to the document itself (node 0)
    until they are placed."""
    tables = list(_tables_of_places(text, head, finder))
    if HEADER_WORD.search(text, head.start, head.end):
        named = _tables_of_lines(text, head, finder) or list(_stacked_tables(text, head, finder))
        tables += [n for n in named if all(n.end <= t.start or t.end <= n.start for t in tables)]
    return sorted(tables, key=lambda table: table.start)


def _tables_of_lines(text: str, head: DocumentHead, finder: QuantityFinder) -> list[Table]:
    """Tables of which each line is a row."""
    tables: list[Table] = []
    header: _Header | None = None
    start, facts = 0, list[Fact]()
    for line in LINE.finditer(text, head.start, head.end):
        if header is None and not HEADER_WORD.search(text, line.start(), line.end()):
            continue
        cells = list(CELL.finditer(text, line.start(), line.end()))
        found = _header(cells)
        row = list(_row(text, cells, header, head, finder)) if header is not None and found is None else []
        if row:
            facts += row
            if tables and tables[-1].start == start:
                tables.pop()
            tables.append(Table(start, line.end(), tuple(facts)))
        elif found is not None:
            header, start, facts = found, line.start(), []
        elif header is not None and len(cells) < header.columns - 1 and facts:
            header = None
    return tables


def _tables_of_places(text: str, head: DocumentHead, finder: QuantityFinder) -> Iterator[Table]:
    """Tables that set one goal for each place and year: 县区 2023年 2025年, with what is measured and its unit above."""
    for first in PLACE_HEADER.finditer(text, head.start, head.end):
        above = text[max(head.start, first.start() - 2 * LONGEST_CELL) : first.start()].strip()
        caption = CAPTION.fullmatch(above.rsplit("\n", 1)[-1].strip())
        lines = LINE.finditer(text, first.start() + 1, head.end)
        columns = list(CELL.finditer(text, first.start(), next(lines).end()))
        years = [YEAR_HEADER.match(cell.group()) for cell in columns[1:]]
        if caption is None or not years or not all(years):
            continue
        due = [int(year["year"]) for year in years if year]
        facts, end = list[Fact](), 0
        for line in lines:
            cells = list(CELL.finditer(text, line.start(), line.end()))
            if len(cells) != len(columns) or PLACE_HEADER.match(text, line.start() - 1):
                break
            facts += _of_place(cells, due, caption, head, finder)
            end = line.end()
        if facts:
            yield Table(first.start() + 1, end, tuple(facts))


def _of_place(
    cells: list[re.Match[str]], due: list[int], caption: re.Match[str], head: DocumentHead, finder: QuantityFinder
) -> Iterator[Fact]:  # fmt: skip
    name = cells[0].group() + caption["metric"]
    for cell, year in zip(cells[1:], due, strict=True):
        value = _value(cell, caption["unit"], name, finder)
        if value is not None:
            window = (dt.date(year, 1, 1), year)
            yield _fact(cell, value, name, window, None, (cells[0].start(), cells[-1].end()), head)


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
                facts += _row(text, row, header, head, finder)
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
    words = [cell.group() for cell in cells]
    columns, unit, growth, years = 1, None, None, dict[int, int]()
    for word in words[1:]:
        year = YEAR_HEADER.match(word)
        if year is not None:
            years[columns] = int(year["year"])
        elif UNIT_HEADER.match(word):
            unit = columns
        elif GROWTH_HEADER.search(word):
            growth = columns
        elif not STACKED_REMARK.fullmatch(word):
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
    words = [cell.group() for cell in cells]
    if len(words) < 3:
        return None
    name = next((i for i, word in enumerate(words) if NAME_HEADER.search(word)), None)
    years = {i: int(match["year"]) for i, word in enumerate(words) if (match := YEAR_HEADER.match(word))}
    if name is None or not years:
        return None
    unit = next((i for i, word in enumerate(words) if UNIT_HEADER.match(word)), None)
    growth = next((i for i, word in enumerate(words) if GROWTH_HEADER.search(word)), None)
    return _Header(len(words), name, unit, growth, years)


def _row(
    text: str, cells: list[re.Match[str]], header: _Header, head: DocumentHead, finder: QuantityFinder
) -> Iterator[Fact]:
    """Facts of one line. A line that lacks the first cell of the header (a merged category) is shifted by one."""
    missing = header.columns - len(cells)
    if missing not in (0, 1) or (missing == 1 and header.name == 0):
        return

    def cell(column: int) -> re.Match[str]:
        return cells[column - missing]

    written = cell(header.name).group()
    bracket = UNIT_IN_NAME.search(written)
    unit = cell(header.unit).group() if header.unit is not None else bracket["unit"] if bracket else ""
    name = UNIT_IN_NAME.sub("", written)
    if not re.search(r"[\u4e00-\u9fff]{2}", name):
        return
    last = max(header.years, key=lambda column: header.years[column])
    base = min(header.years, key=lambda column: header.years[column])
    span = (cells[0].start(), cells[-1].end())
    target = _value(cell(last), unit, name, finder)
    if target is not None:
        before = _value(cell(base), unit, name, finder) if base != last else None
        baseline = before.low if before is not None and before.unit == target.unit else None
        yield _fact(cell(last), target, name, (None, header.years[last]), baseline, span, head)
    if header.growth is not None:
        growth = _value(cell(header.growth), "%", name, finder)
        if growth is not None and growth.unit == "percent":
            years = (head.period_start, header.years[last])
            yield _fact(cell(header.growth), growth, f"{name}年均增长", years, None, span, head)


def _value(cell: re.Match[str], unit: str, name: str, finder: QuantityFinder) -> Quantity | None:
    """The cell's number in the unit of its row, read by the rules for running text."""
    match = VALUE.fullmatch(cell.group())
    if match is None:
        return None
    number = match["number"].strip("[]")
    unit = match["unit"] or unit
    if not unit:
        if not UNITLESS.search(name):
            return None
        value = float(number.replace(",", ""))
        return Quantity(0, 0, 0, 0, value, value, "eq", "ratio", "", False, number, False)
    found = finder.find(f"{match['bound'] or ''}{number}{unit}{match['tail'] or ''}", [])
    return found[0] if len(found) == 1 else None


def _fact(
    cell: re.Match[str], quantity: Quantity, name: str, years: tuple[dt.date | None, int], baseline: float | None,
    span: tuple[int, int], head: DocumentHead,
) -> Fact:  # fmt: skip
    start, last = years
    ahead = head.reference_year is None or last >= head.reference_year
    kind = "target" if ahead and head.is_plan else "statistic"
    period = Period(f"{last}年", start, dt.date(last, 12, 31), True, "by")
    return Fact(
        kind=kind, type=_type(name, quantity), start=cell.start(), end=cell.end(), quote_start=span[0],
        quote_end=span[1], metric=name, low=quantity.low, high=quantity.high, comparator=quantity.comparator,
        unit=quantity.unit, unit_text=quantity.unit_text or None, period=period, baseline=baseline, is_soft=False,
        rule_id="table/indicator-row", node=0,
    )  # fmt: skip


def _type(name: str, quantity: Quantity) -> str:
    if quantity.unit in ("percent", "permille"):
        return "growth" if CHANGES.search(name) else "share"
    if name.startswith("新增"):
        return "increment"
    return "growth" if CHANGES.search(name) and quantity.unit == "ratio" else "level"
