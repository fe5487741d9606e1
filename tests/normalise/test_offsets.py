"""Edits applied to a text, and the way back from every character."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.normalise.offsets import Edit, apply_edits


@st.composite
def texts_with_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text and edits in any order, overlapping ones among them."""
    source = draw(st.text(max_size=60))
    places = st.tuples(st.integers(0, len(source)), st.integers(0, len(source))).map(sorted)
    edit = st.builds(lambda place, new: Edit(*place, new, "test"), places, st.text(max_size=4))
    return source, draw(st.lists(edit, max_size=8))


def kept_edits(edits: list[Edit]) -> list[Edit]:
    """The edits that apply_edits promises to apply: from left to right, the longest at each place."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


@given(texts_with_edits())
def test_the_result_is_the_source_with_each_edit_in_place(case: tuple[str, list[Edit]]) -> None:
    source, edits = case
    expected, position = "", 0
    for edit in kept_edits(edits):
        expected += source[position : edit.start] + edit.replacement
        position = edit.end
    assert apply_edits(source, edits)[0] == expected + source[position:]


@given(texts_with_edits())
def test_a_character_leads_back_to_itself_or_to_the_whole_of_its_edit(case: tuple[str, list[Edit]]) -> None:
    source, edits = case
    text, offsets = apply_edits(source, edits)
    replaced = {(edit.start, edit.end) for edit in kept_edits(edits)}
    for position, character in enumerate(text):
        start, end = offsets.span(position, position + 1)
        assert (start, end) in replaced or source[start:end] == character


@given(texts_with_edits())
def test_spans_never_run_backwards(case: tuple[str, list[Edit]]) -> None:
    source, edits = case
    text, offsets = apply_edits(source, edits)
    spans = [offsets.span(position, position + 1) for position in range(len(text))]
    assert all(0 <= start <= end <= len(source) for start, end in spans)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(spans))


@given(texts_with_edits(), st.data())
def test_a_span_runs_from_its_first_to_its_last_character(
    case: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    text, offsets = apply_edits(*case)
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        assert offsets.span(start, end) == (offsets.span(start, start + 1)[0], offsets.span(end - 1, end)[1])


@given(texts_with_edits(), st.data())
def test_an_empty_span_is_what_was_removed_there(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    source, edits = case
    text, offsets = apply_edits(source, edits)
    place = data.draw(st.integers(0, len(text)))
    start, end = offsets.span(place, place)
    removed = source[start:end]
    for edit in kept_edits(edits):
        removed = removed.replace(source[edit.start : edit.end], "", 1)
    assert removed == ""


def test_a_text_of_which_nothing_is_left_spans_all_of_its_source() -> None:
    text, offsets = apply_edits("<br>", [Edit(0, 4, "", "markup")])
    assert text == ""
    assert offsets.span(0, 0) == (0, 4)


@pytest.mark.parametrize(
    ("edits", "result"),
    [
        ([Edit(1, 3, "", "a"), Edit(2, 4, "xx", "b")], "ade"),
        ([Edit(1, 2, "x", "a"), Edit(1, 4, "y", "b")], "aye"),
        ([Edit(3, 4, "2", "b"), Edit(0, 1, "1", "a")], "1bc2e"),
        ([Edit(2, 2, "+", "a")], "ab+cde"),
    ],
)
def test_of_overlapping_edits_the_first_and_longest_counts(edits: list[Edit], result: str) -> None:
    assert apply_edits("abcde", edits)[0] == result
