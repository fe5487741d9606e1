"""What must be true of the rows of any text: they keep their tables' rules and stand where they say."""

from functools import cache
from pathlib import Path

from extract.extraction import extract
from extract.indicators import with_indicators
from extract.reference import Reference, load_reference
from extract.source import SourceFile
from extract.tables import Rows, document_rows
from schemas.validation import frame, split, split_together

REFERENCE_TABLES = ("regions", "actors", "units", "themes", "indicators")
"""Rows of these may repeat within and across files, and are joined before they are checked."""


@cache
def reference() -> Reference:
    """The lexicons of the project."""
    return load_reference(Path(__file__).parents[2] / "raw" / "reference")


def rows_of_source(source: SourceFile) -> Rows:
    """Every row that is read from one source file."""
    return with_indicators(document_rows(extract(source, reference())), reference().indicators)


def assert_in_place(text: str, rows: Rows) -> None:
    """Every row reads in the source what it quotes."""
    for row in [*rows.get("targets", []), *rows.get("statistics", [])]:
        assert text[row["char_start"] : row["char_end"]] == row["quantity_text"]
        assert text[row["quote_start"] : row["quote_end"]] == row["quote"]
    for row in rows.get("pairings", []):
        assert text[row["quote_start"] : row["quote_end"]] == row["quote"]
    for row in rows.get("mentions", []):
        assert text[row["char_start"] : row["char_end"]] == row["mention_text"]


def assert_sound(text: str, rows: Rows) -> None:
    """Every row is in place and keeps its table's rules."""
    assert_in_place(text, rows)
    own = {name: frame(name, found) for name, found in rows.items() if name not in REFERENCE_TABLES}
    refusals = [refusal for name, table in own.items() for refusal in split(name, table)[1]]
    assert [(r.table_name, r.check_name, r.reason) for r in refusals] == []


def assert_consistent(rows: Rows) -> None:
    """No row names a row that is not there."""
    known = {name: {row[f"{name[:-1]}_id"] for row in rows.get(name, [])} for name in ("regions", "actors")}
    known["regions"] |= set(reference().regions)
    known["themes"] = {theme.theme_code for theme in reference().themes}
    known["units"] = {unit.code for unit in reference().unit_table.by_text.values()}
    known["units"] |= {row["unit"] for row in rows.get("units", [])}
    known["indicators"] = {row["indicator_code"] for row in rows.get("indicators", [])}
    own = {name: frame(name, found) for name, found in rows.items() if name not in REFERENCE_TABLES}
    _, refusals = split_together(own, known)
    assert [(r.table_name, r.check_name, r.reason) for r in refusals] == []
