"""Places named in a text, each tied to the region that the document means.

Full names count wherever they stand. A short name counts where it cannot be another word, and otherwise
with support: beside its parent (上海金山), in a list of places (金山-平湖), or in a document that names the
place in full. A name that several places bear is decided by the document's own places; what they leave open
stays ambiguous.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from extract.mentions.place_evidence import Evidence, PlaceContext
from extract.mentions.place_pronouns import (
    settle_abbreviations,
    settle_bare_suffix,
    settle_pronoun,
    short_names_given,
)
from extract.mentions.place_spots import Spot, find_spots
from extract.mentions.towns import (
    is_bounded,
    settle_full_name,
    town_behind,
    town_by_name,
    towns_in_dash_lists,
)
from extract.mentions.zones import port_at, zone_at
from extract.reference import Reference

__all__ = ["PlaceContext", "PlaceMention", "find_places", "resolve_name"]

SEPARATORS = frozenset(
    ["、", "和", "与", "及", "以及", "—", "——", "-", "－", "～", "/", "·", ",", ",", "至", "到", "同"]
)
FULL_ENDINGS = frozenset("市县区州旗盟")
HELP = ("帮扶", "支援", "结对")
DIVISION_KINDS = ("full", "short", "town")


class PlaceMention(NamedTuple):
    """One place at text[start:end] of the text that was searched.

    region_id: the one region meant; None where several are meant together (沪苏) or the name stays ambiguous.
    members: the regions meant, a group's members included (苏浙皖: three); (region_id,) for a single place.
    candidates: the regions that the name could mean where is_ambiguous; else empty.
    discovered: the region is in no reference file; region_row() gives its row for the table of regions.
    """

    start: int
    end: int
    text: str
    region_id: str | None
    members: tuple[str, ...]
    candidates: tuple[str, ...]
    region_class: str
    is_ambiguous: bool
    is_pronoun: bool
    discovered: bool
    name: str
    parent_region_id: str | None

    def region_row(self) -> dict[str, Any]:
        """Row of the raw table `regions` for a place that only this text names."""
        return {
            "region_id": self.region_id, "adcode": None, "name_zh": self.name, "name_en": None,
            "short_name": None, "region_class": self.region_class,
            "parent_region_id": self.parent_region_id, "is_current": True,
            "latitude": None, "longitude": None, "region_source": "text of a document",
        }  # fmt: skip


def find_places(text: str, context: PlaceContext | None, reference: Reference) -> list[PlaceMention]:
    """Every place that a text names, in order and without overlaps.

    text: one document in normalised simplified characters. context: its home regions, if they are known;
    they decide ambiguous names and give pronouns (本市, 全省) their meaning, which otherwise are left out.
    """
    spots = find_spots(text, reference.gazetteer)
    evidence = Evidence(spots, context, reference)
    settled: list[Spot] = []
    for position, spot in enumerate(spots):
        if settled and spot.start < settled[-1].end:
            continue
        following = spots[position + 1] if position + 1 < len(spots) else None
        _settle(spot, following, text, settled, evidence)
    later = [*towns_in_dash_lists(text, settled, evidence), *short_names_given(text, settled, evidence)]
    if later:
        settled = sorted(settled + later, key=lambda spot: spot.start)
    return [_mention(spot, text, reference) for spot in settled]


def resolve_name(name: str, context: PlaceContext | None, reference: Reference) -> str | None:
    """Region that a name by itself stands for (a column of a table, an issuer): 沪, 朝阳市, 上海市国资委.

    A name that is not a place as a whole stands for the place that it begins with; a town's (枫泾) for the
    one in the home regions. None where nothing fits or several do.
    """
    name = name.strip()
    evidence = Evidence((), context, reference)
    known = reference.gazetteer.by_text.get(name)
    if known is not None and known.use == "beside" and not evidence.is_at_home(known.region_ids):
        return None
    if known is not None and known.region_ids:
        return evidence.choose(known.region_ids)
    if name in reference.gazetteer.abbreviations:
        codes = reference.gazetteer.abbreviations[name]
        provinces = [c for c in codes if reference.regions[c].region_class == "province"]
        return evidence.choose(provinces or codes)
    first = next(iter(find_places(name, context, reference)), None)
    if first is None or first.start:
        town = town_by_name(name, evidence)
        return town.region_id if town is not None else None
    return first.region_id


def _settle(spot: Spot, following: Spot | None, text: str, settled: list[Spot], evidence: Evidence) -> None:
    """Decide what one name means and add it to the settled ones, joined with the place that it belongs to."""
    kind = spot.name.kind
    if kind == "pronoun":
        settle_pronoun(spot, evidence)
    elif kind == "abbreviation":
        settle_abbreviations(spot, text, evidence)
    elif kind == "suffix":
        _settle_zone(spot, text, settled, evidence)
        return
    elif kind == "town":
        settle_full_name(spot, _parents_before(spot, text, settled), evidence)
    else:
        _settle_name(spot, following, text, settled, evidence)
    if not spot.is_settled and not spot.is_ambiguous:
        return
    _append(spot, text, settled, evidence.reference)
    place = settled[-1]
    extension = port_at(place, text, evidence.reference) if text.startswith("港", place.end) else None
    if (
        extension is None
        and text[place.end : place.end + 2] in evidence.reference.gazetteer.town_beginnings
        and not _continues(place, following, evidence.reference)
    ):
        extension = town_behind(place, text, evidence)
    if extension is not None:
        _append(extension, text, settled, evidence.reference)


def _continues(place: Spot, following: Spot | None, reference: Reference) -> bool:
    """Whether the next name begins where the place ends and lies in it (广州|南沙)."""
    region_id = place.region_id
    if following is None or following.start != place.end or region_id is None:
        return False
    return any(reference.is_within(candidate, region_id) for candidate in following.candidates)


def _settle_zone(spot: Spot, text: str, settled: list[Spot], evidence: Evidence) -> None:
    zone = zone_at(spot, text, settled, evidence)
    if zone is None:
        settle_bare_suffix(spot, evidence)
        if spot.is_settled:
            settled.append(spot)
        return
    while settled and settled[-1].end > zone.start:
        settled.pop()
    settled.append(zone)


def _settle_name(
    spot: Spot, following: Spot | None, text: str, settled: list[Spot], evidence: Evidence
) -> None:
    if len(spot.candidates) == 1 and not spot.is_weak and spot.name.kind != "group":
        spot.region_id, spot.members = spot.candidates[0], spot.candidates
        return
    reference = evidence.reference
    if spot.name.kind == "group":
        if spot.is_weak and not evidence.is_named(spot.candidates):
            return
        spot.region_id, spot.members = spot.candidates[0], reference.group_members[spot.candidates[0]]
        return
    parents = _parents_before(spot, text, settled)
    inside = [c for c in spot.candidates if any(c != p and reference.is_within(c, p) for p in parents)]
    neighbours = _list_neighbours(spot, following, text, settled)
    if spot.is_weak and not inside and not _has_support(spot, neighbours, text, evidence):
        return
    candidates = inside or list(spot.candidates)
    chosen = evidence.choose(candidates, neighbours)
    if chosen is None:
        spot.is_ambiguous, spot.candidates = True, tuple(candidates)
    else:
        spot.region_id, spot.members = chosen, (chosen,)


def _has_support(spot: Spot, neighbours: Sequence[str], text: str, evidence: Evidence) -> bool:
    """Whether the document shows that a weak name is meant as a place."""
    bounded = is_bounded(text, spot.start, spot.end)
    if spot.name.use != "named":
        if (neighbours and _is_listed_county(spot, text)) or _is_helped_county(spot, text):
            return True
        at_home = evidence.is_at_home(spot.candidates)
        return bounded and any(
            at_home or _same_province(c, n, evidence.reference) for c in spot.candidates for n in neighbours
        )
    if bounded and neighbours:
        return True
    return evidence.is_named(spot.candidates) or (bounded and evidence.is_at_home(spot.candidates))


def _is_listed_county(spot: Spot, text: str) -> bool:
    """Whether it is a county of one character (岷县) that a list ties to one named in full (胶州市与岷县)."""
    return (
        _is_short_county(spot)
        and text[spot.start - 1] in SEPARATORS
        and text[spot.start - 2 : spot.start - 1] in FULL_ENDINGS
        and not text.startswith("城", spot.end)
    )


def _is_helped_county(spot: Spot, text: str) -> bool:
    """Whether it is a county of one character that stands behind a word of help: 李沧区帮扶康县."""
    return (
        _is_short_county(spot)
        and text.endswith(HELP, 0, spot.start)
        and not text.startswith(("城", "级", "域"), spot.end)
    )


def _is_short_county(spot: Spot) -> bool:
    """唐县, 岷县: a full name, though of one character and its kind."""
    return len(spot.name.text) == 2 and spot.name.text.endswith("县") and len(spot.candidates) == 1


def _same_province(region_id: str, other: str, reference: Reference) -> bool:
    province = reference.province(region_id)
    return province is not None and province == reference.province(other)


def _parents_before(spot: Spot, text: str, settled: Sequence[Spot]) -> tuple[str, ...]:
    """Regions of the place that ends where this name begins (沪苏大丰: Shanghai and Jiangsu)."""
    if not settled or settled[-1].new_class is not None or text[settled[-1].end : spot.start].strip(" "):
        return ()
    return settled[-1].members


def _list_neighbours(spot: Spot, following: Spot | None, text: str, settled: Sequence[Spot]) -> list[str]:
    """Regions that a comma, dash or 和 ties to this name: the one settled before it, and a sure one behind
    it."""
    found: list[str] = []
    if settled and settled[-1].new_class is None and text[settled[-1].end : spot.start] in SEPARATORS:
        found += [settled[-1].region_id] if settled[-1].region_id else []
    if following is None or text[spot.end : following.start] not in SEPARATORS:
        return found
    if not following.is_weak or (_is_short_county(spot) and _is_short_county(following)):
        found += following.candidates[:1] if len(following.candidates) == 1 else ()
    return found


def _append(spot: Spot, text: str, settled: list[Spot], reference: Reference) -> None:
    """Add a spot; one that lies in the place right before it takes that place into its span
    (辽宁省鞍山市)."""
    before = settled[-1] if settled else None
    if before is not None and (before.end >= spot.start or text[before.end] == " "):
        joins = (
            before.region_id is not None
            and before.name.kind in DIVISION_KINDS
            and not text[before.end : spot.start].strip(" ")
            and _lies_in(spot, before.region_id, reference)
        )
        if joins or before.end > spot.start:
            spot.start = min(before.start, spot.start)
            settled.pop()
    settled.append(spot)


def _lies_in(spot: Spot, region_id: str, reference: Reference) -> bool:
    inner = spot.region_id if spot.new_class is None else spot.parent_region_id
    if inner is None:
        return bool(spot.candidates) and all(reference.is_within(c, region_id) for c in spot.candidates)
    return (inner != region_id or spot.new_class is not None) and reference.is_within(inner, region_id)


def _mention(spot: Spot, text: str, reference: Reference) -> PlaceMention:
    region = reference.regions.get(spot.region_id or "")
    if spot.new_class is not None:
        region_class, name, parent = spot.new_class, spot.new_name or "", spot.parent_region_id
    elif region is not None:
        region_class, name, parent = region.region_class, region.name_zh, region.parent_region_id
    else:
        classes = {reference.regions[r].region_class for r in spot.members or spot.candidates}
        region_class, name, parent = (
            classes.pop() if len(classes) == 1 else "group",
            text[spot.start : spot.end],
            None,
        )
    return PlaceMention(
        spot.start, spot.end, text[spot.start : spot.end], spot.region_id, spot.members,
        spot.candidates if spot.is_ambiguous else (), region_class, spot.is_ambiguous,
        spot.name.kind == "pronoun", spot.new_class is not None, name, parent,
    )  # fmt: skip
