"""Spark lies in a folder beside the environment, and only the tests here see it: Great Expectations and pandera load
PySpark where they find it, which would cost every other test seconds."""

import os
import sys
from collections.abc import Iterator

import pytest

from tests.spark.packages import PACKAGES


@pytest.fixture(scope="package", autouse=True)
def spark_packages() -> Iterator[None]:
    """Lets this process, and those that it starts, import PySpark and dbt-spark."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(PACKAGES)
        patch.setenv("PYTHONPATH", str(PACKAGES), prepend=os.pathsep)
        yield
    for name in [name for name in sys.modules if name.split(".")[0] == "pyspark"]:
        del sys.modules[name]
