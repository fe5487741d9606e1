"""Writes the smallest workbook that holds given cells, so that tests need no package for it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from string import ascii_uppercase
from xml.sax.saxutils import escape
from zipfile import ZipFile

Cell = str | float | None
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_workbook(
    path: Path, sheets: Mapping[str, Sequence[Sequence[Cell]]], merged: Sequence[str] = ()
) -> None:
    """Write sheets of cells, None for an empty one. merged: ranges such as A1:C1 merged in the first sheet."""
    numbered = list(enumerate(sheets.items(), start=1))
    overrides = "".join(
        f"<Override PartName='/xl/sheet{n}.xml' ContentType='{CONTENT}.worksheet+xml'/>" for n, _ in numbered
    )
    links = "".join(
        f"<Relationship Id='r{n}' Type='{OFFICE}/worksheet' Target='sheet{n}.xml'/>" for n, _ in numbered
    )
    names = "".join(f"<sheet name='{name}' sheetId='{n}' r:id='r{n}'/>" for n, (name, _) in numbered)
    parts = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
        "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
        f"<Override PartName='/xl/workbook.xml' ContentType='{CONTENT}.sheet.main+xml'/>{overrides}</Types>",
        "_rels/.rels": f"<Relationships xmlns='{RELATIONSHIPS}'><Relationship Id='r1' "
        f"Type='{OFFICE}/officeDocument' Target='xl/workbook.xml'/></Relationships>",
        "xl/workbook.xml": f"<workbook xmlns='{MAIN}' xmlns:r='{OFFICE}'><sheets>{names}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{RELATIONSHIPS}'>{links}</Relationships>",
        **{f"xl/sheet{n}.xml": _sheet(rows, merged if n == 1 else ()) for n, (_, rows) in numbered},
    }
    with ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, f"<?xml version='1.0' encoding='UTF-8'?>{text}")


def _sheet(rows: Sequence[Sequence[Cell]], merged: Sequence[str]) -> str:
    cells = "".join(
        f"<row r='{n}'>{''.join(_cell(f'{ascii_uppercase[i]}{n}', value) for i, value in enumerate(row))}</row>"
        for n, row in enumerate(rows, start=1)
    )
    ranges = "".join(f"<mergeCell ref='{cells_of}'/>" for cells_of in merged)
    together = f"<mergeCells count='{len(merged)}'>{ranges}</mergeCells>" if merged else ""
    return f"<worksheet xmlns='{MAIN}'><sheetData>{cells}</sheetData>{together}</worksheet>"


def _cell(place: str, value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"<c r='{place}' t='inlineStr'><is><t>{escape(value)}</t></is></c>"
    return f"<c r='{place}'><v>{value}</v></c>"
