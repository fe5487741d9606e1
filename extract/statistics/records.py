"""A table of figures as records: one per line, every cell the text that stands in the file."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from extract.statistics.layout import Layout, StatisticsError

MOST_COLUMNS = 2000
RECORD = "record"
"""Place of the record in its file, counted from 1 with the lines above it, as a spreadsheet shows it."""

UNIT_OF_ALL = re.compile(r"[(\uff08]?(?:计量)?单位\s?[:\uff1a]\s?(?P<unit>[^()\uff08\uff09]+?)[)\uff09]?")
"""A cell that gives the unit of the whole table."""


@dataclass(frozen=True, slots=True)
class Records:
    """The records below the header, and those that do not have its number of cells.

    frame: the column `record`, then one column of text per heading; empty cells are null.
    ragged: record number and cells of each record that does not fit. units: unit of each heading, where a line of the
    file gives units.
    """

    frame: pl.DataFrame
    ragged: list[tuple[int, list[str]]]
    units: dict[str, str]


def read_records(path: Path, layout: Layout) -> Records:
    """Read a CSV or XLSX file. Raises StatisticsError where it is not what the layout says."""
    lines = _csv_lines(path, layout) if path.suffix == ".csv" else _xlsx_lines(path, layout)
    if len(lines) < layout.header_row:
        raise StatisticsError(
            f"{path.name}: expected the headings in line {layout.header_row}, found {len(lines)} lines"
        )
    body_from = layout.header_row - 1 + layout.header_rows
    headings = _headings(lines[layout.header_row - 1 : body_from])
    if len(headings) > MOST_COLUMNS:
        raise StatisticsError(
            f"{path.name}: expected at most {MOST_COLUMNS} columns, found {len(headings)}; check header_row"
        )
    if repeated := sorted(heading for heading, times in Counter(headings).items() if times > 1):
        raise StatisticsError(f"{path.name}: expected every heading once, found {repeated} several times")
    if absent := sorted(set(layout.columns.values()) - set(headings)):
        raise StatisticsError(f"{path.name}: expected the headings {absent}, found {headings}")
    numbers, fitting, ragged = [], [], []
    for number, line in enumerate(lines[body_from:], start=body_from + 1):
        cells = [cell.strip() for cell in line]
        if (
            not any(cells)
            or number == layout.unit_row
            or (layout.footnotes and cells[0].startswith(layout.footnotes))
        ):
            continue
        if len(cells) == len(headings):
            numbers.append(number)
            fitting.append([cell or None for cell in cells])
        else:
            ragged.append((number, line))
    frame = pl.DataFrame(fitting, schema=dict.fromkeys(headings, pl.String), orient="row")
    frame = frame.insert_column(0, pl.Series(RECORD, numbers, dtype=pl.Int64))
    return Records(frame, ragged, _units(path, lines, headings, layout))


def _headings(lines: Sequence[Sequence[str]]) -> list[str]:
    """One heading per column: the cells above each other, a merged cell counting for every column below it. A column
    without any is called by its place."""
    headings = []
    above = [""] * len(lines)
    for column in range(max(map(len, lines), default=0)):
        cells = [line[column].strip() if column < len(line) else "" for line in lines]
        for row, cell in enumerate(cells):
            if cell:
                above[row:] = [cell, *[""] * (len(lines) - row - 1)]
            elif any(cells[row + 1 :]):
                cells[row] = above[row]
        headings.append(" ".join(filter(None, cells)) or f"(column {column + 1})")
    return headings


def _units(
    path: Path, lines: Sequence[Sequence[str]], headings: Sequence[str], layout: Layout
) -> dict[str, str]:
    if layout.unit_row is None:
        return {}
    if layout.unit_row > len(lines):
        raise StatisticsError(
            f"{path.name}: expected the units in line {layout.unit_row}, found {len(lines)} lines"
        )
    cells = [cell.strip() for cell in lines[layout.unit_row - 1]]
    whole = next((match["unit"] for cell in cells if (match := UNIT_OF_ALL.fullmatch(cell))), None)
    if whole is not None:
        return dict.fromkeys(headings, whole)
    return {heading: cell.strip("()\uff08\uff09") for heading, cell in zip(headings, cells, strict=False)}


def _csv_lines(path: Path, layout: Layout) -> list[list[str]]:
    encoding = "utf-8-sig" if layout.encoding.lower() in ("utf-8", "utf8") else layout.encoding
    try:
        text = path.read_bytes().decode(encoding)
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, LookupError) as error:
        raise StatisticsError(
            f"{path.name}: expected text in {layout.encoding}, found {error}; set `encoding` in the layout"
        ) from error
    except csv.Error as error:
        raise StatisticsError(f"{path.name}: expected comma-separated values, found {error}") from error


def _xlsx_lines(path: Path, layout: Layout) -> list[list[str]]:
    try:
        sheet = pl.read_excel(
            path,
            sheet_name=layout.sheet,
            engine="calamine",
            has_header=False,
            drop_empty_rows=False,
            infer_schema_length=0,
        )
    except ImportError as error:
        raise StatisticsError(
            f"{path.name}: reading XLSX needs the package fastexcel; install it, or save the sheet as CSV"
        ) from error
    except (ValueError, RuntimeError, pl.exceptions.PolarsError) as error:
        raise StatisticsError(
            f"{path.name}: expected an XLSX workbook with that sheet, found {error}"
        ) from error
    return [_texts(row) for row in sheet.iter_rows()]


def _texts(row: Sequence[object]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in row]
