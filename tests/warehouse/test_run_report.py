"""What a run leaves behind for programs, and what it prints in its quiet and JSON ways."""

import json
import sys
from pathlib import Path

import pytest

from tests.support.raw_tables import write_raw_tables
from warehouse import build as building
from warehouse.cli import main
from warehouse.errors import ExitCode
from warehouse.history import kept_builds, publications
from warehouse.lock import build_lock
from warehouse.paths import Paths
from warehouse.published import read_publication


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Exit status of `policydw` with these arguments."""
    monkeypatch.setattr(sys, "argv", ["policydw", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    return int(stopped.value.code or 0)


def broken_raw_tables(root: Path) -> list[str]:
    write_raw_tables(root / "given", {"targets": lambda frame: frame.drop("quote")})
    return ["build", "--root", str(root), "--raw-tables", str(root / "given")]


def test_a_published_run_reports_build_stages_rows_checks_and_changes(published_twice_once: Paths) -> None:
    report = json.loads(published_twice_once.run_report.read_text())
    newest = kept_builds(published_twice_once)[-1]
    assert (report["status"], report["exit_code"], report["build_id"]) == ("published", 0, newest.build_id)
    assert report["rows"]["marts.fact_targets"] == 6
    assert report["changes"]["fact_targets"]["removed"] == 9
    let_through = [check for check in report["checks"] if check["status"] == "accepted"]
    assert {check["accepted_because"] for check in let_through} == {"the annexes were taken out"}
    assert report["check_counts"]["accepted"] == len(let_through)
    assert "building and testing the models" in [stage["stage"] for stage in report["stages"]]
    assert sum(stage["seconds"] for stage in report["stages"]) <= report["seconds"]
    beside = sorted(file.name for file in newest.folder.iterdir())
    assert beside == [
        "diff.html",
        "diff.json",
        "failing_rows.csv",
        "failing_rows.xlsx",
        "parquet",
        "policy.duckdb",
        "run_report.json",
        "site",
    ]


def test_a_broken_run_reports_its_status_and_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, *broken_raw_tables(tmp_path), "--quiet") == ExitCode.BROKEN
    report = json.loads(Paths(tmp_path).run_report.read_text())
    assert (report["status"], report["exit_code"]) == ("broken", 1)
    assert "expected a column quote" in report["messages"][0]
    assert report["messages"][1] == "Nothing was published."
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "expected a column quote" in printed.err
    kept = Paths(tmp_path).failed_build / "run_report.json"
    assert json.loads(kept.read_text()) == report


def test_every_line_of_the_json_log_is_an_object_with_time_and_event(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, *broken_raw_tables(tmp_path), "--log-format", "json") == ExitCode.BROKEN
    printed = capsys.readouterr().err.splitlines()
    events = [json.loads(line) for line in printed if line.startswith("{")]
    assert [event["event"] for event in events] == ["stage", "failed"]
    assert all(event["at"].endswith("Z") for event in events)
    assert events[-1]["exit_code"] == 1


def test_nothing_changed_is_reported_as_such_and_prints_nothing_when_quiet(
    published: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = read_publication(published)
    monkeypatch.setattr(building, "code_fingerprint", lambda versions: now.code_sha256)
    given = str(published.root / "given")
    arguments = ["build", "--root", str(published.root), "--raw-tables", given, "--quiet"]
    assert run(monkeypatch, *arguments) == 0
    assert capsys.readouterr().out == ""
    report = json.loads(published.run_report.read_text())
    assert (report["status"], report["is_new"], report["build_id"]) == ("unchanged", False, now.build_id)


def test_a_run_that_finds_another_at_work_leaves_the_report_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = broken_raw_tables(tmp_path)
    with build_lock(Paths(tmp_path).lock):
        assert run(monkeypatch, *arguments) == ExitCode.BUSY
    assert not Paths(tmp_path).run_report.exists()


def test_a_name_that_no_check_has_is_wrong_usage_and_said_before_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [*broken_raw_tables(tmp_path), "--accept", "fact_targets.volum", "--because", "x"]
    assert run(monkeypatch, *arguments) == ExitCode.USAGE
    assert "fact_targets.volume" in capsys.readouterr().err


def test_rollback_and_diff_and_status_on_the_command_line(
    published_twice: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ["--root", str(published_twice.root)]
    first, second = (build.build_id for build in kept_builds(published_twice))
    assert run(monkeypatch, "diff", *root) == 0
    assert "fact_targets: 0 added, 9 removed" in capsys.readouterr().out
    assert run(monkeypatch, "diff", second, first, "--format", "json", *root) == 0
    tables = {entry["table"]: entry for entry in json.loads(capsys.readouterr().out)["tables"]}
    assert tables["fact_targets"]["added"] == 9
    assert run(monkeypatch, "rollback", *root) == 0
    assert first in capsys.readouterr().out
    assert run(monkeypatch, "status", *root) == 0
    shown = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [first, "published"] in [[line[0], line[-1]] for line in shown if len(line) == 3]
    assert any("rollback" in line for line in shown)
    assert [event.action for event in publications(published_twice)] == ["publish", "publish", "rollback"]
