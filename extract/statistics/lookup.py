"""What the words of a table of figures stand for: its regions and its units."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extract.gazetteer import stem
from extract.mentions.units import UnitTable
from extract.reference import Reference

UNKNOWN_REGION = "unknown"
WHOLE_COUNTRY = ("全国", "我国")
OTHER_UNIT = "other:"
MULTIPLIERS = {
    "万亿": Decimal(10) ** 12,
    "千亿": Decimal(10) ** 11,
    "百亿": Decimal(10) ** 10,
    "亿": Decimal(10) ** 8,
    "千万": Decimal(10) ** 7,
    "百万": Decimal(10) ** 6,
    "万": Decimal(10) ** 4,
    "千": Decimal(10) ** 3,
    "百": Decimal(10) ** 2,
}


@dataclass(frozen=True, slots=True)
class Places:
    """Regions by key and by name: full (江苏省), short (苏, 大连), or that of a province without its kind (江苏).

    A name that several current regions share stands for none of them; a province goes before a city (吉林).
    """

    keys: frozenset[str]
    by_name: Mapping[str, str]

    @classmethod
    def from_reference(cls, reference: Reference) -> "Places":
        """All regions of the reference files, with the other names of zones, ports and groups (临港地区)."""
        places = cls.from_rows(reference.rows()["regions"])
        others = {
            name.text: name.region_ids[0]
            for name in reference.gazetteer.strong
            if name.kind in ("zone", "port", "group", "foreign") and len(name.region_ids) == 1
        }
        return cls(places.keys, {**others, **places.by_name})

    @classmethod
    def from_rows(cls, regions: Iterable[Mapping[str, Any]]) -> "Places":
        """From rows of the raw table `regions`. A current region goes before a superseded one of its name."""
        rows = list(regions)
        by_name: dict[str, str] = {}
        for named_by in ("name_zh", "short_name"):
            for current in (True, False):
                named: dict[str, list[str]] = {}
                for row in rows:
                    if row.get(named_by) and row["is_current"] is current:
                        named.setdefault(row[named_by], []).append(row["region_id"])
                for name, ids in named.items():
                    if name not in by_name:
                        by_name[name] = ids[0] if len(ids) == 1 else UNKNOWN_REGION
        for row in rows:
            bare = stem(row["name_zh"]) if row["region_class"] == "province" and row["is_current"] else None
            if bare:
                by_name[bare] = row["region_id"]
        for row in rows:
            if row["region_class"] == "country":
                by_name.update(dict.fromkeys(WHOLE_COUNTRY, row["region_id"]))
        return cls(frozenset(row["region_id"] for row in rows), by_name)

    def first_known(self, names: str, separator: str) -> str:
        """Key of the first of several names that stands for one region; else that of the unknown region."""
        found = (self.by_name.get(name.strip(), UNKNOWN_REGION) for name in names.split(separator))
        return next((region for region in found if region != UNKNOWN_REGION), UNKNOWN_REGION)


def canonical_unit(text: str, units: UnitTable) -> tuple[str, Decimal] | None:
    """(canonical unit, factor) of a unit as written: 亿元 is CNY times 10^8. None for an unknown one."""
    if text in units.by_text:
        unit = units.by_text[text]
        return unit.code, unit.factor
    for prefix, factor in MULTIPLIERS.items():
        rest = text.removeprefix(prefix)
        if rest != text and rest in units.by_text:
            unit = units.by_text[rest]
            return unit.code, unit.factor * factor
    return None


def is_canonical(unit: str, units: UnitTable) -> bool:
    """True for a unit that the table of units knows, or that says of itself that it does not."""
    return unit.startswith(OTHER_UNIT) or any(known.code == unit for known in units.by_text.values())
