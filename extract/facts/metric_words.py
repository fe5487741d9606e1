"""What words of a metric are: a measure, whose measure it is, or things that were counted."""

import re
from dataclasses import dataclass

from extract.facts import metric_cues as cues
from extract.mentions.quantity_bounds import Quantity


@dataclass(frozen=True, slots=True)
class Metric:
    """text: the phrase. subject: the part that later clauses without a subject of their own take over."""

    text: str
    subject: str


def things_of(metric: Metric, quantity: Quantity) -> str:
    """What was counted or built, which a number behind it may be of: 养老院 of 新建养老院12所; empty where nothing was."""
    things = cues.OBJECT.sub("", metric.subject)
    if cues.HAPPENS.search(things) or len(things) > cues.LONGEST_THINGS:
        return ""
    if quantity.is_counter or (quantity.unit in cues.BUILT_UNITS and things != metric.subject):
        return things
    return things if quantity.unit == "CNY" and things.endswith("基金") else ""


def carried_on(left: str, last: Metric, is_share: bool) -> Metric:
    """The verb alone with what the number before it measured; a share is one of that."""
    verb = cues.WITHOUT_AGAIN.sub("", left)
    if cues.AGAIN.fullmatch(last.subject):
        return Metric(left, left)
    if is_share:
        return Metric(last.text + left, last.subject)
    if verb in last.subject:
        return Metric(last.subject, last.subject)
    of_what = cues.OF_ALL if cues.ATTAINS.search(left) and not cues.IN_USE.search(left) else cues.DONE_SO_FAR
    whole = verb + of_what.sub("", last.subject)
    return Metric(whole, whole)


def likewise(left: str, last: Metric) -> Metric | None:
    """What the same was measured of before, for another one: 城镇 behind 农村居民食品支出比重, 人均 behind 生产总值."""
    other = cues.COUNTERPART.get(left)
    if other and other in last.text:
        text = last.text.replace(other, left, 1)
        return Metric(text, text)
    if left in cues.PER_HEAD and last.subject:
        return Metric(left + cues.OF_ALL.sub("", last.subject), last.subject)
    each = cues.EACH_HAS.match(last.text)
    if each and is_holder(left):
        return Metric(each.group() + left, each.group() + left)
    of_class = cues.OF_A_CLASS.fullmatch(left)
    kind, found, measure = last.subject.partition(of_class["kind"]) if of_class else ("", "", "")
    if of_class and found and kind and names_a_measure(measure):
        held = of_class["who"] + measure
        return Metric(held + of_class["change"], held)
    return None


def is_holder(words: str, longest: int = 6) -> bool:
    """Whether the words only say whose measure it is: 油料 in 粮食产量30万吨、油料2万吨."""
    return (
        2 <= len(words) <= longest
        and not names_a_measure(words)
        and not cues.HEAD_VERB.match(words)
        and cues.CHANGE_TAIL.sub("", words) == words
        and re.fullmatch(r"[\u4e00-\u9fff]+", words) is not None
    )


def names_a_measure(words: str) -> bool:
    return cues.MEASURE_NOUN.search(words) is not None or cues.MEASURE_ENDING.search(words) is not None


def is_a_measure(words: str) -> bool:
    """Whether the words are a measure alone (净资产, 覆盖率) and leave out whose it is."""
    return cues.MEASURE_NOUN.fullmatch(words) is not None or (
        len(words) <= 4 and cues.MEASURE_ENDING.search(words) is not None
    )


def without_measure(words: str) -> str:
    """Whose measure it is: 省属企业资产总额 without 资产总额."""
    return (
        cues.MEASURE_NOUN.sub("", words)
        if cues.MEASURE_NOUN.search(words)
        else cues.MEASURE_ENDING.sub("", words)
    )


def says_which(quantity: Quantity, following: str) -> bool:
    """1亿元以上项目: the number belongs to the name of what is counted next."""
    bounded = (
        quantity.comparator in ("ge", "gt", "le", "lt")
        and not quantity.is_counter
        and quantity.unit != "percent"
    )
    return (
        bounded
        and re.match(r"的?[\u4e00-\u9fff]", following) is not None
        and not re.search(r"[、和与及,;]", following)
    )


def counts_a_noun(quantity: Quantity) -> bool:
    return quantity.is_counter or quantity.unit in cues.COUNTING_UNITS


def join(base: str, tail: str) -> str:
    return base if not tail or base.endswith(tail) else base + tail
