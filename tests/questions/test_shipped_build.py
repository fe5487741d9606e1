"""What dbt told while it built the shipped inputs."""

import pytest

from warehouse.dbt_build import read_reports
from warehouse.paths import Paths

# One build of the shipped inputs serves all of these.
pytestmark = pytest.mark.xdist_group("shipped")

DONE = {"success", "pass", "no-op"}


def test_every_model_and_test_of_dbt_passed(shipped: Paths) -> None:
    _, results = read_reports(shipped.dbt_target)

    assert len(results["results"]) > 400
    assert {result["status"] for result in results["results"]} == DONE


def test_dbt_told_of_no_warning_and_nothing_deprecated(shipped: Paths) -> None:
    log = (shipped.dbt_logs / "dbt.log").read_text(encoding="utf-8")
    told = [line for line in log.splitlines() if "[warn" in line.lower() or "deprecat" in line.lower()]

    assert " WARN=0 ERROR=0 " in log
    assert told == []
