"""Inputs that mean harm or are broken, made on the spot; none of them may harm the good ones beside it."""

import io
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl

GOOD = "上海市人民政府关于推进公园建设的通知\n\n一、主要目标\n到2025年，上海市新建公园10个，上海市绿化覆盖率达到40%以上。\n"
GOOD_NAME = "good.txt"
LAYOUT = (
    "file: {file}\ntable: regional_indicators\nregion_by: code\nvalues_in: canonical_units\n"
    "columns: {{region_id: code, value: value, year: year}}\n"
    "constants: {{indicator_code: gdp, unit: CNY, unit_text: 元, region_name: 某地, vintage: v, publication: p, "
    "retrieved_from: r}}\n"
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/{{}}" Target="{{}}"/></Relationships>'
)
OUTSIDE = "outside/secret.txt"
"""A file outside the folder of inputs, which no input may get read."""


def document(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda folder: put(folder / "documents" / name, content)


def figures(name: str, content: bytes, layout: str = LAYOUT) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        put(folder / "statistics" / name, content)
        put(folder / "statistics" / f"{Path(name).stem}.yml", layout.format(file=name).encode())

    return write


def layout_alone(name: str, content: str) -> Callable[[Path], None]:
    return lambda folder: put(folder / "statistics" / name, content.encode())


def link(kind: str, name: str, target: str) -> Callable[[Path], None]:
    return lambda folder: (folder / kind / name).symlink_to(folder / target)


def put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def sparse(name: str, size: int) -> Callable[[Path], None]:
    """A file of one line without any line end, `size` bytes long, that takes no room on the disk."""

    def write(folder: Path) -> None:
        with (folder / "documents" / name).open("wb") as file:
            file.write("目标1755亿元".encode())
            file.truncate(size)

    return write


def inflating_workbook() -> bytes:
    """A workbook of less than a megabyte whose sheet unpacks to half a gigabyte."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet,
    ):
        for _ in range(512):
            sheet.write(b"<c/>" * (1024 * 256))
    return content.getvalue()


def workbook(sheet: bytes, **stated: int) -> bytes:
    """A workbook with this XML as its only sheet; `stated` replaces what the archive says about it."""
    parts = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": RELATIONS.format("officeDocument", "xl/workbook.xml").encode(),
        "xl/workbook.xml": f'<workbook xmlns="{SHEETS}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": RELATIONS.format("worksheet", "worksheets/sheet1.xml").encode(),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEETS}"><sheetData>'.encode()
        + sheet
        + b"</sheetData></worksheet>",
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
        for attribute, value in stated.items():
            setattr(archive.getinfo("xl/worksheets/sheet1.xml"), attribute, value)
    return content.getvalue()


def alias_bomb() -> str:
    """Ten aliases of ten aliases ...: ten thousand million values in some hundred bytes."""
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join([*levels, "file: x.csv", "table: regional_indicators", "columns: *a9"])


def parquet() -> bytes:
    content = io.BytesIO()
    pl.DataFrame({"code": [1], "value": [True]}).write_parquet(content)
    return content.getvalue()


NOISE = random.Random(20261101).randbytes(20_000)  # noqa: S311 - the same noise every time

HOSTILE: dict[str, Callable[[Path], None]] = {
    "bytes in no encoding": document("noise.txt", NOISE),
    "the wrong encoding": document("utf16-as-gbk.txt", GOOD.encode("utf-16-le")[:-1]),
    "half a character at the end": document("half.txt", GOOD.encode()[:-2]),
    "lone surrogates": document("surrogates.txt", (GOOD + "\ud800\udfff").encode("utf-8", "surrogatepass")),
    "NUL bytes": document("nul.txt", GOOD.encode().replace(b"10", b"1\x000")),
    "nothing": document("empty.txt", b""),
    "white space alone": document("blank.txt", "\u3000\n\t ".encode() * 1000),
    "200 MB on one line": sparse("line.txt", 200 * 1024 * 1024),
    "one megabyte of one digit": document("digits.txt", b"9" * 2**20),
    "numbering nested a thousand deep": document(
        "nested.txt", "".join(f"{'（' * 3}{n}）一、1.(1)①第{n}章\n" for n in range(1000)).encode()
    ),
    "ten thousand open brackets": document("brackets.txt", ("（《〔【" * 2500 + GOOD).encode()),
    "control characters of a terminal": document(
        "terminal.txt", (GOOD + "\x1b[2J\x1b]0;x\x07\u202e").encode()
    ),
    "markup and formulas": document(
        "markup.txt", (GOOD + "=cmd|'/c calc'!A1<script>alert(1)</script>").encode()
    ),
    "a name with SQL": document("x'); drop table documents; --.txt", GOOD.encode() + b"1"),
    "a name with a line end and quotes": document('two\nlines "and" `quotes`.txt', GOOD.encode() + b"2"),
    "a name that points upwards": document("up\\..\\..\\..\\up.txt", GOOD.encode() + b"3"),
    "a name in no encoding": lambda folder: put(
        folder / "documents" / os.fsdecode(b"\xff\xfe.txt"), GOOD.encode() + b"5"
    ),
    "a pipe": lambda folder: os.mkfifo(folder / "documents" / "pipe.txt"),
    "two megabytes of facts": document("facts.txt", "（一）到2025年新建学校3所。\n".encode() * 50_000),
    "two megabytes of places": document("places.txt", "上海市".encode() * 230_000),
    "two megabytes of numbers": document("numbers.txt", "1家、".encode() * 250_000),
    "an origin record with aliases of aliases": lambda folder: (
        put(folder / "documents" / "aliases.txt", GOOD.encode() + b"6"),
        put(folder / "documents" / "aliases.origin.yml", f"{alias_bomb()}\ntitle: *a9\n".encode()),
    )[-1],
    "an origin record behind a link out": lambda folder: (
        put(folder / "documents" / "foreign.txt", GOOD.encode() + b"7"),
        (folder / "documents" / "foreign.origin.yml").symlink_to(folder / "outside" / "secret.yml"),
    )[-1],
    "a name of terminal codes": document("\x1b[31mred.txt", GOOD.encode() + b"4"),
    "a hidden file": document(".hidden.txt", GOOD.encode() + b"8"),
    "a link out of the folder": link("documents", "link.txt", OUTSIDE),
    "a folder that is a link out": link("documents", "linked", "outside"),
    "a link to itself": lambda folder: (folder / "documents" / "loop.txt").symlink_to("loop.txt"),
    "a table behind a link out": lambda folder: (
        put(folder / "statistics" / "outside.yml", LAYOUT.format(file="outside.csv").encode()),
        (folder / "statistics" / "outside.csv").symlink_to(folder / "outside" / "secret.csv"),
    )[-1],
    "a layout that points upwards": layout_alone("up.yml", LAYOUT.format(file="../outside/secret.csv")),
    "a layout with aliases of aliases": layout_alone("bomb.yml", alias_bomb()),
    "a layout with a tag": layout_alone("tag.yml", "file: !!python/object/apply:os.system ['touch owned']\n"),
    "a layout nested too deep": layout_alone("deep.yml", "columns: " + "[" * 50_000),
    "a table with formulas": figures("formulas.csv", b"code,value,year\n=1+1,=cmd|' /C calc'!A0,2020\n"),
    "a table that is no text": figures("noise.csv", NOISE),
    "a table with an endless quote": figures("quote.csv", b'code,value,year\n"' + b"1,2\n" * 100_000),
    "Parquet called CSV": figures("parquet.csv", parquet()),
    "a workbook that inflates a thousandfold": figures("inflating.xlsx", inflating_workbook()),
    "a table of ten million cells": figures("cells.csv", b"code,value,year\n" + b",,\n" * 5_000_000),
    "a table as large as may be": figures("large.csv", b"code,value,year\n" + b"9,9,9\n" * 600_000),
    "a table of a million columns": figures(
        "columns.csv", b"code,value,year" + b",x" * 1_000_000 + b"\n1,2,3\n"
    ),
    "a layout that fills no needed column": figures(
        "unfilled.csv",
        b"code,value,year\n" + b"".join(b"110000,1,%d\n" % year for year in range(1990, 2020)),
        LAYOUT.replace("unit_text: 元, region_name: 某地, ", ""),
    ),
    "a pattern that takes for ever": figures(
        "pattern.csv",
        b"code,value," + b"1" * 60 + b"x\n110000,1,2\n",
        LAYOUT + "year_columns: '((?:1+)+)y'\n",
    ),
    "a workbook with a cell in the last corner": figures(
        "corner.xlsx",
        workbook(
            b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        ),
    ),
    "a workbook that is larger than it says": figures(
        "understated.xlsx", workbook(b"<row>" + b"<c><v>1</v></c>" * 4_000_000 + b"</row>", file_size=100)
    ),
    "a workbook that is none": figures("broken.xlsx", b"PK\x03\x04" + NOISE),
}


def prepare_inputs(folder: Path, *names: str) -> Path:
    """A folder with a good document, a secret outside, and the hostile inputs of these names."""
    put(folder / "documents" / GOOD_NAME, GOOD.encode())
    put(folder / OUTSIDE, "绝密：到2030年完成999亿元。".encode())
    put(folder / "outside" / "secret.yml", b"title: 98765432101234\n")
    put(folder / "outside" / "secret.csv", b"code,value,year\n110000,98765432101234,2020\n")
    (folder / "statistics").mkdir(exist_ok=True)
    for name in names:
        HOSTILE[name](folder)
    return folder
