"""A small, consistent set of all raw tables, for tests that start behind the extraction.

raw_tables.yml holds two invented documents and what they say. They carry every kind of fact once: a level,
an increment, a flow with its growth, a share, a frequency, milestones, a restatement, a pair and a group of
four. Offsets are looked up in the text, so that every quote is where it is said to be.
"""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from extract.indicators import load_indicators, name_indicators, with_indicators
from extract.mentions.units import load_units
from schemas.registry import Table, tables

Row = dict[str, Any]
Change = Callable[[pl.DataFrame], pl.DataFrame]

REFERENCE = Path(__file__).parents[2] / "raw" / "reference"

# What a column holds where the YAML file does not say; null for all others.
USUAL: Row = {
    "deadline_inherited": False,
    "is_soft": False,
    "is_ambiguous": False,
    "is_task": False,
    "is_inferred": False,
    "is_derived": False,
    "is_current": True,
    "repaired_spans": 0,
    "language": "zh-Hans",
}


def write_raw_tables(folder: Path, changes: dict[str, Change] | None = None) -> None:
    """Write every raw table of schemas/tables.yml as `<table>.parquet` into `folder`.

    `changes` maps a table's name to a function that alters its frame just before it is written, to break one
    thing. Raises KeyError for a change to a table that does not exist.
    """
    folder.mkdir(parents=True, exist_ok=True)
    frames = raw_tables()
    for name, change in (changes or {}).items():
        frames[name] = change(frames[name])
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.parquet")


def raw_tables() -> dict[str, pl.DataFrame]:
    """Every raw table as a typed frame, consistent with one another."""
    rows = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    texts: dict[str, str] = rows.pop("texts")
    rows["documents"] = [_document(row, texts[row["document_id"]]) for row in rows["documents"]]
    rows["clauses"] = _clauses(rows["clauses"], texts)
    documents = {row["document_id"]: row for row in rows["documents"]}
    clauses = {row["clause_id"]: row for row in rows["clauses"]}
    for table in ("targets", "statistics", "pairings", "mentions"):
        rows[table] = [_fact(row, clauses[row["clause_id"]], documents) for row in rows[table]]
    rows["indicators"] = _indicators(rows)
    return {name: _frame(table, rows[name]) for name, table in tables().items()}


def _indicators(rows: dict[str, list[Row]]) -> list[Row]:
    """Every indicator that a target, statistic or figure belongs to; puts its key beside their wording."""
    known = load_indicators(REFERENCE / "indicators.yml", load_units(REFERENCE / "units.csv"))
    figures = [*rows["regional_indicators"], *rows["realised_outcomes"]]
    for figure in figures:
        figure["indicator_text"] = figure["indicator_code"]
    found = [*with_indicators(rows, known)["indicators"], *name_indicators(figures, known)]
    return list({row["indicator_code"]: row for row in found}.values())


def _frame(table: Table, rows: list[Row]) -> pl.DataFrame:
    """Rows with every column of the table, typed. Keys that are no column served only to look things up."""
    complete = [{name: row.get(name, USUAL.get(name)) for name in table.polars_schema} for row in rows]
    return pl.DataFrame(complete, schema=table.polars_schema)


def _document(row: Row, text: str) -> Row:
    issued: date = row["date_issued"]
    return {
        **row,
        "title": text.partition("\n")[0],
        "reference_year": issued.year,
        "sha256": sha256(text.encode()).hexdigest(),
        "char_start": 0,
        "char_end": len(text),
        "characters": len(text),
        "document_text": text,
    }


def _clauses(rows: list[Row], texts: dict[str, str]) -> list[Row]:
    """Clauses with their text: from their number up to what they end before, or the end of the document."""
    done: dict[str, Row] = {}
    for row in rows:
        document_id = row["clause_id"].rpartition("-")[0].replace("clause", "doc")
        text = texts[document_id]
        start = text.index(f"\n{row['number_text']}") + 1 if "number_text" in row else 0
        end = text.index(f"\n{row['ends_before']}") if "ends_before" in row else len(text.rstrip())
        heading = row.get("heading", text[start:end].partition("。")[0])
        parent = done.get(row.get("parent_clause_id", ""))
        done[row["clause_id"]] = {
            **row,
            "document_id": document_id,
            "path": f"{parent['path']} > {heading}" if parent else heading,
            "char_start": start,
            "char_end": end,
            "text": text[start:end],
        }
    return list(done.values())


def _fact(row: Row, clause: Row, documents: dict[str, Row]) -> Row:
    """The fact with document and offsets: the quote sought in its clause, the quantity within the quote."""
    document = documents[clause["document_id"]]
    offsets: Row = {}
    start = clause["char_start"]
    if "quote" in row:
        start = document["document_text"].index(row["quote"], start)
        offsets |= {"quote_start": start, "quote_end": start + len(row["quote"])}
    marked = row.get("quantity_text", row.get("mention_text"))
    if marked:
        start = document["document_text"].index(marked, start)
        offsets |= {"char_start": start, "char_end": start + len(marked)}
    return {**row, **offsets, "document_id": document["document_id"], "source_file": document["source_file"]}
