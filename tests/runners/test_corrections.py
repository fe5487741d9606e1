"""Misprints put right by a person: made as long as extraction reads what the correction expects, and told of."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.corrections import CorrectionError, load_corrections
from extract.reference import Reference, load_reference
from extract.runners.inputs import Input
from extract.runners.kept import KeptResults
from extract.runners.steps import Processed, process_document

RAW = Path(__file__).parents[2] / "raw"
TEXT = "南山市发展规划（2021—2025年）\n一、目标\n到2025年，全市工业产值达到3000亿元，新建学校12所。\n"
MISPRINT: dict[str, Any] = {
    "source_file": "plan.txt",
    "table": "targets",
    "char_start": TEXT.index("达到3000亿元"),
    "quantity_text": "达到3000亿元",
    "expect": {"value_low": 3e11, "value_high": 3e11},
    "set": {"value_low": 3e10, "value_high": 3e10},
    "reason": "The annex of the plan has 300亿元.",
    "status": "confirmed",
}


Read = Callable[..., Processed]


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(RAW / "reference")


@pytest.fixture
def read(reference: Reference, tmp_path: Path) -> Read:
    """Extracts the document with these corrections; results are kept."""
    document = Input("plan.txt", "plan.txt", content=TEXT.encode())
    kept = KeptResults(tmp_path / "kept", "0")

    def call(*corrections: dict[str, Any]) -> Processed:
        file = tmp_path / "corrections.yml"
        file.write_text(yaml.safe_dump({"corrections": list(corrections)}), encoding="utf-8")
        return process_document(document, replace(reference, corrections=load_corrections(file)), kept)

    return call


def values(processed: Processed) -> list[float]:
    return [row["value_low"] for row in processed.rows["targets"]]


def test_a_correction_is_made_and_told_of_also_where_the_result_was_kept(read: Read) -> None:
    for is_kept in (False, True):
        processed = read(MISPRINT)

        assert (processed.succeeded, processed.is_kept) == (True, is_kept)
        assert values(processed) == [3e10, 12]
        assert processed.outcomes[-1]["run_step"] == "correct"
        assert processed.outcomes[-1]["message"].endswith("The annex of the plan has 300亿元.")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            {"expect": {"value_low": 3e12, "value_high": 3e12}},
            "extraction reads value_high 300000000000.0, value_low",
        ),
        ({"char_start": 0}, "extraction reads none there"),
    ],
)
def test_a_correction_that_no_longer_fits_is_a_failure_and_changes_nothing(
    read: Read, change: dict[str, Any], found: str
) -> None:
    processed = read(MISPRINT | change)

    assert not processed.succeeded
    assert values(processed) == [3e11, 12]
    assert processed.outcomes[-1]["error_class"] == "CorrectionError"
    assert found in processed.outcomes[-1]["message"]


def test_a_correction_of_another_document_or_one_only_proposed_is_not_made(read: Read) -> None:
    processed = read(MISPRINT | {"status": "proposed"}, MISPRINT | {"source_file": "other.txt"})

    assert processed.succeeded
    assert values(processed) == [3e11, 12]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"because": "x"}, "entry 1: expected .*reason.*, found .*because"),
        ({"status": "maybe"}, "a status of confirmed, proposed, found targets and maybe"),
        ({"set": {"quantity_text": "x"}, "expect": {"quantity_text": "y"}}, "found quantity_text"),
        ({"expect": {}}, "each field of `set` in `expect`"),
        ({"set": {}}, "each field of `set` in `expect`"),
    ],
)
def test_an_entry_that_is_no_correction_is_refused(
    tmp_path: Path, change: dict[str, Any], complaint: str
) -> None:
    file = tmp_path / "corrections.yml"
    file.write_text(yaml.safe_dump({"corrections": [MISPRINT | change]}), encoding="utf-8")

    with pytest.raises(CorrectionError, match=complaint):
        load_corrections(file)
