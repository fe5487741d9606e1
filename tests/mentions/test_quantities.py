"""Quantities written with every bound, scale and range, and read back."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.mentions.quantities import QuantityFinder
from extract.mentions.quantity_bounds import Quantity
from extract.mentions.units import load_units
from extract.normalise.text import normalise
from tests.fuzz.written_forms import chinese, full_width, grouped, plain

FINDER = QuantityFinder(load_units(Path(__file__).parents[2] / "raw" / "reference" / "units.csv"))

LEFT = {
    "": "eq", "达到": "eq", "达": "eq", "为": "eq", "不低于": "ge", "不少于": "ge", "不得低于": "ge",
    "至少": "ge",
    "最少": "ge", "≥": "ge", "高于": "gt", "超过": "gt", "超": "gt", "突破": "gt", "大于": "gt", "多于": "gt",
    "逾": "gt",
    "＞": "gt", "不超过": "le", "不超": "le", "不高于": "le", "控制在": "le", "至多": "le", "最多": "le",
    "≤": "le",
    "低于": "lt", "少于": "lt", "不足": "lt", "不到": "lt", "约": "approx", "大约": "approx", "近": "approx",
    "接近": "approx", "将近": "approx", "达到约": "approx",
}  # fmt: skip
RIGHT = {
    "": "eq", "以上": "ge", "及以上": "ge", "(含)以上": "ge", "（含）以上": "ge", "以下": "le",
    "及以下": "le",
    "以内": "le", "之内": "le", "左右": "approx", "上下": "approx",
}  # fmt: skip
UNITS = {
    "元": ("CNY", 1), "万元": ("CNY", 10**4), "亿元": ("CNY", 10**8), "家": ("count", 1),
    "万人": ("person", 10**4),
    "公里": ("km", 1), "万亩": ("mu", 10**4), "%": ("percent", 1), "个百分点": ("percentage_point", 1),
    "万平方米": ("m2", 10**4), "万千瓦": ("kW", 10**4), "吉瓦": ("kW", 10**6), "万美元": ("USD", 10**4),
    "万人次": ("person_time", 10**4), "微克/立方米": ("ug/m3", 1), "万亿元": ("CNY", 10**12),
}  # fmt: skip
DASHES = ("—", "-", "－", "–", "～", "~", "至", "到", "——")
ENDS = ("。", "，", "；", "、", "\n", "")
NUMBERS = st.one_of(st.integers(1, 99999).map(Decimal), st.decimals("0.1", "9999.9", places=1))


def found(text: str) -> list[Quantity]:
    return FINDER.find(normalise(text).text, [])


def the_only(text: str) -> Quantity:
    [quantity] = found(text)
    return quantity


def ends_of(comparator: str, value: float) -> tuple[float | None, float | None]:
    return (None if comparator in ("le", "lt") else value, None if comparator in ("ge", "gt") else value)


@pytest.mark.parametrize(("word", "comparator"), LEFT.items())
def test_a_bound_before_the_number_binds_it(word: str, comparator: str) -> None:
    text = f"总投资{word}300亿元。"
    quantity = the_only(text)
    assert (quantity.comparator, quantity.unit) == (comparator, "CNY")
    assert (quantity.low, quantity.high) == ends_of(comparator, 3e10)
    assert normalise(text).text[quantity.start : quantity.end].endswith("300亿元")


@pytest.mark.parametrize(("word", "comparator"), RIGHT.items())
def test_a_bound_behind_the_unit_binds_it(word: str, comparator: str) -> None:
    text = normalise(f"总投资300亿元{word}。").text
    quantity = the_only(text)
    assert quantity.comparator == comparator
    assert (quantity.low, quantity.high) == ends_of(comparator, 3e10)
    assert text[quantity.start : quantity.end] == text[len("总投资") : -1]


@pytest.mark.parametrize("text", ["300余亿元", "300多亿元", "300亿余元", "三百多亿元", "约300多亿元"])
def test_words_for_some_more_inside_the_number_make_it_approximate(text: str) -> None:
    quantity = the_only(f"总投资{text}。")
    assert (quantity.comparator, quantity.low, quantity.high) == ("approx", 3e10, 3e10)


@pytest.mark.parametrize(
    ("text", "comparator"),
    [("约300亿元以上", "ge"), ("达到300亿元以上", "ge"), ("控制在300亿元以内", "le")],
)
def test_of_two_bounds_the_firmer_one_counts(text: str, comparator: str) -> None:
    assert the_only(f"总投资{text}。").comparator == comparator


@given(
    NUMBERS,
    st.sampled_from(sorted(UNITS)),
    st.sampled_from(sorted(LEFT)),
    st.sampled_from(ENDS),
    st.sampled_from((plain, lambda n: full_width(plain(n)))),
)
def test_a_quantity_is_read_back(number: Decimal, unit: str, bound: str, end: str, write: object) -> None:
    assert callable(write)
    code, factor = UNITS[unit]
    text = normalise(f"全市规模{bound}{write(number)}{unit}{end}").text
    quantity = the_only(text)
    comparator = LEFT[bound]
    assert (quantity.unit, quantity.comparator) == (code, comparator)
    value = float(number * factor)
    assert (quantity.low, quantity.high) == pytest.approx(ends_of(comparator, value))
    assert text[quantity.number_start : quantity.number_end] == f"{plain(number)}{unit}"


@given(st.integers(1, 9_999_999), st.sampled_from(["家", "元", "万人", "亩"]), st.sampled_from([",", "，"]))
def test_a_grouped_number_is_one_number(number: int, unit: str, mark: str) -> None:
    quantity = the_only(f"共计{grouped(number, mark)}{unit}。")
    assert quantity.low == number * (10**4 if unit == "万人" else 1)


@given(st.integers(2, 9999), st.sampled_from(["家", "个", "万元", "公里"]))
def test_a_spelt_quantity_is_read_back(number: int, unit: str) -> None:
    quantity = the_only(f"共计{chinese(number)}{unit}。")
    assert quantity.low == number * (10**4 if unit == "万元" else 1)
    assert quantity.is_spelt


@given(st.integers(1, 998), st.integers(1, 999), st.sampled_from(sorted(UNITS)), st.sampled_from(DASHES))
def test_a_range_is_read_back(first: int, step: int, unit: str, dash: str) -> None:
    code, factor = UNITS[unit]
    quantity = the_only(f"规模为{first}{dash}{first + step}{unit}。")
    assert (quantity.comparator, quantity.unit) == ("range", code)
    assert (quantity.low, quantity.high) == pytest.approx((first * factor, (first + step) * factor))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("300亿—500亿元", 3e10, 5e10), ("300亿元—500亿元", 3e10, 5e10), ("300—500亿元", 3e10, 5e10),
        ("8000万—1亿元", 8e7, 1e8), ("8千万至1亿元", 8e7, 1e8), ("1.5万-2万元", 15000, 20000),
        ("十至十五亿元", 1e9, 1.5e9), ("三到五万元", 3e4, 5e4), ("三五万元", 3e4, 5e4), ("七八十元", 70, 80),
    ],
)  # fmt: skip
def test_a_scale_of_the_second_end_reaches_the_first_unless_it_has_its_own(
    text: str, low: float, high: float
) -> None:
    quantity = the_only(f"补助{text}。")
    assert (quantity.comparator, quantity.low, quantity.high) == ("range", low, high)


@pytest.mark.parametrize(
    ("text", "low", "high", "comparator"),
    [
        ("三分之一以上", 100 / 3, None, "ge"), ("不少于三分之一", 100 / 3, None, "ge"),
        ("七成左右", 70, 70, "approx"),
        ("超七成", 70, None, "gt"), ("近七成", 70, 70, "approx"), ("不足三成", None, 30, "lt"),
        ("一半以上", 50, None, "ge"),
        ("百分之九十五以上", 95, None, "ge"), ("百分之十五点五", 15.5, 15.5, "eq"), ("过半", 50, None, "gt"),
        ("百分之五至百分之八", 5, 8, "range"), ("三成至五成", 30, 50, "range"),
    ],
)  # fmt: skip
def test_a_share_is_read_with_its_bound(
    text: str, low: float | None, high: float | None, comparator: str
) -> None:
    quantity = the_only(f"比例{text}。")
    assert (quantity.unit, quantity.comparator) == ("percent", comparator)
    assert (quantity.low, quantity.high) == pytest.approx((low, high), abs=0.005)


@pytest.mark.parametrize(
    ("text", "value", "comparator"),
    [("翻番", 2, "eq"), ("翻一番", 2, "eq"), ("翻两番", 4, "eq"), ("翻一番以上", 2, "ge"),
     ("减半", 0.5, "eq"), ("增长1.5倍", 1.5, "eq"), ("增长1倍以上", 1, "ge")],
)  # fmt: skip
def test_a_multiple_is_a_ratio(text: str, value: float, comparator: str) -> None:
    quantity = the_only(f"产量{text}。")
    assert (quantity.unit, quantity.low, quantity.comparator) == ("ratio", value, comparator)


def test_a_ratio_of_three_parts_has_no_value() -> None:
    quantity = the_only("产业结构优化为3.2：45.8：51.0。")
    assert (quantity.unit, quantity.low, quantity.high) == ("ratio", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "新建学校。", "G60科创走廊建设", "发展5G网络", "培育世界500强", "第三产业发展", "“135”行动计划",
        "第12次会议",
        "3号楼改造", "2.0版上线", "", "共计", "12", "一二三四", "不低于", "从到", "国发〔2018〕42号文件",
        "《500家企业名录》发布",
    ],
)  # fmt: skip
def test_text_without_a_quantity_gives_none(text: str) -> None:
    assert found(text) == []


def test_a_number_inside_a_time_is_left_alone() -> None:
    text = "到2025年达到12家。"
    assert [text[q.start : q.end] for q in FINDER.find(text, [(0, 6)])] == ["达到12家"]


@given(
    st.text(
        alphabet="0123456789.,万亿千百十一二三五两半余多几元家%个年以上不低于约近超—至到分之成倍翻番 ",
        max_size=40,
    )
)
def test_quantities_of_any_text_lie_in_order_and_make_sense(text: str) -> None:
    position = 0
    for quantity in FINDER.find(text, []):
        assert position <= quantity.number_start < quantity.number_end <= quantity.end <= len(text)
        assert quantity.start <= quantity.number_start
        position = quantity.number_end
        values = [value for value in (quantity.low, quantity.high) if value is not None]
        assert all(value >= 0 for value in values)
        if quantity.comparator == "range":
            assert values[0] < values[1]


@pytest.mark.parametrize(
    "text",
    ["时间:2019年5月6日 04:16:45", "2019-05-06 02:14:00 对于", "2019年5月6日14:30发布", "(2019/5/6 9:05)"],
)
def test_a_time_of_day_is_no_quantity(text: str) -> None:
    assert [q.number_text for q in FINDER.find(text, []) if ":" in q.number_text or q.low == 0] == []


def test_a_structure_is_a_quantity_and_an_effect_is_none() -> None:
    assert FINDER.find("三次产业结构为6:44:50", [])[0].number_text == "6:44:50"
    assert FINDER.find("放大创业带动就业的倍增效应", []) == []
