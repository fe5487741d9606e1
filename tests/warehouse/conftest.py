"""One published warehouse for all tests that only look at it, since every build starts dbt."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from tests.support.raw_tables import Change, write_raw_tables
from tests.warehouse.torture.workshop import COMMAND_LINE
from warehouse.build import build
from warehouse.paths import CODE_ROOT, Paths


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of one test run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def published_once(shared_folder: Path) -> Iterator[Paths]:
    """A warehouse published from the consistent set of raw tables; look, do not touch."""
    paths = Paths(shared_folder / "published_once")
    with (shared_folder / "published_once.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not paths.published.exists():
            write_raw_tables(paths.root / "given")
            build(paths, raw_tables=paths.root / "given")
    yield paths


@pytest.fixture
def published(published_once: Paths, tmp_path: Path) -> Paths:
    """A warehouse of one's own, published from the consistent set of raw tables."""
    return Paths(Path(shutil.copytree(published_once.root, tmp_path / "root", symlinks=True)))


@pytest.fixture(scope="session")
def published_twice_once(published_once: Paths, shared_folder: Path) -> Iterator[Paths]:
    """A warehouse with two kept builds; the second lost targets, which was accepted. Look, do not touch."""
    paths = Paths(shared_folder / "published_twice")
    with (shared_folder / "published_twice.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not paths.run_report.exists():
            shutil.rmtree(paths.root, ignore_errors=True)
            shutil.copytree(published_once.root, paths.root, symlinks=True)
            write_raw_tables(paths.root / "changed", half_of_the_targets())
            command = ["build", "--root", str(paths.root), "--raw-tables", str(paths.root / "changed")]
            accept = ["--accept", "*", "--because", "the annexes were taken out"]
            subprocess.run([*COMMAND_LINE, *command, *accept], check=True, cwd=CODE_ROOT)
    yield paths


@pytest.fixture
def published_twice(published_twice_once: Paths, tmp_path: Path) -> Paths:
    """A warehouse of one's own with two kept builds."""
    return Paths(Path(shutil.copytree(published_twice_once.root, tmp_path / "root", symlinks=True)))


def half_of_the_targets() -> dict[str, Change]:
    """Changes that leave six of the fifteen targets, in every raw table that names them."""
    kept = [f"target-{name}" for name in ("assets", "output", "output-growth", "green", "firms", "delta")]
    tables = ("targets", "target_actors", "target_regions")
    return dict.fromkeys(tables, lambda frame: frame.filter(pl.col("target_id").is_in(kept)))
