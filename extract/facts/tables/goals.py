"""Tables that set goals item by item: 序号 项目 单位 目标任务 其中:市本级 牵头单位.

A table is known by a column of units beside one of goals. The time is that of the caption or the title, else the document's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.document import DocumentHead
from extract.facts.model import Fact, Period
from extract.facts.tables.cells import (
    CELL,
    LINE,
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

UNIT_HEADER = re.compile(
    r"单[ ]{0,3}位(?![^\s|])(?:(?<=[\s|]单位)|(?<=[\s|]单[ ]位)|(?<=[\s|]单[ ]{2}位)|(?<=[\s|]单[ ]{3}位)|(?<=计量单位))"
)
UNIT_WORD = re.compile(r"(?:计量)?单位")
NAME = re.compile(r"(?:主要|具体|工作|建设|考核)*(?:指标|项目|名称|内容|事项|任务|工作)(?:名称|内容)?")
GOAL = re.compile(
    r"(?:年度|全年|当年|(?:19|20)\d\d年|全[省市县区州])*(?:目标|任务|计划)(?:任务|目标)?(?:值|数|量)?"
)
PART = re.compile(r"其中:?(?P<whose>[\u4e00-\u9fff]{2,8})")
HAN_WORD = re.compile(r"[\u4e00-\u9fff]{2}")


@dataclass(frozen=True, slots=True)
class _Header:
    """Columns by position: of the names, of the units, of the goals, and of parts of them with the name of the part."""

    columns: int
    name: int
    unit: int
    goal: int
    parts: dict[int, str]


def goal_tables(text: str, head: DocumentHead, finder: QuantityFinder) -> Iterator[Table]:
    """Tables of goals of a document that plans, in order and apart from each other."""
    position = head.start
    while head.is_plan and (found := UNIT_HEADER.search(text, position, head.end)) is not None:
        position = found.end()
        line_start = max(head.start, text.rfind("\n", head.start, found.start()) + 1)
        line_end = text.find("\n", found.end(), head.end)
        header = _header(list(CELL.finditer(text, line_start, line_end if line_end >= 0 else head.end)))
        if header is None:
            continue
        own = Period(None, head.period_start, head.period_end, True, "document")
        period = period_above(text, line_start, head) or own
        facts, end = list[Fact](), 0
        for line in LINE.finditer(text, found.end(), head.end):
            row = list(CELL.finditer(text, *line.span()))
            if line.start() < line_end:
                continue
            if not _fits(row, header):
                break
            facts += _facts(row, header, finder, period) if is_due(period, head) else ()
            end = line.end()
        if facts:
            position = end
            yield Table(line_start, end, tuple(facts))


def _header(cells: list[re.Match[str]]) -> _Header | None:
    words = [word_of(cell) for cell in cells]
    unit = next((i for i, word in enumerate(words) if UNIT_WORD.fullmatch(word)), None)
    goal = next(
        (i for i, word in enumerate(words) if GOAL.fullmatch(word) and unit is not None and i > unit), None
    )
    if unit is None or goal is None:
        return None
    name = next((i for i, word in enumerate(words[:unit]) if NAME.fullmatch(word)), None)
    parts = {i: part["whose"] for i, word in enumerate(words) if i > goal and (part := PART.fullmatch(word))}
    return _Header(len(words), name, unit, goal, parts) if name is not None else None


def _fits(row: list[re.Match[str]], header: _Header) -> bool:
    """Whether the cells are a row: a name, a unit, and a value for the goal."""
    if len(row) != header.columns or not HAN_WORD.search(word_of(row[header.name])):
        return False
    values = [row[column].group() for column in (header.goal, *header.parts)]
    return all(VALUE.fullmatch(value) or NO_VALUE.fullmatch(value) for value in values)


def _facts(
    row: list[re.Match[str]], header: _Header, finder: QuantityFinder, period: Period
) -> Iterator[Fact]:
    name = UNIT_IN_NAME.sub("", word_of(row[header.name]))
    for column, whose in ((header.goal, ""), *header.parts.items()):
        value = value_of(row[column], row[header.unit].group(), whose + name, finder)
        if value is not None:
            span = (row[0].start(), row[-1].end())
            yield fact_of(row[column], value, whose + name, "target", period, span)._replace(
                rule_id="table/goal-row"
            )
