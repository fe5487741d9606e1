"""The rules of extraction as `rules.yml` tells them. Light on purpose: what only tells of the rules reads no document."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from extract.bounds import SAFE_LOADER

FILE = Path(__file__).with_suffix(".yml")
TURNS_AWAY = "none-"
"""How the names of the rules begin that say why a number is no fact."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; reason and convention in English and Chinese.

    example: text, year, role and perhaps title of a made-up sentence to which it applies.
    """

    rule_id: str
    reason: str
    reason_zh: str
    rests_on: str
    rests_on_zh: str
    example: Mapping[str, Any]

    @property
    def turns_away(self) -> bool:
        """Whether the rule says why a number is no fact."""
        return self.rule_id.startswith(TURNS_AWAY)

    @property
    def example_text(self) -> str:
        """The sentence of the example alone; the lines of a table are parted by strokes."""
        return " / ".join(str(self.example["text"]).split("\n"))


def load_rules(file: Path = FILE) -> list[Rule]:
    """The rules in the order of the file."""
    entries = yaml.load(file.read_text(encoding="utf-8"), Loader=SAFE_LOADER)  # noqa: S506 (a safe loader)
    return [Rule(rule_id=entry.pop("id"), **entry) for entry in entries]
