"""Any text goes through the whole extraction: it never fails, and every row is where it says it is.

Repeated fragments stand for damaged and hostile input: they must cost no more than their length. A pass that
takes longer than TIME_LIMIT says where it hangs.
"""

import faulthandler
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.source import SourceError, source_from_bytes
from extract.tables import Rows
from tests.fuzz.fragments import DENSE, FRAGMENTS, REPEATED
from tests.fuzz.hammer import hammer
from tests.fuzz.soundness import assert_consistent, assert_sound, rows_of_source

TIME_LIMIT = 60
"""Seconds for one text on a busy machine; a few are usual."""
REPEATED_LENGTH, DENSE_LENGTH = 200_000, 5_000
"""Characters; a text that is nothing but facts makes more rows in a page than others in a book."""
WHOLE_RUN = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

MIXTURES = st.lists(
    st.one_of(st.sampled_from(FRAGMENTS), st.sampled_from(FRAGMENTS), st.text(max_size=4)), max_size=60
).map("".join)


@pytest.fixture
def hang_report() -> Iterator[None]:
    faulthandler.dump_traceback_later(TIME_LIMIT, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


def rows_of(text: str) -> Rows:
    """Rows of the text; none where it is refused as no document."""
    try:
        source = source_from_bytes(text.encode("utf-8"), "made-up.txt")
    except SourceError:
        return {}
    return rows_of_source(source)


@WHOLE_RUN
@given(text=st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    decoded = text.encode("utf-8", errors="replace").decode("utf-8")
    rows = rows_of(decoded)
    assert_sound(decoded, rows)
    if rows:
        assert_consistent(rows)


@WHOLE_RUN
@given(text=MIXTURES)
def test_any_mixture_of_policy_words_is_read(text: str) -> None:
    decoded = text.encode("utf-8", errors="replace").decode("utf-8").removeprefix("\ufeff")
    rows = rows_of(decoded)
    assert_sound(decoded, rows)
    if rows:
        assert_consistent(rows)


@WHOLE_RUN
@given(text=MIXTURES, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_a_text_gives_the_same_rows_twice(text: str, encoding: str) -> None:
    data = text.encode(encoding, errors="ignore")
    try:
        source = source_from_bytes(data, "made-up.txt")
    except SourceError:
        return
    assert rows_of_source(source) == rows_of_source(source)


@pytest.mark.usefixtures("hang_report")
@pytest.mark.parametrize(
    ("fragment", "length"),
    [
        *((fragment, REPEATED_LENGTH) for fragment in REPEATED),
        *((fragment, DENSE_LENGTH) for fragment in DENSE),
    ],
)
def test_a_repeated_fragment_costs_its_length(fragment: str, length: int) -> None:
    text = fragment * (length // len(fragment))
    assert_sound(text, rows_of(text))


@pytest.mark.parametrize(
    "fragment", ["到2025年新增100家。", "（一）新建学校3所。\n", "上海市与大连市共建园区2个。"]
)
def test_repeated_sentences_are_all_read(fragment: str) -> None:
    rows = rows_of("南山市工作方案\n一、重点任务\n" + fragment * 200)
    assert len(rows["targets"]) == 200


def test_damaged_documents_mixtures_and_noise_are_read_or_refused() -> None:
    figures = hammer(seed=20261121, count=150, rows_checked_every=10)
    assert figures.wrong == []
    assert figures.read + figures.refused == 150
    assert figures.read >= 75
    assert figures.facts > 150
