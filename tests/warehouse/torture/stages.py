"""Whole builds where the folder that one stage writes to is full or read-only: is it said, is all as it was?

`python -m tests.warehouse.torture.stages --folder DIR` needs root, to mount small file systems in memory. It prints
its figures as JSON; status 1 where the published file was touched or nobody was told why.
"""

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.warehouse.torture.hostile_builds import prepare_root
from tests.warehouse.torture.storage import fill, small_disk
from tests.warehouse.torture.workshop import COMMAND_LINE, checksum, problems
from warehouse.errors import ExitCode
from warehouse.paths import CODE_ROOT, Paths

FREE_KIBIBYTES = (0, 256, 1024, 4096, 5120, 6144)
"""Room for a build, from none at all to that for all but its site."""
QUOTED_CODE = ("Traceback", 'File "', "^^^^")
ENDS_IN_TROUBLE = (ExitCode.BROKEN, ExitCode.PUBLISHED_INCOMPLETE)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One build. stage: the last that began. message: what a person reads, shortened."""

    folder: str
    trouble: str
    status: int
    stage: str
    message: str
    wrong: list[str]


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nobody may write below `folder`, the administrator included."""
    subprocess.run(["mount", "--bind", str(folder), str(folder)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def nearly_full(folder: Path, free: int) -> Iterator[None]:
    """A disk with `free` KiB left stands in for `folder`, with what is in it."""
    with TemporaryDirectory() as name, small_disk(Path(name), "192m"):
        disk = Path(name)
        shutil.copytree(folder, disk, symlinks=True, dirs_exist_ok=True)
        fill(disk, free)
        subprocess.run(["mount", "--bind", str(disk), str(folder)], check=True)
        try:
            yield
        finally:
            subprocess.run(["umount", str(folder)], check=True)


def troubles(paths: Paths, free: Sequence[int]) -> Iterator[tuple[Path, str, AbstractContextManager[None]]]:
    """Each folder that a build writes to, and what is wrong with it."""
    for folder in (
        paths.raw_tables,
        paths.dbt_target.parent,
        paths.builds,
        paths.current_twin.parent,
        paths.warehouse,
    ):
        yield folder, "read-only", read_only(folder)
    for folder in (paths.raw_tables, paths.dbt_target.parent, paths.warehouse):
        yield folder, "full", nearly_full(folder, 0)
    for kibibytes in free:
        yield paths.builds, f"{kibibytes} KiB free", nearly_full(paths.builds, kibibytes)


def build(paths: Paths) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND_LINE, "build", "--rebuild", "--root", str(paths.root)]
    return subprocess.run(command, cwd=CODE_ROOT, capture_output=True, text=True, check=False)


def attempt(paths: Paths, folder: Path, trouble: str) -> Attempt:
    """A build in trouble: it must stop, say why, and leave the published file as it was.

    Where there is room for all but the site, the file is published without, and the status says so.
    """
    before = checksum(paths.published)
    run = build(paths)
    found = problems(paths, before)
    replaced = checksum(paths.published) != before
    if run.returncode not in ENDS_IN_TROUBLE:
        found.append(f"ended with status {run.returncode}")
    if replaced != (run.returncode == ExitCode.PUBLISHED_INCOMPLETE):
        found.append(f"ended with status {run.returncode}, and the published file was replaced: {replaced}")
    if any(mark in run.stderr for mark in QUOTED_CODE):
        found.append("a traceback instead of a message")
    lines = run.stderr.splitlines()
    stages = [line for line in lines if line.endswith("...")]
    told = " ".join(line for line in lines if line and not line.endswith("..."))
    message = told.replace(str(paths.root), "ROOT")
    if not replaced and "as it was" not in message and "could not be put in place" not in message:
        found.append("the message does not say that the published file is as it was")
    place = folder.relative_to(paths.root).as_posix()
    return Attempt(place, trouble, run.returncode, stages[-1] if stages else "", message[:400], found)


def torture(folder: Path, free: Sequence[int] = FREE_KIBIBYTES, only: int | None = None) -> list[Attempt]:
    """A build in each trouble (in the first `only` of them), and last of all one without."""
    paths = prepare_root(folder / "root")
    first = build(paths)
    if first.returncode:
        raise RuntimeError(f"expected a build without trouble to be published; {first.stderr[-1000:]}")
    attempts = []
    for place, trouble, made in list(troubles(paths, free))[:only]:
        with made:
            attempts.append(attempt(paths, place, trouble))
        print(json.dumps(asdict(attempts[-1]), ensure_ascii=False), file=sys.stderr, flush=True)  # noqa: T201
    before = checksum(paths.published)
    last = build(paths)
    if last.returncode or checksum(paths.published) == before:
        wrong = [f"the build after the troubles was not published: {last.stderr[-500:]}"]
        attempts.append(Attempt("", "none", last.returncode, "", "", wrong))
    return attempts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="an empty folder")
    attempts = torture(parser.parse_args().folder.resolve())
    figures = {
        "builds_in_trouble": len(attempts),
        "stopped_in_stage": sorted({each.stage.split(":")[0].removesuffix(" ...") for each in attempts}),
        "attempts": [asdict(each) for each in attempts],
        "wrong": [f"{each.folder}, {each.trouble}: {fault}" for each in attempts for fault in each.wrong],
    }
    print(json.dumps(figures, ensure_ascii=False, indent=2))  # noqa: T201
    return bool(figures["wrong"])


if __name__ == "__main__":
    raise SystemExit(main())
