"""A sentence cut at its commas, with the numbers and times that stand in each piece."""

import re

from extract.facts.model import Clause
from extract.mentions.periods import TimePhrase
from extract.mentions.quantities import Quantity

BREAK = re.compile(r"[,;:。!?!?\n]|(?<=[\u4e00-\u9fff\w])[ ](?=[\u4e00-\u9fff]|\d{1,3} [\u4e00-\u9fff])")
BRACKETS = {"(": ")", "《": "》", "[": "]"}
LONGEST_BRACKET = 120


def cut_clauses(
    text: str, start: int, end: int, quantities: list[Quantity], phrases: list[TimePhrase]
) -> list[Clause]:
    """Pieces of the sentence at start to end. A bracket that holds a comma stays whole; a quantity is never cut."""
    bounds = _bounds(text, start, end, quantities)
    clauses = []
    for first, last in zip(bounds, bounds[1:], strict=False):
        clauses.append(
            Clause(
                first,
                last,
                tuple(q for q in quantities if first <= q.start < last),
                tuple(p for p in phrases if first <= p.start < last),
            )
        )
    return clauses


def _bounds(text: str, start: int, end: int, quantities: list[Quantity]) -> list[int]:
    bounds = [start]
    position = start
    while position < end:
        character = text[position]
        closing = BRACKETS.get(character)
        if closing is not None:
            close = text.find(closing, position, min(end, position + LONGEST_BRACKET))
            position = close + 1 if close >= 0 else position + 1
            continue
        if BREAK.match(text, position) and not any(q.start <= position < q.end for q in quantities):
            bounds.append(position + 1)
        position += 1
    if bounds[-1] != end:
        bounds.append(end)
    return bounds
