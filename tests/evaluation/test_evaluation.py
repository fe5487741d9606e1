"""Extraction reads the annotated documents as well as it did, and the evaluation counts as it says."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.evaluation.annotations import AnnotationError, read_annotations
from extract.evaluation.evaluation import Evaluation, evaluate
from extract.evaluation.found import exact_rows
from extract.evaluation.matching import match_milestones, match_pairings, match_spans
from extract.evaluation.page import quality_page
from extract.evaluation.parties import PartyReader
from extract.evaluation.report import findings
from extract.evaluation.scoring import tally
from extract.mentions.places import PlaceContext
from extract.reference import Reference, load_reference
from tests.support.floors import fallen, table
from warehouse.cli import main
from warehouse.errors import ExitCode

ROOT = Path(__file__).parents[2]
GOLD, DOCUMENTS = ROOT / "tests" / "gold", ROOT / "raw" / "documents"
FLOORS = yaml.safe_load((Path(__file__).parent / "floors.yml").read_text(encoding="utf-8"))
TEXT = "市商务局工作方案\n一、主要任务\n新建充电桩300个,改造道路20公里。\n"


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(ROOT / "raw" / "reference")


@pytest.fixture(scope="module")
def evaluation(reference: Reference) -> Evaluation:
    return evaluate(GOLD, DOCUMENTS, reference)


def test_the_annotated_documents_keep_to_their_floors(evaluation: Evaluation) -> None:
    totals = evaluation.totals()
    below = fallen(totals, FLOORS)
    listed = [f"{f.verdict} {f.kind} {f.text}: {f.detail} | {f.sentence}" for f in findings(evaluation)]
    assert not below, "\n".join(["", *below, table(totals), *listed])


def test_every_extracted_row_points_exactly_at_its_quote(evaluation: Evaluation) -> None:
    assert evaluation.exact_rows == evaluation.rows > 0


def test_the_page_on_quality_is_up_to_date(evaluation: Evaluation) -> None:
    page = (ROOT / "docs" / "extraction-quality.md").read_text(encoding="utf-8")
    assert page == quality_page(evaluation), "docs/extraction-quality.md is out of date; run: make quality"


def quantified(number: str, **changes: Any) -> dict[str, Any]:
    start = TEXT.index(number)
    given = {
        "doc": "made-up", "kind": "target", "num_text": number, "start": start, "quote": number,
        "metric": number,
        "value_low": 300, "value_high": 300, "comparator": "eq", "unit": "count", "target_type": "flow",
    }  # fmt: skip
    return given | changes


def write(folder: Path, *annotations: dict[str, Any]) -> None:
    lines = [json.dumps(annotation, ensure_ascii=False) for annotation in annotations]
    (folder / "gold.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "made-up.txt").write_text(TEXT, encoding="utf-8")


def test_hits_misses_and_false_records_are_told_apart(tmp_path: Path, reference: Reference) -> None:
    write(tmp_path, quantified("300个"), quantified("工作方案"))

    result = evaluate(tmp_path, tmp_path, reference)
    targets = next(t for t in result.totals() if t.kind == "target")

    assert (targets.matched, targets.missed, targets.false) == (1, 1, 1)
    assert (targets.precision, targets.recall, targets.f1) == (0.5, 0.5, 0.5)
    told = {finding.text: finding.verdict for finding in findings(result)}
    assert (told["工作方案"], told["20公里"]) == ("missed", "false")


def test_a_wrong_value_is_found_but_not_exact(tmp_path: Path, reference: Reference) -> None:
    write(tmp_path, quantified("300个", value_low=301), quantified("20公里", status="optional"))

    result = evaluate(tmp_path, tmp_path, reference)
    targets = next(t for t in result.totals() if t.kind == "target")

    assert (targets.f1, targets.exact_f1, targets.field_share("value")) == (1.0, 0.0, 0.0)
    [finding] = [f for f in findings(result) if f.kind == "target"]
    assert "value: expected 301 to 300, found 300.0 to 300.0" in finding.detail
    assert finding.sentence == "新建充电桩300个,改造道路20公里。"


@pytest.mark.parametrize("number", ["300个", "20公里"])
def test_optional_annotations_count_neither_way(number: str, tmp_path: Path, reference: Reference) -> None:
    write(tmp_path, quantified(number, status="optional"), quantified("工作方案", status="optional"))

    targets = next(t for t in evaluate(tmp_path, tmp_path, reference).totals() if t.kind == "target")

    assert (targets.matched, targets.missed, targets.false) == (0, 0, 1)


def span(start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, **more}


def test_the_largest_overlap_is_matched_first() -> None:
    gold, wide, narrow = span(10, 16), span(10, 15), span(15, 20)
    pairs = [(m.gold, m.found) for m in match_spans([gold], [narrow, wide])]
    assert pairs == [(gold, wide), (None, narrow)]


def test_milestones_under_one_phrase_are_told_apart_by_their_metrics() -> None:
    gold = [span(0, 4, metric="一号线通车"), span(0, 4, metric="博物馆开放")]
    found = [span(0, 4, metric="博物馆对外开放"), span(0, 4, metric="一号线建成通车")]
    assert [(m.gold, m.found) for m in match_milestones(gold, found)] == [
        (gold[0], found[1]),
        (gold[1], found[0]),
    ]


def test_pairings_need_two_partners_in_common(reference: Reference) -> None:
    read = PartyReader(PlaceContext(), reference).identities
    gold = span(0, 20, parties=(read("辽宁省"), read("江蘇省")))
    same = span(5, 25, parties=(read("江苏"), read("辽宁")))
    other = span(0, 20, parties=(read("江苏省"), read("浙江省")))
    assert [m.found for m in match_pairings([gold], [other, same])] == [same, other]


def test_an_organisation_is_not_the_place_that_it_is_named_after(reference: Reference) -> None:
    read = PartyReader(PlaceContext(), reference).identities
    assert not read("上海证券交易所") & read("上海市")
    assert read("上海") & read("上海市")


def test_a_row_that_quotes_other_characters_is_not_exact() -> None:
    row = {"quote": "300个", "quote_start": 0, "quote_end": 4}
    assert exact_rows({"pairings": [row]}, "300个") == (1, 1)
    assert exact_rows({"pairings": [row]}, "x300个") == (0, 1)


def test_nothing_annotated_and_nothing_found_is_no_fault() -> None:
    empty = tally("target", [])
    assert (empty.precision, empty.recall, empty.f1) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("annotation", "complaint"),
    [
        (quantified("300个", start=3), "num_text should stand at offset 3"),
        (quantified("300个", quote="新建400个"), "the text lacks the quote"),
        (quantified("300个", doc="absent"), "expected the annotated document at"),
        ({"doc": "made-up", "kind": "target"}, "the fields num_text, start"),
        ({"doc": "made-up", "kind": "promise"}, "expected an object with doc and kind"),
    ],
)
def test_annotations_that_do_not_fit_are_refused(
    annotation: dict[str, Any], complaint: str, tmp_path: Path, reference: Reference
) -> None:
    write(tmp_path, annotation)
    with pytest.raises(AnnotationError, match=complaint) as refusal:
        evaluate(tmp_path, tmp_path, reference)
    assert "gold.jsonl, line 1" in str(refusal.value)


def test_a_folder_without_annotations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="expected files named"):
        read_annotations(tmp_path)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Exit status of `policydw evaluate` with these arguments."""
    monkeypatch.setattr(sys, "argv", ["policydw", "evaluate", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    return int(stopped.value.code or 0)


def test_the_command_gives_figures_and_errors_as_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, quantified("300个"))
    folders = ("--gold", str(tmp_path), "--documents", str(tmp_path))

    assert run(monkeypatch, *folders, "--errors", "--format", "json") == 0

    answer = json.loads(capsys.readouterr().out)
    assert answer["files"]["made-up"]["target"]["recall"] == 1.0
    assert ("false", "20公里") in [(error["verdict"], error["text"]) for error in answer["errors"]]


def test_the_command_prints_tables_and_each_error_and_writes_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, quantified("300个"))
    page = tmp_path / "page.md"

    assert (
        run(
            monkeypatch,
            *("--gold", str(tmp_path), "--documents", str(tmp_path), "--errors", "--page", str(page)),
        )
        == 0
    )

    shown = capsys.readouterr().out
    assert "quantified targets          1      1       0      1      50.0%  100.0%" in shown
    assert "made-up: false target 20公里" in shown
    assert "| quantified targets | 1 | 1 | 0 | 1 | 50.0% | 100.0% |" in page.read_text(encoding="utf-8")


def test_the_command_refuses_annotations_without_their_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, quantified("300个", doc="absent"))
    status = run(monkeypatch, "--gold", str(tmp_path), "--documents", str(tmp_path))
    assert status == ExitCode.USAGE
    assert "--documents" in capsys.readouterr().err
