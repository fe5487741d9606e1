"""Charts as drawings that stand in the page: no script, no request, sharp in print."""

import json
from collections import Counter
from functools import lru_cache
from typing import Any

import altair as alt
import vl_convert

from warehouse.pages.ask import Row

FONT = "system-ui, 'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
INK, MUTED, LINE = "#1d2733", "#5a6675", "#d9dee5"
MOST_BARS = 40
OF_THE_OTHERS = "#c3cad2"
DOCUMENT_COLOURS = ["#1f5a94", "#c26a1b", "#3c7d5b", "#8a4a7d", "#7b8794", "#b39321", "#2b8a98", "#a83c3c"]


def drawing(chart: alt.TopLevelMixin) -> str:
    """The chart as SVG that grows and shrinks with the page."""
    return drawn(written(chart.to_dict()))


def written(specification: dict[str, Any]) -> str:
    return json.dumps(specification, ensure_ascii=False, sort_keys=True)


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
        chart.configure(font=FONT, background="transparent", padding={"left": 8, "right": 8, "top": 6, "bottom": 2})
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=MUTED, titleColor=MUTED, domainColor=LINE, tickColor=LINE, gridColor="#eceff3",
            labelFontSize=12, titleFontSize=12, titleFontWeight="normal", labelLimit=240,
        )
        .configure_legend(labelColor=INK, labelFontSize=12, titleColor=MUTED, labelLimit=560, symbolSize=90)
    )  # fmt: skip
    return shown


def colours_of_documents(rows: list[Row], language: str) -> tuple[list[str], list[str]]:
    """The titles that have a colour, and those colours; of many documents the last one stands for all the others."""
    counts = Counter(row["document_title"] for row in rows)
    room = len(DOCUMENT_COLOURS)
    if len(counts) <= room:
        return sorted(counts), DOCUMENT_COLOURS[: len(counts)]
    others = len(counts) - room + 1
    name = f"其余{others}份文件" if language == "zh" else f"{others} other documents"
    return [*(title for title, _ in counts.most_common(room - 1)), name], [
        *DOCUMENT_COLOURS[:-1],
        OF_THE_OTHERS,
    ]


def deadline_chart(rows: list[Row], language: str) -> str:
    """Commitments by the day on which they are due, or by year where there are many days; a colour for each document."""
    days = {row["deadline"].isoformat() for row in rows}
    length = len("2025-12-31") if len(days) <= MOST_BARS else len("2025")
    titles, colours = colours_of_documents(rows, language)
    counts = Counter(
        (
            row["deadline"].isoformat()[:length],
            row["document_title"] if row["document_title"] in titles else titles[-1],
        )
        for row in rows
    )
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
                scale=alt.Scale(domain=titles, range=colours),
                legend=alt.Legend(title=None, orient="bottom", columns=1, direction="vertical"),
            ),
            description="said:N",
        )
    )
    return drawing(dressed(chart))


def warm_up() -> None:
    """Start the engine that draws; the first drawing of a process takes a second longer than the others."""
    drawing(alt.Chart(alt.InlineData([{"a": 1}])).mark_point().encode(x="a:N"))
