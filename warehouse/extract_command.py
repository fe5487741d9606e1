"""The command that extracts and does nothing else: on this machine, or on a Spark cluster."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse.common_options import Root, paths_of

if TYPE_CHECKING:
    from extract.runners.local import Spread


class Engine(StrEnum):
    """What extracts the documents."""

    LOCAL = "local"
    SPARK = "spark"


def extract(
    documents: Annotated[list[Path], typer.Argument(help="Files, or folders of files.", exists=True)],
    out: Annotated[Path, typer.Option(help="Folder for <table>.parquet.", file_okay=False)],
    root: Root = None,
    statistics: Annotated[
        Path | None,
        typer.Option(help="Folder of tables of figures to read too.", exists=True, file_okay=False),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(help="Processes; else one, or as many as there are cores for much text.", min=1),
    ] = None,
    engine: Annotated[Engine, typer.Option(help="This machine alone, or a Spark cluster.")] = Engine.LOCAL,
    master: Annotated[
        str | None,
        typer.Option(help="The cluster: spark://host:7077, yarn, k8s://https://host:443, local[4]."),
    ] = None,
    conf: Annotated[
        list[str] | None, typer.Option(help="A setting of Spark, name=value; may be given several times.")
    ] = None,
) -> None:
    """Extract the raw tables from documents; nothing is built or published."""
    from extract.runners.local import run
    from warehouse.errors import ExitCode
    from warehouse.make import extraction_errors
    from warehouse.screen import console_for, show_extraction, stages_on

    check_options(engine, master, conf or [], workers)
    paths = paths_of(root)
    with (
        extraction_errors("The extraction stopped"),
        stages_on(console_for(sys.stderr)) as say,
        spread_over(master, conf or []) as spread,
    ):
        report = run(
            documents,
            out,
            statistics=statistics,
            reference=paths.reference,
            progress=say,
            workers=workers,
            spread=spread,
        )
    show_extraction(console_for(sys.stdout), report.rows, report.quarantined, out)
    if report.files_failed:
        raise typer.Exit(ExitCode.PUBLISHED_INCOMPLETE)


def check_options(engine: Engine, master: str | None, conf: Sequence[str], workers: int | None) -> None:
    """Raise UsageError where options do not go together."""
    from warehouse.errors import UsageError

    if engine is Engine.LOCAL and (master or conf):
        raise UsageError("--master and --conf are for --engine spark; add it, or leave them out.")
    if engine is Engine.SPARK and not master:
        raise UsageError("--engine spark needs to know the cluster: --master spark://host:7077, or local[2].")
    if engine is Engine.SPARK and workers:
        raise UsageError(
            "--workers is for processes of this machine; on Spark the cluster decides, or local[N]."
        )
    for setting in conf:
        if "=" not in setting:
            raise UsageError(f"Expected --conf name=value, found {setting}.")


@contextmanager
def spread_over(master: str | None, conf: Sequence[str]) -> "Iterator[Spread | None]":
    """What extracts on the cluster at `master`, as long as it is open; None where there is none."""
    if master is None:
        yield None
        return
    from extract.runners.spark import process_on_spark, spark_session

    settings = dict(setting.split("=", 1) for setting in conf)
    with spark_session(master, settings) as session:
        yield partial(process_on_spark, session)
