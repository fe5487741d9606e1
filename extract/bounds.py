"""Bounds on input files beside the documents, checked before anything reads them whole.

A link may lead out of the folder, a small archive may inflate to gigabytes, and a few aliases in YAML may stand for
billions of values. Each is refused by what the file says of itself, in little time and memory.
"""

import re
import zipfile
import zlib
from pathlib import Path

import yaml

SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C, where PyYAML has it, reads a record ten times as fast."""
LARGEST_TABLE = 16 * 1024 * 1024
"""Bytes of a table of figures; of a workbook, once it is unpacked, four times as many."""
LARGEST_UNPACKED = 4 * LARGEST_TABLE
MOST_CELLS = 2_000_000
"""Cells of a table of figures. A workbook counts as the rectangle up to its last cell, empty cells included, since
that is what a reader of workbooks makes room for."""
LARGEST_YAML = 256 * 1024
CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
ROW_NUMBER = re.compile(rb"""<(?:\w+:)?(?:row|c)\s[^<>]{0,200}?\br=["'][A-Za-z]{0,6}(\d{1,9})["']""")
COLUMN_LETTERS = re.compile(rb"""<(?:\w+:)?c\s[^<>]{0,200}?\br=["']([A-Za-z]{1,6})\d""")
MOST_BRACKETS = 500
"""Reading nested brackets takes time that grows with the square of their depth."""


def problem_of(path: Path) -> str | None:
    """Why a table of figures or its layout must not be read, in words; None where it may."""
    if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
        return (
            f"{path.name}: expected a file of this folder, found a link that leads out of it; copy the file"
        )
    limit = LARGEST_YAML if path.suffix == ".yml" else LARGEST_TABLE
    if (size := path.stat().st_size) > limit:
        return f"{path.name}: expected at most {limit} bytes, found {size}; split the file"
    if path.suffix == ".yml":
        return _yaml_problem(path)
    return _archive_problem(path) if path.suffix == ".xlsx" else _text_problem(path)


def _yaml_problem(path: Path) -> str | None:
    try:
        text = path.read_text(encoding="utf-8")
        if max(text.count(opening) for opening in "[{") > MOST_BRACKETS:
            return f"{path.name}: expected at most {MOST_BRACKETS} lists in brackets; write one entry a line"
        for token in yaml.scan(text, SAFE_LOADER):
            if isinstance(token, (yaml.AliasToken, yaml.TagToken)):
                line = token.start_mark.line + 1
                return f"{path.name}: expected plain entries, found an alias or a tag in line {line}; write it out"
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return f"{path.name}: expected YAML in UTF-8, found {error}"
    return None


def _archive_problem(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            if unpacked > LARGEST_UNPACKED:
                return (
                    f"{path.name}: expected a workbook of at most {LARGEST_UNPACKED} bytes unpacked, found "
                    f"{unpacked}; save the sheet as CSV"
                )
            for entry in archive.infolist():
                if problem := _entry_problem(path, archive, entry):
                    return problem
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        return f"{path.name}: expected an XLSX workbook, found {error}"
    return None


def _entry_problem(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str | None:
    """What is wrong with one part of a workbook, unpacked here to its real end and not to the one that it states."""
    stated, entry.file_size = entry.file_size, LARGEST_UNPACKED
    with archive.open(entry) as part:
        content = part.read(LARGEST_UNPACKED)
    if len(content) != stated:
        return f"{path.name}: expected {entry.filename!r} to unpack to {stated} bytes as it says, found other"
    cells = _cells(content)
    return _too_many_cells(path, f"{cells} in {entry.filename!r}") if cells > MOST_CELLS else None


def _cells(sheet: bytes) -> int:
    """Cells of the rectangle from the first cell of a sheet to its last, by what its XML says."""
    rows = max((int(found[1]) for found in ROW_NUMBER.finditer(sheet)), default=0)
    columns = max((_column_number(found[1]) for found in COLUMN_LETTERS.finditer(sheet)), default=0)
    return max(rows * columns, sum(1 for _ in CELL.finditer(sheet)))


def _column_number(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _text_problem(path: Path) -> str | None:
    content = path.read_bytes()
    cells = content.count(b",") + content.count(b"\n") + content.count(b"\r")
    return _too_many_cells(path, str(cells)) if cells > MOST_CELLS else None


def _too_many_cells(path: Path, found: str) -> str:
    return f"{path.name}: expected at most {MOST_CELLS} cells, empty ones included, found {found}; split the table"
