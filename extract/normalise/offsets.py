"""A way back from normalised text to the offsets of the source."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters start to end of the source are read as `replacement`. kind says why."""

    start: int
    end: int
    replacement: str
    kind: str


class OffsetMap:
    """Where each character of the normalised text stands in the source.

    Without edits the map is the identity and costs nothing. A replaced span maps to the whole of its source
    span, since single characters inside it have no place of their own.
    """

    __slots__ = ("_ends", "_length", "_starts")

    def __init__(self, length: int, starts: array[int] | None = None, ends: array[int] | None = None) -> None:
        self._length = length
        self._starts = starts
        self._ends = ends

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets of the normalised span start to end (end exclusive).

        An empty span stands for what was removed between its two neighbours, or for the edit that it lies in.
        """
        if self._starts is None or self._ends is None:
            return start, end
        if start < end:
            return self._starts[start], self._ends[end - 1]
        before = self._ends[start - 1] if start else 0
        after = self._starts[start] if start < len(self._starts) else self._length
        return min(before, after), max(before, after)


def apply_edits(source: str, edits: Iterable[Edit]) -> tuple[str, OffsetMap]:
    """The source with the edits applied, and the map back. Edits that overlap an earlier one are left out."""
    ordered = sorted(edits, key=lambda edit: (edit.start, -edit.end))
    if not ordered:
        return source, OffsetMap(len(source))
    pieces: list[str] = []
    starts, ends = array("q"), array("q")
    position = 0
    for edit in ordered:
        if edit.start < position:
            continue
        pieces.append(source[position : edit.start])
        starts.extend(range(position, edit.start))
        ends.extend(range(position + 1, edit.start + 1))
        pieces.append(edit.replacement)
        starts.extend([edit.start] * len(edit.replacement))
        ends.extend([edit.end] * len(edit.replacement))
        position = edit.end
    pieces.append(source[position:])
    starts.extend(range(position, len(source)))
    ends.extend(range(position + 1, len(source) + 1))
    return "".join(pieces), OffsetMap(len(source), starts, ends)
