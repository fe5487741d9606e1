"""Fifty thousand targets, many documents, and such as hold what a browser or a spreadsheet program would run."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from tests.site.conftest import MOST_BYTES, Visit
from warehouse.pages import attainment, documents
from warehouse.pages.site import rendered, write_assets
from warehouse.pages.source import Origin, Source
from warehouse.pages.timeline import MOST_LISTED
from warehouse.paths import Paths

MANY = 50_000
ROWS_IN_SIGHT = 80
"""More than fit on the screen with those kept ready around them; far fewer than there are."""
HOSTILE = {
    "metric": "=cmd|' /C calc'!A0",
    "quote": '<script>window.ran = true</script><img src=x onerror="window.ran = true">',
    "quantity_text": "@SUM(1+1)",
    "deadline_text": "-2+3",
}
WATCH = """() => {
    window.longest = 0;
    let last = performance.now();
    (function tick() {
        const now = performance.now();
        window.longest = Math.max(window.longest, now - last);
        last = now;
        setTimeout(tick);
    })();
}"""


@pytest.fixture
def changed(shipped: Paths, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the shipped warehouse without keys, in which targets can be put as one likes."""
    file = tmp_path / "changed.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(f"attach '{shipped.published}' as published (read_only)")
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() where database_name = 'published'"
        ).fetchall()
        for schema, table in tables:
            connection.execute(f'create schema if not exists "{schema}"')
            connection.execute(f'create table "{schema}"."{table}" as from published."{schema}"."{table}"')
        yield connection


def pages(
    connection: duckdb.DuckDBPyConnection, folder: Path, language: str, chapters: tuple[str, ...]
) -> Path:
    """Some chapters of the site of this warehouse in one language; returns their folder."""
    folder.mkdir()
    source = Source(connection, Origin("a-build"))
    write_assets(source, folder / "assets")
    (folder / language).mkdir()
    for name, content in rendered(source, "zh" if language == "zh" else "en", chapters):
        (folder / language / name).write_text(content, encoding="utf-8")
    return folder / language


def multiply_targets(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the targets be MANY, all shipped ones about equally often."""
    connection.execute(
        f"""
        create table copies as
        select target_id as old_id, target_id || '-' || copy as new_id
        from range({MANY}) as numbers(copy)
        inner join (select target_id, row_number() over () - 1 as place from marts.fact_targets)
            on copy % (select count(*) from marts.fact_targets) = place
        """
    )
    for table in (
        "marts.fact_targets",
        "bi.targets",
        "marts.bridge_target_region",
        "marts.bridge_target_actor",
        "marts.mart_target_attainment",
        "marts.mart_deadline_calendar",
    ):
        connection.execute(
            f"create or replace table {table} as select original.* replace (new_id as target_id) "
            f"from {table} as original inner join copies on original.target_id = copies.old_id"
        )


def due_first(connection: duckdb.DuckDBPyConnection) -> str:
    """How many targets are due on the first day on which more are due than the timeline lists."""
    ((count,),) = connection.execute(
        f"""
        with days as (select deadline, count(*) as due from marts.mart_deadline_calendar group by 1)
        select count(*) from marts.fact_targets
        where period_end = (select min(deadline) from days where due > {MOST_LISTED} / (select count(*) from days))
        """
    ).fetchall()
    return str(count)


def test_fifty_thousand_targets_are_filtered_with_few_rows_in_small_pages(
    changed: duckdb.DuckDBPyConnection, tmp_path: Path, visits: Callable[..., Visit]
) -> None:
    multiply_targets(changed)
    ((total, forests),) = changed.execute(
        "select count(*), count(*) filter (where metric = '森林覆盖率') from marts.fact_targets"
    ).fetchall()
    assert total == MANY
    folder = pages(changed, tmp_path / "site", "zh", ("timeline", "attainment", "targets"))
    assert {file.name for file in folder.iterdir() if file.stat().st_size > MOST_BYTES} == set()
    visit = visits()
    page = visit.opened(folder / "timeline.html")
    assert page.locator(".due li").count() <= MOST_LISTED
    page.locator(".rest a").first.click()
    page.wait_for_selector("#rows[data-shown]:not([aria-busy], [data-loading])")
    assert page.locator("#rows").get_attribute("data-shown") == due_first(changed)
    assert visit.opened(folder / "attainment.html").locator("tbody tr").count() == attainment.MOST_LISTED
    page = visit.opened(folder / "targets.html")
    assert page.locator("#rows").get_attribute("data-shown") == str(MANY)
    assert 0 < page.locator("#rows tr.row").count() < ROWS_IN_SIGHT
    page.evaluate(WATCH)
    page.locator("#q").press_sequentially("森林覆盖率")
    page.wait_for_function(f"document.querySelector('#rows').dataset.shown === '{forests}'")
    typing = page.evaluate("window.longest")
    page.fill("#q", "")
    page.wait_for_function(f"document.querySelector('#rows').dataset.shown === '{MANY}'")
    page.evaluate("window.longest = 0")
    page.select_option("#f-sort", "value:desc")
    page.wait_for_selector("th[data-sort=value][aria-sort=descending]")
    sorting = page.evaluate("window.longest")
    page.evaluate("window.scrollTo({top: document.body.scrollHeight / 2, behavior: 'instant'})")
    page.wait_for_function("document.querySelector('#rows tr.row')?.getAttribute('aria-rowindex') > 20000")
    assert 0 < page.locator("#rows tr.row").count() < ROWS_IN_SIGHT
    assert visit.errors == []
    print(f"longest pause: {typing:.0f} ms while typing, {sorting:.0f} ms while sorting")  # noqa: T201


def test_what_a_document_says_is_shown_and_never_run(
    changed: duckdb.DuckDBPyConnection, tmp_path: Path, visits: Callable[..., Visit]
) -> None:
    ((target_id, document_id),) = changed.execute(
        "select target_id, document_id from marts.fact_targets where unit <> 'none' order by 1 limit 1"
    ).fetchall()
    quote = HOSTILE["quote"]
    for column, text in HOSTILE.items():
        changed.execute(f"update marts.fact_targets set {column} = ? where target_id = ?", [text, target_id])
    changed.execute(
        "update marts.mart_target_attainment set metric = ?, quote = ?, explanation_zh = ?", [quote] * 3
    )
    changed.execute("update marts.mart_deadline_calendar set metric = ?", [quote])
    changed.execute("update marts.dim_document set title = ?", [quote])
    changed.execute("update marts.mart_document_summary set title = ?", [quote])
    changed.execute("update bi.targets set document_title = ?", [quote])
    changed.execute("update bi.pairings set document_title = ?, first_party = ?", [quote] * 2)
    changed.execute("update marts.fact_pairings set field = ?, quote = ?", [HOSTILE["metric"], quote])
    changed.execute(
        "update marts.dim_clause set text = ? || substr(text, ?), heading = ?", [quote, len(quote) + 1, quote]
    )
    changed.execute("update meta.dq_results set found = ?", [quote])
    changed.execute("update meta.dq_failing_rows set quote = ?, row_json = ?", [quote] * 2)
    everything = (
        "overview",
        "targets",
        "timeline",
        "attainment",
        "pairings",
        "documents",
        "quality",
        "dictionary",
    )
    folder = pages(changed, tmp_path / "site", "zh", everything)
    visit = visits()
    for file in sorted(folder.iterdir()):
        page = visit.opened(file)
        assert page.evaluate("window.ran") is None, file.name
        assert page.locator("main img").count() == 0, file.name
        if file.name != "dictionary.html":
            assert "<script>window.ran" in page.locator("body").evaluate("body => body.textContent"), (
                file.name
            )
    page = visit.opened(folder / "targets.html", f"#open={target_id}")
    assert page.locator("#detail-title").inner_text() == HOSTILE["metric"]
    page.keyboard.press("Escape")
    with page.expect_download() as download:
        page.click("#download")
    content = Path(download.value.path()).read_text(encoding="utf-8-sig")
    (row,) = [row for row in csv.DictReader(io.StringIO(content)) if row["target_id"] == target_id]
    assert row["quote"] == quote
    for column in ("metric", "quantity_text", "deadline_text"):
        assert row[column] == "'" + HOSTILE[column]
    page = visit.opened(folder / "pairings.html")
    page.locator("#rows .open").first.click()
    assert page.locator("dialog mark").inner_text() == quote
    page = visit.opened(folder / f"document-{document_id}.html")
    page.locator("a[data-facts]").first.click()
    assert page.locator("dialog[open]").count() == 1
    assert (page.evaluate("window.ran"), visit.errors) == (None, [])


def test_many_documents_are_listed_on_several_pages(
    warehouse: duckdb.DuckDBPyConnection,
    tmp_path: Path,
    visits: Callable[..., Visit],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(documents, "SHOWN_DOCUMENTS", 4)
    monkeypatch.setattr(documents, "MOST_COLUMNS", 5)
    folder = pages(warehouse, tmp_path / "site", "en", ("documents",))
    visit = visits()
    page = visit.opened(folder / "documents.html")
    assert page.locator(".card").count() == 4
    expected = warehouse.execute(
        "select theme_name_en, count(*) filter (where clause_count > 0), sum(task_count), sum(target_count) "
        "from marts.mart_theme_coverage group by theme_code, theme_name_en order by theme_code"
    ).fetchall()
    rows = page.locator("main tbody tr").all()
    assert [tuple(row.locator("th, td").all_inner_texts()) for row in rows] == [
        tuple(map(str, row)) for row in expected
    ]
    page.locator(".jump a").nth(1).click()
    page.wait_for_url("**/documents-2.html")
    ((count,),) = warehouse.execute("select count(*) from marts.dim_document").fetchall()
    assert page.locator(".card").count() == count - 4
    assert visit.errors == []
