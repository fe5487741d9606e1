"""The layout of a table of figures: a YAML file beside it says where everything stands, so no code has to."""

import re
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

import yaml

from schemas.registry import tables

LONGEST_PATTERN = 200
REPEATING = re.compile(r"[*+]|\{\d*,\d*\}")
REPEATED_GROUP = re.compile(r"\)[*+{]")
TABLES = ("regional_indicators", "realised_outcomes")


class StatisticsError(Exception):
    """A table of figures that cannot be read at all; the message says what to mend in it or in its layout."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read one file.

    file: its name, beside the layout. table: the raw table that it feeds. columns: field of the raw table ->
    heading in the file. constants: field -> value that holds for the whole file.
    region_by: what names the region: a code in region_id, or a name: in region_name one that must be known, in
    regions_text several of which the first known counts. values_in: written_units where the value is multiplied by its unit_text (亿元), canonical_units
    where it already stands in the unit of the column unit. unit_synonyms: the file's way to write a unit ->
    that of raw/reference/units.csv. suffixes: field -> what to append to every value.
    year_columns: pattern of the headings of a wide file's yearly columns; its one group is the year.
    missing: cells that mean "no figure". footnotes: beginnings of lines that hold remarks instead of figures.
    header_row: first line of the headings, counted from 1; header_rows: how many lines they take, where a merged cell
    stands over several columns (地区生产总值 over 2019年 and 2020年 reads "地区生产总值 2019年").
    unit_row: line that gives the units instead of a column: one cell over each column of values, or one for all of
    them (单位:亿元). fill_down: fields whose merged or empty cells take the value above. sheet: name of an XLSX file's sheet, the first by default.
    """

    file: str
    table: str
    columns: dict[str, str]
    constants: dict[str, str] = field(default_factory=dict)
    region_by: Literal["code", "name"] = "code"
    region_separator: str = ";"
    values_in: Literal["written_units", "canonical_units"] = "written_units"
    unit_synonyms: dict[str, str] = field(default_factory=dict)
    suffixes: dict[str, str] = field(default_factory=dict)
    year_columns: str | None = None
    missing: tuple[str, ...] = ()
    footnotes: tuple[str, ...] = ()
    header_row: int = 1
    header_rows: int = 1
    unit_row: int | None = None
    fill_down: tuple[str, ...] = ()
    encoding: str = "utf-8"
    sheet: str | None = None


def load_layout(path: Path) -> Layout:
    """Read and check one layout. Raises StatisticsError naming the file and the entry that is wrong."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise StatisticsError(f"{path.name}: expected YAML in UTF-8, found {error}") from error
    if not isinstance(raw, dict):
        raise StatisticsError(f"{path.name}: expected entries such as table and columns, found none")
    known = {entry.name for entry in fields(Layout)}
    needed = {"file", "table", "columns"}
    if unknown := sorted(raw.keys() - known):
        raise StatisticsError(f"{path.name}: expected entries among {sorted(known)}, found {unknown}")
    if absent := sorted(needed - raw.keys()):
        raise StatisticsError(f"{path.name}: expected the entries {sorted(needed)}, found no {absent}")
    try:
        layout = Layout(**{name: _typed(name, value) for name, value in raw.items()})
    except ValueError as error:
        raise StatisticsError(f"{path.name}: {error}") from error
    if problems := _problems(layout):
        raise StatisticsError(f"{path.name}: " + "; ".join(problems))
    return layout


def _typed(name: str, value: object) -> Any:
    """An entry in the type that Layout declares. Raises ValueError for another kind of value."""
    if name in ("missing", "footnotes", "fill_down"):
        if isinstance(value, list):
            return tuple(map(str, value))
        raise ValueError(f"expected a list for {name}; found {value!r}")
    if name in ("columns", "constants", "unit_synonyms", "suffixes"):
        if isinstance(value, dict):
            return {str(key): str(text) for key, text in value.items()}
        raise ValueError(f"expected pairs of names for {name}; found {value!r}")
    if name in ("header_row", "header_rows", "unit_row"):
        if isinstance(value, int) and value > 0:
            return value
        kind = "a number of lines" if name == "header_rows" else "a line counted from 1"
        raise ValueError(f"expected {name} to be {kind}; found {value!r}")
    return str(value)


def _problems(layout: Layout) -> list[str]:
    """What is wrong with a layout whose entries are all there, in words."""
    if layout.table not in TABLES:
        return [f"expected table to be one of {', '.join(TABLES)}; found {layout.table!r}"]
    problems = []
    known = {column.name for column in tables()[layout.table].columns}
    given = {**layout.columns, **layout.constants}
    if unknown := sorted((given.keys() | layout.suffixes.keys()) - known):
        problems.append(
            f"expected fields of {layout.table} in columns, constants and suffixes; found {unknown}"
        )
    named_in = "region_name" if layout.table == "regional_indicators" else "regions_text"
    needed = {"region_id" if layout.region_by == "code" else named_in}
    needed |= set() if layout.year_columns else {"value"}
    if layout.unit_row is None:
        needed.add("unit_text" if layout.values_in == "written_units" else "unit")
    if unfilled := sorted(set(layout.fill_down) - layout.columns.keys()):
        problems.append(f"expected fields of columns in fill_down; found {unfilled}")
    if absent := sorted(needed - given.keys()):
        problems.append(f"expected columns or constants for {sorted(needed)}; found none for {absent}")
    problems += _wrong_choices(layout)
    if layout.year_columns and not _is_year_pattern(layout.year_columns):
        problems.append(
            "expected a short pattern with one group, the year, and at most two parts of any length (* or +) in "
            f"year_columns, such as (\\d{{4}})年; found {layout.year_columns!r}"
        )
    if Path(layout.file).name != layout.file:
        problems.append(f"expected file to be a name in the same folder; found {layout.file!r}")
    return problems


def _is_year_pattern(pattern: str) -> bool:
    """Whether it is a pattern that takes no longer on any heading than a look at it."""
    if (
        len(pattern) > LONGEST_PATTERN
        or len(REPEATING.findall(pattern)) > 2
        or REPEATED_GROUP.search(pattern)
    ):
        return False
    try:
        return re.compile(pattern).groups == 1
    except re.error:
        return False


def _wrong_choices(layout: Layout) -> list[str]:
    choices: dict[str, tuple[Any, tuple[Any, ...]]] = {
        "region_by": (layout.region_by, ("code", "name")),
        "values_in": (layout.values_in, ("written_units", "canonical_units")),
        "format": (Path(layout.file).suffix, (".csv", ".xlsx")),
    }
    return [
        f"expected {name} to be one of {', '.join(allowed)}; found {found!r}"
        for name, (found, allowed) in choices.items()
        if found not in allowed
    ]
