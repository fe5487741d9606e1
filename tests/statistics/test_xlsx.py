"""A sheet of a workbook is read like a CSV file, by the same layout."""

import sys
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest

from extract.mentions.units import load_units
from extract.statistics.figures import read_figures
from extract.statistics.layout import StatisticsError
from extract.statistics.lookup import Places

RAW = Path(__file__).parents[2] / "raw"
PLACES = Places.from_rows(
    [{"region_id": "310000", "name_zh": "上海市", "region_class": "province", "is_current": True}]
)
LAYOUT = """
file: figures.xlsx
table: regional_indicators
sheet: 综合
header_row: 2
footnotes: [注]
missing: [—]
columns: {region_id: 代码, region_name: 地区}
year_columns: '(\\d{4})'
constants: {indicator_code: gdp, unit_text: 亿元, vintage: first, publication: 统计公报}
"""
SHEET = [
    ["表1 地区生产总值"],
    ["代码", "地区", 2019, 2020],
    ["310000", "上海市", 38155.3, "—"],
    ["注:按当年价格计算"],
]
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_workbook(path: Path, sheet_name: str, rows: list[list[str | float]]) -> None:
    """The smallest workbook that holds these cells in one sheet."""
    cells = "".join(f"<row r='{n}'>{''.join(map(cell, row))}</row>" for n, row in enumerate(rows, start=1))
    parts = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
        "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
        f"<Override PartName='/xl/workbook.xml' ContentType='{CONTENT}.sheet.main+xml'/>"
        f"<Override PartName='/xl/sheet.xml' ContentType='{CONTENT}.worksheet+xml'/></Types>",
        "_rels/.rels": f"<Relationships xmlns='{RELATIONSHIPS}'><Relationship Id='r1' "
        f"Type='{OFFICE}/officeDocument' Target='xl/workbook.xml'/></Relationships>",
        "xl/workbook.xml": f"<workbook xmlns='{MAIN}' xmlns:r='{OFFICE}'><sheets>"
        f"<sheet name='{sheet_name}' sheetId='1' r:id='r1'/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{RELATIONSHIPS}'><Relationship Id='r1' "
        f"Type='{OFFICE}/worksheet' Target='sheet.xml'/></Relationships>",
        "xl/sheet.xml": f"<worksheet xmlns='{MAIN}'><sheetData>{cells}</sheetData></worksheet>",
    }
    with ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, f"<?xml version='1.0' encoding='UTF-8'?>{text}")


def cell(value: str | float) -> str:
    if isinstance(value, str):
        return f"<c t='inlineStr'><is><t>{escape(value)}</t></is></c>"
    return f"<c><v>{value}</v></c>"


@pytest.fixture
def layout(tmp_path: Path) -> Path:
    write_workbook(tmp_path / "figures.xlsx", "综合", SHEET)
    path = tmp_path / "figures.yml"
    path.write_text(LAYOUT, encoding="utf-8")
    return path


def test_a_wide_sheet_gives_one_row_per_year(layout: Path) -> None:
    pytest.importorskip("fastexcel")

    figures = read_figures(layout, PLACES, load_units(RAW / "reference" / "units.csv"))

    assert [(row["region_id"], row["year"], row["value"]) for row in figures.rows] == [
        ("310000", 2019, 3815530000000.0)
    ]
    assert (figures.blank, figures.refusals) == (1, [])


def test_a_sheet_that_is_not_there_is_an_error_that_says_so(layout: Path) -> None:
    pytest.importorskip("fastexcel")
    layout.write_text(LAYOUT.replace("sheet: 综合", "sheet: 工业"), encoding="utf-8")

    with pytest.raises(StatisticsError, match=r"figures\.xlsx: expected an XLSX workbook with that sheet"):
        read_figures(layout, PLACES, load_units(RAW / "reference" / "units.csv"))


def test_without_the_reader_of_workbooks_the_error_names_it(
    layout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fastexcel", None)

    with pytest.raises(
        StatisticsError, match="needs the package fastexcel; install it, or save the sheet as CSV"
    ):
        read_figures(layout, PLACES, load_units(RAW / "reference" / "units.csv"))
