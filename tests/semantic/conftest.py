"""The warehouse of the shipped inputs."""

import pytest

from tests.support.shipped import shipped_warehouse
from warehouse.paths import Paths


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    return shipped_warehouse(tmp_path_factory)
