"""Changes that took several years: 两年年均增长, 与“十二五”末相比净增. The year in which they ended is named, the one in which
they began follows from how many years they took, or from the year that they are compared with."""

import datetime as dt
import re

from extract.facts.model import Fact, Period
from extract.mentions.time_patterns import PLAN_NUMBER, YEAR4
from extract.mentions.time_windows import plan_years, year_number

BASE = rf"(?:(?P<year>{YEAR4})年[底末]?|“?(?P<plan>{PLAN_NUMBER})”?(?:规划)?(?:期?末|收官))"
COMPARES = re.compile(rf"[\s—]*[与同和较比]{BASE}(?:相比|相较|比较)[,，]")
"""How a passage opens that says what has changed since: 与“十二五”末相比,2020年…"""
FROM_BASE = re.compile(rf"[从由自比较是为]{BASE}")
YEARLY = re.compile(r"(?:(?P<count>[两三四五六七八九十]|\d{1,2})年)?年均")
SINCE_BASE = re.compile(r"净增|累计|翻")
NUMBERS = {character: number for number, character in enumerate("两三四五六七八九十", start=2)}


def base_of_comparison(text: str, start: int, end: int) -> int | None:
    """The last year before a comparison that opens a sentence."""
    compares = COMPARES.match(text, start, end)
    return _year(compares) if compares else None


def over_years(
    text: str, start: int, facts: list[Fact], base: int | None, planned_from: dt.date | None
) -> list[Fact]:
    """The facts of the sentence at start, with the whole of the window for those that changed over several years.
    base: the year that the passage compares with. planned_from: where the plan begins that a report is about."""
    return [_over_years(text, start, fact, base, planned_from) for fact in facts]


def _over_years(text: str, start: int, fact: Fact, base: int | None, planned_from: dt.date | None) -> Fact:
    end = fact.period.end
    if end is None or not _is_one_year(fact.period):
        return fact
    yearly = YEARLY.search(text, fact.quote_start, fact.start)
    if yearly is None and (base is None or fact.type not in ("increment", "growth")):
        return fact
    first = _first_year(text, start, fact, yearly, base, planned_from)
    if first is None or first >= end.year:
        return fact
    return fact._replace(period=fact.period._replace(start=dt.date(first, 1, 1)))


def _first_year(
    text: str, start: int, fact: Fact, yearly: re.Match[str] | None, base: int | None, planned_from: dt.date | None
) -> int | None:  # fmt: skip
    end = fact.period.end
    if end is None:
        return None
    if yearly is None:
        says_since = COMPARED_WITH_LAST.search(text, fact.quote_start, fact.start) is None
        return base + 1 if base is not None and says_since else None
    if yearly["count"]:
        written = yearly["count"]
        return end.year - (int(written) if written.isdigit() else NUMBERS[written]) + 1
    bases = [year for m in FROM_BASE.finditer(text, start, fact.start) if (year := _year(m)) is not None]
    if bases or base is not None:
        return (bases[-1] if bases else base or 0) + 1
    return planned_from.year if planned_from is not None else None


COMPARED_WITH_LAST = re.compile(r"[比较](?:上年|去年|20)|同比|环比")


def _year(found: re.Match[str]) -> int | None:
    if found["year"]:
        return year_number(found["year"])
    years = plan_years(found["plan"])
    return years[1] if years else None


def _is_one_year(period: Period) -> bool:
    """Whether a window is one whole year."""
    first, last = period.start, period.end
    return (
        first is not None
        and last is not None
        and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        and first.year == last.year
    )
