"""The section on other tools."""

from collections.abc import Iterator

from benchmarks.page_parts import Figures, given, table
from benchmarks.peers import OURS, QUANTITIES, RIGHT, TIMES


def peers(part: Figures) -> Iterator[str]:
    """Speed, quality, and what counts as right."""
    yield "## Beside other tools\n\n"
    yield "Characters a second of processor time, starting left out. Ours is the whole extraction of the "
    yield f"{part['documents']} shipped documents, from text to rows; the others only find numbers, quantities and times, in "
    yield f"{part['sentences']} sentences of the same documents ({part['characters']:,} characters), which is what they take a "
    yield "sentence at a time. JioNLP has amounts of money and no other quantities.\n\n"
    rows = (
        (
            name,
            given(speed["characters_per_second"], 0),
            given(speed["megabytes_per_second"], 3),
            "" if name == OURS else given(speed["ours_to_it"], 1),
            ", ".join(f"{part} {found['median']:,.0f}" for part, found in speed["parts"].items()),
        )
        for name, speed in part["speed"].items()
    )
    yield from table("tool | characters/s | MB/s | ours is faster by | its parts alone, characters/s", rows)
    yield f"\nOf {QUANTITIES} quantities and {TIMES} times, drawn at random from the annotations of the shipped documents, each "
    yield "condition on top of those before it, but for the span:\n\n"
    names = ("value", "unit", "bound", "span", "found", "last_day", "period")
    yield from table(
        "tool | value | and unit | and bound | exact span | time found | and its last day | and its whole period",
        ((tool, *(str(right[name]) for name in names)) for tool, right in part["quality"].items()),
    )
    yield "\nOur own rules have been mended by these very documents, which the others have never seen; how they read documents "
    yield "that nobody had seen is in [extraction-quality.md](extraction-quality.md). " + RIGHT
