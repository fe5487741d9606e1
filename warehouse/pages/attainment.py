"""Promised and reached: one small chart for each target with comparable values."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from warehouse.pages.ask import Row
from warehouse.pages.series_charts import series_chart
from warehouse.pages.source import Language, Page, Source

MOST_CHARTS = 60
"""Each takes a twentieth of a second to draw; further targets are listed without one."""
MOST_LISTED = 1000
"""Rows of that list; the table of targets shows all of them."""


def pages(source: Source, language: Language) -> Iterator[Page]:
    """The one page of this chapter."""
    rows = source.told("attainment", language)
    series: dict[str, list[Row]] = defaultdict(list)
    for value in source.rows("realised_values"):
        series[value["target_id"]].append(value)
    codes = {row["target_id"]: row["unit"] for row in source.rows("attainment")}
    for row in rows:
        row["unit_code"], row["values"] = codes[row["target_id"]], series[row["target_id"]]
    shown = [row for row in rows if row["values"] and row["comparable_value_count"]][:MOST_CHARTS]
    drawn = {row["target_id"] for row in shown}
    for row in shown:
        row["chart"] = series_chart(row, row["values"], language)
    others = [row for row in rows if row["target_id"] not in drawn]
    yield Page(
        "attainment.html",
        "attainment.html",
        "attainment",
        {
            "multiples": shown,
            "others": others[:MOST_LISTED],
            "other_count": len(others),
            "statuses": statuses(rows),
            "as_of": as_of(source),
        },
    )


def statuses(rows: list[Row]) -> list[tuple[str, str, int]]:
    """Code, name and number of each status, in the order of the page."""
    counts = Counter(row["status_code"] for row in rows)
    names = {row["status_code"]: row["status"] for row in rows}
    return [(code, names[code], count) for code, count in counts.items()]


def as_of(source: Source) -> object:
    """The day of the newest value that the warehouse knows."""
    row = source.row("findings/busiest_deadline")
    return row["as_of_date"] if row else None
