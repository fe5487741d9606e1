"""Zones and ports that no list holds: a place, a name of its own, a closing word (合肥滨湖科学城,
大连高新区, 盐城港)."""

import hashlib
import re
from collections.abc import Sequence

from extract.gazetteer import Name, ZoneSuffix, stem
from extract.mentions.place_evidence import Evidence
from extract.mentions.place_spots import Spot
from extract.reference import COUNTRY, PORT_TRAPS, Reference

NAME_CHARACTERS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]*")
LIST_MARKS = ("、", "和", "与", "及")
PARTNERS_BEFORE_BRACKET = re.compile(r"中[\u4e00-\u9fff]{0,3}[((]$")
LONGEST_OWN_NAME = 12
LONGEST_NAME_ALONE = 4
SUFFIX_CONTINUES = ("域", "间", "位", "块", "划", "别", "镇", "级", "区")
"""What follows a closing word where it is part of another word (创新区域, 开发区级)."""
ZONE_WITHIN_ZONE = ("片区", "分区", "分园")
CITY_CLASSES = ("province", "prefecture", "county")


def new_region_id(prefix: str, name: str, parent: str | None) -> str:
    """Key of a place that only a document names: the same name in the same parent gives the same key
    everywhere."""
    digest = hashlib.md5(f"{name}|{parent or ''}".encode(), usedforsecurity=False).hexdigest()
    return f"{prefix}:{digest[:12]}"


def zone_at(suffix: Spot, text: str, settled: Sequence[Spot], evidence: Evidence) -> Spot | None:
    """The zone whose name closes with this word, or None where the word is used for zones in general."""
    gazetteer = evidence.reference.gazetteer
    if text.startswith(SUFFIX_CONTINUES, suffix.end):
        return None
    rules = gazetteer.suffixes[suffix.name.text]
    place = settled[-1] if settled else None
    if place is not None and place.region_id is not None and suffix.start - place.end <= LONGEST_OWN_NAME + 1:
        zone = _zone_of_place(suffix, rules, text, place, settled, evidence)
        if zone is not None:
            return zone
    if rules.alone:
        return _zone_alone(suffix, text, place, evidence)
    return None


def _zone_of_place(suffix: Spot, rules: ZoneSuffix, text: str, place: Spot, settled: Sequence[Spot],
                   evidence: Evidence) -> Spot | None:  # fmt: skip
    gazetteer = evidence.reference.gazetteer
    start, own = place.start, text[place.end : suffix.start]
    partners = PARTNERS_BEFORE_BRACKET.search(text, max(0, start - 5), start)
    if partners and own[:1] in (")", ")"):
        start, own = partners.start(), own[1:]
    if not NAME_CHARACTERS.fullmatch(own) or gazetteer.break_word.search(own):
        return None
    outer = settled[-2] if len(settled) > 1 and settled[-2].end == place.start else None
    if outer is not None and outer.name.kind == "abbreviation":
        start = outer.start
    if outer is not None and suffix.name.text in ZONE_WITHIN_ZONE and _is_zone(outer, evidence.reference):
        start = outer.start
    elif (not own and not (rules.direct and not _is_zone(place, evidence.reference))) or (
        own and gazetteer.class_words_only.fullmatch(own)
    ):
        return None
    return _as_zone(start, suffix, text, own, place, evidence.reference)


def _zone_alone(suffix: Spot, text: str, place: Spot | None, evidence: Evidence) -> Spot | None:
    """A zone named without its place in a list of zones (金普新区、花园口开发区): it is taken to lie where
    the last one does."""
    reference = evidence.reference
    if place is None or not _is_zone(place, reference) or text[place.end : place.end + 1] not in LIST_MARKS:
        return None
    own = text[place.end + 1 : suffix.start]
    if not 2 <= len(own) <= LONGEST_NAME_ALONE or not NAME_CHARACTERS.fullmatch(own):
        return None
    if reference.gazetteer.class_word.search(own) or reference.gazetteer.break_word.search(own):
        return None
    parent = place.parent_region_id or reference.regions[place.region_id or COUNTRY].parent_region_id
    spot = Spot(place.end + 1, suffix.end, Name(own + suffix.name.text, "zone", ()), ())
    return _identify(spot, (spot.name.text,), parent, "zone", reference)


def _as_zone(start: int, suffix: Spot, text: str, own: str, place: Spot, reference: Reference) -> Spot:
    written = text[start : suffix.end]
    region = reference.regions.get(place.region_id or "")
    spot = Spot(start, suffix.end, Name(written, "zone", ()), ())
    if region is None or start != place.start:
        return _identify(spot, (written,), place.region_id, "zone", reference)
    front = stem(region.name_zh) or region.name_zh
    name = front + own + suffix.name.text
    return _identify(spot, (written, name, own + suffix.name.text), place.region_id, "zone", reference)


def _identify(spot: Spot, names: Sequence[str], parent: str | None, prefix: str,
              reference: Reference | None = None) -> Spot:  # fmt: skip
    """The listed region that one of the names stands for inside the parent; else a new one with the last
    full name."""
    if reference is not None:
        for name in names:
            known = reference.gazetteer.by_text.get(name)
            if (
                known is not None
                and known.kind == prefix
                and (parent is None or _fits(known, parent, reference))
            ):
                spot.region_id, spot.members = known.region_ids[0], known.region_ids
                return spot
    canonical = names[1] if len(names) > 1 else names[0]
    spot.region_id = new_region_id(prefix, canonical, parent)
    spot.members = (spot.region_id,)
    spot.new_name, spot.new_class, spot.parent_region_id = canonical, prefix, parent
    return spot


def _fits(known: Name, parent: str, reference: Reference) -> bool:
    """Whether a listed zone can be the one meant: inside the parent, around it, or in the same province."""
    listed = known.region_ids[0]
    if parent not in reference.regions:
        return False
    if reference.is_within(listed, parent) or reference.is_within(parent, listed):
        return True
    return reference.province(listed) == reference.province(parent)


def _is_zone(spot: Spot, reference: Reference) -> bool:
    if spot.new_class is not None:
        return spot.new_class == "zone"
    region = reference.regions.get(spot.region_id or "")
    return region is not None and region.region_class == "zone"


def port_at(place: Spot, text: str, reference: Reference) -> Spot | None:
    """The port of a city where 港 follows the city's short name and does not begin another word
    (大连港口)."""
    if (
        place.name.kind != "short"
        or not text.startswith("港", place.end)
        or text.startswith(PORT_TRAPS, place.end + 1)
    ):
        return None
    region = reference.regions.get(place.region_id or "")
    if region is None or region.region_class not in CITY_CLASSES or not region.name_zh.endswith(("市", "县")):
        return None
    name = f"{place.name.text}港"
    spot = Spot(place.end - len(place.name.text), place.end + 1, Name(name, "port", ()), ())
    return _identify(spot, (name,), place.region_id, "port", reference)
