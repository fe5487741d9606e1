"""A map without outlines: the cities of the country as dots, the paired places and the lines between them."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warehouse.pages.ask import Row

LONGEST_SIDE, LEAST_WIDTH, MARGIN = 820, 480, 56
LABEL_HEIGHT, CHARACTER_WIDTH, LATIN_WIDTH = 15, 13, 7
LONGEST_NAME = 22
"""In halves of a Chinese character."""
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
    pairing_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn; `left_out` are the parties that lie nowhere in particular, such as groups of regions."""

    width: float
    height: float
    dots: list[tuple[float, float]]
    spots: list[Spot]
    lines: list[Line]
    left_out: list[str]


def draw_map(rows: Sequence[Row], places: Mapping[str, Row], backdrop: Sequence[Row]) -> Drawing | None:
    """The pairs whose two places have coordinates, in a frame around them; None where there is no such pair."""
    placed = {key: place for key, place in places.items() if place["latitude"] is not None}
    ends = [(row, row["first_key"], row["second_key"]) for row in rows]
    drawn = [
        (row, one, other) for row, one, other in ends if one in placed and other in placed and one != other
    ]
    if not drawn:
        return None
    frame = Frame.around([placed[key] for _, *pair in drawn for key in pair])
    names = {row[f"{side}_key"]: row[side] for row, *_ in drawn for side in ("first", "second")}
    counts = Counter(key for _, *pair in drawn for key in pair)
    at = {key: frame.at(placed[key]) for key in names}
    dots = [frame.at(row) for row in backdrop]
    left_out = {row[side] for row in rows for side in ("first", "second") if row[f"{side}_key"] not in at}
    return Drawing(
        frame.width,
        frame.height,
        [(round(x, 1), round(y, 1)) for x, y in dots if 0 < x < frame.width and 0 < y < frame.height],
        labelled(names, at, counts, frame.width),
        lines_between([(row, one, other) for row, one, other in drawn], at, names),
        sorted(left_out),
    )


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
    pairs: Sequence[tuple[Row, str, str]], at: Mapping[str, tuple[float, float]], names: Mapping[str, str]
) -> list[Line]:
    """One line for each two places, the strongest last, so that it lies on top."""
    keys: dict[tuple[str, str], list[str]] = {}
    for row, one, other in pairs:
        keys.setdefault((min(one, other), max(one, other)), []).append(row["pairing_key"])
    lines = [
        Line(
            one, other, f"{names[one]} – {names[other]}", len(found), curve(at[one], at[other]), tuple(found)
        )
        for (one, other), found in keys.items()
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
    for key in sorted(names, key=lambda key: (-counts[key], names[key])):
        x, y = at[key]
        label = free_label(cut(names[key]), x, y, dots, taken, width)
        spots.append(Spot(key, names[key], cut(names[key]), round(x, 1), round(y, 1), counts[key], label))
    return spots


def free_label(
    name: str, x: float, y: float, dots: list[Box], taken: list[Box], map_width: float
) -> Place | None:
    """A free spot for the name beside its dot: right, left, above or below; it is then taken.

    Dots are written over where there is no other room, names are not.
    """
    width = sum(LATIN_WIDTH if character.isascii() else CHARACTER_WIDTH for character in name)
    return free_side(x, y, width, dots + taken, taken, map_width) or free_side(
        x, y, width, taken, taken, map_width
    )


def free_side(
    x: float, y: float, width: float, forbidden: list[Box], taken: list[Box], map_width: float
) -> Place | None:
    half = LABEL_HEIGHT / 2
    for anchor, left, middle in (
        ("start", x + 8, y), ("end", x - 8 - width, y), ("middle", x - width / 2, y - 14), ("middle", x - width / 2, y + 15),
    ):  # fmt: skip
        box = (left, middle - half, left + width, middle + half)
        inside = left > 0 and left + width < map_width
        if inside and not any(overlap(box, other) for other in forbidden):
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
