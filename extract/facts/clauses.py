"""A sentence cut at its commas, with the numbers and times that stand in each piece."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.facts.model import Clause
from extract.mentions.periods import TimePhrase
from extract.mentions.quantity_bounds import Quantity

BREAK = re.compile(
    r"[,;:。!?!?\n]|(?<=[\u4e00-\u9fff\w])(?<![A-Za-z])[ ](?=[\u4e00-\u9fff]|\d{1,3} [\u4e00-\u9fff])"
)
BRACKETS = {"(": ")", "《": "》", "[": "]"}
MAY_BREAK = re.compile(r"[,;:。!?!?\n (《\[]")
"""Every character that BREAK or BRACKETS can begin with."""
LONGEST_BRACKET = 120
LONGEST_CLAUSE = 400
"""Characters: a stretch without a comma is cut at this length, so that no text costs more than its length."""


def cut_clauses(
    text: str, start: int, end: int, quantities: list[Quantity], phrases: list[TimePhrase]
) -> list[Clause]:
    """Pieces of the sentence at start to end. A bracket that holds a comma stays whole; a quantity is never cut."""
    bounds = _bounds(text, start, end, quantities)
    clauses = []
    taken = timed = 0
    for first, last in pairwise(bounds):
        counted, named = first_from(quantities, taken, last), first_from(phrases, timed, last)
        clauses.append(Clause(first, last, tuple(quantities[taken:counted]), tuple(phrases[timed:named])))
        taken, timed = counted, named
    return clauses


def first_from(items: Sequence[Quantity] | Sequence[TimePhrase], index: int, limit: int) -> int:
    """Index of the first item from `index` on that starts at the limit or behind it. The items are in text order."""
    while index < len(items) and items[index].start < limit:
        index += 1
    return index


def _bounds(text: str, start: int, end: int, quantities: list[Quantity]) -> list[int]:
    bounds = [start]
    position, next_quantity = start, 0
    while position < end:
        while next_quantity < len(quantities) and quantities[next_quantity].end <= position:
            next_quantity += 1
        mark = MAY_BREAK.search(text, position, end)
        number = quantities[next_quantity].start if next_quantity < len(quantities) else end
        position = max(position, min(mark.start() if mark else end, number, bounds[-1] + LONGEST_CLAUSE))
        if position >= end:
            break
        in_quantity = next_quantity < len(quantities) and quantities[next_quantity].start <= position
        closing = BRACKETS.get(text[position])
        if closing is not None:
            close = text.find(closing, position, min(end, position + LONGEST_BRACKET))
            position = close + 1 if close >= 0 else position + 1
        elif in_quantity:
            position = quantities[next_quantity].end
        else:
            if BREAK.match(text, position) or position - bounds[-1] >= LONGEST_CLAUSE:
                bounds.append(position + 1)
            position += 1
    if bounds[-1] != end:
        bounds.append(end)
    return bounds
