"""How a text is cut into marked pieces, which numbers are told as not read, and how figures are written."""

import json
import time
from datetime import date

import pytest

from warehouse.pages.ask import Row
from warehouse.pages.charts import DOCUMENT_COLOURS, deadline_chart
from warehouse.pages.figures import with_unit
from warehouse.pages.marked_text import blocks, segments
from warehouse.pages.pieces import MOST_BYTES, in_pieces
from warehouse.pages.place_map import MOST_PLACES, draw_map
from warehouse.pages.plain_numbers import plain_numbers
from warehouse.pages.series_charts import whole_years, year_ends
from warehouse.pages.timeline import MOST_LISTED, share


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


def test_a_map_draws_the_places_with_most_pairs_and_counts_the_others() -> None:
    places = {
        f"p{n}": {"latitude": 20 + n / 100, "longitude": 110 + n / 100} for n in range(MOST_PLACES + 50)
    }
    rows = [{"first_key": "p0", "second_key": key, "first": "甲", "second": f"乙{key}"} for key in places]
    drawing = draw_map(rows, places, [])
    assert drawing is not None
    assert (len(drawing.spots), len(drawing.lines), drawing.crowded_out) == (MOST_PLACES, MOST_PLACES - 1, 50)


def test_long_data_are_cut_into_pieces_that_hold_every_row_once() -> None:
    rows = [{"n": n, "text": "长" * 20_000} for n in range(100)]
    first, scripts = in_pieces("rows", rows, lambda some: {"rows": [list(row.values()) for row in some]})
    assert first["scripts"] == list(scripts)
    assert all(len(text.encode()) < MOST_BYTES + 100 for text in scripts.values())
    cells = first["rows"] + [
        cell
        for text in scripts.values()
        for cell in json.loads(text.removeprefix("policydw.more(").removesuffix(");\n"))["rows"]
    ]
    assert [number for number, _ in cells] == list(range(100))


def test_days_share_the_room_of_the_timeline() -> None:
    few = {date(2025, 12, 31): 60, date(2030, 12, 31): 3}
    assert share(few) == 60
    many = {date(2025, 1, 1): MOST_LISTED, date(2025, 1, 2): MOST_LISTED, date(2025, 1, 3): 10}
    assert sum(min(count, share(many)) for count in many.values()) == MOST_LISTED
    assert share({}) == 0


def test_a_chart_of_many_documents_puts_the_small_ones_together() -> None:
    rows = [
        {"deadline": date(2025, 12, 31), "document_title": f"规划{n}"}
        for n in range(30)
        for _ in range(30 - n)
    ]
    drawn = deadline_chart(rows, "zh")
    others = len(DOCUMENT_COLOURS) - 1
    assert f"其余{30 - others}份文件" in drawn
    assert "规划0" in drawn and "规划20" not in drawn
