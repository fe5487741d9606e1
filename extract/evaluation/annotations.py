"""Annotated documents: what a careful reader found in a text, one JSON object a line."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extract.evaluation.parties import PartyReader
from extract.normalise.text import normalise

Record = dict[str, Any]

KINDS = ("target", "milestone", "statistic", "pairing", "document")
"""Kinds of records, each scored by itself."""

QUANTITY = ("num_text", "start", "quote", "metric", "value_low", "value_high", "comparator", "unit")
NEEDED = {
    "target": (*QUANTITY, "target_type"),
    "statistic": (*QUANTITY, "stat_type"),
    "pairing": ("members", "direction", "field", "pairing_type", "start", "quote"),
    "document": ("title", "doc_type"),
}
"""Fields without which an annotation cannot be compared."""
DOCUMENT_ENTRIES = (
    "document_number",
    "date_issued",
    "date_adopted",
    "date_published",
    "period_start",
    "period_end",
    "tasks",
)


class AnnotationError(ValueError):
    """An annotation that does not fit its document: which line, what was expected, and what was found."""


def read_annotations(folder: Path) -> dict[str, list[Record]]:
    """Annotations of a folder by document, in the order of its *.jsonl files.

    Raises AnnotationError for a line that is no annotation, and where the folder holds none at all.
    """
    found: dict[str, list[Record]] = {}
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                annotation = _parsed(line, f"{file.name}, line {number}")
                found.setdefault(annotation["doc"], []).append(annotation)
    if not found:
        raise AnnotationError(
            f"{folder}: expected files named *.jsonl with one annotation a line; found none. "
            "Give the folder of the annotations with --gold."
        )
    return dict(sorted(found.items()))


def _parsed(line: str, place: str) -> Record:
    try:
        annotation = json.loads(line)
    except json.JSONDecodeError as error:
        raise AnnotationError(f"{place}: expected a JSON object; {error}. Correct the line.") from error
    if not isinstance(annotation, dict) or annotation.get("kind") not in NEEDED or "doc" not in annotation:
        raise AnnotationError(
            f"{place}: expected an object with doc and kind, one of {', '.join(NEEDED)}; found {line[:80]}"
        )
    missing = [name for name in NEEDED[annotation["kind"]] if name not in annotation]
    if missing:
        raise AnnotationError(f"{place}: the fields {', '.join(missing)} are missing; add them.")
    return annotation | {"place": place}


def gold_records(
    annotations: list[Record], text: str, parties: Mapping[int, PartyReader]
) -> dict[str, list[Record]]:
    """Annotations of one document as records by kind, in the form of those that are extracted.

    text: the file as decoded. parties: readers of the names of partners, by the
    ordinal of the document in the file.
    Raises AnnotationError for an offset or a quote that does not point to what it says.
    """
    records: dict[str, list[Record]] = {kind: [] for kind in KINDS}
    for annotation in annotations:
        for kind, record in _records_of(annotation, text, parties):
            records[kind].append(record | {"status": annotation.get("status", "core")})
    return records


def _records_of(
    annotation: Record, text: str, parties: Mapping[int, PartyReader]
) -> Iterator[tuple[str, Record]]:
    plan = annotation.get("plan", 1)
    if annotation["kind"] == "document":
        yield "document", _document(annotation, plan)
    elif annotation["kind"] == "pairing":
        yield "pairing", _pairing(annotation, text, parties.get(plan) or parties[1])
    else:
        record = _fact(annotation, text)
        yield "milestone" if record["type"] == "milestone" else annotation["kind"], record


def _fact(annotation: Record, text: str) -> Record:
    start, number = annotation["start"], annotation["num_text"]
    _check_text(annotation, "num_text", text[start : start + len(number)], number)
    if annotation["quote"] not in text:
        raise AnnotationError(
            f"{annotation['place']}: the text lacks the quote {annotation['quote'][:60]!r}."
        )
    return {
        "start": start, "end": start + len(number), "text": number,
        "quote": annotation["quote"],
        "metric": simplified(annotation["metric"]),
        "type": annotation.get("target_type") or annotation["stat_type"],
        "value_low": annotation["value_low"], "value_high": annotation["value_high"],
        "comparator": annotation["comparator"], "unit": simplified(annotation["unit"]),
        "period_start": annotation.get("period_start"), "period_end": annotation.get("period_end"),
        "baseline": annotation.get("baseline"), "soft": bool(annotation.get("soft")),
    }  # fmt: skip


def _pairing(annotation: Record, text: str, parties: PartyReader) -> Record:
    quote, near = annotation["quote"], annotation["start"]
    start = text.find(quote, max(0, near - len(quote)))
    if start < 0:
        raise AnnotationError(
            f"{annotation['place']}: the text lacks the quote {quote[:60]!r} near offset {near}."
        )
    direction = annotation["direction"]
    givers = [] if direction == "mutual" else _listed(direction["from"])
    return {
        "start": start, "end": start + len(quote), "text": "、".join(annotation["members"]), "quote": quote,
        "parties": tuple(map(parties.identities, annotation["members"])),
        "givers": tuple(map(parties.identities, givers)),
        "type": annotation["pairing_type"], "field": simplified(annotation["field"]),
    }  # fmt: skip


def _document(annotation: Record, plan: int) -> Record:
    given = annotation | {
        "date_adopted": annotation.get("adopted_date"),
        "date_published": annotation.get("published_date"),
    }
    return {name: given.get(name) for name in DOCUMENT_ENTRIES} | {
        "ordinal": plan, "text": annotation["title"], "quote": annotation["title"],
        "title": simplified(annotation["title"]), "doc_type": simplified(annotation["doc_type"]),
    }  # fmt: skip


def _check_text(annotation: Record, name: str, found: str, expected: str) -> None:
    if found != expected:
        raise AnnotationError(
            f"{annotation['place']}: {name} should stand at offset {annotation['start']}: "
            f"expected {expected!r}, found {found!r}. Offsets count characters of the file as decoded."
        )


def _listed(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else names


def simplified(words: str | None) -> str | None:
    """Words in the plain, simplified characters in which extracted ones are written."""
    return normalise(words).text if words else words
