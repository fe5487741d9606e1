"""The site is switched, mended and rolled back together with the published file, and never holds it back."""

import json
import shutil
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from warehouse.build import Outcome
from warehouse.cli import app
from warehouse.errors import ExitCode, WarehouseError
from warehouse.history import kept_builds, mend_links, published_build_id, roll_back
from warehouse.make_site import make_site
from warehouse.pages import site
from warehouse.paths import Paths
from warehouse.published import read_publication
from warehouse.run_report import Recorder
from warehouse.serve_command import site_build
from warehouse.site_server import listening


def files_of(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def test_a_publication_has_a_whole_site_that_nobody_can_write_to(published: Paths) -> None:
    mark = json.loads((published.site / "site.json").read_text(encoding="utf-8"))
    assert mark["build_id"] == published_build_id(published)
    assert sorted([*mark["files"], "site.json"]) == files_of(published.site.resolve())
    assert {(published.site / name).stat().st_mode & 0o777 for name in mark["files"]} == {0o444}


def test_a_rollback_takes_the_site_along(published_twice: Paths) -> None:
    first, second = (build.build_id for build in kept_builds(published_twice))
    assert site_build(published_twice) == second
    roll_back(published_twice)
    assert site_build(published_twice) == first
    assert first in (published_twice.site / "zh" / "index.html").read_text(encoding="utf-8")


def test_what_a_crash_or_a_backup_left_is_mended(published_twice: Paths) -> None:
    first, second = (build.build_id for build in kept_builds(published_twice))
    link = published_twice.site
    link.unlink()
    link.symlink_to(f"builds/{first}/site")
    mend_links(published_twice)
    assert site_build(published_twice) == second
    link.unlink()
    shutil.copytree(published_twice.builds / first / "site", link)
    mend_links(published_twice)
    assert link.is_symlink()
    assert site_build(published_twice) == second


def test_a_half_written_site_is_not_shown(published_twice: Paths) -> None:
    _, second = (build.build_id for build in kept_builds(published_twice))
    (published_twice.builds / second / "site" / "site.json").unlink()
    mend_links(published_twice)
    assert not published_twice.site.is_symlink()
    with pytest.raises(WarehouseError, match="no site to show"):
        site_build(published_twice)


def test_a_fault_in_a_page_is_told_and_leaves_no_half_site(
    published: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    published.unfinished_build.mkdir()
    shutil.copyfile(published.published, published.unfinished_file)
    stages: list[str] = []

    def broken(*_: object) -> None:
        (published.unfinished_build / "site").mkdir()
        raise ZeroDivisionError("a chart without a scale")

    monkeypatch.setattr(site, "write_site", broken)
    problem = make_site(published, "some-build", {}, None, stages.append)
    assert problem
    assert "ZeroDivisionError: a chart without a scale" in problem
    assert stages == ["writing the site"]
    assert not (published.unfinished_build / "site").exists()
    recorder = Recorder("build", stages.append)
    code = recorder.succeeded(Outcome(read_publication(published), True, 1.0, site_problem=problem))
    assert code == ExitCode.PUBLISHED_INCOMPLETE
    assert (recorder.report.status, recorder.report.messages) == ("published without the site", [problem])


def test_more_documents_than_pages_can_show_are_published_without_a_site(
    published: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    published.unfinished_build.mkdir()
    shutil.copyfile(published.published, published.unfinished_file)
    stages: list[str] = []
    monkeypatch.setattr("warehouse.make_site.MOST_DOCUMENTS", 0)

    assert make_site(published, "some-build", {}, None, stages.append) is None
    assert [stage.split(":")[0] for stage in stages] == ["leaving out the site"]
    assert not (published.unfinished_build / "site").exists()


def test_the_site_is_served_on_the_loopback_address_alone(published: Paths) -> None:
    with listening(published.site, 0) as server:
        host, port = server.server_address[:2]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with urllib.request.urlopen(f"http://{host}:{port}/zh/index.html") as answer:
            page = answer.read().decode()
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"http://{host}:{port}/../policy.duckdb")
        with pytest.raises(WarehouseError, match="cannot be used"):
            listening(published.site, int(port))
        server.shutdown()
    assert host == "127.0.0.1"
    assert published_build_id(published) in page


def test_serving_without_a_site_says_how_to_get_one(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["serve", "--root", str(tmp_path), "--no-browser"])
    assert isinstance(done.exception, WarehouseError)
    assert "policydw build --rebuild" in str(done.exception)
