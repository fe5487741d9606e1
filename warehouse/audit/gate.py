"""Run the checks of checks.yml on a finished build with Great Expectations.

The marts are handed over as pandas frames: over SQLAlchemy most expectations fail on DuckDB.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb

from warehouse.audit.checks import Asset, Check, load_assets
from warehouse.catalog.failing_rows import shortened
from warehouse.errors import BuildBrokenError
from warehouse.published import count_rows
from warehouse.quality import CheckResult, Status
from warehouse.sql import literal

SHOWN_ROWS = 5
KEPT_ROWS = 1000
"""Failing rows of one check that are named in meta.dq_failing_rows."""


def load_great_expectations() -> None:
    """Import it, which takes seconds, with its reports over the network switched off."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import_module("great_expectations")


def audit(connection: duckdb.DuckDBPyConnection, published: Path | None) -> list[CheckResult]:
    """Check the build behind `connection`. `published`: a copy of the last published build, None for the first.

    Raises BuildBrokenError where a check cannot be made, e.g. because its column is gone.
    """
    load_great_expectations()
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    source = context.data_sources.add_pandas("build")
    with last_build(connection, published) as last_rows:
        results = []
        for asset in load_assets():
            if why := reason_to_skip(asset, connection, published):
                results += skipped(asset, why)
            else:
                results += audit_asset(source, asset, connection, last_rows.get(asset.name))
        return results


@contextmanager
def last_build(connection: duckdb.DuckDBPyConnection, published: Path | None) -> Iterator[dict[str, int]]:
    """Attach the last published build as `published`; yields the rows of each of its marts."""
    if published is None:
        yield {}
        return
    connection.execute(f"attach {literal(str(published))} as published (read_only)")
    try:
        names = connection.execute(
            "select table_name from duckdb_tables() where database_name = 'published' and schema_name = 'marts'"
        ).fetchall()
        yield {name: count_rows(connection, f'published.marts."{name}"') for (name,) in names}
    finally:
        connection.execute("detach published")


def reason_to_skip(asset: Asset, connection: duckdb.DuckDBPyConnection, published: Path | None) -> str | None:
    """Why a comparison cannot be made; None where it can, and for every other asset."""
    if not asset.against_published:
        return None
    if published is None:
        return "nothing is published yet"
    try:
        connection.execute(f"explain {asset.sql}").fetchall()
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        return f"the last published build has other tables or columns: {shortened(error)}"
    return None


def skipped(asset: Asset, why: str) -> list[CheckResult]:
    """Results of the checks of an asset that were not made."""
    return [
        CheckResult(
            check_tool="great_expectations",
            check_name=check.label,
            table_name=asset.name,
            column_name=check.columns[0] if len(check.columns) == 1 else None,
            severity=check.severity,
            status="skipped",
            failing_rows=None,
            checked_rows=None,
            expected=check.because,
            found=f"not checked: {why}",
            consequence=check.consequence,
            owner=check.owner,
        )
        for check in asset.checks
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
            "partial_unexpected_count": KEPT_ROWS,
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
        check_name=check.label,
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
        failing_keys=() if result.success else failing_keys(details),
    )


def failing_keys(details: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """Key and checked value of the first failing rows; none for a check that counts rows."""
    rows = details.get("partial_unexpected_index_list") or ()
    return tuple(dict(row) for row in rows if isinstance(row, Mapping))


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
