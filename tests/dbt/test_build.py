"""What an analyst finds in the warehouse that dbt builds."""

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from tests.dbt.project import Build

# One dbt build serves all of these, so they stay on one worker.
pytestmark = pytest.mark.xdist_group("dbt")


@pytest.fixture(scope="module")
def warehouse(build: Build) -> Iterator[duckdb.DuckDBPyConnection]:
    assert build.exit_status == 0, build.output
    with duckdb.connect(str(build.warehouse), read_only=True) as connection:
        yield connection


def rows(warehouse: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return warehouse.execute(sql).fetchall()


def test_the_build_passes_without_a_warning(build: Build) -> None:
    assert build.exit_status == 0, build.output
    assert " ERROR=0" in build.output
    assert " WARN=0" in build.output
    told = build.output.lower().replace("usage_warnings", "the table of that name").replace("0 warnings", "")
    assert "warning" not in told
    assert "deprecat" not in build.output.lower()


def test_every_target_joins_every_dimension_that_it_names(warehouse: duckdb.DuckDBPyConnection) -> None:
    joined = """
        select count(*)
        from marts.fact_targets
        join marts.dim_document using (document_id)
        join marts.dim_clause using (clause_id)
        join marts.dim_region using (region_id)
        join marts.dim_actor using (actor_id)
        join marts.dim_unit using (unit)
        join marts.dim_theme on dim_theme.theme_code = fact_targets.theme_code
        join marts.dim_date as starts on starts.date_key = fact_targets.period_start_key
        join marts.dim_date as ends on ends.date_key = fact_targets.period_end_key
    """
    assert rows(warehouse, joined) == rows(warehouse, "select count(*) from staging.stg_targets")


def test_a_target_without_region_unit_theme_or_date_has_the_members_that_say_so(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(
        warehouse,
        """
        select region_id, unit, theme_code, period_start_key from marts.fact_targets
        where target_id = 'target-meeting'
        """,
    )
    assert found == [("unknown", "none", "general", 0)]


def test_a_restatement_is_kept_but_not_counted(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = rows(warehouse, "select target_id from marts.fact_targets where not is_counted")
    assert found == [("target-assets-again",)]


def test_weights_let_a_sum_over_regions_equal_the_sum_over_targets(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    over_bridge = """
        select sum(allocation_weight)
        from marts.fact_targets join marts.bridge_target_region using (target_id)
    """
    assert rows(warehouse, over_bridge) == rows(warehouse, "select count(*)::double from marts.fact_targets")


def test_a_group_of_four_gives_six_pairs_and_a_supporter_comes_first(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    sizes = """
        select group_size, count(*) from marts.fact_pairings
        group by pairing_group_key, group_size
        order by all
    """
    assert rows(warehouse, sizes) == [(2, 1), (2, 1), (4, 6)]
    directed = """
        select first_member_text, second_member_text from marts.fact_pairings
        where pair_relation = 'supports'
    """
    assert rows(warehouse, directed) == [("江苏省", "辽宁省")]


def test_a_value_and_its_growth_imply_the_value_of_the_year_before(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(
        warehouse,
        "select metric, implied_baseline_value, baseline_year, unit from marts.mart_implied_baseline",
    )
    assert found == [("工业总产值", 1.3e11, 2020, "CNY")]


def test_tables_carry_real_keys_and_comments(warehouse: duckdb.DuckDBPyConnection) -> None:
    keyless = """
        select table_name from duckdb_tables() where schema_name = 'marts'
        except
        select table_name from duckdb_constraints()
        where schema_name = 'marts' and constraint_type = 'PRIMARY KEY'
    """
    assert rows(warehouse, keyless) == []
    assert (
        rows(
            warehouse,
            "select table_name from duckdb_tables() where schema_name = 'marts' and comment is null",
        )
        == []
    )
    uncommented = (
        "select table_name, column_name from duckdb_columns() where schema_name = 'marts' and comment is null"
    )
    assert rows(warehouse, uncommented) == []
    facts = """
        select table_name from duckdb_tables() where schema_name = 'marts' and table_name like 'fact%'
        except
        select table_name from duckdb_constraints() where constraint_type = 'FOREIGN KEY'
    """
    assert rows(warehouse, facts) == []


def test_the_file_keeps_no_path_of_the_raw_tables_and_no_empty_failure_table(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    assert rows(warehouse, "select view_name from duckdb_views() where not internal") == []
    assert rows(warehouse, "select table_name from duckdb_tables() where schema_name = 'dq'") == []
