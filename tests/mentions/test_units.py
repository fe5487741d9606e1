"""Every unit of the table is read back behind a number, with scales and as part of a compound."""

from decimal import Decimal
from pathlib import Path

import pytest

from extract.mentions.quantities import QuantityFinder
from extract.mentions.quantity_bounds import Quantity
from extract.mentions.units import Unit, load_units
from extract.normalise.text import normalise
from schemas.registry import fields, tables

UNITS = load_units(Path(__file__).parents[2] / "raw" / "reference" / "units.csv")
FINDER = QuantityFinder(UNITS)
NAMES_A_PHASE = {"期"}
"""Behind a spelt number these name a part of a project (二期) and count nothing."""
NAMES_A_DAY = {"日"}
"""Without 内 behind it this is a day of the month (15日前报送)."""
COUNTED = [unit for unit in UNITS.by_text.values() if unit.text not in NAMES_A_DAY]
NEVER_ADDED = ("share", "ratio", "frequency", "concentration")


def the_only(text: str) -> Quantity:
    plain = normalise(text).text
    [quantity] = FINDER.find(plain, [])
    return quantity


def assert_read(quantity: Quantity, number: str, unit: Unit) -> None:
    assert quantity.unit == unit.code
    assert quantity.low == pytest.approx(float(Decimal(number) * unit.factor))
    assert quantity.is_counter == unit.is_counter


@pytest.mark.parametrize("unit", COUNTED, ids=lambda unit: unit.text)
def test_a_unit_is_read_behind_a_number(unit: Unit) -> None:
    assert_read(the_only(f"共计37{unit.text}。"), "37", unit)
    assert_read(the_only(f"共计2.5万{unit.text}。"), "25000", unit)
    assert_read(the_only(f"共计3亿{unit.text},比例提高。"), "300000000", unit)
    assert_read(the_only(f"共计1,200{unit.text}。"), "1200", unit)
    assert_read(the_only(f"共计３７{unit.text}。"), "37", unit)


@pytest.mark.parametrize("unit", COUNTED, ids=lambda unit: unit.text)
def test_a_unit_is_read_with_a_bound_on_either_side(unit: Unit) -> None:
    for text in (f"不少于37{unit.text}。", f"达到37{unit.text}以上。"):
        quantity = the_only(text)
        assert (quantity.comparator, quantity.high) == ("ge", None)
        assert_read(quantity, "37", unit)


@pytest.mark.parametrize("unit", COUNTED, ids=lambda unit: unit.text)
def test_a_unit_is_read_behind_a_spelt_number(unit: Unit) -> None:
    if unit.text not in NAMES_A_PHASE:
        assert_read(the_only(f"共计三十七{unit.text}。"), "37", unit)


@pytest.mark.parametrize("unit", COUNTED, ids=lambda unit: unit.text)
def test_the_unit_is_kept_as_written(unit: Unit) -> None:
    assert the_only(f"共计2.5万{unit.text}。").unit_text == f"万{unit.text}"
    assert the_only(f"共计37{unit.text}。").unit_text == unit.text


def test_a_day_is_counted_only_where_it_is_a_length_of_time() -> None:
    for text in ("应于30日内办结。", "应于30日以内办结。", "应于三十日内办结。"):
        quantity = the_only(text)
        assert (quantity.unit, quantity.comparator, quantity.high) == ("day", "le", 30)
    assert FINDER.find("应于15日前报送。", []) == []


def test_a_canonical_unit_has_one_name_and_one_dimension() -> None:
    described: dict[str, set[tuple[str, str, bool]]] = {}
    for unit in UNITS.by_text.values():
        described.setdefault(unit.code, set()).add((unit.name_zh, unit.name_en, unit.is_additive))
    assert {code: names for code, names in described.items() if len(names) > 1} == {}


def test_a_unit_outside_the_vocabulary_is_marked_as_other() -> None:
    vocabulary = {
        "CNY", "USD", "EUR", "HKD", "JPY", "GBP", "TWD", "percent", "permille", "percentage_point", "hectare",
        "mu",
        "m2", "km2", "m", "cm", "km", "m3", "kg", "tonne", "kW", "kWh", "ug/m3", "hour", "minute", "day",
        "month",
        "year", "person", "person_time", "household", "times_per_year", "count", "ratio",
    }  # fmt: skip
    codes = {unit.code for unit in UNITS.by_text.values()}
    assert {code for code in codes if not code.startswith("other:")} == vocabulary


def test_proportions_and_units_outside_the_vocabulary_are_never_added() -> None:
    for unit in UNITS.by_text.values():
        never = unit.dimension in NEVER_ADDED or unit.code.startswith("other:")
        assert unit.is_additive != never, unit.text


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("微克/立方米", "ug/m3"),
        ("元/平方米", "other:元/平方米"),
        ("件/台", "other:件/台"),
        ("吨/公顷", "other:吨/公顷"),
        ("千瓦时/吨", "other:千瓦时/吨"),
    ],
)
def test_a_compound_of_two_units_is_one_unit(written: str, code: str) -> None:
    assert the_only(f"共计37{written}。").unit == code


def test_the_table_of_units_becomes_rows_of_the_raw_table() -> None:
    assert {"unit", "name_zh", "name_en", "dimension", "is_additive"} <= {
        column.name for column in tables()["units"].columns
    }
    assert "is_known_unit" in fields()
    assert all(unit.name_zh and unit.name_en and unit.dimension for unit in UNITS.by_text.values())
