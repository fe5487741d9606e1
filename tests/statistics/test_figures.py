"""A table of figures is read by its layout; a record that cannot be used is refused with a reason."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.mentions.units import UnitTable, load_units
from extract.statistics.figures import Figures, read_figures
from extract.statistics.layout import StatisticsError
from extract.statistics.lookup import Places
from schemas.registry import tables
from schemas.validation import frame, split

RAW = Path(__file__).parents[2] / "raw"
HEADER = "code,name,what,year,figure,unit"
LAYOUT: dict[str, Any] = {
    "file": "figures.csv",
    "table": "regional_indicators",
    "columns": {
        "region_id": "code",
        "region_name": "name",
        "indicator_code": "what",
        "year": "year",
        "value": "figure",
        "unit_text": "unit",
    },
    "constants": {"vintage": "first", "publication": "统计公报"},
}


@pytest.fixture(scope="module")
def units() -> UnitTable:
    return load_units(RAW / "reference" / "units.csv")


@pytest.fixture(scope="module")
def places() -> Places:
    with (RAW / "reference" / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            {
                "region_id": row["adcode"],
                "name_zh": row["name"],
                "region_class": row["level"],
                "is_current": row["is_current"] == "true",
            }
            for row in csv.DictReader(file)
        ]
    rows += [
        {
            "region_id": "group:delta",
            "name_zh": "长江三角洲",
            "short_name": "长三角",
            "region_class": "group",
        },
        {"region_id": "100000", "name_zh": "中国", "region_class": "country"},
    ]
    return Places.from_rows({"is_current": True, **row} for row in rows)


class Folder:
    """Writes a file of figures with its layout, and reads it."""

    def __init__(self, path: Path, places: Places, units: UnitTable) -> None:
        self.path, self.places, self.units = path, places, units

    def read(self, *lines: str, **layout: Any) -> Figures:
        (self.path / "figures.csv").write_text("\n".join(lines), encoding="utf-8")
        return self.read_layout({**LAYOUT, **layout})

    def read_layout(self, layout: object) -> Figures:
        path = self.path / "figures.yml"
        path.write_text(yaml.safe_dump(layout, allow_unicode=True), encoding="utf-8")
        return read_figures(path, self.places, self.units)


@pytest.fixture
def folder(tmp_path: Path, places: Places, units: UnitTable) -> Folder:
    return Folder(tmp_path, places, units)


def checks(figures: Figures) -> list[str]:
    return [refusal.check_name for refusal in figures.refusals]


@pytest.mark.parametrize(
    ("name", "rows", "refused"), [("regional-indicators", 6588, 14), ("realised-outcomes", 439, 0)]
)
def test_every_record_of_the_shipped_files_is_used_or_refused(
    name: str, rows: int, refused: int, places: Places, units: UnitTable
) -> None:
    with (RAW / "statistics" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file))

    figures = read_figures(RAW / "statistics" / f"{name}.yml", places, units)

    assert (len(figures.rows), len(figures.refusals), figures.blank) == (rows, refused, 0)
    assert rows + refused == len(records)
    assert set(checks(figures)) <= {"figure_is_given_once"}
    assert split(figures.table, frame(figures.table, figures.rows))[1] == []


def test_shipped_outcomes_lead_to_the_documents_that_they_were_collected_for(
    places: Places, units: UnitTable
) -> None:
    rows = read_figures(RAW / "statistics" / "realised-outcomes.yml", places, units).rows
    documents = {path.name for path in (RAW / "documents").glob("*.txt")}

    assert {row["target_source_file"] for row in rows} == documents | {None}
    first = rows[0]
    assert (first["region_id"], first["period_start"]) == ("310000", date(2020, 1, 1))
    assert (first["value"], first["unit"], first["target_char_start"]) == (37.0, "count", 893)
    assert (first["is_inferred"], first["is_derived"]) == (False, False)
    assert {row["unit"] for row in rows if row["unit_text"] == "次/年"} == {"times_per_year"}


@pytest.mark.parametrize(
    ("text", "unit_text", "value", "unit"),
    [
        ("5081.26", "亿元", 508126000000.0, "CNY"),
        ("1,234.5", "万人", 12345000.0, "person"),
        ("2.4", "万亿元", 2.4e12, "CNY"),
        ("3.2", "万亩", 32000.0, "mu"),
        ("279", "亿美元", 2.79e10, "USD"),
        ("60.36", "%", 60.36, "percent"),
        ("16410", "平方公里", 16410.0, "km2"),
        ("-4.2", "元/人", -4.2, "other:元/人"),
    ],
)
def test_a_value_is_multiplied_by_its_unit_as_written(
    folder: Folder, text: str, unit_text: str, value: float, unit: str
) -> None:
    [row] = folder.read(HEADER, f'310000,上海市,gdp,2020,"{text}",{unit_text}').rows

    assert (row["value"], row["unit"], row["unit_text"]) == (value, unit, unit_text)
    assert (row["region_id"], row["year"], row["vintage"]) == ("310000", 2020, "first")


@pytest.mark.parametrize(
    ("record", "check", "found"),
    [
        ("319999,上海市,gdp,2020,1,亿元", "region_code_is_known", "found '319999'"),
        (",上海市,gdp,2020,1,亿元", "region_code_is_known", "found None"),
        ("310000,上海市,gdp,2020,1,亿两", "unit_is_known", "found '亿两'"),
        ("310000,上海市,gdp,2020,1,", "unit_is_known", "found ''"),
        ("310000,上海市,gdp,2020,约1,亿元", "value_is_double", "found '约1'"),
        ("310000,上海市,gdp,2020,NaN,亿元", "value_is_double", "found 'NaN'"),
        ("310000,上海市,gdp,二〇,1,亿元", "year_is_int", "found '二〇'"),
        ("310000,上海市,gdp,2020,1", "record_has_every_cell", "expected 6 cells as in the header; found 5"),
    ],
)
def test_a_record_that_cannot_be_used_is_refused_and_the_others_stay(
    folder: Folder, record: str, check: str, found: str
) -> None:
    figures = folder.read(HEADER, "110000,北京市,gdp,2020,2,亿元", record, "120000,天津市,gdp,2020,3,亿元")

    assert [row["value"] for row in figures.rows] == [2e8, 3e8]
    [refusal] = figures.refusals
    assert refusal.check_name == check
    assert found in refusal.reason
    assert (refusal.row["source_file"], refusal.row["record"]) == ("figures.csv", 3)


def test_a_record_with_two_faults_is_refused_for_both(folder: Folder) -> None:
    figures = folder.read(HEADER, "319999,某市,gdp,2020,1,亿两")

    assert checks(figures) == ["region_code_is_known", "unit_is_known"]
    assert {refusal.row_number for refusal in figures.refusals} == {0}


def test_the_first_of_two_values_of_one_figure_counts(folder: Folder) -> None:
    figures = folder.read(
        HEADER,
        "310000,上海市,gdp,2020,1,亿元",
        "310000,上海市,gdp,2020,2,亿元",
        "310000,上海市,gdp,2020,1,亿元",
        "310000,上海市,gdp,2021,2,亿元",
    )

    assert [row["year"] for row in figures.rows] == [2020, 2021]
    assert checks(figures) == ["figure_is_given_once"] * 2
    assert [refusal.row_number for refusal in figures.refusals] == [0, 1]
    assert "found 2 after record 2, which gives another value, 1 from 统计公报" in figures.refusals[0].reason
    assert "gives the same value" in figures.refusals[1].reason


def test_keys_do_not_depend_on_the_order_of_the_records(folder: Folder) -> None:
    records = ["310000,上海市,gdp,2020,1,亿元", "310000,上海市,gdp,2021,2,亿元"]
    one = {row["regional_indicator_id"]: row["year"] for row in folder.read(HEADER, *records).rows}
    other = {row["regional_indicator_id"]: row["year"] for row in folder.read(HEADER, *records[::-1]).rows}

    assert one == other
    assert len(one) == 2


def test_cells_that_mean_no_figure_are_counted_and_footnotes_left_out(folder: Folder) -> None:
    figures = folder.read(
        "表1 地区生产总值",
        HEADER,
        "310000,上海市,gdp,2020,1,亿元",
        "",
        "310000,上海市,gdp,2021,—,亿元",
        "310000,上海市,gdp,2022,,亿元",
        "注:按当年价格计算",
        header_row=2,
        missing=["—"],
        footnotes=["注"],
    )

    assert [row["value"] for row in figures.rows] == [1e8]
    assert (figures.blank, figures.refusals) == (2, [])


def test_a_wide_file_gives_one_row_per_year(folder: Folder) -> None:
    figures = folder.read(
        "地区代码,地区,2019年,2020年,备注",
        "310000,上海市,38155.3,38700.6,初步核算",
        "330000,浙江省,—,64613.3,",
        columns={"region_id": "地区代码", "region_name": "地区", "caveat": "备注"},
        constants={**LAYOUT["constants"], "indicator_code": "gdp", "unit_text": "亿元"},
        year_columns="(\\d{4})年",
        missing=["—"],
    )

    assert [(row["region_id"], row["year"], row["value"]) for row in figures.rows] == [
        ("310000", 2019, 3815530000000.0),
        ("310000", 2020, 3870060000000.0),
        ("330000", 2020, 6461330000000.0),
    ]
    assert [row["caveat"] for row in figures.rows] == ["初步核算", "初步核算", None]
    assert (figures.blank, figures.refusals) == (1, [])


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_a_file_is_read_in_the_encoding_that_its_layout_names(folder: Folder, encoding: str) -> None:
    lines = [HEADER, "310000,上海市,gdp,2020,1,亿元"]
    (folder.path / "figures.csv").write_text("\n".join(lines), encoding=encoding)

    [row] = folder.read_layout({**LAYOUT, "encoding": encoding.removesuffix("-sig")}).rows

    assert row["region_name"] == "上海市"


@pytest.mark.parametrize(
    ("names", "region_id"),
    [
        ("上海市;长三角", "310000"),
        ("长三角", "group:delta"),
        ("全国", "100000"),
        ("某开发区;大连市", "210200"),
        ("朝阳区", "unknown"),
        ("某开发区", "unknown"),
    ],
)
def test_the_first_name_that_stands_for_one_region_counts(places: Places, names: str, region_id: str) -> None:
    assert places.first_known(names, ";") == region_id


def test_a_unit_outside_the_table_of_units_comes_with_a_row_of_its_own(folder: Folder) -> None:
    figures = folder.read(
        "where,what,figure,unit,how,guess,sum",
        "上海市,密度,3,other:个/平方公里,proxy,false,是",
        table="realised_outcomes",
        columns={
            "regions_text": "where",
            "indicator_code": "what",
            "value": "figure",
            "unit": "unit",
            "comparability": "how",
            "is_inferred": "guess",
            "is_derived": "sum",
        },
        constants={},
        region_by="name",
        values_in="canonical_units",
    )

    assert [unit["unit"] for unit in figures.units] == ["other:个/平方公里"]
    assert split("units", frame("units", figures.units))[1] == []
    assert set(figures.rows[0]) == {column.name for column in tables()["realised_outcomes"].columns}
    assert (figures.rows[0]["is_inferred"], figures.rows[0]["is_derived"]) == (False, True)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"table": "targets"},
            "expected table to be one of regional_indicators, realised_outcomes; found 'targets'",
        ),
        ({"colums": {}}, r"found \['colums'\]"),
        ({"columns": {"region_id": "code"}}, r"found none for \['unit_text', 'value'\]"),
        ({"constants": {"colour": "red"}}, r"found \['colour'\]"),
        ({"columns": {**LAYOUT["columns"], "caveat": "remarks"}}, r"expected the headings \['remarks'\]"),
        ({"values_in": "yuan"}, "expected values_in to be one of"),
        ({"file": "../figures.csv"}, "expected file to be a name in the same folder"),
        ({"file": "absent.csv"}, "expected absent.csv beside it"),
        ({"file": "figures.ods"}, "expected format to be one of .csv, .xlsx"),
        ({"year_columns": "年"}, "with one group, the year"),
        ({"year_columns": "((?:1+)+)y"}, "with one group, the year"),
        ({"year_columns": "("}, "with one group, the year"),
        ({"year_columns": "(\\d{4})年"}, "expected headings of years"),
        ({"header_row": 9}, "expected the headings in line 9, found 2 lines"),
        ({"encoding": "ascii"}, "expected text in ascii"),
        ({"columns": ["code"]}, "expected pairs of names for columns"),
        ({"missing": "—"}, "expected a list for missing"),
        ({"header_row": 0}, "expected header_row to be a line counted from 1"),
    ],
)
def test_a_layout_that_does_not_fit_is_an_error_that_says_what_to_mend(
    folder: Folder, change: dict[str, Any], message: str
) -> None:
    folder.read(HEADER, "310000,上海市,gdp,2020,1,亿元")

    with pytest.raises(StatisticsError, match=message):
        folder.read_layout({**LAYOUT, **change})


@pytest.mark.parametrize("text", ["", "- a", "columns: [", "!!python/object/apply:os.getcwd []"])
def test_a_layout_is_plain_data(folder: Folder, text: str) -> None:
    path = folder.path / "figures.yml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(StatisticsError, match=r"figures\.yml: expected"):
        read_figures(path, folder.places, folder.units)
