"""What the commands print."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from warehouse.diff_screen import summary_lines
from warehouse.terminal import printable

if TYPE_CHECKING:
    import duckdb

    from warehouse.build import Outcome
    from warehouse.history import KeptBuild, PublicationEvent

SHOWN_PUBLICATIONS = 10
TRY_THIS = "select metric, value_low, unit, deadline_text, quote from fact_targets limit 5"
WIDTH_OF_FILES = 100_000


def console_for(stream: TextIO) -> Console:
    """A console as wide as the terminal; in a file or a pipe nothing is broken into lines."""
    return Console(file=stream, width=None if stream.isatty() else WIDTH_OF_FILES, highlight=False)


@contextmanager
def stages_on(console: Console, *, silent: bool = False) -> Iterator[Callable[[str], None]]:
    """Show the stage at work: one changing line on a terminal, a line each in a log; nothing if `silent`."""
    if silent:
        yield lambda stage: None
        return
    if not console.is_terminal:
        yield lambda stage: console.print(plain(f"{stage} ..."))
        return
    with console.status("starting") as shown:
        yield lambda stage: shown.update(plain(stage))


def plain(value: object) -> Text:
    """Text that is printed as it stands: no markup of rich, no control characters."""
    return Text(printable(str(value)))


def grid(*headings: str, numbers: Sequence[int] = ()) -> Table:
    """An empty table; `numbers` are the columns to align to the right."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for position, heading in enumerate(headings):
        justify: Literal["left", "right"] = "right" if position in numbers else "left"
        table.add_column(plain(heading), justify=justify, overflow="fold", min_width=len(heading))
    return table


def rows_per_table(rows: Mapping[str, int]) -> Table:
    table = grid("table", "rows", numbers=[1])
    for name, count in rows.items():
        table.add_row(plain(name), f"{count}")
    return table


def show_outcome(console: Console, outcome: "Outcome", file: Path) -> None:
    """What is published, how its checks went, and what to do with it."""
    published = outcome.publication
    console.print(rows_per_table({n: c for n, c in published.rows.items() if n.startswith("marts.")}))
    statuses = Counter(result.status for result in published.results)
    counts = f"{statuses['pass']} passed, {statuses['warn']} warned, {statuses['skipped']} skipped"
    console.print(plain(f"\nChecks: {counts}."))
    show_shortfalls(console, outcome)
    if outcome.changes:
        for line in summary_lines(outcome.changes):
            console.print(plain(line))
    if outcome.is_new:
        console.print(plain(f"Published build {published.build_id} in {outcome.seconds:.1f} s: {file}"))
    else:
        console.print(plain(f"Nothing has changed since build {published.build_id}: {file}"))
    console.print(plain(f'Try: policydw query "{TRY_THIS}"'))


def show_shortfalls(console: Console, outcome: "Outcome") -> None:
    """What somebody should look at although the build was published."""
    for result in outcome.publication.results:
        if result.status == "warn":
            console.print(plain(f"  warning: {result.table_name} {result.check_name}: {result.found}"))
        if result.status == "accepted":
            console.print(plain(f"  let through: {result.name}: {result.found} ({result.accepted_because})"))
    if outcome.site_problem:
        console.print(plain(f"  {outcome.site_problem}"))
    for failed in outcome.publication.failed_inputs:
        console.print(plain(f"  failed input: {failed.source_file} ({failed.run_step}): {failed.message}"))


def show_extraction(console: Console, rows: Mapping[str, int], quarantined: int, out: Path) -> None:
    console.print(rows_per_table(rows))
    console.print(plain(f"\n{quarantined} rows in quarantine. The raw tables are in {out}"))


def show_rows(console: Console, columns: Sequence[str], rows: Sequence[Sequence[Any]], limit: int) -> None:
    """The answer to a query; NULL is told apart from an empty text."""
    if not columns:
        return
    table = grid(*columns)
    for row in rows[:limit]:
        table.add_row(*(Text("NULL", style="dim") if value is None else plain(value) for value in row))
    console.print(table)
    if len(rows) > limit:
        console.print(plain(f"... the first {limit} rows; show more with --limit"))


def show_status(console: Console, connection: "duckdb.DuckDBPyConnection", file: Path) -> None:
    """The build behind the published file, its inputs and its checks."""
    info = connection.execute("from meta.build_info")
    names = [column[0] for column in info.description or []]
    facts = grid("published", str(file))
    for name, value in zip(names, info.fetchone() or (), strict=True):
        facts.add_row(plain(name), plain(f"{value} UTC" if name == "built_at" else value))
    console.print(facts)
    inputs = grid("kind", "input", "bytes", "sha256", numbers=[2])
    for kind, path, size, checksum in connection.execute(
        "select input_kind, input_path, size_bytes, sha256 from meta.build_inputs order by all"
    ).fetchall():
        inputs.add_row(plain(kind), plain(path), str(size), plain(checksum))
    console.print("", inputs, "")
    checks = grid("checks by", "status", "number", numbers=[2])
    for tool, outcome, number in connection.execute(
        "select check_tool, status, count(*) from meta.dq_results group by all order by all"
    ).fetchall():
        checks.add_row(plain(tool), plain(outcome), str(number))
    console.print(checks)


def show_history(
    console: Console, kept: Sequence["KeptBuild"], publications: Sequence["PublicationEvent"]
) -> None:
    """The builds that can be rolled back to, and the last changes of the published file."""
    builds = grid("kept build", "bytes", "", numbers=[1])
    for build in reversed(kept):
        builds.add_row(
            plain(build.build_id), str(build.size_bytes), "published" if build.is_published else ""
        )
    console.print("", builds, "")
    log = grid("when (UTC)", "what", "build", "in place of", "by")
    for event in reversed(publications[-SHOWN_PUBLICATIONS:]):
        replaced = event.replaced_build_id or "none"
        log.add_row(*map(plain, (event.happened_at, event.action, event.build_id, replaced, event.done_by)))
    console.print(log)
