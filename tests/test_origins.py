"""Every input has a record of where it comes from, and is still the file that the record speaks of."""

from hashlib import sha256
from pathlib import Path

import pytest

from extract.origins import check_origins, read_origin

RAW = Path(__file__).parents[1] / "raw"
TEXT = "到2025年,建成平台10个。\n"
RECORD = (
    f"title: 某规划\nissuer: null\ndate_issued: 2021-03-01\nsha256: {sha256(TEXT.encode()).hexdigest()}\n"
)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    for folder in ("documents/city", "statistics", "reference"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "documents" / "city" / "plan.txt").write_bytes(TEXT.encode())
    (tmp_path / "documents" / "city" / "plan.origin.yml").write_text(RECORD, encoding="utf-8")
    return tmp_path


def test_the_shipped_inputs_are_what_their_records_say() -> None:
    assert check_origins(RAW) == []
    assert len(list(RAW.rglob("*.origin.yml"))) == 8


def test_a_shipped_record_claims_no_number_and_no_date_that_its_document_does_not_state() -> None:
    for record in (RAW / "documents").glob("*.origin.yml"):
        text = record.with_name(record.name.replace(".origin.yml", ".txt")).read_text(encoding="utf-8")
        entries = read_origin(record)
        assert entries["document_number"] is None or entries["document_number"] in text
        for day in (entries[name] for name in ("date_issued", "date_adopted", "date_published")):
            assert day is None or f"{day.year}年{day.month}月{day.day}日" in text or day.isoformat() in text


def test_a_file_with_its_record_is_no_problem(raw: Path) -> None:
    assert check_origins(raw) == []


def test_a_changed_file_is_reported_with_both_checksums(raw: Path) -> None:
    (raw / "documents" / "city" / "plan.txt").write_text("别的内容", encoding="utf-8")

    [problem] = check_origins(raw)

    assert problem.startswith("documents/city/plan.txt: expected the checksum ")
    assert sha256(TEXT.encode()).hexdigest() in problem
    assert sha256("别的内容".encode()).hexdigest() in problem


@pytest.mark.parametrize("name", ["documents/new.txt", "statistics/new.csv", "reference/regions.csv"])
def test_an_input_without_a_record_is_reported_with_what_to_write(raw: Path, name: str) -> None:
    (raw / name).write_bytes(b"new")

    [problem] = check_origins(raw)

    assert problem.startswith(f"{name}: expected its origin record {Path(name).stem}.origin.yml beside it")
    assert f"sha256: {sha256(b'new').hexdigest()}" in problem


def test_layouts_and_lexicons_need_no_record(raw: Path) -> None:
    (raw / "statistics" / "figures.yml").write_text("table: x", encoding="utf-8")
    (raw / "reference" / "units.csv").write_text("unit", encoding="utf-8")

    assert check_origins(raw) == []


def test_a_record_without_its_file_is_reported(raw: Path) -> None:
    (raw / "documents" / "city" / "plan.txt").unlink()

    [problem] = check_origins(raw)

    assert problem.startswith("documents/city/plan.origin.yml: expected the file that it speaks of")


@pytest.mark.parametrize(
    ("record", "found"),
    [
        ("", "expected entries such as title and sha256 in plan.origin.yml, found none"),
        ("a: [", "expected YAML in UTF-8"),
        ("!!python/object/apply:os.getcwd []", "found an alias or a tag in line 1"),
        (RECORD + "colour: red\n", "found ['colour']"),
        (RECORD + "date_published: last week\n", "expected date_published to be null or a date"),
        (RECORD + "url: 12\n", "expected url to be null or a str"),
        ("title: 某规划\n", "['sha256'] are not"),
    ],
)
def test_a_record_that_cannot_be_used_is_reported(raw: Path, record: str, found: str) -> None:
    (raw / "documents" / "city" / "plan.origin.yml").write_text(record, encoding="utf-8")

    [problem] = check_origins(raw)

    assert found in problem
