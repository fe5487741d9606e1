"""Which time a number stands under: that of its clause, of a clause before, of its part of the text."""

import re
from collections.abc import Sequence

from extract.document import DocumentHead
from extract.facts.model import Clause, Period
from extract.facts.quantity_types import PART
from extract.mentions.periods import TimePhrase
from extract.mentions.quantity_bounds import Quantity

BRACKET_CLOSES = re.compile(r"[^()]*\)")
OPENING = re.compile(
    r"[\s,、;:—\-·(“]*(?:其中|确保|力争|争取|预计|计划|目标|到|在|于|就?是|以|今后|同时|全[省市县区]|[\u4e00-\u9fff]{0,6}(?:目标|指标|提出)[是为:(]?)*[\s,]*"
)
OF_ONE_VALUE = re.compile(r"的\s?\d")
"""提高到2020年的300万吨: the time is said of that value, and not of what stands behind the semicolon."""
SUM_OF_YEARS = re.compile(r"[两三四五]年")
ALL_THERE = re.compile(
    r"前?(?:全部|全面|基本|陆续|分批|均|都|要|应)*(?:到岗|到位|就位|完成|建成|竣工|完工|交付|投用|投入使用|投产|开工|落实|兑现|上岗|进驻|拨付|下达|发放)(?:到位|完毕)?[\s,。;、]*$"
)
"""A clause of a time limit and nothing but the word that what was counted before is there by then."""


class TimesOfClauses:
    """Walks the clauses of a sentence and knows which time phrase each number stands under."""

    def __init__(self, text: str, carried: Period) -> None:
        """carried: the window that the section or document gives."""
        self._text, self._carried = text, carried
        self._phrase: TimePhrase | None = None
        self._entered: TimePhrase | None = None  # what held when the clause began
        self._of_segment: TimePhrase | None = None  # what holds behind the next semicolon
        self._before_sum: TimePhrase | None = None  # what held before 五年合计
        self.at_segment = True
        """Whether the next clause is the first, or the first behind a semicolon."""

    def enter(self) -> None:
        """Begin the next clause."""
        self._entered = self._phrase
        if not _is_a_sum(self._phrase):
            self._before_sum = self._phrase

    def of_quantity(self, clause: Clause, quantity: Quantity, following: Sequence[Clause]) -> Period:
        """The window of the next number of the clause."""
        self._phrase = governing_phrase(self._text, clause, quantity, self._phrase)
        return period_of(self._text, self._phrase, clause, quantity, following, self._carried)

    def leave(self, clause: Clause) -> None:
        """End the clause: what it says of time holds on, or ends with it or with its semicolon."""
        closes = self._text[clause.end - 1] == ";"
        if _is_a_sum(self._phrase) and not PART.match(self._text, clause.end):
            self._phrase = self._before_sum
        if closes and (self._entered or self._carried).mode not in ("as_of", "past", "since"):
            self._phrase = self._of_segment
        else:
            self._phrase = lasting_phrase(self._text, clause, self._phrase)
        if not closes and self._phrase is not None and self._outlasts_segment(clause, self._phrase):
            self._of_segment = self._phrase
        self.at_segment = closes

    def _outlasts_segment(self, clause: Clause, phrase: TimePhrase) -> bool:
        """Whether the phrase, which holds at the end of the clause, holds behind the next semicolon too."""
        heads = self.at_segment or stands_alone(self._text, clause, phrase)
        return heads and OF_ONE_VALUE.match(self._text, phrase.end - 1) is None


def lasting_phrase(text: str, clause: Clause, before: TimePhrase | None) -> TimePhrase | None:
    """The phrase that later clauses stand under: one that opens its clause. One inside a clause ends with it or,
    where only commas follow, with the next semicolon."""
    for phrase in reversed(clause.phrases):
        if phrase.mode in ("every", "compared", "open"):
            continue
        if text.startswith("其中", clause.start) and phrase is not before:
            continue  # it is said of that part alone
        if OPENING.fullmatch(text, clause.start, phrase.start) or phrase is before:
            return phrase
    return before


def stands_alone(text: str, clause: Clause, phrase: TimePhrase) -> bool:
    """到2025年, as a clause of its own governs all that follows it, behind semicolons too."""
    return phrase.start >= clause.start and not text[phrase.end : clause.end].strip(" ,、")


def governing_phrase(
    text: str, clause: Clause, quantity: Quantity, before: TimePhrase | None
) -> TimePhrase | None:
    """The time phrase nearest before the number in its clause, else the last one of an earlier clause; one in
    brackets that have closed is said of something else."""
    own = [
        p
        for p in clause.phrases
        if p.end <= quantity.start
        and p.mode not in ("every", "open", "compared")
        and not BRACKET_CLOSES.match(text, p.end, quantity.start)
    ]
    return own[-1] if own else before


def period_of(
    text: str, governing: TimePhrase | None, clause: Clause, quantity: Quantity, following: Sequence[Clause],
    carried: Period,
) -> Period:  # fmt: skip
    if governing is not None and not _outlasts(clause, governing, carried):
        return Period.of(governing)
    later = [p for p in clause.phrases if p.start >= quantity.end and p.is_limit]
    if not later and following and not following[0].quantities:
        later = [p for p in following[0].phrases if p.is_limit and _falls_due(text, following[0], p)]
    if later:
        return Period.of(later[0])
    recurring = [p for p in clause.phrases if p.mode == "every"]
    if recurring and carried.text is not None:
        return carried._replace(text=recurring[0].text.strip())
    return carried


def _falls_due(text: str, clause: Clause, phrase: TimePhrase) -> bool:
    """选派干部96名,8月底前全部到岗: the clause only says by when what has just been counted is there."""
    return (
        phrase.mode == "by"
        and OPENING.fullmatch(text, clause.start, phrase.start) is not None
        and ALL_THERE.match(text, phrase.end, clause.end) is not None
    )


def _outlasts(clause: Clause, governing: TimePhrase, carried: Period) -> bool:
    """2024年底前建成…;每年引进…: what recurs goes on behind the limit of another outcome, as long as the plan."""
    limit = governing.period_end
    return (
        governing not in clause.phrases
        and governing.mode == "by"
        and any(phrase.mode == "every" for phrase in clause.phrases)
        and limit is not None
        and carried.end is not None
        and carried.end > limit
    )


def period_of_goal(period: Period, section: str, document: DocumentHead) -> Period:
    """When a goal is due that a review only mentions: with the plan under review, not with what is told around it."""
    if (
        section != "achievements"
        or not (period.inherited or period.end is None)
        or document.period_end is None
    ):
        return period
    return Period(None, document.period_start, document.period_end, True, "document")


def is_for_goals_to_come(period: Period, document: DocumentHead) -> bool:
    """Whether a window taken over from elsewhere says by when goals are due, so that nothing observed belongs to it."""
    if not period.inherited or period.end is None or document.reports_on_a_year:
        return False
    last, year = period.end.year, document.reference_year
    return (period.mode == "by" and (year is None or last >= year)) or (year is not None and last > year)


def _is_a_sum(phrase: TimePhrase | None) -> bool:
    return phrase is not None and SUM_OF_YEARS.fullmatch(phrase.text) is not None
