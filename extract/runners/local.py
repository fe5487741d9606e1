"""The whole extraction in this process, one file after the other."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from extract.origins import origin_problems
from extract.reference import Reference, load_reference
from extract.runners.collecting import Collector, RunReport
from extract.runners.inputs import Input, find_documents
from extract.runners.steps import Processed, outcome_row, process_document, process_figures, process_reference
from extract.runners.writing import TableWriter
from extract.statistics.lookup import Places

__all__ = ["RunReport", "run"]

LAYOUT_SUFFIX, ORIGIN_SUFFIX = ".yml", ".origin.yml"
FIGURE_SUFFIXES = (".csv", ".xlsx")


def run(
    documents: Sequence[Path],
    out: Path,
    *,
    statistics: Path | None,
    reference: Path,
    progress: Callable[[str], None] | None = None,
    with_origins: bool = False,
) -> RunReport:
    """Extract documents and tables of figures, and write every raw table as `<table>.parquet` into `out`.

    documents: files, or folders that are walked for .txt files. statistics: folder of tables of figures and
    their layouts, or None. reference: folder of the lexicons. progress: told what is being read. with_origins: whether
    a document without a true origin record beside it is a failure.
    A file that cannot be used is a failed row of processing_outcomes and stops nothing else. Raises
    InputError for a path that does not exist, TooManyRefusedError and BalanceError (schemas/validation.py)
    where the run must not count; the tables in `out` are then as they were.
    """
    say = progress or (lambda _: None)
    inputs = find_documents(documents)
    loaded = load_reference(reference)
    with TableWriter(out) as writer:
        collector = Collector(writer, out)
        collector.add(process_reference(loaded), is_file=False)
        if statistics is not None:
            say("statistics")
            for processed in _figures(statistics, loaded):
                collector.add(processed)
        for number, document in enumerate(inputs, start=1):
            say(f"{document.name} ({number} of {len(inputs)})")
            collector.add(process_document(_checked(document) if with_origins else document, loaded))
        return collector.finish()


def _checked(document: Input) -> Input:
    """The document, to be refused where its origin record is missing or speaks of another file."""
    problems = [] if document.problem else origin_problems(document.path)
    return replace(document, problem="; ".join(problems)) if problems else document


def _figures(statistics: Path, loaded: Reference) -> list[Processed]:
    """Every table of figures by its layout; a table without a layout is a failure to report."""
    places = Places.from_reference(loaded)
    files = sorted(path for path in statistics.iterdir() if path.is_file())
    layouts = [
        path for path in files if path.suffix == LAYOUT_SUFFIX and not path.name.endswith(ORIGIN_SUFFIX)
    ]
    described = {path.stem for path in layouts}
    tables_of_figures = [path for path in files if path.suffix in FIGURE_SUFFIXES]
    return [process_figures(layout, places, loaded.unit_table, loaded.indicators) for layout in layouts] + [
        _without_layout(path) for path in tables_of_figures if path.stem not in described
    ]


def _without_layout(path: Path) -> Processed:
    message = (
        f"{path.name}: expected {path.stem}.yml beside it to say how to read it, found none; "
        "write one like regional-indicators.yml"
    )
    return Processed(
        path.name,
        {},
        [outcome_row(path.name, "statistics", 0, 0.0, error_class="StatisticsError", message=message)],
    )
