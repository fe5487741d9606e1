"""What the pages are made from: the answers of one build, asked once each, and what lies around the build."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import duckdb

from warehouse.diff import Diff
from warehouse.pages.ask import Row, ask, in_language

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Origin:
    """A build and its surroundings.

    `changes` leads from the build that was published before, None for the first. `manifest` is dbt's own;
    `kept` are the files of the earlier builds by name, oldest first.
    """

    build_id: str
    changes: Diff | None = None
    manifest: Mapping[str, Any] | None = None
    kept: Mapping[str, Path] = field(default_factory=dict)


@dataclass(slots=True)
class Source:
    """The open build; every query is asked once, whichever pages show its answer."""

    connection: duckdb.DuckDBPyConnection
    origin: Origin
    answers: dict[str, list[Row]] = field(default_factory=dict)
    has_dbt_docs: bool = False

    def rows(self, query: str) -> list[Row]:
        """The answer to `queries/<query>.sql`."""
        if query not in self.answers:
            self.answers[query] = ask(self.connection, query)
        return self.answers[query]

    def row(self, query: str) -> Row | None:
        """The one row of an answer; None where there is none."""
        return next(iter(self.rows(query)), None)

    def told(self, query: str, language: Language) -> list[Row]:
        """The answer with names and texts in one language."""
        return [in_language(row, language) for row in self.rows(query)]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one language: its file, its template and what that template shows.

    `scripts` are files beside it by name, which hold what would make the page too large.
    """

    file: str
    template: str
    chapter: str
    shows: Mapping[str, Any]
    scripts: Mapping[str, str] = field(default_factory=dict)
