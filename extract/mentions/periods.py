"""Time phrases: when something is due or was observed, as ISO dates.

A phrase resolves against the year that the document speaks from. Both ends are inclusive; an open end is None.
mode says how the phrase binds: by (到2025年), during (2025年), since (2016年以来), as_of (截至2020年底), every (每年),
relative (三年内), past (日前), compared (比2005年) or open (近期).
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

ZEROS = "〇零○O0"
HAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○O0", 0)
MONTH_NUMBERS = {c: i for i, c in enumerate("一二三四五六七八九十", start=1)} | {"十一": 11, "十二": 12}

YEAR4 = rf"(?:(?:19|20)\d\d(?!\d)|[一二][{ZEROS}九][{ZEROS}一二三四五六七八九]{{2}})"
NAMED_YEAR = r"今明两年|(?:今年|本年|明年|后年|去年|上年|前年)度?"
ROC_YEAR = r"民国\s?(?:\d{1,3}|[一二三四五六七八九十百〇零]{1,4})\s?年"
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?"
DAY = r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
QUARTER = r"(?:第[一二三四1-4]季度?|[一二三四1-4]季度|前[一二两三]季度|上半年|下半年)"
PLAN_NUMBER = r"(?:十[一二三四五六]?五|[六七八九]五)"
PLAN = rf"“?{PLAN_NUMBER}”?(?:规划)?(?:时期末?|期间|期末|末期?|以来|头[一两二三四]年|[前后][一两二三]年|收官(?:之年)?)|“{PLAN_NUMBER}”(?=,|[、和及至]“{PLAN_NUMBER}”)"
HAN_COUNT = "一二两三四五六七八九十"
COUNT = rf"(?:\d{{1,2}}|[{HAN_COUNT}]{{1,2}}|半)"
DURATION = rf"(?:(?:未来|今后|接下来|再用|用|力争|争取|经过|通过)\s?{COUNT}(?:至{COUNT}|[—-]{COUNT})?(?:个)?年(?:时间|左右)?内?|{COUNT}(?:(?:[至到—-]|——){COUNT})?(?:个)?(?:年|月|季度)(?:之|以)?内|(?:过去|近|最近){COUNT}年(?:来|间)?|{COUNT}年来)"
HOLIDAY = r"(?:“(?:十一|五一|七一|八一|六一|元旦|国庆|双节)”|国庆节?|春节|元旦节?|“?五一”?节?|中秋节?|“?七一”?)(?=前|之前|以前)"
TAIL = r"(?:年?[底末](?!线|尾)|年?初(?![步级中始期具次见显创衷审心一二三]))"

PREFIX = r"(?P<compared>[比较与和](?=[\d今去上前一二“十]))?(?P<prefix>截至到?|截止到?|力争到|争取到|展望(?:到|至)?|到|至|自|从)?[ ]?"
BODY_BEGINS = r"0-9一二三四五六七八九十两半今本明后去上前当民“国春元中五七第每逐未接再用力争经通过近最日目现下全年岁近远任世本"
PATTERN = re.compile(
    PREFIX
    + rf"(?P<body>(?=[{BODY_BEGINS}])(?:"
    + rf"(?P<span>(?P<sy1>{YEAR4})年(?P<sm1>{MONTH})(?P<sd1>{DAY})?(?:[-—~～]{{1,2}}|至|到)(?:(?P<sy2>{YEAR4})年)?(?P<sm2>{MONTH})(?:(?P<sd2>{DAY})|底|末)?)"
    + rf"|(?P<range>(?P<y1>{YEAR4})年?\s?(?:[-—~～]{{1,2}}|至|到|—)\s?(?P<y2>{YEAR4}|\d\d)年?(?P<range_tail>[底末])?)"
    + rf"|(?P<year>(?P<y>{YEAR4})\s?年(?!代)度?|{ROC_YEAR}|(?<![\d.])[789]\d年(?!代|级|来|间|以内|内)|(?<!\d)1[01]\d年|{NAMED_YEAR})(?:的)?"
    + rf"(?P<part>(?P<m1>{MONTH})(?:(?P<d1>{DAY})|(?P<mt1>底|末|初|上旬|中旬|下旬))?(?:[-—至到](?P<m2>{MONTH})(?:(?P<d2>{DAY})|底)?)?|(?P<m3>\d{{1,2}})[-—~～至]{{1,2}}(?P<m4>{MONTH})|(?P<feast>{HOLIDAY})|{QUARTER}|{TAIL}|底|末|全年)?(?P<quarter_tail>[底末](?=前|,|,|完成|$))?"
    + rf"|(?P<months>(?P<ma>{MONTH[:-3]}(?:月份?)?)(?P<da>{DAY})?(?:[-—~～至到])(?P<mb>{MONTH})(?:(?P<db>{DAY})|(?P<months_tail>底|末))?)"
    + rf"|(?P<month>(?<!\d){MONTH})(?:(?P<day>{DAY})|(?P<month_tail>底|末|初|上旬|中旬|下旬|中))?"
    + rf"|(?P<quarter>{QUARTER})(?P<q_tail>[底末])?"
    + r"|(?P<dayonly>(?<=截至)\d{1,2}日(?:\d{1,2}时)?|(?<=截止)\d{1,2}日(?:\d{1,2}时)?)|(?P<winter>今冬明春|去冬今春)|(?P<yearend>年[底末]|岁末|年终|本年底)|(?P<within>年内|全年|年度内)|(?P<half>半年内)"
    + rf"|(?P<plan>{PLAN})(?P<plan_tail>[末底])?"
    + rf"|(?P<duration>{DURATION})"
    + rf"|(?P<holiday>{HOLIDAY})"
    + r"|(?P<term>(?:本届政府)?任期内|本届政府(?:任期)?(?:内|期间)?)"
    + r"|(?P<every>每(?:年度?|个?季度|个?月|两年|[一二三]年|周|半年)(?!份)|逐年)"
    + r"|(?P<century>本?世纪(?P<century_end>末|中叶))|(?P<past>日前|近日|近期以来|目前|当前(?!和今后)|现有|现已|此前)|(?P<open>近期|远期|中长期)(?!规划)"
    + r"))(?P<suffix>\s?(?:之前|以前|前(?![一二三四五六七八九两列期沿来往景后\d])|以来|起|期间|期末|时期))?"
)

CORE = re.compile(
    rf"[年月季日周冬五前届纪期现岁{ZEROS}九12](?:(?<![五期现{ZEROS}九12])|(?<=[十一二三四五六七八九]五)|(?<=[近远长任]期)|(?<=现)[有已]"
    rf"|(?<=[一二][{ZEROS}九])|(?<=1)9\d\d|(?<=2)0\d\d)"
)
"""Every phrase has one of these, FURTHEST_CORE characters behind its beginning at the most: a kind of phrase that is added
to PATTERN needs its own here. Few places of a text have one, and the long pattern is tried near those only."""
FURTHEST_CORE = 16
NEAR = re.compile(
    rf"(?s:.{{0,{FURTHEST_CORE}}}?)(?=[比较与和截力争展到至自从 {BODY_BEGINS}])(?={PATTERN.pattern})"
)
OF_THE_BASE = re.compile(r"[从由自](?=[^,。]{2,12}[的之][\d一二三四五六七八九十])[^,。]+[的之]\d")
"""由2020年的61%提高到: the time belongs to the value from which a change starts."""
TIMES_AS_MUCH = re.compile(r"(?:同期)?的?(?:\d|[一二三四五六七八九十])[^年月,]{0,6}倍")
"""2005年的3倍: the time belongs to what is compared with."""
CHANGES = frozenset("加高升降低少大小长展缩增减")
"""Before 到: 增加到2020年的7810元 is no time limit."""
PRICES = re.compile(r"的?(?:不变|可比|固定)价")
"""按1990年不变价格计算: the year of the prices, when nothing falls due."""
BUILT = re.compile(r"(?:底?[之以]?前)?(?:建成|建设|出生|成立|开工|投产|购买|参加|颁布|制定|注册|登记)的")
"""2000年以前建成的小区: the time describes a thing and sets no limit."""


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


SENTENCE_END = re.compile(r"[。;;!?\n]")


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
    window = _window(match, context)
    if window is None:
        return None
    start, end, mode = window
    if mode == "during":
        start, end, mode = _bind(match, prefix, suffix, start, end, context)
    words = match.group()
    first = offset + match.start() + len(words) - len(words.lstrip())
    last = offset + match.end() - (len(words) - len(words.rstrip()))
    return TimePhrase(first, last, words.strip(), start, end, mode)


Window = tuple[dt.date | None, dt.date | None, str]


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
    if suffix in ("以来", "起") or prefix in ("自", "从"):
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


def _window(match: re.Match[str], context: TimeContext) -> Window | None:
    if match["every"]:
        return None, None, "every"
    if match["past"]:
        return None, None, "past"
    if match["dayonly"]:
        day, issued = int(match["dayonly"].split("日")[0]), context.issued
        known = issued is not None and day <= issued.day
        return None, issued.replace(day=day) if known and issued else None, "as_of"
    if match["open"]:
        return None, None, "open"
    try:
        return _dated_window(match, context)
    except ValueError:
        return None


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
        from extract.mentions.numerals import read_number

        number = read_number(written[2:-1].strip())
        return None if number is None else int(number) + 1911
    if written[0].isdigit():
        number_of_year = int(written[:-1])
        if number_of_year >= 100:
            return number_of_year + 1911 if context.is_roc else None
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
    past = re.search(r"过去|近|年来|年间", text)
    number = re.search(rf"(?P<n>\d{{1,2}}|[{HAN_COUNT}]{{1,2}}|半)(?:个)?(?P<unit>年|月|季度)", text)
    if number is None:
        return None
    written = number["n"]
    count = 0.5 if written == "半" else int(written) if written.isdigit() else _small_number(written)
    reference = context.reference_year
    if past:
        if reference is None:
            return None, None, "past"
        return dt.date(reference - int(count), 1, 1), dt.date(reference - 1, 12, 31), "past"
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
    return None, dt.date(reference + int(count) - (0 if context.issued else 1), 12, 31), "relative"


def _small_number(text: str) -> int:
    digits = {"两": 2} | MONTH_NUMBERS
    tens, ten, ones = text.partition("十")
    if ten:
        return 10 * digits.get(tens, 1) + digits.get(ones, 0)
    return digits.get(text, digits[text[0]])
