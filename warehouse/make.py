"""From the inputs to a database with tested models: extraction and dbt."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from warehouse.audit.gate import load_great_expectations
from warehouse.dbt_build import DbtRun, run_dbt, test_results
from warehouse.errors import BuildBrokenError
from warehouse.failure_report import dbt_failure
from warehouse.paths import Paths
from warehouse.raw_tables import check_raw_tables

Say = Callable[[str], None]
SHOWN_INPUT_PROBLEMS = 20


def check_inputs(paths: Paths) -> None:
    """Raise BuildBrokenError where a lexicon is not the one that its origin record speaks of, or is gone.

    A document or table of which that is true is refused alone, by the extraction.
    """
    from extract.origins import check_origins

    problems = check_origins(paths.raw, folders=())
    if problems:
        shown = "\n".join(f"  - {problem}" for problem in problems[:SHOWN_INPUT_PROBLEMS])
        more = len(problems) - SHOWN_INPUT_PROBLEMS
        raise BuildBrokenError(
            f"The inputs in {paths.raw} are not what their origin records say:\n{shown}"
            + (f"\n  ... and {more} more" if more > 0 else "")
        )


def extract_raw_tables(paths: Paths, say: Say) -> Path:
    """Extract on this machine what has changed since the last time; returns the folder of the raw tables.

    What stops the extraction becomes a BuildBrokenError. A single file that cannot be used does not.
    """
    from extract.runners.local import run

    say("checking the inputs against their origin records")
    check_inputs(paths)
    say("extracting")
    with extraction_errors(f"The extraction from {paths.raw} stopped"):
        run(
            [paths.documents],
            paths.raw_tables,
            statistics=paths.statistics,
            reference=paths.reference,
            progress=lambda step: say(f"extracting: {step}"),
            with_origins=True,
            cache=paths.kept_results,
        )
    return paths.raw_tables


@contextmanager
def extraction_errors(what: str) -> Iterator[None]:
    """What stops an extraction becomes a BuildBrokenError that begins with `what`."""
    from extract.corrections import CorrectionError
    from extract.reference import ReferenceFileError
    from extract.runners.documents import WorkerLostError
    from extract.runners.inputs import InputError
    from extract.runners.spark import SparkError
    from schemas.validation import BalanceError, TableShapeError, TooManyRefusedError

    try:
        yield
    except (
        InputError,
        WorkerLostError,
        SparkError,
        ReferenceFileError,
        CorrectionError,
        OSError,
        BalanceError,
        TableShapeError,
        TooManyRefusedError,
    ) as error:
        raise BuildBrokenError(f"{what}: {error}") from error


def start_slow_libraries() -> None:
    """Import Great Expectations and start what draws the charts of the site."""
    load_great_expectations()
    with suppress(Exception):  # whatever it is shows again, and is told, when the site is written
        from warehouse.pages.charts import warm_up

        warm_up()


def run_models(paths: Paths, raw_tables: Path, lock: int, say: Say) -> DbtRun:
    """Run dbt on the raw tables. What takes seconds to start, but is needed only later, starts in the meantime."""
    say("checking the raw tables")
    check_raw_tables(raw_tables)
    say("building and testing the models")
    loading = threading.Thread(target=start_slow_libraries)
    loading.start()
    try:
        run = run_dbt(paths, raw_tables, paths.unfinished_file, lock)
    finally:
        loading.join()
    if not run.succeeded:
        raise BuildBrokenError(dbt_failure(run, paths.unfinished_file, paths), test_results(run))
    return run
