"""A map without outlines: the cities of the country as dots, the paired places and the lines between them."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from warehouse.pages.ask import Row

LONGEST_SIDE, LEAST_WIDTH, MARGIN = 820, 480, 56
LABEL_HEIGHT, CHARACTER_WIDTH, LATIN_WIDTH = 15, 13, 8
WRITTEN_OVER_DOTS = 12
"""Places with most pairs, whose names go before the dots of others where there is no other room."""
LONGEST_NAME = 22
"""In halves of a Chinese character."""
MOST_PLACES, MOST_LINES = 300, 1500
"""More than these cannot be told apart; those with most pairs are drawn."""
Box = tuple[float, float, float, float]
Place = tuple[float, float, str]
BEND = 0.14
"""How far a line swings out, as a share of its length, so that lines between neighbours can be told apart."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map. `label` is None where another name stands in its way; `side` is where it is written."""

    key: str
    name: str
    short_name: str
    x: float
    y: float
    pairs: int
    label: Place | None


@dataclass(frozen=True, slots=True)
class Line:
    """All pairs of two places. `path` is that of the SVG."""

    first: str
    second: str
    name: str
    pairs: int
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn; `left_out` are the parties that lie nowhere in particular, such as groups of regions,
    or are paired with such parties alone.

    `crowded_out` counts the places for which there was no room.
    """

    width: float
    height: float
    dots: list[tuple[float, float]]
    spots: list[Spot]
    lines: list[Line]
    left_out: list[str]
    crowded_out: int


def draw_map(rows: Sequence[Row], places: Mapping[str, Row], backdrop: Sequence[Row]) -> Drawing | None:
    """The pairs whose two places have coordinates, in a frame around them; None where there is no such pair."""
    placed = {key: place for key, place in places.items() if place["latitude"] is not None}
    names = {row[f"{side}_key"]: row[side] for row in rows for side in ("first", "second")}
    found = [pair for pair in pairs_of(rows) if all(key in placed for key in pair)]
    counts = Counter(key for pair in found for key in pair)
    shown = {key for key, _ in counts.most_common(MOST_PLACES)}
    drawn = [pair for pair in found if shown.issuperset(pair)]
    if not drawn:
        return None
    frame = Frame.around([placed[key] for pair in drawn for key in pair])
    at = {key: frame.at(placed[key]) for key in shown}
    dots = [frame.at(row) for row in backdrop]
    return Drawing(
        frame.width,
        frame.height,
        [(round(x, 1), round(y, 1)) for x, y in dots if 0 < x < frame.width and 0 < y < frame.height],
        labelled({key: names[key] for key in at}, at, counts, frame.width),
        lines_between(drawn, lambda one, other: curve(at[one], at[other]), names),
        sorted({name for key, name in names.items() if key not in counts}),
        len(counts) - len(shown),
    )


def pairs_of(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """The keys of both sides of every pair, in one order; a party that is paired with itself is left out."""
    ends = [(row["first_key"], row["second_key"]) for row in rows]
    return [(min(pair), max(pair)) for pair in ends if pair[0] != pair[1]]


@dataclass(frozen=True, slots=True)
class Frame:
    """The piece of the globe that is shown, and its scale in pixels per degree of latitude."""

    west: float
    north: float
    squeeze: float
    scale: float
    width: float
    height: float

    @classmethod
    def around(cls, places: Sequence[Row]) -> "Frame":
        """A frame that holds all places. Degrees of longitude are as wide as they are in the middle of it."""
        lats, longs = [place["latitude"] for place in places], [place["longitude"] for place in places]
        squeeze = math.cos(math.radians((min(lats) + max(lats)) / 2))
        across = max((max(longs) - min(longs)) * squeeze, 1.0)
        down = max(max(lats) - min(lats), 1.0)
        scale = (LONGEST_SIDE - 2 * MARGIN) / max(across, down)
        height = down * scale + 2 * MARGIN
        width = max(across * scale + 2 * MARGIN, LEAST_WIDTH)
        west = (min(longs) + max(longs)) / 2 - width / 2 / scale / squeeze
        return cls(west, max(lats) + MARGIN / scale, squeeze, scale, round(width), round(height))

    def at(self, place: Row) -> tuple[float, float]:
        x = (place["longitude"] - self.west) * self.squeeze * self.scale
        return x, (self.north - place["latitude"]) * self.scale


def lines_between(
    pairs: Sequence[tuple[str, str]], path: Callable[[str, str], str], names: Mapping[str, str]
) -> list[Line]:
    """One line for each two parties, the strongest last, so that it lies on top."""
    strongest = Counter(pairs).most_common(MOST_LINES)
    lines = [
        Line(one, other, f"{names[one]} – {names[other]}", count, path(one, other))
        for (one, other), count in strongest
    ]
    return sorted(lines, key=lambda line: (line.pairs, line.name))


def curve(one: tuple[float, float], other: tuple[float, float]) -> str:
    (x1, y1), (x2, y2) = one, other
    x, y = (x1 + x2) / 2 - (y2 - y1) * BEND, (y1 + y2) / 2 + (x2 - x1) * BEND
    return f"M{x1:.1f} {y1:.1f}Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}"


def labelled(
    names: Mapping[str, str], at: Mapping[str, tuple[float, float]], counts: Mapping[str, int], width: float
) -> list[Spot]:
    """The places, those with most pairs named first; a name is left out where there is no room for it."""
    dots = [(x - 5, y - 5, x + 5, y + 5) for x, y in at.values()]
    taken: list[Box] = []
    spots = []
    for rank, key in enumerate(sorted(names, key=lambda key: (-counts[key], names[key]))):
        x, y = at[key]
        name = cut(names[key])
        label = free_label(name, x, y, dots, taken, width)
        if not label and rank < WRITTEN_OVER_DOTS:
            label = free_label(name, x, y, [], taken, width)
        spots.append(Spot(key, names[key], name, round(x, 1), round(y, 1), counts[key], label))
    return spots


def free_label(
    name: str, x: float, y: float, dots: list[Box], taken: list[Box], map_width: float
) -> Place | None:
    """A free spot for the name beside its dot: right, left, above or below; it is then taken."""
    width = sum(LATIN_WIDTH if character.isascii() else CHARACTER_WIDTH for character in name)
    half = LABEL_HEIGHT / 2
    for anchor, left, middle in (
        ("start", x + 8, y), ("end", x - 8 - width, y), ("middle", x - width / 2, y - 14), ("middle", x - width / 2, y + 15),
    ):  # fmt: skip
        box = (left, middle - half, left + width, middle + half)
        inside = left > 0 and left + width < map_width
        if inside and not any(overlap(box, other) for other in dots + taken):
            taken.append(box)
            text_x = {"start": left, "end": left + width, "middle": x}[anchor]
            return round(text_x, 1), round(middle + 4.5, 1), anchor
    return None


def cut(name: str) -> str:
    """The name as far as there is room for it; it is told whole when pointed at."""
    room = LONGEST_NAME
    for place, character in enumerate(name):
        room -= 1 if character.isascii() else 2
        if room < 0:
            return name[:place] + "…"
    return name


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
