"""Each page says what SQL says on the published file, and what can be done on it works."""

import re
from collections.abc import Callable
from typing import Any

import duckdb
import pytest

from tests.site.conftest import Visit
from warehouse.pages.figures import short_number, with_unit
from warehouse.pages.site import DBT_DOCS
from warehouse.paths import Paths

Open = Callable[..., Visit]


def numbers(text: str) -> list[int]:
    return [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", text)]


def without_blanks(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_overview_counts_what_is_in_the_file(
    shipped: Paths, visits: Open, warehouse: duckdb.DuckDBPyConnection
) -> None:
    page = visits().opened(shipped.site / "zh" / "index.html")
    shown = page.locator("[data-figures=totals] b").all_inner_texts()
    expected = warehouse.execute(
        """
        select (select count(*) from marts.dim_document), (select count(*) from marts.fact_targets),
            (select count(*) from marts.fact_statistics),
            (select count(distinct pairing_group_key) from marts.fact_pairings),
            (select count(*) from marts.fact_tasks), (select count(*) from marts.fact_regional_indicators),
            (select count(*) from marts.fact_outcomes)
        """
    ).fetchall()
    assert [tuple(int(text.replace(",", "")) for text in shown)] == expected
    assert warehouse.execute("select build_id from meta.build_info").fetchall()[0][0] in page.content()


def figures_of(name: str, row: dict[str, Any], language: str) -> list[str]:
    """What a finding has to say, given the row that its query returns."""
    if name == "largest_sum":
        return [with_unit(row["value_low"], "CNY", "", language), row["metric"], row["issuer"]]
    if name == "most_unequal_pair":
        return [row[f"first_{language}"], row[f"second_{language}"], f"{row['times']:.1f}"]
    columns = {
        "busiest_deadline": ("due_then", "deadline", "dated", "still_ahead", "as_of_date"),
        "attainment": ("quantified", "met", "met_early", "missed", "on_the_way", "not_known"),
        "tasks_without_target": ("tasks", "without_target", "most", "most_in"),
    }
    return [str(row[column]) for column in columns[name]]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_finding_shows_the_figures_of_the_query_below_it(
    language: str, shipped: Paths, visits: Open, warehouse: duckdb.DuckDBPyConnection
) -> None:
    page = visits().opened(shipped.site / language / "index.html")
    findings = page.locator("[data-finding]")
    assert findings.count() == 5
    for finding in findings.all():
        name = finding.get_attribute("data-finding")
        said = " ".join(finding.locator("h3, p").all_inner_texts())
        answer = warehouse.execute(finding.locator("pre").evaluate("block => block.textContent"))
        columns = [column[0] for column in answer.description or []]
        row = dict(zip(columns, answer.fetchall()[0], strict=True))
        assert [text for text in figures_of(str(name), row, language) if text not in said] == []


def test_the_timeline_holds_every_dated_target_on_its_day(
    shipped: Paths, visits: Open, warehouse: duckdb.DuckDBPyConnection
) -> None:
    page = visits().opened(shipped.site / "zh" / "timeline.html")
    shown = page.evaluate(
        "() => Array.from(document.querySelectorAll('.due'), list => "
        "[list.previousElementSibling.id.slice(4), list.children.length])"
    )
    expected = warehouse.execute(
        "select deadline::varchar, count(*) from marts.mart_deadline_calendar group by 1 order by 1"
    ).fetchall()
    assert [tuple(entry) for entry in shown] == expected
    bars = page.locator(".chart path[aria-label]").evaluate_all(
        "all => all.map(bar => bar.getAttribute('aria-label'))"
    )
    assert sum(int(bar.rpartition(": ")[2]) for bar in bars) == sum(count for _, count in expected)


def test_attainment_counts_each_status_and_draws_each_value(
    shipped: Paths, visits: Open, warehouse: duckdb.DuckDBPyConnection
) -> None:
    page = visits().opened(shipped.site / "en" / "attainment.html")
    shown = page.evaluate(
        "() => Array.from(document.querySelectorAll('[data-figures=statuses] li'), li => "
        "[li.querySelector('.status').textContent, Number(li.querySelector('b').textContent)])"
    )
    expected = warehouse.execute(
        "select attainment_status_en, count(*) from marts.mart_target_attainment group by 1"
    ).fetchall()
    assert sorted(map(tuple, shown)) == sorted(expected)
    values = dict(
        warehouse.execute(
            "select target_id, count(*) from marts.mart_realised_values "
            "where verdict in ('comparable', 'earlier_period') and value_in_target_unit is not null group by 1"
        ).fetchall()
    )
    goals = warehouse.execute(
        "select target_id, goal_value, realised_value, attainment.unit, name_en, baseline_value is not null "
        "from marts.mart_target_attainment as attainment join marts.dim_unit as unit on attainment.unit = unit.unit "
        "where comparable_value_count > 0"
    ).fetchall()
    assert page.locator(".multiple").count() == len(goals) > 5
    for target_id, goal, realised, unit, unit_name, has_baseline in goals:
        card = page.locator(f"#t-{target_id}")
        figures = card.locator("dl.pair dd").all_inner_texts()
        assert with_unit(goal, unit, unit_name, "en") in figures[0]
        assert with_unit(realised, unit, unit_name, "en") in figures[1]
        drawn = card.locator("svg path[aria-roledescription=point]").count()
        assert drawn == values[target_id] + 1 + has_baseline, target_id
        assert card.locator(".sources li").count() == values[target_id]


def test_the_table_of_pairs_the_map_and_the_network_follow_one_filter(
    shipped: Paths, visits: Open, warehouse: duckdb.DuckDBPyConnection
) -> None:
    page = visits().opened(shipped.site / "zh" / "pairings.html")

    def shown() -> int:
        page.wait_for_selector("#rows[data-shown]:not([aria-busy])")
        return int(page.locator("#rows").get_attribute("data-shown") or -1)

    assert [(shown(),)] == warehouse.execute("select count(*) from marts.fact_pairings").fetchall()
    field, expected = warehouse.execute(
        "select field, count(*) from marts.fact_pairings where field is not null "
        "group by 1 order by 2 desc, 1 limit 1"
    ).fetchall()[0]
    page.select_option("select[name=field]", field)
    assert shown() == expected
    ends = {
        frozenset(pair)
        for pair in warehouse.execute(
            """
            select if(first_region_id = 'unknown', first_actor_id, first_region_id),
                if(second_region_id = 'unknown', second_actor_id, second_region_id)
            from marts.fact_pairings where field = ?
            """,
            [field],
        ).fetchall()
    }
    for picture in ("map", "network"):
        lines = page.locator(f"svg.{picture} .lines path")
        lit = lines.evaluate_all(
            "all => all.map(line => [line.dataset.ends, !line.classList.contains('off')])"
        )
        assert all((frozenset(pair.split()) in ends) == on for pair, on in lit), picture
        assert any(on for _, on in lit), picture
    page.select_option("select[name=field]", "")
    page.locator("svg.map .spot[data-party='210200']").focus()
    page.keyboard.press("Enter")
    ((of_dalian,),) = warehouse.execute(
        "select count(*) from marts.fact_pairings where '210200' in (first_region_id, second_region_id)"
    ).fetchall()
    assert shown() == of_dalian > 0
    assert page.locator("select[name=party]").input_value() == "大连市"


def test_a_pair_opens_with_the_figures_of_both_sides(
    shipped: Paths, visits: Open, warehouse: duckdb.DuckDBPyConnection
) -> None:
    page = visits().opened(shipped.site / "zh" / "pairings.html")
    columns = ("gdp_cny", "population_persons", "gdp_per_head_cny", "revenue_cny")
    sides = [f"{side}_{name}" for name in columns for side in ("first", "second")]
    for key, *values in warehouse.execute(
        f"select pairing_key, {', '.join(sides)} from marts.mart_pairing_profile where is_latest order by 1 limit 12"
    ).fetchall():
        page.evaluate("key => { location.hash = 'open=' + key; }", key)
        page.wait_for_function(
            "key => location.hash === '#open=' + key && document.querySelector('dialog .sides')", arg=key
        )
        cells = page.locator("dialog .sides tbody td").all_inner_texts()
        assert cells == [short_number(value, "zh") for value in values]


def test_a_document_shows_its_whole_text_with_every_fact_marked(
    shipped: Paths, visits: Open, warehouse: duckdb.DuckDBPyConnection
) -> None:
    visit = visits()
    for document_id, text, repaired in warehouse.execute(
        "select document_id, text, repaired_spans from marts.dim_clause join marts.dim_document using (document_id) "
        "where level = 0"
    ).fetchall():
        page = visit.opened(shipped.site / "zh" / f"document-{document_id}.html")
        shown = page.locator("#text").evaluate("article => article.textContent")
        assert without_blanks(shown) == without_blanks(text)
        marked = page.evaluate(
            """() => {
                const quotes = {};
                document.querySelectorAll("#text a[data-facts]").forEach(mark => mark.dataset.facts.split(" ").forEach(
                    fact => { quotes[fact] = (quotes[fact] || "") + mark.textContent; }));
                return quotes;
            }"""
        )
        expected = {
            f"{kind}:{key}": without_blanks(quote)
            for kind, key, quote in warehouse.execute(
                """
                select 'target', target_id, quote from marts.fact_targets where document_id = $1
                union all select 'statistic', statistic_id, quote from marts.fact_statistics where document_id = $1
                union all select distinct 'pairing', pairing_group_key, quote from marts.fact_pairings
                    where document_id = $1
                """,
                [document_id],
            ).fetchall()
        }
        assert {fact: without_blanks(quote) for fact, quote in marked.items()} == expected
        for fact in expected:
            assert page.locator(f"[id='{fact.replace(':', '-')}']").count() == 1, fact
        rows = page.locator("section[aria-labelledby=repaired] tbody tr").count()
        assert rows == repaired
    assert visit.errors == []


def test_a_mark_tells_what_was_read_there_and_kinds_can_be_hidden(shipped: Paths, visits: Open) -> None:
    visit = visits()
    pages = sorted((shipped.site / "en").glob("document-*.html"))
    page = visit.opened(next(page for page in pages if 'class="m target' in page.read_text(encoding="utf-8")))
    mark = page.locator("#text a.m.target").first
    mark.focus()
    page.keyboard.press("Enter")
    assert "What was read here" in page.locator("dialog[open] h2").inner_text()
    assert page.locator("dialog[open] .rule code").first.inner_text()
    page.keyboard.press("Escape")
    coloured = mark.evaluate("mark => getComputedStyle(mark).backgroundColor")
    page.uncheck("[data-kind=target]")
    assert mark.evaluate("mark => getComputedStyle(mark).backgroundColor") != coloured


def test_quality_lists_every_check_and_filters_them(
    shipped: Paths, visits: Open, warehouse: duckdb.DuckDBPyConnection
) -> None:
    page = visits().opened(shipped.site / "zh" / "quality.html")
    rows = page.locator("#checks-list tbody tr:visible")
    counts = warehouse.execute("select status, count(*) from meta.dq_results group by 1").fetchall()
    assert rows.count() == sum(count for _, count in counts)
    for status, count in counts:
        page.select_option("select[name=result]", status)
        assert rows.count() == count
    failing = warehouse.execute("select count(*) from meta.dq_failing_rows").fetchall()[0][0]
    assert numbers(page.locator("#failing").inner_text()) == [failing]
    assert page.locator("section[aria-labelledby=failing] tbody tr").count() == failing


def test_the_dictionary_describes_every_column_and_tells_what_a_table_is_made_from(
    shipped: Paths, visits: Open, warehouse: duckdb.DuckDBPyConnection
) -> None:
    page = visits().opened(shipped.site / "en" / "dictionary.html")
    described = page.locator("details.table tbody tr").count()
    assert [(described,)] == warehouse.execute("select count(*) from meta.data_dictionary").fetchall()
    origins = page.locator("[id='bi.targets'] dl a").evaluate_all("all => all.map(link => link.textContent)")
    assert "marts.fact_targets" in origins
    page.fill("#q", "implied_baseline_value")
    shown = page.locator("details.table:visible").evaluate_all("all => all.map(table => table.id)")
    expected = warehouse.execute(
        "select distinct table_schema || '.' || table_name from meta.data_dictionary "
        "where column_name = 'implied_baseline_value'"
    ).fetchall()
    assert {(name,) for name in shown} >= set(expected)
    assert len(shown) < 10


def test_the_documentation_of_dbt_opens_from_the_disk_and_asks_for_nothing(
    shipped: Paths, visits: Open
) -> None:
    visit = visits()
    page = visit.page
    page.set_default_timeout(120_000)  # it takes some seconds of a free machine, and far more of a busy one
    page.goto((shipped.site / DBT_DOCS).as_uri() + "#!/model/model.policydw.fact_targets")
    page.wait_for_selector("text=one commitment stated once")
    assert page.locator("td", has_text="restatement_group").count() > 0
    page.locator(".launcher-btn a").click()
    page.wait_for_selector(".launcher-embed canvas")
    assert (visit.requests, visit.errors) == ([], [])
