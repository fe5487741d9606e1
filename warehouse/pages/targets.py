"""The table of targets, with what the detail of each needs."""

from collections.abc import Iterator, Sequence

from warehouse.pages.ask import Row
from warehouse.pages.figures import with_unit
from warehouse.pages.pieces import Piece, in_pieces
from warehouse.pages.rules import rules_by_id
from warehouse.pages.source import Language, Page, Source

COLUMNS = (
    *("target_id", "document_id", "clause_id", "document_title", "issuer_name", "theme", "regions", "actors"),
    *(
        "indicator",
        "metric",
        "quantity_text",
        "comparator",
        "value_low",
        "value_high",
        "baseline_value",
        "unit",
    ),
    *("target_type", "deadline_text", "period_start", "deadline", "deadline_kind", "is_counted"),
    *("restatement_reason", "is_soft", "status_code", "status", "explanation", "quote", "quote_start"),
    *("quote_end", "char_start", "char_end", "source_file", "rule_id", "value_shown", "has_figure"),
)


def pages(source: Source, language: Language) -> Iterator[Page]:
    """The one page of this chapter."""
    rows = source.told("targets", language)
    for row, told in zip(source.rows("targets"), rows, strict=True):
        told["value_shown"] = value_shown(row, told["unit"], language)
        told["has_figure"] = row["unit"] != "none"
    clauses = {
        row["clause_id"]: [row["path"], row["char_start"], row["text"]]
        for row in source.rows("clauses_with_targets")
    }

    def piece(some: Sequence[Row]) -> Piece:
        return {
            "rows": [[row[column] for column in COLUMNS] for row in some],
            "clauses": {row["clause_id"]: clauses[row["clause_id"]] for row in some},
        }

    first, scripts = in_pieces("targets", rows, piece)
    rules = rules_by_id(source, language, (row["rule_id"] for row in rows))
    yield Page(
        "targets.html",
        "targets.html",
        "targets",
        {
            "count": len(rows),
            "with_figure": sum(row["has_figure"] for row in rows),
            "data": {"columns": COLUMNS, "rules": rules, **first},
        },
        scripts,
    )


def value_shown(row: Row, unit_name: str, language: Language) -> str:
    """The value that was read, in the unit of the warehouse; a range from low to high."""
    low, high = (
        with_unit(row[side], row["unit"], unit_name, language) for side in ("value_low", "value_high")
    )
    if row["value_low"] is None or row["value_high"] is None or row["value_low"] == row["value_high"]:
        return high if row["value_low"] is None else low
    return f"{low} – {high}"
