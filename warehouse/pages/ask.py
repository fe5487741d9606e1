"""Every figure on the site is the answer to a query that lies in `queries/`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

QUERIES = Path(__file__).with_name("queries")
LANGUAGES = ("zh", "en")

Row = dict[str, Any]


def query_text(name: str) -> str:
    """The statement in `queries/<name>.sql`."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def ask(connection: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    """The rows that the query `name` gives on the open build, by column name."""
    answer = connection.execute(query_text(name))
    columns = [column[0] for column in answer.description or []]
    return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]


def in_language(row: Mapping[str, Any], language: str) -> Row:
    """The row with `name` in place of `name_zh` and `name_en`; Chinese where there is no English name."""
    other = next(code for code in LANGUAGES if code != language)
    told: Row = {}
    for column, value in row.items():
        name, _, ending = column.rpartition("_")
        if ending == language:
            told[name] = value if value is not None else row.get(f"{name}_{other}")
        elif ending != other:
            told[column] = value
    return told
