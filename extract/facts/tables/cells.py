"""Cells of tables that were copied as plain text, and the facts that their values make."""

import re
from dataclasses import dataclass

from extract.document import DocumentHead
from extract.facts import cues
from extract.facts.metric_cues import HEAD_VERB
from extract.facts.model import Fact, Period
from extract.mentions.periods import find_periods
from extract.mentions.quantities import QuantityFinder
from extract.mentions.quantity_bounds import Quantity
from extract.mentions.time_windows import TimeContext

LINE = re.compile(r"[^\n]+")
CELL = re.compile(r"(?<![^\s|])[\u4e00-\u9fff][ ]{1,3}[\u4e00-\u9fff](?![^\s|])|[^\s|]+")
"""全 国: two characters set apart, so that a column of names looks even, are one cell."""
UNIT_IN_NAME = re.compile(r"\((?P<unit>[^()]{1,12})\)$")
VALUE = re.compile(
    r"(?P<bound>[≥≤><＞＜]|约|超过?|不低于|不高于|不超过)?(?P<number>[\[〔]?\d[\d,.]*[\]〕]?)(?P<unit>%|‰)?(?P<tail>以上|以下|左右|以内)?(?:\(.*\))?"
)
NO_VALUE = re.compile(r"[—\-–/]{1,2}|…|无")
SUMMED = "[〔"
"""What opens a value that is summed over the years of a plan."""
DONE = re.compile(r"(?:开工|竣工|改造|建成|新建|整治|修复|培训|治理|安置|搬迁|造林)$")
"""农村危房改造: a name that ends in what is done counts what was done in the time."""
CHANGES = re.compile(r"增长|增速|下降|降低|减少|提高")
UNITLESS = re.compile(r"系数|指数|倍数|比$|之比")
LONGEST_CELL = 40
LINES_ABOVE = 3
"""Lines over a table, its caption among them, in which its time may stand."""


@dataclass(frozen=True, slots=True)
class Table:
    """Lines start to end of the text, which hold one table, and the facts read from it."""

    start: int
    end: int
    facts: tuple[Fact, ...]


def word_of(cell: re.Match[str]) -> str:
    """What the cell says, without the gap that sets its characters apart."""
    return cell.group().replace(" ", "")


def value_of(cell: re.Match[str], unit: str, name: str, finder: QuantityFinder) -> Quantity | None:
    """The cell's number in the unit of its row, read by the rules for running text."""
    match = VALUE.fullmatch(cell.group())
    if match is None:
        return None
    number = match["number"].strip("[]〔〕")
    unit = match["unit"] or unit
    if not unit:
        if not UNITLESS.search(name):
            return None
        value = float(number.replace(",", ""))
        return Quantity(0, 0, 0, 0, value, value, "eq", "ratio", "", False, number, False)
    found = finder.find(f"{match['bound'] or ''}{number}{unit}{match['tail'] or ''}", [])
    return found[0] if len(found) == 1 else None


def is_due(period: Period, head: DocumentHead) -> bool:
    """Whether what a document sets for the period is a target, by the year that it speaks from. What stands for a year
    still to come has been observed in no kind of document."""
    year = head.reference_year
    if year is not None and period.end is not None and period.end.year > year:
        return True
    return head.is_plan and (year is None or period.end is None or period.end.year >= year)


def period_above(text: str, position: int, head: DocumentHead) -> Period | None:
    """The window of a table: what its caption says, else the title of the document."""
    lines = text[max(head.start, position - LINES_ABOVE * LONGEST_CELL) : position].split("\n")[
        -LINES_ABOVE - 1 :
    ]
    for words in (*reversed(lines), head.title):
        for phrase in find_periods(words, TimeContext(head.reference_year)):
            if phrase.mode == "during" and phrase.period_start is not None and phrase.period_end is not None:
                return Period.of(phrase)._replace(inherited=True)
    return None


def fact_of(
    cell: re.Match[str], quantity: Quantity, name: str, kind: str, period: Period, span: tuple[int, int],
    baseline: float | None = None,
) -> Fact:  # fmt: skip
    """The fact of one value. It belongs to the document itself (node 0) until its table is placed."""
    return Fact(
        kind=kind, type=_type(name, quantity), start=cell.start(), end=cell.end(), quote_start=span[0],
        quote_end=span[1], metric=name, low=quantity.low, high=quantity.high, comparator=quantity.comparator,
        unit=quantity.unit, unit_text=quantity.unit_text or None, period=period, baseline=baseline, is_soft=False,
        rule_id="table/indicator-row", node=0,
    )  # fmt: skip


def _type(name: str, quantity: Quantity) -> str:
    if quantity.unit in ("percent", "permille"):
        return "growth" if CHANGES.search(name) else "share"
    if cues.INCREMENT.search(name):
        return "increment"
    if CHANGES.search(name) and quantity.unit == "ratio":
        return "growth"
    if HEAD_VERB.match(name) or DONE.search(name):
        return "flow"
    return "flow" if cues.FLOW_NOUN.search(name) and not cues.STOCK_NOUN.search(name) else "level"
