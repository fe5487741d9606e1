"""What is due when."""

from collections.abc import Iterator
from itertools import groupby

from warehouse.pages.charts import deadline_chart
from warehouse.pages.source import Language, Page, Source


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
            "undated": sum(row["deadline"] is None for row in source.rows("targets")),
            "chart": deadline_chart(rows, language) if rows else "",
            "documents": sorted({row["document_title"] for row in rows}),
        },
    )
