"""The shipped inputs go through the whole extraction, and every fact is where it says it is."""

from pathlib import Path

import polars as pl
import pytest

from extract.runners.local import RunReport, run
from schemas.registry import tables
from schemas.validation import split_together

RAW = Path(__file__).parents[2] / "raw"


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> tuple[RunReport, Path]:
    out = tmp_path_factory.mktemp("tables")
    report = run([RAW / "documents"], out, statistics=RAW / "statistics", reference=RAW / "reference")
    return report, out


def test_every_shipped_file_is_used(extracted: tuple[RunReport, Path]) -> None:
    report, out = extracted

    outcomes = pl.read_parquet(out / "processing_outcomes.parquet")
    assert outcomes.filter(status="failed").to_dicts() == []
    assert (report.files_ok, report.files_failed) == (7, 0)
    assert report.rows["documents"] == 6
    assert report.rows["regional_indicators"] == 6588
    assert report.rows["realised_outcomes"] == 439


def test_only_second_values_of_one_figure_are_refused(extracted: tuple[RunReport, Path]) -> None:
    report, out = extracted
    refused = pl.read_parquet(out / "quarantine.parquet")

    assert refused.group_by("table_name", "check_name").len().rows() == [
        ("regional_indicators", "figure_is_given_once", 14)
    ]
    assert report.quarantined == 14


def test_the_tables_pass_all_checks_when_read_back(extracted: tuple[RunReport, Path]) -> None:
    _, out = extracted
    frames = {name: pl.read_parquet(out / f"{name}.parquet") for name in tables()}

    assert split_together(frames)[1] == []


def test_outcomes_of_named_places_find_their_region(extracted: tuple[RunReport, Path]) -> None:
    _, out = extracted
    outcomes = pl.read_parquet(out / "realised_outcomes.parquet")
    regions = pl.read_parquet(out / "regions.parquet")
    classes = dict(regions.select("region_id", "region_class").iter_rows())
    found = {
        name: classes[region] for name, region in outcomes.select("regions_text", "region_id").iter_rows()
    }

    assert found["上海市;长三角"] == "province"
    assert found["临港新片区"] == "zone"
    assert found["长三角"] == "group"
    assert found["全国"] == "country"
    assert outcomes.filter(region_id="unknown").height < 20
