"""The gate: what blocks, what only warns, and what a person reads about it."""

from typing import Any

import duckdb
import great_expectations as gx
import pandas as pd
import pytest

from warehouse.audit.checks import Asset, Check, load_assets, read_check
from warehouse.audit.gate import audit_asset
from warehouse.errors import BuildBrokenError
from warehouse.quality import CheckResult

GOOD = {"expect": "column_values_to_be_unique", "because": "b", "consequence": "c", "column": "target_id"}


def check(
    expectation: str, severity: str = "critical", share: float | None = None, **arguments: Any
) -> Check:
    return Check(f"expect_{expectation}", "because", severity, "model", "consequence", arguments, share)


def results_on(rows: pd.DataFrame, *checks: Check, last_rows: int | None = None) -> list[CheckResult]:
    """The results of checks on a mart that holds these rows."""
    source = gx.get_context(mode="ephemeral").data_sources.add_pandas("build")
    with duckdb.connect() as connection:
        connection.execute("create schema marts")
        connection.execute("create table marts.fact as from rows")
        return audit_asset(source, Asset("fact", None, ("id",), checks), connection, last_rows)


ROWS = pd.DataFrame(
    {"id": ["a", "b", "c", "d"], "kind": ["level", "level", "odd", None], "size": [1, 2, 3, 4]}
)


def test_only_a_failed_critical_check_blocks_and_a_failed_warning_is_still_told() -> None:
    in_set = {"column": "kind", "value_set": ["level"]}
    critical, warning, good = results_on(
        ROWS,
        check("column_values_to_be_in_set", "critical", **in_set),
        check("column_values_to_be_in_set", "warning", **in_set),
        check("column_values_to_be_unique", column="id"),
    )
    assert (critical.status, critical.blocks, critical.failing_rows) == ("fail", True, 1)
    assert (warning.status, warning.blocks, warning.failing_rows) == ("warn", False, 1)
    assert (good.status, good.blocks, good.failing_rows, good.checked_rows) == ("pass", False, 0, 4)
    assert "1 of 4 rows out of line" in critical.found
    assert "id c" in critical.found


@pytest.mark.parametrize(
    ("last_rows", "status"), [(None, "pass"), (4, "pass"), (5, "pass"), (6, "fail"), (8, "fail")]
)
def test_a_table_may_shrink_to_a_share_of_its_last_size_and_no_further(
    last_rows: int | None, status: str
) -> None:
    volume = check("table_row_count_to_be_between", share=0.7, min_value=0)
    (result,) = results_on(ROWS, volume, last_rows=last_rows)
    assert result.status == status
    assert result.found == "4"


def test_a_share_of_rows_may_be_out_of_line_where_the_check_says_so() -> None:
    most, all_but_none = results_on(
        ROWS,
        check("column_values_to_not_be_null", column="kind", mostly=0.75),
        check("column_values_to_not_be_null", column="kind", mostly=0.8),
    )
    assert (most.status, all_but_none.status) == ("pass", "fail")


def test_a_check_on_a_column_that_is_gone_breaks_the_build_and_does_not_pass() -> None:
    with pytest.raises(BuildBrokenError, match="gone"):
        results_on(ROWS, check("column_values_to_be_unique", column="gone"))


def test_a_check_that_cannot_be_made_on_the_column_breaks_the_build() -> None:
    with pytest.raises(BuildBrokenError, match="could not make the check expect_column_mean"):
        results_on(ROWS, check("column_mean_to_be_between", column="kind", min_value=1))


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        (GOOD | {"severity": "critical"}, "needs owner"),
        (GOOD | {"severity": "dire", "owner": "model"}, "found dire"),
        (GOOD | {"severity": "critical", "owner": "nobody"}, "and nobody"),
    ],
)
def test_an_incomplete_entry_of_the_checks_file_is_named(entry: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=f"fact_targets.*{complaint}"):
        read_check("fact_targets", entry)


def test_every_asset_guards_its_size_or_asks_a_question() -> None:
    for asset in load_assets():
        assert asset.query or any(check.at_least_share_of_last for check in asset.checks), asset.name
