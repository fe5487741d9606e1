"""Whether a number is a commitment, an observation, or neither."""

import re
from dataclasses import dataclass

from extract.document import DocumentHead
from extract.facts import cues
from extract.facts.model import Clause, Period
from extract.facts.no_facts import why_no_fact
from extract.mentions.quantity_bounds import Quantity

END_OF_TIME = re.compile(r"[^到至前]*[年月季][底末]")
"""2014年末: in a text that plans nothing and does not say when it was written, the day on which a stock was counted."""
FORECAST = re.compile(r"预计|预测|有望|据测算")
SINCE_THEN = re.compile(r"[\s,、]*[^,。;:]{2,20}以来,")
"""A sentence that opens with 党的十八大以来 or 去年以来 reports."""


DONE_ONES = re.compile(
    r"已(?:经)?(?:[\u4e00-\u9fff]{2,14}的(?=[\u4e00-\u9fff]{2})|[\u4e00-\u9fff]{2,4}(?=(?:小区|社区|项目|企业|学校|园区|道路|设施|住宅|[村县])[按须应要均每]))"
)
"""已脱贫的县每年不少于, 已建成小区按每户: what has been done tells of which ones the clause speaks."""


@dataclass(frozen=True, slots=True)
class Role:
    """kind: target, statistic or None for neither. rule_id: the rule that decided."""

    kind: str | None
    rule_id: str


def decide(
    text: str, clause: Clause, quantity: Quantity, period: Period, section: str, document: DocumentHead,
    sentence_start: int,
) -> Role:  # fmt: skip
    """Role of one quantity, from its sentence, its section and its document; the first rule that applies decides."""
    excluded = why_no_fact(text, clause, quantity, text[sentence_start : clause.start])
    if excluded:
        return Role(None, excluded)
    if _is_value_of_goal(text, clause, quantity):
        return Role("target", "role-named-goal")
    by_time = _by_time(period, document)
    words = DONE_ONES.sub("", text[clause.start : clause.end])
    if by_time is not None:
        in_review = section == "achievements" and by_time.kind == "target"
        if in_review and not _is_horizon(period, document, words):
            return Role("statistic", "role-section-achievements")
        return by_time
    if section == "achievements":
        if cues.NEXT.search(words) and period.end is not None:
            return Role("target", "role-ahead-in-review")
        return Role("statistic", "role-section-achievements")
    if SINCE_THEN.match(text, sentence_start) and not cues.STRONGLY_AHEAD.search(words):
        return Role("statistic", "role-time-since")
    planned = section in ("goals", "tasks", "safeguards") and (document.is_plan or document.kind == "讲话")
    if not planned and _is_among_goals(text, clause, quantity, sentence_start):
        return Role("target", "role-named-goal")
    whole = text[sentence_start : clause.end]
    looks_back = cues.LOOKS_BACK.search(words) or (
        cues.SO_FAR.search(words) and not _sums_up_to_a_horizon(period, document)
    )
    if not looks_back and (_falls_due_later(period, document) or _falls_due(document, words)):
        return Role("target", "role-time-limit")
    if not document.is_plan and cues.STRONGLY_AHEAD.search(words if looks_back else whole):
        return Role("target", "role-looks-ahead")
    if (cues.LOOKS_BACK.search(words) and section != "goals") or (looks_back and not planned):
        return Role("statistic", "role-looks-back")
    if (
        section not in ("goals", "preamble", "principles")
        and cues.STATES.search(whole)
        and not cues.STRONGLY_AHEAD.search(whole)
        and period.inherited | (period.end is None)
    ):
        return Role("statistic", "role-describes-state")
    if planned:
        if cues.REPORTED.match(text, sentence_start) and not cues.LOOKS_AHEAD.search(words):
            return Role("statistic", "role-stated")
        return Role("target", "role-section-plans")
    if section in ("preamble", "principles"):
        return _in_opening(text, quantity, period, section, document, words, sentence_start)
    if document.is_plan:
        if cues.LOOKS_AHEAD.search(words):
            return Role("target", "role-looks-ahead")
        return Role("statistic", "role-stated-in-plan")
    loose = quantity.is_spelt and quantity.unit != "percent" and (quantity.value or 0) < 100
    if loose and not cues.ACT.search(words):
        return Role(None, "none-background")
    return Role("statistic", "role-stated")


def _in_opening(
    text: str, quantity: Quantity, period: Period, section: str, document: DocumentHead, words: str,
    sentence_start: int,
) -> Role:  # fmt: skip
    """Role of a quantity of an introduction, which tells why, or of principles, which hold without a time."""
    if section == "preamble" and (
        cues.DECIDED.match(text, sentence_start) or _is_promised(text, quantity, period, document)
    ):
        return Role("target", "role-looks-ahead")
    under_horizon = period.inherited and period.mode == "by" and (section == "preamble" or document.is_plan)
    if (under_horizon or cues.STRONGLY_AHEAD.search(words)) and period.end is not None:
        return Role("target", "role-looks-ahead")
    stated = (
        section == "preamble"
        and not cues.LOOKS_AHEAD.search(words)
        and (not quantity.is_spelt or quantity.unit == "percent" or (quantity.value or 0) >= 100)
    )
    return Role("statistic", "role-stated-in-preamble") if stated else Role(None, "none-background")


def _is_horizon(period: Period, document: DocumentHead, words: str) -> bool:
    """Whether even a review speaks of what is to come: 按照规划,到2030年占比要达到50%."""
    year = document.reference_year
    later = year is not None and period.end is not None and period.end.year > year
    if FORECAST.search(words):  # 预计到2030年老年人口达到30万人 is nobody's aim
        return False
    return cues.NEXT.search(words) is not None or (period.mode in ("by", "during") and later)


def _is_promised(text: str, quantity: Quantity, period: Period, document: DocumentHead) -> bool:
    """2013年财政筹措资金不少于26亿元: a plan that sets a least amount for its own year observes nothing."""
    year = document.reference_year
    own_year = year is not None and period.end is not None and period.end.year == year
    at_least = cues.AT_LEAST.match(text, quantity.start) is not None
    return document.is_plan and own_year and not period.inherited and at_least


def _falls_due(document: DocumentHead, words: str) -> bool:
    """Whether a text without any date sets a limit (10月底前) to what it counts."""
    undated = document.reference_year is None and document.kind not in ("公报", "工作总结")
    return undated and cues.LIMIT.search(words) is not None


def _is_value_of_goal(text: str, clause: Clause, quantity: Quantity) -> bool:
    goal = cues.VALUE_OF_GOAL.search(text, clause.start, quantity.start)
    return goal is not None and (
        goal["bracket"] is not None or cues.SHARE_OF.match(text, quantity.end) is not None
    )


def _is_among_goals(text: str, clause: Clause, quantity: Quantity, sentence_start: int) -> bool:
    """Whether the sentence has said before that it names goals, and nothing since that they have been reached."""
    return (
        cues.GOAL_IS.search(text, sentence_start, quantity.start) is not None
        and cues.LOOKS_BACK.search(text, sentence_start, clause.end) is None
    )


def _sums_up_to_a_horizon(period: Period, document: DocumentHead) -> bool:
    """到2020年, …。累计投资超过1000亿元: what a plan sums up under a horizon is still to come."""
    return document.is_plan and period.inherited and period.mode == "by" and period.end is not None


def _by_time(period: Period, document: DocumentHead) -> Role | None:
    """What the time phrase alone decides: a window that has ended is observed, one that has not begun is planned."""
    if period.mode in ("as_of", "past"):
        return Role("statistic", "role-time-past")
    reference = document.reference_year
    if period.mode == "since":
        begins = period.start is not None and reference is not None and period.start.year >= reference
        return (
            Role("target", "role-time-ahead")
            if begins and document.is_plan
            else Role("statistic", "role-time-since")
        )
    if period.inherited or period.end is None:
        return None
    if reference is None:
        dated_stock = not document.is_plan and END_OF_TIME.fullmatch(period.text or "") is not None
        return Role("target", "role-time-limit") if period.mode == "by" and not dated_stock else None
    if period.end.year < reference:
        return Role("statistic", "role-time-past")
    if period.end.year > reference and (
        document.is_plan or (document.kind != "公报" and period.mode != "by")
    ):
        return Role("target", "role-time-ahead")
    if (
        period.mode == "by"
        and period.end.year >= reference
        and (document.is_plan or period.end.year > reference)
    ):
        return Role("target", "role-time-limit")
    return None


def _falls_due_later(period: Period, document: DocumentHead) -> bool:
    """Whether the sentence sets a limit (年底前) behind the day of a document, whatever its kind."""
    day = document.issued or document.published
    return (
        period.mode == "by"
        and not period.inherited
        and period.end is not None
        and day is not None
        and period.end > day
    )
