"""The warehouse of the shipped inputs, built once for all tests that ask about its contents."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from warehouse.build import build
from warehouse.paths import CODE_ROOT, Paths

INPUT_FOLDERS = ("documents", "statistics", "reference")


def copy_shipped_inputs(root: Path) -> Paths:
    """A new root with the inputs of the project and nothing built from them."""
    paths = Paths(root)
    for folder in INPUT_FOLDERS:
        shutil.copytree(CODE_ROOT / "raw" / folder, paths.raw / folder)
    return paths


def shipped_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """A published warehouse made from the shipped inputs; all workers of a test run share it. Look, do not touch."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    paths = Paths(shared / "shipped")
    with (shared / "shipped.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not paths.published.exists():
            shutil.rmtree(paths.root, ignore_errors=True)
            build(copy_shipped_inputs(paths.root))
    return paths
