"""The definitions in fields.yml and tables.yml, as values.

A field means the same in every table that holds it, so its type, meaning and closed list are written once, in
fields.yml; tables.yml only says which fields a table holds and which of them may be null.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl
import pyarrow as pa
import yaml

HERE = Path(__file__).parent

POLARS_TYPES: dict[str, type[pl.DataType]] = {
    "string": pl.String,
    "int": pl.Int32,
    "bigint": pl.Int64,
    "double": pl.Float64,
    "date": pl.Date,
    "boolean": pl.Boolean,
}
ARROW_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "int": pa.int32(),
    "bigint": pa.int64(),
    "double": pa.float64(),
    "date": pa.date32(),
    "boolean": pa.bool_(),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its type, its meaning and the values that it may take."""

    name: str
    type: str
    description: str
    unit: str | None = None
    allowed: tuple[str, ...] | None = None
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One field as a column of one table."""

    field: Field
    nullable: bool

    @property
    def name(self) -> str:
        return self.field.name


@dataclass(frozen=True, slots=True)
class Table:
    """One raw table: its grain in a sentence, its key, its columns in order."""

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def polars_schema(self) -> dict[str, type[pl.DataType]]:
        """Column names and polars types, for making a frame from rows."""
        return {column.name: POLARS_TYPES[column.field.type] for column in self.columns}

    @property
    def arrow_schema(self) -> pa.Schema:
        """The same as an Arrow schema, for writers that stream batches."""
        return pa.schema([pa.field(c.name, ARROW_TYPES[c.field.type], c.nullable) for c in self.columns])


@cache
def fields() -> dict[str, Field]:
    """Every field by name."""
    raw = yaml.safe_load((HERE / "fields.yml").read_text(encoding="utf-8"))
    return {
        name: Field(
            name=name,
            type=entry["type"],
            description=entry["description"],
            unit=entry.get("unit"),
            allowed=tuple(entry["allowed"]) if "allowed" in entry else None,
            pattern=entry.get("pattern"),
        )
        for name, entry in raw.items()
    }


@cache
def tables() -> dict[str, Table]:
    """Every raw table by name. Raises KeyError for a column that fields.yml does not define."""
    known = fields()
    raw = yaml.safe_load((HERE / "tables.yml").read_text(encoding="utf-8"))
    return {
        name: Table(
            name=name,
            grain=entry["grain"],
            key=tuple(entry["key"]),
            columns=tuple(
                Column(known[c.removesuffix("?")], c.endswith("?")) for c in entry["columns"].split()
            ),
        )
        for name, entry in raw.items()
    }
