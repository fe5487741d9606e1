"""A workbook with one sheet of text: the few parts of the XLSX format that this takes.

Every cell is an inline string, which no spreadsheet program reads as a formula.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

LONGEST_CELL = 32_767
"""Characters that the format allows in one cell."""
LAST_ROW = 1_048_576
COLUMN_WIDTH = 30
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OFFICE = "http://schemas.openxmlformats.org"

PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{OFFICE}/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
</Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{OFFICE}/package/2006/relationships">
<Relationship Id="rId1" Type="{OFFICE}/officeDocument/2006/relationships/officeDocument"
 Target="xl/workbook.xml"/></Relationships>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{OFFICE}/package/2006/relationships">
<Relationship Id="rId1" Type="{OFFICE}/officeDocument/2006/relationships/worksheet"
 Target="worksheets/sheet1.xml"/></Relationships>""",
}


def write_workbook(
    file: Path, sheet_name: str, headings: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Write `rows` below a line of headings that stays in view; None gives an empty cell."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, DECLARATION + content)
        archive.writestr("xl/workbook.xml", DECLARATION + workbook(sheet_name))
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write((DECLARATION + sheet_head(len(headings)) + line(headings)).encode())
            for _, row in zip(range(LAST_ROW - 1), rows, strict=False):
                sheet.write(line(row).encode())
            sheet.write(b"</sheetData></worksheet>")


def workbook(sheet_name: str) -> str:
    return (
        f'<workbook xmlns="{OFFICE}/spreadsheetml/2006/main" '
        f'xmlns:r="{OFFICE}/officeDocument/2006/relationships">'
        f'<sheets><sheet name={quoteattr(sheet_name)} sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def sheet_head(columns: int) -> str:
    return (
        f'<worksheet xmlns="{OFFICE}/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols><col min="1" max="{columns}" width="{COLUMN_WIDTH}" customWidth="1"/></cols><sheetData>'
    )


def line(cells: Sequence[object]) -> str:
    return f"<row>{''.join(map(cell, cells))}</row>"


def cell(value: object) -> str:
    if value is None:
        return "<c/>"
    text = NOT_IN_XML.sub("\ufffd", str(value))[:LONGEST_CELL]
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
