"""Runs one made-up sentence as if it stood in a document of its kind, and compares what is read.

The role of an entry names the kind of document and the part of it in which the sentence stands. A period that
is not fixed by the sentence itself counts as none.
"""

import re
from pathlib import Path
from typing import Any

import yaml

from extract.document import DocumentHead
from extract.evaluation.annotations import Record, simplified
from extract.evaluation.found import found_records
from extract.evaluation.parties import PartyReader
from extract.evaluation.scoring import Comparison, compare
from extract.extraction import DocumentFacts, Extraction, extract, read_facts
from extract.facts.parties import FactParties
from extract.mentions.places import PlaceContext
from extract.mentions.quantities import QuantityFinder
from extract.normalise.text import normalise
from extract.reference import Reference
from extract.source import source_from_bytes
from extract.structure import read_structure
from extract.tables import document_rows

FOLDER = Path(__file__).parent
ROLES = {
    "plan": ("规划", "tasks"),
    "goals": ("规划", "goals"),
    "preamble": ("规划", "preamble"),
    "report_review": ("工作报告", "achievements"),
    "report_plan": ("工作报告", "tasks"),
    "annex": ("规划", "other"),
    "bulletin": ("公报", "other"),
    "notice": ("通知", "tasks"),
}
"""Kind of document and role of the section, by the role that an entry names."""
TITLE = "工作方案"
"""Names no place; the title above a sentence that is read for its pairings and has none of its own."""

Entry = dict[str, Any]


def read_entries(file: Path) -> list[Entry]:
    """Entries of a YAML file: text, year, role, facts and, where the sentence is read for them, pairings."""
    entries: list[Entry] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return entries


def compare_entry(entry: Entry, reference: Reference) -> list[Comparison]:
    """Expected and extracted records of one sentence, side by side."""
    expected = expected_facts(entry)
    found = extracted_facts(entry, reference)
    if "pairings" in entry:
        expected["pairing"] = expected_pairings(entry, PartyReader(PlaceContext(), reference))
        found["pairing"] = extracted_pairings(entry, reference)
    return [comparison for comparisons in compare(expected, found).values() for comparison in comparisons]


def expected_facts(entry: Entry) -> dict[str, list[Record]]:
    """Facts of an entry as records; of equal numbers, the first entry means the first in the sentence."""
    records: dict[str, list[Record]] = {"target": [], "milestone": [], "statistic": []}
    position: dict[str, int] = {}
    for fact in entry["facts"]:
        number = fact["num_text"]
        start = position_of(number, entry["text"], position.get(number, 0))
        if fact["kind"] != "milestone":
            position[number] = start + 1
        given = {"period_start": None, "baseline": None, "soft": False} | fact
        records[fact["kind"]].append(
            given
            | {
                "start": start,
                "end": start + len(number),
                "text": number,
                "quote": entry["text"],
                "metric": simplified(fact["metric"]),
                "unit": simplified(fact["unit"]),
            }
        )
    return records


def position_of(number: str, text: str, first: int) -> int:
    """Where a number stands from `first` on, as a whole: the 6件 of 3.6件 is another one."""
    found = re.compile(rf"(?<![\d.]){re.escape(number)}").search(text, first)
    if found is None:
        raise ValueError(f"expected {number!r} in the sentence {text!r}; correct num_text")
    return found.start()


def expected_pairings(entry: Entry, parties: PartyReader) -> list[Record]:
    return [
        {
            "start": 0,
            "end": len(entry["text"]),
            "text": "、".join(pairing["members"]),
            "quote": entry["text"],
            "parties": tuple(map(parties.identities, pairing["members"])),
            "givers": tuple(map(parties.identities, givers(pairing))),
            "type": pairing["pairing_type"],
            "field": simplified(pairing["field"]),
        }
        for pairing in entry["pairings"]
    ]


def givers(pairing: dict[str, Any]) -> list[str]:
    """The partners that help the others: those that a directed pairing says, else its first; none of a mutual one."""
    return pairing.get("givers", pairing["members"][:1]) if pairing["direction"] == "directed" else []


def extracted_facts(entry: Entry, reference: Reference) -> dict[str, list[Record]]:
    """What extraction reads from the sentence, without periods that come from elsewhere."""
    source = source_from_bytes(entry["text"].encode(), "sentence.txt")
    normalised = normalise(source.text)
    text = normalised.text
    kind, role = ROLES[entry["role"]]
    head = DocumentHead(
        start=0, end=len(text), title="", title_start=0, number=None, kind=kind, issuer_names=(), issued=None,
        adopted=None, published=None, period_start=None, period_end=None, reference_year=entry.get("year"),
    )  # fmt: skip
    structure = read_structure(text, 0, len(text), "", head.is_plan)
    for node in structure.nodes:
        node.role = role
    finder = QuantityFinder(reference.unit_table)
    facts = tuple(read_facts(text, structure, head, finder, normalised.is_traditional))
    parties = FactParties(text, head, structure, (), (), (), (), PlaceContext(), reference)
    document = DocumentFacts(head, structure, facts, (), (), (), (), (), {}, parties)
    found = found_records(document_rows(Extraction(source, normalised, (document,))))
    del found["document"]
    for records in found.values():
        for record in records:
            if record["inherited"]:
                record |= {"period_start": None, "period_end": None}
    return found


def extracted_pairings(entry: Entry, reference: Reference) -> list[Record]:
    """Pairings of the sentence, below the title of its entry if it has one."""
    title = entry.get("title", TITLE) + "\n"
    source = source_from_bytes((title + entry["text"]).encode(), "sentence.txt")
    records = found_records(document_rows(extract(source, reference)))["pairing"]
    return [
        record | {"start": record["start"] - len(title), "end": record["end"] - len(title)}
        for record in records
    ]
