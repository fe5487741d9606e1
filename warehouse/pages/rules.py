"""What the rules of extraction say of themselves, for the detail of a fact."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from extract.evaluation.rules import Rule, load_rules


@cache
def all_rules() -> Sequence[Rule]:
    return load_rules()


def rules_by_id(used: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Reason, convention and example of the rules that were used; a rule that is not described is left out."""
    wanted = set(used)
    return {
        rule.rule_id: {"reason": rule.reason, "rests_on": rule.rests_on, "example": rule.example_text}
        for rule in all_rules()
        if rule.rule_id in wanted
    }
