"""One pandera schema per raw table, built from fields.yml and tables.yml.

A field means the same in every table that holds it. The rules that tie fields to each other are therefore
written once, with the columns that they read, and hold in every table that has all of those columns.
"""

from dataclasses import dataclass
from functools import cache

import pandera.polars as pa
import polars as pl

from schemas.registry import POLARS_TYPES, Column, Table, tables

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
YEARS = ("year", "reference_year")
DEGREES = {"latitude": 90.0, "longitude": 180.0}
LOWEST = {"ordinal": 1}
"""Smallest value of an integer field where that is not 0."""
MAY_BE_BLANK = ("path", "text")
"""The path of a clause without a heading is empty; so is the text of a clause that is only its heading."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What one row must satisfy.

    name: what the quarantine calls it. expected: the same in words. columns: what the rule reads, and what a
    refusal shows as found. holds: true where the row is good; null (nothing to compare) counts as good.
    """

    name: str
    expected: str
    columns: tuple[str, ...]
    holds: pl.Expr


def _col(name: str) -> pl.Expr:
    return pl.col(name)


def _ordered(first: str, last: str, *, strictly: bool = False) -> Rule:
    holds = _col(first) < _col(last) if strictly else _col(first) <= _col(last)
    words = "below" if strictly else "not above"
    return Rule(f"{first}_before_{last}", f"{first} {words} {last}", (first, last), holds)


def _different(reference: str, key: str) -> Rule:
    return Rule(
        f"{reference}_is_another_row",
        f"{reference} to name another row than the row itself",
        (key, reference),
        _col(reference) != _col(key),
    )


_LOW, _HIGH = _col("value_low"), _col("value_high")
_ONLY_LOW = _LOW.is_not_null() & _HIGH.is_null()
_ONLY_HIGH = _LOW.is_null() & _HIGH.is_not_null()
_NO_VALUE = _LOW.is_null() & _HIGH.is_null()
_ONE_VALUE = _LOW.is_not_null() & _LOW.eq_missing(_HIGH)
_COMPARATOR_AGREES = (
    pl.when(_col("comparator").is_in(["ge", "gt"]))
    .then(_ONLY_LOW)
    .when(_col("comparator").is_in(["le", "lt"]))
    .then(_ONLY_HIGH)
    .when(_col("comparator").is_in(["eq", "approx"]))
    .then(_ONE_VALUE | (_NO_VALUE & _col("comparator").is_in(["eq", "approx"])))
    .when(_col("comparator") == "range")
    .then((_LOW < _HIGH).fill_null(False))
    .when(_col("comparator").is_null())
    .then(_NO_VALUE)
)

RULES = (
    _ordered("char_start", "char_end", strictly=True),
    _ordered("quote_start", "quote_end", strictly=True),
    _ordered("period_start", "period_end"),
    _ordered("value_low", "value_high"),
    Rule(
        "values_agree_with_comparator",
        "ge and gt with value_low alone, le and lt with value_high alone, eq and approx with both equal or, for 6:44:50 and 数百, neither, "
        "range with value_low below value_high, no comparator without values",
        ("comparator", "value_low", "value_high"),
        _COMPARATOR_AGREES,
    ),
    Rule(
        "value_has_unit",
        "a unit wherever there is a value",
        ("unit", "value_low", "value_high"),
        _NO_VALUE | _col("unit").is_not_null(),
    ),
    Rule(
        "milestone_has_no_value",
        "a milestone without value, comparator or unit",
        ("target_type", "value_low", "value_high", "comparator", "unit"),
        (_col("target_type") != "milestone")
        | (_NO_VALUE & _col("comparator").is_null() & _col("unit").is_null()),
    ),
    Rule(
        "quote_holds_quantity",
        "the quote to span the quantity",
        ("quote_start", "char_start", "char_end", "quote_end"),
        (_col("quote_start") <= _col("char_start")) & (_col("char_end") <= _col("quote_end")),
    ),
    Rule(
        "characters_is_length",
        "characters to be char_end minus char_start",
        ("characters", "char_start", "char_end"),
        _col("characters") == _col("char_end") - _col("char_start"),
    ),
    Rule(
        "mention_names_something",
        "a region or an organisation, unless the mention is ambiguous",
        ("mention_id", "region_id", "actor_id", "is_ambiguous"),
        _col("region_id").is_not_null() | _col("actor_id").is_not_null() | _col("is_ambiguous"),
    ),
    Rule(
        "adcode_is_region_id",
        "a region with a GB/T 2260 code to have it as its key",
        ("region_id", "adcode"),
        _col("adcode") == _col("region_id"),
    ),
    Rule(
        "failure_is_explained",
        "a failed step with error class and message, a successful one without error class",
        ("status", "error_class", "message"),
        pl.when(_col("status") == "failed")
        .then(_col("error_class").is_not_null() & _col("message").is_not_null())
        .otherwise(_col("error_class").is_null()),
    ),
    _different("parent_clause_id", "clause_id"),
    _different("restates_target_id", "target_id"),
    _different("parent_region_id", "region_id"),
    _different("member_region_id", "group_region_id"),
    _different("parent_indicator_code", "indicator_code"),
)


def row_rules(table: Table) -> dict[str, Rule]:
    """Every rule on rows of this table by name: its columns one by one, its columns together, its key."""
    names = {column.name for column in table.columns}
    rules = [rule for column in table.columns for rule in _column_rules(column)]
    rules += [rule for rule in RULES if names.issuperset(rule.columns)]
    rules.append(
        Rule(
            "key_is_unique",
            f"one row per {', '.join(table.key)}; an earlier row has the same",
            table.key,
            pl.struct(table.key).is_first_distinct(),
        )
    )
    return {rule.name: rule for rule in rules}


def _column_rules(column: Column) -> list[Rule]:
    field, name = column.field, column.name
    rules = []

    def add(suffix: str, expected: str, holds: pl.Expr) -> None:
        rules.append(Rule(f"{name}_{suffix}", f"{name} {expected}", (name,), holds))

    if not column.nullable:
        add("not_null", "to be filled", _col(name).is_not_null())
    if field.allowed:
        add("allowed", f"to be one of {', '.join(field.allowed)}", _col(name).is_in(field.allowed))
    if field.pattern:
        add("pattern", f"to match {field.pattern}", _col(name).str.contains(field.pattern))
    if field.type == "string" and not column.nullable and name not in MAY_BE_BLANK:
        add("not_blank", "to hold more than blanks", _col(name).str.contains(r"\S"))
    if name in YEARS:
        years = _col(name).is_between(EARLIEST_YEAR, LATEST_YEAR)
        add("plausible", f"between {EARLIEST_YEAR} and {LATEST_YEAR}", years)
    elif field.type in ("int", "bigint"):
        lowest = LOWEST.get(name, 0)
        add("not_too_low", f"to be at least {lowest}", _col(name) >= lowest)
    if field.type == "double":
        add("finite", "to be a finite number", _col(name).is_finite())
    if name in DEGREES:
        limit = DEGREES[name]
        add("on_earth", f"between -{limit} and {limit} degrees", _col(name).is_between(-limit, limit))
    return rules


@cache
def schema(table_name: str) -> pa.DataFrameSchema:
    """The pandera schema of one raw table. Raises KeyError for a table that tables.yml does not define."""
    table = tables()[table_name]
    return pa.DataFrameSchema(
        name=table_name,
        columns={
            # Nulls are refused by the rule <column>_not_null, which reports like every other rule.
            column.name: pa.Column(
                POLARS_TYPES[column.field.type], nullable=True, description=column.field.description
            )
            for column in table.columns
        },
        checks=[_check(rule) for rule in row_rules(table).values()],
        strict=True,
        ordered=True,
    )


def _check(rule: Rule) -> pa.Check:
    return pa.Check(
        lambda data: data.lazyframe.select(rule.holds.fill_null(True)), name=rule.name, error=rule.name
    )


def _parents() -> dict[str, str]:
    """Column -> table whose key it names. A one-column key is called the same wherever it is used."""
    by_key = {table.key[0]: name for name, table in tables().items() if len(table.key) == 1}
    return by_key | {
        "parent_clause_id": "clauses",
        "restates_target_id": "targets",
        "parent_region_id": "regions",
        "home_region_id": "regions",
        "parent_actor_id": "actors",
        "group_region_id": "regions",
        "member_region_id": "regions",
        "parent_indicator_code": "indicators",
    }


@cache
def references(table_name: str) -> dict[str, str]:
    """Column -> raw table that must hold its value, for every column of the table that names another row."""
    table = tables()[table_name]
    parents = _parents()
    return {
        column.name: parents[column.name]
        for column in table.columns
        if column.name in parents and not (len(table.key) == 1 and column.name == table.key[0])
    }
