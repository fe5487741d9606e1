"""The figures of benchmarks/performance.json as a page."""

from collections.abc import Iterator

from benchmarks.page_parts import Figures, given, table
from benchmarks.peers_page import peers
from benchmarks.picture import PICTURE
from benchmarks.spark_page import spark
from benchmarks.warehouse_page import warehouse

HEAD = """# Performance

Measured by `make performance`, which takes more than two hours and wants a machine that does nothing else. Given
are the median and, in brackets, the least and the most of all runs. Ways that are compared take turns within one
session; the comparison is made turn by turn. Corpora are made up from the shipped documents with other numbers, years,
places and layouts (`python -m benchmarks.corpus`).
"""


def page(found: Figures) -> str:
    """The page for the parts that have been measured."""
    parts = (
        ("speed", _speed),
        ("peers", peers),
        ("scale", _scale),
        ("incremental", _incremental),
        ("builds", _builds),
        ("warehouse", warehouse),
        ("spark", spark),
    )
    written = [
        part
        for name, write in parts
        if name in found
        for part in ("\n", *write(found[name]), _machine(found[name]))
    ]
    return HEAD + f"\n![The main figures as charts]({PICTURE})\n" + "".join(written)


def _machine(part: Figures) -> str:
    on = part["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in on["versions"].items())
    return (
        f"\nOn {on['cores']} cores of {on['processor']}, {on['system']}, Python {on['python']}; {versions}.\n"
    )


def _speed(part: Figures) -> Iterator[str]:
    yield "## From text to rows on one core\n\n"
    yield "Megabytes of UTF-8 a second of processor time, without the writing of files.\n\n"
    names = {"shipped": "the shipped documents", "made_up": f"{part['made_up_documents']} made-up documents"}
    yield from table("texts | MB/s", ((text, given(part[name])) for name, text in names.items()))
    yield "\nThe longest shipped document, repeated within one text:\n\n"
    yield from table(
        "text | times the time", ((name, given(many)) for name, many in part["repeated"].items())
    )


def _scale(part: Figures) -> Iterator[str]:
    yield "## Many documents\n\n"
    yield "From the first file to the finished raw tables, the start of the program and all checks included.\n\n"
    rows = (
        (
            f"{cost['files']:,}",
            f"{cost['megabytes']:.0f}",
            f"{cost['rows']:,}",
            given(cost["seconds"], 1),
            given(cost["megabytes_per_second"]),
            f"{cost['memory_mib']:.0f}",
            f"{cost['worker_memory_mib']:.0f}",
            f"{cost['work_ratio']:.1f}",
        )
        for cost in part["sizes"]
    )
    yield from table(
        "documents | MB | rows | seconds | MB/s | most MiB of memory | most MiB of a worker | work ratio",
        rows,
    )
    yield "\nThe work ratio is the processor time of the workers over that of the one process that collects, checks and writes: how\n"
    yield "many workers' cores keep it busy, here and on a cluster.\n"
    if "line" in part:
        fit = part["line"]
        yield f"\nOne document more costs {1000 * fit['each']:.1f} ms; R² of seconds on documents: {fit['r_squared']:.4f}.\n"


def _incremental(part: Figures) -> Iterator[str]:
    yield "## A second run\n\n"
    yield f"The raw tables of {part['documents']} made-up documents, made in one process.\n\n"
    rows = ((name, given(seconds)) for name, seconds in part["seconds"].items())
    yield from table("run | seconds", rows)
    yield f"\nNothing changed takes {given(part['nothing_changed_to_full'])} of the time of a full run, "
    yield f"one document changed {given(part['one_changed_to_full'])}.\n"


def _builds(part: Figures) -> Iterator[str]:
    yield "## A whole build\n\n"
    yield "The shipped inputs. `dbt build` is the bare command on the same raw tables; `policydw build` extracts, runs the same\n"
    yield "models and tests, audits, writes the twin and the site, and publishes.\n\n"
    rows = ((name, given(seconds)) for name, seconds in part["seconds"].items())
    yield from table("run | seconds", rows)
    yield f"\n`policydw build` takes {given(part['build_to_dbt'])} times as long as a bare `dbt build`; with nothing kept of "
    yield f"earlier runs {given(part['build_with_nothing_kept_to_dbt'])} times. With nothing new it ends "
    yield f"{given(part['nothing_new_after_python'])} seconds after an empty Python program.\n"
