"""分别: several numbers in one clause, each for its own subject."""

import re

from extract.facts.model import Clause, Fact

PAIRED = {
    "城乡居民": ("城镇居民", "农村居民"),
    "城乡": ("城镇", "农村"),
    "三次产业": ("第一产业", "第二产业", "第三产业"),
    "一二三产业": ("第一产业", "第二产业", "第三产业"),
    "一、二、三产业": ("第一产业", "第二产业", "第三产业"),
}
"""Words that stand for several subjects at once, in the order in which their numbers follow."""
MEASURED = re.compile(r"[率量数额值比重]$|收入|面积|投资|产值|人口")
"""A subject that says itself what is measured; one that does not (果蔬、肉类冷链流通率) shares the last one's words."""
PER_OUTPUT = re.compile(r"(?:全[国省市县区])?(?:单位|万元)(?:(?:地区|国内)?生产总值|GDP|工业增加值|产值)")
USED_PER_OUTPUT = re.compile(r"能耗|水耗|电耗|用水量|(?:二氧化)?碳排放")
"""单位GDP能耗、水耗: what stands per unit of output is said once."""
SEPARATOR = re.compile(r"以及|、|和(?!谐|平)|与|(?<!普)及(?!率|时|格)")


def distribute(text: str, clauses: list[Clause], facts: list[Fact]) -> list[Fact]:
    """The facts with the metrics of 分别 clauses given out in order."""
    result = list(facts)
    for clause in clauses:
        position = text.find("分别", clause.start, clause.end)
        inside = [
            i
            for i, fact in enumerate(result)
            if position >= 0 and position < fact.start < clause.end and fact.start >= clause.start
        ]
        if len(inside) < 2:
            continue
        _share_bound(result, inside)
        subjects = _subjects(result[inside[0]].metric, len(inside)) or _earlier(text, result, inside)
        if subjects is None:
            continue
        first_type = result[inside[0]].type
        for i, subject in zip(inside, subjects, strict=True):
            result[i] = result[i]._replace(
                metric=subject,
                type=first_type if result[i].unit == result[inside[0]].unit else result[i].type,
            )
    return result


def _share_bound(facts: list[Fact], inside: list[int]) -> None:
    """不少于6家、60家 and 60%、40%以上: a bound on the first or the last number of the list holds for all of it."""
    if facts[inside[-1]].unit == "percentage_point":
        for i in inside[:-1]:
            if facts[i].unit_text == "个":
                facts[i] = facts[i]._replace(unit="percentage_point", unit_text="个百分点", type="increment")
    bounds = {facts[inside[0]].comparator, facts[inside[-1]].comparator} - {"eq", None}
    if len(bounds) != 1:
        return
    comparator = bounds.pop()
    for i in inside:
        fact = facts[i]
        if fact.comparator != "eq" or comparator == "range":
            continue
        if fact.unit == "percent" and fact.low == 100:
            continue
        low = None if comparator in ("le", "lt") else fact.low
        high = None if comparator in ("ge", "gt") else fact.high
        facts[i] = fact._replace(comparator=comparator, low=low, high=high)


def _subjects(metric: str, count: int) -> list[str] | None:
    for word, members in PAIRED.items():
        if word in metric and len(members) == count:
            return [metric.replace(word, member, 1) for member in members]
    parts = [part.strip() for part in SEPARATOR.split(metric) if part.strip()]
    if len(parts) != count:
        return None
    tail = re.search(
        r"(?:年均|同比|比上年|实际|名义)*(?:增长|下降|提高|增加|减少|降低|达到?|增速|增幅)?$", parts[-1]
    )
    shared = tail.group() if tail else ""
    if not MEASURED.search(parts[0]) and len(parts[-1]) > len(parts[0]) + 2:
        shared = parts[-1][len(parts[0]) :]
    per = PER_OUTPUT.match(parts[0])
    base = per.group() if per else ""
    parts = [base + part if base and USED_PER_OUTPUT.match(part) else part for part in parts]
    return [part if part.endswith(shared) else part + shared for part in parts]


def _earlier(text: str, facts: list[Fact], inside: list[int]) -> list[str] | None:
    """产值甲10亿元、乙20亿元,分别增长3%和4%: the subjects are those of the facts just before, of one unit or all that stand
    between two semicolons. Where the values again are counted in the units of those (2018年分别为1.7万人、45个), they
    are the same subjects once more."""
    count, first = len(inside), inside[0]
    before = facts[max(0, first - count) : first]
    if len(before) != count:
        return None
    if [fact.unit for fact in before] == [facts[i].unit for i in inside]:
        return [fact.metric for fact in before]
    opens = max(text.rfind(mark, 0, before[0].start) for mark in ";。\n")
    alone = first == count or facts[first - count - 1].start < opens
    joined = not re.search(r"[;。\n]", text[before[0].start : facts[first].start])
    changes = all(facts[i].unit in ("percent", "permille", "ratio") for i in inside)
    if len({fact.unit for fact in before}) != 1 and not (alone and joined and changes):
        return None
    tail = re.search(
        r"(?:年均|同比|比上年|实际|名义)*(?:增长|下降|提高|增加|减少|降低)$", facts[first].metric
    )
    return [fact.metric + (tail.group() if tail else "") for fact in before]
