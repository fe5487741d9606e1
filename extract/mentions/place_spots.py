"""Where the gazetteer's names stand in a text, before it is decided which place each of them is."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from extract.gazetteer import Gazetteer, Name

ROAD_AFTER = re.compile(
    r".{0,2}?(?:高铁|高速|铁路|城际|客专|公路|国道|动车|大桥|航线|通道|运河|线(?![上下索]))"
)
"""沪苏通铁路, 京沪高铁: abbreviations inside the name of a road or railway are no places."""
RETRY_WINDOW = 24
"""Characters looked at again behind a name that turned out to be another word."""

Hit = tuple[int, int, Name]


@dataclass(slots=True)
class Spot:
    """One name at one place of the text. members holds several regions where the name stands for all of
    them."""

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
    """Strong names, then runs of abbreviations and weak names in the gaps between them, in the order of the
    text."""
    spots = list(_strong_spots(text, gazetteer))
    spots += [
        Spot(match.start(), match.end(), Name(match.group(), "abbreviation", ()), ())
        for match in list(_abbreviation_runs(text, spots, gazetteer))
        if not ROAD_AFTER.match(text, match.end())
    ]
    spots.sort(key=_start)
    weak = [
        Spot(start, end, name, name.region_ids, is_weak=True)
        for start, end, name in _in_gaps(_hits(text, 0, gazetteer.weak_automaton, gazetteer.weak), spots)
        if _stands_free(text, start, end, name)
    ]
    spots += weak
    spots.sort(key=_start)
    return spots


_start = attrgetter("start")


def _abbreviation_runs(text: str, spots: Sequence[Spot], gazetteer: Gazetteer) -> Iterator[re.Match[str]]:
    """Runs of abbreviations between the spots, which are in the order of the text."""
    starts = [spot.start for spot in spots]
    searched = 0  # the gap before the spot of this index, and all before it, have been looked through
    for beginning in gazetteer.abbreviation_beginning.finditer(text):
        gap = bisect_right(starts, beginning.start())
        if gap < searched:
            continue
        searched = gap + 1
        first, last = spots[gap - 1].end if gap else 0, starts[gap] if gap < len(starts) else len(text)
        for match in gazetteer.abbreviation_run.finditer(text, first, last):
            if not gazetteer.sure_abbreviations.isdisjoint(match.group()):
                yield match


def _in_gaps(hits: Iterable[Hit], spots: Sequence[Spot]) -> Iterator[Hit]:
    """Hits that overlap none of the spots; both are in the order of the text."""
    behind = 0  # where the last spot ends that begins at the hit or before it
    position = 0  # the spot behind that one
    for hit in hits:
        while position < len(spots) and spots[position].start <= hit[0]:
            behind = spots[position].end
            position += 1
        if behind <= hit[0] and (position == len(spots) or spots[position].start >= hit[1]):
            yield hit


def _hits(text: str, offset: int, automaton: object, names: tuple[Name, ...]) -> Iterator[Hit]:
    for start, end, index in automaton.find(text):  # type: ignore[attr-defined]
        yield start + offset, end + offset, names[index]


def _strong_spots(text: str, gazetteer: Gazetteer) -> Iterator[Spot]:
    resume = 0
    names = gazetteer.strong
    for start, end, index in gazetteer.strong_automaton.find(text):
        if start < resume:
            continue
        name = names[index]
        if _stands_free(text, start, end, name):
            resume = end
            yield Spot(start, end, name, name.region_ids)
            continue
        for spot in _second_look(text, start, end, name, gazetteer):
            resume = max(resume, spot.end)
            yield spot


def _second_look(text: str, start: int, end: int, name: Name, gazetteer: Gazetteer) -> Iterator[Spot]:
    """What stands there instead: the shorter name (上海市场: 上海), or a name that begins one character
    later."""
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
