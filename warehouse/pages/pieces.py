"""Rows of a long table in pieces: the first stands in the page, the others in scripts that the page loads from beside it.

A browser opens no other kind of file for a page that was opened from the disk.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from warehouse.pages.ask import Row

ROWS, MOST_BYTES = 500, 1_000_000
"""Of one piece. It has fewer rows where they are long, and more bytes only where a single row has."""
AS_JSON: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":"), "default": str}
"""Short, and dates as 2025-12-31."""

Piece = dict[str, Any]


def in_pieces(
    name: str, rows: Sequence[Row], piece: Callable[[Sequence[Row]], Piece]
) -> tuple[Piece, dict[str, str]]:
    """What `piece` makes of the first rows, with the names of the scripts that hold the others; and those scripts.

    There is always a first piece, empty where there are no rows.
    """
    starts = range(0, max(len(rows), 1), ROWS)
    (first, _), *others = [made for start in starts for made in halved(rows[start : start + ROWS], piece)]
    scripts = {
        f"{name}-{number}.js": f"policydw.more({text});\n" for number, (_, text) in enumerate(others, start=2)
    }
    return first | {"scripts": list(scripts)}, scripts


def halved(rows: Sequence[Row], piece: Callable[[Sequence[Row]], Piece]) -> Iterator[tuple[Piece, str]]:
    """The rows in their order, halved until each piece is small enough; with its text."""
    made = piece(rows)
    text = json.dumps(made, **AS_JSON)
    if len(rows) < 2 or len(text.encode()) <= MOST_BYTES:
        yield made, text
        return
    middle = len(rows) // 2
    yield from halved(rows[:middle], piece)
    yield from halved(rows[middle:], piece)
