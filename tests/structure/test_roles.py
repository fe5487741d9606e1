"""What the parts of work reports, plans and notices are for, and how many tasks they hold."""

from pathlib import Path

import pytest

from extract.document import find_documents
from extract.normalise.text import normalise
from extract.section_roles import role_of_heading, role_of_run
from extract.source import read_source
from extract.structure import Node, read_structure

DOCUMENTS = Path(__file__).parents[2] / "raw" / "documents"
HEADINGS = {
    "achievements": (
        "2022年工作回顾", "过去五年工作回顾", "发展成效", "主要成绩", "目标任务完成情况", "发展基础",
        "发展现状", "面临形势", "存在问题",
        "面临的机遇和挑战", "发展环境", "“十三五”发展成就", "现实基础",
        "规划基础", "现状基础", "产业基础与发展环境", "基本情况", "上半年工作开展情况", "总体情况", "主要做法", "存在的主要问题", "存在的不足", "攻坚成果",
        "《纲要》实施进展情况", "“十三五”时期主要成就", "“十二五”目标完成情况",
    ),
    "principles": ("总体要求", "指导思想", "基本原则", "总体思路", "总则", "工作原则", "战略定位"),


    "goals": ("主要目标", "发展目标", "工作目标", "总体目标", "预期目标", "主要指标", "2035年远景目标", "发展目标和指标", "“十四五”展望", "今后五年的总体要求和奋斗目标", "总体思路和预期目标", "“十三五”时期主要目标任务"),


    "tasks": ("重点任务", "主要任务", "重点工作", "2023年工作安排", "主要举措", "重点工程", "工作措施", "工作任务", "下一步工作打算", "下步工作安排", "今后努力方向", "后三年的目标和措施", "对策建议", "几点建议", "下半年走势及对策"),
    "other": ("回顾与展望", "存在问题及下步打算", "“十二五”回顾与“十三五”展望", "现状与目标"),
    "safeguards": (
        "保障措施", "组织保障", "组织实施", "加强组织领导", "强化实施保障", "监督考核评估", "附则",
        "规划实施", "有关要求", "工作要求",
    ),
    None: ("推进产业合作", "建设现代化产业体系", "深化国资国企改革", "", "完善基础设施", "夯实数字经济发展基础", "巩固产业基础", "培育市场主体", "绿色低碳发展", "学习借鉴先进经验", "巩固拓展脱贫攻坚成果", "扩大改革成果", "健全情况通报制度"),
}  # fmt: skip

WORK_REPORT = """2023年政府工作报告

一、2022年工作回顾
2022年，全县生产总值达到300亿元。
（一）经济稳步提升。新增企业120家。
（二）民生持续改善。新建学校3所。
二、2023年重点工作
（一）全力扩大投资。完成投资50亿元。
（二）大力发展工业。培育企业10家。
（三）办好民生实事。新增就业3万人。
"""
PLAN = """某省数字经济发展规划

第一章 发展基础
第一节 发展现状
增加值达到1万亿元。
第二节 面临形势
机遇与挑战并存。
第二章 总体要求
第一节 指导思想
坚持新发展理念。
第二节 发展目标
到2025年，增加值达到2万亿元。
第三章 主要任务
第一节 建设基础设施
建设基站5万个。
第二节 培育产业
一、软件产业。培育企业100家。
二、硬件产业。培育企业50家。
第四章 保障措施
第一节 组织实施
成立专班。
"""
NOTICE = """关于做好2021年防汛工作的通知

各县区人民政府：
一、工作目标
确保安全度汛。
二、重点工作
1．开展检查。检查水库120座。
2．储备物资。储备编织袋50万条。
三、工作要求
1．加强领导。落实责任。
2．严肃纪律。按时报送。
"""
UNNAMED_ACHIEVEMENTS = """某市国企改革规划

一、企业实力稳步提升
资产总额达到2万亿元。
二、布局结构不断优化
重组企业12家。
三、监管体系持续完善
出台制度30项。
四、指导思想
坚持党的领导。
五、主要目标
到2025年，资产总额达到3万亿元。
"""
SAFEGUARDS_BY_COMPANY = """某市行动方案

一、重点任务
（一）新建学校。建3所。
二、其他
（一）加强组织领导。成立专班。
（二）安排资金。每年安排2亿元。
（三）营造氛围。宣传12次。
"""


def read(source: str) -> list[Node]:
    text = normalise(source).text
    [head] = find_documents(text)
    return read_structure(text, head.start, head.end, head.title, head.is_plan, head.reference_year).nodes


def roles(source: str) -> dict[str, str]:
    return {f"{node.number_text}{node.heading}": node.role for node in read(source)[1:]}


def tasks(source: str) -> list[str]:
    return [node.heading for node in read(source) if node.is_task]


@pytest.mark.parametrize(
    ("role", "heading"), [(role, heading) for role, headings in HEADINGS.items() for heading in headings]
)
def test_a_heading_gives_its_part_a_role(role: str | None, heading: str) -> None:
    assert role_of_heading(heading) == role


def test_a_work_report_looks_back_and_then_ahead() -> None:
    assert roles(WORK_REPORT) == {
        "一、2022年工作回顾": "achievements",
        "(一)经济稳步提升": "achievements",
        "(二)民生持续改善": "achievements",
        "二、2023年重点工作": "tasks",
        "(一)全力扩大投资": "tasks",
        "(二)大力发展工业": "tasks",
        "(三)办好民生实事": "tasks",
    }
    assert tasks(WORK_REPORT) == ["全力扩大投资", "大力发展工业", "办好民生实事"]


def test_a_plan_has_foundations_goals_tasks_and_safeguards() -> None:
    found = roles(PLAN)
    assert found["第一节发展现状"] == found["第二节面临形势"] == "achievements"
    assert found["第一节指导思想"] == "principles"
    assert found["第二节发展目标"] == "goals"
    assert found["第四章保障措施"] == found["第一节组织实施"] == "safeguards"
    assert tasks(PLAN) == ["建设基础设施", "软件产业", "硬件产业"]


def test_a_notice_asks_for_tasks_and_ends_with_demands() -> None:
    assert tasks(NOTICE) == ["开展检查", "储备物资"]
    assert roles(NOTICE)["三、工作要求"] == "safeguards"


def test_the_chapters_behind_the_general_requirements_hold_tasks() -> None:
    text = "某市工作方案\n一、总体要求\n坚持节约优先。\n二、优化产业结构\n（一）关停小厂。\n三、调整能源结构\n（一）改造锅炉。\n"
    assert tasks(text) == ["关停小厂", "改造锅炉"]


def test_achievements_without_a_heading_are_known_by_their_words() -> None:
    found = roles(UNNAMED_ACHIEVEMENTS)
    assert [found[key] for key in list(found)[:3]] == ["achievements"] * 3
    assert found["五、主要目标"] == "goals"


def test_safeguards_are_known_by_their_company() -> None:
    assert list(roles(SAFEGUARDS_BY_COMPANY).values())[-3:] == ["safeguards"] * 3
    assert tasks(SAFEGUARDS_BY_COMPANY) == ["新建学校"]


def test_an_item_above_others_is_a_task_where_it_says_enough_itself() -> None:
    short = "某市工作方案\n一、重点任务\n（一）新建学校。建3所。\n1．小学。\n2．初中。\n"
    own = short.replace("建3所。", "建3所。配齐教师。完善设施。当年投用。")
    assert tasks(short) == ["小学", "初中"]
    assert tasks(own) == ["新建学校", "小学", "初中"]


@pytest.mark.parametrize(
    ("headings", "role"),
    [
        (["加强组织领导", "安排资金", "营造氛围"], "safeguards"),
        (["指导思想", "某某"], "principles"),
        (["实力稳步提升", "结构不断优化", "体系持续完善"], "achievements"),
        (["建设园区", "培育企业", "引进人才"], None),
        (["加强组织领导"], None),
        (["", ""], None),
        ([], None),
    ],
)
def test_a_list_of_headings_has_a_role_by_its_company(headings: list[str], role: str | None) -> None:
    assert role_of_run(headings) == role


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("shanghai-soe-yrd-action-plan-2020.txt", [8]),
        ("zhejiang-soe-14th-five-year-plan.txt", [46]),
        ("northeast-east-counterpart-cooperation-2018.txt", [24, 27]),
        ("shanghai-yrd-integration-implementation-2020.txt", [65]),
        ("lingang-work-points-2020.txt", [36]),
    ],
)
def test_a_shipped_document_has_its_numbered_tasks(name: str, counts: list[int]) -> None:
    text = normalise(read_source(DOCUMENTS / name, name).text).text
    found = []
    for head in find_documents(text):
        nodes = read_structure(
            text, head.start, head.end, head.title, head.is_plan, head.reference_year
        ).nodes
        found.append(sum(node.is_task for node in nodes))
    assert found == counts


@pytest.mark.parametrize(
    ("heading", "year", "role"),
    [
        ("2011年预算执行情况", 2012, "achievements"),
        ("2012年预算草案", 2012, "tasks"),
        ("2012年国民经济和社会发展计划安排", 2012, "tasks"),
        ("2011年国民经济和社会发展计划执行情况", 2012, "achievements"),
        ("2013年工作总结", 2013, "achievements"),
        ("2013年工作回顾", 2013, "achievements"),
        ("2014年工作打算", 2013, "tasks"),
        ("2014年工作思路", 2014, "tasks"),
    ],
)
def test_a_heading_with_a_year_looks_back_or_ahead(heading: str, year: int, role: str) -> None:
    assert role_of_heading(heading, year) == role


def test_the_head_of_a_table_and_its_caption_are_no_parts_of_the_text() -> None:
    text = "某市规划实施情况评估报告\n一、实施进展情况\n新建学校3所。\n表1 指标完成情况\n指标 2010年 2012年 2015年目标\n城镇化率 45 48 52\n二、后两年的目标和措施\n新建学校5所。\n"
    assert roles(text) == {"一、实施进展情况": "achievements", "二、后两年的目标和措施": "tasks"}


def test_words_of_the_title_head_parts_further_down() -> None:
    text = "东山县2019年农业工作情况和2020年工作安排\n\n全县上下抓好落实。\n2020年工作安排\n建设示范村。\n一、抓粮食\n二、抓蔬菜\n"
    assert list(roles(text).values()) == ["tasks"] * 3
    assert role_of_heading("下半年工作思路") == "tasks"
    assert role_of_heading("工作思路") == "principles"
