"""Who a document speaks for, and whom and which places its facts concern."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.document import DocumentHead
from extract.facts.model import Fact, Mention, Party
from extract.facts.pairing_cues import PARTY_BODIES
from extract.mentions.bodies import BodyMention, actor_key, find_bodies
from extract.mentions.places import PlaceContext, PlaceMention, find_places, resolve_name
from extract.reference import Reference

JOINED_TITLE = re.compile(r"[与和、]|同(?!步)")
MOST_REGIONS = 6


@dataclass(frozen=True, slots=True)
class Issuer:
    """One issuer of a document as named, with its organisation where the name is one, and its region."""

    name: str
    actor_id: str | None
    region_id: str | None
    body: BodyMention | None


def home_regions(head: DocumentHead, text: str, reference: Reference) -> tuple[Party, ...]:
    """Regions that the document speaks for: that of its issuer, else those that its title names, else the one by which
    its number begins (浙政办发)."""
    for name in head.issuer_names:
        region = resolve_name(name, None, reference)
        if region is not None and region in reference.regions:
            return (_home(region, reference),)
    title = re.sub(r"[《<][^》>]*[》>]", "", head.title)
    places = [p for p in find_places(title, None, reference) if not p.is_pronoun and not p.is_ambiguous]
    known = [p for p in places if p.region_id and (p.region_class != "group" or len(places) == 1)]
    if known:
        first, joined = known[0], [known[0]]
        for place in known[1:]:
            if place.start - joined[-1].end <= 1 and JOINED_TITLE.match(
                title[joined[-1].end : place.start] or " "
            ):
                joined.append(place)
        homes = [_home_of(place, reference) for place in (joined if first.start <= 12 else joined[:1])]
        return tuple(home for home in homes if home is not None)
    if head.number:
        region = resolve_name(head.number[0], None, reference)
        if region is not None and region in reference.regions:
            return (_home(region, reference),)
    return ()


def _home(region_id: str, reference: Reference) -> Party:
    region = reference.regions[region_id]
    return Party(region.name_zh, region_id, None, "peer", region.region_class)


def _home_of(place: PlaceMention, reference: Reference) -> Party | None:
    if place.region_id is None:
        return None
    return Party(place.name, place.region_id, None, "peer", place.region_class)


def find_issuers(
    head: DocumentHead, homes: Sequence[Party], context: PlaceContext, reference: Reference
) -> tuple[Issuer, ...]:
    """Issuers that the document names; where it names none, the regions that it speaks for."""
    if head.issuer_names:
        issuers = []
        for name in head.issuer_names:
            body = _body_named(name, context, reference)
            issuers.append(
                Issuer(
                    name, body.actor_id, body.home_region_id or resolve_name(name, context, reference), body
                )
            )
        return tuple(issuers)
    return tuple(Issuer(home.name, None, home.region_id, None) for home in homes)


def _body_named(name: str, context: PlaceContext, reference: Reference) -> BodyMention:
    """The organisation that an issuer's name stands for; an issuer is one whatever words its name is made of."""
    places = find_places(name, context, reference)
    for body in find_bodies(name, places, reference, context):
        if body.start == 0 and body.end == len(name):
            return body
    home = resolve_name(name, context, reference)
    kind = "government" if name.endswith(("人民政府", "政府", "办公厅", "办公室")) else "other"
    return BodyMention(0, len(name), name, name, kind, home, actor_key(name, home))


def parties_in_order(places: Sequence[PlaceMention], bodies: Sequence[BodyMention]) -> list[Mention]:
    """Places and organisations in text order. A place inside the name of an organisation that can be a party itself
    (an exchange, a university) is part of that name; inside 江苏省国资委 it stands for the place."""
    covered = [(b.start, b.end) for b in bodies if b.actor_type in PARTY_BODIES]
    kept: list[Mention] = list(bodies)
    at = 0
    for place in places:
        while at < len(covered) and covered[at][1] <= place.start:
            at += 1
        if at < len(covered) and covered[at][0] <= place.start and place.end <= covered[at][1]:
            continue
        if not place.is_pronoun and not place.is_ambiguous:
            kept.append(place)
    return sorted(kept, key=lambda m: (m.start, m.end))


def regions_of(fact: Fact, places: Sequence[PlaceMention], homes: Sequence[Party]) -> list[tuple[str, str]]:
    """Regions named in the passage of the fact, else those of the document, else the unknown one."""
    named: dict[str, str] = {}
    for place in _inside(places, fact):
        if isinstance(place, PlaceMention) and not place.is_pronoun:
            for member in place.members:
                named.setdefault(member, place.text)
    found = [(name, region) for region, name in named.items()][:MOST_REGIONS]
    own = [(home.name, home.region_id) for home in homes if home.region_id and home.region_id not in named]
    return [*found, *own] or [("", "unknown")]


def actors_of(fact: Fact, bodies: Sequence[BodyMention]) -> list[BodyMention]:
    """Organisations named in the passage of the fact, each once."""
    unique = {body.actor_id: body for body in _inside(bodies, fact) if isinstance(body, BodyMention)}
    return list(unique.values())


def _inside(mentions: Sequence[Mention], fact: Fact) -> list[Mention]:
    return [m for m in mentions if fact.quote_start <= m.start and m.end <= fact.quote_end]
