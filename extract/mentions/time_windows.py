"""The window of days that a time phrase names, by the calendar, the five-year plans and the year the document speaks from."""

import datetime as dt
import re
from dataclasses import dataclass

from extract.mentions.numerals import read_number
from extract.mentions.time_patterns import HAN_COUNT, PLAN_NUMBER, QUARTER

HAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○O0", 0)
MONTH_NUMBERS = {c: i for i, c in enumerate("一二三四五六七八九十", start=1)} | {"十一": 11, "十二": 12}

Window = tuple[dt.date | None, dt.date | None, str]


@dataclass(frozen=True, slots=True)
class TimeContext:
    """What relative phrases resolve to: the year that the document speaks from, the day it was issued where known, the
    window of the plan, and whether years of the Republic of China calendar are expected.

    bare_year: the year that a heading above names (2024年:), for phrases without one. closed_year: the year that a
    report looks back on, for 全年 and 年末 in its review.
    """

    reference_year: int | None
    issued: dt.date | None = None
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    is_roc: bool = False
    bare_year: int | None = None
    closed_year: int | None = None


def window_of(match: re.Match[str], context: TimeContext) -> Window | None:
    if match["every"]:
        return _every(match, context)
    if match["past"] or match["ago"]:
        return None, None, "past"
    if match["dayonly"]:
        day, issued = int(match["dayonly"].split("日")[0]), context.issued
        known = issued is not None and day <= issued.day
        return None, issued.replace(day=day) if known and issued else None, "as_of"
    if match["open"] or match["streak"]:
        return None, None, "open"
    try:
        return _dated_window(match, context)
    except ValueError:
        return None


def _every(match: re.Match[str], context: TimeContext) -> Window:
    """每年; 以后每年 runs from the year after the one just named to the end of the plan."""
    then = match.string[max(0, match.start() - 2) : match.start()] in ("以后", "此后")
    year, last = context.reference_year, context.period_end
    if not then or year is None or last is None or last.year <= year:
        return None, None, "every"
    return dt.date(year + 1, 1, 1), last, "during"


def _dated_window(match: re.Match[str], context: TimeContext) -> Window | None:
    """The window of a phrase with a date; raises ValueError for a day that the calendar does not have."""
    if match["span"]:
        return _month_span(match)
    if match["range"]:
        return _year_range(match)
    if match["plan"]:
        return _plan_window(match["plan"])
    if match["duration"] or match["half"]:
        return _duration(match, context)
    if match["winter"]:
        return _winter(match["winter"], context)
    if match["century"]:
        return _century(match, context)
    if match["term"]:
        return None, None, "relative"
    year = _year(match, context)
    if year is None:
        return (
            (None, None, "open")
            if match["yearend"] or match["within"] or match["quarter"] or match["month"]
            else None
        )
    return _within_year(match, year)


def _month_span(match: re.Match[str]) -> Window | None:
    """2022年6月至2023年12月."""
    first = year_number(match["sy1"])
    last = year_number(match["sy2"]) if match["sy2"] else first
    if first is None or last is None:
        return None
    return _days(
        first, _month(match["sm1"]), _day(match["sd1"]), last, _month(match["sm2"]), _day(match["sd2"])
    )


def _days(
    first_year: int, first_month: int, first_day: int | None, last_year: int, last_month: int, last_day: int | None
) -> Window | None:  # fmt: skip
    """From the first day to the last; of a month without a day, all of it."""
    start = dt.date(first_year, first_month, first_day or 1)
    end = dt.date(last_year, last_month, last_day) if last_day else _month_end(last_year, last_month)
    return (start, end, "during") if start <= end else None


def _year_range(match: re.Match[str]) -> Window | None:
    first, last = year_number(match["y1"]), year_number(match["y2"])
    if first is None or last is None:
        return None
    if last < 100:
        last += first // 100 * 100
    if not first < last <= first + 50:
        return None
    return dt.date(first, 1, 1), dt.date(last, 12, 31), "during"


def year_number(text: str) -> int | None:
    if text.isascii() and text.isdigit():
        return int(text)
    digits = [HAN_DIGITS.get(character) for character in text]
    return None if None in digits else int("".join(map(str, digits)))


def _winter(text: str, context: TimeContext) -> Window | None:
    """今冬明春, 去冬今春: from November to April, the season in which water works are built."""
    if context.reference_year is None:
        return None, None, "open"
    first = context.reference_year - (text == "去冬今春")
    start, end = dt.date(first, 11, 1), dt.date(first + 1, 4, 30)
    return (start, end, "past") if text == "去冬今春" else (start, end, "during")


def _century(match: re.Match[str], context: TimeContext) -> Window | None:
    """到本世纪末, 本世纪中叶, by the century that the document is written in."""
    if context.reference_year is None:
        return None, None, "open"
    first = (
        context.reference_year // 100 * 100 if context.reference_year % 100 else context.reference_year - 100
    )
    return None, dt.date(first + (100 if match["century_end"] == "末" else 50), 12, 31), "by"


def _year(match: re.Match[str], context: TimeContext) -> int | None:
    """Calendar year that the phrase names or implies."""
    written = match["year"]
    reference = context.reference_year
    if not written:
        whole = match["within"] or match["yearend"]
        return context.bare_year or (context.closed_year if whole else None) or reference
    if match["y"]:
        return year_number(match["y"])
    if written.startswith("民国"):
        number = read_number(written[2:-1].strip())
        return None if number is None else int(number) + 1911
    if written[0].isdigit():
        number_of_year = int(written[:-1])
        if number_of_year >= 100:
            return number_of_year + 1911 if context.is_roc else None
        if number_of_year < 30:  # 17年9月
            return 2000 + number_of_year
        return 1900 + number_of_year if reference is not None and reference < 2003 else None
    if reference is None:
        return None
    shift = {"明": 1, "后": 2, "去": -1, "上": -1, "前": -2}.get(written[0], 0)
    return reference + shift


def _within_year(match: re.Match[str], year: int) -> Window | None:
    part = match["part"] or ""
    if match["year"] and match["year"].startswith("今明"):
        return dt.date(year, 1, 1), dt.date(year + 1, 12, 31), "during"
    if match["m1"] or match["month"]:
        return _within_month(match, year)
    if match["months"]:
        last_month = _month(match["mb"])
        first_month = _month(match["ma"])
        last_year = year + (last_month < first_month)
        return _days(year, first_month, _day(match["da"]), last_year, last_month, _day(match["db"]))
    if match["feast"] or match["holiday"]:
        return _holiday(match["feast"] or match["holiday"], year)
    first_month, last_month = 1, 12
    if match["m4"]:
        first_month, last_month = int(match["m3"]), _month(match["m4"])
    elif match["quarter"] or re.fullmatch(QUARTER, part):
        first_month, last_month = _quarter(match["quarter"] or part)
    elif part.endswith("初"):
        last_month = 1
    return _days(year, first_month, None, year, last_month, None)


def _within_month(match: re.Match[str], year: int) -> Window | None:
    month, day = _month(match["m1"] or match["month"]), _day(match["d1"] or match["day"])
    if match["m2"]:
        return _days(year, month, day, year, _month(match["m2"]), _day(match["d2"]))
    third = THIRDS.get(match["mt1"] or match["month_tail"] or "")
    if third:
        return _days(year, month, third[0], year, month, third[1])
    return _days(year, month, day, year, month, day)


def _month(text: str) -> int:
    written = text.rstrip("份").removesuffix("月")
    return int(written) if written.isdigit() else MONTH_NUMBERS[written]


def _day(text: str | None) -> int | None:
    if not text:
        return None
    return int(text[:-1]) if text[0].isdigit() else _small_number(text[:-1])


def _month_end(year: int, month: int) -> dt.date:
    return (dt.date(year + month // 12, month % 12 + 1, 1)) - dt.timedelta(days=1)


def _quarter(text: str) -> tuple[int, int]:
    if text == "上半年":
        return 1, 6
    if text == "下半年":
        return 7, 12
    number = next(
        int(c) if c.isdigit() else {"两": 2}.get(c) or MONTH_NUMBERS[c] for c in text if c in "一二两三四1234"
    )
    return (1, 3 * number) if text.startswith("前") else (3 * number - 2, 3 * number)


THIRDS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 0)}
"""First and last day of the thirds of a month; 0 is its last day."""
HOLIDAYS = (
    ("十一", 10, 1),
    ("国庆", 10, 1),
    ("五一", 5, 1),
    ("七一", 7, 1),
    ("八一", 8, 1),
    ("六一", 6, 1),
    ("元旦", 1, 1),
)


def _holiday(text: str, year: int) -> Window | None:
    """A day that moves with the moon (春节, 中秋) stays open."""
    for word, month, day in HOLIDAYS:
        if word in text:
            return dt.date(year, month, day), dt.date(year, month, day), "during"
    return None, None, "open"


def plan_years(number_text: str) -> tuple[int, int] | None:
    """First and last year of a numbered five-year plan: 十四五 is 2021 to 2025. None before the sixth (1981)."""
    written = number_text.strip("“”").removesuffix("五")
    number = MONTH_NUMBERS.get(written) or (
        10 + MONTH_NUMBERS[written[1]] if written.startswith("十") and len(written) > 1 else None
    )
    if number is None or number < 6:
        return None
    first = 1981 + 5 * (number - 6)
    return first, first + 4


def _plan_window(text: str) -> Window | None:
    found = re.match(rf"“?({PLAN_NUMBER})", text)
    years = plan_years(found[1]) if found else None
    if years is None:
        return None
    first, last = years
    part = re.search(r"([头前后])([一两二三四])年", text)
    if part and part[1] == "后":
        first = last - _small_number(part[2]) + 1
    elif part:
        last = first + _small_number(part[2]) - 1
    if text.endswith("以来"):
        return dt.date(first, 1, 1), None, "since"
    return dt.date(first, 1, 1), dt.date(last, 12, 31), "during"


def _duration(match: re.Match[str], context: TimeContext) -> Window | None:
    text = match["duration"] or match["half"]
    past = re.search(r"过去|近|年半?以?来|年间", text)
    number = re.search(rf"(?P<n>\d{{1,2}}|[{HAN_COUNT}]{{1,2}}|半)(?:个)?(?P<unit>年|月|季度)", text)
    if number is None:
        return None
    written = number["n"]
    count = 0.5 if written == "半" else int(written) if written.isdigit() else _small_number(written)
    reference = context.reference_year
    if past:
        if reference is None:
            return None, None, "past"
        if "年半" in text:
            return dt.date(reference - int(count), 1, 1), dt.date(reference, 6, 30), "past"
        return dt.date(reference - int(count), 1, 1), dt.date(reference - 1, 12, 31), "past"
    if text.startswith("后"):
        return _last_years(int(count), context)
    if text == number.group():
        return _all_years(int(count), context)
    if reference is None:
        return None, None, "relative"
    if text == "半年内":
        return dt.date(reference, 1, 1), dt.date(reference, 6, 30), "relative"
    if number["unit"] != "年" or count < 1:
        return None, None, "relative"
    if re.search(r"[两二三四五六七八][三四五六七八九]年", text) is not None:
        return None, None, "open"
    if (
        context.period_end
        and context.period_start
        and context.period_end.year - context.period_start.year + 1 == count
    ):
        return context.period_start, context.period_end, "relative"
    later = context.issued is not None and context.issued.month > LAST_MONTH_OF_A_BEGINNING
    last = reference + int(count) - (0 if later else 1)
    return None if later else dt.date(reference, 1, 1), dt.date(last, 12, 31), "relative"


LAST_MONTH_OF_A_BEGINNING = 3
"""What is said until March of the years to come (今后五年) counts the year itself; congresses meet in these months."""


def _last_years(count: int, context: TimeContext) -> Window:
    """后两年, said in the middle of a plan: its last two years."""
    first, last = context.period_start, context.period_end
    if first is None or last is None or last.year - first.year < count:
        return None, None, "open"
    return dt.date(last.year - count + 1, 1, 1), last, "during"


def _all_years(count: int, context: TimeContext) -> Window:
    """五年合计 in a plan of five years: all of it; in a review, the years before the report."""
    if context.closed_year:
        return dt.date(context.closed_year - count + 1, 1, 1), dt.date(context.closed_year, 12, 31), "past"
    first, last = context.period_start, context.period_end
    if first is None or last is None or last.year - first.year + 1 != count:
        return None, None, "open"
    return first, last, "during"


def _small_number(text: str) -> int:
    digits = {"两": 2} | MONTH_NUMBERS
    tens, ten, ones = text.partition("十")
    if ten:
        return 10 * digits.get(tens, 1) + digits.get(ones, 0)
    return digits.get(text, digits[text[0]])
