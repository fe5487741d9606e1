"""Time phrases: when something is due or was observed, as ISO dates.

A phrase resolves against the year that the document speaks from. Both ends are inclusive; an open end is None.
mode says how the phrase binds: by (到2025年), during (2025年), since (2016年以来), as_of (截至2020年底), every (每年),
relative (三年内), past (日前), compared (比2005年) or open (近期).
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from extract.mentions.time_patterns import (
    BUILT,
    CHANGES,
    CORE,
    FURTHEST_CORE,
    NEAR,
    OF_THE_BASE,
    PATTERN,
    PRICES,
    TIMES_AS_MUCH,
)
from extract.mentions.time_windows import TimeContext, Window, window_of

SENTENCE_END = re.compile(r"[。;;!?\n]")


class TimePhrase(NamedTuple):
    """One time phrase at start to end of the text, with the window it names."""

    start: int
    end: int
    text: str
    period_start: dt.date | None
    period_end: dt.date | None
    mode: str

    @property
    def is_limit(self) -> bool:
        """Whether the phrase can be the time limit of an outcome."""
        return self.mode in ("by", "during", "relative") and self.period_end is not None


def find_periods(text: str, context: TimeContext, offset: int = 0) -> list[TimePhrase]:
    """Every time phrase of the text, in order. 全年 and 上半年 take the year that the same sentence has just named.

    offset: where the text begins in the one that the phrases are to count from.
    """
    found: list[TimePhrase] = []
    year, position = context, 0
    for match in matches(text):
        if SENTENCE_END.search(text, position, match.start()):
            year = context
        position = match.end()
        phrase = _read(match, context if match["year"] else year, offset)
        if phrase is None:
            continue
        found.append(phrase)
        if match["y"] and phrase.mode in ("during", "by", "as_of") and phrase.period_end is not None:
            year = replace(context, reference_year=phrase.period_end.year)
    return found


def matches(text: str) -> Iterator[re.Match[str]]:
    """What PATTERN.finditer(text) gives, by looking only where a phrase can begin."""
    position = 0
    while (core := CORE.search(text, position)) is not None:
        first = max(position, core.start() - FURTHEST_CORE)
        near = NEAR.match(text, first)
        match = PATTERN.match(text, near.end()) if near else None
        if match is None:
            position = max(core.start(), first + FURTHEST_CORE) + 1
        else:
            yield match
            position = match.end()


def _read(match: re.Match[str], context: TimeContext, offset: int) -> TimePhrase | None:
    if (
        match["compared"]
        or OF_THE_BASE.search(match.string, max(0, match.start() - 1), match.end() + 3)
        or TIMES_AS_MUCH.match(match.string, match.end(), match.end() + 12)
        or BUILT.match(match.string, match.end())
        or PRICES.match(match.string, match.end())
    ):
        first, last = match.span()
        return TimePhrase(first + offset, last + offset, match.group(), None, None, "compared")
    prefix, suffix = match["prefix"] or "", (match["suffix"] or "").strip()
    if prefix in ("到", "至") and match.string[max(0, match.start() - 1) : match.start()] in CHANGES:
        prefix = ""
    window = window_of(match, context)
    if window is None:
        return None
    start, end, mode = window
    if mode == "during":
        start, end, mode = _bind(match, prefix, suffix, start, end, context)
    words = match.group()
    first = offset + match.start() + len(words) - len(words.lstrip())
    last = offset + match.end() - (len(words) - len(words.rstrip()))
    return TimePhrase(first, last, words.strip(), start, end, mode)


def _bind(
    match: re.Match[str],
    prefix: str,
    suffix: str,
    start: dt.date | None,
    end: dt.date | None,
    context: TimeContext,
) -> Window:
    """The window as the words around the phrase bind it."""
    if prefix.startswith("截"):
        return None, end, "as_of"
    if suffix in ("以来", "起") or (prefix in ("自", "从") and not (match["range"] or match["span"])):
        return start, None, "since"
    if suffix in ("前", "之前", "以前"):
        if start is not None and start == end and (start.month, start.day) == (1, 1):
            return None, start - dt.timedelta(days=1), "by"
        whole_unit = not _names_an_end(match)
        return None, (start - dt.timedelta(days=1) if whole_unit and start else end), "by"
    bare_day = bool(match["d1"] or match["day"]) and not prefix
    if (
        prefix in ("到", "至", "力争到", "争取到")
        or prefix.startswith("展望")
        or (_names_an_end(match) and not bare_day)
    ):
        return None, end, "by"
    return start, end, "during"


def _names_an_end(match: re.Match[str]) -> bool:
    """Whether the phrase names a day or an end (8月31日, 年底, 2025年底), so that 前 includes it."""
    tails = (
        "range_tail",
        "mt1",
        "d1",
        "day",
        "months_tail",
        "q_tail",
        "quarter_tail",
        "yearend",
        "plan_tail",
    )
    if any(match[name] for name in tails) or match["month_tail"] in ("底", "末"):
        return True
    part = match["part"] or ""
    return part.endswith(("底", "末")) or bool(
        match["plan"] and match["plan"].endswith(("末", "期末", "末期"))
    )
