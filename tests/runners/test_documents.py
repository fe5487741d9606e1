"""The tables are the same whoever reads the documents, and only what has changed is read anew."""

import os
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from extract.runners import documents, kept
from extract.runners.collecting import RUN_TABLES
from extract.runners.documents import WorkerLostError
from extract.runners.kept import KeptResults, rules_version
from extract.runners.local import RunReport, run
from schemas.registry import tables

RAW = Path(__file__).parents[2] / "raw"
PLAN = "宁波市国资国企规划\n一、主要目标\n到2025年,建成平台10个,省属企业资产总额达到{}亿元。\n"
NOTICE = "关于做好2021年重点工作的通知\n一、重点任务\n(一)加强沪苏合作。2021年底前,新建学校{}所。\n"


class Project:
    """A folder of documents, the tables made from them, and what is kept of them."""

    def __init__(self, path: Path) -> None:
        self.documents, self.out, self.cache = path / "documents", path / "tables", path / "kept"
        self.documents.mkdir()
        for number in range(3):
            self.write(f"plan-{number}", PLAN.format(100 + number))
            self.write(f"city/notice-{number}", NOTICE.format(5 + number))

    def write(self, name: str, text: str) -> None:
        file = self.documents / f"{name}.txt"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def run(self, **more: Any) -> RunReport:
        chosen = {"reference": RAW / "reference", "cache": self.cache, **more}
        return run([self.documents], self.out, statistics=None, **chosen)

    def files(self) -> dict[str, bytes]:
        """Every table as it was written, but for those that tell of the run itself."""
        return {
            name: (self.out / f"{name}.parquet").read_bytes() for name in tables() if name not in RUN_TABLES
        }

    def outcomes(self) -> pl.DataFrame:
        return pl.read_parquet(self.out / "processing_outcomes.parquet").drop("seconds")

    def kept_files(self) -> list[Path]:
        return sorted(self.cache.glob("*/*"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def full_run(project: Project) -> tuple[dict[str, bytes], pl.DataFrame]:
    """What a run writes that keeps nothing and takes nothing that was kept."""
    report = project.run(cache=None)
    assert report.files_kept == 0
    return project.files(), project.outcomes()


def test_several_processes_write_the_same_tables(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in sorted((RAW / "documents").glob("*.txt"))[:2]:
        shutil.copy(file, project.documents)
    project.write("blank", " ")
    alone = full_run(project)
    assert pl.read_parquet(project.out / "targets.parquet").height > 20

    monkeypatch.setattr(documents, "BYTES_AT_ONCE", 1)
    monkeypatch.setattr(documents, "MOST_WAITING", 1)
    report = project.run(cache=None, workers=2)

    assert (report.files_ok, report.files_failed) == (8, 1)
    assert project.files() == alone[0]
    assert project.outcomes().equals(alone[1])


def leave(_documents: object) -> None:
    """Stands for a process that the system ends."""
    os._exit(9)


def test_a_process_that_is_lost_stops_the_run_and_leaves_the_tables(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, _ = full_run(project)
    monkeypatch.setattr(documents, "_process_here", leave)

    with pytest.raises(WorkerLostError, match="ended without a word"):
        project.run(workers=2)

    assert project.files() == before


def test_unchanged_documents_are_not_extracted_again(project: Project) -> None:
    files, outcomes = full_run(project)

    assert project.run().files_kept == 0
    assert (project.files(), project.outcomes().equals(outcomes)) == (files, True)
    assert project.run().files_kept == 6
    assert (project.files(), project.outcomes().equals(outcomes)) == (files, True)
    assert project.run(workers=2).files_kept == 6
    assert project.files() == files


def test_one_changed_document_is_extracted_alone(project: Project) -> None:
    project.run()
    project.write("plan-1", PLAN.format(999))

    assert project.run().files_kept == 5
    files = project.files()
    assert 99_900_000_000.0 in pl.read_parquet(project.out / "targets.parquet")["value_low"]

    assert len(project.kept_files()) == 6
    assert full_run(project)[0] == files


def test_a_document_that_is_gone_takes_its_facts_along(project: Project) -> None:
    project.run()
    (project.documents / "plan-0.txt").unlink()

    assert project.run().files_kept == 5

    files = project.files()
    assert "plan-0.txt" not in pl.read_parquet(project.out / "targets.parquet")["source_file"]
    assert len(project.kept_files()) == 5
    assert full_run(project)[0] == files


def test_a_document_under_another_name_is_another_document(project: Project) -> None:
    project.run()
    (project.documents / "plan-0.txt").rename(project.documents / "renamed.txt")

    assert project.run().files_kept == 5

    files = project.files()
    assert "renamed.txt" in pl.read_parquet(project.out / "targets.parquet")["source_file"]
    assert full_run(project)[0] == files


def test_a_changed_lexicon_reads_all_documents_again(project: Project, tmp_path: Path) -> None:
    reference = tmp_path / "reference"
    shutil.copytree(RAW / "reference", reference)
    assert project.run(reference=reference).files_kept == 0
    assert project.run(reference=reference).files_kept == 6
    themes = reference / "themes.yml"
    themes.write_text(themes.read_text(encoding="utf-8") + "# another word\n", encoding="utf-8")

    assert project.run(reference=reference).files_kept == 0
    assert project.run(reference=reference).files_kept == 6
    assert len(project.kept_files()) == 6


def test_a_changed_rule_is_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, reference = tmp_path / "extract", tmp_path / "reference"
    for folder in (code / "facts", reference):
        folder.mkdir(parents=True)
    rule = code / "facts" / "cues.py"
    rule.write_text("AHEAD = 1\n", encoding="utf-8")
    monkeypatch.setattr(kept, "CODE_FOLDERS", (code,))
    first = rules_version(reference)
    assert rules_version(reference) == first

    rule.write_text("AHEAD = 2\n", encoding="utf-8")
    second = rules_version(reference)
    rule.rename(code / "facts" / "signs.py")

    assert len({first, second, rules_version(reference)}) == 3


def test_the_code_that_reads_belongs_to_the_version() -> None:
    files = {
        file.name
        for folder in kept.CODE_FOLDERS
        for file in folder.rglob("*")
        if file.suffix in (".py", ".yml")
    }

    assert {"cues.py", "periods.py", "extraction.py", "tables.py", "fields.yml"} <= files


def test_a_damaged_result_is_made_anew(project: Project) -> None:
    project.run()
    files = project.files()
    whole, short, foreign, *_ = project.kept_files()
    whole.write_bytes(b"")
    short.write_bytes(short.read_bytes()[:-20])
    foreign.write_bytes(b"not what was kept")

    assert project.run().files_kept == 3
    assert project.files() == files
    assert project.run().files_kept == 6


def test_a_folder_that_cannot_be_written_to_only_costs_time(project: Project) -> None:
    files, _ = full_run(project)
    project.cache.write_text("a file where the folder should be", encoding="utf-8")

    assert project.run().files_kept == 0
    assert project.files() == files


def test_dates_and_numbers_come_back_as_they_were(tmp_path: Path) -> None:
    rows = documents.process_document(
        documents.Input(str(RAW / "documents" / "zhejiang-soe-14th-five-year-plan.txt"), "plan.txt"),
        documents.load_reference(RAW / "reference"),
    ).rows
    results = KeptResults(tmp_path, "version")
    results.keep("plan.txt", "ab" * 32, rows)

    assert results.find("plan.txt", "ab" * 32) == rows
    assert results.find("other.txt", "ab" * 32) is None
    assert KeptResults(tmp_path, "other").find("plan.txt", "ab" * 32) is None
