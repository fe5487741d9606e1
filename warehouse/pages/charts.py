"""Charts as drawings that stand in the page: no script, no request, sharp in print."""

import json
from collections import Counter
from functools import lru_cache
from typing import Any

import altair as alt
import vl_convert

from warehouse.pages.ask import Row
from warehouse.pages.figures import number, with_unit

FONT = "system-ui, 'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
INK, MUTED, LINE = "#1d2733", "#5a6675", "#d9dee5"
REACHED, PROMISED, BEFORE = "#1f5a94", "#a8480f", "#5a6675"
DOCUMENT_COLOURS = ["#1f5a94", "#c26a1b", "#3c7d5b", "#8a4a7d", "#7b8794", "#b39321", "#2b8a98", "#a83c3c"]
MONEY = {"zh": 1e8, "en": 1e9}


def drawing(chart: alt.TopLevelMixin) -> str:
    """The chart as SVG that grows and shrinks with the page."""
    # Checking each part against the schema takes longer than drawing it; the drawing shows what is wrong.
    specification = chart.to_dict(validate=False)
    return drawn(json.dumps(specification, ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=256)
def drawn(specification: str) -> str:
    """SVG of a Vega-Lite specification; charts without words are the same in both languages."""
    svg: str = vl_convert.vegalite_to_svg(specification)
    # The page names the chart as a whole; the frames inside would only be read out as empty groups.
    return svg.replace(
        'role="graphics-object" aria-roledescription="group mark container"', 'aria-hidden="false"'
    )


def dressed(chart: Any) -> alt.TopLevelMixin:
    """The chart in the colours and fonts of the page."""
    shown: alt.TopLevelMixin = (
        chart.configure(font=FONT, background="transparent", padding=2)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=MUTED, titleColor=MUTED, domainColor=LINE, tickColor=LINE, gridColor="#eceff3",
            labelFontSize=12, titleFontSize=12, titleFontWeight="normal", labelLimit=240,
        )
        .configure_legend(labelColor=INK, labelFontSize=12, titleColor=MUTED, labelLimit=560, symbolSize=90)
    )  # fmt: skip
    return shown


def deadline_chart(rows: list[Row], language: str) -> str:
    """Commitments by the day on which they are due, one colour for each document."""
    counts = Counter((row["deadline"].isoformat(), row["document_title"]) for row in rows)
    titles = sorted({row["document_title"] for row in rows})
    values = [
        {"day": day, "document": title, "number": count, "said": f"{day} · {title}: {count}"}
        for (day, title), count in sorted(counts.items())
    ]
    chart = (
        alt.Chart(alt.InlineData(values), width=720, height=220)
        .mark_bar(cornerRadiusEnd=2, stroke="white", strokeWidth=1)
        .encode(
            x=alt.X("day:O", title=None, axis=alt.Axis(labelAngle=-40)),
            y=alt.Y(
                "sum(number):Q",
                title="目标数" if language == "zh" else "targets",
                axis=alt.Axis(tickMinStep=1),
            ),
            color=alt.Color(
                "document:N",
                scale=alt.Scale(domain=titles, range=DOCUMENT_COLOURS),
                legend=alt.Legend(title=None, orient="bottom", columns=1, direction="vertical"),
            ),
            description="said:N",
        )
    )
    return drawing(dressed(chart))


def series_chart(row: Row, values: list[Row], language: str) -> str:
    """What was reached over time, beside the promise and the value that it started from."""
    scale = MONEY[language] if row["unit_code"] == "CNY" else 1.0

    def point(day: Any, value: float, kind: str) -> Row:
        said = f"{day.isoformat()}: {with_unit(value, row['unit_code'], row['unit'], language)}"
        return {"day": day.isoformat(), "value": value / scale, "kind": kind, "said": said}

    reached = [point(value["period_end"], value["value"], "reached") for value in values]
    if row["baseline_value"] is not None and row["baseline_on"] is not None:
        before = [point(row["baseline_on"], row["baseline_value"], "before")]
    else:
        before = []
    promised = [point(row["period_end"], row["goal_value"], "promised")] if row["period_end"] else []
    x = alt.X(
        "day:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", labelOverlap=True, grid=False)
    )
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=False, nice=True), axis=alt.Axis(tickCount=4))
    goal = (
        alt.Chart(alt.InlineData([{"goal": row["goal_value"] / scale}]))
        .mark_rule(color=PROMISED, strokeDash=[5, 4], strokeWidth=1.5, aria=False)
        .encode(y="goal:Q")
    )
    line = (
        alt.Chart(alt.InlineData(reached))
        .mark_line(color=REACHED, strokeWidth=2, aria=False)
        .encode(x=x, y=y)
    )
    marks = (
        alt.Chart(alt.InlineData([*before, *reached, *promised]))
        .mark_point(filled=True, size=70, opacity=1, stroke="white", strokeWidth=1)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape(
                "kind:N",
                scale=alt.Scale(
                    domain=["before", "reached", "promised"], range=["square", "circle", "diamond"]
                ),
                legend=None,
            ),
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=["before", "reached", "promised"], range=[BEFORE, REACHED, PROMISED]),
                legend=None,
            ),
            description="said:N",
        )
    )
    return drawing(dressed(alt.layer(goal, line, marks).properties(width=300, height=130)))


def warm_up() -> None:
    """Start the engine that draws; the first drawing of a process takes a second longer than the others."""
    drawing(alt.Chart(alt.InlineData([{"a": number(1)}])).mark_point().encode(x="a:N"))
