"""The facts as values. All offsets are those of the normalised text; tables.py maps them back to the source.

They are named tuples, as the mentions are: thousands of them are made, and a frozen data class costs four times as much.
"""

import datetime as dt
from typing import NamedTuple

from extract.mentions.bodies import BodyMention
from extract.mentions.periods import TimePhrase
from extract.mentions.places import PlaceMention
from extract.mentions.quantity_bounds import Quantity

Mention = PlaceMention | BodyMention
"""What can be a party of a pairing."""


class Period(NamedTuple):
    """Window of a fact: the phrase that sets it, and whether it comes from outside the sentence."""

    text: str | None
    start: dt.date | None
    end: dt.date | None
    inherited: bool
    mode: str

    @classmethod
    def of(cls, phrase: TimePhrase, inherited: bool = False) -> "Period":
        """Window of a time phrase."""
        return cls(phrase.text.strip(), phrase.period_start, phrase.period_end, inherited, phrase.mode)


NO_PERIOD = Period(None, None, None, False, "none")


class Fact(NamedTuple):
    """One target, milestone or statistic. kind is target or statistic; type is a target_type of the vocabulary."""

    kind: str
    type: str
    start: int
    end: int
    quote_start: int
    quote_end: int
    metric: str
    low: float | None
    high: float | None
    comparator: str | None
    unit: str | None
    unit_text: str | None
    period: Period
    baseline: float | None
    is_soft: bool
    rule_id: str
    node: int


class Clause(NamedTuple):
    """One stretch of a sentence between commas, colons or semicolons, outside brackets."""

    start: int
    end: int
    quantities: tuple[Quantity, ...]
    phrases: tuple[TimePhrase, ...]


class Party(NamedTuple):
    """One side of a pairing. role: peer, from or to."""

    name: str
    region_id: str | None
    actor_id: str | None
    role: str
    region_class: str


class Pairing(NamedTuple):
    """Two or more parties tied to each other; offsets are those of the normalised text."""

    parties: tuple[Party, ...]
    direction: str
    type: str
    field: str | None
    quote_start: int
    quote_end: int
    rule_id: str
    node: int
