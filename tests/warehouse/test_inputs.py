"""From documents in a folder to the published file, and inputs that are not what they should be."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from warehouse.build import build
from warehouse.errors import BuildBrokenError
from warehouse.inputs import build_inputs, code_files, fingerprint
from warehouse.paths import CODE_ROOT, Paths

PLAN_TEXT = """宁波市绿色发展“十四五”规划
二、发展目标
到2025年,绿地面积不少于300公顷,新建绿道50公里。
"""


def add_document(paths: Paths, name: str, content: bytes) -> Path:
    """Put a document with its origin record among the inputs."""
    paths.documents.mkdir(parents=True, exist_ok=True)
    (paths.documents / f"{name}.txt").write_bytes(content)
    record = f"title: {name}\nsha256: {hashlib.sha256(content).hexdigest()}\n"
    (paths.documents / f"{name}.origin.yml").write_text(record, encoding="utf-8")
    return paths.documents / f"{name}.txt"


@pytest.fixture
def inputs(tmp_path: Path) -> Iterator[Paths]:
    """A warehouse with one document, the project's reference tables, and nothing published."""
    paths = Paths(tmp_path / "root")
    shutil.copytree(CODE_ROOT / "raw" / "reference", paths.reference)
    paths.statistics.mkdir()
    add_document(paths, "plan", PLAN_TEXT.encode())
    yield paths


def test_one_file_that_is_no_text_is_reported_and_the_others_are_published(inputs: Paths) -> None:
    add_document(inputs, "picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")
    publication = build(inputs).publication
    assert [failed.source_file for failed in publication.failed_inputs] == ["picture.txt"]
    with duckdb.connect(str(inputs.published), read_only=True) as connection:
        quotes = connection.execute("select source_file, quote from marts.fact_targets").fetchall()
        sources = connection.execute(
            "select distinct input_kind from meta.build_inputs order by 1"
        ).fetchall()
    assert ("plan.txt", True) in {(file, "300公顷" in quote and quote in PLAN_TEXT) for file, quote in quotes}
    assert sources == [("document",), ("origin_record",), ("reference",)]


def test_a_document_that_its_record_does_not_speak_of_is_left_out_alone(inputs: Paths) -> None:
    changed = add_document(inputs, "changed", PLAN_TEXT.encode())
    changed.write_text(PLAN_TEXT.replace("300公顷", "900公顷"), encoding="utf-8")
    (inputs.documents / "stranger.txt").write_text(PLAN_TEXT.replace("宁波市", "南山市"), encoding="utf-8")
    add_document(inputs, "gone", PLAN_TEXT.encode()).unlink()
    publication = build(inputs).publication
    failed = {failed.source_file: failed.message for failed in publication.failed_inputs}
    assert set(failed) == {"changed.txt", "gone.origin.yml", "stranger.txt"}
    assert "put the file back or remove the record" in str(failed["gone.origin.yml"])
    assert "expected the checksum" in str(failed["changed.txt"])
    assert "expected its origin record stranger.origin.yml" in str(failed["stranger.txt"])
    with duckdb.connect(str(inputs.published), read_only=True) as connection:
        sources = connection.execute("select distinct source_file from marts.fact_targets").fetchall()
    assert sources == [("plan.txt",)]


def test_a_lexicon_that_changed_after_its_intake_stops_the_build(inputs: Paths) -> None:
    lexicon = inputs.reference / "regions.csv"
    lexicon.write_bytes(lexicon.read_bytes() + b"\n")
    with pytest.raises(BuildBrokenError, match=r"reference/regions\.csv"):
        build(inputs)
    lexicon.unlink()
    with pytest.raises(BuildBrokenError, match=r"reference/regions\.origin\.yml: expected the file"):
        build(inputs)
    assert not inputs.published.exists()


def test_a_folder_of_documents_that_is_missing_is_named(inputs: Paths) -> None:
    shutil.rmtree(inputs.documents)
    with pytest.raises(BuildBrokenError, match="documents") as stopped:
        build(inputs)
    assert stopped.value.__notes__ == ["Nothing was published."]


def test_the_fingerprint_follows_names_and_bytes_and_nothing_else(inputs: Paths) -> None:
    before = fingerprint(build_inputs(inputs, None))
    (inputs.documents / "plan.txt").touch()
    assert fingerprint(build_inputs(inputs, None)) == before
    (inputs.documents / "plan.txt").rename(inputs.documents / "other.txt")
    renamed = fingerprint(build_inputs(inputs, None))
    (inputs.documents / "other.txt").write_text(f"{PLAN_TEXT} ", encoding="utf-8")
    assert len({before, renamed, fingerprint(build_inputs(inputs, None))}) == 3


def test_the_code_of_a_build_is_its_rules_models_and_checks_and_nothing_generated() -> None:
    files = {file.relative_to(CODE_ROOT).as_posix() for file in code_files()}
    assert {
        "schemas/fields.yml",
        "dbt_project/models/marts/facts/fact_targets.sql",
        "warehouse/audit/checks.yml",
        "extract/source.py",
    } <= files
    assert not [file for file in files if "/target/" in file or "/builds/" in file or "__pycache__" in file]
