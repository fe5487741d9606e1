"""One small chart for each target: what was promised, what it started from, and what was reached."""

from calendar import isleap
from copy import deepcopy
from datetime import date
from functools import cache
from math import ceil, floor
from typing import Any

import altair as alt

from warehouse.pages.ask import Row
from warehouse.pages.charts import drawn, dressed, written
from warehouse.pages.figures import number

REACHED, PROMISED, BEFORE = "#1f5a94", "#a8480f", "#5a6675"
MOST_NAMED_YEARS = 6
MONEY = {"zh": 1e8, "en": 1e9}


def series_chart(row: Row, values: list[Row], language: str) -> str:
    """The target `row` with the `values` known of it, oldest first; money in 亿元 or billion yuan."""
    scale = MONEY[language] if row["unit_code"] == "CNY" else 1.0

    def point(day: date, value: float, kind: str) -> Row:
        said = f"{day.isoformat()}: {number(value / scale)}"
        return {"year": year_ends(day), "value": value / scale, "kind": kind, "said": said}

    marks = [point(value["period_end"], value["value"], "reached") for value in values]
    reached = list(marks)
    if row["baseline_value"] is not None and row["baseline_on"] is not None:
        marks.insert(0, point(row["baseline_on"], row["baseline_value"], "before"))
    if row["period_end"]:
        marks.append(point(row["period_end"], row["goal_value"], "promised"))
    chart = deepcopy(empty_chart())
    chart["datasets"] = {"goal": [{"goal": row["goal_value"] / scale}], "reached": reached, "marks": marks}
    for layer in chart["layer"]:
        if "x" in layer["encoding"]:
            layer["encoding"]["x"]["axis"]["values"] = whole_years([mark["year"] for mark in marks])
    return drawn(written(chart))


@cache
def empty_chart() -> dict[str, Any]:
    """The chart without data. It is described once, since describing takes longer than drawing."""
    x = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=False, padding=10),
        axis=alt.Axis(values=[], format="d", grid=False),
    )
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=False, nice=True), axis=alt.Axis(tickCount=4))
    kinds = ["before", "reached", "promised"]
    shapes = alt.Scale(domain=kinds, range=["square", "circle", "diamond"])
    colours = alt.Scale(domain=kinds, range=[BEFORE, REACHED, PROMISED])
    goal = (
        alt.Chart(alt.NamedData("goal"))
        .mark_rule(color=PROMISED, strokeDash=[5, 4], strokeWidth=1.5, aria=False)
        .encode(y="goal:Q")
    )
    line = (
        alt.Chart(alt.NamedData("reached"))
        .mark_line(color=REACHED, strokeWidth=2, aria=False)
        .encode(x=x, y=y)
    )
    marks = (
        alt.Chart(alt.NamedData("marks"))
        .mark_point(filled=True, size=90, opacity=1, stroke="white", strokeWidth=1)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape("kind:N", scale=shapes, legend=None),
            color=alt.Color("kind:N", scale=colours, legend=None),
            description="said:N",
        )
    )
    chart: dict[str, Any] = dressed(alt.layer(goal, line, marks).properties(width=300, height=130)).to_dict()
    return chart


def year_ends(day: date) -> float:
    """A day as a number that is whole at the end of each year: figures of a year stand at the name of that year."""
    return round(day.year - 1 + day.timetuple().tm_yday / (366 if isleap(day.year) else 365), 3)


def whole_years(years: list[float]) -> list[int]:
    """The years to be named below a chart, few enough to be read."""
    first, last = ceil(min(years)), floor(max(years))
    return list(range(last, first - 1, -max(1, ceil((last - first + 1) / MOST_NAMED_YEARS))))
