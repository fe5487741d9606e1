"""Who the partners of a pairing are, so that a name as annotated and one as extracted can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.evaluation.wording import bare
from extract.mentions.bodies import find_bodies
from extract.mentions.places import PlaceContext, find_places, resolve_name
from extract.normalise.text import normalise
from extract.reference import Reference

Identities = frozenset[str]
"""Everything that a partner is known by: its bare name, and the key of its region or organisation."""


@dataclass(frozen=True, slots=True)
class PartyReader:
    """Reads the names of partners as one document means them."""

    context: PlaceContext
    reference: Reference

    def identities(self, name: str) -> Identities:
        """Identities of a partner that is only known by name.

        A name that is as a whole an organisation stands for that one, any other for the place that it begins
        with, and for the last of the places that it consists of (海南自由贸易港洋浦经济开发区).
        """
        plain = normalise(name).text.strip()
        places = find_places(plain, self.context, self.reference)
        for body in find_bodies(plain, places, self.reference, self.context):
            if (body.start, body.end) == (0, len(plain)):
                return frozenset({bare(plain), body.actor_id})
        region = resolve_name(plain, self.context, self.reference)
        last = places[-1].region_id if places and places[-1].end == len(plain) else None
        return frozenset({bare(plain), *(key for key in (region, last) if key)})


def shared_parties(first: Sequence[Identities], second: Sequence[Identities]) -> int:
    """How many partners two lists have in common, each counted once."""
    left = list(second)
    shared = 0
    for identities in first:
        partner = next((other for other in left if identities & other), None)
        if partner is not None:
            left.remove(partner)
            shared += 1
    return shared


def same_parties(first: Sequence[Identities], second: Sequence[Identities]) -> bool:
    """Whether two lists name the same partners, in any order."""
    return len(first) == len(second) == shared_parties(first, second)
