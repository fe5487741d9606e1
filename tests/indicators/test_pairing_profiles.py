"""How unequal partners are: profiles of the shipped pairings, and whether cities add up to their provinces."""

import duckdb
import pytest

# One build serves all of these, so they stay on one worker.
pytestmark = pytest.mark.xdist_group("shipped inputs")

Warehouse = duckdb.DuckDBPyConnection


def test_every_pair_has_a_profile_in_its_latest_year(warehouse: Warehouse) -> None:
    pairs = warehouse.execute("select count(*) from fact_pairings").fetchall()
    profiles = warehouse.execute("select count(*) from mart_pairing_profile where is_latest").fetchall()
    assert pairs == profiles


def test_two_provinces_are_compared_in_the_revised_series(warehouse: Warehouse) -> None:
    found = warehouse.execute(
        "select distinct gdp_series, population_series, first_gdp_cny, second_gdp_cny, "
        "round(gdp_ratio, 2), gdp_per_head_series from mart_pairing_profile "
        "where first_region_id = '310000' and second_region_id = '320000' and year = 2020"
    ).fetchall()
    assert found == [
        ("gdp_revised", "residents", 4.16039e12, 1.045666e13, 0.4, "gdp_revised_per_resident"),
    ]


def test_a_city_and_a_municipality_are_compared_in_the_series_that_both_have(warehouse: Warehouse) -> None:
    found = warehouse.execute(
        "select distinct gdp_series, first_gdp_cny, second_gdp_cny, population_series, gdp_per_head_series, "
        "first_gdp_per_head_cny, second_gdp_per_head_cny, round(distance_km, -1) from mart_pairing_profile "
        "where first_region_id = '310000' and second_region_id = '210200' and year = 2020"
    ).fetchall()
    assert found == [
        (
            "gdp_first_published", 3.8701e12, 7.030e11, "residents", "gdp_per_capita_printed",
            155800.0, 94685.0, 860.0,
        )
    ]  # fmt: skip


@pytest.mark.parametrize("measure", ["gdp", "population"])
def test_both_values_of_a_row_stand_in_one_edition_and_definition(warehouse: Warehouse, measure: str) -> None:
    suffix = {"gdp": "cny", "population": "persons"}[measure]
    strangers = f"""
        select * from mart_pairing_profile as profile
        where {measure}_ratio is not null and not exists (
            select 1 from fact_regional_indicators as first_figure
            join fact_regional_indicators as second_figure
                on first_figure.indicator_code = second_figure.indicator_code
                and first_figure.definition is not distinct from second_figure.definition
                and first_figure.vintage = second_figure.vintage
            where first_figure.region_id = profile.first_region_id
                and second_figure.region_id = profile.second_region_id
                and first_figure.year = profile.year and second_figure.year = profile.year
                and first_figure.value = profile.first_{measure}_{suffix}
                and second_figure.value = profile.second_{measure}_{suffix}
        )
    """
    assert warehouse.execute(strangers).fetchall() == []
    compared = f"select count(*) from mart_pairing_profile where {measure}_ratio is not null"
    assert warehouse.execute(compared).fetchall()[0][0] > 100


def test_gaps_between_cities_and_provinces_are_within_tolerance_or_listed_with_a_reason(
    warehouse: Warehouse,
) -> None:
    statuses = dict(
        warehouse.execute(
            "select reconciliation_status, count(*) from mart_region_reconciliation group by all"
        ).fetchall()
    )
    assert statuses.keys() == {"within_tolerance", "known_exception", "incomplete"}
    assert statuses["within_tolerance"] >= 40
    assert warehouse.execute(
        "select count(*) from mart_region_reconciliation "
        "where (reconciliation_status = 'known_exception') <> (exception_reason is not null)"
    ).fetchall() == [(0,)]
