"""Which extracted record answers which annotated one.

The rules of matching:
- A quantified record answers an annotation of the same kind (target or statistic) when their numbers overlap in the
  text; each answers at most one, the largest overlap first.
- A milestone answers when the time phrases overlap; several under one phrase are told apart by their metrics, the
  most alike first.
- A pairing answers when the passages overlap and at least two parties agree; the one with most parties in common first.
- An annotation marked optional counts neither as missed nor as found, and a record that answers it is not false.
- Names and metrics are compared in simplified characters, without spaces and punctuation.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Record = dict[str, Any]

METRIC_AGREEMENT = 0.5
"""Character overlap (twice the shared characters over all) from which two metrics are said to agree."""


@dataclass(frozen=True, slots=True)
class Match:
    """One annotated record and the extracted one that answers it; None for a side that has no counterpart."""

    gold: Record | None
    found: Record | None

    @property
    def is_optional(self) -> bool:
        return self.gold is not None and self.gold.get("status") == "optional"


def bare(text: str | None) -> str:
    """Text without spaces and punctuation, for comparing wording."""
    return re.sub(r"[\s,,、。;;:“”\"'()《》·—\-~]", "", text or "")


def overlap(a: str | None, b: str | None) -> float:
    """Share of characters that two phrases have in common, from 0 to 1, whatever their order."""
    first, second = bare(a), bare(b)
    if not first or not second:
        return float(first == second)
    shared = sum((Counter(first) & Counter(second)).values())
    return 2 * shared / (len(first) + len(second))


def match_spans(gold: Sequence[Record], found: Sequence[Record]) -> list[Match]:
    """Quantified records, by the overlap of their numbers."""
    return _assign(gold, found, lambda g, f: float(min(g["end"], f["end"]) - max(g["start"], f["start"])), 1)


def match_milestones(gold: Sequence[Record], found: Sequence[Record]) -> list[Match]:
    """Milestones, by the overlap of their time phrases and the likeness of their metrics."""

    def likeness(g: Record, f: Record) -> float:
        if min(g["end"], f["end"]) <= max(g["start"], f["start"]):
            return 0.0
        return 0.01 + overlap(g["metric"], f["metric"])

    return _assign(gold, found, likeness, 0.005)


def match_pairings(gold: Sequence[Record], found: Sequence[Record]) -> list[Match]:
    """Pairings, by overlapping passages and shared parties."""

    def shared(g: Record, f: Record) -> float:
        if min(g["end"], f["end"]) <= max(g["start"], f["start"]):
            return 0.0
        common = len(set(g["parties"]) & set(f["parties"]))
        return common - 0.01 * len(set(g["parties"]) ^ set(f["parties"])) if common >= 2 else 0.0

    return _assign(gold, found, shared, 0.5)


def _assign(
    gold: Sequence[Record], found: Sequence[Record], score: Callable[[Record, Record], float], least: float
) -> list[Match]:
    """One-to-one, best scores first; an annotation that must be found goes before an optional one of equal score."""
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
