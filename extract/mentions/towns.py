"""Towns. Their names are ordinary words as often as not (建设, 发展, 创新 are all towns), so a town counts
only with its kind (花桥镇) in a document that is about its county, right behind its parent (嘉定安亭), or
in a list made with dashes (枫泾-嘉善)."""

import re
from collections.abc import Iterator, Sequence

from extract.gazetteer import Name, town_stem
from extract.mentions.place_evidence import Evidence
from extract.mentions.place_spots import Spot
from extract.mentions.zones import new_region_id

STEM_LENGTHS = (4, 3, 2)
DASHES = "—-–－"
DASHED = frozenset(DASHES)
AFTER_NAME = re.compile(
    r"[^\u4e00-\u9fff]|[的等之间两三四五六七八九十在与和及至到以为对共市县区是镇乡]|城镇|跨界|毗邻|$"
)
BEFORE_NAME = re.compile(r"[^\u4e00-\u9fff]|[在与和及对向由至到赴以跟同从推进建设持动]|^$")


def is_bounded(text: str, start: int, end: int) -> bool:
    """Whether what stands on both sides shows that a name begins at start and stops at end."""
    before = text[start - 1 : start] if start else ""
    return bool(BEFORE_NAME.match(before)) and bool(AFTER_NAME.match(text, end))


def settle_full_name(spot: Spot, parents: Sequence[str], evidence: Evidence) -> None:
    """Give a town named with its kind its county, from the parents before it or from the document's
    places; only from parents where its name is a verb (建设镇卫生院)."""
    stem = town_stem(spot.name.text)
    towns = [t for t in evidence.reference.gazetteer.towns[stem] if t[0] == spot.name.text]
    if parents:
        towns = [t for t in towns if any(evidence.reference.is_within(t[1], parent) for parent in parents)]
    elif evidence.reference.gazetteer.break_word.fullmatch(stem):
        towns = []
    else:
        towns = [t for t in towns if evidence.is_named((t[1],)) or evidence.is_at_home((t[1],))]
    _settle(spot, towns)


def town_behind(place: Spot, text: str, evidence: Evidence) -> Spot | None:
    """The town whose short name follows its county or city at once (嘉定安亭); few texts go on there with one of the
    town_beginnings of the gazetteer, so look for these first."""
    reference = evidence.reference
    region = reference.regions.get(place.region_id or "")
    if region is None or region.region_class not in ("province", "prefecture", "county"):
        return None
    if region.region_class == "province" and not region.name_zh.endswith("市"):
        return None
    for length in STEM_LENGTHS:
        stem = text[place.end : place.end + length]
        towns = [t for t in _towns(stem, evidence) if reference.is_within(t[1], region.region_id)]
        if len(towns) == 1 and AFTER_NAME.match(text, place.end + length):
            return _settle(Spot(place.end, place.end + length, Name(stem, "town", ()), ()), towns)
    return None


def towns_in_dash_lists(text: str, settled: Sequence[Spot], evidence: Evidence) -> Iterator[Spot]:
    """Towns that a dash ties to a place already found, and towns tied to those in turn."""
    queue = [s for s in settled if text[s.end : s.end + 1] in DASHED or text[s.start - 1 : s.start] in DASHED]
    starts, ends = {s.start for s in settled}, {s.end for s in settled}
    while queue:
        place = queue.pop()
        for spot in (_town_after_dash(place, text, evidence), _town_before_dash(place, text, evidence)):
            if spot is not None and spot.start not in starts and spot.end not in ends:
                starts.add(spot.start)
                ends.add(spot.end)
                queue.append(spot)
                yield spot


def town_by_name(name: str, evidence: Evidence) -> Spot | None:
    """The town that a name by itself (枫泾, 金山枫泾) stands for: one in the document's home regions, or in the
    county that the name begins with."""
    for middle in STEM_LENGTHS:
        spot = _town_of(name, 0, middle, len(name), evidence)
        if spot is not None:
            return spot
    towns = [town for town in _towns(name, evidence) if evidence.is_at_home((town[1],))]
    return _settle(Spot(0, len(name), Name(name, "town", ()), ()), towns)


def _town_after_dash(place: Spot, text: str, evidence: Evidence) -> Spot | None:
    if text[place.end : place.end + 1] not in DASHES or place.end >= len(text):
        return None
    start = place.end + 1
    for length in STEM_LENGTHS:
        if AFTER_NAME.match(text, start + length):
            spot = _town(text, start, start + length, place, evidence)
            if spot is not None:
                return spot
    for parent in STEM_LENGTHS:
        for length in STEM_LENGTHS:
            end = start + parent + length
            spot = (
                _town_of(text, start, start + parent, end, evidence) if AFTER_NAME.match(text, end) else None
            )
            if spot is not None:
                return spot
    return None


def _town_before_dash(place: Spot, text: str, evidence: Evidence) -> Spot | None:
    end = place.start - 1
    if end < 2 or text[end] not in DASHES:
        return None
    for length in STEM_LENGTHS:
        if end >= length and BEFORE_NAME.match(text[end - length - 1 : end - length] if end > length else ""):
            spot = _town(text, end - length, end, place, evidence)
            if spot is not None:
                return spot
    for length in STEM_LENGTHS:
        for parent in STEM_LENGTHS:
            start = end - length - parent
            spot = _town_of(text, start, end - length, end, evidence) if start >= 0 else None
            if spot is not None and BEFORE_NAME.match(text[start - 1 : start] if start else ""):
                return spot
    return None


def _town_of(text: str, start: int, middle: int, end: int, evidence: Evidence) -> Spot | None:
    """金山枫泾: a county and its town written together, each of which makes the other certain."""
    parent = evidence.reference.gazetteer.by_text.get(text[start:middle])
    if parent is None:
        return None
    towns = [
        town
        for town in _towns(text[middle:end], evidence)
        if any(evidence.reference.is_within(town[1], region) for region in parent.region_ids)
    ]
    return (
        _settle(Spot(start, end, Name(text[middle:end], "town", ()), ()), towns) if len(towns) == 1 else None
    )


def _town(text: str, start: int, end: int, place: Spot, evidence: Evidence) -> Spot | None:
    towns = list(_towns(text[start:end], evidence))
    if len(towns) > 1:
        near = [t for t in towns if evidence.is_named((t[1],)) or evidence.is_at_home((t[1],))]
        home = place.parent_region_id or place.region_id
        province = evidence.reference.province(home) if home else None
        towns = near or [t for t in towns if evidence.reference.province(t[1]) == province]
    return (
        _settle(Spot(start, end, Name(text[start:end], "town", ()), ()), towns) if len(towns) == 1 else None
    )


def _towns(stem: str, evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Towns of that short name, unless the name is an ordinary word."""
    gazetteer = evidence.reference.gazetteer
    if stem in gazetteer.towns and not (
        stem in gazetteer.town_words
        or gazetteer.break_word.fullmatch(stem)
        or gazetteer.class_words_only.fullmatch(stem)
    ):
        yield from gazetteer.towns[stem]


def _settle(spot: Spot, towns: Sequence[tuple[str, str]]) -> Spot | None:
    if len(towns) != 1:
        return None
    full, county = towns[0]
    spot.region_id = new_region_id("town", full, county)
    spot.members = (spot.region_id,)
    spot.new_name, spot.new_class, spot.parent_region_id = full, "town", county
    return spot
