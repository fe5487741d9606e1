"""What the sections of the page are made of."""

from collections.abc import Iterator, Mapping
from typing import Any

Figures = Mapping[str, Any]


def given(figures: Figures, digits: int = 2) -> str:
    """Median with the least and the most of all runs."""
    median, least, most = (f"{figures[name]:.{digits}f}" for name in ("median", "min", "max"))
    runs = figures["runs"]
    return f"{median} ({least} to {most}, {runs} runs)" if runs > 1 else f"{median} (1 run)"


def table(head: str, rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    """A table; the names of its columns stand in `head`, parted by bars."""
    columns = head.split(" | ")
    yield f"| {head} |\n|{'---|' * len(columns)}\n"
    yield from (f"| {' | '.join(row)} |\n" for row in rows)
