"""The facts as values. All offsets are those of the normalised text; tables.py maps them back to the source."""

import datetime as dt
from dataclasses import dataclass

from extract.mentions.periods import TimePhrase
from extract.mentions.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Period:
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


@dataclass(frozen=True, slots=True)
class Fact:
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


@dataclass(frozen=True, slots=True)
class Clause:
    """One stretch of a sentence between commas, colons or semicolons, outside brackets."""

    start: int
    end: int
    quantities: tuple[Quantity, ...]
    phrases: tuple[TimePhrase, ...]
