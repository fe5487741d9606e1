"""What made-up notices, plans, reports, bulletins and web copies say about themselves."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import DocumentHead, find_documents
from extract.normalise.text import normalise
from extract.titles import KINDS, OTHER_KIND_WORDS
from schemas.registry import fields
from tests.fuzz.written_forms import chinese, digit_by_digit, full_width

BODY = "\n\n一、工作目标\n完成投资100亿元。\n二、重点任务\n新建学校3所。\n"


@dataclass(frozen=True)
class Expected:
    """What a reader takes from the top of a document; None where the text says nothing."""

    title: str
    kind: str
    number: str | None = None
    issuers: tuple[str, ...] = ()
    issued: dt.date | None = None
    adopted: dt.date | None = None
    published: dt.date | None = None
    period: tuple[dt.date | None, dt.date | None] = (None, None)
    reference_year: int | None = None


def years(first: int, last: int) -> tuple[dt.date, dt.date]:
    return dt.date(first, 1, 1), dt.date(last, 12, 31)


NOTICE_WITH_PLAN = """南山市人民政府办公厅关于印发南山市养老服务行动计划（2021—2023年）的通知
南政办发〔2021〕12号

各县（市、区）人民政府，市政府各部门：

《南山市养老服务行动计划（2021—2023年）》已经市政府同意，现印发给你们，请认真贯彻执行。

南山市人民政府办公厅
2021年3月15日

南山市养老服务行动计划
（2021—2023年）

为加快发展养老服务，制定本行动计划。
"""
JOINT_NOTICE = """南山市发展和改革委员会 南山市财政局关于做好2022年重点项目工作的通知

各区发展改革局：
为做好项目工作，现通知如下。

南山市发展和改革委员会
南山市财政局
2022年2月8日
"""
WORK_REPORT = """政府工作报告

——2023年1月10日在南山县第十七届人民代表大会第二次会议上

南山县县长  李某

各位代表：
现在，我代表县人民政府，向大会报告工作。
"""
BULLETIN = """南山省2020年国民经济和社会发展统计公报

南山省统计局
2021年3月5日

2020年，全省生产总值1万亿元。
"""
LETTER = """关于加强节能工作的函

南函〔2019〕5号

北山市人民政府：
你市来函收悉。

南山市人民政府
2019年8月1日
"""
REGULATION = """南山市城市更新条例

（2020年12月30日南山市第六届人民代表大会常务委员会第四十六次会议通过　2021年3月1日起施行）

第一章 总则
第一条 为了规范城市更新，制定本条例。
"""
WEB_COPY = """南山市“十四五”水利发展规划
发布日期：2021-12-30  来源：南山市水利局  浏览次数：120
【字体：大 中 小】 打印

前言
“十四五”时期是重要时期。
"""
OUTLINE_PLAN = """南山市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要

第一章 开启新征程
到2035年，基本实现现代化。
"""
TAIWAN_PLAN = "臺灣某縣長期照顧計畫（110年至113年）\n\n一、計畫目標\n設置據點100處。\n"
PROMISE = "南山公司2024年服务承诺\n\n一、按时供水。\n"
WORK_POINTS = "南山市２０２２年工作要点\n\n2022年，全市要抓好以下工作。\n"
PLAN_WITHOUT_DATES = "南山市水利发展规划\n\n为加快发展，制定本规划。\n一、目标\n到2030年，建成水库20座。\n"

MINUTES = """南山市人民政府
会议纪要
〔2019〕12号

关于研究城区停车设施建设工作的会议纪要

2019年3月4日，市政府召开专题会议。纪要如下：
一、新建停车场12座。
    南山市人民政府办公室　2019年3月11日印发
（共印40份）
"""
REPORT_ON_TWO_LINES = """关于南山市2020年国民经济和社会发展计划执行情况
与2021年国民经济和社会发展计划草案的报告
——2021年1月20日在南山市第十六届人民代表大会第六次会议上

各位代表：
现将有关情况报告如下。
"""

CASES = {
    MINUTES: Expected(
        "关于研究城区停车设施建设工作的会议纪要", "会议纪要", "〔2019〕12号", issued=dt.date(2019, 3, 11),
        reference_year=2019,
    ),
    REPORT_ON_TWO_LINES: Expected(
        "关于南山市2020年国民经济和社会发展计划执行情况与2021年国民经济和社会发展计划草案的报告", "工作报告",
        issued=dt.date(2021, 1, 20), period=years(2021, 2021), reference_year=2021,
    ),
    NOTICE_WITH_PLAN: Expected(
        "南山市养老服务行动计划(2021—2023年)", "行动计划", "南政办发〔2021〕12号", ("南山市人民政府办公厅",),
        issued=dt.date(2021, 3, 15), period=years(2021, 2023), reference_year=2021,
    ),
    JOINT_NOTICE: Expected(
        "南山市发展和改革委员会 南山市财政局关于做好2022年重点项目工作的通知", "通知",
        issuers=("南山市发展和改革委员会", "南山市财政局"), issued=dt.date(2022, 2, 8), period=years(2022, 2022),
        reference_year=2022,
    ),
    WORK_REPORT: Expected(
        "政府工作报告", "工作报告", issued=dt.date(2023, 1, 10), reference_year=2023,
        period=years(2023, 2023),
    ),
    BULLETIN: Expected(
        "南山省2020年国民经济和社会发展统计公报", "公报", issuers=("南山省统计局",),
        issued=dt.date(2021, 3, 5),
        reference_year=2020, period=years(2020, 2020),
    ),
    LETTER: Expected(
        "关于加强节能工作的函", "其他", "南函〔2019〕5号", ("南山市人民政府",), issued=dt.date(2019, 8, 1),
        reference_year=2019,
    ),
    REGULATION: Expected("南山市城市更新条例", "条例", adopted=dt.date(2020, 12, 30), reference_year=2020),
    WEB_COPY: Expected(
        "南山市“十四五”水利发展规划", "规划", published=dt.date(2021, 12, 30), period=years(2021, 2025),
        reference_year=2021,
    ),
    OUTLINE_PLAN: Expected(
        "南山市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", "纲要", period=years(2021, 2025),
        reference_year=2021,
    ),
    TAIWAN_PLAN: Expected("台湾某县长期照顾计划(110年至113年)", "计划", period=years(2021, 2024), reference_year=2021),
    PROMISE: Expected("南山公司2024年服务承诺", "承诺", period=years(2024, 2024), reference_year=2024),
    WORK_POINTS: Expected("南山市2022年工作要点", "工作要点", period=years(2022, 2022), reference_year=2022),
    PLAN_WITHOUT_DATES: Expected("南山市水利发展规划", "规划", period=(None, dt.date(2030, 12, 31))),
}  # fmt: skip


def head(source: str) -> DocumentHead:
    [document] = find_documents(normalise(source).text)
    return document


@pytest.mark.parametrize(
    ("source", "expected"), CASES.items(), ids=[case.title[:12] for case in CASES.values()]
)
class TestHead:
    def test_title_and_kind(self, source: str, expected: Expected) -> None:
        assert (head(source).title, head(source).kind) == (expected.title, expected.kind)

    def test_title_stands_where_it_is_said_to(self, source: str, expected: Expected) -> None:
        text = normalise(source).text
        assert text[head(source).title_start :].replace("\n", "").startswith(expected.title.partition("(")[0])

    def test_number(self, source: str, expected: Expected) -> None:
        assert head(source).number == expected.number

    def test_issuers(self, source: str, expected: Expected) -> None:
        assert head(source).issuer_names == expected.issuers

    def test_dates(self, source: str, expected: Expected) -> None:
        found = head(source)
        assert (found.issued, found.adopted, found.published) == (
            expected.issued,
            expected.adopted,
            expected.published,
        )

    def test_period_and_reference_year(self, source: str, expected: Expected) -> None:
        found = head(source)
        assert (found.period_start, found.period_end) == expected.period
        assert found.reference_year == expected.reference_year


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("行动计划", "行动计划"), ("三年行动计划", "行动计划"), ("实施方案", "实施方案"),
        ("工作方案", "方案"), ("实施意见", "实施意见"),
        ("指导意见", "意见"), ("工作要点", "工作要点"), ("发展规划", "规划"), ("规划纲要", "纲要"),
        ("管理办法", "办法"),
        ("实施细则", "办法"), ("条例", "条例"), ("若干规定", "规定"), ("若干措施", "其他"),
        ("应急预案", "方案"), ("服务承诺", "承诺"),
        ("统计公报", "公报"), ("工作报告", "工作报告"), ("公告", "公告"), ("通告", "通告"),
        ("工作计划", "计划"),
    ],
)  # fmt: skip
def test_the_last_word_of_a_title_names_its_kind(ending: str, kind: str) -> None:
    assert head(f"南山市城市建设{ending}{BODY}").kind == kind
    assert head(f"关于印发《南山市城市建设{ending}》的通知{BODY}").kind == kind


@given(
    st.integers(1990, 2035),
    st.integers(1, 999),
    st.sampled_from(["〔{}〕", "[{}]", "(2)".replace("2", "{}"), "﹝{}﹞", "（{}）", "〔 {} 〕"]),
    st.sampled_from(["", "第"]),
)
def test_a_document_number_is_read_back(year: int, number: int, brackets: str, ordinal: str) -> None:
    written = f"南政发{brackets.format(year)}{ordinal}{number}号"
    found = head(f"南山市人民政府关于加快水利发展的意见\n{written}{BODY}").number
    assert found == normalise(written).text.replace(" ", "")


@given(st.dates(dt.date(1990, 1, 1), dt.date(2035, 12, 31)), st.sampled_from(["digits", "wide", "spelt"]))
def test_the_day_under_the_signature_is_the_day_of_issue(day: dt.date, form: str) -> None:
    written = f"{day.year}年{day.month}月{day.day}日"
    if form == "wide":
        written = full_width(written)
    if form == "spelt":
        written = f"{digit_by_digit(day.year)}年{chinese(day.month)}月{chinese(day.day)}日"
    found = head(f"关于加快水利发展的通知\n\n各区：\n现通知如下。\n\n南山市人民政府\n{written}\n")
    assert found.issued == day
    assert found.reference_year == day.year
    assert found.issuer_names == ("南山市人民政府",)


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2035, 12, 31)),
    st.sampled_from(["发布日期：{}", "发布时间: {} 10:30", "日期：{}", "{}", "{} 09:15:00", "公开日期：{}"]),
)
def test_the_day_of_a_web_page_is_the_day_of_publication(day: dt.date, form: str) -> None:
    found = head(f"南山市水利发展规划\n{form.format(day.isoformat())}\n\n为加快发展，制定本规划。{BODY}")
    assert found.published == day
    assert found.reference_year == day.year


@given(
    st.integers(1990, 2030),
    st.integers(1, 15),
    st.sampled_from(["—", "-", "–", "至", "~", "－"]),
    st.sampled_from(["({}{}{}年)", "（{}{}{}年）", "（{}年{}{}年）"]),
)
def test_the_years_in_a_title_are_the_period_of_the_plan(
    first: int, length: int, dash: str, form: str
) -> None:
    found = head(
        f"南山市水利行动计划{form.format(first, dash, first + length)}\n\n为加快发展，制定本计划。{BODY}"
    )
    assert (found.period_start, found.period_end) == years(first, first + length)
    assert found.reference_year == first


def test_a_notice_right_above_the_first_chapter_is_not_the_title_of_what_it_carries() -> None:
    found = head(
        "南山省民政厅 南山省财政厅关于印发《“十四五”殡葬事业发展规划》的通知\n第一章 发展环境\n新建公墓3座。\n"
    )
    assert found.title == "“十四五”殡葬事业发展规划"


@pytest.mark.parametrize("limit", ["2030年前", "2030年底前", "2030年之前"])
def test_a_limit_in_a_title_ends_the_plan_and_dates_nothing(limit: str) -> None:
    found = head(f"{limit}工业达峰行动方案\n\n为推进工作，制定本方案。{BODY}")
    assert (found.period_start, found.period_end) == (None, dt.date(2030, 12, 31))
    assert found.reference_year is None


def test_the_years_below_a_title_belong_to_it_whatever_the_body_opens_with() -> None:
    found = head("山区扶贫攻坚计划\n（1994—2000年）\n\n消除贫困是全社会的责任。\n（一）新建学校3所。\n")
    assert (found.period_start, found.period_end) == years(1994, 2000)


@pytest.mark.parametrize(
    ("top", "issuers"),
    [
        ("南山市人民政府\n关于印发南山市水利行动计划的通知", ("南山市人民政府",)),
        ("南山市水利局 南山市财政局印发《南山市水利行动计划》的通知", ("南山市水利局", "南山市财政局")),
        ("南山市人民政府关于打好蓝天保卫战的意见", ("南山市人民政府",)),
        ("中共中央 国务院\n关于打好蓝天保卫战的意见", ("中共中央", "国务院")),
        ("全市关于打好蓝天保卫战的意见", ()),
        ("政策法规\n关于印发南山市水利行动计划的通知", ()),
    ],
)
def test_issuers_stand_before_what_they_issue(top: str, issuers: tuple[str, ...]) -> None:
    assert head(f"{top}\n\n为加快发展，制定本计划。{BODY}").issuer_names == issuers


@pytest.mark.parametrize(
    "way", ["首页 > 政务公开 > 规划计划", "您现在的位置：首页 › 新闻中心", "首页 政务公开 工作方案"]
)
def test_the_way_through_a_web_site_is_no_title(way: str) -> None:
    assert (
        head(f"{way}\n南山：水利建设全面提速\n\n南山市今年新建水库3座。\n").title == "南山:水利建设全面提速"
    )


@pytest.mark.parametrize("line", ["2022年第18号", "（2022年第18号）", "（2022年第18期）"])
def test_the_number_of_an_announcement_stands_on_its_own_line(line: str) -> None:
    found = head(f"南山市水利局通告\n{line}\n\n为加强管理，现通告如下。{BODY}").number
    assert found == line.strip("（）")


def test_an_issue_of_a_journal_named_in_a_sentence_is_no_number() -> None:
    assert head(f"南山市水利局通告\n\n为落实公报2022年第18号要求，现通告如下。{BODY}").number is None


@pytest.mark.parametrize(
    "line", ["（南政办发〔2023〕8号　2023年4月6日印发）", "南山市人民政府办公室　2023年4月6日印发"]
)
def test_the_day_on_which_a_document_was_printed_dates_it(line: str) -> None:
    assert head(f"南山市水利实施方案\n{line}\n\n为加快发展，制定本方案。{BODY}").issued == dt.date(2023, 4, 6)


def test_a_long_document_is_dated_where_it_is_signed() -> None:
    text = f"关于加快水利发展的意见\n\n各区：\n{'要加快水利发展。' * 300}\n南山市人民政府\n2021年3月5日\n"
    assert head(text).issued == dt.date(2021, 3, 5)


def test_a_day_at_the_end_that_nobody_signs_dates_nothing() -> None:
    text = f"关于加快水利发展的意见\n\n各区：\n{'要加快水利发展。' * 300}\n完成时限\n2021年3月5日\n"
    assert head(text).issued is None


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ("关于西山县2011年财政预算执行情况和", "2012年财政预算草案的报告", "——2012年2月3日在西山县第八届人民代表大会第二次会议上"),
            "关于西山县2011年财政预算执行情况和2012年财政预算草案的报告",
        ),
        (
            ("关于南湖县2019年国民经济和社会发展", "计划执行情况及2020年国民经济和", "社会发展计划(草案)的报告"),
            "关于南湖县2019年国民经济和社会发展计划执行情况及2020年国民经济和社会发展计划(草案)的报告",
        ),
        (("北山市国民经济和社会发展", "第十二个五年规划纲要"), "北山市国民经济和社会发展第十二个五年规划纲要"),
        (("关于《东岭市“十三五”科技发展", "规划》实施情况的评估报告"), "关于《东岭市“十三五”科技发展规划》实施情况的评估报告"),
        (("东海市人民政府办公厅", "2020年工作要点"), "2020年工作要点"),
        (("2015年国民经济和社会发展计划执行情况", "与2016年计划草案"), "2015年国民经济和社会发展计划执行情况与2016年计划草案"),
        (("东海市统计局", "2019年一季度经济运行情况"), "2019年一季度经济运行情况"),
    ],
)  # fmt: skip
def test_a_title_that_is_broken_over_lines_is_read_whole(lines: tuple[str, ...], title: str) -> None:
    text = "\n".join(lines) + "\n\n各位代表：\n现将有关情况报告如下，请予审议，并请各位委员提出意见。\n"
    assert head(text).title == title


def test_the_title_of_a_plan_may_break_within_the_notice_that_carries_it() -> None:
    top = "东海市人民政府关于印发“十三五”控制煤炭消费\n综合实施方案的通知\n东政发〔2016〕3号\n\n各区：\n请认真执行。\n"
    assert head(top).title == "“十三五”控制煤炭消费综合实施方案"


@pytest.mark.parametrize(
    ("notice", "title", "plans"),
    [
        ("关于印发2018年全县重点工作任务分解的通知", "2018年全县重点工作任务分解", True),
        ("关于印发2018年全县重点工作任务分工的通知", "2018年全县重点工作任务分工", True),
        ("关于印发2018年民生实事责任分解的通知", "2018年民生实事责任分解", True),
        ("关于印发2018年全县招商工作安排的通知", "2018年全县招商工作安排", True),
        ("关于印发《政府工作报告》重点工作任务分工的通知", "《政府工作报告》重点工作任务分工", True),
        ("关于2018年重点工作完成情况的通报", "关于2018年重点工作完成情况的通报", False),
    ],
)
def test_who_shares_out_work_commits_to_it(notice: str, title: str, plans: bool) -> None:
    found = head(f"西山县人民政府办公室\n{notice}\n西政办发〔2018〕9号\n\n各乡镇：\n请抓好落实。{BODY}")
    assert (found.title, found.is_plan) == (title, plans)


@pytest.mark.parametrize(
    ("title", "plans", "on_a_year"),
    [
        ("政府工作报告", True, True),
        ("关于东海市2011年预算执行情况和2012年预算草案的报告", True, True),
        ("东海市“十三五”规划实施情况中期评估报告", False, False),
        ("关于全市养老服务情况的调研报告", False, False),
        ("北川县脱贫攻坚总结报告", False, False),
        ("关于贯彻落实旅游发展规划情况的报告", False, False),
    ],
)
def test_a_report_on_something_else_than_a_year_plans_nothing(
    title: str, plans: bool, on_a_year: bool
) -> None:
    found = head(f"{title}\n\n各位代表：\n现将情况报告如下。\n一、基本情况\n建成养老院3家。\n")
    assert (found.is_plan, found.reports_on_a_year) == (plans, on_a_year)


@pytest.mark.parametrize(
    ("text", "title", "kind", "plans"),
    [
        ("（三）城乡规划加快推进。编制完成县域规划。新建公园3座。\n", "城乡规划加快推进", "其他", False),
        ("——城乡面貌明显改善。按照城市总体规划，新建公园3座。\n", "城乡面貌明显改善", "其他", False),
        ("二、“十二五”时期主要目标任务和重大举措\n国务院编制了《西部大开发规划》，提交审查。\n", "“十二五”时期主要目标任务和重大举措", "其他", True),
        ("一、总体要求\n坚持节约优先。\n二、重点任务\n新建公园3座。\n", "总体要求", "其他", True),
    ],
)  # fmt: skip
def test_an_excerpt_goes_by_its_first_heading(text: str, title: str, kind: str, plans: bool) -> None:
    found = head(text)
    assert (found.title, found.kind, found.is_plan) == (title, kind, plans)


def test_the_number_of_a_notice_that_is_cited_is_not_that_of_the_document() -> None:
    text = f"南山市与北山市对口合作实施方案\n（2018年3月）\n\n为落实《国务院办公厅关于印发有关方案的通知》（国办发〔2017〕8号），制定本方案。{BODY}"
    found = head(text)
    assert (found.title, found.number, found.reference_year) == ("南山市与北山市对口合作实施方案", None, 2018)


@pytest.mark.parametrize(
    "line",
    [
        "中国水利网　2011年09月07日 12时07分　来源：水利局",
        "2011年09月07日 12:07 来源：水利局",
        "来源：水利局 2011-09-07 12:07",
    ],
)
def test_the_time_of_day_marks_the_day_of_publication(line: str) -> None:
    found = head(f"南山市水利发展规划\n{line}\n\n为加快发展，制定本规划。{BODY}")
    assert found.published == dt.date(2011, 9, 7)


@pytest.mark.parametrize(
    "line", ["（2018年3月）", "（南山市人民政府　二〇一八年三月）", "南山市人民政府 2018年3月"]
)
def test_the_month_below_a_title_says_when_a_plan_speaks(line: str) -> None:
    found = head(f"南山市水利发展规划\n{line}\n\n水利是农业的命脉。{BODY}")
    assert (found.title, found.reference_year) == ("南山市水利发展规划", 2018)


@pytest.mark.parametrize(
    "line", ["重点任务分工表", "2022年重点工作任务分解", "下半年工作安排", "工作推进时间表"]
)
def test_an_annex_that_shares_out_work_belongs_to_its_plan(line: str) -> None:
    text = f"南山市水利行动方案\n\n为加快发展，制定本方案。{BODY}\n{line}\n一、新建水库\n新建水库3座。\n"
    assert head(text).title == "南山市水利行动方案"


def test_the_parts_of_a_report_are_no_documents_of_their_own() -> None:
    text = (
        "政府工作报告\n（2022年1月8日在青阳县第十八届人民代表大会第一次会议上）\n2021年工作总结\n一、经济\n新建学校3所。\n"
        "今后五年奋斗目标和主要任务\n一、经济\n新建学校9所。\n2022年工作安排\n一、经济\n新建学校2所。\n"
    )
    assert head(text).title == "政府工作报告"


def test_years_that_run_backwards_are_no_period() -> None:
    found = head(f"南山市水利行动计划（2023—2021年）\n\n为加快发展，制定本计划。{BODY}")
    assert found.period_start is None or (found.period_end and found.period_start <= found.period_end)


def test_a_title_begins_at_its_first_character() -> None:
    text = f"　　南山市水利发展规划\n\n为加快发展，制定本规划。{BODY}"
    found = head(text)
    assert text[found.title_start :].startswith(found.title)


def test_the_date_in_brackets_below_a_title_is_no_part_of_it() -> None:
    found = head(f"南山市关于加快水利发展的实施意见\n（2018年2月1日）\n\n为加快发展，提出本意见。{BODY}")
    assert (found.title, found.issued) == ("南山市关于加快水利发展的实施意见", dt.date(2018, 2, 1))


@pytest.mark.parametrize("line", ["2021年13月45日", "2021年2月30日", "发布日期：2021-00-00", "2021-99-99"])
def test_a_day_that_no_calendar_has_is_no_date(line: str) -> None:
    found = head(f"南山市水利发展规划\n{line}\n\n为加快发展，制定本规划。{BODY}")
    assert (found.issued, found.published) == (None, None)


PIECES = st.sampled_from(
    ("南山市", "关于印发", "《", "》", "的通知", "行动计划", "规划", "（2021—2023年）", "\n", "\n\n", "一、", "第一章 ", "为了发展，",
     "南政发〔2021〕3号", "2021年3月15日", "发布日期：2021-01-02", "01-02", "日期：", "“十四五”",
     "第十四个五年", "通过", "110年至113年",
     "在", "大会", "规划期", "到2030年", "二〇", "公报", "　", "。")
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_the_documents_of_any_mixture_cover_its_text(source: str) -> None:
    text = normalise(source).text
    documents = find_documents(text)
    assert documents[0].start == 0
    assert documents[-1].end == len(text)
    assert all(a.end == b.start for a, b in pairwise(documents))
    for document in documents:
        assert document.start <= document.title_start <= document.end


def test_every_kind_of_document_is_one_that_the_tables_know() -> None:
    assert {*KINDS, *OTHER_KIND_WORDS.values()} == set(fields()["document_type"].allowed or ())
