"""Which fields of an extracted record say the same as the annotation that it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from extract.evaluation.annotations import Record, simplified
from extract.evaluation.parties import same_parties
from extract.evaluation.wording import agree, bare

RELATIVE_TOLERANCE = 1e-4
"""Share of a value within which two numbers are the same; far below the last digit that a document writes."""


def same(gold: Any, found: Any) -> bool:
    return bool(gold == found)


def same_number(gold: float | None, found: float | None) -> bool:
    """Whether two values agree; a missing one agrees only with a missing one."""
    if gold is None or found is None:
        return gold is found
    return abs(gold - found) <= RELATIVE_TOLERANCE * max(1.0, abs(gold))


def same_words(gold: str | None, found: str | None) -> bool:
    """Whether two texts are equal in simplified characters, apart from spaces and punctuation."""
    return bare(simplified(gold)) == bare(simplified(found))


def same_document_type(gold: str, found: str) -> bool:
    """Whether the word of the closed list is the annotated one or the end of it (统计公报: 公报)."""
    return gold.endswith(found) or found.endswith(gold)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is compared. entries: where a record holds it. agrees: when two entries say the same."""

    name: str
    entries: tuple[str, ...]
    agrees: Callable[[Any, Any], bool] = same

    def is_right(self, gold: Record, found: Record) -> bool:
        return all(self.agrees(gold[entry], found[entry]) for entry in self.entries)

    def shown(self, record: Record) -> str:
        return " to ".join(_shown(record[entry]) for entry in self.entries)


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return "、".join("/".join(sorted(identities)) for identities in value) or "none"
    return "none" if value is None else str(value)


SPAN = Field("span", ("start", "end"))
METRIC = Field("metric", ("metric",), agree)
PERIOD = (Field("period_start", ("period_start",)), Field("period_end", ("period_end",)))
QUANTIFIED = (
    Field("value", ("value_low", "value_high"), same_number),
    Field("unit", ("unit",)),
    Field("comparator", ("comparator",)),
    *PERIOD,
    Field("type", ("type",)),
    METRIC,
    Field("baseline", ("baseline",), same_number),
    Field("soft", ("soft",)),
    SPAN,
)
FIELDS: dict[str, tuple[Field, ...]] = {
    "target": QUANTIFIED,
    "milestone": (*PERIOD, METRIC, Field("soft", ("soft",)), SPAN),
    "statistic": QUANTIFIED,
    "pairing": (
        Field("members", ("parties",), same_parties),
        Field("direction", ("givers",), same_parties),
        Field("type", ("type",)),
        Field("field", ("field",), agree),
    ),
    "document": (
        Field("title", ("title",), same_words),
        Field("number", ("document_number",), same_words),
        Field("issued", ("date_issued",)),
        Field("adopted", ("date_adopted",)),
        Field("published", ("date_published",)),
        *PERIOD,
        Field("doc_type", ("doc_type",), same_document_type),
        Field("tasks", ("tasks",)),
    ),
}
"""What is compared for each kind of record."""

EXACT: dict[str, tuple[str, ...]] = {
    "target": ("value", "unit", "comparator", "period_end"),
    "milestone": ("period_end",),
    "statistic": ("value", "unit", "comparator", "period_end"),
    "pairing": ("members", "direction"),
    "document": tuple(field.name for field in FIELDS["document"]),
}
"""The fields that must all be right for a record to count as exact."""
