"""The builds that are kept, which of them is published, and what was published when."""

import getpass
import json
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import duckdb

from warehouse.companions import check_links, follow
from warehouse.errors import UsageError, WarehouseError
from warehouse.lock import build_lock
from warehouse.paths import Paths
from warehouse.publish import publish

KEPT_BUILDS = 5
Action = Literal["publish", "rollback"]


@dataclass(frozen=True, slots=True)
class PublicationEvent:
    """One change of the published file; `happened_at` in UTC."""

    happened_at: str
    action: Action
    build_id: str
    replaced_build_id: str | None
    done_by: str
    because: str | None = None


@dataclass(frozen=True, slots=True)
class KeptBuild:
    """A finished build on the disk."""

    build_id: str
    folder: Path
    size_bytes: int
    is_published: bool


@dataclass(frozen=True, slots=True)
class Rollback:
    """What `roll_back` did; `seconds` is the time that it took."""

    build_id: str
    replaced_build_id: str | None
    seconds: float


def kept_builds(paths: Paths) -> list[KeptBuild]:
    """The finished builds, oldest first: their names begin with the time of the build."""
    published = published_build_id(paths)
    folders = sorted(folder for folder in paths.builds.glob("[0-9]*") if file_of(paths, folder).is_file())
    return [
        KeptBuild(folder.name, folder, file_of(paths, folder).stat().st_size, folder.name == published)
        for folder in folders
    ]


def file_of(paths: Paths, folder: Path) -> Path:
    return folder / paths.published.name


def build_id_in(file: Path) -> str | None:
    """Which build a DuckDB file says that it is; None where it cannot be opened or does not say."""
    try:
        with duckdb.connect(str(file), read_only=True, config={"enable_external_access": "false"}) as opened:
            row = opened.execute("select build_id from meta.build_info").fetchone()
    except duckdb.Error:
        return None
    return str(row[0]) if row else None


def published_build_id(paths: Paths) -> str | None:
    """The build that is published now; None where none is, or the file does not say."""
    return build_id_in(paths.published) if paths.published.is_file() else None


def put_in_place(paths: Paths, build_id: str, action: Action, because: str | None = None) -> str | None:
    """Make a kept build the published one, its Parquet twin and site with it, and record that.

    Returns the build that was published before. OSError leaves the published file as it was or as it is to be.
    """
    folder = paths.builds / build_id
    replaced = published_build_id(paths)
    check_links(paths)
    publish(file_of(paths, folder), paths.published)
    follow(paths, folder)
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    record(paths, PublicationEvent(now, action, build_id, replaced, done_by(), because))
    return replaced


def done_by() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"


def record(paths: Paths, event: PublicationEvent) -> None:
    """Append to the list of publications, and wait until that is on the disk."""
    with paths.publications.open("a", encoding="utf-8") as log:
        log.write(json.dumps(asdict(event), ensure_ascii=False) + "\n")
        log.flush()
        os.fsync(log.fileno())


def publications(paths: Paths) -> Iterator[PublicationEvent]:
    """Every recorded change of the published file, oldest first."""
    if not paths.publications.is_file():
        return
    for line in paths.publications.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            yield PublicationEvent(**json.loads(line))
        except (ValueError, TypeError):
            continue  # a crash can tear the line that was being written


def mend_links(paths: Paths) -> None:
    """Let the links to Parquet twin and site follow the published file, where a crash came between them."""
    build_id = published_build_id(paths)
    if build_id and (paths.builds / build_id).is_dir():
        follow(paths, paths.builds / build_id)


def roll_back(paths: Paths, build_id: str | None = None) -> Rollback:
    """Publish the build before the present one again, or the one whose name begins with `build_id`.

    Raises UsageError where there is no such build, BuildRunningError while a build is at work.
    """
    started = time.monotonic()
    with build_lock(paths.lock):
        chosen = choose(kept_builds(paths), build_id)
        said = build_id_in(file_of(paths, chosen.folder))
        if said != chosen.build_id:
            raise WarehouseError(
                f"{file_of(paths, chosen.folder)}: expected build {chosen.build_id}, found "
                f"{said or 'no readable build'}. Nothing was changed; roll back to another build."
            )
        try:
            replaced = put_in_place(paths, chosen.build_id, "rollback")
        except OSError as error:
            raise WarehouseError(
                f"Build {chosen.build_id} could not be put in place: {error}. "
                f"Make room or mend the rights in {paths.warehouse}, then try again."
            ) from error
    return Rollback(chosen.build_id, replaced, time.monotonic() - started)


def choose(kept: list[KeptBuild], build_id: str | None) -> KeptBuild:
    """The kept build that is meant. Raises UsageError where it is none, several, or published already."""
    names = ", ".join(build.build_id for build in kept) or "none"
    if build_id is None:
        place = next((place for place, build in enumerate(kept) if build.is_published), len(kept))
        if place == 0:
            raise UsageError(
                f"There is no build before the published one to go back to. Kept builds: {names}"
            )
        return kept[place - 1]
    meant = [build for build in kept if build.build_id.startswith(build_id)]
    if len(meant) != 1:
        raise UsageError(
            f"Expected the beginning of one kept build; {build_id} fits {len(meant)} of: {names}"
        )
    if meant[0].is_published:
        raise UsageError(f"Build {meant[0].build_id} is published already; nothing was changed.")
    return meant[0]


def drop_old_builds(paths: Paths, keep: int = KEPT_BUILDS) -> list[str]:
    """Remove all kept builds but the newest `keep` and the published one; returns the names of those removed."""
    dropped = [build for build in kept_builds(paths)[:-keep] if not build.is_published]
    for build in dropped:
        shutil.rmtree(build.folder)
    return [build.build_id for build in dropped]
