"""The flat tables for BI: whatever column is added up, the sum holds one unit and each commitment once."""

from collections.abc import Iterator

import duckdb
import pytest

from warehouse.paths import Paths

# One build of the shipped inputs serves all of these.
pytestmark = pytest.mark.xdist_group("shipped")

KEYS = {"targets": ("fact_targets", "target_id"), "statistics": ("fact_statistics", "statistic_id")}
NO_VALUES = {"char_start", "char_end", "deadline_year", "deadline_quarter", "observed_year"}
"""Numbers that nobody takes for an amount: places in a text, and parts of a date."""


@pytest.fixture(scope="module")
def warehouse(shipped: Paths) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(shipped.published), read_only=True) as connection:
        yield connection


def number_columns(warehouse: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """Every column of a flat table that a BI tool would offer to add up."""
    found = warehouse.execute(
        "select column_name from duckdb_columns() where schema_name = 'bi' and table_name = ? "
        "and (numeric_precision is not null or data_type in ('DOUBLE', 'FLOAT'))",
        [table],
    ).fetchall()
    return [name for (name,) in found if name not in NO_VALUES]


@pytest.mark.parametrize("table", sorted(KEYS))
def test_no_column_can_add_values_of_two_dimensions(warehouse: duckdb.DuckDBPyConnection, table: str) -> None:
    fact, key = KEYS[table]
    columns = number_columns(warehouse, table)
    assert {"value_yuan", "value_count", "value_percent"} <= set(columns)
    for column in columns:
        dimensions = warehouse.execute(
            f"select distinct dimension from bi.{table} join marts.{fact} using ({key}) "
            f"join marts.dim_unit using (unit) where {column} is not null"
        ).fetchall()
        assert len(dimensions) <= 1, f"{column} holds {dimensions}"


def test_a_sum_of_yuan_is_the_money_of_counted_commitments(warehouse: duckdb.DuckDBPyConnection) -> None:
    flat = warehouse.execute("select sum(value_yuan), count(value_yuan) from bi.targets").fetchall()
    facts = warehouse.execute(
        "select sum(coalesce(value_low, value_high)), count(*) from marts.fact_targets where unit = 'CNY' and is_counted"
    ).fetchall()

    assert flat == facts
    assert flat[0][1] > 0


def test_a_repeated_commitment_is_shown_but_adds_nothing(warehouse: duckdb.DuckDBPyConnection) -> None:
    repeated = warehouse.execute(
        "select value_text, warns_restated_elsewhere, value_yuan from bi.targets where not is_counted and value_text like '%亿%'"
    ).fetchall()

    assert repeated
    assert all(warned and value is None for _, warned, value in repeated)


def test_the_shares_of_the_pairs_add_up_to_the_statements(warehouse: duckdb.DuckDBPyConnection) -> None:
    ((shares, statements),) = warehouse.execute(
        "select round(sum(statement_share), 6), count(distinct pairing_group_key) from bi.pairings"
    ).fetchall()

    assert shares == statements > 0


def test_every_warning_of_a_row_or_a_table_is_explained(warehouse: duckdb.DuckDBPyConnection) -> None:
    used = warehouse.execute("""
        select distinct trim(unnest(string_split(codes, ','))) as code
        from (
            select warning_codes as codes from bi.targets
            union all select warning_codes from bi.statistics
            union all select warning_codes from bi.pairings
            union all select usage_warnings from meta.catalog
        )
        where codes <> ''
        order by code
    """).fetchall()
    explained = warehouse.execute("select warning_code from bi.usage_warnings order by 1").fetchall()

    assert used == explained


def test_flags_and_codes_of_a_row_say_the_same(warehouse: duckdb.DuckDBPyConnection) -> None:
    flags = warehouse.execute(
        "select column_name from duckdb_columns() where schema_name = 'bi' and table_name = 'targets' "
        "and column_name like 'warns_%'"
    ).fetchall()
    assert len(flags) == 5
    for (flag,) in flags:
        code = flag.removeprefix("warns_")
        differing = warehouse.execute(
            f"select target_id from bi.targets where {flag} <> contains(warning_codes, '{code}')"
        ).fetchall()
        assert differing == [], flag


def test_every_table_and_column_of_the_file_is_described(warehouse: duckdb.DuckDBPyConnection) -> None:
    undescribed = warehouse.execute("""
        select table_schema, table_name, column_name from meta.data_dictionary where trim(coalesce(description, '')) = ''
        union all
        select table_schema, table_name, '' from meta.catalog where trim(coalesce(description, '')) = ''
    """).fetchall()
    listed = warehouse.execute(
        "select count(*) from meta.data_dictionary where table_schema = 'bi'"
    ).fetchall()

    assert undescribed == []
    assert listed[0][0] > 0
