"""What the parts of reports, summaries and evaluations say of their numbers: seen or planned, and over what time."""

import datetime as dt

import pytest

from tests.facts.test_whole_documents import facts

Found = list[tuple[str, float | None]]


def kinds(text: str) -> Found:
    return [(fact.kind, fact.low) for fact in facts(text)]


def windows(text: str) -> list[tuple[float | None, dt.date | None, dt.date | None]]:
    return [(fact.low, fact.period.start, fact.period.end) for fact in facts(text)]


def year(first: int, last: int | None = None) -> tuple[dt.date, dt.date]:
    return dt.date(first, 1, 1), dt.date(last or first, 12, 31)


BUDGET = """关于西山县2011年财政预算执行情况和
2012年财政预算草案的报告
——2012年2月3日在西山县第八届人民代表大会第二次会议上
西山县财政局
各位代表：
受县人民政府委托，现将有关情况提请大会审议，并请县政协委员和列席人员提出意见。
一、2011年预算执行情况
全县财政收入8.6亿元，增长12%。
二、2012年预算草案
全县财政收入安排9.7亿元，比上年增长13%。
三、做好2012年财政工作的措施
统筹资金2300万元，新建幼儿园6所。
"""
PLAN_REPORT = """关于南湖县2019年国民经济和社会发展计划执行情况及2020年计划草案的报告
南湖县发展和改革局
（2020年3月5日）
一、2019年国民经济和社会发展计划执行情况
地区生产总值210亿元。
二、2020年经济社会发展的主要目标
城镇新增就业5000人。
三、2020年经济社会发展的主要任务
（一）扩大投资。实施项目88个。
"""
SUMMARY = """东山县水利局2013年工作总结
2013年12月18日
一、2013年工作回顾
新建水库2座。
（一）水利建设。治理河道12公里。
二、存在的问题
仍有3万人饮水困难。
三、2014年工作打算
新建水库5座，治理河道20公里。
"""
ACCOUNT = """关于贯彻落实《青山县旅游发展规划》情况的报告
一、主要做法
新建景区3个。
二、存在困难和问题
星级酒店仅有2家。
三、下步工作打算
新建景区4个。
"""
ARTICLE = """“十二五”时期我市交通工作回顾
公路里程达到1.2万公里。
一、主要成就
新建高速公路86公里。
二、“十三五”交通发展主要任务
新建高速公路120公里。
"""
CIRCULAR = """东岭市人民政府关于2020年重点工作完成情况的通报
一、总体情况
120项重点工作完成112项。
二、工作要求
各单位要于11月底前完成剩余的8项任务。
"""


FIVE_YEARS = """政府工作报告
（2022年1月8日在青阳县第十八届人民代表大会第一次会议上）
过去五年工作回顾
过去的五年，是极不平凡的五年。累计完成投资560亿元。
今后五年奋斗目标和主要任务
规上企业达到200家，建成高标准农田20万亩。
2022年工作安排
一、全力抓项目。实施重点项目90个。
"""
HALF_YEAR = """关于2020年上半年国民经济和社会发展计划执行情况的报告
——2020年8月26日在安河市第五届人大常委会第三十次会议上
一、上半年计划执行情况
城镇新增就业1.6万人。
二、存在的主要问题
固定资产投资仅增长1.2%。
三、下半年工作重点
（一）抓好项目建设。新开工项目60个。
"""
RUN_TOGETHER = (
    "市水利局2021年上半年工作总结和下半年工作安排　今年以来，市水利局紧扣目标任务，狠抓落实，各项工作取得了新的进展，现将有关情况总结如下："
    "一、上半年工作完成情况（一）重点工程建设。除险加固水库18座。二、存在的不足。人员仅有60名。三、下半年工作安排（一）加快建设。除险加固水库22座。"
)
LATER_IN_REVIEW = """南岭县脱贫攻坚简报
（2017年11月10日）

我县脱贫攻坚取得阶段性成效
今年以来，全县减贫8600人。按照规划，到2020年贫困发生率要低于2%。
明年计划减贫1.1万人，退出贫困村45个。
"""


@pytest.mark.parametrize(
    ("text", "seen", "planned"),
    [
        (FIVE_YEARS, {5.6e10}, {200, 2e5, 90}),
        (HALF_YEAR, {1.6e4, 1.2}, {60}),
        (RUN_TOGETHER, {18, 60}, {22}),
        (LATER_IN_REVIEW, {8600}, {None, 1.1e4, 45}),
        (BUDGET, {8.6e8, 12}, {9.7e8, 13, 2.3e7, 6}),
        (PLAN_REPORT, {2.1e10}, {5000, 88}),
        (SUMMARY, {2, 12, 3e4}, {5, 20}),
        (ACCOUNT, {3, 2}, {4}),
        (ARTICLE, {1.2e4, 86}, {120}),
        (CIRCULAR, {120, 112}, {8}),
    ],
)
def test_each_part_of_a_report_says_what_its_numbers_are(
    text: str, seen: set[float], planned: set[float]
) -> None:
    found = kinds(text)
    assert {low for kind, low in found if kind == "statistic"} == seen
    assert {low for kind, low in found if kind == "target"} == planned


def test_the_year_of_a_heading_is_the_window_of_its_part() -> None:
    assert windows(SUMMARY)[-1] == (20, *year(2014))
    assert windows(BUDGET)[0] == (8.6e8, *year(2011))


def test_what_a_report_reviews_and_what_it_plans_have_their_own_years() -> None:
    assert windows(FIVE_YEARS) == [
        (5.6e10, *year(2017, 2021)),
        (200, *year(2022, 2026)),
        (2e5, *year(2022, 2026)),
        (90, *year(2022)),
    ]
    assert windows(HALF_YEAR)[1] == (1.2, dt.date(2020, 1, 1), dt.date(2020, 6, 30))


def test_the_heading_of_a_part_sets_no_limit() -> None:
    found = facts("西山县2019年工作要点\n一、完成2019年预算任务的主要措施\n盘活资金5亿元。\n")
    assert [fact.type for fact in found] == ["flow"]


EVALUATION = """关于《东岭市“十二五”科技发展规划》实施情况的中期评估报告
（2013年10月24日）
一、规划实施进展情况
2012年，研发投入达到19亿元，两年年均增长12%；专利授权由2010年的800件增加到1100件，年均增长17%。两年半来建成实验室46家。
新增科技企业160家，完成五年目标300家的53%。
二、存在的主要问题
技术交易额增长7%，仅完成规划目标（20%）的三成多。
三、后两年的目标和措施
到2015年，研发投入达到30亿元。
1、加大投入。后两年，新建实验室20家。
"""


def test_an_evaluation_tells_what_was_reached_and_what_is_still_to_come() -> None:
    assert {low for kind, low in kinds(EVALUATION) if kind == "target"} == {300, 20, 3e9}
    found = facts(EVALUATION)
    assert [(f.low, f.kind) for f in found if f.low == 20] == [(20, "target"), (20, "target")]


def test_an_evaluation_counts_over_the_years_of_the_plan() -> None:
    found = windows(EVALUATION)
    assert (1.9e9, *year(2012)) in found
    assert (12, *year(2011, 2012)) in found
    assert (17, *year(2011, 2012)) in found
    assert (46, dt.date(2011, 1, 1), dt.date(2013, 6, 30)) in found
    assert (20, *year(2014, 2015)) in found
    assert (300, *year(2011, 2015)) in found


@pytest.mark.parametrize("verb", ["是", "为", "："])
def test_an_introduction_may_name_the_goals_of_the_year(verb: str) -> None:
    text = f"东岭保税区2019年工作要点\n截至2018年底，累计注册企业486家。今年的主要预期目标{verb}：新增企业350家，其中外资企业不少于20家。\n一、深化改革\n1．提升服务。\n"
    assert kinds(text) == [("statistic", 486), ("target", 350), ("target", 20)]


def test_goals_that_have_been_reached_are_no_goals() -> None:
    text = "东岭市举行新闻发布会\n2019年确定的工作目标是新增企业350家，全市已新增企业410家。\n"
    assert ("statistic", 410) in kinds(text)


def test_the_end_of_a_year_dates_a_stock_in_a_text_that_plans_nothing() -> None:
    text = "我市渔业稳步发展\n2014年末，全市渔船达到1200艘，养殖面积5600公顷。\n"
    assert {kind for kind, _ in kinds(text)} == {"statistic"}
    assert kinds("我市渔业稳步发展\n到2030年，全市渔船达到1200艘。\n") == [("target", 1200)]


def test_years_from_and_to_are_a_stretch_and_no_horizon() -> None:
    text = "山区教育纪实\n就是从2003年到2007年，对96个村小进行了改造。\n"
    assert [(f.kind, f.low) for f in facts(text)] == [("statistic", 96)]


def test_a_report_says_what_falls_into_a_later_year_is_planned() -> None:
    assert kinds("东山县2013年工作总结\n2014年，县城新建学校8所。\n") == [("target", 8)]


def test_what_one_bullet_says_of_time_does_not_govern_the_next() -> None:
    found = windows(
        "东山县“十四五”发展规划\n一、主要目标\n今后五年努力实现以下目标：\n"
        "——开放。2023年底前建成机场。年旅客吞吐量达到50万人次。\n——生态。森林覆盖率达到56%。\n"
    )
    assert found[-1] == (56, *year(2021, 2025))


def test_a_plan_adds_up_its_years() -> None:
    found = windows(
        "东山县对口支援规划（2011—2015年）\n一、资金\n2011年安排资金7亿元，以后每年递增8%，五年合计43亿元。\n"
    )
    assert found == [(7e8, *year(2011)), (8, *year(2012, 2015)), (4.3e9, *year(2011, 2015))]


def test_a_report_adds_up_the_years_before_it() -> None:
    found = windows(
        "政府工作报告\n——2012年1月10日在北海市人民代表大会上\n一、过去五年工作回顾\n"
        "2011年，粮食总产40万吨。五年累计新增就业20万人。\n"
    )
    assert found == [(4e5, *year(2011)), (2e5, *year(2007, 2011))]


def test_a_change_since_the_last_plan_took_all_its_years() -> None:
    found = windows(
        "东山县概况\n与“十二五”末相比，2020年全县生产总值达到52亿元、净增16亿元，年均增长4.4%。粮食总产30万吨，比上年增长2%。\n"
    )
    assert found == [
        (5.2e9, *year(2020)),
        (1.6e9, *year(2016, 2020)),
        (4.4, *year(2016, 2020)),
        (3e5, *year(2020)),
        (2, *year(2020)),
    ]


def test_what_recurs_goes_on_behind_the_limit_of_something_else() -> None:
    found = windows(
        "东山县产业规划（2023—2025年）\n一、园区\n2024年底前建成厂房40万平方米；每年引进项目不少于12个。\n"
    )
    assert found[-1] == (12, *year(2023, 2025))


def test_a_stage_in_brackets_is_the_window_of_its_goals() -> None:
    found = windows(
        "东山县生态规划\n一、建设目标\n中期目标（2011—2030年）：力争生态明显改观。新增森林1900万亩。\n"
    )
    assert found == [(1.9e7, *year(2011, 2030))]


def test_the_time_of_day_on_a_page_is_no_figure() -> None:
    assert (
        facts(
            "东山县产业规划\n门户网站　2011年09月07日 12时07分　来源：县政府办\n\n为加快发展，制定本规划。\n"
        )
        == []
    )


def test_what_is_done_each_year_is_a_frequency_in_the_clauses_behind() -> None:
    found = facts(
        "南山市2021年工作要点\n一、人才\n1．每年培训护理员800人次，举办招聘会12场，建设基地3个；培训社工50人。\n"
    )
    assert [(fact.type, fact.low) for fact in found] == [
        ("frequency", 800),
        ("frequency", 12),
        ("flow", 3),
        ("flow", 50),
    ]


def test_parts_of_what_is_done_each_year_are_done_each_year() -> None:
    found = facts("南山市2021年工作要点\n一、人才\n1．每年互派教师60名，其中甲县40名、乙县20名。\n")
    assert {fact.type for fact in found} == {"frequency"}


def test_a_clause_that_only_says_by_when_dates_what_was_counted_before() -> None:
    found = facts(
        "南山市医疗帮扶方案（2022—2024年）\n一、任务\n选派医生48名，2022年9月底前全部到岗。选派教师30名，2022年9月底前完成培训教材编写。\n"
    )
    assert [(fact.low, fact.period.end) for fact in found if fact.type != "milestone"] == [
        (48, dt.date(2022, 9, 30)),
        (30, dt.date(2024, 12, 31)),
    ]


def test_a_limit_of_one_outcome_ends_with_the_semicolon() -> None:
    found = facts(
        "南山市园区建设方案（2022—2024年）\n一、任务\n"
        "推进园区共建，2023年底前平整土地900亩，建成厂房12栋；引进企业30家。\n"
        "坚持绿色发展，到2023年，绿化率达到42%；新建公园6个。\n"
    )
    assert [(fact.low, fact.period.end.year if fact.period.end else None) for fact in found] == [
        (900, 2023),
        (12, 2023),
        (30, 2024),
        (42, 2023),
        (6, 2023),
    ]


def test_years_to_come_begin_with_the_year_of_a_report_of_its_first_months() -> None:
    head = "政府工作报告\n——{}在北海省人民代表大会上\n一、今后五年的奋斗目标\n今后五年，新建学校300所。\n"
    spring, autumn = facts(head.format("2013年1月25日")), facts(head.format("2013年9月25日"))
    assert [(f.period.start, f.period.end) for f in spring] == [(dt.date(2013, 1, 1), dt.date(2017, 12, 31))]
    assert [f.period.end for f in autumn] == [dt.date(2018, 12, 31)]


def test_years_that_a_sentence_only_speaks_of_are_no_amount() -> None:
    assert not facts(
        "政府工作报告\n——2013年1月25日在北海省人民代表大会上\n一、工作回顾\n过去的五年，是全省发展最快的五年。\n"
    )


def test_a_text_without_any_date_may_set_limits() -> None:
    text = "东山园区建设情况汇报\n一、近期重点\n{}征地1200亩。\n"
    assert kinds(text.format("10月底前完成")) == [("target", 1200)]
    assert kinds(text.format("10月底前已完成")) == [("statistic", 1200)]
    assert kinds(text.format("共完成")) == [("statistic", 1200)]


def test_a_title_does_not_run_on_into_an_indented_paragraph() -> None:
    lines = "　　投入资金5亿元，减贫1万人，新建产业基地120个，贫困村全部退出。\n" * 4
    text = f"东山县2017年脱贫攻坚工作总结及2018年打算工作计划\n　　2017年，全县投入资金6亿元，减贫1.2万人。\n{lines}一、2018年工作打算\n　　计划减贫2万人。\n"
    assert ("statistic", 6e8) in kinds(text)


def test_what_became_of_tasks_and_what_a_budget_provides() -> None:
    assert kinds("东山县2020年重点任务完成情况\n\n一、民生实事\n新建幼儿园12所。\n") == [("statistic", 12)]
    assert kinds("关于东山县2022年部门预算的说明\n\n一、三公经费\n安排公务接待费32万元。\n") == [
        ("target", 3.2e5)
    ]


def test_a_forecast_in_a_review_is_nobodys_aim() -> None:
    plan = "东山县养老规划（2021—2025年）\n一、面临形势\n{}\n二、主要目标\n新建养老院3家。\n"
    assert ("target", 3e5) not in kinds(plan.format("预计到2030年老年人口将达到30万人。"))
    assert ("target", 3e5) in kinds(plan.format("国家规划到2030年服务老年人30万人。"))


AHEAD = "（三）实施就业优先工程。加强技能培训，培训工人1.2万人次。建设零工市场6个，支持毕业生就业，推动零就业家庭清零。\n"


@pytest.mark.parametrize(
    ("excerpt", "kind"),
    [
        (AHEAD, "target"),
        (AHEAD.removeprefix("（三）"), "target"),
        ("（二）城乡建设加快推进。新建公路86公里，推进供水一体化，完善设施，强化管理，健全机制。\n", "statistic"),
        ("（二）实施就业优先工程。建立帮扶机制，推进技能培训，加强了服务，培训工人1.2万人次，比上年增长8%。\n", "statistic"),
        ("——农业基础不断夯实。建成高标准农田8万亩。\n", "statistic"),
    ],
)  # fmt: skip
def test_an_excerpt_without_a_title_goes_by_its_mood(excerpt: str, kind: str) -> None:
    assert {fact.kind for fact in facts(excerpt)} == {kind}


def test_what_was_sold_by_the_end_of_a_year_was_sold_in_all_of_it() -> None:
    assert windows(
        "南山市2014年统计公报\n一、农业\n2014年末，生猪存栏180万头，生猪出栏240万头，增长18%；存栏下降2%。\n"
    )[:3] == [
        (1_800_000, None, dt.date(2014, 12, 31)),
        (2_400_000, dt.date(2014, 1, 1), dt.date(2014, 12, 31)),
        (18, dt.date(2014, 1, 1), dt.date(2014, 12, 31)),
    ]


def test_the_parts_of_a_stock_have_its_day() -> None:
    assert windows("南山市2014年统计公报\n一、社保\n年末参保人数25万人，增加2万人。其中，参保职工19万人。\n")[
        -1
    ] == (190_000, None, dt.date(2014, 12, 31))


def test_the_time_of_one_value_ends_with_the_semicolon() -> None:
    assert windows(
        "南山市港口规划（2016—2020年）\n一、任务\n供应量从2015年的54万吨提高到2020年的300万吨，居全国前列；引进机构50家，培育企业4家。\n"
    )[1:] == [(50, *year(2016, 2020)), (4, *year(2016, 2020))]
