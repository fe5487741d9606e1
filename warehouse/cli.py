"""The command line: thin, and quick to start, since every command imports what it needs when it runs."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse import ask_command, quality_commands
from warehouse.errors import WarehouseError
from warehouse.terminal import printable

if TYPE_CHECKING:
    from warehouse.paths import Paths

EXIT_STATUSES = """
Exit status: 0 published, or the command did its work; 1 the build or the command broke; 2 wrong usage;
3 published, but some inputs failed; 4 the audit refused the build, nothing was published;
5 another build is running.
"""

app = typer.Typer(
    help="Turn policy documents and statistics into one documented DuckDB file, and ask it.",
    epilog=EXIT_STATUSES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Root = Annotated[
    Path | None,
    typer.Option(
        "--root", help="Folder with raw/ and warehouse/; else $POLICYDW_ROOT, else the project itself."
    ),
]


def main() -> None:
    """Run the command line; errors of the warehouse become a message and an exit status."""
    try:
        app()
    except WarehouseError as error:
        message = "\n".join([str(error), *getattr(error, "__notes__", [])])
        print(printable(message), file=sys.stderr)  # noqa: T201
        sys.exit(error.exit_code)


def paths_of(root: Path | None) -> "Paths":
    from warehouse.paths import find_paths

    return find_paths(root)


@app.command(epilog=EXIT_STATUSES)
def build(
    root: Root = None,
    raw_tables: Annotated[
        Path | None,
        typer.Option(
            help="Start from these raw tables and leave out the extraction.", exists=True, file_okay=False
        ),
    ] = None,
    accept_shrinkage: Annotated[
        bool, typer.Option(help="Publish although tables have fewer rows than in the last published build.")
    ] = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Build although neither inputs nor code have changed.")
    ] = False,
) -> None:
    """Extract, build, audit and publish warehouse/policy.duckdb."""
    from warehouse.build import build as run_build
    from warehouse.errors import ExitCode
    from warehouse.screen import console_for, show_outcome, stages_on

    paths = paths_of(root)
    with stages_on(console_for(sys.stderr)) as say:
        outcome = run_build(
            paths,
            raw_tables=raw_tables.resolve() if raw_tables else None,
            accept_shrinkage=accept_shrinkage,
            rebuild=rebuild,
            say=say,
        )
    show_outcome(console_for(sys.stdout), outcome, paths.published)
    if outcome.publication.failed_inputs:
        raise typer.Exit(ExitCode.PUBLISHED_WITHOUT_SOME_INPUTS)


@app.command(epilog=EXIT_STATUSES)
def extract(
    documents: Annotated[list[Path], typer.Argument(help="Files, or folders of files.", exists=True)],
    out: Annotated[Path, typer.Option(help="Folder for <table>.parquet.", file_okay=False)],
    root: Root = None,
) -> None:
    """Extract the raw tables from documents; nothing is built or published."""
    from extract.runners.local import run
    from warehouse.errors import ExitCode
    from warehouse.screen import console_for, show_extraction, stages_on

    paths = paths_of(root)
    with stages_on(console_for(sys.stderr)) as say:
        report = run(documents, out, statistics=None, reference=paths.reference, progress=say)
    show_extraction(console_for(sys.stdout), report.rows, report.quarantined, out)
    if report.files_failed:
        raise typer.Exit(ExitCode.PUBLISHED_WITHOUT_SOME_INPUTS)


@app.command()
def status(root: Root = None) -> None:
    """Say what is published: when it was built, from which inputs, and how its checks went."""
    from warehouse.published import open_published
    from warehouse.screen import console_for, show_status

    paths = paths_of(root)
    with open_published(paths) as connection:
        show_status(console_for(sys.stdout), connection, paths.published)


@app.command(epilog=EXIT_STATUSES)
def query(
    sql: Annotated[
        str, typer.Argument(help="One SQL statement; tables of marts and meta need no schema in front.")
    ],
    root: Root = None,
    limit: Annotated[int, typer.Option(help="Show at most so many rows.", min=1)] = 100,
) -> None:
    """Ask the published file in SQL. It is opened for reading only and can reach no other file."""
    import duckdb

    from warehouse.errors import UsageError
    from warehouse.published import open_published
    from warehouse.screen import console_for, show_rows

    with open_published(paths_of(root)) as connection:
        try:
            answer = connection.execute(sql)
            rows = answer.fetchmany(limit + 1)
        except duckdb.Error as error:
            raise UsageError(
                f'The query failed: {error}\nThe tables are listed by: policydw query "from catalog"'
            ) from error
        show_rows(console_for(sys.stdout), [column[0] for column in answer.description or []], rows, limit)


app.command(epilog=EXIT_STATUSES)(quality_commands.evaluate)
app.command()(quality_commands.rules)
app.command(epilog=EXIT_STATUSES)(ask_command.ask)
