"""A real browser without a network, and the site of the shipped inputs."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.support.shipped import shipped_warehouse
from warehouse.pages.site import DBT_DOCS
from warehouse.paths import Paths

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MOST_BYTES = 2_000_000
"""Of any file of the site that a browser loads."""
DESKTOP, PHONE = (1280, 900), (390, 844)


@dataclass(slots=True)
class Visit:
    """A page and everything that must not happen on it."""

    page: Page
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def opened(self, file: Path, fragment: str = "") -> Page:
        """The page of `file`, opened from the disk, once its scripts have run."""
        self.page.goto("about:blank")
        self.page.goto(file.as_uri() + fragment)
        self.page.wait_for_selector("html[data-ready]", state="attached")
        if self.page.locator("#rows").count():
            self.page.wait_for_selector("#rows[data-shown]:not([aria-busy], [data-loading])")
        return self.page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. `make test` installs it where it may."""
    if not CHROMIUM:
        pytest.skip("no chromium on this machine: install the packages chromium and fonts-noto-cjk")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def visits(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens pages in a browser of one's own that has no network and notes every request that is not a file."""
    contexts = []

    def visit(size: tuple[int, int] = DESKTOP, locale: str = "zh-CN") -> Visit:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale=locale, accept_downloads=True
        )
        contexts.append(context)
        context.set_offline(True)
        seen = Visit(context.new_page())

        def refuse(route: Route) -> None:
            seen.requests.append(route.request.url)
            route.abort()

        context.route(lambda url: not url.startswith(("file:", "data:", "blob:", "about:")), refuse)
        context.on("console", lambda message: note(seen, message.type, message.text))
        context.on("weberror", lambda error: seen.errors.append(str(error.error)))
        seen.page.on("requestfailed", lambda request: seen.errors.append(f"not loaded: {request.url}"))
        return seen

    yield visit
    for context in contexts:
        context.close()


def note(seen: Visit, kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        seen.errors.append(text)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    return shipped_warehouse(tmp_path_factory)


@pytest.fixture
def warehouse(shipped: Paths) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published file behind the site."""
    with duckdb.connect(str(shipped.published), read_only=True) as connection:
        yield connection


def site_pages(paths: Paths) -> list[Path]:
    """Every page of the published site but the one that dbt brings along."""
    files = json.loads((paths.site / "site.json").read_text(encoding="utf-8"))["files"]
    return [paths.site / name for name in files if name.endswith(".html") and name != DBT_DOCS]
