"""Of which kind an amount is: a level reached, a rise, an amount of a period, a rate of growth, a share or a frequency."""

import re

from extract.facts import cues
from extract.facts.model import Clause, Fact
from extract.mentions.periods import TimePhrase
from extract.mentions.quantity_bounds import Quantity

COEFFICIENT = re.compile(r"(?:系数|指数)$")
EVENTS = ("场", "次", "期", "批", "班", "场次", "期次", "批次")
"""Counters of what is done each time: 每年培训800人次,组织招聘会20场."""
REACHED = re.compile(r"达到?$")
PART = re.compile(r"[\s,、;:((]*其中")


def type_of(text: str, clause: Clause, quantity: Quantity, before: str, kind: str, metric: str) -> str:
    """The type of a quantity, by its clause up to the number, its unit and what it measures."""
    number_before = text[clause.start : quantity.number_start]
    reaches = bool(cues.REACH_TO.search(before) or cues.REACH_TO.search(number_before))
    if quantity.unit in ("percentage_point", "ratio", "percent", "permille"):
        return _of_share(quantity, before, metric, reaches)
    if cues.RATE_PER_OUTPUT.search(metric):
        return "level"
    if kind == "target" and not reaches and cues.YEARLY_ACT.search(metric):
        return "frequency"
    recurs = any(is_every(p) for p in clause.phrases if p.end <= quantity.start)
    if recurs and kind == "statistic" and "每人每" not in before:
        return "increment" if cues.INCREMENT.search(metric) or cues.CHANGE_BY.search(before) else "flow"
    if (recurs and "每人每" not in before) or (quantity.unit_text == "次" and cues.RECURRING.search(before)):
        return "frequency"
    if cues.NO_INCREMENT.search(metric) or cues.SAVED.search(before):
        return "flow"
    if (not reaches and cues.CHANGE_BY.search(before)) or cues.INCREMENT.search(metric):
        return "increment"
    if (
        cues.REMAINS.search(number_before)
        or (quantity.unit == "CNY" and cues.HELD_AT_A_TIME.search(metric))
        or cues.THOSE_WHO.search(metric)
    ):
        return "level"
    if _flows(quantity, before, metric, reaches or REACHED.search(number_before) is not None):
        return "flow"
    if reaches or cues.LEVEL.search(text[max(clause.start, quantity.start - 8) : quantity.number_start]):
        return "level"
    done = (quantity.is_counter and cues.ACT.match(metric)) or cues.DONE_TO_PEOPLE.match(metric)
    if cues.STOCK_NOUN.search(metric) and not done:
        return "level"
    if quantity.unit in ("hour", "minute", "day") and quantity.comparator in ("le", "lt"):
        return "level"
    acted = cues.ACT.search(metric) or cues.ACT.search(text, clause.start, min(clause.end, quantity.end + 12))
    supported = quantity.is_counter and cues.SUPPORTS.search(metric)
    return "flow" if acted or supported else "level"


def _of_share(quantity: Quantity, before: str, metric: str, reaches: bool) -> str:
    """The type of a proportion: what it is, or by how much it or something else changes."""
    if quantity.unit == "percentage_point":
        return "increment"
    if quantity.unit == "ratio":
        multiplied = quantity.low is not None and ":" not in quantity.number_text
        if COEFFICIENT.search(metric):
            return "level"
        return "growth" if multiplied and not metric.endswith("比") else "share"
    changes = (
        cues.GROWTH.search(before)
        or cues.CHANGE_BY.search(before)
        or cues.GROWTH_NAME.search(metric)
        or cues.CHANGES_IT.fullmatch(metric)
    )
    return "growth" if changes and not reaches else "share"


def _flows(quantity: Quantity, before: str, metric: str, reached: bool) -> bool:
    """Whether the number is an amount of a stretch of time by what it counts: output, events, money that is moved."""
    if cues.EVENT.search(quantity.unit_text) and not cues.CAPACITY.search(before):
        return True
    is_money = len(quantity.unit) == 3 and quantity.unit.isupper()
    if is_money and cues.MOVED_MONEY.search(metric) and not cues.STOCK_NOUN.search(metric):
        return True
    flows = cues.FLOW_NOUN.search(metric)
    of_holders = quantity.unit in ("count", "household") and reached  # 营业收入过亿元的企业达到20家
    return flows is not None and not (of_holders and flows.end() < len(metric))


def like_the_whole(text: str, clause: Clause, index: int, fact: Fact, facts: list[Fact]) -> Fact:
    """其中种植业226亿元, 北片3个、中片2个: a part is of the kind of the whole, an item of that of the one before. In
    总人口5000万人,增加46万人,其中城镇人口3000万人 the whole is the one before the change."""
    is_part = PART.match(text, clause.start, clause.end) is not None
    recent = [f for f in facts[-3:] if f.unit == fact.unit] if is_part else facts[-2:]
    before = next((f for f in reversed(recent) if not is_part or not _is_lesser_change(f, fact)), None)
    if (
        before is None
        or before.unit != fact.unit
        or fact.type not in ("level", "flow")
        or cues.ACT.search(fact.metric)
    ):
        return fact
    is_item = index > 0 and re.search(r"[、和及]", text[before.end : fact.start]) is not None
    breaks_down = text[clause.start - 1 : clause.start] == ":"
    if (is_part or is_item or breaks_down) and before.type in ("flow", "increment", "level", "frequency"):
        return fact._replace(type=before.type)
    return fact


def _is_lesser_change(fact: Fact, part: Fact) -> bool:
    return fact.type == "increment" and (fact.low or 0.0) < (part.low or 0.0)


def is_every(phrase: TimePhrase) -> bool:
    """每年, and 以后每年, which has a window of its own."""
    return phrase.mode == "every" or phrase.text.endswith(("每年", "逐年"))


def is_done_each_time(quantity: Quantity) -> bool:
    """Whether people or events are counted, which a clause behind 每年 counts for each year too."""
    return quantity.unit in ("person", "person_time") or quantity.unit_text in EVENTS
