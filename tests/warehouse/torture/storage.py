"""A disk that is full, or becomes full at some point, and one that nobody may write to.

`python -m tests.warehouse.torture.storage --folder DIR` needs root, to mount small file systems in memory.
"""

import argparse
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.warehouse.torture.workshop import build_command, checksum, prepare, problems, publish_command
from warehouse.history import mend_links
from warehouse.paths import CODE_ROOT, Paths

FREE_KIBIBYTES = (0, 16, 64, 256, 1024, 2048, 4096, 6144)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One run on a disk that refuses. message: the first line that a person reads."""

    what: str
    command: str
    status: int
    message: str
    wrong: list[str]


def may_mount() -> bool:
    """Whether this process may mount file systems in memory."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        return False
    probe = Path("/tmp") / f"policydw-mount-{os.getpid()}"  # noqa: S108 - empty, and gone at once
    probe.mkdir()
    try:
        with small_disk(probe, "64k"):
            return True
    except subprocess.CalledProcessError:
        return False
    finally:
        probe.rmdir()


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True, capture_output=True
    )
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path, free: int) -> Path:
    """Leave `free` KiB on the disk of `folder`."""
    ballast = folder / "ballast"
    room = shutil.disk_usage(folder).free - free * 1024
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(room, 1))
    return ballast


def attempt(paths: Paths, command: list[str], what: str) -> Attempt:
    before = checksum(paths.published)
    run = subprocess.run(command, cwd=CODE_ROOT, capture_output=True, text=True, check=False)
    found = problems(paths, before)
    if "Traceback" in run.stderr:
        found.append("a traceback instead of a message")
    if run.returncode == 0 and checksum(paths.published) == before:
        found.append("said to have published, but did not")
    lines = [line for line in run.stderr.splitlines() if line and not line.endswith("...")]
    message = " ".join(lines).replace(str(paths.root), "ROOT")
    return Attempt(what, " ".join(command[3:4]), run.returncode, message[:300], found)


def torture(
    folder: Path, free: Sequence[int] = FREE_KIBIBYTES, *, whole_builds: bool = True
) -> list[Attempt]:
    """Runs on a disk with so much room, then on one that nobody may write to, then with room again."""
    folder.mkdir(parents=True, exist_ok=True)
    attempts = []
    with small_disk(folder, "96m"):
        paths = prepare(folder)
        mend_links(paths)
        for kibibytes in free:
            ballast = fill(folder, kibibytes)
            attempts.append(attempt(paths, publish_command(paths), f"{kibibytes} KiB free"))
            ballast.unlink()
        if whole_builds:
            ballast = fill(folder, 512)
            attempts.append(attempt(paths, build_command(paths), "512 KiB free"))
            ballast.unlink()
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        attempts.append(attempt(paths, publish_command(paths), "read-only"))
        subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)
        attempts.append(attempt(paths, publish_command(paths), "room again"))
        if attempts[-1].status:
            attempts[-1].wrong.append("the run with room did not succeed")
    return attempts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="an empty folder")
    attempts = torture(parser.parse_args().folder.resolve())
    print(json.dumps([asdict(each) for each in attempts], indent=2))  # noqa: T201
    return any(each.wrong for each in attempts)


if __name__ == "__main__":
    raise SystemExit(main())
