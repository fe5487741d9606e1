"""What goes with the published file: the Parquet twin and the site of the same build.

Each lies in the folder of its build. A link beside the published file leads to it and is switched by one rename, so
that whoever follows it reads one build throughout, and no crash leaves a half one.
"""

import shutil
from pathlib import Path

from warehouse.paths import Paths
from warehouse.twin import MANIFEST, point_to

SITE_MARK = "site.json"
"""Written last into the folder of a site: one that has it is whole."""


def follow(paths: Paths, folder: Path) -> None:
    """Let the links lead to what lies in the folder of the published build; what it does not have is gone."""
    for link, target, mark in (
        (paths.current_twin, folder / "parquet", MANIFEST),
        (paths.site, folder / "site", SITE_MARK),
    ):
        if not (target / mark).is_file():
            remove(link)
        elif link.resolve() != target.resolve():
            point_to(link, target)


def check_links(paths: Paths) -> None:
    """Raise OSError where the folder of a link takes no new name: better before the file is replaced than after."""
    for link in (paths.current_twin, paths.site):
        link.parent.mkdir(parents=True, exist_ok=True)
        probe = link.with_name(f"{link.name}.probe")
        probe.touch()
        probe.unlink()


def remove(link: Path) -> None:
    """Take away a link, or the folder that a backup which followed links has left in its place."""
    if link.is_dir() and not link.is_symlink():
        shutil.rmtree(link)
    else:
        link.unlink(missing_ok=True)
