"""The main figures as one picture: seconds over documents, and how many times as long one way takes as another."""

from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt
import vl_convert

PICTURE = "performance.svg"
WIDTH, HEIGHT, BAR = 420, 260, 26
COLOUR = "#1f5a94"


def picture(found: Mapping[str, Any]) -> str:
    """The charts for which there are figures, as SVG."""
    charts: list[alt.Chart | alt.LayerChart] = [*seconds_over_documents(found), *ratios(found)]
    whole = alt.hconcat(*charts).configure(background="white", padding=12).configure_view(stroke=None)
    svg: str = vl_convert.vegalite_to_svg(whole.to_dict())
    return svg


def seconds_over_documents(found: Mapping[str, Any]) -> Iterator[alt.Chart]:
    """One point for each size of corpus."""
    if "scale" in found:
        points = [
            {"documents": size["files"], "seconds": size["seconds"]["median"], "MB": size["megabytes"]}
            for size in found["scale"]["sizes"]
        ]
        yield (
            alt.Chart(alt.InlineData(points), title="Documents to raw tables")
            .mark_point(filled=True, size=70, color=COLOUR)
            .encode(
                x=alt.X("documents:Q", title="documents", axis=alt.Axis(tickCount=5, format=",d")),
                y=alt.Y("seconds:Q", title="seconds"),
            )
            .properties(width=WIDTH, height=HEIGHT)
        )


def ratios(found: Mapping[str, Any]) -> Iterator[alt.LayerChart]:
    """One bar for each comparison, with its figure; the scale is logarithmic."""
    bars = [
        {"what": what, "times": times, "shown": f"{times:,.0f}" if times >= 10 else f"{times:.2f}"}
        for what, times in compared(found)
    ]
    if bars:
        base = alt.Chart(alt.InlineData(bars), title="How many times as long").encode(
            x=alt.X(
                "times:Q", title=None, scale=alt.Scale(type="log", nice=True), axis=alt.Axis(tickCount=4)
            ),
            y=alt.Y("what:N", title=None, sort=None, axis=alt.Axis(labelLimit=320)),
        )
        yield (
            (
                base.mark_bar(color=COLOUR).encode(x2=alt.X2Datum(1))
                + base.mark_text(align="left", dx=5).encode(text="shown:N")
            ).properties(width=WIDTH, height=BAR * len(bars))
        )


def compared(found: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """Every comparison that has been measured, with its median."""
    if "peers" in found:
        for name, speed in found["peers"]["speed"].items():
            if speed["ours_to_it"]["median"] != 1:
                yield f"{name} beside policydw extract", speed["ours_to_it"]["median"]
    if "builds" in found:
        yield "policydw build beside dbt build", found["builds"]["build_to_dbt"]["median"]
    if "incremental" in found:
        changed, same = (
            found["incremental"][f"{what}_to_full"]["median"] for what in ("one_changed", "nothing_changed")
        )
        yield "one document changed beside all of them", changed
        yield "nothing changed beside all of them", same
    if "spark" in found:
        for size in found["spark"]["sizes"]:
            documents = f"{size['documents']:,} documents"
            yield f"Spark beside this machine, extraction of {documents}", size["extraction_ratio"]["median"]
            yield f"Spark beside DuckDB, models of {documents}", size["models_ratio"]["median"]
