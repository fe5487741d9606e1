"""Which of many spans lie over a place of a text, without a look at all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate


class Overlaps:
    """Spans as (first character, character behind the last), to be asked for those that share a character with others."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = spans
        self._order = sorted(range(len(spans)), key=lambda place: spans[place][0])
        self._starts = [spans[place][0] for place in self._order]
        self._furthest = list(accumulate((spans[place][1] for place in self._order), max))

    def __call__(self, low: int, high: int) -> list[int]:
        """Places in the given sequence of the spans that begin before `high` and end behind `low`, in its order."""
        first, last = bisect_right(self._furthest, low), bisect_left(self._starts, high)
        return sorted(place for place in self._order[first:last] if self._spans[place][1] > low)
