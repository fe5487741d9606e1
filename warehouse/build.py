"""The whole way from the inputs to the published file, stage by stage.

Everything happens in a folder of its own. The published file changes in the last stage, in one step, or
not at all. What takes long to import is imported by the stage that needs it, so that a build which finds nothing
to do ends at once.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from warehouse.audit.acceptance import NOTHING_ACCEPTED, Acceptance
from warehouse.build_info import BuildInfo
from warehouse.errors import BuildBrokenError, OtherVersionError, UsageError
from warehouse.history import KEPT_BUILDS, drop_old_builds, mend_links, published_build_id, put_in_place
from warehouse.inputs import Input, build_inputs, code_fingerprint, fingerprint
from warehouse.lock import build_lock
from warehouse.paths import Paths
from warehouse.publish import read_back, write_ahead_log
from warehouse.published import Publication, read_publication, readable_file
from warehouse.twin import check_twin

if TYPE_CHECKING:
    from warehouse.dbt_build import DbtRun
    from warehouse.diff import Diff
    from warehouse.make import Say


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is published now. `is_new` is False where nothing had changed; `seconds` is wall-clock time.

    `changes` is the difference to the build that was published before, None for the first. `site_problem` says
    what kept the site from being written, None where it is there.
    """

    publication: Publication
    is_new: bool
    seconds: float
    changes: "Diff | None" = None
    site_problem: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How to go about a build. `rebuild`: although nothing has changed. `keep`: builds left on the disk."""

    acceptance: Acceptance = NOTHING_ACCEPTED
    rebuild: bool = False
    keep: int = KEPT_BUILDS


def build(
    paths: Paths,
    options: Options | None = None,
    *,
    raw_tables: Path | None = None,
    say: "Say" = lambda stage: None,
) -> Outcome:
    """Build, audit and publish, unless the published file was made from the same inputs by the same code.

    `raw_tables` starts from given raw tables and leaves out the extraction. Raises BuildRunningError,
    BuildBrokenError or GateRefusedError; the published file is then as it was.
    """
    chosen = options or Options()
    started = time.monotonic()
    with workshop(paths) as lock:
        inputs = build_inputs(paths, raw_tables)
        info = describe_build(inputs)
        unchanged = None if chosen.rebuild else unchanged_publication(paths, info)
        if unchanged:
            return Outcome(unchanged, is_new=False, seconds=time.monotonic() - started)
        from warehouse.make import extract_raw_tables
        from warehouse.make_site import make_site

        with unfinished_build(paths):
            folder = raw_tables or extract_raw_tables(paths, say)
            run = tested_models(paths, folder, lock, say)
            changes = audit_build(paths, folder, run, info, inputs, chosen, say)
            problem = make_site(paths, info.build_id, run.manifest, changes, say)
        publish_build(paths, info.build_id, chosen.keep, say)
        return Outcome(read_publication(paths), True, time.monotonic() - started, changes, problem)


def publish_dbt_build(
    paths: Paths,
    file: Path,
    options: Options | None = None,
    *,
    raw_tables: Path | None = None,
    say: "Say" = lambda stage: None,
) -> Outcome:
    """Audit and publish a file, or the tables in a folder of Spark, that somebody has built with `dbt build`; theirs
    stays as it is.

    dbt's own reports (manifest.json, run_results.json) lie beside it; `raw_tables` are those that it was
    built from, raw/tables if None. Raises as `build` does, and UsageError where the file is still open, was built in
    part or from other raw tables.
    """
    from warehouse.dbt_build import read_finished_run
    from warehouse.make_site import make_site
    from warehouse.raw_tables import check_built_from, check_raw_tables

    chosen = options or Options()
    started = time.monotonic()
    with workshop(paths):
        folder = raw_tables or paths.raw_tables
        run = read_finished_run(file)
        check_raw_tables(folder)
        inputs = build_inputs(paths, raw_tables)
        info = describe_build(inputs)
        with unfinished_build(paths):
            say("copying the finished build")
            copy_build(paths, file, run, folder)
            check_built_from(paths.unfinished_file, folder, file)
            changes = audit_build(paths, folder, run, info, inputs, chosen, say)
            problem = make_site(paths, info.build_id, run.manifest, changes, say)
        publish_build(paths, info.build_id, chosen.keep, say)
        return Outcome(read_publication(paths), True, time.monotonic() - started, changes, problem)


def copy_build(paths: Paths, built: Path, run: "DbtRun", raw_tables: Path) -> None:
    """Copy a finished DuckDB file into the unfinished build, or load the tables that Spark wrote into a folder."""
    if built.is_dir():
        from warehouse.spark_build import load_spark_build

        load_spark_build(built, run, paths.unfinished_file, raw_tables)
        return
    if write_ahead_log(built).exists():
        raise UsageError(f"{built} is still open in another program; close it and publish again.")
    shutil.copyfile(built, paths.unfinished_file)


@contextmanager
def workshop(paths: Paths) -> Iterator[int]:
    """Hold the lock of the warehouse; what the disk or DuckDB refuse becomes a BuildBrokenError."""
    try:
        with build_lock(paths.lock) as lock:
            mend_links(paths)
            yield lock
    except (OSError, duckdb.Error) as error:
        broken = BuildBrokenError(
            f"The build stopped: {error}. Where the disk is full, make room; where a folder cannot be written "
            f"to, mend its rights ({paths.warehouse}, {paths.raw_tables}); then build again."
        )
        for note in getattr(error, "__notes__", [left_alone(paths)]):
            broken.add_note(note)
        raise broken from error


@contextmanager
def unfinished_build(paths: Paths) -> Iterator[None]:
    """A new folder for the build; after a failure it is kept aside to look into."""
    shutil.rmtree(paths.unfinished_build, ignore_errors=True)
    paths.unfinished_build.mkdir(parents=True)
    try:
        yield
    except BaseException as error:
        set_aside(paths)
        error.add_note(left_alone(paths))
        raise


def tested_models(paths: Paths, raw_tables: Path, lock: int, say: "Say") -> "DbtRun":
    """Run dbt; where it stops the build, keep the failing rows where people look for them."""
    from warehouse.finish import keep_failing_rows_of_dbt
    from warehouse.make import run_models

    try:
        return run_models(paths, raw_tables, lock, say)
    except BuildBrokenError as error:
        if error.results and paths.unfinished_file.exists():
            keep_failing_rows_of_dbt(paths.unfinished_file, raw_tables, error.results)
        raise


def audit_build(
    paths: Paths,
    raw_tables: Path,
    run: "DbtRun",
    info: BuildInfo,
    inputs: list[Input],
    options: Options,
    say: "Say",
) -> "Diff | None":
    """Finish the file, run the gate, read everything back; returns the difference to what is published."""
    from warehouse.diff import compare_files
    from warehouse.finish import Material, finish_file

    say("auditing the build")
    file = paths.unfinished_file
    with ExitStack() as stack:
        published = stack.enter_context(readable_file(paths)) if paths.published.is_file() else None
        finish_file(file, Material(raw_tables, run, info, inputs, published, options.acceptance), say)
        say("reading the build back")
        read_back(file)
        check_twin(file.parent / "parquet")
        return compare_files(published, file) if published else None


def publish_build(paths: Paths, build_id: str, keep: int, say: "Say") -> None:
    """Name the finished build, publish it, drop the oldest. Raises BuildBrokenError if the disk refuses."""
    say("publishing")
    try:
        paths.unfinished_build.rename(paths.builds / build_id)
        put_in_place(paths, build_id, "publish")
        drop_old_builds(paths, keep)
    except OSError as error:
        done = published_build_id(paths) == build_id
        raise BuildBrokenError(
            f"The build {build_id} is {'published' if done else 'finished'}, but "
            f"{'what follows failed' if done else 'could not be put in place'}: {error}. "
            f"Make room or mend the rights in {paths.warehouse}, then build again."
        ) from error


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


def unchanged_publication(paths: Paths, info: BuildInfo) -> Publication | None:
    """What is published, if it was made from the same inputs by the same code; else None."""
    if not paths.published.exists():
        return None
    try:
        published = read_publication(paths)
    except OtherVersionError:
        return None
    same = (published.inputs_sha256, published.code_sha256) == (info.inputs_sha256, info.code_sha256)
    return published if same else None


def left_alone(paths: Paths) -> str:
    """What a person wants to know first after a failure."""
    if not paths.published.exists():
        return "Nothing was published."
    return f"Nothing was published; {paths.published} is as it was."


def set_aside(paths: Paths) -> None:
    """Keep what was built so far where a person can look into it, in place of the last failure."""
    shutil.rmtree(paths.failed_build, ignore_errors=True)
    with suppress(OSError):  # a folder that nobody may write to is the failure that is being reported
        paths.unfinished_build.rename(paths.failed_build)
