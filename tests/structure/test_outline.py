"""Outlines of made-up documents: which items are found, where they belong, and where none is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import find_documents
from extract.normalise.text import normalise
from extract.structure import Structure, read_structure
from tests.fuzz.written_forms import chinese


def structure(source: str, is_plan: bool = True) -> Structure:
    text = normalise(source).text
    return read_structure(text, 0, len(text), "", is_plan)


def outline(source: str) -> list[str]:
    """Number and heading of every item, indented by its depth."""
    nodes = structure(source).nodes
    depth = {0: -1}
    shown = []
    for index, node in enumerate(nodes[1:], start=1):
        depth[index] = depth[node.parent] + 1
        shown.append("  " * depth[index] + f"{node.number_text}{node.heading}")
    return shown


def test_a_summary_in_front_does_not_hold_the_chapters() -> None:
    source = """主要目标
到2025年，建成市级公园20个。
重点任务
扩大绿地，整治河道。
一、总体要求
（一）指导思想
二、重点任务
1.扩大绿地。
"""
    assert outline(source) == [
        "主要目标",
        "重点任务",
        "一、总体要求",
        "  (一)指导思想",
        "二、重点任务",
        "  1.扩大绿地",
    ]


def test_chapters_below_an_unnumbered_heading_stay_below_it() -> None:
    source = """主要任务
一、扩大绿地。
二、整治河道。
保障措施
一、加强领导。
"""
    assert outline(source) == ["主要任务", "  一、扩大绿地", "  二、整治河道", "保障措施", "  一、加强领导"]


def test_numbers_of_all_kinds_nest() -> None:
    source = """第一编 发展基础
第一章　总则
第一节 目的
一、道路
（一）干线
1．城区干线
2、乡镇干线
（1）东线
（2）西线
①东段
②西段
（二）支线
二、桥梁
第二节 原则
第二章 附则
第二部分 重点任务
"""
    assert outline(source) == [
        "第一编发展基础",
        "第一章总则",
        "  第一节目的",
        "    一、道路",
        "      (一)干线",
        "        1.城区干线",
        "        2、乡镇干线",
        "          (1)东线",
        "          (2)西线",
        "            ①东段",
        "            ②西段",
        "      (二)支线",
        "    二、桥梁",
        "  第二节原则",
        "第二章附则",
        "第二部分重点任务",
    ]


@pytest.mark.parametrize(
    "source",
    [
        "一、重点任务\n（一）新建学校。建3所。\n（二）培训教师。训50人。\n二、保障措施\n（一）加强领导。",
        "一、重点任务\n（一）新建学校。建3所。（二）培训教师。训50人。\n二、保障措施\n（一）加强领导。",
        "一、重点任务\r\n（一）新建学校。建3所。\r\n（二）培训教师。训50人。\r\n二、保障措施\r\n（一）加强领导。",
        "一、重点任务（一）新建学校。建3所。（二）培训教师。训50人。二、保障措施（一）加强领导。",
        "一、重点任务　（一）新建学校。建3所。（二）培训教师。训50人。 二、保障措施 （一）加强领导。",
        "<p>一、重点任务</p><p>（一）新建学校。建3所。</p><p>（二）培训教师。训50人。</p>"
        "<p>二、保障措施</p><p>（一）加强领导。</p>",
        "　　一、重点任务\n　　（一）新建学校。建3所。\n　　（二）培训教师。训50人。\n"
        "　　二、保障措施\n　　（一）加强领导。",
        "一.重点任务\n(一)新建学校。建3所。\n(二)培训教师。训50人。\n二．保障措施\n(一)加强领导。",
    ],
)
def test_an_outline_is_the_same_with_and_without_its_line_breaks(source: str) -> None:
    numbers = [line.replace(".", "、") for line in outline(source)]
    assert numbers == [
        "一、重点任务",
        "  (一)新建学校",
        "  (二)培训教师",
        "二、保障措施",
        "  (一)加强领导",
    ]


def test_an_item_behind_a_sentence_counts_only_where_it_counts_on() -> None:
    source = "一、任务\n1.新建学校。建3所。2.改造校舍。改2所。7.其他事项不在此列。3.培训教师。训50人。"
    assert outline(source) == ["一、任务", "  1.新建学校", "  2.改造校舍", "  3.培训教师"]


@pytest.mark.parametrize(
    "line",
    [
        "2.5万人受益。",
        "3.2亿元投资到位。",
        "2021年6月30日前完成。",
        "2021.6.30完成验收。",
        "12月底前完成。",
        "10个项目开工。",
        "95%以上的村通公路。",
        "二、三级医院全部开通预约。",
        "三、四线城市加快建设。",
        "一、二、三产业融合发展。",
        "一、二年级学生参加。",
        "2、3号楼改造。",
        "一是加快建设。",
        "第一产业增加值增长。",
        "第三方评估开展。",
        "（2021—2023年）",
        "（100亿元）",
        "二〇二一年完成。",
        "十四五期间完成。",
    ],
)
def test_a_number_that_is_no_item_number_opens_no_item(line: str) -> None:
    assert outline(f"一、重点任务\n（一）新建学校\n{line}\n（二）培训教师\n") == [
        "一、重点任务",
        "  (一)新建学校",
        "  (二)培训教师",
    ]


@pytest.mark.parametrize("line", ["1.2021年新建3所。", "1．到2025年新建3所。", "1、3所学校完成改造。"])
def test_an_item_may_begin_with_a_number(line: str) -> None:
    assert len(outline(f"一、重点任务\n{line}\n")) == 2


def test_a_first_heading_that_is_lost_is_put_back() -> None:
    source = """一、任务
（一）产业
1.园区。建2个。
（二）科技
1.平台。建3个。
二、合作
1.教育。共建学校1所。
2.医疗。共建医院1所。
（二）文旅
1.线路。开通2条。
"""
    assert [line.strip() for line in outline(source)][-4:] == ["1.教育", "2.医疗", "(二)文旅", "1.线路"]
    second = [node for node in structure(source).nodes if node.kind == "han_bracket"]
    assert [node.number for node in second] == [1, 2, 2]


def test_headings_without_numbers_part_a_document() -> None:
    source = """某市某县加快制造业发展工作方案

总体目标
到2025年，产值达到500亿元。
重点任务
培育企业100家。
保障措施
成立专班。
"""
    parts = [(node.heading, node.role) for node in structure(source).nodes[1:]]
    assert parts == [("总体目标", "goals"), ("重点任务", "tasks"), ("保障措施", "safeguards")]


def test_lines_of_a_fixed_width_copy_are_no_headings() -> None:
    item = (
        "（一）新建学校。全市要坚持优先发展教育事业，推动义务教育优质均衡和城乡一体，加快补齐短板，改善办学条件，"
        "优化学校布局，完善配套设施，到2025年新建公办幼儿园12所、普通高中3所。全面加强乡村小规模学校和寄宿制学校建设，"
        "改造校舍2万平方米，配备教师宿舍500套，让每个孩子都能就近上好学，办好人民满意的教育，建设教育强市。"
    )
    lines = [item[i : i + 26] for i in range(0, len(item), 26)]
    source = "\n".join(["一、重点任务", *lines, "（二）培训教师。训50人。"])
    assert outline(source) == ["一、重点任务", "  (一)新建学校", "  (二)培训教师"]
    text = normalise(source).text
    sentences = [text[s.start : s.end] for s in structure(source).sentences]
    assert any(s.startswith("全市要坚持") and s.endswith("普通高中3所。") for s in sentences)


def test_two_plans_in_one_file_count_their_items_each() -> None:
    plan = """{a}与{b}对口合作实施方案

为推进合作，制定本方案。

一、总体要求
坚持互利。
二、重点任务
（一）推进产业合作。建设园区3个。
（二）推进科技合作。共建平台5个。
"""
    text = normalise(plan.format(a="甲市", b="乙市") + "\n" + plan.format(a="丙市", b="丁市")).text
    heads = find_documents(text)
    assert [head.title for head in heads] == ["甲市与乙市对口合作实施方案", "丙市与丁市对口合作实施方案"]
    for head in heads:
        nodes = read_structure(text, head.start, head.end, head.title, head.is_plan).nodes
        assert [node.number_text for node in nodes[1:]] == ["一、", "二、", "(一)", "(二)"]
        assert sum(node.is_task for node in nodes) == 2


@given(st.integers(1, 99), st.sampled_from(["{}、", "({})", "第{}条 ", "第{}章 ", "第{}节 "]))
def test_a_chinese_item_number_is_read_back(number: int, form: str) -> None:
    [node] = structure(form.format(chinese(number)) + "建设项目\n").nodes[1:]
    assert (node.number, node.heading) == (number, "建设项目")


@given(st.integers(1, 999), st.sampled_from(["{}、", "{}.", "{}．"]))
def test_an_arabic_item_number_is_read_back(number: int, form: str) -> None:
    [node] = structure(form.format(number) + "建设项目\n").nodes[1:]
    assert (node.number, node.heading) == (number, "建设项目")


def test_circled_numbers_are_read_back() -> None:
    circled = [chr(ord("①") + i) for i in range(20)]
    nodes = structure("".join(f"{number}建设项目\n" for number in circled)).nodes[1:]
    assert [node.number for node in nodes] == list(range(1, 21))


PIECES = st.sampled_from(
    ("一、", "二、", "（一）", "（二）", "1．", "2.", "（1）", "①", "第一章 ", "第二条 ", "重点任务",
    "保障措施", "新建学校3所", "2.5万人", "。", "；", "，", "\n", "\n\n", " ", "“", "”", "到2025年",
    "二、三级医院") )  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join), st.booleans())
def test_items_and_sentences_of_any_mixture_tile_the_text(source: str, is_plan: bool) -> None:
    text = normalise(source).text
    read = read_structure(text, 0, len(text), "", is_plan)
    nodes, sentences = read.nodes, read.sentences
    for index, node in enumerate(nodes):
        assert node.start <= node.body_start <= len(text)
        assert node.start <= node.own_end <= node.end <= len(text)
        for child in node.children:
            assert nodes[child].parent == index
            assert nodes[child].rank > node.rank
            assert node.start <= nodes[child].start and nodes[child].end <= node.end
    covered = [False] * len(text)
    position = 0
    for sentence in sentences:
        assert position <= sentence.start < sentence.end
        position = sentence.end
        node = nodes[sentence.node]
        assert node.start <= sentence.start and sentence.end <= node.own_end
        covered[sentence.start : sentence.end] = [True] * (sentence.end - sentence.start)
    for node in nodes[1:]:
        covered[node.start : node.body_start] = [True] * (node.body_start - node.start)
    assert [text[i] for i in range(len(text)) if not covered[i] and not text[i].isspace()] == []


def test_a_passage_without_any_stop_is_read_in_pieces() -> None:
    text = "产值100亿元，" * 1000
    sentences = structure(text).sentences
    assert max(s.end - s.start for s in sentences) <= 1500
    assert "".join(text[s.start : s.end] for s in sentences) == text


def test_an_item_within_the_heading_of_another_is_found_once() -> None:
    text = "一、”一、（一）一、"
    starts = [node.start for node in read_structure(text, 0, len(text), "", False).nodes]
    assert starts == sorted(starts)
