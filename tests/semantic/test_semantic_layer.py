"""Metrics of the semantic layer say what SQL on the same file says, and never add what must not be added."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.dbt.project import DBT_PROJECT
from tests.semantic.metricflow import MetricFlow
from warehouse.paths import Paths

# One build of the shipped inputs serves all of these.
pytestmark = pytest.mark.xdist_group("shipped")

FOUND = re.compile(r"ERRORS: (\d+), FUTURE_ERRORS: (\d+), WARNINGS: (\d+)")

# Every metric over the whole file, and the same number from the flat tables and marts, by another way where there is one.
METRICS = {
    "targets": "select count(*) filter (where is_counted) from bi.targets",
    "milestones": "select sum(milestone_count) from marts.mart_document_summary",
    "soft_targets": "select count(*) from bi.targets where is_counted and warns_soft_goal",
    "share_of_soft_targets": "select avg(is_soft::int) from marts.fact_targets where is_counted",
    "targets_without_a_deadline": (
        "select (select count(*) from marts.fact_targets where is_counted) - "
        "(select count(*) from marts.mart_deadline_calendar)"
    ),
    "promised_yuan": "select sum(value_yuan) from bi.targets where not warns_aggregation_hazard",
    "pairs": "select count(*) from bi.pairings",
    "pairing_statements": "select round(sum(statement_share)) from bi.pairings",
    "supporting_pairs": "select count(*) from marts.fact_pairings where direction = 'directed' and pair_relation = 'supports'",
    "quantified_targets": "select sum(quantified_target_count) from marts.mart_document_summary",
    "met_targets": (
        "select count(*) from marts.mart_target_attainment where is_counted and starts_with(attainment_status, 'met')"
    ),
    "missed_targets": "select count(*) from marts.mart_target_attainment where is_counted and attainment_status = 'missed'",
    "decided_targets": (
        "select count(*) from marts.mart_target_attainment "
        "where is_counted and attainment_status in ('met', 'met_early', 'missed')"
    ),
    "attainment_rate": (
        "select avg((attainment_status <> 'missed')::int) from marts.mart_target_attainment "
        "where is_counted and attainment_status in ('met', 'met_early', 'missed')"
    ),
    "tasks": "select sum(task_count) from marts.mart_document_summary",
    "tasks_with_a_target": "select sum(task_with_target_count) from marts.mart_document_summary",
    "share_of_tasks_with_a_target": "select avg((target_count > 0)::int) from marts.fact_tasks",
}

# Every saved query and some questions of an analyst: options of `mf query`, and the SQL that gives the same rows.
QUESTIONS = {
    "money_promised_by_deadline": (
        ["--saved-query", "money_promised_by_deadline"],
        """
        select date_trunc('year', deadline), sum(value_yuan) filter (where not warns_aggregation_hazard),
            count(*) filter (where is_counted)
        from bi.targets where deadline is not null group by all
        """,
    ),
    "firmness_of_plans": (
        ["--saved-query", "firmness_of_plans"],
        """
        select document_title, count(*), count(*) filter (where warns_soft_goal),
            count(*) filter (where deadline is null), avg(warns_soft_goal::int)
        from bi.targets where is_counted group by all
        """,
    ),
    "attainment_by_document": (
        ["--saved-query", "attainment_by_document"],
        """
        with judged as (
            select title, case when starts_with(attainment_status, 'met') then 1 when attainment_status = 'missed' then 0 end as met
            from marts.mart_target_attainment inner join marts.dim_document using (document_id)
            where is_counted
        )
        select title, count(*), count(met), coalesce(sum(met), 0), avg(met) from judged group by title
        """,
    ),
    "who_supports_whom": (
        ["--saved-query", "who_supports_whom"],
        """
        select first_region_zh, second_region_zh, count(*)
        from bi.pairings where pair_relation_en = 'first supports second' group by all
        """,
    ),
    "tasks_that_can_be_measured": (
        ["--saved-query", "tasks_that_can_be_measured"],
        """
        select title, task_count, task_with_target_count, task_with_target_count / task_count
        from marts.mart_document_summary where task_count > 0
        """,
    ),
    "targets_of_each_province": (
        ["--metrics", "targets", "--group-by", "region__province__name_zh"],
        "select province_zh, count(*) filter (where is_counted) from bi.targets group by all",
    ),
    "pairs_by_the_end_of_their_plan": (
        ["--metrics", "pairs,tasks", "--group-by", "metric_time__year"],
        """
        select date_trunc('year', period_end), sum(pair_count), sum(task_count)
        from marts.mart_document_summary inner join marts.dim_document using (document_id)
        group by all
        """,
    ),
    "money_by_unit": (
        ["--metrics", "promised_yuan", "--group-by", "unit"],
        """
        select unit, sum(value_yuan) filter (where not warns_aggregation_hazard)
        from bi.targets inner join marts.fact_targets using (target_id) group by all
        """,
    ),
}


@pytest.fixture(scope="module")
def metricflow(tmp_path_factory: pytest.TempPathFactory, shipped: Paths) -> MetricFlow:
    asked = MetricFlow(tmp_path_factory.mktemp("semantic") / "dbt_project", shipped.published)
    asked.prepare()
    return asked


@pytest.fixture(scope="module")
def answers(metricflow: MetricFlow) -> dict[str, list[dict[str, str]]]:
    """The rows of every question, and of every metric under its own name."""
    asked = {name: options for name, (options, _) in QUESTIONS.items()}
    asked |= {f"metric {name}": ["--metrics", name] for name in METRICS}
    return dict(zip(asked, metricflow.answers(list(asked.values())), strict=True))


@pytest.fixture(scope="module")
def warehouse(shipped: Paths) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(shipped.published), read_only=True) as connection:
        yield connection


def comparable(value: Any) -> str | float:
    """Numbers rounded alike, everything else as text, as a CSV file holds it."""
    try:
        return round(float(value), 9)
    except (TypeError, ValueError):
        return "" if value is None else str(value).removesuffix(" 00:00:00")


def test_the_definitions_agree_with_themselves_and_with_the_file(metricflow: MetricFlow) -> None:
    told = metricflow.validate()
    found = FOUND.findall(told)

    assert len(found) == 6, told
    assert set(found) == {("0", "0", "0")}, told


@pytest.mark.parametrize("metric", METRICS)
def test_a_metric_is_the_number_that_sql_gives(
    metric: str, answers: dict[str, list[dict[str, str]]], warehouse: duckdb.DuckDBPyConnection
) -> None:
    ((expected,),) = warehouse.execute(METRICS[metric]).fetchall()
    (row,) = answers[f"metric {metric}"]

    assert expected is not None
    assert comparable(row[metric]) == comparable(expected)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_has_the_rows_that_sql_gives(
    question: str, answers: dict[str, list[dict[str, str]]], warehouse: duckdb.DuckDBPyConnection
) -> None:
    expected = warehouse.execute(QUESTIONS[question][1]).fetchall()
    answer = [tuple(comparable(value) for value in row.values()) for row in answers[question]]

    assert expected
    assert sorted(answer, key=str) == sorted((tuple(map(comparable, row)) for row in expected), key=str)


def test_money_is_added_to_nothing_else(answers: dict[str, list[dict[str, str]]]) -> None:
    with_money = {row["unit"] for row in answers["money_by_unit"] if row["promised_yuan"]}
    without = {row["unit"] for row in answers["money_by_unit"] if not row["promised_yuan"]}

    assert with_money == {"CNY"}
    assert {"count", "percent"} <= without


def test_every_metric_and_saved_query_is_checked(metricflow: MetricFlow) -> None:
    manifest = metricflow.manifest()

    assert {metric["name"] for metric in manifest["metrics"]} == set(METRICS)
    assert {query["name"] for query in manifest["saved_queries"]} <= set(QUESTIONS)


def test_everything_that_a_user_can_choose_is_described(metricflow: MetricFlow) -> None:
    manifest = metricflow.manifest()
    chosen = [
        *manifest["metrics"],
        *manifest["saved_queries"],
        *(part for model in manifest["semantic_models"] for part in [model, *model["dimensions"]]),
    ]

    assert [part["name"] for part in chosen if not (part["description"] or "").strip()] == []


def test_the_published_file_is_opened_for_reading_only() -> None:
    profile = (DBT_PROJECT / "profiles.yml").read_text(encoding="utf-8")

    assert "access_mode: READ_ONLY" in Path(profile.partition("published:\n")[2].strip()).as_posix()
