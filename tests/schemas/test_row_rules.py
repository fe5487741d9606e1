"""Every raw table refuses the row that breaks a rule, says why, and keeps the others."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from schemas.registry import tables
from schemas.tables import references, row_rules, schema
from schemas.validation import TableShapeError, frame, split
from tests.support.raw_tables import raw_tables

BROKEN_ROWS: list[tuple[str, dict[str, Any], str]] = [
    ("targets", {"comparator": "most"}, "comparator_allowed"),
    ("targets", {"comparator": "le"}, "values_agree_with_comparator"),
    ("targets", {"comparator": "range"}, "values_agree_with_comparator"),
    ("targets", {"comparator": None}, "values_agree_with_comparator"),
    ("targets", {"value_high": 1.0, "comparator": "range"}, "value_low_before_value_high"),
    ("targets", {"value_low": float("nan")}, "value_low_finite"),
    ("targets", {"value_low": float("inf")}, "value_low_finite"),
    ("targets", {"unit": None}, "value_has_unit"),
    ("targets", {"target_type": "milestone"}, "milestone_has_no_value"),
    ("targets", {"metric": None}, "metric_not_null"),
    ("targets", {"metric": " \t"}, "metric_not_blank"),
    ("targets", {"char_end": 0}, "char_start_before_char_end"),
    ("targets", {"char_start": -4}, "char_start_not_too_low"),
    ("targets", {"char_end": 10**6}, "quote_holds_quantity"),
    ("targets", {"period_start": date(2031, 1, 1)}, "period_start_before_period_end"),
    ("targets", {"restates_target_id": "target-assets"}, "restates_target_id_is_another_row"),
    ("documents", {"sha256": "ABC"}, "sha256_pattern"),
    ("documents", {"characters": 1}, "characters_is_length"),
    ("documents", {"reference_year": 21}, "reference_year_plausible"),
    ("clauses", {"parent_clause_id": "clause-plan-0"}, "parent_clause_id_is_another_row"),
    ("mentions", {"region_id": None}, "mention_names_something"),
    ("target_actors", {"ordinal": 0}, "ordinal_not_too_low"),
    ("regions", {"adcode": "110000"}, "adcode_is_region_id"),
    ("regions", {"latitude": 91.0}, "latitude_on_earth"),
    ("processing_outcomes", {"status": "failed"}, "failure_is_explained"),
]


def break_first_row(table_name: str, change: dict[str, Any]) -> pl.DataFrame:
    rows = raw_tables()[table_name].to_dicts()
    rows[0] |= change
    return frame(table_name, rows)


@pytest.mark.parametrize("table_name", tables())
def test_consistent_tables_pass_every_rule(table_name: str) -> None:
    rows = raw_tables()[table_name]

    good, refusals = split(table_name, rows)

    assert refusals == []
    assert good.equals(rows)


@pytest.mark.parametrize(("table_name", "change", "rule"), BROKEN_ROWS)
def test_a_row_that_breaks_a_rule_is_refused_by_that_rule(
    table_name: str, change: dict[str, Any], rule: str
) -> None:
    rows = break_first_row(table_name, change)

    good, refusals = split(table_name, rows)

    assert rule in {refusal.check_name for refusal in refusals}
    assert {refusal.row_number for refusal in refusals} == {0}
    assert good.equals(rows[1:])


@pytest.mark.parametrize(
    ("comparator", "low", "high"),
    [
        ("ge", 5.0, None),
        ("gt", 5.0, None),
        ("le", None, 5.0),
        ("lt", None, 5.0),
        ("eq", 5.0, 5.0),
        ("approx", 5.0, 5.0),
        ("range", 4.0, 5.0),
        (None, None, None),
    ],
)
def test_every_comparator_has_values_that_suit_it(
    comparator: str | None, low: float | None, high: float | None
) -> None:
    change = {"comparator": comparator, "value_low": low, "value_high": high}

    assert split("targets", break_first_row("targets", change))[1] == []


def test_a_refusal_says_what_was_expected_and_what_was_found() -> None:
    [refusal] = split("targets", break_first_row("targets", {"comparator": "most"}))[1][:1]

    assert refusal.reason == (
        "expected comparator to be one of eq, ge, gt, le, lt, approx, range; found comparator = 'most'"
    )
    assert refusal.row["target_id"] == "target-assets"


def test_a_row_that_breaks_several_rules_is_reported_once_for_each() -> None:
    rows = break_first_row("targets", {"metric": None, "target_type": "wish", "unit": None})

    good, refusals = split("targets", rows)

    assert sorted(refusal.check_name for refusal in refusals) == [
        "metric_not_null", "target_type_allowed", "value_has_unit",
    ]  # fmt: skip
    assert good.height == rows.height - 1


def test_the_first_of_two_rows_with_one_key_is_kept() -> None:
    rows = raw_tables()["region_group_members"]

    good, refusals = split("region_group_members", pl.concat([rows, rows[1:3]]))

    assert good.equals(rows)
    assert [(refusal.row_number, refusal.check_name) for refusal in refusals] == [
        (rows.height, "key_is_unique"),
        (rows.height + 1, "key_is_unique"),
    ]


def test_a_missing_column_is_an_error_that_names_table_and_column() -> None:
    with pytest.raises(TableShapeError, match=r"targets\.metric: expected a column of type String"):
        split("targets", raw_tables()["targets"].drop("metric"))


def test_a_column_of_another_type_is_an_error_that_names_table_and_column() -> None:
    rows = raw_tables()["targets"].cast({"value_low": pl.String})

    with pytest.raises(TableShapeError, match=r"targets\.value_low: expected type Float64, found String"):
        split("targets", rows)


def test_an_unknown_column_is_an_error() -> None:
    with pytest.raises(TableShapeError, match="in this order"):
        split("themes", raw_tables()["themes"].with_columns(colour=pl.lit("red")))


def test_rows_become_a_typed_frame_and_nullable_columns_may_be_left_out() -> None:
    rows = [{"actor_id": "a", "name_zh": "宁波市人民政府", "actor_type": "government"}]

    assert frame("actors", rows).schema == tables()["actors"].polars_schema
    assert frame("actors", rows)["home_region_id"].to_list() == [None]
    assert frame("actors", []).schema == tables()["actors"].polars_schema


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"theme_code": "a", "name_zh": "b"}, r"without \['name_en'\]"),
        ({"theme_code": "a", "name_zh": "b", "name_en": "c", "x": 1}, r"unknown \['x'\]"),
        (
            {"theme_code": "a", "name_zh": "b", "name_en": 3},
            r"themes\.name_en: expected values of type string",
        ),
    ],
)
def test_rows_that_do_not_fit_the_table_are_an_error(row: dict[str, Any], found: str) -> None:
    with pytest.raises(TableShapeError, match=found):
        frame("themes", [row])


@pytest.mark.parametrize(("column", "value"), [("value_low", "5"), ("char_start", 1.5), ("is_soft", "yes"),
    ("period_end", "2025-12-31"), ("char_end", 2**40)])  # fmt: skip
def test_a_value_of_another_type_is_never_converted_in_silence(column: str, value: object) -> None:
    rows = raw_tables()["targets"].to_dicts()
    rows[2][column] = value

    with pytest.raises(TableShapeError, match=rf"targets\.{column}"):
        frame("targets", rows)


def test_whole_numbers_are_accepted_where_a_double_is_expected() -> None:
    rows = raw_tables()["targets"].to_dicts()
    rows[0]["value_low"] = 500_000_000_000

    assert frame("targets", rows)["value_low"][0] == 5e11


def test_every_table_has_a_schema_with_its_columns_in_order() -> None:
    for name, table in tables().items():
        assert list(schema(name).columns) == [column.name for column in table.columns]
        assert "key_is_unique" in row_rules(table)


def test_references_lead_from_a_column_to_the_table_that_holds_its_key() -> None:
    assert references("targets") == {
        "document_id": "documents",
        "clause_id": "clauses",
        "indicator_code": "indicators",
        "unit": "units",
        "restates_target_id": "targets",
    }
    assert references("regions") == {"parent_region_id": "regions"}
    assert references("units") == {}
