"""What several commands share."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from warehouse.paths import Paths

EXIT_STATUSES = """
Exit status: 0 published, or the command did its work; 1 the build or the command broke; 2 wrong usage;
3 published, but without some inputs or without the site; 4 the audit refused the build, nothing was published;
5 another build is running.
"""

Root = Annotated[
    Path | None,
    typer.Option(
        "--root", help="Folder with raw/ and warehouse/; else $POLICYDW_ROOT, else the project itself."
    ),
]


def paths_of(root: Path | None) -> "Paths":
    """The warehouse that a command is about."""
    from warehouse.paths import find_paths

    return find_paths(root)
