"""What publishing asks of the file system."""

import os
import shutil
from pathlib import Path

READ_ONLY = 0o444
"""Mode of every published file: all may read it, nobody writes to it; a new build replaces it."""


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk and not only in memory."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def link_or_copy(source: Path, target: Path) -> None:
    """A second name for the same data, or a copy where the file system knows no hard links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def write_in_one_step(file: Path, content: str) -> None:
    """Write a text so that a reader sees the old content or the new, never a part."""
    incoming = file.with_name(file.name + ".incoming")
    incoming.write_text(content, encoding="utf-8")
    sync(incoming)
    incoming.replace(file)
    sync(file.parent)
