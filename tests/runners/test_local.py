"""A run reads every file, keeps what is good, says what is not, and changes all tables or none."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
import pytest

from extract.runners import collecting, steps
from extract.runners.local import RunReport, run
from extract.source import SourceFile
from schemas.keys import content_key
from schemas.registry import tables
from schemas.validation import TooManyRefusedError

RAW = Path(__file__).parents[2] / "raw"
GOOD = "宁波市国资国企规划\n到2025年,建成平台10个。\n"
WRONG_OFFSETS = "偏"
BREAKS_A_RULE = "坏"
INTERRUPTED = "停"


def extract_whole_text(source: SourceFile, _reference: object) -> SourceFile:
    """Stands for the rules: the text tells what happens to it."""
    if BREAKS_A_RULE in source.text:
        raise ZeroDivisionError("a rule divided by nothing")
    if INTERRUPTED in source.text:
        raise KeyboardInterrupt
    return source


def rows_of_whole_text(source: SourceFile) -> dict[str, list[dict[str, Any]]]:
    """One document with one clause per line, and an organisation and a unit that every document names."""
    document_id = content_key(source.sha256)
    document = {
        "document_id": document_id,
        "source_file": source.name,
        "title": source.text.splitlines()[0],
        "document_type": "规划",
        "language": "zh-Hans",
        "sha256": source.sha256,
        "char_start": 0,
        "char_end": len(source.text),
        "characters": len(source.text),
        "repaired_spans": 0,
        "document_text": source.text,
    }
    clauses, start = [], 0
    for line in source.text.splitlines(keepends=True):
        clauses.append(
            {
                "clause_id": content_key(document_id, start),
                "document_id": document_id,
                "level": 1,
                "path": "",
                "section_role": "other",
                "char_start": start,
                "char_end": start + len(line),
                "text": "别的字" if WRONG_OFFSETS in line else line,
                "is_task": False,
            }
        )
        start += len(line)
    actor = {"actor_id": "actor:city", "name_zh": f"市政府({source.name})", "actor_type": "government"}
    unit = {"unit": "CNY", "dimension": "money", "name_zh": source.name, "name_en": source.name}
    unit |= {"is_known_unit": False, "is_additive": False}
    return {"documents": [document], "clauses": clauses, "actors": [actor], "units": [unit]}


@pytest.fixture
def simple_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "extract", extract_whole_text)
    monkeypatch.setattr(steps, "document_rows", rows_of_whole_text)


class Project:
    """A folder of documents and a folder of tables."""

    def __init__(self, path: Path) -> None:
        self.documents, self.out = path / "documents", path / "tables"
        self.documents.mkdir()

    def write(self, **texts: str | bytes) -> None:
        for name, text in texts.items():
            data = text if isinstance(text, bytes) else text.encode()
            (self.documents / f"{name}.txt").write_bytes(data)

    def run(self, statistics: Path | None = None, **more: Any) -> RunReport:
        return run([self.documents], self.out, statistics=statistics, reference=RAW / "reference", **more)

    def table(self, name: str) -> pl.DataFrame:
        return pl.read_parquet(self.out / f"{name}.parquet")

    def outcome(self, source_file: str, run_step: str) -> dict[str, Any]:
        return self.table("processing_outcomes").row(
            by_predicate=(pl.col("source_file") == source_file) & (pl.col("run_step") == run_step), named=True
        )


@pytest.fixture
def project(tmp_path: Path, simple_rules: None) -> Project:
    return Project(tmp_path)


def lines_with_wrong_offsets(good: int, wrong: int) -> str:
    return "规划\n" + "".join(f"第{n}条\n" for n in range(good)) + f"{WRONG_OFFSETS}差\n" * wrong


def test_every_raw_table_is_written_with_its_columns_and_types(project: Project) -> None:
    project.write(plan=GOOD)

    report = project.run()

    for name, table in tables().items():
        assert pq.read_schema(project.out / f"{name}.parquet").equals(table.arrow_schema)
        assert project.table(name).height == report.rows[name]
    assert report.rows["documents"] == 1
    assert report.rows["clauses"] == 2
    assert report.rows["targets"] == 0
    assert report.rows["regions"] > 3000


def test_files_that_cannot_be_used_do_not_stop_the_others(project: Project, tmp_path: Path) -> None:
    project.write(
        plan=GOOD, empty="", blank=" \n", binary=bytes(range(256)) * 40, rule=f"规划{BREAKS_A_RULE}"
    )
    (tmp_path / "outside.txt").write_text(GOOD + "外", encoding="utf-8")
    (project.documents / "link.txt").symlink_to(tmp_path / "outside.txt")

    report = project.run()

    assert (report.files_ok, report.files_failed) == (1, 5)
    assert project.table("documents")["source_file"].to_list() == ["plan.txt"]
    for name in ("empty.txt", "blank.txt", "binary.txt", "link.txt"):
        outcome = project.outcome(name, "read")
        assert (outcome["status"], outcome["error_class"]) == ("failed", "SourceError")
        assert outcome["message"].startswith(f"{name}: ")
    broken = project.outcome("rule.txt", "extract")
    assert (broken["status"], broken["error_class"]) == ("failed", "ZeroDivisionError")
    assert "a rule divided by nothing; raised in test_local.py" in broken["message"]
    assert project.outcome("rule.txt", "read")["status"] == "ok"
    good = project.outcome("plan.txt", "extract")
    assert (good["status"], good["rows_extracted"], good["message"]) == ("ok", 5, None)
    assert (
        report.rows["processing_outcomes"]
        == project.table("processing_outcomes")["outcome_row_id"].n_unique()
    )


def test_a_link_to_itself_is_reported(project: Project) -> None:
    project.write(plan=GOOD)
    (project.documents / "loop.txt").symlink_to(project.documents / "loop.txt")

    report = project.run()

    assert (report.files_ok, report.files_failed) == (1, 1)


def test_a_copy_of_a_document_gives_no_second_rows(project: Project) -> None:
    project.write(a=GOOD, b=GOOD)

    report = project.run()

    assert report.rows["documents"] == 1
    assert (report.files_ok, report.files_failed, report.quarantined) == (2, 0, 0)
    outcome = project.outcome("b.txt", "extract")
    assert (outcome["rows_extracted"], outcome["message"]) == (
        0,
        "the same bytes as a.txt, whose rows stand for both",
    )


def test_the_first_of_several_rows_of_one_organisation_counts_and_reference_comes_first(
    project: Project,
) -> None:
    project.write(a=GOOD, b=GOOD + "又\n")

    project.run()

    assert project.table("actors")["name_zh"].to_list() == ["市政府(a.txt)"]
    [yuan] = project.table("units").filter(unit="CNY").to_dicts()
    assert yuan["is_known_unit"]


def test_refused_rows_are_kept_with_their_reason_and_every_row_is_accounted_for(project: Project) -> None:
    project.write(plan=lines_with_wrong_offsets(good=20, wrong=4))

    report = project.run(statistics=RAW / "statistics")

    refused = project.table("quarantine")
    assert refused.filter(table_name="clauses")["check_name"].to_list() == ["text_matches_text"] * 4
    assert json.loads(refused.filter(table_name="clauses")["row_json"][0])["text"] == "别的字"
    for name in tables():
        if name not in collecting.RUN_TABLES:
            extracted = project.outcome(f"tables/{name}.parquet", "validate")["rows_extracted"]
            distinct = refused.filter(table_name=name)["row_json"].n_unique()
            assert extracted == project.table(name).height + distinct
    message = project.outcome("tables/clauses.parquet", "validate")["message"]
    assert message == "4 of 25 rows refused"
    assert report.quarantined == 4 + 14


def test_too_many_refused_rows_stop_the_run_and_leave_the_tables_as_they_were(project: Project) -> None:
    project.write(plan=GOOD)
    project.run()
    before = {path.name: path.read_bytes() for path in project.out.iterdir()}
    project.write(other=lines_with_wrong_offsets(good=5, wrong=6))

    with pytest.raises(TooManyRefusedError, match=r"clauses: 6 of 14 rows \(text_matches_text 6\)") as error:
        project.run()

    after = {path.name: path.read_bytes() for path in project.out.iterdir() if path.is_file()}
    assert after == before
    kept = pl.read_parquet(project.out / "stopped" / "quarantine.parquet")
    assert kept["check_name"].to_list() == ["text_matches_text"] * 6
    assert str(project.out / "stopped" / "quarantine.parquet") in str(error.value)

    (project.documents / "other.txt").unlink()
    project.run()
    assert not (project.out / "stopped").exists()


def test_an_interrupted_run_leaves_the_tables_as_they_were(project: Project) -> None:
    project.write(plan=GOOD)
    project.run()
    before = {path.name: path.read_bytes() for path in project.out.iterdir()}
    project.write(z=f"规划{INTERRUPTED}")

    with pytest.raises(KeyboardInterrupt):
        project.run()

    assert {path.name: path.read_bytes() for path in project.out.iterdir()} == before


def test_the_tables_do_not_depend_on_how_many_files_are_checked_together(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write(
        a=GOOD, b=GOOD + "又\n", c=lines_with_wrong_offsets(20, 2), d=lines_with_wrong_offsets(30, 1)
    )
    project.run()
    together = {name: project.table(name) for name in tables() if name != "processing_outcomes"}

    monkeypatch.setattr(collecting, "BATCH_CHARACTERS", 1)
    project.run()

    assert all(project.table(name).equals(rows) for name, rows in together.items())
    assert together["quarantine"].height == 3


def test_two_runs_over_the_same_files_write_the_same_bytes(project: Project) -> None:
    project.write(a=GOOD, b=lines_with_wrong_offsets(20, 2))
    first, second = [], []
    for written in (first, second):
        project.run(statistics=RAW / "statistics")
        written += [
            path.read_bytes() for path in sorted(project.out.iterdir()) if path.stem != "processing_outcomes"
        ]

    assert first == second


def test_a_table_of_figures_without_a_layout_is_reported(project: Project, tmp_path: Path) -> None:
    statistics = tmp_path / "statistics"
    statistics.mkdir()
    (statistics / "gdp.csv").write_text("a,b\n", encoding="utf-8")
    (statistics / "gdp.origin.yml").write_text("title: a\n", encoding="utf-8")
    (statistics / "lost.yml").write_text("file: lost.csv\ntable: regional_indicators\n", encoding="utf-8")

    report = project.run(statistics=statistics)

    assert (report.files_ok, report.files_failed) == (0, 2)
    assert "expected gdp.yml beside it" in project.outcome("gdp.csv", "statistics")["message"]
    assert "lost.yml: expected the entries" in project.outcome("lost.yml", "statistics")["message"]


def test_a_record_whose_file_is_gone_is_reported(project: Project, tmp_path: Path) -> None:
    statistics = tmp_path / "statistics"
    statistics.mkdir()
    (statistics / "gdp.origin.yml").write_text("title: a\n", encoding="utf-8")
    (project.documents / "plan.origin.yml").write_text("title: a\n", encoding="utf-8")

    report = project.run(statistics=statistics, with_origins=True)

    assert (report.files_ok, report.files_failed) == (0, 2)
    for name, step in (("gdp.origin.yml", "statistics"), ("plan.origin.yml", "read")):
        assert "put the file back or remove the record" in project.outcome(name, step)["message"]


def test_progress_names_what_is_being_read(project: Project) -> None:
    project.write(a=GOOD, b=GOOD + "又\n")
    heard: list[str] = []

    project.run(progress=heard.append)

    assert heard == ["a.txt (1 of 2)", "b.txt (2 of 2)"]
