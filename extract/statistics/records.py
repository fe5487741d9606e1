"""A table of figures as records: one per line, every cell the text that stands in the file."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from extract.statistics.layout import Layout, StatisticsError

RECORD = "record"
"""Place of the record in its file, counted from 1 with the lines above it, as a spreadsheet shows it."""


@dataclass(frozen=True, slots=True)
class Records:
    """The records below the header, and those that do not have its number of cells.

    frame: the column `record`, then one column of text per heading; empty cells are null.
    ragged: record number and cells of each record that does not fit.
    """

    frame: pl.DataFrame
    ragged: list[tuple[int, list[str]]]


def read_records(path: Path, layout: Layout) -> Records:
    """Read a CSV or XLSX file. Raises StatisticsError where it is not what the layout says."""
    lines = _csv_lines(path, layout) if path.suffix == ".csv" else _xlsx_lines(path, layout)
    if len(lines) < layout.header_row:
        raise StatisticsError(
            f"{path.name}: expected the headings in line {layout.header_row}, found {len(lines)} lines"
        )
    headings = [cell.strip() for cell in lines[layout.header_row - 1]]
    if repeated := sorted({heading for heading in headings if headings.count(heading) > 1}):
        raise StatisticsError(f"{path.name}: expected every heading once, found {repeated} several times")
    if absent := sorted(set(layout.columns.values()) - set(headings)):
        raise StatisticsError(f"{path.name}: expected the headings {absent}, found {headings}")
    numbers, fitting, ragged = [], [], []
    for number, line in enumerate(lines[layout.header_row :], start=layout.header_row + 1):
        cells = [cell.strip() for cell in line]
        if not any(cells) or (layout.footnotes and cells[0].startswith(layout.footnotes)):
            continue
        if len(cells) == len(headings):
            numbers.append(number)
            fitting.append([cell or None for cell in cells])
        else:
            ragged.append((number, line))
    frame = pl.DataFrame(fitting, schema=dict.fromkeys(headings, pl.String), orient="row")
    return Records(frame.insert_column(0, pl.Series(RECORD, numbers, dtype=pl.Int64)), ragged)


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
