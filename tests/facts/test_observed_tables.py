"""Tables of statistical bulletins give each value its measure, its unit and its time, and each change its sign."""

import datetime as dt

from tests.facts.test_whole_documents import facts

BULLETIN = "北海市2021年国民经济和社会发展统计公报\n二、工业和农业\n"


def test_a_column_of_changes_makes_a_table_of_statistics() -> None:
    found = facts(
        BULLETIN + "产品名称 产量（万吨） 比上年增长（%）\n甘蔗 86.5 2.1\n木薯 8.3 -1.2\n全年农业保持稳定。\n"
    )
    assert [(fact.kind, fact.metric, fact.low, fact.unit, fact.type) for fact in found] == [
        ("statistic", "甘蔗产量", 865_000, "tonne", "flow"),
        ("statistic", "甘蔗产量增长", 2.1, "percent", "growth"),
        ("statistic", "木薯产量", 83_000, "tonne", "flow"),
        ("statistic", "木薯产量增长", -1.2, "percent", "growth"),
    ]
    assert {(fact.period.start, fact.period.end) for fact in found} == {
        (dt.date(2021, 1, 1), dt.date(2021, 12, 31))
    }


def test_units_may_stand_in_a_column_of_their_own() -> None:
    found = facts(BULLETIN + "产品名称 单位 产量 比上年±%\n发电量 亿千瓦时 86.5 —\n#风电 亿千瓦时 12.5 6.0\n")
    assert [(fact.metric, fact.low, fact.unit) for fact in found] == [
        ("发电量", 8.65e9, "kWh"),
        ("风电产量", 1.25e9, "kWh"),
        ("风电产量增长", 6.0, "percent"),
    ]


def test_a_copy_may_have_put_each_cell_on_a_line() -> None:
    found = facts(
        "北海市2024年一季度生产总值核算结果\n绝对额（亿元）\n\n同比增长（%）\n\n全市生产总值\n\n629.9\n\n5.3\n\n第一产业\n\n53.8\n\n-0.4\n\n"
        "注：按不变价计算。\n"
    )
    assert [(fact.metric, fact.low) for fact in found] == [
        ("全市生产总值", 6.299e10),
        ("全市生产总值增长", 5.3),
        ("第一产业", 5.38e9),
        ("第一产业增长", -0.4),
    ]
    assert {fact.period.end for fact in found} == {dt.date(2024, 3, 31)}


def test_no_table_is_read_where_its_time_is_unknown_or_to_come() -> None:
    rows = "产品名称 产量（万吨） 比上年增长（%）\n甘蔗 86.5 2.1\n"
    assert facts("北海市农产品产量\n" + rows) == []
    assert all(fact.rule_id != "table/observed-row" for fact in facts("北海市2025年农业生产计划\n" + rows))


def test_prose_and_columns_without_units_are_no_table() -> None:
    prose = "工业增加值（亿元） 86.5 增长 2.1%\n增长较快的有3家\n"
    assert all(fact.rule_id != "table/observed-row" for fact in facts(BULLETIN + prose))
    assert facts(BULLETIN + "产品名称 产量 比上年增长（%）\n甘蔗 86.5 2.1\n") == []
