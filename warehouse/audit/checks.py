"""The checks of checks.yml, as values."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import yaml

from schemas.registry import fields
from warehouse.quality import Severity

CHECKS_FILE = Path(__file__).with_name("checks.yml")
OWNERS = ("source", "extraction", "model", "operator")
REQUIRED_KEYS = ("expect", "because", "severity", "owner", "consequence")
OWN_KEYS = (*REQUIRED_KEYS, "at_least_share_of_last", "values_of_field", "name")
QUERIES = Path(__file__).with_name("queries")


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation about one asset. `arguments` are those of its class in Great Expectations."""

    expectation: str
    because: str
    severity: Severity
    owner: str
    consequence: str
    arguments: dict[str, Any]
    at_least_share_of_last: float | None = None
    name: str | None = None

    @property
    def label(self) -> str:
        """What the check is called in results, and after --accept behind the name of its asset."""
        return self.name or f"{self.expectation}: {', '.join(self.columns) or 'all rows'}"

    @property
    def columns(self) -> list[str]:
        """Columns that the check looks at; none where it counts rows."""
        single = [
            self.arguments[name] for name in ("column", "column_A", "column_B") if name in self.arguments
        ]
        return [*single, *self.arguments.get("column_list", [])]

    def against(self, last_rows: int | None) -> dict[str, Any]:
        """The arguments, with the smallest row count worked out from the last published build if any."""
        if self.at_least_share_of_last is None or last_rows is None:
            return self.arguments
        smallest = math.ceil(self.at_least_share_of_last * last_rows)
        return {**self.arguments, "min_value": max(smallest, self.arguments.get("min_value", 0))}


@dataclass(frozen=True, slots=True)
class Asset:
    """A mart, or a question to several, that checks look at. `key` identifies a failing row.

    The query of an asset with `against_published` reads the last published build as database `published`.
    """

    name: str
    query: str | None
    key: tuple[str, ...]
    checks: tuple[Check, ...]
    against_published: bool = False

    @property
    def sql(self) -> str:
        """The frame to load: the asset's own query, or of the mart no more columns than the checks need."""
        if self.query:
            return self.query
        columns = dict.fromkeys([*self.key, *(column for check in self.checks for column in check.columns)])
        return f"select {', '.join(columns)} from marts.{self.name}"  # noqa: S608


def load_assets(file: Path = CHECKS_FILE) -> list[Asset]:
    """Every asset with its checks. Raises ValueError where an entry of the file is incomplete."""
    raw: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [
        Asset(
            name=name,
            query=read_query(entry),
            key=tuple(entry["key"]),
            checks=tuple(read_check(name, check) for check in entry["checks"]),
            against_published=entry.get("against_published", False),
        )
        for name, entry in raw.items()
    ]


def read_query(entry: Mapping[str, Any]) -> str | None:
    """The query of an asset, written in the entry or in a file of its own."""
    if "query_file" in entry:
        return QUERIES.joinpath(entry["query_file"]).read_text(encoding="utf-8")
    query: str | None = entry.get("query")
    return query


def read_check(asset: str, entry: Mapping[str, Any]) -> Check:
    """One check of the file. Raises ValueError where it is incomplete, KeyError for an unknown field."""
    missing = [key for key in REQUIRED_KEYS if not entry.get(key)]
    if missing:
        raise ValueError(f"checks.yml, {asset}: a check needs {', '.join(missing)}; found {dict(entry)}")
    if entry["severity"] not in get_args(Severity) or entry["owner"] not in OWNERS:
        raise ValueError(
            f"checks.yml, {asset}: severity is one of {', '.join(get_args(Severity))} and owner one of "
            f"{', '.join(OWNERS)}; found {entry['severity']} and {entry['owner']}"
        )
    arguments = {key: value for key, value in entry.items() if key not in OWN_KEYS}
    if "values_of_field" in entry:
        arguments["value_set"] = list(fields()[entry["values_of_field"]].allowed or ())
    return Check(
        expectation=f"expect_{entry['expect']}",
        because=entry["because"],
        severity=entry["severity"],
        owner=entry["owner"],
        consequence=entry["consequence"],
        arguments=arguments,
        at_least_share_of_last=entry.get("at_least_share_of_last"),
        name=entry.get("name"),
    )
