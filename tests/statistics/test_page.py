"""The page on tables of figures: its examples, run as printed through a whole extraction, give what it says."""

import json
import re
from dataclasses import fields
from pathlib import Path

import polars as pl
import pytest

from extract.runners.local import run
from extract.statistics.layout import Layout
from tests.statistics.workbook import Cell, write_workbook

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8")
SHEET = re.search(r"<!-- sheet (?P<name>\w+) -->\n(?P<lines>(?:\|.*\n)+)", PAGE)
LAYOUTS = dict(re.findall(r"`(\w+)\.yml`:\n\n```yaml\n(.*?)```", PAGE, re.DOTALL))
FILES = dict(re.findall(r"<!-- file (\S+) -->\n```csv\n(.*?)```", PAGE, re.DOTALL))


def shown(marker: str) -> list[str]:
    return re.findall(rf"<!-- {marker} -->\n```text\n(.*?)```", PAGE, re.DOTALL)


def cells() -> list[list[Cell]]:
    """The sheet of the page without the letters and numbers of its columns and lines."""
    assert SHEET is not None
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")][1:] for line in SHEET["lines"].splitlines()[2:]
    ]
    return [[float(cell) if re.fullmatch(r"[\d.]+", cell) else cell or None for cell in row] for row in rows]


def printed(frame: pl.DataFrame) -> str:
    """Columns side by side, a wide character taking two places."""
    lines = [
        frame.columns,
        *([str(value) if value is not None else "-" for value in row] for row in frame.rows()),
    ]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    return "".join(
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        + "\n"
        for line in lines
    )


def _width(text: str) -> int:
    return len(text) + sum("\u2e80" <= character <= "\uffef" for character in text)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pl.DataFrame]:
    folder = tmp_path_factory.mktemp("statistics")
    assert SHEET is not None
    write_workbook(folder / "steel.xlsx", {"说明": [["本表说明"]], SHEET["name"]: cells()})
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name, text in LAYOUTS.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    out = tmp_path_factory.mktemp("tables")
    report = run([], out, statistics=folder, reference=ROOT / "raw" / "reference")
    assert (report.files_ok, report.files_failed) == (2, 0)
    return {name: pl.read_parquet(out / f"{name}.parquet") for name in ("regional_indicators", "quarantine")}


EXAMPLES = [("某年鉴, 表3-2", "steel.xlsx", 0), ("某年鉴, 表7-1", "pigs.csv", 1)]


@pytest.mark.parametrize(("publication", "_file", "position"), EXAMPLES)
def test_the_rows_that_the_page_shows_are_published(
    publication: str, _file: str, position: int, tables: dict[str, pl.DataFrame]
) -> None:
    found = tables["regional_indicators"].filter(publication=publication).sort("region_id", "year")
    columns = ["region_id", "year", "value", "unit", "unit_text", "caveat"]
    assert printed(found.select(columns)) == shown("published")[position]


@pytest.mark.parametrize(("_publication", "file", "position"), EXAMPLES)
def test_the_figures_that_the_page_says_are_refused_are_in_quarantine(
    _publication: str, file: str, position: int, tables: dict[str, pl.DataFrame]
) -> None:
    refused = [
        (str(record["record"]), check_name, reason)
        for row_json, check_name, reason in tables["quarantine"]
        .select("row_json", "check_name", "reason")
        .rows()
        if (record := json.loads(row_json)).get("source_file") == file
    ]
    frame = pl.DataFrame(sorted(refused), schema=["record", "check_name", "reason"], orient="row")
    assert printed(frame) == shown("refused")[position]


def test_every_figure_is_published_or_refused(tables: dict[str, pl.DataFrame]) -> None:
    assert (tables["regional_indicators"].height, tables["quarantine"].height) == (5, 5)


def test_the_page_lists_every_entry_of_a_layout() -> None:
    listed = re.findall(r"^\| `(\w+)` \|", PAGE.split("## Entries of a layout")[1], re.MULTILINE)
    assert sorted(listed) == sorted(field.name for field in fields(Layout))
