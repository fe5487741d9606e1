"""Did it happen? What the warehouse says of the shipped documents, held against the shipped outcomes."""

import csv
from pathlib import Path
from typing import Any

import duckdb
import pytest

# One build serves all of these, so they stay on one worker.
pytestmark = pytest.mark.xdist_group("shipped inputs")

OUTCOMES = Path(__file__).parents[2] / "raw" / "statistics" / "realised-outcomes.csv"
Warehouse = duckdb.DuckDBPyConnection


def target(warehouse: Warehouse, document: str, quantity: str, *columns: str) -> tuple[Any, ...]:
    """The columns of mart_target_attainment for the one counted target of a document with this quantity."""
    found = warehouse.execute(
        f"select {', '.join('attained.' + column for column in columns)} "
        "from mart_target_attainment as attained join fact_targets using (target_id) "
        "where fact_targets.source_file like ? || '%' and fact_targets.quantity_text like '%' || ? || '%' "
        "and fact_targets.is_counted order by fact_targets.char_start limit 1",
        [document, quantity],
    ).fetchall()
    assert len(found) == 1, f"no target {quantity} in {document}"
    return found[0]


def test_every_target_with_a_quantity_has_one_row(warehouse: Warehouse) -> None:
    rows, targets = warehouse.execute(
        "select (select count(*) from mart_target_attainment), "
        "(select count(*) from fact_targets where target_type <> 'milestone')"
    ).fetchall()[0]
    assert rows == targets >= 50


def test_a_realised_value_of_the_same_indicator_is_known_for_nineteen_targets(warehouse: Warehouse) -> None:
    same, comparable = warehouse.execute(
        "select count(*) filter (where same_indicator_value_count > 0), "
        "count(*) filter (where comparable_value_count > 0) from mart_target_attainment where is_counted"
    ).fetchall()[0]
    assert same >= 19
    assert comparable >= 14


def test_the_targets_whose_values_never_fit_are_those_with_another_scope_or_period(
    warehouse: Warehouse,
) -> None:
    unfit = warehouse.execute(
        "select distinct quantity_text, evidence_verdict from mart_target_attainment "
        "join fact_targets using (target_id) "
        "where same_indicator_value_count > 0 and comparable_value_count = 0"
    ).fetchall()
    verdicts = {verdict for _, verdict in unfit}
    assert verdicts == {"other_scope", "other_period"}


@pytest.mark.parametrize(
    ("document", "quantity", "statuses"),
    [
        ("shanghai-yrd", "33微克/立方米", {"met", "met_early"}),
        ("shanghai-yrd", "35%", {"met", "met_early"}),
        ("shanghai-yrd", "19%以上", {"met", "met_early"}),
        ("shanghai-yrd", "46.5万公顷", {"missed"}),
        ("lingang", "1755亿元", {"missed", "not_comparable"}),
        ("lingang", "1500多项", {"on_the_way"}),
        ("lingang", "500亿元", {"not_comparable"}),
        ("shanghai-soe", "2000亿元", {"no_data", "not_comparable"}),
        ("zhejiang", "71家", {"met", "met_early"}),
    ],
)
def test_what_became_of_a_target_is_said_with_its_source(
    warehouse: Warehouse, document: str, quantity: str, statuses: set[str]
) -> None:
    status, url, explanation = target(
        warehouse, document, quantity, "attainment_status", "evidence_url", "explanation"
    )
    assert status in statuses
    with OUTCOMES.open(encoding="utf-8", newline="") as file:
        assert url in {row["source_url"] for row in csv.DictReader(file)}
    assert explanation.startswith(status.replace("_", " ").capitalize())


def test_listed_state_firms_of_zhejiang_show_baseline_target_and_realised_value_in_one_row(
    warehouse: Warehouse,
) -> None:
    columns = ("baseline_value", "baseline_basis", "goal_value", "required_change", "realised_value")
    assert target(warehouse, "zhejiang", "71家", *columns) == (56.0, "stated_by_document", 71.0, 15.0, 79.0)


@pytest.mark.parametrize(("quantity", "implied"), [("280亿元", 2e10), ("1755亿元", 1.3e11)])
def test_growth_rates_of_lingang_imply_the_year_before(
    warehouse: Warehouse, quantity: str, implied: float
) -> None:
    found = target(
        warehouse, "lingang", quantity, "implied_baseline_value", "baseline_value", "baseline_basis"
    )
    assert found == (pytest.approx(implied), pytest.approx(implied), "implied_by_growth")


def test_a_value_below_the_ceiling_of_a_concentration_meets_it(warehouse: Warehouse) -> None:
    found = target(warehouse, "shanghai-yrd", "33微克/立方米", "goal_direction", "goal_direction_basis")
    assert found == ("at_most", "indicator")


def test_industrial_output_of_lingang_is_judged_by_lingang_and_not_by_a_part_of_it(
    warehouse: Warehouse,
) -> None:
    verdicts = warehouse.execute(
        "select verdict, value_origin, round(value / 1e8, 1) from mart_realised_values "
        "join fact_targets using (target_id) where quantity_text like '%1755亿元%' "
        "and period_relation = 'same_period' order by all"
    ).fetchall()
    assert ("other_scope", "outcome", 1613.3) in verdicts
    assert ("comparable", "implied_outcome", 1500.0) in verdicts


def test_proxies_and_values_added_up_over_another_period_are_never_comparable(warehouse: Warehouse) -> None:
    assert warehouse.execute(
        "select count(*) from mart_realised_values where verdict = 'comparable' and ("
        "comparability <> 'same_indicator' or period_relation in "
        "('cumulative_across_period', 'starts_before_ends_within', 'after_period'))"
    ).fetchall() == [(0,)]


def test_a_statistic_and_a_target_of_one_thing_are_one_series(warehouse: Warehouse) -> None:
    assert warehouse.execute(
        "select fact_statistics.value_low, fact_targets.value_low, fact_outcomes.value from fact_statistics "
        "join fact_targets using (indicator_code) join fact_outcomes using (indicator_code) "
        "where fact_targets.quantity_text = '达到71家' limit 1"
    ).fetchall() == [(56.0, 71.0, 79.0)]


def test_targets_are_judged_as_of_a_date_of_the_data_and_not_of_the_clock(warehouse: Warehouse) -> None:
    with OUTCOMES.open(encoding="utf-8", newline="") as file:
        dates = [row["date_published"] for row in csv.DictReader(file) if len(row["date_published"]) == 10]
    judged = warehouse.execute("select distinct as_of_date::varchar from mart_target_attainment").fetchall()
    assert judged == [(max(dates),)]
