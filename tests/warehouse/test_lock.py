"""One build at a time, and a crash leaves no lock behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.errors import BuildRunningError, ExitCode
from warehouse.lock import build_lock

HOLD = """
import subprocess, sys, time
from pathlib import Path
from warehouse.lock import build_lock
with build_lock(Path(sys.argv[1])) as descriptor:
    child = None
    if sys.argv[2] == "with_child":
        child = subprocess.Popen(["sleep", "60"], pass_fds=[descriptor], stdout=subprocess.DEVNULL)
    print(child.pid if child else 0, flush=True)
    time.sleep(60)
"""


def start_holder(lock: Path, how: str) -> tuple[subprocess.Popen[str], int]:
    """A process that holds the lock until it is killed, and the id of its child, 0 for none."""
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(lock), how], stdout=subprocess.PIPE, text=True)
    assert holder.stdout
    return holder, int(holder.stdout.readline())


def kill(holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.communicate()


def test_a_second_build_says_who_holds_the_lock_and_stops(tmp_path: Path) -> None:
    lock = tmp_path / "warehouse" / ".lock"
    holder, _ = start_holder(lock, "alone")
    try:
        with pytest.raises(BuildRunningError, match=f"process {holder.pid}") as stopped, build_lock(lock):
            pass
        assert stopped.value.exit_code == ExitCode.BUSY
    finally:
        kill(holder)


def test_a_killed_build_leaves_no_lock_behind(tmp_path: Path) -> None:
    holder, _ = start_holder(tmp_path / ".lock", "alone")
    kill(holder)
    with build_lock(tmp_path / ".lock"):
        assert f"process {os.getpid()}," in (tmp_path / ".lock").read_text()


def test_a_child_that_outlives_a_killed_build_keeps_a_second_one_away(tmp_path: Path) -> None:
    holder, child = start_holder(tmp_path / ".lock", "with_child")
    kill(holder)
    try:
        with pytest.raises(BuildRunningError), build_lock(tmp_path / ".lock"):
            pass
    finally:
        os.kill(child, signal.SIGKILL)


def test_the_lock_is_free_again_after_a_build_that_failed(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), build_lock(tmp_path / ".lock"):
        raise ZeroDivisionError
    with build_lock(tmp_path / ".lock") as descriptor:
        assert descriptor > 0
