"""Every party on a circle, grouped by province, and a line for each two that are paired."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warehouse.pages.ask import Row
from warehouse.pages.place_map import Line, cut, lines_between, pairs_of

SIZE, RADIUS, NAMES_AT = 1010, 260, 270
MOST_PARTIES = 90
"""More names than this cannot be read around one circle; those with most pairs are shown."""
PULL = 0.25
"""How near to the centre a line passes: 0 is the centre, 1 a straight line."""


@dataclass(frozen=True, slots=True)
class Party:
    """A name on the circle; `turn` is the angle of its text in degrees, `anchor` the end that touches the circle."""

    key: str
    name: str
    label: str
    x: float
    y: float
    text_x: float
    text_y: float
    turn: float
    anchor: str
    pairs: int


@dataclass(frozen=True, slots=True)
class Network:
    """What is drawn; `left_out` counts the parties for which there was no room."""

    size: int
    parties: list[Party]
    lines: list[Line]
    left_out: int


def draw_network(rows: Sequence[Row], places: Mapping[str, Row]) -> Network | None:
    """All pairs between the parties with most of them; None where there are no pairs."""
    pairs = pairs_of(rows)
    counts = Counter(key for pair in pairs for key in pair)
    if not counts:
        return None
    names = {row[f"{side}_key"]: row[side] for row in rows for side in ("first", "second")}
    shown = {key for key, _ in counts.most_common(MOST_PARTIES)}

    def order(key: str) -> tuple[bool, str, int, str]:
        province = places[key]["province"] if key in places else None
        return province is None, province or "", -counts[key], names[key]

    parties = [
        party(key, names[key], counts[key], place, len(shown))
        for place, key in enumerate(sorted(shown, key=order))
    ]
    at = {found.key: (found.x, found.y) for found in parties}
    lines = lines_between(
        [pair for pair in pairs if shown.issuperset(pair)],
        lambda one, other: chord(at[one], at[other]),
        names,
    )
    return Network(SIZE, parties, lines, len(counts) - len(shown))


def party(key: str, name: str, pairs: int, place: int, among: int) -> Party:
    angle = 2 * math.pi * place / among - math.pi / 2
    middle = SIZE / 2
    degrees = math.degrees(angle)
    on_the_left = math.cos(angle) < 0
    return Party(
        key,
        name,
        cut(name),
        round(middle + RADIUS * math.cos(angle), 1),
        round(middle + RADIUS * math.sin(angle), 1),
        round(middle + NAMES_AT * math.cos(angle), 1),
        round(middle + NAMES_AT * math.sin(angle), 1),
        round(degrees + 180 if on_the_left else degrees, 1),
        "end" if on_the_left else "start",
        pairs,
    )


def chord(one: tuple[float, float], other: tuple[float, float]) -> str:
    middle = SIZE / 2
    x = middle + ((one[0] + other[0]) / 2 - middle) * PULL
    y = middle + ((one[1] + other[1]) / 2 - middle) * PULL
    return f"M{one[0]} {one[1]}Q{x:.1f} {y:.1f} {other[0]} {other[1]}"
