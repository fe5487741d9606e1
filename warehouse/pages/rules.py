"""What the rules of extraction say of themselves, for the detail of a fact."""

from collections.abc import Iterable

from warehouse.pages.ask import Row
from warehouse.pages.source import Language, Source


def rules_by_id(source: Source, language: Language, used: Iterable[str]) -> dict[str, Row]:
    """Reason, convention and example of the rules that were used; a rule that is not described is left out."""
    wanted = set(used)
    return {row["rule_id"]: row for row in source.told("rules", language) if row["rule_id"] in wanted}
