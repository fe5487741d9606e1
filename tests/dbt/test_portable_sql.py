"""The SQL of the project keeps to what DuckDB and Spark read alike."""

import pytest

from tests.dbt.portability import CONSTRUCTS, Construct, not_portable
from tests.dbt.project import DBT_PROJECT

MODELS = sorted((DBT_PROJECT / "models").rglob("*.sql"))
TESTS = sorted((DBT_PROJECT / "tests").rglob("*.sql"))
MACROS = sorted((DBT_PROJECT / "macros").rglob("*.sql"))

# Macros that are there to tell the engines apart.
OF_ONE_ENGINE = {"raw_table.sql"}


def test_models_and_tests_hold_nothing_of_one_engine() -> None:
    found = {
        str(file.relative_to(DBT_PROJECT)): broken
        for file in [*MODELS, *TESTS]
        if (broken := list(not_portable(file.read_text(encoding="utf-8"))))
    }

    assert len(MODELS) > 80
    assert found == {}


def test_macros_hold_nothing_of_one_engine_but_those_that_are_there_for_it() -> None:
    found = {file.name for file in MACROS if list(not_portable(file.read_text(encoding="utf-8")))}

    assert found == OF_ONE_ENGINE


@pytest.mark.parametrize("construct", CONSTRUCTS, ids=lambda construct: construct.example)
def test_each_construct_is_found(construct: Construct) -> None:
    assert any(construct.reason in found for found in not_portable(construct.example))


@pytest.mark.parametrize(
    "order",
    [
        "row_number() over (partition by a order by b nulls last, c)",
        "rank() over (order by b)",
        "select a from t order by coalesce(a, b) desc limit 5",
        "sum(a) over (order by case when b then c end rows between unbounded preceding and current row)",
    ],
)
def test_an_order_that_does_not_place_null_is_found(order: str) -> None:
    assert len(list(not_portable(order))) == 1


@pytest.mark.parametrize(
    "order",
    [
        "row_number() over (order by coalesce(a, b) desc nulls last, rows_of_c nulls last)",
        "window w as (partition by a order by b nulls last)",
        "-- order by a\nselect 'order by b' as c",
        "{{ macro('order by a') }}",
    ],
)
def test_an_order_that_places_null_is_not_found(order: str) -> None:
    assert list(not_portable(order)) == []
