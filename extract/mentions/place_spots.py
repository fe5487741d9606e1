"""Where the gazetteer's names stand in a text, before it is decided which place each of them is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.gazetteer import Gazetteer, Name

ROAD_AFTER = re.compile(r".{0,2}?(?:高铁|高速|铁路|城际|客专|公路|国道|动车|大桥|航线|通道|运河|线(?![上下索]))")
"""沪苏通铁路, 京沪高铁: abbreviations inside the name of a road or railway are no places."""
RETRY_WINDOW = 24
"""Characters looked at again behind a name that turned out to be another word."""


@dataclass(slots=True)
class Spot:
    """One name at one place of the text. members holds several regions where the name stands for all of them."""

    start: int
    end: int
    name: Name
    candidates: tuple[str, ...]
    region_id: str | None = None
    members: tuple[str, ...] = ()
    is_weak: bool = False
    is_ambiguous: bool = False
    parent_region_id: str | None = None
    new_name: str | None = None
    """Canonical name of a zone, port or town that the reference does not list."""
    new_class: str | None = None

    @property
    def is_settled(self) -> bool:
        return self.region_id is not None or bool(self.members)


def find_spots(text: str, gazetteer: Gazetteer) -> list[Spot]:
    """Strong names, then weak names and runs of abbreviations in the gaps between them, in the order of the text."""
    strong = list(_strong_spots(text, gazetteer))
    weak = [
        Spot(start, end, name, name.region_ids, is_weak=True)
        for start, end, name in _hits(text, 0, gazetteer.weak_automaton, gazetteer.weak)
        if _stands_free(text, start, end, name)
    ]
    runs = [
        Spot(match.start(), match.end(), Name(match.group(), "abbreviation", ()), ())
        for match in gazetteer.abbreviation_run.finditer(text)
        if not ROAD_AFTER.match(text, match.end())
    ]
    return _fill_gaps(_fill_gaps(strong, runs), weak)


def _hits(text: str, offset: int, automaton: object, names: tuple[Name, ...]) -> Iterator[tuple[int, int, Name]]:
    for start, end, index in automaton.find(text):  # type: ignore[attr-defined]
        yield start + offset, end + offset, names[index]


def _strong_spots(text: str, gazetteer: Gazetteer) -> Iterator[Spot]:
    resume = 0
    for start, end, name in _hits(text, 0, gazetteer.strong_automaton, gazetteer.strong):
        if start < resume:
            continue
        if _stands_free(text, start, end, name):
            resume = end
            yield Spot(start, end, name, name.region_ids)
            continue
        for spot in _second_look(text, start, end, name, gazetteer):
            resume = max(resume, spot.end)
            yield spot


def _second_look(text: str, start: int, end: int, name: Name, gazetteer: Gazetteer) -> Iterator[Spot]:
    """What stands there instead: the shorter name (上海市场: 上海), or a name that begins one character later."""
    shorter = gazetteer.by_text.get(name.text[:-1])
    if shorter is not None and shorter.use == "always" and _stands_free(text, start, end - 1, shorter):
        yield Spot(start, end - 1, shorter, shorter.region_ids)
        return
    window = text[start + 1 : start + 1 + RETRY_WINDOW]
    for new_start, new_end, other in _hits(window, start + 1, gazetteer.strong_automaton, gazetteer.strong):
        if new_start >= end:
            return
        if _stands_free(text, new_start, new_end, other):
            yield Spot(new_start, new_end, other, other.region_ids)


def _stands_free(text: str, start: int, end: int, name: Name) -> bool:
    """Whether nothing around the name shows that it is part of another word."""
    if name.not_before and text.startswith(name.not_before, end):
        return False
    return not (name.not_after and text.endswith(name.not_after, 0, start))


def _fill_gaps(kept: list[Spot], more: list[Spot]) -> list[Spot]:
    """Both lists in order, without those of the second that overlap one of the first."""
    merged: list[Spot] = []
    position = 0
    for spot in more:
        while position < len(kept) and kept[position].end <= spot.start:
            merged.append(kept[position])
            position += 1
        if position == len(kept) or spot.end <= kept[position].start:
            merged.append(spot)
    merged.extend(kept[position:])
    return merged
