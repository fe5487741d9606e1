"""Numbers in names count nothing; titles, document numbers and addresses are no text for facts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.mentions.names import find_titles, is_part_of_name

NAMES = (
    ("建设G60科创走廊", "60"), ("加快5G网络覆盖", "5"), ("世界500强企业", "500"), ("第3产业增加值", "3"),
    ("第 3 产业", "3"),
    ("A4纸张", "4"), ("C919客机", "919"), ("2号楼改造", "2"), ("2.0版上线", "2.0"), ("实施“135”行动", "135"),
    ("落实“3个确保”要求", "3个"), ("印发《企业20条》", "20条"), ("20世纪90年代", "90"),
    ("15分钟生活圈", "15"),
)  # fmt: skip
COUNTS = (
    ("新建学校12所", "12所"), ("培育500家骨干企业", "500家"), ("增长5%左右", "5%"),
    ("完成“一站式”窗口12个", "12个"),
    ("《规划》提出建设12个基地", "12个"), ("建设3000套住房", "3000套"),
)  # fmt: skip
TITLES = (
    "《某市城市更新条例》", "某政办发〔2021〕33号", "某政发[2020]第7号", "某府函(2019)12号",
    "<某区域发展规划纲要>",
    "联系电话:0571-8123 4567", "电话 010-12345678", "https://example.org/a/2025?x=1", "www.example.org",
)  # fmt: skip


def place_of(text: str, number: str) -> tuple[int, int]:
    start = text.index(number)
    return start, start + len(number)


@pytest.mark.parametrize(("text", "number"), NAMES)
def test_a_number_in_a_name_counts_nothing(text: str, number: str) -> None:
    assert is_part_of_name(text, *place_of(text, number))


@pytest.mark.parametrize(("text", "number"), COUNTS)
def test_a_number_that_counts_is_no_name(text: str, number: str) -> None:
    assert not is_part_of_name(text, *place_of(text, number))


@pytest.mark.parametrize("title", TITLES)
def test_a_title_a_number_and_an_address_are_found(title: str) -> None:
    text = f"根据{title}。要求新建12所。"
    [(start, end)] = find_titles(text)
    assert title in text[start:end] or text[start:end] in title


@pytest.mark.parametrize(
    "text", ["新建12所学校。", "占比<5%且>3%。", "(2020年)完成12件。", "到2025年，建成3号线。"]
)
def test_running_text_holds_no_title(text: str) -> None:
    assert find_titles(text) == []


@given(st.text(max_size=120))
def test_titles_of_any_text_lie_in_order(text: str) -> None:
    position = 0
    for start, end in find_titles(text):
        assert position <= start < end <= len(text)
        position = end


@given(st.text(max_size=40), st.data())
def test_any_place_is_judged(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert is_part_of_name(text, start, end) in (True, False)


def test_the_tables_of_this_page_name_their_numbers() -> None:
    assert all(number in text and re.search(r"\d", number) for text, number in (*NAMES, *COUNTS))
