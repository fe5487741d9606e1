"""Which metrics are one indicator, and which only look like it."""

from pathlib import Path

import pytest

from extract.indicators import (
    IndicatorFileError,
    Indicators,
    load_indicators,
    name_indicators,
    with_indicators,
)
from extract.mentions.units import UnitTable, load_units

REFERENCE = Path(__file__).parents[2] / "raw" / "reference"


@pytest.fixture(scope="module")
def units() -> UnitTable:
    return load_units(REFERENCE / "units.csv")


@pytest.fixture(scope="module")
def indicators(units: UnitTable) -> Indicators:
    return load_indicators(REFERENCE / "indicators.yml", units)


@pytest.mark.parametrize(
    ("metric", "unit", "kind", "code"),
    [
        ("地区生产总值", "CNY", "level", "gdp"),
        ("全市GDP总量", "CNY", "level", "gdp"),
        ("力争全省生产总值达到", "CNY", "level", "gdp"),
        ("浙江省生产总值", "CNY", "flow", "gdp"),
        ("浦东新区生产总值", "CNY", "flow", "gdp"),
        ("gdp", "CNY", None, "gdp"),
        ("人均地区生产总值", "other:元/人", "level", "gdp_per_capita"),
        ("生产总值年均增长", "percent", "growth", "gdp_average_growth"),
        ("经济增长", "percent", "growth", "gdp_real_growth"),
        ("地区生产总值增速", "percent", None, "gdp_real_growth"),
        ("完成工业总产值", "CNY", "flow", "industrial_output"),
        ("完成工业总产值同比增长", "percent", "growth", "industrial_output_growth"),
        ("工业总产值(与生产性服务业营收合计)", "CNY", None, "own"),
        ("全市细颗粒物(PM2.5)平均浓度", "ug/m3", "level", "pm25_concentration"),
        ("PM2.5浓度下降", "percent", "growth", "pm25_concentration_decline"),
        ("单位GDP能耗降低", "percent", "share", "energy_per_gdp_decline"),
        ("新增高新技术企业", "count", "increment", "high_tech_firms_increment"),
        ("高新技术企业数量", "count", "level", "high_tech_firms"),
        ("高新技术企业", "CNY", "level", "own"),
        ("R&D经费支出占GDP比重", "percent", "share", "rd_intensity"),
        ("研究与试验发展经费支出占生产总值比重", "percent", "share", "rd_intensity"),
        ("单位国内生产总值能源消耗降低", "percent", "share", "energy_per_gdp_decline"),
        ("省属企业研发投入强度", "percent", "share", "own"),
        ("每千人口执业(助理)医师数", "person", "level", "physicians_per_1000"),
        ("常住人口城镇化率", "percent", "share", "urbanisation_rate"),
        ("户籍人口城镇化率", "percent", "share", "registered_urbanisation_rate"),
        ("steel_output", "tonne", None, "steel_output"),
        ("移动电话用户数", "household", "level", "mobile_users"),
    ],
)
def test_a_metric_belongs_to_the_listed_indicator_that_says_the_same(
    indicators: Indicators, metric: str, unit: str, kind: str | None, code: str
) -> None:
    found = indicators.of(metric, unit, kind)[0].code
    assert found.partition(":")[0] == code if code == "own" else found == code


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("国有控股上市公司", "count", "level"), ("国有控股上市公司数量达到", "count", "level")),
        (("完成产业投资", "CNY", "flow"), ("产业投资", "CNY", None)),
        (("产业投资同比增长", "percent", None), ("完成产业投资增速", "percent", "growth")),
        (("“最多跑一次”实现率", "percent", "share"), ("全省最多跑一次的实现率", "percent", "share")),
        (("ＰＭ２．５浓度", "ug/m3", "level"), ("PM2.5平均浓度", "ug/m3", "level")),
    ],
)
def test_two_wordings_of_one_thing_are_one_series(
    indicators: Indicators, first: tuple[str, str, str | None], second: tuple[str, str, str | None]
) -> None:
    assert indicators.of(*first)[0].code == indicators.of(*second)[0].code


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("国有控股上市公司", "count", "level"), ("新增国有控股上市公司", "count", "increment")),
        (("国有控股上市公司", "count", "level"), ("省属国有控股上市公司", "count", "level")),
        (("产业投资", "CNY", "flow"), ("产业投资增长", "percent", "growth")),
        (("产业投资增长", "percent", "growth"), ("产业投资年均增长", "percent", "growth")),
        (("高新技术企业", "count", "level"), ("高新技术企业(培育)", "count", "level")),
    ],
)
def test_what_differs_in_subject_or_measure_is_another_series(
    indicators: Indicators, first: tuple[str, str, str | None], second: tuple[str, str, str | None]
) -> None:
    assert indicators.of(*first)[0].code != indicators.of(*second)[0].code


def test_an_own_indicator_narrows_the_general_one_that_ends_its_wording(indicators: Indicators) -> None:
    own, general = indicators.of("省属企业资产负债率", "percent", "share")
    assert not own.is_listed
    assert own.name_zh == "省属企业资产负债率"
    assert (own.parent, own.better) == (general.code, "lower") == ("debt_asset_ratio", "lower")


@pytest.mark.parametrize(
    ("metric", "is_regional"),
    [("地区生产总值", True), ("工业总产值增速", True), ("营业收入", False), ("省属企业营业收入", False)],
)
def test_only_where_place_and_indicator_say_enough_may_strange_values_be_compared(
    indicators: Indicators, metric: str, is_regional: bool
) -> None:
    unit = "percent" if "增速" in metric else "CNY"
    assert indicators.of(metric, unit, None)[0].is_regional is is_regional


def test_a_growth_rate_leads_back_to_what_grows_and_a_decline_turns_the_better_direction(
    indicators: Indicators,
) -> None:
    rate, value = indicators.of("产业投资增速", "percent", "growth")
    assert (rate.parent, rate.measure) == (value.code, "growth")
    decline, concentration = indicators.of("细颗粒物浓度下降", "percent", "growth")
    assert (decline.better, concentration.better) == ("higher", "lower")


def test_every_listed_indicator_is_found_by_each_of_its_names_and_by_its_code(indicators: Indicators) -> None:
    for code, indicator in indicators.listed.items():
        assert indicators.of(code, indicator.unit, None)[0].code == code
        assert indicators.of(indicator.name_zh, indicator.unit, None)[0].code == code
    assert len(indicators.listed) >= 120


def test_every_target_with_a_quantity_and_every_figure_is_given_its_indicator(indicators: Indicators) -> None:
    rows = with_indicators(
        {
            "targets": [
                {"metric": "产业投资", "unit": "CNY", "target_type": "flow"},
                {"metric": "平台上线", "unit": None, "target_type": "milestone"},
            ],
            "statistics": [{"metric": "产业投资", "unit": "CNY", "statistic_type": "flow"}],
        },
        indicators,
    )
    investment, milestone = (row["indicator_code"] for row in rows["targets"])
    assert milestone is None
    assert [row["indicator_code"] for row in rows["statistics"]] == [investment]
    assert [row["indicator_code"] for row in rows["indicators"]] == [investment]

    figures = [{"indicator_text": "地区生产总值", "indicator_code": "地区生产总值", "unit": "CNY"}]
    assert [row["indicator_code"] for row in name_indicators(figures, indicators)] == ["gdp"]
    assert figures[0] == {"indicator_text": "地区生产总值", "indicator_code": "gdp", "unit": "CNY"}


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{name_zh: 甲}", "expected .*; found no"),
        (
            "{name_zh: 甲, name_en: A, units: [furlong], better: higher, summable: true, wordings: []}",
            r"expected units of raw/reference/units.csv; found \['furlong'\]",
        ),
        (
            "{name_zh: 甲, name_en: A, units: [], better: up, summable: true, wordings: []}",
            "expected better to be higher, lower or none; found 'up'",
        ),
        (
            "{name_zh: 甲, name_en: A, units: [], better: none, summable: true, wordings: [], growth_of: b}",
            "expected growth_of to be the code of another entry; found 'b'",
        ),
    ],
    ids=["incomplete", "unknown unit", "unknown direction", "unknown base"],
)
def test_a_wrong_entry_is_named(tmp_path: Path, units: UnitTable, entry: str, message: str) -> None:
    path = tmp_path / "indicators.yml"
    path.write_text(f"first: {entry}\n", encoding="utf-8")
    with pytest.raises(IndicatorFileError, match=f"entry first: {message}"):
        load_indicators(path, units)
