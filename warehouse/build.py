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
from warehouse.catalog.search import add_search
from warehouse.dbt_build import DbtRun, run_dbt, test_results
from warehouse.errors import BuildBrokenError, GateRefusedError, OtherVersionError
from warehouse.failure_report import dbt_failure, refusal
from warehouse.inputs import Input, build_inputs, code_fingerprint, fingerprint
from warehouse.lock import build_lock
from warehouse.paths import Paths
from warehouse.publish import drop_old_builds, publish, read_back
from warehouse.published import Publication, published_rows, read_publication
from warehouse.raw_tables import check_raw_tables

Say = Callable[[str], None]
SHOWN_INPUT_PROBLEMS = 20
SCHEMAS_OF_THE_WORKSHOP = ("staging", "intermediate")
"""Steps on the way to the marts; a reader of the published file would only ask what they are for."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is published now. `is_new` is False where nothing had changed; `seconds` is wall-clock time."""

    publication: Publication
    is_new: bool
    seconds: float


def build(
    paths: Paths,
    *,
    raw_tables: Path | None = None,
    accept_shrinkage: bool = False,
    rebuild: bool = False,
    say: Say = lambda stage: None,
) -> Outcome:
    """Build, audit and publish, unless the published file was made from the same inputs by the same code.

    `raw_tables` starts from given raw tables and leaves out the extraction. `accept_shrinkage` publishes
    although tables lost rows against the last published build. `rebuild` builds although nothing changed.
    Raises BuildRunningError, BuildBrokenError or GateRefusedError; the published file is then as it was.
    """
    started = time.monotonic()
    with build_lock(paths.lock) as lock:
        inputs = build_inputs(paths, raw_tables)
        info = describe_build(inputs)
        if not rebuild and is_up_to_date(paths, info):
            return Outcome(read_publication(paths), is_new=False, seconds=time.monotonic() - started)
        shutil.rmtree(paths.unfinished_build, ignore_errors=True)
        paths.unfinished_build.mkdir(parents=True)
        try:
            folder = raw_tables or extract_raw_tables(paths, say)
            run = run_models(paths, folder, lock, say)
            say("auditing the build")
            last_rows = {} if accept_shrinkage else published_rows(paths)
            finish_file(database_of(paths), folder, run, info, inputs, last_rows)
            say("publishing")
            read_back(database_of(paths))
        except BaseException as error:
            set_aside(paths)
            error.add_note(unchanged(paths))
            raise
        put_in_place(paths, info.build_id)
        return Outcome(read_publication(paths), is_new=True, seconds=time.monotonic() - started)


def describe_build(inputs: list[Input]) -> BuildInfo:
    """Name the build that is to be made from these inputs, and say by what."""
    built_at = datetime.now(UTC)
    inputs_sha256 = fingerprint(inputs)
    policydw, dbt, dbt_duckdb = (metadata.version(name) for name in ("policydw", "dbt-core", "dbt-duckdb"))
    return BuildInfo(
        build_id=f"{built_at:%Y%m%dT%H%M%S%fZ}-{inputs_sha256[:8]}",
        built_at=built_at.replace(tzinfo=None),
        inputs_sha256=inputs_sha256,
        code_sha256=code_fingerprint([policydw, dbt, dbt_duckdb, duckdb.__version__]),
        policydw_version=policydw,
        dbt_version=dbt,
        duckdb_version=duckdb.__version__,
    )


def is_up_to_date(paths: Paths, info: BuildInfo) -> bool:
    """Whether the published file was made from the same inputs by the same code."""
    if not paths.published.exists():
        return False
    try:
        published = read_publication(paths)
    except OtherVersionError:
        return False
    return (published.inputs_sha256, published.code_sha256) == (info.inputs_sha256, info.code_sha256)


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


def extract_raw_tables(paths: Paths, say: Say) -> Path:
    """Extract on this machine; returns the folder of the raw tables.

    What stops the extraction becomes a BuildBrokenError. A single file that cannot be used does not.
    """
    from extract.reference import ReferenceFileError
    from extract.runners.inputs import InputError
    from extract.runners.local import run
    from schemas.validation import BalanceError, TableShapeError, TooManyRefusedError

    say("checking the inputs against their origin records")
    check_inputs(paths)
    say("extracting")
    try:
        run(
            [paths.documents],
            paths.raw_tables,
            statistics=paths.statistics,
            reference=paths.reference,
            progress=lambda step: say(f"extracting: {step}"),
        )
    except (
        InputError,
        ReferenceFileError,
        OSError,
        BalanceError,
        TableShapeError,
        TooManyRefusedError,
    ) as error:
        raise BuildBrokenError(f"The extraction from {paths.raw} stopped: {error}") from error
    return paths.raw_tables


def run_models(paths: Paths, raw_tables: Path, lock: int, say: Say) -> DbtRun:
    """Run dbt on the raw tables. Great Expectations takes seconds to import, and does so in the meantime."""
    say("checking the raw tables")
    check_raw_tables(raw_tables)
    say("building and testing the models")
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
) -> None:
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
            add_search(connection)
            describe_file(connection, run.manifest)
        connection.execute("checkpoint")
    if refused:
        raise GateRefusedError(refusal(refused))


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


def database_of(paths: Paths) -> Path:
    return paths.unfinished_build / paths.published.name


def set_aside(paths: Paths) -> None:
    """Keep what was built so far where a person can look into it, in place of the last failure."""
    shutil.rmtree(paths.failed_build, ignore_errors=True)
    paths.unfinished_build.rename(paths.failed_build)
