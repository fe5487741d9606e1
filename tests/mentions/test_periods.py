"""Time phrases in every form, resolved against reference years of several decades."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.mentions.periods import TimePhrase, find_periods, matches
from extract.mentions.time_patterns import PATTERN
from extract.mentions.time_windows import TimeContext, plan_years
from extract.normalise.text import normalise
from extract.source import read_source
from tests.fuzz.written_forms import chinese, digit_by_digit, full_width

ROOT = Path(__file__).parents[2]
YEARS = (1986, 1999, 2000, 2011, 2020, 2021, 2024, 2030)
ANY_YEAR = st.integers(1981, 2049)
PLANS = {
    "六五": 1981, "七五": 1986, "八五": 1991, "九五": 1996, "十五": 2001, "十一五": 2006, "十二五": 2011,
    "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031,
}  # fmt: skip

# Phrase with {y} for the year it names -> first day, last day, mode; days as MM-DD of that year, with a sign
# and
# number of years where they lie in another one.
OF_A_YEAR = {
    "{y}年，": ("01-01", "12-31", "during"), "{y}年度，": ("01-01", "12-31", "during"),
    "{y}年全年": ("01-01", "12-31", "during"), "{y}年初，": ("01-01", "01-31", "during"),
    "到{y}年，": (None, "12-31", "by"), "至{y}年，": (None, "12-31", "by"),
    "力争到{y}年，": (None, "12-31", "by"),
    "争取到{y}年，": (None, "12-31", "by"), "展望到{y}年，": (None, "12-31", "by"),
    "展望{y}年，": (None, "12-31", "by"),
    "到{y}年底，": (None, "12-31", "by"), "{y}年底，": (None, "12-31", "by"),
    "{y}年末，": (None, "12-31", "by"),
    "{y}年底前完成": (None, "12-31", "by"), "{y}年年底前完成": (None, "12-31", "by"),
    "{y}年底之前完成": (None, "12-31", "by"), "{y}年前完成": (None, "12-31-1", "by"),
    "{y}年以前完成": (None, "12-31-1", "by"), "{y}年之前完成": (None, "12-31-1", "by"),
    "截至{y}年底": (None, "12-31", "as_of"), "截至{y}年": (None, "12-31", "as_of"),
    "截止{y}年6月": (None, "06-30", "as_of"), "截至{y}年6月30日": (None, "06-30", "as_of"),
    "{y}年以来": ("01-01", None, "since"), "{y}年起": ("01-01", None, "since"),
    "从{y}年起": ("01-01", None, "since"), "自{y}年7月1日起": ("07-01", None, "since"),
    "{y}年上半年": ("01-01", "06-30", "during"), "{y}年下半年": ("07-01", "12-31", "during"),
    "{y}年一季度": ("01-01", "03-31", "during"), "{y}年第二季度": ("04-01", "06-30", "during"),
    "{y}年第3季度": ("07-01", "09-30", "during"), "{y}年前三季度": ("01-01", "09-30", "during"),
    "{y}年6月，": ("06-01", "06-30", "during"), "{y}年六月，": ("06-01", "06-30", "during"),
    "{y}年十二月，": ("12-01", "12-31", "during"), "{y}年6月底前": (None, "06-30", "by"),
    "{y}年6月底，": (None, "06-30", "by"), "{y}年6月前完成": (None, "05-31", "by"),
    "{y}年6月30日前": (None, "06-30", "by"), "{y}年九月三十日前": (None, "09-30", "by"),
    "{y}年1-6月": ("01-01", "06-30", "during"), "{y}年1月至6月": ("01-01", "06-30", "during"),
    "{y}年3月15日至6月20日": ("03-15", "06-20", "during"), "{y}年“十一”前": (None, "09-30", "by"),
    "{y}年国庆节前": (None, "09-30", "by"), "比{y}年增长": (None, None, "compared"),
    "与{y}年相比": (None, None, "compared"), "较{y}年下降": (None, None, "compared"),
}  # fmt: skip
OF_THE_REFERENCE_YEAR = {
    "年内完成": ("01-01", "12-31", "during"), "年底前完成": (None, "12-31", "by"),
    "年底，": (None, "12-31", "by"),
    "全年新增": ("01-01", "12-31", "during"), "今年，": ("01-01", "12-31", "during"),
    "本年度，": ("01-01", "12-31", "during"), "今年底前": (None, "12-31", "by"),
    "今年年底前": (None, "12-31", "by"),
    "今年上半年": ("01-01", "06-30", "during"), "上半年，": ("01-01", "06-30", "during"),
    "下半年，": ("07-01", "12-31", "during"), "一季度，": ("01-01", "03-31", "during"),
    "第二季度，": ("04-01", "06-30", "during"), "三季度末前": (None, "09-30", "by"),
    "前三季度，": ("01-01", "09-30", "during"), "半年内": ("01-01", "06-30", "relative"),
    "8月，": ("08-01", "08-31", "during"), "8月份，": ("08-01", "08-31", "during"),
    "8月底前": (None, "08-31", "by"),
    "八月底前": (None, "08-31", "by"), "十二月底前": (None, "12-31", "by"), "8月底，": (None, "08-31", "by"),
    "9月30日前": (None, "09-30", "by"), "九月三十日前": (None, "09-30", "by"),
    "8月上旬": ("08-01", "08-10", "during"),
    "4—6月": ("04-01", "06-30", "during"), "4月至6月": ("04-01", "06-30", "during"),
    "11月至3月": ("11-01", "03-31+1", "during"), "3月15日至6月20日": ("03-15", "06-20", "during"),
    "“十一”前": (None, "09-30", "by"), "“五一”前": (None, "04-30", "by"), "国庆节前": (None, "09-30", "by"),
    "元旦前": (None, "12-31-1", "by"), "明年，": ("01-01+1", "12-31+1", "during"),
    "明年底前": (None, "12-31+1", "by"),
    "后年，": ("01-01+2", "12-31+2", "during"), "去年，": ("01-01-1", "12-31-1", "during"),
    "上年，": ("01-01-1", "12-31-1", "during"), "前年，": ("01-01-2", "12-31-2", "during"),
    "今明两年": ("01-01", "12-31+1", "during"), "三年内": ("01-01", "12-31+2", "relative"),
    "3年内": ("01-01", "12-31+2", "relative"), "三至五年内": ("01-01", "12-31+4", "relative"),
    "未来五年": ("01-01", "12-31+4", "relative"), "今后十年": ("01-01", "12-31+9", "relative"),
    "近三年": ("01-01-3", "12-31-1", "past"), "过去五年": ("01-01-5", "12-31-1", "past"),
    "五年来": ("01-01-5", "12-31-1", "past"), "比去年增长": (None, None, "compared"),
    "比五年前增加": (None, None, "compared"), "三年前仅有": (None, None, "past"),
    "连续7年提高": (None, None, "open"), "连续两个季度回升": (None, None, "open"),
    "比上年均有提高": (None, None, "compared"),
}  # fmt: skip
TIMELESS = {
    "每年新增": "every", "每季度开展": "every", "每月开展": "every", "每两年开展": "every",
    "逐年提高": "every",
    "近期建设": "open", "远期建设": "open", "目前，": "past", "日前，": "past", "任期内": "relative",
    "6个月内": "relative",
    "春节前完成": "open",
}  # fmt: skip
NO_TIMES = (
    "2025套住房", "第12号", "1990年代", "20世纪90年代", "编号202511", "年产10万吨", "年轻人", "月季花",
    "全国",
    "常年开放", "3.5元", "一批项目", "在提质增效基础上年均增长", "工程前期", "“十四五”规划纲要", "12日内办结", "年均增长", "",
)  # fmt: skip


def read(text: str, year: int | None, **context: object) -> list[TimePhrase]:
    return find_periods(normalise(text).text, TimeContext(year, **context))  # type: ignore[arg-type]


def day(written: str | None, year: int) -> dt.date | None:
    """06-30 of the year, 12-31-1 of the year before, 12-31+2 of two years later."""
    if written is None:
        return None
    return dt.date.fromisoformat(f"{year + int(written[5:] or 0)}-{written[:5]}")


def window(phrase: TimePhrase) -> tuple[dt.date | None, dt.date | None, str]:
    return phrase.period_start, phrase.period_end, phrase.mode


@pytest.mark.parametrize(("form", "expected"), OF_A_YEAR.items())
def test_a_phrase_with_a_year_means_that_year(form: str, expected: tuple[str, str, str]) -> None:
    first, last, mode = expected
    for year in YEARS:
        for reference in (None, 1995, 2021):
            for written in (
                str(year),
                full_width(str(year)),
                digit_by_digit(year),
                digit_by_digit(year, "零"),
            ):
                [phrase] = read(form.format(y=written), reference)
                assert window(phrase) == (day(first, year), day(last, year), mode)


@pytest.mark.parametrize(("form", "expected"), OF_THE_REFERENCE_YEAR.items())
def test_a_relative_phrase_counts_from_the_year_of_the_document(
    form: str, expected: tuple[str, str, str]
) -> None:
    first, last, mode = expected
    for year in YEARS:
        [phrase] = read(form, year)
        assert window(phrase) == (day(first, year), day(last, year), mode)


@pytest.mark.parametrize("form", OF_THE_REFERENCE_YEAR)
def test_a_relative_phrase_of_a_document_without_a_year_has_no_dates(form: str) -> None:
    for phrase in read(form, None):
        assert (phrase.period_start, phrase.period_end) == (None, None)


@pytest.mark.parametrize(("form", "mode"), TIMELESS.items())
def test_a_phrase_without_dates_has_a_mode_alone(form: str, mode: str) -> None:
    [phrase] = read(form, 2021)
    assert window(phrase) == (None, None, mode)
    assert not phrase.is_limit


@pytest.mark.parametrize("text", NO_TIMES)
def test_text_without_a_time_gives_none(text: str) -> None:
    assert read(text, 2021) == []


@pytest.mark.parametrize(("plan", "first"), PLANS.items())
def test_a_five_year_plan_is_its_five_years(plan: str, first: int) -> None:
    start, end = dt.date(first, 1, 1), dt.date(first + 4, 12, 31)
    assert plan_years(plan) == (first, first + 4)
    for form in ("“{}”期间", "{}期间", "“{}”时期", "{}时期"):
        [phrase] = read(form.format(plan), 2021)
        assert window(phrase) == (start, end, "during")
    for form in ("到“{}”末", "“{}”末", "“{}”期末"):
        [phrase] = read(form.format(plan), 2021)
        assert window(phrase) == (None, end, "by")
    assert window(read(f"“{plan}”以来", 2021)[0]) == (start, None, "since")
    assert window(read(f"“{plan}”前三年", 2021)[0]) == (start, dt.date(first + 2, 12, 31), "during")
    assert window(read(f"“{plan}”头两年", 2021)[0]) == (start, dt.date(first + 1, 12, 31), "during")
    assert window(read(f"“{plan}”后两年", 2021)[0]) == (dt.date(first + 3, 1, 1), end, "during")


@pytest.mark.parametrize("number", ["", "五", "五五", "一五", "四五", "abc", "百五"])
def test_what_is_no_plan_since_1981_has_no_years(number: str) -> None:
    assert plan_years(number) is None


@given(
    ANY_YEAR,
    st.integers(1, 30),
    st.sampled_from(["-", "—", "–", "~", "～", "至", "到", "年至", "年—", "年到"]),
)
def test_a_range_of_years_is_read_back(first: int, length: int, dash: str) -> None:
    last = first + length
    [phrase] = read(f"实施期为{first}{dash}{last}年。", 2021)
    assert window(phrase) == (dt.date(first, 1, 1), dt.date(last, 12, 31), "during")
    if first // 100 == last // 100 and "年" not in dash and dash not in "至到":
        [short] = read(f"实施期为{first}{dash}{last % 100:02}年。", 2021)
        assert window(short) == window(phrase)


@given(st.dates(dt.date(1981, 1, 1), dt.date(2049, 12, 31)), st.booleans(), st.sampled_from("日号"))
def test_a_day_is_read_back(date: dt.date, is_spelt: bool, word: str) -> None:
    year, month, number = str(date.year), str(date.month), str(date.day)
    if is_spelt:
        year, month, number = digit_by_digit(date.year), chinese(date.month), chinese(date.day)
    before_new_year = (date.month, date.day) == (1, 1)
    due = date - dt.timedelta(days=1) if before_new_year else date
    [phrase] = read(f"{year}年{month}月{number}{word}前完成。", None)
    assert window(phrase) == (None, due, "by")
    [phrase] = read(f"{month}月{number}{word}前完成。", date.year)
    assert window(phrase) == (None, due, "by")


@given(st.dates(dt.date(1981, 1, 1), dt.date(2048, 12, 31)), st.integers(1, 700), st.sampled_from("至到—"))
def test_a_window_between_two_days_is_read_back(first: dt.date, days: int, dash: str) -> None:
    last = first + dt.timedelta(days=days)
    [phrase] = read(
        f"于{first.year}年{first.month}月{first.day}日{dash}{last.year}年{last.month}月{last.day}日开展。",
        None,
    )
    assert window(phrase) == (first, last, "during")


@given(ANY_YEAR, st.integers(1, 12))
def test_a_month_ends_on_its_last_day(year: int, month: int) -> None:
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    [phrase] = read(f"{year}年{month}月底前完成。", 2021)
    assert window(phrase) == (None, following - dt.timedelta(days=1), "by")


@pytest.mark.parametrize("written", ["民国110年", "民国 110 年", "民国一百一十年"])
def test_a_year_of_the_republic_counts_from_1912(written: str) -> None:
    [phrase] = read(f"{written}完成。", None)
    assert window(phrase) == (dt.date(2021, 1, 1), dt.date(2021, 12, 31), "during")


def test_a_bare_year_of_the_republic_needs_a_text_that_uses_its_calendar() -> None:
    [phrase] = read("110年完成。", 2021, is_roc=True)
    assert phrase.period_end == dt.date(2021, 12, 31)
    assert read("110年完成。", 2021) == []


def test_a_year_of_two_digits_belongs_to_texts_of_its_time() -> None:
    [phrase] = read("97年，完成改造。", 1998)
    assert window(phrase) == (dt.date(1997, 1, 1), dt.date(1997, 12, 31), "during")
    assert read("97年，完成改造。", 2021) == []


def test_a_span_as_long_as_the_plan_is_the_plan() -> None:
    start, end = dt.date(2021, 1, 1), dt.date(2023, 12, 31)
    [phrase] = read("三年内完成。", 2021, period_start=start, period_end=end)
    assert window(phrase) == (start, end, "relative")


def test_two_years_side_by_side_are_two_phrases() -> None:
    assert [p.period_end for p in read("2022年、2023年分别新建3所、5所。", 2021)] == [
        dt.date(2022, 12, 31),
        dt.date(2023, 12, 31),
    ]


@pytest.mark.parametrize(
    "text", ["2025年13月", "2025年2月30日前", "2月31日", "民国九九九九年三月上旬", "民国九九九九年"]
)
def test_a_day_that_no_calendar_has_is_no_date(text: str) -> None:
    for phrase in read(text, 2021):
        assert phrase.period_end is None or phrase.period_end.year in (2021, 2025)


PIECES = st.sampled_from(
    ("到", "至", "截至", "自", "比", "2025", "二〇二五", "民国", "99", "年", "月", "日", "底", "末", "前", "以来", "起", "6", "十二",
     "31", "-", "—", "“十四五”", "十五", "期间", "上半年", "季度", "第三", "今明两年", "今年", "三年内", "半", "个", "内", "每", "国庆节", "初")
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from([None, *YEARS]))
def test_any_mixture_of_time_words_gives_ordered_phrases_with_ordered_days(
    text: str, year: int | None
) -> None:
    plain = normalise(text).text
    position = 0
    for phrase in find_periods(plain, TimeContext(year)):
        assert position <= phrase.start < phrase.end
        assert plain[phrase.start : phrase.end] == phrase.text
        position = phrase.end
        if phrase.period_start and phrase.period_end:
            assert phrase.period_start <= phrase.period_end


TEXTS = sorted([*(ROOT / "raw" / "documents").glob("*.txt"), *(ROOT / "tests" / "passages").glob("*/*.txt")])


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_looking_near_the_cores_finds_what_the_whole_pattern_finds(file: Path) -> None:
    text = normalise(read_source(file, file.name).text).text

    assert [match.span() for match in matches(text)] == [match.span() for match in PATTERN.finditer(text)]
