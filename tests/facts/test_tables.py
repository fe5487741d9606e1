"""Tables that were copied as plain text give each value its measure, its year and its unit."""

import datetime as dt

from tests.facts.test_whole_documents import facts

PLAN = "南山市养老服务发展规划（2021—2025年）\n一、主要目标\n"
END = dt.date(2025, 12, 31)


def test_words_for_groups_between_rows_do_not_end_a_table() -> None:
    found = facts(
        PLAN
        + "类别 指标 2020年 2025年 年均增长〔累计〕 属性\n设施\n建设 1.养老床位（张） 8600 12000 7%左右 预期性\n"
        "2.护理型床位占比（%） 41.5 ≥55 〔13.5〕 约束性\n人才\n培养 3.持证护理员（人） 900 2000 — 预期性\n注：〔〕内为五年累计数。\n"
    )
    assert [(fact.metric, fact.low, fact.baseline, fact.type) for fact in found] == [
        ("养老床位", 12_000, 8_600, "level"),
        ("养老床位年均增长", 7, None, "growth"),
        ("护理型床位占比", 55, 41.5, "share"),
        ("持证护理员", 2_000, 900, "level"),
    ]


def test_a_group_without_a_column_of_its_own_moves_the_row() -> None:
    found = facts(
        PLAN + "指 标 2020年 2025年 属性\n服务 助餐点（个） 120 300 预期性\n日间照料中心（个） 60 90 预期性\n"
    )
    assert [(fact.metric, fact.low, fact.baseline) for fact in found] == [
        ("助餐点", 300, 120),
        ("日间照料中心", 90, 60),
    ]


def test_a_year_between_is_a_value_of_its_own() -> None:
    found = facts(
        "南山市养老服务发展规划中期评估报告\n（2023年8月）\n一、进展\n"
        "指标 2020年 2022年 2025年目标\n养老床位（张） 8600 9800 12000\n"
    )
    assert [(fact.kind, fact.low, fact.baseline, fact.period.start, fact.period.end) for fact in found] == [
        ("statistic", 9_800, None, dt.date(2022, 1, 1), dt.date(2022, 12, 31)),
        ("target", 12_000, 8_600, None, END),
    ]


def test_years_to_come_that_follow_on_each_other_have_a_target_each() -> None:
    found = facts(
        "南山市旅游发展行动计划（2022—2024年）\n一、主要目标\n指标 2022年 2023年 2024年\n旅游收入（亿元） 60 72 85\n"
    )
    assert [(fact.kind, fact.type, fact.low, fact.baseline, fact.period.start) for fact in found] == [
        ("target", "flow", 6e9, None, dt.date(2022, 1, 1)),
        ("target", "flow", 7.2e9, None, dt.date(2023, 1, 1)),
        ("target", "flow", 8.5e9, None, dt.date(2024, 1, 1)),
    ]


def test_a_first_year_that_was_seen_is_what_the_others_start_from() -> None:
    found = facts(
        "南山市旅游发展行动计划（2022—2024年）\n一、主要目标\n指标 2022年预计 2023年 2024年\n旅游收入（亿元） 60 72 85\n"
    )
    assert [(fact.low, fact.baseline) for fact in found] == [(7.2e9, None), (8.5e9, 6e9)]


def test_places_stand_below_periods_that_share_a_measure() -> None:
    found = facts(
        "“十三五”节水实施方案\n（2016年5月）\n一、目标\n各地区节水目标\n地　区　　万元产值用水量降低率（%）\n"
        "“十二五”时期　“十三五”时期\n东　山　18.2　15\n西山市　20.0　17\n注：以上为公布数据。\n"
    )
    assert [(fact.kind, fact.metric, fact.low, fact.type, fact.period.end) for fact in found] == [
        ("statistic", "东山万元产值用水量降低率", 18.2, "growth", dt.date(2015, 12, 31)),
        ("target", "东山万元产值用水量降低率", 15, "growth", dt.date(2020, 12, 31)),
        ("statistic", "西山市万元产值用水量降低率", 20, "growth", dt.date(2015, 12, 31)),
        ("target", "西山市万元产值用水量降低率", 17, "growth", dt.date(2020, 12, 31)),
    ]


def test_places_stand_below_measures_that_say_their_units() -> None:
    found = facts(
        "南山市2023年民生实事实施方案\n一、任务\n2023年各县区目标任务分解表\n"
        "县区 新增床位（张） 改造户数（户）\n东山县 300 120\n西山区 150 —\n"
    )
    assert [(fact.metric, fact.low, fact.period.end) for fact in found] == [
        ("东山县新增床位", 300, dt.date(2023, 12, 31)),
        ("东山县改造户数", 120, dt.date(2023, 12, 31)),
        ("西山区新增床位", 150, dt.date(2023, 12, 31)),
    ]


def test_a_table_of_places_that_sets_no_goals_is_left() -> None:
    assert not facts(
        "南山市2023年民生实事实施方案\n一、任务\n各县区基本情况\n县区 户籍人口（人） 村数（个）\n东山县 300 120\n"
    )


def test_what_is_done_is_counted_as_work_in_tables_too() -> None:
    found = facts(
        "南山市2022年民生实施方案\n一、目标\n指标 单位 2022年目标\n新建农村公路 公里 280\n农村危房改造 户 2100\n养老床位 张 800\n"
    )
    assert [(fact.metric, fact.type) for fact in found] == [
        ("新建农村公路", "flow"),
        ("农村危房改造", "flow"),
        ("养老床位", "level"),
    ]
