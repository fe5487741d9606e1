"""The reference data of raw/reference as immutable values: regions, groups, zones, ports, themes, units,
indicators, organisations, corrections.

Regions come from the official code list (regions.csv) and from lists that a person edits; both are joined
here into one set of regions with a parent each, and into the gazetteer that finds their names in text.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from extract.bounds import SAFE_LOADER
from extract.corrections import Correction, load_corrections
from extract.gazetteer import Gazetteer, RegionNames, build_gazetteer, stem
from extract.indicators import Indicators, load_indicators
from extract.mentions.units import UnitTable, load_units
from extract.organisation_words import OrganisationWords, build_organisation_words

COUNTRY = "100000"
UNKNOWN = "unknown"
ZONE_ENDINGS = ("开发区", "园区", "新区", "管理区", "示范区", "实验区", "食品区", "聚集区", "新城", "名胜区")
FREE_TRADE_ENDINGS = ("自由贸易试验区", "自贸试验区", "自由贸易区", "自贸区")
PORT_TRAPS = ("口", "务", "湾", "澳", "区", "城")
"""What follows 港 where it belongs to the next word (大连港口, 上海港务)."""

GROUP_TRAPS = ("学", "心")
"""What follows the name of a group where its last character belongs to the next word (新华中学)."""


class ReferenceFileError(ValueError):
    """A file of raw/reference says something that cannot be: which file, which entry, and what to put
    right."""


@dataclass(frozen=True, slots=True)
class Region:
    """One place that facts can be tied to. region_class is in the vocabulary of the field region_class."""

    region_id: str
    name_zh: str
    region_class: str
    parent_region_id: str | None
    name_en: str | None = None
    short_name: str | None = None
    adcode: str | None = None
    is_current: bool = True
    latitude: float | None = None
    longitude: float | None = None
    region_source: str = "reference file of this project"

    def row(self) -> dict[str, Any]:
        """The region as a row of the raw table `regions`."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Theme:
    """One policy theme and the words by which a clause is told to belong to it."""

    theme_code: str
    name_zh: str
    name_en: str
    keywords: tuple[str, ...]


@dataclass(frozen=True)
class Reference:
    """Everything that extraction knows beforehand. Built by load_reference; never changed; can be pickled."""

    regions: Mapping[str, Region]
    group_members: Mapping[str, tuple[str, ...]]
    themes: tuple[Theme, ...]
    unit_table: UnitTable
    indicators: Indicators
    gazetteer: Gazetteer
    organisations: OrganisationWords
    corrections: tuple[Correction, ...]

    @cached_property
    def _chains(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def region_names(self) -> dict[str, str]:
        """Chinese name of each region by its key."""
        return {region_id: region.name_zh for region_id, region in self.regions.items()}

    def chain(self, region_id: str) -> tuple[str, ...]:
        """The region and everything that contains it, up to the country."""
        known = self._chains.get(region_id)
        if known is None:
            found = [region_id]
            while (parent := self.regions[found[-1]].parent_region_id) is not None:
                found.append(parent)
            known = self._chains[region_id] = tuple(found)
        return known

    def province(self, region_id: str) -> str | None:
        """The province that contains the region, or is it; None for groups, places abroad and the country."""
        return next((r for r in self.chain(region_id) if self.regions[r].region_class == "province"), None)

    def is_within(self, region_id: str, other: str) -> bool:
        """Whether the region lies in the other one, or in one of its members where the other is a group, or
        is it."""
        return any(other == r or (other in self.group_members and r in self.group_members[other])
                   for r in self.chain(region_id))  # fmt: skip

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """Rows of the raw tables regions, region_group_members, themes, units and indicators."""
        return {
            "regions": [region.row() for region in self.regions.values()],
            "region_group_members": [
                {"group_region_id": group, "member_region_id": member}
                for group, members in self.group_members.items()
                for member in members
            ],
            "themes": [
                {"theme_code": t.theme_code, "name_zh": t.name_zh, "name_en": t.name_en} for t in self.themes
            ],
            "units": _unit_rows(self.unit_table),
            "indicators": self.indicators.rows(),
        }


def load_reference(folder: Path) -> Reference:
    """Read the reference files of a folder. Raises ReferenceFileError for an entry that names an unknown
    region."""
    other = _read_yaml(folder / "other_places.yml")
    zones = _read_yaml(folder / "zones.yml")
    groups = _read_yaml(folder / "region_groups.yml")
    notes = {row["adcode"]: row for row in _read_csv(folder / "region_names.csv")}
    regions = _divisions(_read_csv(folder / "regions.csv"), notes, other)
    lookup = _Lookup(regions)
    names = RegionNames(lookup.regions, notes)
    _add_foreign(lookup, names, other)
    _add_zones(lookup, names, zones)
    group_members = _add_groups(lookup, names, groups)
    regions[UNKNOWN] = Region(UNKNOWN, "未知", "unknown", None, "Unknown")
    units = load_units(folder / "units.csv")
    return Reference(
        regions=regions,
        group_members=group_members,
        themes=tuple(
            Theme(code, entry["name_zh"], entry["name_en"], tuple(entry["keywords"]))
            for code, entry in _read_yaml(folder / "themes.yml").items()
        ),
        unit_table=units,
        indicators=load_indicators(folder / "indicators.yml", units),
        gazetteer=build_gazetteer(names, zones, other, _read_csv(folder / "towns.csv")),
        organisations=build_organisation_words(_read_yaml(folder / "organisations.yml")),
        corrections=load_corrections(folder / "corrections.yml"),
    )


def _read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _read_yaml(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=SAFE_LOADER)  # noqa: S506 (a safe loader)
    return content


@dataclass(slots=True)
class _Lookup:
    """Regions by code or full name, for the members and homes that the hand-made lists name."""

    regions: dict[str, Region]
    by_name: dict[str, list[str]]

    def __init__(self, regions: dict[str, Region]) -> None:
        self.regions = regions
        self.by_name = {}
        for region in regions.values():
            if region.is_current:
                self.by_name.setdefault(region.name_zh, []).append(region.region_id)

    def find(self, name: str, file: str, entry: str) -> str:
        """Region of a code or full name. Raises ReferenceFileError where none or several bear it."""
        if name in self.regions:
            return name
        found = self.by_name.get(name, [])
        if len(found) == 1:
            return found[0]
        problem = "no current region has it" if not found else f"{', '.join(found)} have it"
        raise ReferenceFileError(
            f"raw/reference/{file}, entry {entry}: expected the full name or code of one region of "
            f"regions.csv; found {name!r} ({problem}). Write the six-digit code instead."
        )


def _divisions(rows: Iterable[Mapping[str, str]], notes: Mapping[str, Mapping[str, str]],
               other: Mapping[str, Any]) -> dict[str, Region]:  # fmt: skip
    """The country and every administrative division, with the nearest ancestor that the list holds as
    parent."""
    rows = list(rows)
    codes = {row["adcode"] for row in rows}
    country = other["country"]
    regions = {COUNTRY: Region(COUNTRY, country["name"], "country", None, country["name_en"], adcode=COUNTRY)}
    for row in rows:
        code = row["adcode"]
        note = notes.get(code, {})
        is_zone = row["is_current"] != "true" and row["name"].endswith(ZONE_ENDINGS)
        regions[code] = Region(
            region_id=code,
            name_zh=row["name"],
            region_class="zone" if is_zone else row["level"],
            parent_region_id=_nearest_parent(row["parent_adcode"], codes),
            name_en=note.get("name_en") or None,
            short_name=_short_name(row, note),
            adcode=code,
            is_current=row["is_current"] == "true",
            latitude=float(row["latitude"]) if row["latitude"] else None,
            longitude=float(row["longitude"]) if row["longitude"] else None,
            region_source=row["code_source"],
        )
    for entry in other["divisions"]:
        regions[entry["code"]] = Region(
            entry["code"], entry["name"], "province", COUNTRY, entry["name_en"], entry["short_name"],
            entry["code"], region_source=entry["source"],
        )  # fmt: skip
    return regions


def _short_name(row: Mapping[str, str], note: Mapping[str, str]) -> str | None:
    if row["level"] == "province":
        return note.get("abbreviation") or None
    return note.get("short_name") or stem(row["name"])


def _nearest_parent(code: str, codes: set[str]) -> str:
    """The code itself where the list holds it; else its prefecture, its province, the country."""
    candidates = (code, f"{code[:4]}00", f"{code[:2]}0000")
    return next((candidate for candidate in candidates if candidate in codes), COUNTRY)


def _add_foreign(lookup: _Lookup, names: RegionNames, other: Mapping[str, Any]) -> None:
    for key, entry in other["foreign"].items():
        region_id = f"foreign:{key}"
        lookup.regions[region_id] = Region(region_id, entry["name"], "foreign", None, entry["name_en"])
        names.add_own(
            region_id, "foreign", (entry["name"], *entry.get("aliases", [])), entry.get("not_before", [])
        )


def _add_zones(lookup: _Lookup, names: RegionNames, zones: Mapping[str, Any]) -> None:
    """Zones, free-trade zones, ports and airports, each with its home as parent."""
    for prefix, kind, entries in (
        ("zone", "zone", zones["zones"]),
        ("zone", "zone", dict(_free_trade_zones(lookup, zones["free_trade_zones"]))),
        ("port", "port", zones["ports"]),
        ("airport", "port", zones["airports"]),
    ):
        for key, entry in entries.items():
            if "same_as" in entry:
                region_id = entry["same_as"]
            else:
                region_id = f"{prefix}:{key}"
                home = lookup.find(entry["home"], "zones.yml", key)
                lookup.regions[region_id] = Region(region_id, entry["name"], kind, home, entry.get("name_en"))
            names.add_own(
                region_id, kind, (entry["name"], *entry["aliases"]), PORT_TRAPS if kind == "port" else ()
            )
            names.add_once_named(region_id, kind, entry.get("aliases_once_named", []))


def _free_trade_zones(
    lookup: _Lookup, entries: Mapping[str, Mapping[str, Any]]
) -> Iterable[tuple[str, Mapping[str, Any]]]:
    for home, entry in entries.items():
        region = lookup.regions[lookup.find(home, "zones.yml", f"free_trade_zones: {home}")]
        place = stem(region.name_zh)
        name = f"中国({place}){FREE_TRADE_ENDINGS[0]}"
        aliases = [
            f"{front}{ending}"
            for front in (place, home, f"中国{place}", f"({place})")
            for ending in FREE_TRADE_ENDINGS
        ]
        english = f"China ({region.name_en}) Pilot Free Trade Zone"
        yield (
            entry["key"],
            {
                "name": name,
                "aliases": [*aliases, *entry.get("aliases", [])],
                "home": home,
                "name_en": english,
            },
        )


def _add_groups(lookup: _Lookup, names: RegionNames, groups: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Groups as regions without a parent; returns the members of each, groups within groups resolved."""
    members: dict[str, tuple[str, ...]] = {}
    for key, entry in groups.items():
        found: list[str] = []
        for member in entry["members"]:
            if member.startswith("="):
                found += members[f"group:{member[1:]}"]
            else:
                found.append(lookup.find(member, "region_groups.yml", key))
        region_id = f"group:{key}"
        members[region_id] = tuple(dict.fromkeys(found))
        lookup.regions[region_id] = Region(
            region_id, entry["name"], "group", None, entry["name_en"], region_source=entry["source"]
        )
        names.add_own(region_id, "group", (entry["name"], *entry["aliases"]), GROUP_TRAPS)
        names.add_once_named(region_id, "group", entry.get("aliases_once_named", []))
    return members


def _unit_rows(table: UnitTable) -> list[dict[str, Any]]:
    """Each canonical unit once."""
    units: dict[str, dict[str, Any]] = {}
    for unit in table.by_text.values():
        units.setdefault(
            unit.code,
            {
                "unit": unit.code,
                "dimension": unit.dimension,
                "name_zh": unit.name_zh,
                "name_en": unit.name_en,
                "is_known_unit": True,
                "is_additive": unit.is_additive,
            },
        )
    return list(units.values())
