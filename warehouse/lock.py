"""One build at a time in one warehouse."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from warehouse.errors import BuildRunningError


@contextmanager
def build_lock(path: Path) -> Iterator[int]:
    """Hold the lock at `path`; yields its file descriptor, to be handed to child processes.

    The system drops the lock when the last process that holds the descriptor ends, so a crash leaves
    nothing to clean up, and a child that outlives its parent still keeps a second build away. Raises
    BuildRunningError where another process holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(descriptor, 200, 0).decode(errors="replace").strip() or "unknown process"
            raise BuildRunningError(
                f"Another build is running ({holder}; lock file {path}). "
                "Wait until it has ended and start again; nothing was changed."
            ) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(
            descriptor, f"process {os.getpid()}, since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC".encode(), 0
        )
        yield descriptor
    finally:
        os.close(descriptor)
