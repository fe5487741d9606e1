"""One warehouse built from the shipped documents and statistics, for tests that only look at it."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from extract.runners.local import run
from tests.dbt.project import dbt_build

RAW = Path(__file__).parents[2] / "raw"


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The marts of the shipped inputs, open for reading."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shipped_inputs"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "policy.duckdb").exists():
            run(
                [RAW / "documents"],
                folder / "raw",
                statistics=RAW / "statistics",
                reference=RAW / "reference",
            )
            build = dbt_build(folder / "raw", folder)
            assert build.exit_status == 0, build.output
    with duckdb.connect(str(folder / "policy.duckdb"), read_only=True) as connection:
        connection.execute("set schema = 'marts'")
        yield connection
