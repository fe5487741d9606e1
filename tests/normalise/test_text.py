"""Pages and copies as they are found, read as plain text whose every character leads back to its source."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.normalise.characters import normalise_characters, plain_characters
from extract.normalise.text import normalise

SENTENCE = "到2025年全市新建公办幼儿园12所以上"
NOISE = (
    "<b>", "</b>", "<br/>", '<span style="color: red">', "</span>", "<!-- remark -->", "\u200b", "\ufeff",
    "\u00ad",
    "\u202a", "<P>", "</p >", "<script>var 省 = 1;</script>", "<style>p {color: red}</style>",
)  # fmt: skip


@st.composite
def noisy_sentences(draw: st.DrawFn) -> str:
    """The sentence with markup and invisible characters between its characters."""
    pieces = []
    for character in SENTENCE:
        pieces.append(draw(st.sampled_from(("", "", "", *NOISE))))
        pieces.append(character)
    return "".join(pieces)


def without_breaks(text: str) -> str:
    return text.replace("\n", "")


@given(noisy_sentences())
def test_markup_and_invisible_characters_leave_the_words(source: str) -> None:
    assert without_breaks(normalise(source).text) == SENTENCE


@given(noisy_sentences())
def test_each_word_leads_back_to_the_source_between_the_markup(source: str) -> None:
    read = normalise(source)
    for position, character in enumerate(read.text):
        start, end = read.offsets.span(position, position + 1)
        assert character == "\n" or source[start:end] == character


@given(st.text(max_size=150))
def test_any_text_has_a_place_in_its_source_for_every_character(source: str) -> None:
    read = normalise(source)
    for position in range(len(read.text)):
        start, end = read.offsets.span(position, position + 1)
        assert 0 <= start <= end <= len(source)


@given(st.text(max_size=300))
def test_a_change_of_characters_keeps_the_length(text: str) -> None:
    assert len(plain_characters(text)) == len(text)
    assert len(normalise_characters(text)[0]) == len(text)


@given(st.text(max_size=300))
def test_plain_characters_are_plain_already(text: str) -> None:
    once = plain_characters(text)
    assert plain_characters(once) == once


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("２０２５\uf98e", "2025年"),
        ("３．５％，（一）；：！？", "3.5%,(一);:!?"),
        ("10\u3000000\u00a0户", "10 000 户"),
        ("3～5家、3~5家", "3～5家、3～5家"),
        ("2020–2025年、2020―2025年", "2020—2025年、2020—2025年"),
        ("「一网通办」、『一件事』", "“一网通办”、“一件事”"),
        ("国发﹝2020﹞3号", "国发〔2020〕3号"),
        ("⼀、⽬标", "一、目标"),
        ("第一行\u2028第二行", "第一行\n第二行"),
        ("第一行\r第二行", "第一行\n第二行"),
        ("第一行\r\n第二行", "第一行\r\n第二行"),
    ],
)
def test_a_mark_has_one_form(written: str, plain: str) -> None:
    assert plain_characters(written) == plain


def test_traditional_text_is_read_in_simplified_characters_of_the_same_length() -> None:
    source = "到2025年,全縣新建標準化衛生院12所,鄉鎮覆蓋率達到100%。"
    read = normalise(source)
    assert read.is_traditional
    assert read.text == "到2025年,全县新建标准化卫生院12所,乡镇覆盖率达到100%。"
    assert len(read.text) == len(source)


def test_one_quoted_traditional_name_does_not_make_a_text_traditional() -> None:
    read = normalise("全市各县区要加快建设公办幼儿园，" * 20 + "参照《臺灣》一书的做法。")
    assert not read.is_traditional


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("不低于&nbsp;95&#37;", "不低于 95%"),
        ("A&amp;B公司", "A&B公司"),
        ("研究&开发", "研究&开发"),
        ("a < b 且 c > d", "a < b 且 c > d"),
        ("贯彻<长江流域发展规划纲要>", "贯彻<长江流域发展规划纲要>"),
        ("<!-- 没有结尾的注释 新建12所", "<!-- 没有结尾的注释 新建12所"),
        ("<br><p></p>", "<br><p></p>"),
        ("<td>小学</td><td>12所</td>", "小学|12所"),
        ("<tr>\n<td>小学</td>\n  <TD width=20>\n<p>12</p>\n</TD >\n</tr>", "\n\n小学|12\n\n"),
        ("<td><p>城镇</p><p>人口</p></td><th>85<br/>万</th>", "城镇人口|85万"),
        (
            f"<td><p>{'一、加快发展。' * 30}</p><p>新建12所。</p></td>",
            f"\n{'一、加快发展。' * 30}\n\n新建12所。\n",
        ),
        ("<td>甲<table><tr><td>乙</td></tr></table></td>", "甲\n\n乙\n\n"),
        ("<head><title>新建12所 - 某市政府</title></head><p>新建12所。</p>", "\n\n新建12所。\n"),
        ("<p>一、目标</p><p>新建12所。</p>", "\n一、目标\n\n新建12所。\n"),
    ],
)
def test_a_page_reads_as_its_words(source: str, text: str) -> None:
    assert normalise(source).text == text


LONG = "加快推进城乡义务教育一体化发展，优化学校布局，改善办学条件，到2025年全市新建改扩建"
JOINED = (
    (f"{LONG}\n公办幼儿园12所。", f"{LONG}公办幼儿园12所。"),
    (f"{LONG}\r\n公办幼儿园12所。", f"{LONG}公办幼儿园12所。"),
    (f"{LONG}\n　　公办幼儿园12所。", f"{LONG}公办幼儿园12所。"),
    ("完善体制机制。到2025年，\n新建12所。", "完善体制机制。到2025年，新建12所。"),
    ("全市森林覆盖率提高到46.5\n %，居全省前列。", "全市森林覆盖率提高到46.5%，居全省前列。"),
    (f"{LONG}学校，总投资2\n4.85亿元。", f"{LONG}学校，总投资24.85亿元。"),
    ("加快建设\n，完善机制。", "加快建设，完善机制。"),
    ("建设公办幼儿园、\n普通高中和中职学校。", "建设公办幼儿园、普通高中和中职学校。"),
)
APART = (
    "一、总体要求\n到2025年，新建公办幼儿园12所。",
    "第一章　总则\n第一条　为了促进发展，制定本办法。",
    f"{LONG}公办幼儿园12所。\n各县区要抓好落实。",
    f"{LONG}公办幼儿园12所，\n（二）普通高中3所，\n（三）中职学校2所。",
    f"{LONG}公办幼儿园12所，\n2．普通高中3所，\n3、中职学校2所。",
    f"{LONG}公办幼儿园12所，\n2.1普通高中建设",
    "泊位\n个\n≥70\n4.6\n万吨级以上泊位",
    "各县区人民政府：\n\n经市政府同意，现印发给你们。",
    "附件：\n附表1",
)


@pytest.mark.parametrize(("source", "joined"), JOINED)
def test_a_sentence_cut_by_a_line_break_is_joined(source: str, joined: str) -> None:
    assert normalise(source).text == plain_characters(joined)


@pytest.mark.parametrize("source", APART)
def test_lines_that_belong_apart_stay_apart(source: str) -> None:
    assert normalise(source).text == plain_characters(source)


@given(st.integers(20, 40))
def test_a_text_copied_at_a_fixed_width_reads_as_one_sentence(width: int) -> None:
    clause = f"{LONG}公办幼儿园12所、普通高中3所、中职学校2所，让每个孩子都能上好学，"
    sentence = f"{clause * 5}办好人民满意的教育。"
    lines = re.findall(f".{{1,{width}}}", sentence)
    assert normalise("\n".join(lines)).text == plain_characters(sentence)
