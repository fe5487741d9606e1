"""The windows that a document and its headings give to what stands below them, and the parts that speak of what comes next."""

import datetime as dt
import re

from extract.document import DocumentHead
from extract.facts.model import NO_PERIOD, Period
from extract.mentions.periods import find_periods
from extract.mentions.time_patterns import PLAN_NUMBER
from extract.mentions.time_windows import TimeContext, plan_years
from extract.section_roles import heads_what_comes_next
from extract.structure import Structure

SAID_IN_BRACKETS = re.compile(r"[^()]+\)")
ONLY_REVIEWS = re.compile(r"^(?!.*(?:草案|安排|打算|思路)).*情况的?报告")
PLAN_OF_HEADING = re.compile(rf"“?({PLAN_NUMBER})”?(?!规划)(?=回顾|展望|成就|发展|工作|目标|主要)")

"""“十二五”回顾, “十三五”发展目标: a heading that opens with a plan speaks of its years."""


class Windows:
    """Answers for one document, each heading read once."""

    def __init__(self, structure: Structure, head: DocumentHead, context: TimeContext) -> None:
        self._structure, self._head, self._context = structure, head, context
        self._of_headings: dict[int, Period | None] = {}
        self.of_document = _document_period(head)
        self._reviewed = self._of_review()

    def comes_next(self, node: int) -> bool:
        """Whether a text that reports says here what is to be done: 下一步工作打算 in a summary of the year."""
        if self._head.is_plan or self._head.kind == "公报":
            return False
        nodes = self._structure.nodes
        while node > 0:
            part = nodes[node]
            if heads_what_comes_next(part.heading, part.role, self._head.reference_year):
                return True
            node = part.parent
        return False

    def of_headings(self, node: int) -> Period:
        """Window that the headings above give: 2023年工作回顾, 过去五年; a report looks back on the year before its own."""
        achievements = self._structure.nodes[node].role == "achievements"
        while node > 0:
            if node not in self._of_headings:
                self._of_headings[node] = self._in_heading(self._structure.nodes[node].heading)
            period = self._of_headings[node]
            if period is not None:
                return period
            node = self._structure.nodes[node].parent
        return self._reviewed if achievements else NO_PERIOD

    def _of_review(self) -> Period:
        """What a report looks back on: the time in its title (2020年上半年…情况的报告), else the year before its own."""
        year = self._head.reference_year
        if self._head.kind != "工作报告" or not self._head.reports_on_a_year or year is None:
            return NO_PERIOD
        if ONLY_REVIEWS.search(self._head.title):
            for phrase in find_periods(self._head.title, self._context):
                if phrase.mode == "during" and phrase.period_start and phrase.period_start.year <= year:
                    return Period.of(phrase, inherited=True)
        return Period(None, dt.date(year - 1, 1, 1), dt.date(year - 1, 12, 31), True, "document")

    def _in_heading(self, heading: str) -> Period | None:
        plan = PLAN_OF_HEADING.match(heading)
        if plan is not None and (years := plan_years(plan[1])):
            return Period(plan.group(), dt.date(years[0], 1, 1), dt.date(years[1], 12, 31), True, "during")
        for phrase in find_periods(heading, self._context) if heading else ():
            if SAID_IN_BRACKETS.match(heading, phrase.end):
                continue
            opens = phrase.mode == "relative" and phrase.start == 0  # 今后五年奋斗目标
            if phrase.period_end is not None and (opens or phrase.mode in ("during", "past", "by")):
                return Period.of(phrase, inherited=True)
        return None


def _document_period(head: DocumentHead) -> Period:
    if head.reports_on_a_year and head.reference_year:
        year = head.reference_year
        return Period(f"{year}年", dt.date(year, 1, 1), dt.date(year, 12, 31), True, "document")
    if head.period_end is None:
        return NO_PERIOD
    if head.period_start is None:
        words = f"到{head.period_end.year}年"
    elif head.period_start.year == head.period_end.year:
        words = f"{head.period_end.year}年"
    else:
        words = f"{head.period_start.year}-{head.period_end.year}年"
    return Period(words, head.period_start, head.period_end, True, "document")
