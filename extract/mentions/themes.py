"""Which policy themes a clause is about, by the words of the list of themes."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import daachorse

from extract.reference import Reference

MOST_THEMES = 3

Words = tuple[tuple[str, tuple[str, ...]], ...]


def find_themes(
    text: str, spans: Sequence[tuple[int, int]], reference: Reference
) -> dict[int, tuple[str, ...]]:
    """Codes of the themes of each span of the text by its index, the most frequent first, three at most.

    spans: start and end in text order, without overlaps. A word counts for the span that it begins in.
    """
    automaton, codes = _automaton(tuple((theme.theme_code, theme.keywords) for theme in reference.themes))
    starts = [start for start, _ in spans]
    codes_of_span: dict[int, list[str]] = {}
    found: list[str] = []
    first = last = -1
    for start, _end, word in automaton.find_overlapping(text):
        if not first <= start < last:  # most words stand in the same span as the word before
            index = bisect_right(starts, start) - 1
            if index < 0 or start >= spans[index][1]:
                continue
            first, last = spans[index]
            found = codes_of_span.setdefault(index, [])
        found += codes[word]
    return {index: _most_frequent(of_span) for index, of_span in codes_of_span.items()}


def _most_frequent(found: list[str]) -> tuple[str, ...]:
    if len(found) == 1:
        return (found[0],)
    ranked = sorted(Counter(found).items(), key=lambda item: (-item[1], item[0]))
    return tuple(code for code, _ in ranked[:MOST_THEMES])


@lru_cache(maxsize=4)
def _automaton(themes: Words) -> tuple[daachorse.CharwiseDoubleArrayAhoCorasick, tuple[tuple[str, ...], ...]]:
    """The automaton of all words, and the themes of each word in its order."""
    owners: dict[str, tuple[str, ...]] = {}
    for code, words in themes:
        for word in words:
            owners[word] = (*owners.get(word, ()), code)
    return daachorse.CharwiseDoubleArrayAhoCorasick(list(owners)), tuple(owners.values())
