"""Numbers written in every form and read back."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.mentions.numerals import NUMBER, PARTS, read_number, read_parts
from extract.normalise.characters import normalise_characters
from tests.fuzz.written_forms import (
    DIGITS,
    LARGEST,
    chinese,
    digit_by_digit,
    formal,
    full_width,
    grouped,
    plain,
)

WHOLE_NUMBER = re.compile(NUMBER)
WHOLE_SHARE = re.compile(PARTS)
WANTED = st.integers(0, LARGEST)
DECIMALS = st.decimals("0.01", "9999.99", places=2)

ARABIC = {
    "0": "0", "7": "7", "0.5": "0.5", "12.50": "12.5", "1,234": "1234", "12,345,678": "12345678",
    "1,234.5": "1234.5", "1 234": "1234", "12 345 678": "12345678", "3百": "300", "3千": "3000",
    "3万": "30000", "3十万": "300000", "3百万": "3000000", "1.5千万": "15000000", "2亿": "200000000",
    "2千亿": "200000000000", "1.5万亿": "1500000000000", "3百万亿": "300000000000000",
    "1亿2千万": "120000000", "1亿2000万": "120000000", "1亿2,000万": "120000000", "2亿零500万": "205000000",
    "42万3865": "423865", "1万5千": "15000", "1万5": "15000", "3千5百": "3500",
}  # fmt: skip
SPELT = {
    "零": "0", "十": "10", "十五": "15", "二十": "20", "廿": "20", "廿五": "25", "卅": "30", "卅一": "31",
    "一百零一": "101", "一百一十": "110", "一百一十一": "111", "二百五": "250", "一千二": "1200",
    "三万五": "35000", "三万五千": "35000", "一亿二": "120000000", "一千零五十": "1050", "一万零五": "10005",
    "两": "2", "两百": "200", "两千": "2000", "两万亿": "2000000000000", "万": "10000", "千": "1000",
    "百": "100",
    "百万": "1000000", "千万": "10000000", "万亿": "1000000000000", "半": "0.5", "三点五": "3.5",
    "三点五万亿": "3500000000000", "一点二五亿": "125000000", "零点五": "0.5", "十五点五": "15.5",
    "二〇二五": "2025", "二零二五": "2025", "伍拾万": "500000", "壹佰贰拾叁": "123", "叁仟万": "30000000",
    "九千九百九十九亿": "999900000000",
}  # fmt: skip
AND_SOME_MORE = {
    "十余": "10", "10余": "10", "十多": "10", "十几": "10", "几十": "10", "数十": "10", "数百": "100",
    "百余": "100",
    "100余": "100", "100余万": "1000000", "三百多万": "3000000", "1.5万余": "15000", "10余万": "100000",
    "二十来": "20", "20多": "20", "1亿多": "100000000", "一百二十余万": "1200000", "几千万": "10000000",
    "10几": "10", "十来万": "100000",
}  # fmt: skip
SHARES = {
    "半数": ("50", "percent"), "百分之五": ("5", "percent"), "百分之十五点五": ("15.5", "percent"),
    "百分之5.5": ("5.5", "percent"),
    "百分之百": ("100", "percent"), "百分之一百二十": ("120", "percent"), "百分之零点五": ("0.5", "percent"),
    "千分之三": ("3", "permille"), "千分之3.5": ("3.5", "permille"), "万分之五": ("0.05", "percent"),
    "五分之二": ("40", "percent"), "八分之七": ("87.5", "percent"), "四分之三": ("75", "percent"),
    "十分之一": ("10", "percent"), "二十分之一": ("5", "percent"), "七成": ("70", "percent"),
    "7成": ("70", "percent"), "6.5成": ("65", "percent"), "七成半": ("75", "percent"),
    "七成五": ("75", "percent"),
    "一半": ("50", "percent"), "过半": ("50", "percent"), "多半": ("50", "percent"),
}  # fmt: skip
NO_NUMBERS = (
    "",
    " ",
    "余",
    "多",
    "几",
    "数",
    "元",
    "第",
    "3.14.15",
    "1.2.3",
    "G60",
    "三家",
    "点五",
    "三点",
    "万里",
    "1-2",
)


def found_and_read(written: str) -> Decimal | None:
    """The value, provided that the pattern which finds numbers takes all of the written form."""
    match = WHOLE_NUMBER.match(written)
    assert match is not None, written
    assert match.group() == written
    return read_number(written)


@pytest.mark.parametrize(("written", "value"), (ARABIC | SPELT | AND_SOME_MORE).items())
def test_a_written_form_has_its_value(written: str, value: str) -> None:
    assert found_and_read(written) == Decimal(value)


@pytest.mark.parametrize("written", NO_NUMBERS)
def test_what_is_no_number_reads_as_none(written: str) -> None:
    assert read_number(written) is None


def test_every_integer_to_ten_thousand_is_read_in_chinese() -> None:
    assert [read_number(chinese(n)) for n in range(10_001)] == list(range(10_001))


def test_every_section_is_read_under_ten_thousand_and_a_hundred_million() -> None:
    for n in range(1, 10_000, 7):
        assert read_number(chinese(n * 10**4)) == n * 10**4
        assert read_number(chinese(n * 10**8)) == n * 10**8
        assert read_number(chinese(n * 10**8 + n)) == n * 10**8 + n


@given(WANTED)
def test_an_integer_is_read_back_from_its_spelling(number: int) -> None:
    assert found_and_read(chinese(number)) == number


@given(st.integers(10, LARGEST))
def test_an_integer_is_read_back_from_formal_digits(number: int) -> None:
    assert found_and_read(formal(number)) == number


@given(st.integers(10, 99999))
def test_an_integer_is_read_back_digit_by_digit(number: int) -> None:
    assert found_and_read(digit_by_digit(number)) == number
    assert found_and_read(digit_by_digit(number, zero="零")) == number


@given(WANTED, st.sampled_from([",", " ", "，", "\u3000", "\u00a0"]))
def test_an_integer_is_read_back_from_its_groups(number: int, mark: str) -> None:
    written, _ = normalise_characters(grouped(number, mark))
    assert found_and_read(written) == number


@given(DECIMALS, st.sampled_from(["", "千", "万", "百万", "千万", "亿", "千亿", "万亿"]), st.booleans())
def test_a_decimal_is_read_back_with_its_scale(number: Decimal, scale: str, wide: bool) -> None:
    factors = {"千": 1000, "百": 100, "万": 10**4, "亿": 10**8}
    value = number
    for character in scale:
        value *= factors[character]
    written = plain(number) + scale
    assert found_and_read(normalise_characters(full_width(written) if wide else written)[0]) == value


@given(st.integers(1, 9999), st.integers(1, 9999), st.integers(0, 9999))
def test_a_number_in_digits_and_scales_is_read_back(high: int, middle: int, low: int) -> None:
    assert found_and_read(f"{high}亿{middle}万") == high * 10**8 + middle * 10**4
    if low > 9:
        assert found_and_read(f"{middle}万{low}") == middle * 10**4 + low


@given(st.integers(0, 99), st.text("零一二三四五六七八九", min_size=1, max_size=3))
def test_a_spelt_decimal_is_read_back(whole: int, places: str) -> None:
    digits = "".join(str(DIGITS.index(place)) for place in places)
    assert found_and_read(f"{chinese(whole)}点{places}") == Decimal(f"{whole}.{digits}")


@given(st.integers(1, 9), st.sampled_from([100, 1000, 10**4, 10**8]), st.integers(1, 9))
def test_a_last_digit_without_its_unit_counts_the_next_place(first: int, scale: int, last: int) -> None:
    assert found_and_read(f"{chinese(first * scale)}{DIGITS[last]}") == first * scale + last * scale // 10


@given(st.integers(1, 999), st.sampled_from("余多"), st.sampled_from(["", "万", "亿"]))
def test_words_for_some_more_leave_the_value(number: int, more: str, scale: str) -> None:
    value = number * {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert found_and_read(f"{number}{more}{scale}") == value
    assert found_and_read(f"{number}{scale}{more}") == value


@given(st.text(max_size=12))
def test_any_text_is_a_finite_number_or_none(text: str) -> None:
    value = read_number(text)
    assert value is None or (value.is_finite() and value >= 0)


@pytest.mark.parametrize(("written", "value", "unit"), [(k, *v) for k, v in SHARES.items()])
def test_a_share_has_its_value_and_unit(written: str, value: str, unit: str) -> None:
    assert WHOLE_SHARE.fullmatch(written)
    assert read_parts(written) == (Decimal(value), unit)


@given(st.integers(1, 100), st.integers(2, 100))
def test_a_fraction_is_read_to_a_hundredth_of_a_percent(above: int, below: int) -> None:
    written = f"{chinese(below)}分之{chinese(above)}"
    read = read_parts(written)
    assert read is not None
    value, unit = read
    if below == 100:
        assert written.startswith("一百分之")
    assert unit == "percent"
    assert abs(value - Decimal(above) / below * 100) <= Decimal("0.005")


@given(st.integers(0, 200), st.sampled_from([("百", "percent"), ("千", "permille")]))
def test_a_percentage_is_read_in_both_kinds_of_digits(number: int, kind: tuple[str, str]) -> None:
    word, unit = kind
    assert read_parts(f"{word}分之{number}") == (number, unit)
    assert read_parts(f"{word}分之{chinese(number)}") == (number, unit)


@pytest.mark.parametrize(
    "written", ["", "五", "之二", "零分之一", "成", "分之", "百分之", "成功", "部分之二"]
)
def test_what_is_no_share_reads_as_none(written: str) -> None:
    assert read_parts(written) is None
