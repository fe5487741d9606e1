"""The commands that change what is published, and how a run is reported."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from warehouse.common_options import EXIT_STATUSES, Root, paths_of

if TYPE_CHECKING:
    from warehouse.build import Options, Outcome
    from warehouse.paths import Paths
    from warehouse.run_report import Recorder

Accept = Annotated[
    list[str] | None,
    typer.Option(
        "--accept",
        metavar="CHECK",
        help="Publish although this check of the audit fails; its name is in the message of the refusal. "
        "`*` stands for any part of a name; can be given several times.",
    ),
]
Because = Annotated[str, typer.Option(help="Why that is right; kept in the published file.")]
Keep = Annotated[int, typer.Option(help="Finished builds to keep for `policydw rollback`.", min=2)]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print nothing unless something went wrong.")]
LogFormat = Annotated[
    Literal["text", "json"],
    typer.Option("--log-format", help="Lines for people, or one JSON object a line on standard error."),
]
GivenRawTables = Annotated[
    Path | None,
    typer.Option(
        help="Start from these raw tables and leave out the extraction.", exists=True, file_okay=False
    ),
]


def build(
    root: Root = None,
    raw_tables: GivenRawTables = None,
    accept: Accept = None,
    because: Because = "",
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Build although neither inputs nor code have changed.")
    ] = False,
    keep: Keep = 5,
    quiet: Quiet = False,
    log_format: LogFormat = "text",
) -> None:
    """Extract, build, audit and publish warehouse/policy.duckdb."""
    from warehouse.build import build as run_build

    paths = paths_of(root)
    with reported_run("build", paths, quiet, log_format) as recorder:
        options = read_options(accept, because, rebuild=rebuild, keep=keep)
        given = raw_tables.resolve() if raw_tables else None
        outcome = run_build(paths, options, raw_tables=given, say=recorder.stage)
        finish(outcome, recorder, paths, quiet, log_format)


def publish(
    file: Annotated[
        Path,
        typer.Argument(
            help="DuckDB file that `dbt build` made, or folder in which Spark made it, beside dbt's reports."
        ),
    ],
    root: Root = None,
    raw_tables: Annotated[
        Path | None,
        typer.Option(help="The raw tables it was built from; else raw/tables.", exists=True, file_okay=False),
    ] = None,
    accept: Accept = None,
    because: Because = "",
    keep: Keep = 5,
    quiet: Quiet = False,
    log_format: LogFormat = "text",
) -> None:
    """Audit what `dbt build` made by itself, and publish it if it passes. The file stays as it is."""
    from warehouse.build import publish_dbt_build

    paths = paths_of(root)
    with reported_run("publish", paths, quiet, log_format) as recorder:
        options = read_options(accept, because, rebuild=True, keep=keep)
        given = raw_tables.resolve() if raw_tables else None
        outcome = publish_dbt_build(paths, file.resolve(), options, raw_tables=given, say=recorder.stage)
        finish(outcome, recorder, paths, quiet, log_format)


def read_options(accept: list[str] | None, because: str, *, rebuild: bool, keep: int) -> "Options":
    from warehouse.audit.acceptance import read_acceptance
    from warehouse.build import Options

    return Options(read_acceptance(accept or [], because), rebuild, keep)


@contextmanager
def reported_run(
    command: str, paths: "Paths", quiet: bool, log_format: Literal["text", "json"]
) -> Iterator["Recorder"]:
    """Show or log the stages, and write run_report.json however the run ends."""
    from warehouse.run_report import Recorder, json_log
    from warehouse.screen import console_for, stages_on

    log = json_log(sys.stderr)
    with stages_on(console_for(sys.stderr), silent=quiet or log_format == "json") as show:
        say: Callable[[str], None] = show
        if log_format == "json" and not quiet:
            say = lambda stage: log("stage", stage=stage)  # noqa: E731
        recorder = Recorder(command, say)
        try:
            yield recorder
        except typer.Exit:
            raise
        except BaseException as error:
            recorder.failed(error)
            write_report(recorder, paths)
            if log_format == "json":
                log("failed", **summary(recorder))
            raise


def finish(
    outcome: "Outcome", recorder: "Recorder", paths: "Paths", quiet: bool, log_format: Literal["text", "json"]
) -> None:
    """Print and write down what was published; leaves with the exit status of the run."""
    from warehouse.run_report import json_log
    from warehouse.screen import console_for, show_outcome, show_shortfalls
    from warehouse.storage import write_in_one_step

    code = recorder.succeeded(outcome)
    write_report(recorder, paths)
    if outcome.changes:
        from warehouse.diff_page import diff_page

        folder = paths.builds / outcome.publication.build_id
        write_in_one_step(folder / "diff.html", diff_page(outcome.changes))
        write_in_one_step(
            folder / "diff.json", json.dumps(outcome.changes.as_dict(), ensure_ascii=False, indent=2)
        )
    if log_format == "json":
        if code or not quiet:
            json_log(sys.stderr)("ended", **summary(recorder))
    elif quiet:
        show_shortfalls(console_for(sys.stderr), outcome)
    else:
        show_outcome(console_for(sys.stdout), outcome, paths.published)
    if code:
        raise typer.Exit(code)


def summary(recorder: "Recorder") -> dict[str, Any]:
    report = recorder.report
    return {
        "status": report.status,
        "exit_code": report.exit_code,
        "build_id": report.build_id,
        "seconds": report.seconds,
        "messages": report.messages,
        "failed_inputs": report.failed_inputs,
    }


def write_report(recorder: "Recorder", paths: "Paths") -> None:
    """The report must not hide how the run itself ended, so a disk that refuses it is only told."""
    try:
        recorder.write(paths)
    except OSError as error:
        typer.echo(f"{paths.run_report} could not be written: {error}", err=True)


def rollback(
    build: Annotated[
        str | None, typer.Argument(help="Beginning of the build's name; else the one before the published.")
    ] = None,
    root: Root = None,
) -> None:
    """Publish the build before the present one again, at once. `policydw status` lists the kept builds."""
    from warehouse.history import roll_back
    from warehouse.screen import console_for, plain

    paths = paths_of(root)
    done = roll_back(paths, build)
    console = console_for(sys.stdout)
    console.print(
        plain(
            f"Build {done.build_id} is published again in place of {done.replaced_build_id or 'no readable build'} "
            f"({done.seconds:.2f} s): {paths.published}"
        )
    )
    console.print(
        plain("The next `policydw build` builds from the inputs as they are: take them back as well.")
    )


def diff(
    before: Annotated[
        str | None,
        typer.Argument(help="A kept build, published, failed or a file; else the one before the published."),
    ] = None,
    after: Annotated[str, typer.Argument(help="The same; else what is published.")] = "published",
    root: Root = None,
    output: Annotated[
        Literal["text", "json", "html"], typer.Option("--format", help="Text, JSON or a page.")
    ] = "text",
    limit: Annotated[int, typer.Option(help="Changed rows listed per table and kind.", min=0)] = 200,
    page: Annotated[Path | None, typer.Option("--output", help="Write to this file.", dir_okay=False)] = None,
) -> None:
    """Say what changed between two builds: documents, facts field by field with quotes, check results."""
    from warehouse.diff import compare_files, find_build, previous_build
    from warehouse.diff_page import diff_page
    from warehouse.diff_screen import full_lines
    from warehouse.terminal import printable

    paths = paths_of(root)
    old = find_build(paths, before) if before else previous_build(paths)
    changes = compare_files(old, find_build(paths, after), limit)
    if output == "json":
        text = json.dumps(changes.as_dict(), ensure_ascii=page is None, indent=2)
    elif output == "html":
        text = diff_page(changes)
    else:
        text = printable("\n".join(full_lines(changes)))
    if page:
        page.write_text(text + "\n", encoding="utf-8")
    else:
        typer.echo(text)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command(epilog=EXIT_STATUSES)(build)
    app.command(epilog=EXIT_STATUSES)(publish)
    app.command()(rollback)
    app.command()(diff)
