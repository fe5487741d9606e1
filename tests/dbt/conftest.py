"""One build of the synthetic raw tables, shared by the tests that only read it."""

import pytest

from tests.dbt.project import Build, dbt_build
from tests.support.raw_tables import write_raw_tables


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A warehouse built from the small consistent raw tables."""
    workspace = tmp_path_factory.mktemp("warehouse")
    write_raw_tables(workspace / "raw")
    return dbt_build(workspace / "raw", workspace, "--warn-error")
