"""A way back from normalised text to the offsets of the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters start to end of the source are read as `replacement`. kind says why."""

    start: int
    end: int
    replacement: str
    kind: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of the normalised text from `position` on that were kept from the source (whole: False) or that stand
    together for source_start to source_end (whole: True)."""

    position: int
    source_start: int
    source_end: int
    whole: bool


class OffsetMap:
    """Where each character of the normalised text stands in the source.

    Without edits the map is the identity and costs nothing. A replaced span maps to the whole of its source
    span, since single characters inside it have no place of their own.
    """

    __slots__ = ("_length", "_positions", "_source_length", "_stretches")

    def __init__(
        self, source_length: int, length: int = 0, stretches: Sequence[Stretch] | None = None
    ) -> None:
        self._source_length, self._length = source_length, length
        self._stretches = stretches
        self._positions = [stretch.position for stretch in stretches or ()]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets of the normalised span start to end (end exclusive).

        An empty span stands for what was removed between its two neighbours, or for the edit that it lies in.
        """
        if self._stretches is None:
            return start, end
        if start < end:
            return self._of(start)[0], self._of(end - 1)[1]
        before = self._of(start - 1)[1] if start else 0
        after = self._of(start)[0] if start < self._length else self._source_length
        return min(before, after), max(before, after)

    def _of(self, position: int) -> tuple[int, int]:
        """Source offsets of the character at this position."""
        stretch = self._stretches[bisect_right(self._positions, position) - 1]  # type: ignore[index]
        if stretch.whole:
            return stretch.source_start, stretch.source_end
        start = stretch.source_start + position - stretch.position
        return start, start + 1


def apply_edits(source: str, edits: Iterable[Edit]) -> tuple[str, OffsetMap]:
    """The source with the edits applied, and the map back. Edits that overlap an earlier one are left out."""
    ordered = sorted(edits, key=lambda edit: (edit.start, -edit.end))
    if not ordered:
        return source, OffsetMap(len(source))
    pieces: list[str] = []
    stretches: list[Stretch] = []
    length = position = 0

    def add(piece: str, start: int, end: int, whole: bool) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            stretches.append(Stretch(length, start, end, whole))
            length += len(piece)

    for edit in ordered:
        if edit.start >= position:
            add(source[position : edit.start], position, edit.start, False)
            add(edit.replacement, edit.start, edit.end, True)
            position = edit.end
    add(source[position:], position, len(source), False)
    return "".join(pieces), OffsetMap(len(source), length, stretches)
