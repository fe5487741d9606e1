"""Matches counted: precision, recall, and how often each field of what was found is right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from extract.evaluation.agreement import EXACT, FIELDS
from extract.evaluation.annotations import KINDS, Record
from extract.evaluation.matching import MATCHERS, Match


@dataclass(frozen=True, slots=True)
class Comparison:
    """One match with the names of the fields in which the two records differ."""

    kind: str
    match: Match
    differing: tuple[str, ...]

    @property
    def is_exact(self) -> bool:
        return not set(self.differing) & set(EXACT[self.kind])


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one kind of record. agreeing: by field, how many of the matched records have it right."""

    kind: str
    matched: int
    missed: int
    false: int
    exact: int
    agreeing: Mapping[str, int]

    @property
    def precision(self) -> float:
        """Share of the extracted records that answer an annotation; 1 where nothing was extracted."""
        return _share(self.matched, self.matched + self.false)

    @property
    def recall(self) -> float:
        """Share of the annotations that were found; 1 where there are none."""
        return _share(self.matched, self.matched + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return self._f1(self.matched)

    @property
    def exact_f1(self) -> float:
        """The same where only records that are right in every field of EXACT count as found."""
        return self._f1(self.exact)

    def field_share(self, name: str) -> float:
        """Share of the matched records in which a field is right; 1 where nothing matched."""
        return _share(self.agreeing[name], self.matched)

    def figures(self) -> dict[str, Any]:
        """All counts and shares, for machines."""
        return {
            "matched": self.matched, "missed": self.missed, "false": self.false, "exact": self.exact,
            "precision": round(self.precision, 4), "recall": round(self.recall, 4), "f1": round(self.f1, 4),
            "exact_f1": round(self.exact_f1, 4),
            "fields": {name: round(self.field_share(name), 4) for name in self.agreeing},
        }  # fmt: skip

    def _f1(self, right: int) -> float:
        return _share(2 * right, 2 * self.matched + self.missed + self.false)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def compare(
    gold: Mapping[str, list[Record]], found: Mapping[str, list[Record]]
) -> dict[str, list[Comparison]]:
    """Records of one text, compared kind by kind."""
    return {
        kind: [_comparison(kind, match) for match in MATCHERS[kind](gold.get(kind, []), found.get(kind, []))]
        for kind in KINDS
    }


def _comparison(kind: str, match: Match) -> Comparison:
    gold, found = match.gold, match.found
    if gold is None or found is None:
        return Comparison(kind, match, ())
    return Comparison(kind, match, tuple(f.name for f in FIELDS[kind] if not f.is_right(gold, found)))


def tally(kind: str, comparisons: Iterable[Comparison]) -> Tally:
    """Counts over comparisons of one kind; optional annotations count neither way."""
    counted = [c for c in comparisons if not c.match.is_optional]
    matched = [c for c in counted if c.match.gold and c.match.found]
    return Tally(
        kind=kind,
        matched=len(matched),
        missed=sum(c.match.found is None for c in counted),
        false=sum(c.match.gold is None for c in counted),
        exact=sum(c.is_exact for c in matched),
        agreeing={f.name: sum(f.name not in c.differing for c in matched) for f in FIELDS[kind]},
    )
