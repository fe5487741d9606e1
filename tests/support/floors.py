"""Figures that must not fall: compared with floors, and told in a table where they do."""

from collections.abc import Iterable, Mapping, Sequence

from extract.evaluation.scoring import Tally

Floors = Mapping[str, Mapping[str, float]]
"""By kind of record: the lowest precision, recall, exact_f1, or share of records with a field right; and,
under most_false, how many false records there may be at most."""


def figure(tally: Tally, name: str) -> float:
    """A figure by the name that it has among the floors."""
    if name in ("precision", "recall", "f1", "exact_f1"):
        return float(getattr(tally, name))
    return tally.field_share(name)


def fallen(tallies: Iterable[Tally], floors: Floors) -> list[str]:
    """One line for each figure that lies below its floor, or above what is allowed."""
    return [
        line
        for tally in tallies
        for name, limit in floors.get(tally.kind, {}).items()
        if (line := _breach(tally, name, limit))
    ]


def _breach(tally: Tally, name: str, limit: float) -> str | None:
    if name == "most_false":
        return f"{tally.kind}: {tally.false} false, at most {limit}" if tally.false > limit else None
    reached = figure(tally, name)
    return f"{tally.kind} {name}: {reached:.3f}, floor {limit}" if reached < limit else None


def table(tallies: Sequence[Tally]) -> str:
    """The counts of each kind, for the message of a failing test."""
    heading = f"{'':10}" + "".join(
        f"{word:>11}" for word in ("matched", "missed", "false", "precision", "recall", "exact F1")
    )
    lines = [
        f"{t.kind:10}{t.matched:11}{t.missed:11}{t.false:11}{t.precision:11.3f}{t.recall:11.3f}{t.exact_f1:11.3f}"
        for t in tallies
        if t.matched + t.missed + t.false
    ]
    return "\n".join([heading, *lines])
