"""What only a whole document can tell: whether its numbers bind, and by when."""

import datetime as dt
from pathlib import Path

import pytest

from extract.extraction import extract
from extract.facts.model import Fact
from extract.reference import load_reference
from extract.source import source_from_bytes
from extract.tables import document_rows

ROOT = Path(__file__).parents[2]
REFERENCE = load_reference(ROOT / "raw" / "reference")


def facts(text: str) -> list[Fact]:
    extraction = extract(source_from_bytes(text.encode(), "made-up.txt"), REFERENCE)
    return [fact for document in extraction.documents for fact in document.facts]


def test_the_brackets_that_close_an_item_are_its_deadline() -> None:
    found = facts(
        "南山市2021年工作要点\n一、深化改革\n"
        "1．项目审批环节由12个精简为6个。（市住建局，8月底前）\n"
        "2．新建公园30个，6月底前开放10个。（市园林局牵头，11月底前完成）\n"
        "3．新登记市场主体18万户。（市市场监管局）\n"
    )
    assert [(fact.low, fact.period.end) for fact in found] == [
        (6, dt.date(2021, 8, 31)),
        (30, dt.date(2021, 11, 30)),
        (10, dt.date(2021, 6, 30)),
        (180_000, dt.date(2021, 12, 31)),
    ]


def test_brackets_within_an_item_are_not_its_deadline() -> None:
    found = facts(
        "南山市2021年工作要点\n一、深化改革\n1．新建公园（8月底前开放）30个，修路20公里。加强管理。\n"
    )
    assert {fact.period.end for fact in found if fact.low == 20} == {dt.date(2021, 12, 31)}


@pytest.mark.parametrize(
    "title",
    [
        "南山市2021年工作要点任务分解表",
        "南山市2021年十件民生实事公布",
        "南山市2021年促进消费若干措施",
        "南山市与北海市2021年合作框架协议",
    ],
)
def test_an_instrument_that_binds_promises_what_it_counts(title: str) -> None:
    assert {fact.kind for fact in facts(f"{title}\n一、提升服务\n1．新建公园30个。\n")} == {"target"}


def test_a_report_on_what_happened_promises_nothing() -> None:
    assert {fact.kind for fact in facts("南山市2021年统计公报\n一、综合\n全年新建公园30个。\n")} == {
        "statistic"
    }


def test_a_number_implies_the_value_before_only_of_its_own_metric() -> None:
    found = facts("南山市2021年工作要点\n一、就业\n1．新增就业7.5万人，扶持创业4000人。\n")
    assert [(fact.low, fact.baseline) for fact in found] == [(75_000, None), (4_000, None)]


def test_a_rise_implies_the_value_before_it() -> None:
    found = facts("南山市2021年工作要点\n一、住房\n1．覆盖率提高18个百分点，达到65%。\n")
    assert [(fact.low, fact.baseline) for fact in found] == [(18, None), (65, 47)]


def test_a_year_that_only_says_which_one_is_no_deadline() -> None:
    found = facts("南山市2021年工作要点\n一、协作\n1．4月底前签订2021年度协作协议。\n")
    assert [(fact.metric, fact.period.end) for fact in found] == [
        ("签订2021年度协作协议", dt.date(2021, 4, 30))
    ]


def test_rows_of_a_table_as_wide_as_each_other_stay_rows() -> None:
    found = facts(
        "南山市教育发展规划（2021—2025年）\n一、主要目标\n指标 | 2020年 | 2025年 | 属性\n"
        "学前教育毛入园率（%） | 89.6 | 93 | 预期性\n义务教育巩固率（%） | 95.1 | 96.5 | 约束性\n"
        "高中阶段毛入学率（%） | 90.3 | ≥92 | 预期性\n"
    )
    assert [(fact.metric, fact.low, fact.baseline) for fact in found] == [
        ("学前教育毛入园率", 93, 89.6),
        ("义务教育巩固率", 96.5, 95.1),
        ("高中阶段毛入学率", 92, 90.3),
    ]


def test_how_often_something_is_done_is_a_frequency() -> None:
    found = facts(
        "南山市2021年工作要点\n一、重点任务\n1．县政府每年组织考核两次，每月到现场调度不少于三次。\n"
    )
    assert [(fact.type, fact.low, fact.unit) for fact in found] == [
        ("frequency", 2, "times_per_year"),
        ("frequency", 3, "other:次/月"),
    ]


def test_a_speech_promises_what_its_tasks_set() -> None:
    found = facts(
        "在全市动员大会上的讲话\n一、肯定成绩\n去年新建公园20个。\n二、明确任务\n审批事项再砍掉两成，新建公园30个。\n"
    )
    assert [(fact.kind, fact.low) for fact in found] == [("statistic", 20), ("target", 20), ("target", 30)]


def test_what_has_been_done_since_an_event_is_reported() -> None:
    found = facts("南山市扶贫行动计划\n一、总体目标\n党的十八大以来，累计减贫6万人。到2020年，减贫2万人。\n")
    assert [(fact.kind, fact.low) for fact in found] == [("statistic", 60_000), ("target", 20_000)]


def test_a_footnote_and_the_number_of_copies_count_nothing() -> None:
    assert not facts("南山市合作框架协议\n一、附则\n1．本协议一式六份。\n[1]本数据为初步统计数。\n")


def test_a_bound_on_what_is_measured_is_no_figure_of_its_own() -> None:
    found = facts("南山市2021年统计公报\n一、投资\n全年500万元以上项目固定资产投资380.6亿元。\n")
    assert [fact.low for fact in found] == [38_060_000_000]


def test_a_title_with_its_years_on_the_next_line_is_written_in_one() -> None:
    source = source_from_bytes(
        "南山市水利行动計劃\n（2020—2022年）\n\n為加快发展，制定本计划。\n一、总体目标\n".encode(),
        "made-up.txt",
    )
    [row] = document_rows(extract(source, REFERENCE))["documents"]
    assert row["title"] == "南山市水利行动計劃（2020—2022年）"


def test_minutes_report_what_was_heard_and_bind_what_was_resolved() -> None:
    found = facts(
        "关于研究停车设施建设的会议纪要\n会议指出，全市停车位12万个，缺口较大。会议要求，新建车位5000个。\n"
        "一、新建停车场12座。\n二、市财政安排3000万元，7月底前拨付到位。\n"
    )
    assert [(fact.kind, fact.low) for fact in found if fact.type != "milestone"] == [
        ("statistic", 120_000),
        ("target", 5_000),
        ("target", 12),
        ("target", 30_000_000),
    ]


def test_a_limit_behind_the_day_of_a_news_item_is_one() -> None:
    found = facts(
        "北山市召开新闻发布会\n发布时间：2022-05-20\n今年9月底前，贷款余额达到800亿元。截至4月底，贷款余额760亿元。\n"
    )
    assert [(fact.kind, fact.low) for fact in found] == [
        ("target", 80_000_000_000),
        ("statistic", 76_000_000_000),
    ]


def test_nothing_observed_takes_over_the_window_of_goals() -> None:
    found = facts(
        "南山市林业实施方案\n（2021年3月1日）\n一、总体目标\n到2025年，造林60万亩。\n二、重点任务\n全市已建成苗圃40个。\n"
    )
    assert [(fact.kind, fact.period.end) for fact in found] == [
        ("target", dt.date(2025, 12, 31)),
        ("statistic", None),
    ]


def test_the_whole_year_of_a_review_is_the_year_before_the_plan() -> None:
    found = facts(
        "南山市港口发展行动计划（2022—2024年）\n一、现状基础\n全年吞吐量突破300万吨。\n二、主要任务\n全年吞吐量突破400万吨。\n"
    )
    assert [(fact.kind, fact.period.end) for fact in found] == [
        ("statistic", dt.date(2021, 12, 31)),
        ("target", dt.date(2022, 12, 31)),
    ]


def test_a_table_with_a_cell_on_each_line_is_read_row_by_row() -> None:
    found = facts(
        "南山市养老服务发展规划（2021—2025年）\n一、主要目标\n专栏1 主要指标\n序号\n指标\n单位\n2020年\n2025年\n属性\n"
        "1\n养老床位总数\n万张\n1.2\n1.8\n预期性\n服务质量\n2\n护理型床位占比\n%\n40\n≥55\n约束性\n"
        "3\n养老护理员\n人\n—\n3000以上\n预期性\n注：2020年为快报数。\n二、主要任务\n新建养老院12所。\n"
    )
    assert [(fact.metric, fact.low, fact.comparator, fact.baseline) for fact in found] == [
        ("养老床位总数", 18_000, "eq", 12_000),
        ("护理型床位占比", 55, "ge", 40),
        ("养老护理员", 3_000, "ge", None),
        ("新建养老院", 12, "eq", None),
    ]


def test_short_lines_below_a_word_that_heads_names_are_no_table_without_years() -> None:
    assert [
        fact.low for fact in facts("南山市工作方案\n一、重点任务\n项目\n道路改造\n新建道路20公里。\n2025年\n")
    ] == [20]


def test_a_table_of_places_sets_a_goal_for_each_place_and_year() -> None:
    found = facts(
        "南山市造林实施方案\n（2022年2月1日）\n一、主要目标\n各县（市、区）造林面积任务（万亩）：\n"
        "县（市、区） | 2022年 | 2023年\n东山县 | 3.5 | 4\n西山区 | 1.2 | —\n二、重点任务\n新建苗圃5个。\n"
    )
    assert [(fact.metric, fact.low, fact.period.end) for fact in found] == [
        ("东山县造林面积", 35_000, dt.date(2022, 12, 31)),
        ("东山县造林面积", 40_000, dt.date(2023, 12, 31)),
        ("西山区造林面积", 12_000, dt.date(2022, 12, 31)),
        ("新建苗圃", 5, None),
    ]


def test_a_table_of_places_that_says_nothing_of_its_unit_is_left() -> None:
    assert not facts("南山市造林实施方案\n一、主要目标\n任务分解\n县区 | 2022年 | 2023年\n东山县 | 3.5 | 4\n")


def test_a_unit_that_heads_a_column_is_no_amount() -> None:
    assert not facts("南山市产业发展规划\n一、主要目标\n工业总产值（亿元）\n单位：万元\n")


def test_what_follows_two_horizons_stands_under_neither() -> None:
    found = facts(
        "南山市教育发展规划（2021—2025年）\n一、主要任务\n到2023年，新建学校9所；到2024年，新建幼儿园12所。每年培训教师400名。\n"
    )
    assert [(fact.low, fact.period.end) for fact in found] == [
        (9, dt.date(2023, 12, 31)),
        (12, dt.date(2024, 12, 31)),
        (400, dt.date(2025, 12, 31)),
    ]


def test_a_limit_inside_a_clause_ends_with_the_semicolon() -> None:
    found = facts(
        "南山市2021年工作要点\n一、环保\n1．污水处理厂6月底前新增处理能力3万吨；关停锅炉46台。（市环保局，完成时限：10月20日）\n"
    )
    assert [(fact.low, fact.period.start, fact.period.end) for fact in found] == [
        (30_000, None, dt.date(2021, 6, 30)),
        (46, None, dt.date(2021, 10, 20)),
    ]


def test_standards_that_are_issued_are_counted_as_work_done() -> None:
    found = facts("南山市2021年工作要点\n一、质量\n1．制定地方标准20项。\n")
    assert [(fact.type, fact.low) for fact in found] == [("flow", 20)]


def test_a_horizon_named_in_a_review_dates_nothing_that_it_reports() -> None:
    found = facts(
        "政府工作报告\n——2012年1月10日在北海市人民代表大会上\n一、2011年工作回顾\n"
        "到2020年的水利规划经市人大通过。全年除险加固水库12座，造林30万亩。\n"
    )
    assert {fact.period.end for fact in found} == {dt.date(2011, 12, 31)}
    assert len(found) == 2


def test_the_end_of_its_year_does_not_hold_for_the_rest_of_a_bulletin() -> None:
    found = facts(
        "南山市2017年国民经济和社会发展统计公报\n一、综合\n年末常住人口286.4万人。新建公园30个。税收增长8.2%。\n"
    )
    assert [(fact.period.start, fact.period.end) for fact in found] == [
        (None, dt.date(2017, 12, 31)),
        (dt.date(2017, 1, 1), dt.date(2017, 12, 31)),
        (dt.date(2017, 1, 1), dt.date(2017, 12, 31)),
    ]
