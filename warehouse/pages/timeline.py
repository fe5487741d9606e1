"""What is due when."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby

from warehouse.pages.charts import deadline_chart
from warehouse.pages.source import Language, Page, Source

MOST_LISTED = 2000
"""Entries that the page may hold; a day with more than its share tells how many there are and leads to the table."""


def pages(source: Source, language: Language) -> Iterator[Page]:
    """The one page of this chapter."""
    rows = source.told("timeline", language)
    years = [
        {
            "year": year,
            "days": [
                {"day": day, "targets": list(due)}
                for day, due in groupby(of_year, lambda row: row["deadline"])
            ],
        }
        for year, of_year in (
            (year, list(group)) for year, group in groupby(rows, lambda row: row["deadline_year"])
        )
    ]
    yield Page(
        "timeline.html",
        "timeline.html",
        "timeline",
        {
            "years": years,
            "count": len(rows),
            "most_of_a_day": share(Counter(row["deadline"] for row in rows)),
            "undated": sum(row["deadline"] is None for row in source.rows("targets")),
            "chart": deadline_chart(rows, language) if rows else "",
            "documents": sorted({row["document_title"] for row in rows}),
        },
    )


def share(days: Mapping[date, int]) -> int:
    """How many entries each day may list so that all days together list no more than MOST_LISTED, but one each."""
    most = max(days.values(), default=0)
    while most > 1 and sum(min(count, most) for count in days.values()) > MOST_LISTED:
        most -= 1
    return most
