"""What extraction found in a file, as records that can be compared with annotations.

The records are read from the rows of the raw tables, so that what is measured is what is published.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any

from extract.evaluation.annotations import KINDS, Record
from extract.evaluation.parties import Identities
from extract.evaluation.wording import bare
from extract.tables import Rows


def found_records(rows: Rows) -> dict[str, list[Record]]:
    """Records of one source file by kind; offsets are those of the file as decoded."""
    records: dict[str, list[Record]] = {kind: [] for kind in KINDS}
    for row in rows.get("targets", ()):
        kind = "milestone" if row["target_type"] == "milestone" else "target"
        records[kind].append(_fact(row, row["target_type"]))
    for row in rows.get("statistics", ()):
        records["statistic"].append(_fact(row, row["statistic_type"]))
    members: dict[str, list[Record]] = {}
    for row in rows.get("pairing_members", ()):
        members.setdefault(row["pairing_id"], []).append(row)
    records["pairing"] = [_pairing(row, members[row["pairing_id"]]) for row in rows.get("pairings", ())]
    tasks = Counter(row["document_id"] for row in rows.get("clauses", ()) if row["is_task"])
    records["document"] = [
        _document(row, ordinal, tasks[row["document_id"]])
        for ordinal, row in enumerate(rows.get("documents", ()), start=1)
    ]
    return records


def exact_rows(rows: Rows, text: str) -> tuple[int, int]:
    """How many rows of facts and pairings point exactly at what they quote, and how many there are."""
    facts = [*rows.get("targets", ()), *rows.get("statistics", ())]
    pairings = rows.get("pairings", ())
    exact = sum(_points_at_quote(row, text) and _points_at_quantity(row, text) for row in facts)
    return exact + sum(_points_at_quote(row, text) for row in pairings), len(facts) + len(pairings)


def _points_at_quote(row: Record, text: str) -> bool:
    return bool(row["quote"]) and text[row["quote_start"] : row["quote_end"]] == row["quote"]


def _points_at_quantity(row: Record, text: str) -> bool:
    if not row["quote_start"] <= row["char_start"] < row["char_end"] <= row["quote_end"]:
        return False
    return bool(text[row["char_start"] : row["char_end"]] == row["quantity_text"])


def _fact(row: Record, type_: str) -> Record:
    return {
        "start": row["char_start"], "end": row["char_end"], "text": row["quantity_text"],
        "quote": row["quote"],
        "metric": row["metric"], "type": type_,
        "value_low": row["value_low"], "value_high": row["value_high"],
        "comparator": row["comparator"], "unit": row["unit"], "period_start": _day(row["period_start"]),
        "period_end": _day(row["period_end"]), "baseline": row["baseline_value"], "soft": row["is_soft"],
        "inherited": row["deadline_inherited"], "rule_id": row["rule_id"],
    }  # fmt: skip


def _pairing(row: Record, members: list[Record]) -> Record:
    return {
        "start": row["quote_start"], "end": row["quote_end"], "quote": row["quote"],
        "text": "、".join(m["member_text"] for m in members), "parties": _identities(members),
        "givers": _identities(m for m in members if m["member_role"] == "from"),
        "type": row["pairing_type"], "field": row["field"], "rule_id": row["rule_id"],
    }  # fmt: skip


def _identities(members: Iterable[Record]) -> tuple[Identities, ...]:
    known_by = ((bare(m["member_text"]), m["region_id"], m["actor_id"]) for m in members)
    return tuple(frozenset(name for name in names if name) for names in known_by)


def _document(row: Record, ordinal: int, tasks: int) -> Record:
    days = ("date_issued", "date_adopted", "date_published", "period_start", "period_end")
    return {name: _day(row[name]) for name in days} | {
        "ordinal": ordinal, "text": row["title"], "quote": row["title"], "title": row["title"],
        "document_number": row["document_number"], "doc_type": row["document_type"], "tasks": tasks,
    }  # fmt: skip


def _day(value: Any) -> str | None:
    return value.isoformat() if isinstance(value, dt.date) else None
