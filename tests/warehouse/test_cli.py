"""The command line: what it prints, and the exit status it leaves."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.support.raw_tables import write_raw_tables
from tests.warehouse.conftest import half_of_the_targets
from warehouse.cli import main
from warehouse.errors import ExitCode
from warehouse.lock import build_lock
from warehouse.paths import Paths


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Exit status of `policydw` with these arguments."""
    monkeypatch.setattr(sys, "argv", ["policydw", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    return int(stopped.value.code or 0)


def test_help_documents_the_exit_statuses_and_is_quick() -> None:
    command = [sys.executable, "-c", "from warehouse.cli import main; main()", "build", "--help"]
    started = time.monotonic()
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert time.monotonic() - started < 3
    assert "4 the audit refused the build" in " ".join(shown.split())


def test_help_loads_none_of_the_slow_libraries() -> None:
    loaded = "import sys, warehouse.cli; print([m for m in sys.modules if m in sys.argv[1:]])"
    slow = ["duckdb", "dbt", "great_expectations", "pandas", "polars", "pandera", "pyarrow"]
    answer = subprocess.run([sys.executable, "-c", loaded, *slow], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def with_a_failed_input(outcomes: pl.DataFrame) -> pl.DataFrame:
    """The outcomes of an extraction, and one failed file whose message tries to clear the screen."""
    failed = {
        "outcome_row_id": "one-more",
        "source_file": "broken.txt",
        "status": "failed",
        "message": "\x1b[2J",
    }
    row = outcomes.head(1).with_columns(pl.lit(value).alias(name) for name, value in failed.items())
    return pl.concat([outcomes, row])


def test_a_smaller_build_is_published_if_accepted_and_prints_what_it_holds_and_what_failed(
    published: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root, given = str(published.root), published.root / "changed"
    write_raw_tables(given, half_of_the_targets() | {"processing_outcomes": with_a_failed_input})
    status = run(
        monkeypatch,
        "build",
        "--root",
        root,
        "--raw-tables",
        str(given),
        "--accept",
        "*",
        "--because",
        "the rules are stricter now",
    )
    printed = capsys.readouterr().out
    assert status == ExitCode.PUBLISHED_INCOMPLETE
    assert "failed input: broken.txt" in printed
    assert "\x1b" not in printed
    assert str(published.published) in printed
    assert ["marts.fact_targets", "6"] in [line.split() for line in printed.splitlines()]
    query = printed.split('policydw query "')[1].split('"')[0]
    assert run(monkeypatch, "query", "--root", root, query) == 0
    assert "quote" in capsys.readouterr().out


def test_a_query_prints_rows_and_tells_null_from_an_empty_text(
    published_once: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = "count(*) as targets, null as nothing, '' as empty, chr(27) as control, '[red]' as markup"
    sql = f"select {columns} from fact_targets"
    assert run(monkeypatch, "query", "--root", str(published_once.root), sql) == 0
    headings, row = capsys.readouterr().out.splitlines()
    assert headings.split() == ["targets", "nothing", "empty", "control", "markup"]
    assert row.split() == ["15", "NULL", "\\x1b", "[red]"]


def test_a_query_shows_no_more_rows_than_asked_for_and_says_so(
    published_once: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [
        "query",
        "--root",
        str(published_once.root),
        "--limit",
        "2",
        "select target_id from fact_targets",
    ]
    assert run(monkeypatch, *arguments) == 0
    assert len(capsys.readouterr().out.splitlines()) == 4


@pytest.mark.parametrize(
    "sql",
    [
        "create table marts.mine as select 1",
        "delete from fact_targets",
        "copy fact_targets to '{folder}/stolen.csv'",
        "select * from read_text('{folder}/secret.txt')",
        "attach '{folder}/other.duckdb'",
        "attach 'http://127.0.0.1:9/other.duckdb'",
        "set enable_external_access = true",
        "pragma profiling_output = '{folder}/profile.json'",
        "export database '{folder}/stolen'",
        "install httpfs",
        "from '{folder}/secret.txt'",
        "from glob('{folder}/*')",
        "from sniff_csv('{folder}/secret.txt')",
        "explain analyze copy fact_targets to '{folder}/stolen.csv'",
        "prepare stolen as copy fact_targets to '{folder}/stolen.csv'",
        "create temp table mine as select 1",
        "select 1; drop table fact_targets",
        "select 1; select 2",
        "checkpoint",
        "",
        "select nonsense from fact_targets",
    ],
)
def test_a_query_can_neither_write_nor_reach_another_file(
    sql: str,
    tmp_path: Path,
    published_once: Paths,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    before = published_once.published.read_bytes()
    root = str(published_once.root)
    assert run(monkeypatch, "query", "--root", root, sql.format(folder=tmp_path)) == ExitCode.USAGE
    assert "The query failed" in capsys.readouterr().err
    assert published_once.published.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["secret.txt"]


def test_a_query_works_while_a_client_has_the_file_open_for_writing(
    tmp_path: Path,
    published_once: Paths,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    paths = Paths(tmp_path)
    paths.warehouse.mkdir()
    shutil.copyfile(published_once.published, paths.published)
    writer = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    )
    client = subprocess.Popen(
        [sys.executable, "-c", writer, str(paths.published)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert client.stdout and client.stdout.readline() == "open\n"
        with pytest.raises(duckdb.IOException, match="lock"):
            duckdb.connect(str(paths.published), read_only=True)
        assert run(monkeypatch, "query", "--root", str(tmp_path), "select count(*) from fact_targets") == 0
        assert "15" in capsys.readouterr().out
    finally:
        client.communicate()


def test_status_names_the_build_and_its_inputs(
    published_once: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "status", "--root", str(published_once.root)) == 0
    printed = capsys.readouterr().out
    (build,) = (folder.name for folder in published_once.builds.glob("[0-9]*"))
    assert build in printed
    assert "targets.parquet" in printed


@pytest.mark.parametrize("command", [["status"], ["query", "select 1"]])
def test_where_nothing_is_published_the_commands_say_how_to_change_that(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, *command, "--root", str(tmp_path)) == ExitCode.BROKEN
    assert "policydw build" in capsys.readouterr().err


def test_a_damaged_file_is_reported_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Paths(tmp_path).warehouse.mkdir()
    Paths(tmp_path).published.write_bytes(b"not a database" * 1000)
    assert run(monkeypatch, "status", "--root", str(tmp_path)) == ExitCode.BROKEN
    assert "Move it away" in capsys.readouterr().err


def test_a_second_build_leaves_with_its_own_exit_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_raw_tables(tmp_path / "given")
    arguments = ["build", "--root", str(tmp_path), "--raw-tables", str(tmp_path / "given")]
    with build_lock(Paths(tmp_path).lock):
        assert run(monkeypatch, *arguments) == ExitCode.BUSY
    assert "Another build is running" in capsys.readouterr().err
    assert not Paths(tmp_path).builds.exists()


def test_wrong_usage_has_its_own_exit_status(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, "build", "--no-such-option") == ExitCode.USAGE
    assert run(monkeypatch, "status", "--root", str(tmp_path / "nowhere")) == ExitCode.USAGE
