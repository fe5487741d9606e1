"""What holds for every page: it opens from the disk, asks for nothing, and can be read by everybody."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.site.conftest import DESKTOP, MOST_BYTES, PHONE, Visit, site_pages
from warehouse.pages.site import DBT_DOCS
from warehouse.paths import Paths

BLOCKING = ("serious", "critical")
MEASURE = """() => {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = getComputedStyle(document.body).font;
    return Object.fromEntries(Object.entries({hanzi: "国", unknown: "\\u{10FFFD}"}).map(([name, text]) => {
        pen.canvas.width = pen.canvas.height = 40;
        pen.font = "24px " + getComputedStyle(document.body).fontFamily;
        pen.fillText(text, 4, 30);
        return [name, Array.from(pen.getImageData(0, 0, 40, 40).data).join()];
    }));
}"""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_opens_from_the_disk_without_error_or_request(
    language: str, size: tuple[int, int], shipped: Paths, visits: Callable[..., Visit]
) -> None:
    visit = visits(size)
    too_wide = []
    pages = [page for page in site_pages(shipped) if page.parent.name == language]
    assert len(pages) > 8
    for file in pages:
        page = visit.opened(file)
        assert page.locator("html").get_attribute("lang") == ("zh-Hans" if language == "zh" else "en")
        if page.evaluate("document.documentElement.scrollWidth") > size[0]:
            too_wide.append(file.name)
    assert (visit.errors, visit.requests, too_wide) == ([], [], [])


def test_chinese_characters_are_drawn_and_not_replaced_by_boxes(
    shipped: Paths, visits: Callable[..., Visit]
) -> None:
    page = visits().opened(shipped.site / "zh" / "index.html")
    drawn = page.evaluate(MEASURE)
    assert "概览" in page.title()
    assert drawn["hanzi"] != drawn["unknown"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_serious_on_any_page(
    language: str, shipped: Paths, visits: Callable[..., Visit]
) -> None:
    visit = visits()
    found = []
    for file in [page for page in site_pages(shipped) if page.parent.name == language]:
        page = visit.opened(file)
        violations = Axe().run(page).response["violations"]
        found += [
            (file.name, violation["id"], violation["nodes"][0]["html"][:200])
            for violation in violations
            if violation["impact"] in BLOCKING
        ]
    assert found == []


@pytest.mark.parametrize("name", ["targets", "pairings"])
def test_axe_finds_nothing_serious_in_the_detail_of_a_row(
    name: str, shipped: Paths, visits: Callable[..., Visit]
) -> None:
    page = visits(PHONE).opened(shipped.site / "en" / f"{name}.html")
    page.locator("#rows .open").first.click()
    page.wait_for_selector("dialog[open]")
    violations = Axe().run(page).response["violations"]
    assert [violation["id"] for violation in violations if violation["impact"] in BLOCKING] == []


def test_pages_are_small_and_soon_of_use(shipped: Paths, visits: Callable[..., Visit]) -> None:
    sizes = {page.name: page.stat().st_size for page in [*site_pages(shipped), shipped.site / DBT_DOCS]}
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}
    visit = visits()
    for file in site_pages(shipped):
        page = visit.opened(file)
        timing = page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive")
        print(  # noqa: T201 - the measured times, shown by pytest -s
            f"{file.parent.name}/{file.name}: {file.stat().st_size:,} bytes, interactive after {timing:.0f} ms"
        )


def test_the_entrance_leads_to_the_language_of_the_browser_and_then_to_the_one_chosen(
    shipped: Paths, visits: Callable[..., Visit]
) -> None:
    for locale, first in (("zh-CN", "zh"), ("zh-TW", "zh"), ("en-GB", "en"), ("fr-FR", "en")):
        page = visits(locale=locale).opened(shipped.site / "index.html")
        page.wait_for_url(f"**/{first}/index.html")
    page.click("a[data-choose]")
    page.wait_for_url("**/zh/index.html")
    page.goto((shipped.site / "index.html").as_uri())
    page.wait_for_url("**/zh/index.html")


def test_the_language_is_switched_on_the_same_page_and_with_the_same_filter(
    shipped: Paths, visits: Callable[..., Visit]
) -> None:
    page = visits().opened(shipped.site / "zh" / "targets.html", "#q=森林")
    shown = page.locator("#count").inner_text()
    page.click("a[data-choose]")
    page.wait_for_url("**/en/targets.html#*")
    page.wait_for_selector("#rows[data-shown]")
    assert page.locator("#q").input_value() == "森林"
    assert page.locator("h1").inner_text() == "Targets"
    assert page.locator("#count").inner_text().split()[0] in shown
