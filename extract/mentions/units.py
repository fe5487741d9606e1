"""The table of units as the rules use it."""

import csv
import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Unit:
    """One way to write a unit. A value times factor is the value in the canonical unit `code`."""

    text: str
    code: str
    factor: Decimal
    dimension: str
    is_counter: bool
    name_zh: str
    name_en: str
    is_additive: bool


@dataclass(frozen=True)
class UnitTable:
    """Every unit by the way it is written, the characters that units begin with, and a pattern that finds the longest."""

    by_text: dict[str, Unit]
    beginnings: str = field(init=False)
    pattern: str = field(init=False)

    def __post_init__(self) -> None:
        longest_first = sorted(self.by_text, key=len, reverse=True)
        beginnings = "".join(map(re.escape, sorted({text[0] for text in self.by_text})))
        object.__setattr__(self, "beginnings", beginnings)
        object.__setattr__(
            self, "pattern", f"(?=[{beginnings}])(?:{'|'.join(map(re.escape, longest_first))})"
        )


def load_units(path: Path) -> UnitTable:
    """Read units.csv. Raises KeyError or decimal.InvalidOperation where a column is missing or a factor is no number."""
    with path.open(encoding="utf-8", newline="") as file:
        units = [
            Unit(
                text=row["unit_text"],
                code=row["unit"],
                factor=Decimal(row["factor"]),
                dimension=row["dimension"],
                is_counter=row["kind"] == "counter",
                name_zh=row["name_zh"],
                name_en=row["name_en"],
                is_additive=row["is_additive"] == "true",
            )
            for row in csv.DictReader(file)
        ]
    return UnitTable({unit.text: unit for unit in units})
