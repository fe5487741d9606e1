"""All tables of a document. A new kind of table has a module of its own beside this one and its line here."""

from collections.abc import Iterable, Sequence

from extract.document import DocumentHead
from extract.facts.tables.cells import Table
from extract.facts.tables.goals import goal_tables
from extract.facts.tables.indicators import indicator_tables
from extract.facts.tables.observed import observed_tables
from extract.facts.tables.places import place_tables
from extract.mentions.quantities import QuantityFinder

KINDS = (place_tables, indicator_tables, observed_tables, goal_tables)
"""A table that two kinds could read is read as the first."""


def read_tables(text: str, head: DocumentHead, finder: QuantityFinder) -> list[Table]:
    """Tables of a document in order, apart from each other; their facts belong to the document itself (node 0) until they
    are placed."""
    tables: list[Table] = []
    for kind in KINDS:
        tables += _apart(kind(text, head, finder), tables)
    return sorted(tables, key=lambda table: table.start)


def _apart(found: Iterable[Table], tables: Sequence[Table]) -> list[Table]:
    """The tables found that share no line with the others."""
    return [new for new in found if all(new.end <= old.start or old.end <= new.start for old in tables)]
