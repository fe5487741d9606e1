"""Which time a number stands under: that of its clause, of a clause before, of its part of the text."""

import re
from collections.abc import Sequence

from extract.document import DocumentHead
from extract.facts.model import Clause, Period
from extract.mentions.periods import TimePhrase
from extract.mentions.quantity_bounds import Quantity

BRACKET_CLOSES = re.compile(r"[^()]*\)")
OPENING = re.compile(
    r"[\s,、;:—\-·(“]*(?:其中|确保|力争|争取|预计|计划|目标|到|在|于|就?是|以|今后|同时|全[省市县区]|[\u4e00-\u9fff]{0,6}(?:目标|指标|提出)[是为:(]?)*[\s,]*"
)
ALL_THERE = re.compile(
    r"前?(?:全部|全面|基本|陆续|分批|均|都|要|应)*(?:到岗|到位|就位|完成|建成|竣工|完工|交付|投用|投入使用|投产|开工|落实|兑现|上岗|进驻|拨付|下达|发放)(?:到位|完毕)?[\s,。;、]*$"
)
"""A clause of a time limit and nothing but the word that what was counted before is there by then."""


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
