"""Constructs of SQL that one of the engines behind the models does not know, or reads in another way.

The models are to run on DuckDB and on Spark unchanged, so each of them is kept out of their text; where only a macro
can tell the engines apart, the macro holds it. What the grammar of Spark refuses is found by `make lint`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

COMMENT = re.compile(r"--[^\n]*|\{#.*?#\}", re.DOTALL)
JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
STRING = re.compile(r"'(?:[^']|'')*'")
ORDER_BY = re.compile(r"\border\s+by\b", re.IGNORECASE)
END_OF_ORDER = re.compile(r"\b(?:limit|rows|range|groups)\b|;", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Construct:
    """What is not portable, the reason, and a piece of SQL that holds it."""

    pattern: re.Pattern[str]
    reason: str
    example: str


def words(names: str, after: str = r"\s*\(") -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(names.split())}){after}", re.IGNORECASE)


CONSTRUCTS = (
    Construct(
        words(
            "strftime strptime arg_max arg_min quantile_cont quantile_disc regexp_matches regexp_extract "
            "regexp_extract_all generate_series range unnest string_agg group_concat list_\\w+ array_\\w+ struct_pack "
            "list epoch datepart date_diff date_part list_aggregate read_parquet read_csv starts_with ends_with "
            "string_split str_split contains printf format"
        ),
        "a function of DuckDB alone, or with other arguments elsewhere",
        "select strftime(a, '%Y')",
    ),
    Construct(
        words("date_format explode sha2 sequence collect_list collect_set to_date split size element_at"),
        "a function of Spark alone",
        "select explode(a)",
    ),
    Construct(
        words("regexp_replace"),
        "replaces all matches in Spark, the first in DuckDB",
        "select regexp_replace(a, b, c)",
    ),
    Construct(words("hash", r"\s*\("), "differs between engines; use surrogate_key", "select hash(a)"),
    Construct(
        words("current_date current_timestamp now today random uuid gen_random_uuid", r"\b"),
        "gives another answer in every run",
        "select current_date as today_is",
    ),
    Construct(
        words(
            "varchar text float real decimal numeric int4 int8 timestamptz hugeint blob",
            r"\s*(?=\)\s*(?:as\b|,|$))",
        ),
        "a type that Spark does not know, that is 32 bits wide, or that has another default precision",
        "select cast(a as varchar) as b",
    ),
    Construct(
        re.compile(r"\*\s*(?:exclude|replace|except)\s*\(", re.IGNORECASE),
        "DuckDB's star",
        "select * exclude (a)",
    ),
    Construct(
        re.compile(r"\b(?:asof|positional|lateral|pivot|unpivot|summarize)\b", re.IGNORECASE),
        "DuckDB alone",
        "from a asof join b",
    ),
    Construct(
        re.compile(r"\bilike\b|\brlike\b|\bsimilar\s+to\b|\bglob\b", re.IGNORECASE),
        "not in both engines",
        "where a ilike b",
    ),
    Construct(re.compile(r"\bdistinct\s+on\b", re.IGNORECASE), "not in Spark", "select distinct on (a) b"),
    Construct(re.compile(r"(?<![\w.])\[|\w\["), "a list, or an element of one", "select a[1]"),
    Construct(re.compile(r"->"), "a lambda, or an access to JSON", "select list_filter(a, x -> x)"),
    Construct(re.compile(r'"'), "means a string in Spark", 'select "a"'),
    Construct(re.compile(r"'[^'\n]*\\"), "begins an escape in a string of Spark", "select '\\n'"),
    Construct(
        re.compile(r"\bgroup\s+by\s+(?:\d|all\b)|\border\s+by\s+(?:\d|all\b)", re.IGNORECASE),
        "changes with the columns",
        "group by 1",
    ),
)


def plain_sql(text: str, *, keep_strings: bool) -> str:
    """The SQL of a model: comments out, and every piece of Jinja a name, as macros are checked by themselves."""
    text = JINJA.sub("jinja", COMMENT.sub("", text))
    return text if keep_strings else STRING.sub("''", text)


def not_portable(text: str) -> Iterator[str]:
    """What the SQL of one model holds that is not portable, with the reason."""
    bare, whole = plain_sql(text, keep_strings=False), plain_sql(text, keep_strings=True)
    for construct in CONSTRUCTS:
        searched = whole if "'" in construct.pattern.pattern else bare
        for found in construct.pattern.finditer(searched):
            yield f"{found[0].strip()!r}: {construct.reason}"
    for part in orders_without_place_for_null(bare):
        yield f"'order by {part}': DuckDB puts NULL last and Spark first; say nulls last"


def orders_without_place_for_null(sql: str) -> Iterator[str]:
    """Each expression of an ORDER BY that does not say where its NULLs go."""
    for clause in ORDER_BY.finditer(sql):
        for part in order_parts(sql[clause.end() :]):
            if not re.search(r"\bnulls\s+(?:first|last)\s*$", part, re.IGNORECASE):
                yield " ".join(part.split())


def order_parts(rest: str) -> list[str]:
    """The expressions after ORDER BY, parted at commas outside parentheses, up to the end of the clause."""
    depth, parts, part = 0, [], ""
    for position, character in enumerate(rest):
        if character == ")" and depth == 0:
            break
        if (
            depth == 0
            and END_OF_ORDER.match(rest, position)
            and not rest[position - 1 : position].isidentifier()
        ):
            break
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append(part)
            part = ""
        else:
            part += character
    return [each.strip() for each in [*parts, part]]
