"""Rows are checked against the text they quote and the rows they name; nothing is lost on the way."""

import json
from collections import Counter
from typing import Any

import polars as pl
import pytest

from schemas.registry import tables
from schemas.validation import (
    BalanceError,
    Refusal,
    TooManyRefusedError,
    check_balance,
    check_refused_share,
    frame,
    quarantine_rows,
    split_together,
)
from tests.support.raw_tables import raw_tables


def with_change(table_name: str, key: dict[str, str], change: dict[str, Any]) -> dict[str, pl.DataFrame]:
    """All tables, with the one row that has this key changed."""
    frames = raw_tables()
    rows = frames[table_name].to_dicts()
    [row] = [row for row in rows if key.items() <= row.items()]
    row |= change
    return {**frames, table_name: frame(table_name, rows)}


def refused(refusals: list[Refusal]) -> set[tuple[str, str]]:
    return {(refusal.table_name, refusal.check_name) for refusal in refusals}


def test_consistent_tables_pass_together() -> None:
    frames = raw_tables()

    good, refusals = split_together(frames)

    assert refusals == []
    assert all(good[name].equals(frames[name]) for name in frames)


@pytest.mark.parametrize(
    ("table_name", "key", "change", "rule"),
    [
        ("targets", {"target_id": "target-forum"}, {"quantity_text": "3次"}, "quantity_text_matches_text"),
        ("targets", {"target_id": "target-forum"}, {"quote": "举办论坛2次"}, "quote_matches_text"),
        (
            "targets",
            {"target_id": "target-forum"},
            {"source_file": "b.txt"},
            "source_file_is_that_of_document",
        ),
        (
            "statistics",
            {"statistic_id": "statistic-firms"},
            {"quantity_text": "家"},
            "quantity_text_matches_text",
        ),
        ("pairings", {"pairing_id": "pairing-cities"}, {"quote": "大连"}, "quote_matches_text"),
        ("mentions", {"mention_text": "大连市"}, {"mention_text": "大連市"}, "mention_text_matches_text"),
        ("clauses", {"clause_id": "clause-plan-33"}, {"text": "深化"}, "text_matches_text"),
    ],
)
def test_a_row_that_its_document_does_not_bear_out_is_refused(
    table_name: str, key: dict[str, str], change: dict[str, Any], rule: str
) -> None:
    good, refusals = split_together(with_change(table_name, key, change))

    assert (table_name, rule) in refused(refusals)
    assert all(not good[table_name].filter(**key).height for _ in refusals)


def test_offsets_before_the_text_are_not_counted_from_its_end() -> None:
    change = {"char_start": -3, "char_end": -1, "quantity_text": "走廊"}
    frames = with_change("targets", {"target_id": "target-forum"}, change)

    assert ("targets", "quantity_text_matches_text") in refused(split_together(frames)[1])


def test_a_row_is_reported_for_its_values_and_for_its_quote() -> None:
    change = {"comparator": "most", "quantity_text": "3次"}
    _, refusals = split_together(with_change("targets", {"target_id": "target-forum"}, change))

    assert {("targets", "comparator_allowed"), ("targets", "quantity_text_matches_text")} <= refused(refusals)


def test_rows_of_a_refused_target_are_refused_with_it() -> None:
    good, refusals = split_together(with_change("targets", {"target_id": "target-assets"}, {"metric": ""}))

    assert refused(refusals) == {
        ("targets", "metric_not_blank"),
        ("targets", "restates_target_id_names_a_row"),
        ("target_actors", "target_id_names_a_row"),
        ("target_regions", "target_id_names_a_row"),
    }
    [restated] = [r for r in refusals if r.check_name == "restates_target_id_names_a_row"]
    assert restated.row["target_id"] == "target-assets-again"
    assert restated.reason == (
        "expected restates_target_id to name a row of targets; found 'target-assets', which targets does not "
        "hold or which was refused there"
    )
    assert not good["target_regions"].filter(target_id="target-assets-again").height


def test_everything_of_a_refused_document_is_refused_and_other_documents_stay() -> None:
    frames = with_change("documents", {"document_id": "doc-plan"}, {"sha256": "?"})

    good, _ = split_together(frames)

    for name in ("documents", "clauses", "targets", "statistics", "pairings", "mentions"):
        assert set(good[name]["document_id"]) == {"doc-pairing"}
    assert set(good["target_actors"]["target_id"]) == {"target-meeting", "target-training"}


def test_a_row_may_name_a_row_that_was_accepted_before() -> None:
    frames = {"target_regions": raw_tables()["target_regions"]}
    known = {name: set(raw_tables()[name][tables()[name].key[0]]) for name in ("targets", "regions")}

    assert split_together(frames, known)[1] == []
    assert len(split_together(frames, {**known, "regions": {"330200"}})[1]) == 2
    assert len(split_together(frames)[1]) == 2 * frames["target_regions"].height


@pytest.mark.parametrize(
    ("pairing", "role"), [("pairing-cities", "from"), ("pairing-support", "peer"), ("pairing-support", "to")]
)
def test_a_pairing_whose_sides_do_not_fit_its_direction_is_refused(pairing: str, role: str) -> None:
    frames = with_change("pairing_members", {"pairing_id": pairing, "ordinal": 1}, {"member_role": role})

    good, refusals = split_together(frames)

    assert ("pairings", "pairing_has_both_sides") in refused(refusals)
    assert pairing not in set(good["pairings"]["pairing_id"]) | set(good["pairing_members"]["pairing_id"])
    assert "pairing-corridor" in set(good["pairings"]["pairing_id"])


def test_a_group_that_loses_one_of_four_members_stays() -> None:
    member = {"pairing_id": "pairing-corridor", "ordinal": 3}
    good, refusals = split_together(with_change("pairing_members", member, {"region_id": "999999"}))

    assert refused(refusals) == {("pairing_members", "region_id_names_a_row")}
    assert good["pairing_members"].filter(pairing_id="pairing-corridor").height == 3
    assert set(refusals[0].row) == {column.name for column in tables()["pairing_members"].columns}


def test_every_row_is_either_good_or_refused() -> None:
    frames = with_change("clauses", {"clause_id": "clause-plan-3"}, {"char_end": 0})

    good, refusals = split_together(frames)

    numbers = {(refusal.table_name, refusal.row_number) for refusal in refusals}
    for name, rows in frames.items():
        gone = {number for table, number in numbers if table == name}
        kept = [row for number, row in enumerate(rows.to_dicts()) if number not in gone]
        assert good[name].to_dicts() == kept
    assert len(numbers) > 10


def test_quarantine_keeps_the_whole_row_and_one_line_per_rule() -> None:
    change = {"metric": "", "comparator": "most"}
    _, refusals = split_together(with_change("targets", {"target_id": "target-forum"}, change))

    rows = quarantine_rows(refusals)

    kept = frame("quarantine", rows)
    assert split_together({"quarantine": kept})[1] == []
    own = [row for row in rows if row["table_name"] == "targets"]
    assert len(own) == len({row["check_name"] for row in own}) == 2
    assert json.loads(own[0]["row_json"])["quote"] == "每年举办论坛2次"


def test_rows_that_are_equal_in_every_column_have_keys_of_their_own_in_quarantine() -> None:
    row = {"theme_code": "a", "name_zh": "b", "name_en": "c"}
    rows = quarantine_rows(Refusal("themes", number, row, "key_is_unique", "twice") for number in range(3))

    assert len({row["quarantine_id"] for row in rows}) == 3


def test_balance_names_the_table_that_lost_rows() -> None:
    check_balance({"targets": 10, "clauses": 4}, {"targets": 8, "clauses": 4}, {"targets": 2})

    with pytest.raises(BalanceError, match="targets: expected 10 rows, found 7 published and 2 refused"):
        check_balance({"targets": 10, "clauses": 4}, {"targets": 7, "clauses": 4}, {"targets": 2})


@pytest.mark.parametrize(
    ("rows", "refusals", "stops"), [(10, 5, False), (30, 6, False), (29, 6, True), (6, 6, True)]
)
def test_a_run_stops_above_a_fifth_of_a_table_and_five_rows(rows: int, refusals: int, stops: bool) -> None:
    reasons = Counter({("targets", "unit_allowed"): refusals})
    if not stops:
        check_refused_share({"targets": rows}, {"targets": refusals}, reasons)
        return
    with pytest.raises(
        TooManyRefusedError, match=rf"targets: {refusals} of {rows} rows \(unit_allowed {refusals}\)"
    ):
        check_refused_share({"targets": rows}, {"targets": refusals}, reasons)
