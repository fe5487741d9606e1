"""The table of targets, used as a person would: search, filter, sort, open a quote, download."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Page

from tests.site.conftest import PHONE, Visit
from warehouse.paths import Paths

FACETS = {
    "theme": "theme_zh",
    "kind": "target_type_zh",
    "unit": "unit_zh",
    "indicator": "indicator_zh",
    "document": "document_title",
}


@pytest.fixture
def page(shipped: Paths, visits: Callable[..., Visit]) -> Page:
    return visits().opened(shipped.site / "zh" / "targets.html")


def shown(page: Page) -> int:
    page.wait_for_selector("#rows[data-shown]:not([aria-busy])")
    return int(page.locator("#rows").get_attribute("data-shown") or -1)


def one(connection: duckdb.DuckDBPyConnection, sql: str, *values: object) -> object:
    ((value,),) = connection.execute(sql, list(values)).fetchall()
    return value


def downloaded(page: Page) -> tuple[bytes, list[dict[str, str]]]:
    with page.expect_download() as download:
        page.click("#download")
    content = Path(download.value.path()).read_bytes()
    return content, list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_it_shows_as_many_rows_as_there_are_targets(page: Page, warehouse: duckdb.DuckDBPyConnection) -> None:
    assert shown(page) == one(warehouse, "select count(*) from marts.fact_targets")


@pytest.mark.parametrize("query", ["森林", "浙江 上市公司", "遼寧", "辽宁", "ＰＭ2.5"])
def test_a_search_finds_what_sql_finds(query: str, page: Page, warehouse: duckdb.DuckDBPyConnection) -> None:
    page.fill("#q", query)
    page.wait_for_timeout(50)
    found = warehouse.execute(
        """
        select count(*) from bi.targets as target
        where (
            select bool_and(contains(
                translate(
                    concat_ws(' ', metric, quote, value_text, indicator_zh, document_title, issuer_name, theme_zh, unit_zh,
                        (select string_agg(r.name_zh, ' ') from marts.bridge_target_region as b
                         inner join marts.dim_region as r on b.region_id = r.region_id
                         where b.target_id = target.target_id),
                        (select string_agg(a.name_zh, ' ') from marts.bridge_target_actor as b
                         inner join marts.dim_actor as a on b.actor_id = a.actor_id
                         where b.target_id = target.target_id)),
                    folding.written, folding.folded),
                translate(term, folding.written, folding.folded)))
            from unnest(string_split(?, ' ')) as terms(term)
            cross join (
                select string_agg(written, '' order by written) as written,
                    string_agg(folded, '' order by written) as folded
                from meta.search_folding
            ) as folding
        )
        """,
        [query],
    ).fetchall()
    assert [(shown(page),)] == found
    assert shown(page) > 0


@pytest.mark.parametrize("facet", FACETS)
def test_each_choice_of_a_filter_shows_the_rows_that_sql_counts(
    facet: str, page: Page, warehouse: duckdb.DuckDBPyConnection
) -> None:
    expected = dict(
        warehouse.execute(
            f"select {FACETS[facet]}, count(*) from bi.targets where {FACETS[facet]} is not null group by 1"
        ).fetchall()
    )
    options = page.locator(f"select[name={facet}] option").evaluate_all("all => all.map(o => o.value)")
    assert set(options) - {""} == set(expected)
    for value in options[:6]:
        if value:
            page.select_option(f"select[name={facet}]", value)
            assert shown(page) == expected[value]


def test_region_actor_deadline_and_status_filter_too(
    page: Page, warehouse: duckdb.DuckDBPyConnection
) -> None:
    checks = {
        (
            "region",
            "上海市",
        ): "select count(distinct target_id) from marts.bridge_target_region where region_id = '310000'",
        (
            "deadline",
            "2025",
        ): "select count(*) from marts.fact_targets where extract(year from period_end) = 2025",
        (
            "status",
            "未达成",
        ): "select count(*) from marts.mart_target_attainment where attainment_status = 'missed'",
    }
    for (facet, value), sql in checks.items():
        page.select_option(f"select[name={facet}]", value)
        assert shown(page) == one(warehouse, sql), facet
        page.select_option(f"select[name={facet}]", "")
    actor = one(
        warehouse,
        "select name_zh from marts.bridge_target_actor join marts.dim_actor using (actor_id) "
        "group by 1 order by count(distinct target_id) desc, 1 limit 1",
    )
    page.select_option("select[name=actor]", str(actor))
    assert shown(page) == one(
        warehouse,
        "select count(distinct target_id) from marts.bridge_target_actor join marts.dim_actor using (actor_id) "
        "where name_zh = ?",
        actor,
    )


def test_a_heading_sorts_and_says_so(page: Page, warehouse: duckdb.DuckDBPyConnection) -> None:
    page.click("th[data-sort=value] button")
    page.click("th[data-sort=value] button")
    assert page.locator("th[data-sort=value]").get_attribute("aria-sort") == "descending"
    largest = one(
        warehouse,
        "select metric from marts.fact_targets order by coalesce(value_low, value_high) desc nulls last limit 1",
    )
    assert page.locator("#rows tr.row .open").first.inner_text() == largest


def test_a_row_opens_its_quote_within_its_clause_with_the_rule(
    page: Page, warehouse: duckdb.DuckDBPyConnection
) -> None:
    page.fill("#q", "森林覆盖率")
    page.wait_for_function("document.querySelectorAll('#rows tr.row').length === 1")
    page.keyboard.press("Tab")
    page.locator("#rows .open").first.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    quote, clause, rule_id, quantity, *rule = warehouse.execute(
        "select quote, text, rule_id, quantity_text, reason_zh, rests_on_zh "
        "from marts.fact_targets join marts.dim_clause using (clause_id) join meta.rules using (rule_id) "
        "where metric = '森林覆盖率'"
    ).fetchall()[0]
    assert dialog.locator("mark").inner_text() == quote
    assert dialog.locator("mark b").inner_text() == quantity
    assert quote in clause
    assert dialog.locator(".rule code").inner_text() == rule_id
    assert dialog.locator(".rule p").all_inner_texts()[1:3] == rule
    assert "19%" in dialog.inner_text()
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_every_marked_quote_is_the_one_in_the_file(
    page: Page, warehouse: duckdb.DuckDBPyConnection, shipped: Paths, visits: Callable[..., Visit]
) -> None:
    quotes = warehouse.execute("select target_id, quote from marts.fact_targets order by 1").fetchall()
    wrong = []
    for target_id, quote in quotes:
        page.evaluate("id => { location.hash = 'open=' + id; }", target_id)
        page.wait_for_function(
            "id => document.querySelector('dialog[open] .clause')"
            " && document.querySelector('dialog a[href$=\"target-' + id + '\"]')",
            arg=target_id,
        )
        if page.locator("dialog mark").evaluate("mark => mark.textContent") != quote:
            wrong.append(target_id)
    assert wrong == []


def test_the_download_holds_what_is_filtered(page: Page, warehouse: duckdb.DuckDBPyConnection) -> None:
    page.select_option("select[name=deadline]", "2025")
    shown(page)
    content, rows = downloaded(page)
    expected = warehouse.execute(
        "select target_id, quote, value_low, char_start from marts.fact_targets "
        "where extract(year from period_end) = 2025 order by 1"
    ).fetchall()
    assert content.startswith(b"\xef\xbb\xbf")
    found = sorted(
        (
            row["target_id"],
            row["quote"],
            float(row["value_low"]) if row["value_low"] else None,
            int(row["char_start"]),
        )
        for row in rows
    )
    assert found == expected


def test_it_works_on_a_phone(shipped: Paths, visits: Callable[..., Visit]) -> None:
    page = visits(PHONE).opened(shipped.site / "zh" / "targets.html")
    page.fill("#q", "PM2.5")
    page.wait_for_function("document.querySelectorAll('#rows tr.row').length === 1")
    page.locator("#rows tr.row").first.click()
    box = page.locator("dialog[open]").bounding_box()
    assert box
    assert box["width"] <= PHONE[0]
