"""A document as blocks of text in which every spot that something was read from is marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from warehouse.pages.ask import Row
from warehouse.pages.overlaps import Overlaps

MOST_FACTS = 50
"""Facts that one piece of text leads to. No sentence states as many; what damage or an attack leaves may."""
FACTS = ("target", "statistic", "pairing")
"""Kinds that have a detail of their own, in the order in which one colour goes before another."""


AFTER_HEADING = "。.:：;；,，、 \u3000\n"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters under the same marks. `kinds` by rank; `facts` are the keys of facts as 'kind:id'.

    `is_figure` tells the very number that a fact was read from; `begins` are the facts whose quote starts here.
    """

    text: str
    kinds: tuple[str, ...]
    facts: tuple[str, ...]
    is_figure: bool
    begins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """The own text of one clause up to the next one, or a part of it. `level` is 0 before the first heading.

    A heading is a block of its own; `clause_id` is None for the words of the same clause that follow it.
    """

    clause_id: str | None
    level: int
    is_heading: bool
    heading: str | None
    section_role: str
    segments: list[Segment]


def blocks(text: str, text_start: int, clauses: Sequence[Row], marks: Sequence[Row]) -> list[Block]:
    """The document in reading order. Offsets are those of the source file, in which `text` begins at `text_start`."""
    starts = sorted({clause["char_start"]: clause for clause in clauses}.items())
    ends = [start for start, _ in starts[1:]] + [text_start + len(text)]
    overlaps = Overlaps([(mark["mark_start"], mark["mark_end"]) for mark in marks])

    def near(low: int, high: int) -> list[Row]:
        return [marks[place] for place in overlaps(low, high)]

    found: list[Block] = []
    for (start, clause), end in zip(starts, ends, strict=True):
        own = text[start - text_start : end - text_start]
        cut = end_of_heading(own, clause) if clause["heading"] is not None and clause["level"] > 0 else 0
        about = (clause["level"], clause["heading"], clause["section_role"])
        if cut:
            found.append(block(clause["clause_id"], about, True, own[:cut], start, near(start, start + cut)))
        if own[cut:].strip() or not cut:
            key = None if cut else clause["clause_id"]
            found.append(block(key, about, False, own[cut:], start + cut, near(start + cut, end)))
    return found


def end_of_heading(own: str, clause: Row) -> int:
    """Where the heading of a clause ends in its own text: with its words, at the latest with its first line."""
    first = len(own) - len(own.lstrip())
    line_end = own.find("\n", first)
    end = first + len(clause["number_text"] or "") + len(clause["heading"])
    while end < len(own) and own[end] in AFTER_HEADING:
        end += 1
    return min(end, len(own) if line_end < 0 else line_end + 1)


def block(
    clause_id: str | None,
    about: tuple[int, str | None, str],
    is_heading: bool,
    text: str,
    start: int,
    marks: Sequence[Row],
) -> Block:
    level, heading, role = about
    return Block(clause_id, level, is_heading, heading, role, segments(text, start, marks))


def segments(text: str, start: int, marks: Iterable[Row]) -> list[Segment]:
    """`text`, which begins at offset `start`, cut where a mark begins or ends."""
    end = start + len(text)
    near = [mark for mark in marks if mark["mark_start"] < end and mark["mark_end"] > start]
    cuts = {start, end}
    for mark in near:
        for cut in (mark["mark_start"], mark["mark_end"], mark["char_start"], mark["char_end"]):
            if cut is not None and start < cut < end:
                cuts.add(cut)
    edges = sorted(cuts)
    overlaps = Overlaps([(mark["mark_start"], mark["mark_end"]) for mark in near])
    return [
        segment(text, start, low, high, [near[place] for place in overlaps(low, high)])
        for low, high in pairwise(edges)
    ]


def segment(text: str, start: int, low: int, high: int, marks: Sequence[Row]) -> Segment:
    over = [mark for mark in marks if mark["mark_start"] <= low and mark["mark_end"] >= high]
    found = {mark["kind"] for mark in over}
    rank = [kind for kind in (*FACTS, *sorted(found - set(FACTS))) if kind in found]
    return Segment(
        text[low - start : high - start],
        tuple(rank),
        tuple(islice(dict.fromkeys(name(mark) for mark in over if mark["kind"] in FACTS), MOST_FACTS)),
        any(
            mark["char_start"] is not None and mark["char_start"] <= low and mark["char_end"] >= high
            for mark in over
        ),
        tuple(
            dict.fromkeys(name(mark) for mark in over if mark["kind"] in FACTS and mark["mark_start"] == low)
        ),
    )


def name(mark: Row) -> str:
    return f"{mark['kind']}:{mark['id']}"
