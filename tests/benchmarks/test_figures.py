"""The page of performance says what was measured, and what is measured with holds together."""

import json
from pathlib import Path

import polars as pl

from benchmarks.large_raw_tables import COPIED, make_raw_tables
from benchmarks.page import page
from benchmarks.peers import QUANTITIES, TIMES, drawn_mentions, judged_quantity, judged_time, own_findings
from benchmarks.performance import PAGE, RESULTS
from benchmarks.picture import PICTURE, picture
from benchmarks.warehouse_scale import check
from extract.reference import load_reference
from extract.source import read_source
from warehouse.paths import CODE_ROOT, find_paths


def test_the_page_and_its_picture_are_those_of_the_kept_figures() -> None:
    found = json.loads(RESULTS.read_text(encoding="utf-8"))

    assert PAGE.read_text(encoding="utf-8") == page(found)
    assert PAGE.with_name(PICTURE).read_text(encoding="utf-8").startswith("<svg")


def test_the_picture_shows_a_point_for_each_corpus_and_a_bar_for_each_comparison() -> None:
    spread = {"median": 0.04}
    drawn = picture(
        {
            "scale": {
                "sizes": [
                    {"files": n, "seconds": {"median": n / 100}, "megabytes": n / 50}
                    for n in (1000, 2000, 5000)
                ]
            },
            "builds": {"build_to_dbt": {"median": 1.4}},
            "incremental": {"one_changed_to_full": spread, "nothing_changed_to_full": spread},
        }
    )

    assert drawn.count('aria-roledescription="point"') == 3
    assert drawn.count('aria-roledescription="bar"') == 3


def test_copied_raw_tables_pass_every_check_of_rows(tmp_path: Path) -> None:
    parts = make_raw_tables(tmp_path, 4_000, documents=3)

    assert parts > 1
    assert check(tmp_path) == sum(pl.read_parquet(tmp_path / name / "*.parquet").height for name in COPIED)
    keys = pl.read_parquet(tmp_path / "mentions" / "*.parquet")["mention_id"]
    assert keys.n_unique() == keys.len()


def test_mentions_stand_in_their_sentences_and_are_judged_alike_for_all_tools() -> None:
    paths = find_paths()
    sources = [read_source(file, file.name) for file in sorted(paths.documents.glob("*.txt"))]
    quantities, times = drawn_mentions(CODE_ROOT / "tests" / "gold", sources)
    reference = load_reference(paths.reference)

    assert (len(quantities), len(times)) == (QUANTITIES, TIMES)
    assert all(mention.sentence[mention.start : mention.end].strip() for mention in quantities + times)
    assert judged_quantity(quantities[0], own_findings(quantities[0], reference))["bound"]
    assert not any(judged_quantity(quantities[0], []).values())
    assert not any(judged_time(times[0], []).values())
