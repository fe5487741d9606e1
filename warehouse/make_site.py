"""The stage that writes the site of a finished build."""

import shutil
from collections.abc import Mapping
from typing import Any

from warehouse.diff import Diff
from warehouse.history import file_of, kept_builds
from warehouse.make import Say
from warehouse.paths import Paths
from warehouse.published import connect, count_rows

MOST_DOCUMENTS = 3_000
"""Documents of the largest warehouse that has a site: each has a page of its own, and all its facts are listed."""


def make_site(
    paths: Paths, build_id: str, manifest: Mapping[str, Any], changes: Diff | None, say: Say
) -> str | None:
    """Write the site into the folder of the unfinished build; returns what kept it from being written, if anything.

    The file is what matters: whatever goes wrong here is reported and does not keep it from being published. A
    warehouse of more documents than pages can show is published without a site, which is no fault.
    """
    with connect(paths.unfinished_file) as connection:
        documents = count_rows(connection, "marts.dim_document")
    if documents > MOST_DOCUMENTS:
        say(f"leaving out the site: it can show {MOST_DOCUMENTS} documents, and there are {documents}")
        return None
    say("writing the site")
    folder = paths.unfinished_build / "site"
    try:
        from warehouse.pages.site import write_site
        from warehouse.pages.source import Origin

        kept = {build.build_id: file_of(paths, build.folder) for build in kept_builds(paths)}
        write_site(paths.unfinished_file, folder, Origin(build_id, changes, manifest, kept))
    except Exception as error:  # noqa: BLE001 - a fault of a page must not hold back the data
        shutil.rmtree(folder, ignore_errors=True)
        return (
            f"The file is published without its site, which could not be written: {type(error).__name__}: {error}. "
            "Mend that, then write it with: policydw build --rebuild"
        )
    return None
