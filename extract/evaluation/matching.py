"""Which extracted record answers which annotated one, by the rules in RULES."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extract.evaluation.annotations import Record
from extract.evaluation.parties import shared_parties
from extract.evaluation.wording import overlap

RULES = """\
- A quantified record answers an annotation of the same kind (target or statistic) when their numbers
  overlap in the text; each answers at most one, the largest overlap first.
- A milestone answers when the time phrases overlap; several under one phrase are told apart by their
  metrics, the most alike first.
- A pairing answers when the passages overlap and at least two parties agree; the one with most parties in
  common first.
- A document answers when it stands at the same place in its file: the first, the second.
- An annotation marked optional counts neither as missed nor as found, and a record that answers it is not
  false.
- Names and metrics are compared in simplified characters, without spaces and punctuation.
"""
"""The rules of matching in words, for readers of docs/extraction-quality.md."""


@dataclass(frozen=True, slots=True)
class Match:
    """One annotated record and the extracted one that answers it; None for a side that has no counterpart."""

    gold: Record | None
    found: Record | None

    @property
    def is_optional(self) -> bool:
        return self.gold is not None and self.gold.get("status") == "optional"


def match_spans(gold: Sequence[Record], found: Sequence[Record]) -> list[Match]:
    """Quantified records, by the overlap of their numbers."""
    return _assign(gold, found, _common_characters, 1)


def match_milestones(gold: Sequence[Record], found: Sequence[Record]) -> list[Match]:
    """Milestones, by the overlap of their time phrases and the likeness of their metrics."""

    def likeness(g: Record, f: Record) -> float:
        return 0.01 + overlap(g["metric"], f["metric"]) if _common_characters(g, f) > 0 else 0.0

    return _assign(gold, found, likeness, 0.005)


def match_pairings(gold: Sequence[Record], found: Sequence[Record]) -> list[Match]:
    """Pairings, by overlapping passages and shared parties."""

    def shared(g: Record, f: Record) -> float:
        common = shared_parties(g["parties"], f["parties"]) if _common_characters(g, f) > 0 else 0
        apart = len(g["parties"]) + len(f["parties"]) - 2 * common
        return common - 0.01 * apart if common >= 2 else 0.0

    return _assign(gold, found, shared, 0.5)


def match_documents(gold: Sequence[Record], found: Sequence[Record]) -> list[Match]:
    """Documents of one file, by their place in it."""
    return _assign(gold, found, lambda g, f: float(g["ordinal"] == f["ordinal"]), 1)


MATCHERS = {
    "target": match_spans,
    "milestone": match_milestones,
    "statistic": match_spans,
    "pairing": match_pairings,
    "document": match_documents,
}
"""How each kind of record finds its annotation."""


def _common_characters(gold: Record, found: Record) -> float:
    """Length of the overlap of two spans of the text; not above 0 where they do not touch."""
    return float(min(gold["end"], found["end"]) - max(gold["start"], found["start"]))


def _assign(
    gold: Sequence[Record], found: Sequence[Record], score: Callable[[Record, Record], float], least: float
) -> list[Match]:
    """One-to-one, best scores first; of equal ones, an optional annotation comes last."""
    candidates = [
        (score(g, f), g.get("status") != "optional", i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
    ]
    candidates = sorted((c for c in candidates if c[0] >= least), key=lambda c: (-c[0], not c[1], c[2], c[3]))
    taken_gold: dict[int, int] = {}
    taken_found: set[int] = set()
    for _, _, i, j in candidates:
        if i not in taken_gold and j not in taken_found:
            taken_gold[i] = j
            taken_found.add(j)
    matches = [Match(g, found[taken_gold[i]] if i in taken_gold else None) for i, g in enumerate(gold)]
    return matches + [Match(None, f) for j, f in enumerate(found) if j not in taken_found]
