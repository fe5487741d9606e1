"""Targets and statistics: one record for each number that commits to something or reports it."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from extract.document import DocumentHead
from extract.facts import cues
from extract.facts.governing import (
    TimesOfClauses,
    is_for_goals_to_come,
    period_of_goal,
)
from extract.facts.metric import MetricReader
from extract.facts.metric_cues import CHANGED_TO, TODAY
from extract.facts.model import NO_PERIOD, Clause, Fact, Period
from extract.facts.quantity_types import is_done_each_time, is_every, like_the_whole, type_of
from extract.facts.respectively import distribute
from extract.facts.roles import decide
from extract.mentions.quantity_bounds import Quantity

SAME_METRIC = re.compile(r"[,、\s]*(?:总[数量额]|规模|累计|总计|共)?(?:达到?|至|为|到)?")
"""Words between a change and the level it leads to, where the level names no other metric: 提升18个百分点、总数达65%."""
COMPARED_VALUE = re.compile(r"[比较与和][^,。;]{4,12}的[ ]?")
"""The time of a comparison before the value of that time: 比2010年的97.3万吨减少7%."""
PER_OUTPUT = ("吨标准煤/万元", "立方米/万元")
"""万元产值能耗下降到0.87吨标准煤: the name of the measure says per what."""
AT_YEARS_END = re.compile(r"(?:(?:19|20)\d\d|去|今|上)?年?年?[末底]")
PER_TIME = re.compile(
    r"每(?P<unit>年|半年|季度?|个季度|月|个月|周|天|日)(?![\u4e00-\u9fff]{0,3}(?:人|户|平方|吨|万))"
)
PER_TIME_UNITS = {
    "年": "年",
    "半年": "半年",
    "季": "季度",
    "季度": "季度",
    "个季度": "季度",
    "月": "月",
    "个月": "月",
    "周": "周",
    "天": "天",
    "日": "天",
}


class Around(NamedTuple):
    """Where the numbers of a sentence stand: its span, its node, the role of its section, and its document."""

    sentence: tuple[int, int]
    node: int
    section: str
    document: DocumentHead


def read_quantities(
    text: str, clauses: list[Clause], around: Around, carried: Period, before: Sequence[Fact] = ()
) -> list[Fact]:
    """Facts of one sentence, in order. carried: the window that the section or document gives. before: those of the
    sentence before, whose parts one that opens with 其中 goes on to name."""
    whole = _whole(text, around.sentence[0], clauses, before)
    if whole is not None and whole.period.end is not None:
        carried = whole.period._replace(inherited=True)
    metrics = MetricReader(text, [(p.start, p.end) for clause in clauses for p in clause.phrases], whole)
    times = TimesOfClauses(text, carried)
    facts: list[Fact] = []
    recurs = False
    for position, clause in enumerate(clauses):
        recurs = _recurs(clause, recurs and not times.at_segment)
        times.enter()
        compared = _compared_with(text, clause)
        facts = _with_baselines(facts, compared)
        baseline_of: Quantity | None = None
        for index, quantity in enumerate(clause.quantities):
            if quantity in compared:
                continue
            period = times.of_quantity(clause, quantity, clauses[position + 1 :])
            metric = metrics.read(clause, index)
            if _is_baseline(text, clause, index):
                baseline_of = quantity
                continue
            fact = _decided(text, clause, index, metric.text, period, around)
            if fact is None:
                continue
            fact = _over_the_year(fact, facts)
            if recurs and fact.kind == "target" and fact.type == "flow" and is_done_each_time(quantity):
                fact = fact._replace(type="frequency")
            fact = like_the_whole(text, clause, index, fact, facts)
            if baseline_of is not None and baseline_of.unit == quantity.unit:
                fact = fact._replace(baseline=baseline_of.value)
            facts.append(fact)
            baseline_of = None
        times.leave(clause)
    return _with_implied_baselines(text, distribute(text, clauses, facts))


def _decided(
    text: str, clause: Clause, index: int, metric: str, period: Period, around: Around
) -> Fact | None:
    """The fact of one number; None where it is none."""
    quantity = clause.quantities[index]
    role = decide(text, clause, quantity, period, around.section, around.document, around.sentence[0])
    if role.kind is None:
        return None
    if role.rule_id == "role-named-goal":
        period = period_of_goal(period, around.section, around.document)
    if role.kind == "statistic" and is_for_goals_to_come(period, around.document):
        period = NO_PERIOD
    fact = _fact(text, clause, index, quantity, role.kind, metric, period, around.node, around.sentence)
    return fact._replace(rule_id=f"quantity-{role.kind}/{role.rule_id}")


def _over_the_year(fact: Fact, facts: list[Fact]) -> Fact:
    """2014年末,…生猪出栏241万头,增长18%: an amount of the year that ends then, and its growth, take the whole of it."""
    period = fact.period
    grown = (
        fact.type == "growth"
        and facts
        and facts[-1].type == "flow"
        and facts[-1].period.start == _first(period)
    )
    if (
        fact.kind != "statistic"
        or not (fact.type == "flow" or grown)
        or not AT_YEARS_END.fullmatch(period.text or "")
    ):
        return fact
    return fact._replace(period=period._replace(start=_first(period))) if period.start is None else fact


def _first(period: Period) -> dt.date | None:
    return period.end.replace(month=1, day=1) if period.end is not None else None


def _whole(text: str, start: int, clauses: list[Clause], before: Sequence[Fact]) -> Fact | None:
    """The fact of the sentence before that this one breaks down: the first that is counted in the same unit."""
    if not before or not text.startswith("其中", start):
        return None
    unit = next((clause.quantities[0].unit for clause in clauses if clause.quantities), None)
    return next((fact for fact in before if fact.unit == unit), None)


def _recurs(clause: Clause, before: bool) -> bool:
    """Whether what the clause counts is done in each year or month: 每年培训8000人次, 组织活动20场."""
    if any(is_every(p) for p in clause.phrases):
        return True
    return before and not any(p.mode not in ("every", "compared", "open") for p in clause.phrases)


def _is_baseline(text: str, clause: Clause, index: int) -> bool:
    """从X提高到Y, 由X增至Y: X is where Y starts from."""
    if index + 1 >= len(clause.quantities):
        return False
    quantity, following = clause.quantities[index], clause.quantities[index + 1]
    if TODAY.search(text[clause.start : quantity.start]):
        return CHANGED_TO.match(text[quantity.end : following.start]) is not None
    if not cues.FROM.search(text[clause.start : quantity.number_start]):
        return False
    between = text[quantity.end : following.number_start]
    return re.search(r"[到至为]", between) is not None or cues.REACH_TO.search(between) is not None


def _compared_with(text: str, clause: Clause) -> list[Quantity]:
    """比2010年的97.3万吨、11.2万吨分别减少7%、9%: what the change starts from is no outcome. A change that follows is."""
    compared: list[Quantity] = []
    listed_from = clause.end
    for quantity in clause.quantities:
        named = any(
            p.mode == "compared" and COMPARED_VALUE.fullmatch(text, p.start, quantity.start)
            for p in clause.phrases
        )
        if named or text[listed_from : quantity.start] == "、":
            compared.append(quantity)
            listed_from = quantity.end
    return compared if len(compared) < len(clause.quantities) else []


def _with_baselines(facts: list[Fact], compared: Sequence[Quantity]) -> list[Fact]:
    """The facts just before a comparison with the values that they are compared with."""
    if not compared or len(facts) < len(compared):
        return facts
    kept, last = facts[: -len(compared)], facts[-len(compared) :]
    return kept + [
        fact._replace(baseline=base.value)
        if fact.unit_text == base.unit_text and fact.baseline is None
        else fact
        for fact, base in zip(last, compared, strict=True)
    ]


def _fact(
    text: str, clause: Clause, index: int, quantity: Quantity, kind: str, metric: str, period: Period, node: int,
    sentence: tuple[int, int],
) -> Fact:  # fmt: skip
    before = text[clause.start : quantity.start]
    type_ = type_of(text, clause, quantity, before, kind, metric)
    unit, unit_text = quantity.unit, quantity.unit_text
    if unit == "household" and re.search(r"企业|市场主体|个体|商户|经营主体|公司|门店|商家|法人|厂", metric):
        unit = "count"
    if unit == "other:度" and "电" in metric:
        unit = "kWh"
    if f"{unit_text}/万元" in PER_OUTPUT and cues.RATE_PER_OUTPUT.search(metric):
        unit = f"other:{unit_text}/万元"
    recurring = cues.RECURRING.search(before)
    if recurring and type_ == "frequency" and unit_text == "次" and recurring["span"] == "年":
        unit = "times_per_year"
    elif recurring and type_ == "frequency" and quantity.is_counter and recurring["span"] != "年":
        unit = f"other:{unit_text}/{recurring['span']}"
    if (
        unit == "person"
        and quantity.unit_text.endswith("位")
        and re.search(r"泊位|床位|车位|学位|工位", metric)
    ):
        unit = "count"
    if unit == "ratio" and quantity.low is not None and "倍" in unit_text and type_ != "growth":
        type_ = "growth"
    start = (
        clause.start
        + len(text[clause.start : clause.end])
        - len(text[clause.start : clause.end].lstrip(" ,、\n"))
    )
    end = clause.end
    while end > quantity.end and text[end - 1] in ",;:。、 \n!?":
        end -= 1
    quote_start = min(start, quantity.start)
    return Fact(
        kind=kind, type=type_, start=quantity.start, end=quantity.end, quote_start=quote_start, quote_end=max(end, quantity.end),
        metric=metric or text[quote_start:end], low=quantity.low, high=quantity.high, comparator=quantity.comparator, unit=unit,
        unit_text=unit_text, period=period, baseline=None, is_soft=False, rule_id="", node=node,
    )  # fmt: skip


def _with_implied_baselines(text: str, facts: list[Fact]) -> list[Fact]:
    """提升18个百分点、达65%, or 达65%,提高18个百分点: both imply that the share was 47 before."""
    result = list(facts)
    for i in range(len(facts) - 1):
        for change, level, at in ((facts[i], facts[i + 1], i + 1), (facts[i + 1], facts[i], i)):
            before = _value_before(text, change, level)
            if before is not None and before >= 0 and level.baseline is None:
                result[at] = level._replace(baseline=before)
    return result


def _value_before(text: str, change: Fact, level: Fact) -> float | None:
    """Value of `level` before `change` happened to it; None where the two do not belong together."""
    if change.type != "increment" or level.low is None or change.low is None or change.low != change.high:
        return None
    shares = change.unit == "percentage_point" and level.unit == "percent" and level.type == "share"
    stocks = change.unit == level.unit and level.type in ("level", "flow") and level.low == level.high
    if not shares and not stocks:
        return None
    gap = change.start - level.end
    follows = change.start > level.start
    tail = change.metric.removeprefix(level.metric) if follows else ""
    if follows and (gap > 14 or len(tail) > 12 or tail == change.metric):
        return None
    if not follows and not SAME_METRIC.fullmatch(text, change.end, level.start):
        return None
    sign = 1 if cues.CHANGE_DOWN.search(tail or change.metric[-6:]) else -1
    return round(level.low + sign * change.low, 6)


def read_frequencies(
    text: str, clauses: list[Clause], node: int, section: str, document: DocumentHead, carried: Period
) -> list[Fact]:
    """每年召开联席会议: something done once in every year, quarter or month, where no number says how often."""
    if not document.is_plan or section in ("achievements", "principles", "preamble"):
        return []
    facts = []
    for clause in clauses:
        words = text[clause.start : clause.end]
        match = PER_TIME.search(words)
        counted = [q for q in clause.quantities if q.unit_text == "次" or not q.number_text.startswith("一")]
        if counted or match is None or cues.LOOKS_BACK.search(words):
            continue
        action = re.sub(r"[,;。:\s]+$", "", words[match.end() :])
        if not re.match(
            r"(?:至少|定期|轮流|牵头|组织|开展|举办|召开|召集|安排|选派|选择|发布|编制|制定|评选|公布|通报|报告|进行|确定|推出|实施|对|由|向)",
            action,
        ):
            continue
        unit = f"other:次/{PER_TIME_UNITS[match['unit']]}"
        start = clause.start + match.start()
        period = (
            carried._replace(text=match.group())
            if carried is not NO_PERIOD
            else Period(match.group(), None, None, False, "every")
        )
        facts.append(
            Fact(
                kind="target",
                type="frequency",
                start=start,
                end=start + len(match.group()),
                quote_start=start,
                quote_end=clause.start + match.end() + len(action),
                metric=action,
                low=1.0,
                high=1.0,
                comparator="eq",
                unit=unit,
                unit_text=match.group(),
                period=period,
                baseline=None,
                is_soft=False,
                rule_id="frequency/every",
                node=node,
            )
        )
    return facts
