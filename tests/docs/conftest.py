"""One build of the shipped inputs for all tests of the pages."""

from pathlib import Path

import pytest

from tests.docs.examples import prepare


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the project after `make build`."""
    return prepare(tmp_path_factory.mktemp("project"))
