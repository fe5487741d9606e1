"""The command line: thin, and quick to start, since every command imports what it needs when it runs."""

import sys
from typing import Annotated

import typer

from warehouse import ask_command, extract_command, quality_commands, run_commands, serve_command
from warehouse.common_options import EXIT_STATUSES, Root, paths_of
from warehouse.errors import WarehouseError
from warehouse.terminal import printable

app = typer.Typer(
    help="Turn policy documents and statistics into one documented DuckDB file, and ask it.",
    epilog=EXIT_STATUSES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line; errors of the warehouse become a message and an exit status."""
    try:
        app()
    except WarehouseError as error:
        message = "\n".join([str(error), *getattr(error, "__notes__", [])])
        print(printable(message), file=sys.stderr)  # noqa: T201
        sys.exit(error.exit_code)


run_commands.register(app)


app.command(epilog=EXIT_STATUSES)(extract_command.extract)


@app.command()
def status(root: Root = None) -> None:
    """Say what is published, from which inputs, how its checks went, and which builds are kept."""
    from warehouse.history import kept_builds, publications
    from warehouse.published import open_published
    from warehouse.screen import console_for, show_history, show_status

    paths = paths_of(root)
    with open_published(paths) as connection:
        show_status(console_for(sys.stdout), connection, paths.published)
    show_history(console_for(sys.stdout), kept_builds(paths), list(publications(paths)))


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
    from warehouse.published import open_published, read_only_answer
    from warehouse.screen import console_for, show_rows

    with open_published(paths_of(root)) as connection:
        try:
            answer = read_only_answer(connection, sql)
            rows = answer.fetchmany(limit + 1)
        except duckdb.Error as error:
            raise UsageError(
                f'The query failed: {error}\nThe tables are listed by: policydw query "from catalog"'
            ) from error
        show_rows(console_for(sys.stdout), [column[0] for column in answer.description or []], rows, limit)


app.command(epilog=EXIT_STATUSES)(quality_commands.evaluate)
app.command()(quality_commands.rules)
app.command(epilog=EXIT_STATUSES)(ask_command.ask)
app.command(epilog=EXIT_STATUSES)(serve_command.serve)
