"""Sheets of workbooks as offices publish them are read by a layout alone: long, by year, with merged headings, rows of
units, titles and footnotes."""

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.mentions.units import UnitTable, load_units
from extract.reference import load_reference
from extract.statistics.figures import Figures, read_figures
from extract.statistics.layout import StatisticsError
from extract.statistics.lookup import Places
from tests.statistics.workbook import Cell, write_workbook

REFERENCE = Path(__file__).parents[2] / "raw" / "reference"
WIDE: list[list[Cell]] = [
    ["表1 地区生产总值"],
    ["代码", "地区", 2019, 2020],
    [310000, "上海市", 38155.3, "—"],
    ["注:按当年价格计算"],
]
WIDE_LAYOUT: dict[str, Any] = {
    "file": "figures.xlsx",
    "table": "regional_indicators",
    "header_row": 2,
    "footnotes": ["注"],
    "missing": ["—"],
    "columns": {"region_id": "代码", "region_name": "地区"},
    "year_columns": r"(\d{4})",
    "constants": {
        "indicator_code": "gdp",
        "unit_text": "亿元",
        "vintage": "first",
        "publication": "统计公报",
    },
}
LONG_LAYOUT: dict[str, Any] = {
    "file": "figures.xlsx",
    "table": "regional_indicators",
    "columns": {"region_name": "地区", "year": "年份", "value": "产量"},
    "region_by": "name",
    "constants": {"indicator_code": "steel_output", "vintage": "first", "publication": "统计年鉴"},
}


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.from_reference(load_reference(REFERENCE))


@pytest.fixture(scope="module")
def units() -> UnitTable:
    return load_units(REFERENCE / "units.csv")


class Workbook:
    """Writes a workbook with its layout, and reads it."""

    def __init__(self, folder: Path, places: Places, units: UnitTable) -> None:
        self.folder, self.places, self.units = folder, places, units

    def read(
        self, layout: dict[str, Any], rows: list[list[Cell]], merged: tuple[str, ...] = (), **sheets: Any
    ) -> Figures:
        write_workbook(self.folder / "figures.xlsx", {**sheets, layout.get("sheet", "Sheet1"): rows}, merged)
        path = self.folder / "figures.yml"
        path.write_text(yaml.safe_dump(layout, allow_unicode=True), encoding="utf-8")
        return read_figures(path, self.places, self.units)


@pytest.fixture
def workbook(tmp_path: Path, places: Places, units: UnitTable) -> Workbook:
    return Workbook(tmp_path, places, units)


def figures(found: Figures) -> list[tuple[Any, ...]]:
    return [(row["region_id"], row["year"], row["value"], row["unit"]) for row in found.rows]


def test_a_wide_sheet_gives_one_row_per_year(workbook: Workbook) -> None:
    found = workbook.read(WIDE_LAYOUT, WIDE, merged=("A1:D1", "A4:D4"))

    assert figures(found) == [("310000", 2019, 3815530000000.0, "CNY")]
    assert (found.blank, found.refusals) == (1, [])


def test_a_long_sheet_gives_one_row_per_line(workbook: Workbook) -> None:
    found = workbook.read(
        {**LONG_LAYOUT, "columns": {**LONG_LAYOUT["columns"], "unit_text": "单位"}},
        [
            ["地区", "年份", "产量", "单位"],
            ["江苏", 2019, 12017.1, "万吨"],
            ["沪", 2019, 1640.5, "万吨"],
            ["大连市", 2019, 3.5, "吨"],
        ],
    )

    assert figures(found) == [
        ("320000", 2019, 120171000.0, "tonne"),
        ("310000", 2019, 16405000.0, "tonne"),
        ("210200", 2019, 3.5, "tonne"),
    ]


def test_the_layout_chooses_the_sheet(workbook: Workbook) -> None:
    found = workbook.read({**WIDE_LAYOUT, "sheet": "综合"}, WIDE, 说明=[["本表说明"]])

    assert len(found.rows) == 1


def test_a_merged_heading_counts_for_each_column_below_it(workbook: Workbook) -> None:
    found = workbook.read(
        {
            **WIDE_LAYOUT,
            "header_rows": 2,
            "columns": {"region_id": "代码", "region_name": "地区", "caveat": "备注"},
            "year_columns": r"工业增加值 (\d{4})年",
        },
        [
            ["表2 主要指标"],
            ["代码", "地区", "地区生产总值", None, "工业增加值", None, "备注"],
            [None, None, "2019年", "2020年", "2019年", "2020年", None],
            [310000, "上海市", 1, 2, 3, 4, "初步核算"],
        ],
        merged=("A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:G3"),
    )

    assert figures(found) == [("310000", 2019, 3e8, "CNY"), ("310000", 2020, 4e8, "CNY")]
    assert {row["caveat"] for row in found.rows} == {"初步核算"}


@pytest.mark.parametrize("whole", ["单位:万吨", "(单位：万吨)", "计量单位: 万吨"])
def test_one_cell_may_give_the_unit_of_all_values(workbook: Workbook, whole: str) -> None:
    found = workbook.read(
        {**LONG_LAYOUT, "header_row": 2, "unit_row": 1},
        [[None, None, whole], ["地区", "年份", "产量"], ["江苏省", 2019, 5]],
    )

    assert figures(found) == [("320000", 2019, 50000.0, "tonne")]


def test_a_row_may_give_the_unit_of_each_column(workbook: Workbook) -> None:
    constants = {key: text for key, text in WIDE_LAYOUT["constants"].items() if key != "unit_text"}
    found = workbook.read(
        {**WIDE_LAYOUT, "header_row": 1, "unit_row": 2, "constants": constants},
        [["代码", "地区", 2019, 2020], [None, None, "(亿元)", "万元"], [310000, "上海市", 1, 2]],
    )

    assert figures(found) == [("310000", 2019, 1e8, "CNY"), ("310000", 2020, 20000.0, "CNY")]


def test_a_merged_region_counts_for_the_lines_below_it(workbook: Workbook) -> None:
    found = workbook.read(
        {
            **LONG_LAYOUT,
            "fill_down": ["region_name"],
            "constants": {**LONG_LAYOUT["constants"], "unit_text": "吨"},
        },
        [["地区", "年份", "产量"], ["江苏省", 2019, 1], [None, 2020, 2], ["浙江省", 2019, 3]],
        merged=("A2:A3",),
    )

    assert [row[:3] for row in figures(found)] == [
        ("320000", 2019, 1.0),
        ("320000", 2020, 2.0),
        ("330000", 2019, 3.0),
    ]


@pytest.mark.parametrize("name", ["某开发区", "朝阳", "", "江苏省有关城市"])
def test_a_name_that_stands_for_no_one_region_is_refused(workbook: Workbook, name: str) -> None:
    found = workbook.read(
        {**LONG_LAYOUT, "constants": {**LONG_LAYOUT["constants"], "unit_text": "吨"}},
        [["地区", "年份", "产量"], ["江苏省", 2019, 1], [name or None, 2019, 2]],
    )

    assert [row[:3] for row in figures(found)] == [("320000", 2019, 1.0)]
    [refusal] = found.refusals
    assert refusal.check_name == "region_name_is_known"
    assert repr(name) in refusal.reason


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sheet": "工业"}, r"figures\.xlsx: expected an XLSX workbook with that sheet"),
        ({"unit_row": 99}, "expected the units in line 99, found 4 lines"),
        ({"unit_row": 0}, "expected unit_row to be a line counted from 1; found 0"),
        ({"header_rows": "two"}, "expected header_rows to be a number of lines; found 'two'"),
        ({"fill_down": ["value"]}, r"expected fields of columns in fill_down; found \['value'\]"),
        ({"header_rows": 9}, "expected the headings"),
    ],
)
def test_a_layout_that_does_not_fit_the_sheet_is_an_error_that_says_so(
    workbook: Workbook, change: dict[str, Any], message: str
) -> None:
    workbook.read(WIDE_LAYOUT, WIDE)
    path = workbook.folder / "figures.yml"
    path.write_text(yaml.safe_dump({**WIDE_LAYOUT, **change}, allow_unicode=True), encoding="utf-8")

    with pytest.raises(StatisticsError, match=message):
        read_figures(path, workbook.places, workbook.units)


def test_several_columns_of_one_year_are_an_error_that_names_the_year(workbook: Workbook) -> None:
    with pytest.raises(StatisticsError, match=r"one column for each year, found several .* for \['2019'\]"):
        workbook.read(
            {**WIDE_LAYOUT, "header_row": 1, "year_columns": r"(\d{4})年.*"},
            [["代码", "地区", "2019年初步", "2019年修订"], [310000, "上海市", 1, 2]],
        )


def test_without_the_reader_of_workbooks_the_error_names_it(
    workbook: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fastexcel", None)

    with pytest.raises(
        StatisticsError, match="needs the package fastexcel; install it, or save the sheet as CSV"
    ):
        workbook.read(WIDE_LAYOUT, WIDE)
