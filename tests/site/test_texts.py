"""How a text is cut into marked pieces, which numbers are told as not read, and how figures are written."""

import time
from datetime import date

import pytest

from warehouse.pages.ask import Row
from warehouse.pages.figures import with_unit
from warehouse.pages.marked_text import blocks, segments
from warehouse.pages.place_map import draw_map
from warehouse.pages.plain_numbers import plain_numbers
from warehouse.pages.series_charts import whole_years, year_ends


def mark(kind: str, key: str, start: int, end: int, figure: tuple[int, int] | None = None) -> Row:
    low, high = figure or (None, None)
    return {
        "kind": kind,
        "id": key,
        "mark_start": start,
        "mark_end": end,
        "char_start": low,
        "char_end": high,
    }


def clause(key: str, level: int, start: int, number: str | None, heading: str | None) -> Row:
    return {
        "clause_id": key,
        "level": level,
        "number_text": number,
        "heading": heading,
        "section_role": "tasks",
        "char_start": start,
    }


def test_overlapping_marks_cut_the_text_and_each_piece_knows_all_of_them() -> None:
    text = "到2025年森林覆盖率达到19%以上。"
    marks = [mark("target", "t", 7, 18, (12, 18)), mark("place", "p", 7, 9), mark("pairing", "g", 0, 9)]
    pieces = segments(text, 0, marks)
    assert "".join(piece.text for piece in pieces) == text
    assert [(piece.text, piece.kinds, piece.is_figure) for piece in pieces] == [
        ("到2025年森", ("pairing",), False),
        ("林覆", ("target", "pairing", "place"), False),
        ("盖率达", ("target",), False),
        ("到19%以上", ("target",), True),
        ("。", (), False),
    ]
    assert pieces[1].begins == ("target:t",)
    assert pieces[1].facts == ("target:t", "pairing:g")


def test_many_marks_cost_no_more_than_their_number() -> None:
    text = "上海市" * 20_000
    marks = [mark("place", str(start), start, start + 3) for start in range(0, len(text), 3)]
    started = time.monotonic()
    (found,) = blocks(text, 0, [clause("c", 0, 0, None, None)], marks)
    assert [piece.text for piece in found.segments] == ["上海市"] * 20_000
    assert time.monotonic() - started < 10


def test_a_heading_is_parted_from_the_words_that_follow_it_in_the_same_clause() -> None:
    text = "某计划\n一、绿色发展。到2025年，绿地面积300公顷。\n1、造林。\n"
    clauses = [
        clause("whole", 0, 0, None, "某计划"),
        clause("one", 1, 4, "一、", "绿色发展"),
        clause("task", 2, text.index("1、"), "1、", "造林"),
    ]
    found = blocks(text, 0, clauses, [])
    assert "".join(piece.text for block in found for piece in block.segments) == text
    assert [(block.clause_id, block.is_heading, block.segments[0].text.strip()) for block in found] == [
        ("whole", False, "某计划"),
        ("one", True, "一、绿色发展。"),
        (None, False, "到2025年，绿地面积300公顷。"),
        ("task", True, "1、造林。"),
    ]


def test_offsets_of_the_second_document_of_a_file_count_from_the_file() -> None:
    (found,) = blocks("甲乙丙", 100, [clause("c", 0, 100, None, None)], [mark("target", "t", 101, 102)])
    assert [(piece.text, piece.kinds) for piece in found.segments] == [
        ("甲", ()),
        ("乙", ("target",)),
        ("丙", ()),
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("推广144小时过境免签", ["144小时"]),
        ("含硫量0.1%的燃油", ["0.1%"]),
        ("2020年3月5日印发，国发〔2016〕62号", []),
        ("沿G60走廊建设，第3条", []),
        ("新建道路40公里", []),
        ("面积１２．５平方米", ["１２．５平方"]),
    ],
)
def test_numbers_with_a_unit_outside_every_fact_are_told(text: str, numbers: list[str]) -> None:
    start = text.find("新建")
    marks = [mark("target", "t", start, len(text))] if start >= 0 else []
    assert [found["words"] for found in plain_numbers(text, 0, [], marks)] == numbers


@pytest.mark.parametrize(
    ("value", "unit", "name", "zh", "en"),
    [
        (175_500_000_000, "CNY", "yuan", "1,755亿元", "175.5 billion yuan"),
        (1_500_000_000_000, "CNY", "yuan", "1.5万亿元", "1.5 trillion yuan"),
        (19, "percent", "percent", "19%", "19%"),
        (12_000, "count", "count", "12,000", "12,000"),
        (46.5, "hectare", "hectare", "46.5 hectare", "46.5 hectare"),
        (None, "CNY", "yuan", "–", "–"),
    ],
)
def test_a_value_is_written_with_its_unit(
    value: float | None, unit: str, name: str, zh: str, en: str
) -> None:
    assert (with_unit(value, unit, name, "zh"), with_unit(value, unit, name, "en")) == (zh, en)


def test_a_year_is_named_where_it_ends() -> None:
    assert year_ends(date(2019, 12, 31)) == 2019
    assert year_ends(date(2020, 12, 31)) == 2020
    assert 2019.4 < year_ends(date(2020, 6, 30)) < 2019.6
    assert whole_years([2013, 2025]) == [2025, 2022, 2019, 2016, 2013]


def test_a_map_without_two_places_is_not_drawn() -> None:
    row = {"pairing_key": "k", "first_key": "a", "second_key": "b", "first": "甲", "second": "乙"}
    assert draw_map([row], {"a": {"latitude": 31.0, "longitude": 121.0}}, []) is None
