"""Run the checks of checks.yml on a finished build with Great Expectations.

The marts are handed over as pandas frames: over SQLAlchemy most expectations fail on DuckDB.
"""

import os
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import duckdb

from warehouse.audit.checks import Asset, Check, load_assets
from warehouse.errors import BuildBrokenError
from warehouse.quality import CheckResult, Status

SHOWN_ROWS = 5


def load_great_expectations() -> None:
    """Import it, which takes seconds, with its reports over the network switched off."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import_module("great_expectations")


def audit(connection: duckdb.DuckDBPyConnection, last_rows: Mapping[str, int]) -> list[CheckResult]:
    """Check the build behind `connection`. `last_rows`: rows of each mart of the last published build.

    Raises BuildBrokenError where a check cannot be made, e.g. because its column is gone.
    """
    load_great_expectations()
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    source = context.data_sources.add_pandas("build")
    return [
        result
        for asset in load_assets()
        for result in audit_asset(source, asset, connection, last_rows.get(asset.name))
    ]


def audit_asset(
    source: Any, asset: Asset, connection: duckdb.DuckDBPyConnection, last_rows: int | None
) -> list[CheckResult]:
    """Check one asset; results come in the order of checks.yml."""
    import great_expectations as gx
    from great_expectations.expectations.registry import get_expectation_impl

    try:
        frame = connection.execute(asset.sql).df()
    except duckdb.Error as error:
        raise BuildBrokenError(f"The audit could not read {asset.name} with: {asset.sql}\n{error}") from error
    batch_definition = source.add_dataframe_asset(asset.name).add_batch_definition_whole_dataframe("all rows")
    suite = gx.ExpectationSuite(
        name=asset.name,
        expectations=[
            get_expectation_impl(check.expectation)(
                **check.against(last_rows), severity=check.severity, meta={"position": position}
            )
            for position, check in enumerate(asset.checks)
        ],
    )
    validation = batch_definition.get_batch({"dataframe": frame}).validate(
        suite,
        result_format={
            "result_format": "SUMMARY",
            "unexpected_index_column_names": list(asset.key),
            "partial_unexpected_count": SHOWN_ROWS,
        },
    )
    by_position = {result.expectation_config.meta["position"]: result for result in validation.results}
    return [
        describe(asset, check, by_position[position], len(frame), last_rows)
        for position, check in enumerate(asset.checks)
    ]


def describe(asset: Asset, check: Check, result: Any, rows: int, last_rows: int | None) -> CheckResult:
    """One result of Great Expectations in the form that all checks share."""
    details = result.result
    if not details:
        raise BuildBrokenError(
            f"The audit could not make the check {check.expectation} on {asset.name}: {failure_text(result)}"
        )
    failing = details.get("unexpected_count")
    failed: Status = "fail" if check.severity == "critical" else "warn"
    return CheckResult(
        check_tool="great_expectations",
        check_name=": ".join((check.expectation, ", ".join(check.columns) or "all rows")),
        table_name=asset.name,
        column_name=check.columns[0] if len(check.columns) == 1 else None,
        severity=check.severity,
        status="pass" if result.success else failed,
        failing_rows=failing,
        checked_rows=rows,
        expected=expected_text(check, last_rows),
        found=found_text(details),
        consequence=check.consequence,
        owner=check.owner,
    )


def expected_text(check: Check, last_rows: int | None) -> str:
    """The check in words, with its limits."""
    columns = ("column", "column_A", "column_B", "column_list")
    limits = {name: value for name, value in check.against(last_rows).items() if name not in columns}
    parts = [f"{name} {value}" for name, value in limits.items()]
    if check.at_least_share_of_last is not None and last_rows is not None:
        parts.append(
            f"{check.at_least_share_of_last:.0%} of the {last_rows} rows of the last published build"
        )
    return f"{check.because} ({'; '.join(parts)})" if parts else check.because


def found_text(details: Mapping[str, Any]) -> str:
    """What was found in words: the observed value, or how many rows are out and the keys of the first."""
    if "observed_value" in details:
        return f"{details['observed_value']}"
    count = details["unexpected_count"]
    if not count:
        return "no row out of line"
    rows = details.get("partial_unexpected_index_list") or details.get("partial_unexpected_list") or []
    shown = "; ".join(row_text(row) for row in rows[:SHOWN_ROWS])
    return f"{count} of {details['element_count']} rows out of line, the first: {shown}"


def row_text(row: Any) -> str:
    return (
        ", ".join(f"{name} {value}" for name, value in row.items()) if isinstance(row, Mapping) else str(row)
    )


def failure_text(result: Any) -> str:
    """The message inside the nested report that Great Expectations makes of an exception."""
    report = result.exception_info
    nested = report if "exception_message" in report else next(iter(report.values()), {})
    return str(nested.get("exception_message") or report)
