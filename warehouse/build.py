"""The whole way from the inputs to the published file, stage by stage.

Everything happens in a folder of its own. The published file changes in the last stage, in one step, or
not at all.
"""

import shutil
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import duckdb

from warehouse.audit.gate import audit, load_great_expectations
from warehouse.audit.quarantine import quarantine_results
from warehouse.catalog.dictionary import describe_file
from warehouse.catalog.failing_rows import collect_failing_rows, drop_empty_failure_tables
from warehouse.catalog.meta import BuildInfo, copy_raw_tables, create_meta, insert_rows
from warehouse.dbt_build import DbtRun, run_dbt, test_results
from warehouse.errors import BuildBrokenError, GateRefusedError
from warehouse.failure_report import dbt_failure, refusal
from warehouse.inputs import Input, build_inputs, fingerprint
from warehouse.lock import build_lock
from warehouse.paths import Paths
from warehouse.publish import drop_old_builds, publish, read_back
from warehouse.published import published_rows
from warehouse.quality import CheckResult
from warehouse.raw_tables import check_raw_tables

Say = Callable[[str], None]
SHOWN_INPUT_PROBLEMS = 20
SCHEMAS_OF_THE_WORKSHOP = ("staging", "intermediate")
"""Steps on the way to the marts; a reader of the published file would only ask what they are for."""


@dataclass(frozen=True, slots=True)
class FailedInput:
    """One input file that could not be used."""

    source_file: str
    run_step: str
    message: str


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published. `rows` counts every table by 'schema.table'; `seconds` is the wall-clock time."""

    build_id: str
    file: Path
    rows: dict[str, int]
    results: list[CheckResult]
    failed_inputs: list[FailedInput]
    seconds: float


def build(
    paths: Paths,
    *,
    raw_tables: Path | None = None,
    accept_shrinkage: bool = False,
    say: Say = lambda stage: None,
) -> Publication:
    """Build, audit and publish. `raw_tables` starts from given raw tables and leaves out the extraction.

    `accept_shrinkage` publishes although tables lost rows against the last published build.
    Raises BuildRunningError, BuildBrokenError or GateRefusedError; the published file is then as it was.
    """
    started = time.monotonic()
    with build_lock(paths.lock) as lock:
        shutil.rmtree(paths.unfinished_build, ignore_errors=True)
        paths.unfinished_build.mkdir(parents=True)
        try:
            build_id, results = make_build(paths, raw_tables, accept_shrinkage, lock, say)
            say("publishing")
            rows = read_back(database_of(paths))
        except BaseException as error:
            set_aside(paths)
            error.add_note(unchanged(paths))
            raise
        failed_inputs = read_failed_inputs(database_of(paths))
        put_in_place(paths, build_id)
    return Publication(build_id, paths.published, rows, results, failed_inputs, time.monotonic() - started)


def make_build(
    paths: Paths, raw_tables: Path | None, accept_shrinkage: bool, lock: int, say: Say
) -> tuple[str, list[CheckResult]]:
    """All stages before publishing; returns the name of the build and the results of its checks."""
    built_at = datetime.now(UTC)
    inputs = build_inputs(paths, raw_tables)
    inputs_sha256 = fingerprint(inputs)
    build_id = f"{built_at:%Y%m%dT%H%M%S%fZ}-{inputs_sha256[:8]}"
    if raw_tables is None:
        say("checking the inputs against their origin records")
        check_inputs(paths)
        extract_raw_tables(paths, say)
    folder = raw_tables or paths.raw_tables
    say("checking the raw tables")
    check_raw_tables(folder)
    say("building and testing the models")
    run = run_models(paths, folder, lock)
    say("auditing the build")
    last_rows = {} if accept_shrinkage else published_rows(paths)
    info = BuildInfo(
        build_id=build_id,
        built_at=built_at.replace(tzinfo=None),
        inputs_sha256=inputs_sha256,
        policydw_version=metadata.version("policydw"),
        dbt_version=metadata.version("dbt-core"),
        duckdb_version=duckdb.__version__,
    )
    return build_id, finish_file(database_of(paths), folder, run, info, inputs, last_rows)


def check_inputs(paths: Paths) -> None:
    """Raise BuildBrokenError where an input is not the one that its origin record speaks of."""
    from extract.origins import check_origins

    problems = check_origins(paths.raw)
    if problems:
        shown = "\n".join(f"  - {problem}" for problem in problems[:SHOWN_INPUT_PROBLEMS])
        more = len(problems) - SHOWN_INPUT_PROBLEMS
        raise BuildBrokenError(
            f"The inputs in {paths.raw} are not what their origin records say:\n{shown}"
            + (f"\n  ... and {more} more" if more > 0 else "")
        )


def extract_raw_tables(paths: Paths, say: Say) -> None:
    """Run the extraction on this machine; a stop of its own checks becomes a BuildBrokenError."""
    from extract.runners.local import run
    from schemas.validation import BalanceError, TableShapeError, TooManyRefusedError

    say("extracting")
    try:
        run(
            [paths.documents],
            paths.raw_tables,
            statistics=paths.statistics,
            reference=paths.reference,
            progress=lambda step: say(f"extracting: {step}"),
        )
    except (BalanceError, TableShapeError, TooManyRefusedError, OSError) as error:
        raise BuildBrokenError(f"The extraction from {paths.raw} stopped: {error}") from error


def run_models(paths: Paths, raw_tables: Path, lock: int) -> DbtRun:
    """Run dbt. Great Expectations, whose import takes seconds, is loaded in the meantime."""
    loading = threading.Thread(target=load_great_expectations)
    loading.start()
    try:
        run = run_dbt(paths, raw_tables, database_of(paths), lock)
    finally:
        loading.join()
    if not run.succeeded:
        raise BuildBrokenError(dbt_failure(run, database_of(paths), paths))
    return run


def finish_file(
    database: Path,
    raw_tables: Path,
    run: DbtRun,
    info: BuildInfo,
    inputs: list[Input],
    last_rows: Mapping[str, int],
) -> list[CheckResult]:
    """Write what the file says about itself, run the gate, and leave the file closed and whole.

    Raises GateRefusedError where a critical check failed; the results are in the file by then.
    """
    with duckdb.connect(str(database)) as connection:
        for schema in SCHEMAS_OF_THE_WORKSHOP:
            connection.execute(f"drop schema if exists {schema} cascade")
        create_meta(connection)
        copy_raw_tables(connection, raw_tables)
        insert_rows(connection, "build_info", [info])
        insert_rows(connection, "build_inputs", inputs)
        results = [*quarantine_results(raw_tables), *test_results(run), *audit(connection, last_rows)]
        insert_rows(connection, "dq_results", results)
        collect_failing_rows(connection, results)
        refused = [result for result in results if result.blocks]
        if not refused:
            drop_empty_failure_tables(connection)
            describe_file(connection, run.manifest)
        connection.execute("checkpoint")
    if refused:
        raise GateRefusedError(refusal(refused))
    return results


def put_in_place(paths: Paths, build_id: str) -> None:
    """Name the finished build, publish it, drop the oldest. Raises BuildBrokenError if the disk refuses."""
    finished = paths.builds / build_id
    try:
        paths.unfinished_build.rename(finished)
        publish(finished / paths.published.name, paths.published)
        drop_old_builds(paths.builds)
    except OSError as error:
        raise BuildBrokenError(
            f"The build {build_id} is finished, but could not be put in place: {error}. "
            f"Make room or mend the rights in {paths.warehouse}, then build again."
        ) from error


def unchanged(paths: Paths) -> str:
    """What a person wants to know first after a failure."""
    if not paths.published.exists():
        return "Nothing was published."
    return f"Nothing was published; {paths.published} is as it was."


def read_failed_inputs(database: Path) -> list[FailedInput]:
    """The input files that a step of the extraction could not use."""
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(
            "select source_file, run_step, coalesce(message, error_class, 'no message') "
            "from meta.processing_outcomes where status = 'failed' order by source_file, run_step"
        ).fetchall()
    return [FailedInput(*row) for row in rows]


def database_of(paths: Paths) -> Path:
    return paths.unfinished_build / paths.published.name


def set_aside(paths: Paths) -> None:
    """Keep what was built so far where a person can look into it, in place of the last failure."""
    shutil.rmtree(paths.failed_build, ignore_errors=True)
    paths.unfinished_build.rename(paths.failed_build)
