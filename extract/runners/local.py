"""The whole extraction on this machine."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from extract.origins import LAYOUT_SUFFIX, ORIGIN_SUFFIX, WITHOUT_FILE, left_over_records
from extract.reference import Reference, load_reference
from extract.runners.collecting import Collector, RunReport
from extract.runners.documents import HowToRead, process_documents
from extract.runners.inputs import Input, find_documents
from extract.runners.kept import KeptResults, rules_version
from extract.runners.steps import Processed, outcome_row, process_figures, process_reference
from extract.runners.writing import TableWriter
from extract.statistics.lookup import Places

__all__ = ["RunReport", "run"]

Spread = Callable[[Sequence[Input], HowToRead, Reference], Iterator[Processed]]
"""Gives what came of each document in the order of the inputs, wherever it was extracted."""

FIGURE_SUFFIXES = (".csv", ".xlsx")


def run(
    documents: Sequence[Path],
    out: Path,
    *,
    statistics: Path | None,
    reference: Path,
    progress: Callable[[str], None] | None = None,
    with_origins: bool = False,
    workers: int | None = None,
    cache: Path | None = None,
    spread: Spread | None = None,
) -> RunReport:
    """Extract documents and tables of figures, and write every raw table as `<table>.parquet` into `out`.

    documents: files, or folders that are walked for texts and pages. statistics: folder of tables of figures and
    their layouts, or None. reference: folder of the lexicons. progress: told what has been read. with_origins: whether
    a document or table without a true origin record beside it, or a record without its file, is a failure. workers: processes, None for as many as there are
    cores where there is much to read; the tables do not depend on it. cache: folder in which results are kept, so that
    the next run extracts again only what has changed; results of documents that this run does not read are dropped.
    spread: what extracts the documents in place of processes of this machine.
    A file that cannot be used is a failed row of processing_outcomes and stops nothing else. Raises
    InputError for a path that does not exist, WorkerLostError, TooManyRefusedError and BalanceError (schemas/validation.py)
    where the run must not count; the tables in `out` are then as they were.
    """
    say = progress or (lambda _: None)
    inputs = find_documents(documents, with_records=with_origins)
    loaded = load_reference(reference)
    kept = KeptResults(cache, rules_version(reference)) if cache else None
    how = HowToRead(reference, with_origins, kept)
    used: set[bytes] = set()
    with TableWriter(out) as writer:
        collector = Collector(writer, out)
        collector.add(process_reference(loaded), is_file=False)
        if statistics is not None:
            say("statistics")
            for processed in _figures(statistics, loaded, with_origins=with_origins):
                collector.add(processed)
        results = spread(inputs, how, loaded) if spread else process_documents(inputs, how, loaded, workers)
        for number, processed in enumerate(results, start=1):
            say(f"{processed.name} ({number} of {len(inputs)})")
            collector.add(processed)
            if kept and processed.sha256:
                used.add(kept.key_of(processed.name, processed.sha256))
        report = collector.finish()
    if kept:
        kept.drop_others(used)
    return report


def _figures(statistics: Path, loaded: Reference, *, with_origins: bool) -> Iterator[Processed]:
    """Every table of figures by its layout; a table without a layout is a failure to report."""
    places = Places.from_reference(loaded)
    files = sorted(path for path in statistics.iterdir() if path.is_file() and not path.name.startswith("."))
    layouts = [
        path for path in files if path.suffix == LAYOUT_SUFFIX and not path.name.endswith(ORIGIN_SUFFIX)
    ]
    described = {path.stem for path in layouts}
    tables_of_figures = [path for path in files if path.suffix in FIGURE_SUFFIXES]
    for layout in layouts:
        yield process_figures(layout, places, loaded.unit_table, loaded.indicators, with_origin=with_origins)
    for path in tables_of_figures:
        if path.stem not in described:
            problem = f"expected {path.stem}.yml beside it to say how to read it, found none; write one like regional-indicators.yml"
            yield _unread(path.name, problem)
    if with_origins:
        yield from (_unread(name, WITHOUT_FILE) for name in left_over_records([path.name for path in files]))


def _unread(name: str, problem: str) -> Processed:
    outcome = outcome_row(
        name, "statistics", 0, 0.0, error_class="StatisticsError", message=f"{name}: {problem}"
    )
    return Processed(name, {}, [outcome])
