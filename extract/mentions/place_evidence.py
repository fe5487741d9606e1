"""Which place a name means: decided by the document's own places, never by the order of a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.mentions.place_spots import Spot
from extract.reference import COUNTRY, Reference

LEVEL = {"province": 0, "prefecture": 1, "county": 2, "zone": 3, "port": 3}
"""A name that a city and a district of another city share means the city, unless the document says
otherwise."""


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What a document is about before its text is read: the regions of its issuer and its title."""

    home_region_ids: tuple[str, ...] = ()


class Evidence:
    """The places that a document names beyond doubt, and what they say about the doubtful ones."""

    def __init__(self, spots: Iterable[Spot], context: PlaceContext | None, reference: Reference) -> None:
        self.reference = reference
        self.homes = tuple(h for h in context.home_region_ids if h != COUNTRY) if context else ()
        self.home_chain = {r for home in self.homes for r in reference.chain(home)} - {COUNTRY}
        self.named: set[str] = set()
        for spot in spots:
            if not spot.is_weak and len(spot.candidates) == 1:
                self.named.add(spot.candidates[0])
        self.named.update(self.home_chain)

    def is_named(self, candidates: Sequence[str]) -> bool:
        """Whether the document names one of the regions in full somewhere."""
        return any(candidate in self.named for candidate in candidates)

    def is_at_home(self, candidates: Sequence[str]) -> bool:
        """Whether one of the regions lies in a home region of the document."""
        return any(self.reference.is_within(c, home) for c in candidates for home in self.homes)

    def choose(self, candidates: Sequence[str], neighbours: Sequence[str] = ()) -> str | None:
        """The region that the document's places point to; None where they point to several or to none.

        neighbours: regions that stand beside the name in a list; a list holds places of one kind.
        """
        if len(candidates) == 1:
            return candidates[0]
        scores = {c: self._score(c, neighbours) for c in candidates}
        best = max(scores.values(), default=0)
        leaders = [c for c in candidates if scores[c] == best]
        levels = [LEVEL.get(self.reference.regions[c].region_class, 9) for c in leaders]
        highest = [c for c, level in zip(leaders, levels, strict=True) if level == min(levels)]
        return highest[0] if len(highest) == 1 else None

    def _score(self, candidate: str, neighbours: Sequence[str]) -> int:
        """How much speaks for a region: it is named, at home or the home itself, its parents are named, its
        list neighbours are its kind."""
        chain = self.reference.chain(candidate)
        score = 8 if candidate in self.named else 0
        if any(home in chain for home in self.homes):
            score = max(score, 8) + (4 if candidate in self.homes else 0)
        for parent in chain[1:]:
            if parent in self.named and parent != COUNTRY:
                is_province = self.reference.regions[parent].region_class == "province"
                score += 2 if is_province else 4
        for neighbour in neighbours:
            other = self.reference.regions[neighbour]
            if other.parent_region_id == chain[1] and chain[1] != COUNTRY:
                score += 16
        return score
