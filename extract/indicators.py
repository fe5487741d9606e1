"""Which indicator a metric belongs to: a listed one where its words say so, else one of its own by its wording.

国有控股上市公司 (56家) and 国有控股上市公司数量 (达到71家) are one series; 新增国有控股上市公司 is another, and so is the
growth rate of either. What is neutral is taken off before wordings are compared: 全市, 完成, 数量, remarks in brackets.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from extract.bounds import SAFE_LOADER
from extract.mentions.units import UnitTable
from schemas.keys import content_key

OWN = "own:"
VALUE, INCREMENT, GROWTH, AVERAGE_GROWTH, DECLINE = (
    "value",
    "increment",
    "growth",
    "average_growth",
    "decline",
)
RATES = (GROWTH, AVERAGE_GROWTH, DECLINE)
RATE_UNITS = ("percent", "permille", "percentage_point", "ratio")

SOURCE_CODE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")
ABBREVIATION = re.compile(r"\([A-Z0-9.&_-]+\)")
UNSPOKEN = re.compile(r"[\s“”\"'《》〈〉·,。;:()]")
LEADING = re.compile(
    r"^(?:力争|争取|努力|确保|保证|实现|完成|达到|保持|预计|推动|推进|促进|其中|年度?|当年|每年|"
    r"本市|我市|全市|全省|我省|本省|全区|我区|本区|全县|我县|全州|全域|市域|累计完成)"
)
TRAILING = re.compile(
    r"(?:达到|达|为|数量|总数量?|个数|家数|件数|(?<!用)户数|(?<=[司业户站目])数|约|超过?|突破|不低于|不少于)$"
)
ADDED = re.compile(r"新增加?|净增加?|(?:提升|提高|增加)$")
RATE = re.compile(
    r"(?P<average>年均|年平均|平均)?(?:同比|环比|比上年|较上年|同口径|可比价|按可比价计算|实际|名义|累计|复合)*(?P<again>年均)?"
    r"(?:(?P<up>增长率?|增速|增幅|增长速度|增长幅度|涨幅|提高)|(?P<down>下降率?|降幅|降低|减少|削减))(?:率|幅度)?$"
)
PLACE = re.compile(r"^[\u4e00-\u9fff]{1,8}?(?:省|市|县|区|州|盟|旗|全国|我国|片区|新区|开发区|示范区)")
RATE_NAMES = {
    GROWTH: ("{}增速", "Growth of {}"),
    AVERAGE_GROWTH: ("{}年均增速", "Mean annual growth of {}"),
    DECLINE: ("{}降幅", "Decline of {}"),
    INCREMENT: ("新增{}", "Addition to {}"),
}
KIND_OF_FACT = {"targets": "target_type", "statistics": "statistic_type"}
MILESTONE = "milestone"
NO_WORDING = "未说明"
PRODUCT_OF = re.compile(r"(?:(?<=占)|(?<=单位)|(?<=万元)|(?<=人均))(?:全省|全市|地区|国内)?生产总值")
SHORTEST_GENERAL_WORDING = 3
"""Characters that the name of a listed indicator needs to count as the general term at the end of a wording."""


class IndicatorFileError(ValueError):
    """An entry of indicators.yml that cannot be: which one, what is wrong, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. better: higher, lower, none, or None where nobody has decided.

    measure: value, increment, growth, average_growth or decline. parent: the indicator whose growth or addition
    this is, or the general one that it narrows (省属企业资产总额 narrows 资产总额). is_regional: whether place and
    indicator alone say what is measured; not so for the revenue of some firms, nor for an own indicator.
    """

    code: str
    name_zh: str
    name_en: str | None
    unit: str | None
    better: str | None
    is_summable: bool
    is_regional: bool
    measure: str
    parent: str | None
    is_listed: bool

    def row(self) -> dict[str, Any]:
        """The indicator as a row of the raw table `indicators`."""
        return {
            "indicator_code": self.code, "name_zh": self.name_zh, "name_en": self.name_en, "unit": self.unit,
            "better_direction": self.better, "is_summable": self.is_summable, "is_regional": self.is_regional, "measure": self.measure,
            "parent_indicator_code": self.parent, "is_listed": self.is_listed,
        }  # fmt: skip


@dataclass(frozen=True)
class Indicators:
    """The listed indicators, ready to be compared with metrics. Built by load_indicators; never changed."""

    listed: Mapping[str, Indicator]
    by_wording: Mapping[str, tuple[str, ...]]
    dimensions: Mapping[str, frozenset[str]]
    growth_of: Mapping[str, str]
    dimension_of_unit: Mapping[str, str]

    def of(self, metric: str, unit: str | None, kind: str | None) -> tuple[Indicator, ...]:
        """The indicator that a metric belongs to, followed by the indicators that it leads to as parents.

        metric: the words. unit: canonical unit of the value, None where there is none. kind: target_type or
        statistic_type, None where only the words can tell. A code that a table of figures uses, such as
        steel_output, stays what it is.
        """
        if metric in self.listed:
            return self._with_growth_parent(self.listed[metric])
        if SOURCE_CODE.fullmatch(metric):
            return (_own(metric, metric, None),)
        wording = spoken(metric)
        listed = self._listed(wording, unit)
        if listed:
            return self._with_growth_parent(listed)
        measure, base_wording = _measure(wording, unit, kind)
        base = self._base(base_wording, None if measure in RATES else unit)
        if measure == VALUE:
            return base
        known = self.growth_of.get(base[0].code) if measure == GROWTH else None
        own = self.listed[known] if known else _derived(base[0], measure)
        return (own, *base)

    def rows(self) -> list[dict[str, Any]]:
        """Rows of the raw table `indicators` for the listed ones."""
        return [indicator.row() for indicator in self.listed.values()]

    def _with_growth_parent(self, indicator: Indicator) -> tuple[Indicator, ...]:
        return (indicator, self.listed[indicator.parent]) if indicator.parent else (indicator,)

    def _base(self, wording: str, unit: str | None) -> tuple[Indicator, ...]:
        listed = self._listed(wording, unit)
        if listed:
            return (listed,)
        general = self._general(wording)
        own = _own(OWN + content_key(wording), wording, general)
        return (own, general) if general else (own,)

    def _listed(self, wording: str, unit: str | None) -> Indicator | None:
        """The listed indicator that has exactly this wording, the name of a place before it aside."""
        place = PLACE.match(wording)
        for candidate in (wording, wording[place.end() :] if place else wording):
            for code in self.by_wording.get(candidate, ()):
                if self._fits(code, unit):
                    return self.listed[code]
        return None

    def _general(self, wording: str) -> Indicator | None:
        """The listed indicator whose wording, the longest there is, ends this one."""
        for start in range(1, len(wording) - SHORTEST_GENERAL_WORDING + 1):
            if codes := self.by_wording.get(wording[start:]):
                return self.listed[codes[0]]
        return None

    def _fits(self, code: str, unit: str | None) -> bool:
        usual = self.dimensions[code]
        return unit is None or not usual or self.dimension_of_unit.get(unit) in usual


def load_indicators(path: Path, units: UnitTable) -> Indicators:
    """Read indicators.yml. Raises IndicatorFileError naming the entry that is wrong."""
    entries: dict[str, dict[str, Any]] = yaml.load(path.read_text(encoding="utf-8"), Loader=SAFE_LOADER)  # noqa: S506
    dimension_of_unit = {unit.code: unit.dimension for unit in units.by_text.values()}
    listed: dict[str, Indicator] = {}
    by_wording: dict[str, tuple[str, ...]] = {}
    dimensions: dict[str, frozenset[str]] = {}
    for code, entry in entries.items():
        _check(code, entry, entries, dimension_of_unit)
        listed[code] = Indicator(
            code=code,
            name_zh=entry["name_zh"],
            name_en=entry["name_en"],
            unit=next(iter(entry["units"]), None),
            better=entry["better"],
            is_summable=entry["summable"],
            is_regional=entry.get("of_region", True),
            measure=GROWTH if "growth_of" in entry else VALUE,
            parent=entry.get("growth_of"),
            is_listed=True,
        )
        dimensions[code] = frozenset(dimension_of_unit[unit] for unit in entry["units"])
        for wording in dict.fromkeys(spoken(w) for w in (entry["name_zh"], *entry["wordings"])):
            by_wording[wording] = (*by_wording.get(wording, ()), code)
    growth_of = {entry["growth_of"]: code for code, entry in entries.items() if "growth_of" in entry}
    return Indicators(listed, by_wording, dimensions, growth_of, dimension_of_unit)


def spoken(metric: str) -> str:
    """A metric without what does not tell indicators apart: width, brackets, punctuation, neutral words."""
    text = ABBREVIATION.sub("", unicodedata.normalize("NFKC", metric).upper())
    text = PRODUCT_OF.sub("GDP", UNSPOKEN.sub("", text).replace("的", ""))
    while (rest := LEADING.sub("", text)) != text and len(rest) > 1:
        text = rest
    while (rest := TRAILING.sub("", text)) != text and len(rest) > 1:
        text = rest
    return text or NO_WORDING


def name_indicators(figures: Iterable[dict[str, Any]], indicators: Indicators) -> list[dict[str, Any]]:
    """Put the key of the indicator into every figure, beside the name that its table uses (indicator_text).

    Returns rows of the raw table `indicators` for all of them, each once.
    """
    found: dict[Indicator, None] = {}
    for figure in figures:
        chain = indicators.of(figure["indicator_text"], figure["unit"], None)
        figure["indicator_code"] = chain[0].code
        found.update(dict.fromkeys(chain))
    return [indicator.row() for indicator in found]


def with_indicators(
    rows: dict[str, list[dict[str, Any]]], indicators: Indicators
) -> dict[str, list[dict[str, Any]]]:
    """The rows of one document with the key of the indicator in every target and statistic that has a quantity."""
    found: dict[Indicator, None] = {}
    for table, kind in KIND_OF_FACT.items():
        for fact in rows.get(table, ()):
            fact["indicator_code"] = None
            if fact[kind] != MILESTONE:
                chain = indicators.of(fact["metric"], fact.get("unit"), fact[kind])
                fact["indicator_code"] = chain[0].code
                found.update(dict.fromkeys(chain))
    return {**rows, "indicators": [indicator.row() for indicator in found]}


def _measure(wording: str, unit: str | None, kind: str | None) -> tuple[str, str]:
    """What is measured of the base, and the words of the base."""
    rate = RATE.search(wording)
    if kind == "growth" or (rate and unit in RATE_UNITS):
        if rate is None:
            return GROWTH, wording
        base = wording[: rate.start()] or NO_WORDING
        if rate["down"]:
            return DECLINE, base
        return AVERAGE_GROWTH if rate["average"] or rate["again"] else GROWTH, base
    if kind == "increment" or (kind is None and ADDED.match(wording)):
        return INCREMENT, ADDED.sub("", wording, count=1) or NO_WORDING
    return VALUE, wording


def _own(code: str, name: str, general: Indicator | None) -> Indicator:
    """An indicator that nobody has listed; `general` is the listed one that it narrows."""
    return Indicator(
        code=code,
        name_zh=name,
        name_en=None,
        unit=None,
        better=general.better if general else None,
        is_summable=False,
        is_regional=False,
        measure=VALUE,
        parent=general.code if general else None,
        is_listed=False,
    )


def _derived(base: Indicator, measure: str) -> Indicator:
    """The growth, decline or addition of an indicator as an indicator of its own."""
    name_zh, name_en = RATE_NAMES[measure]
    opposite = {"higher": "lower", "lower": "higher"}
    better = opposite.get(base.better or "", base.better) if measure == DECLINE else base.better
    return replace(
        base,
        code=f"{base.code}_{measure}",
        name_zh=name_zh.format(base.name_zh),
        name_en=name_en.format(base.name_en[0].lower() + base.name_en[1:]) if base.name_en else None,
        unit="percent" if measure in RATES else base.unit,
        better=better,
        is_summable=base.is_summable and measure == INCREMENT,
        measure=measure,
        parent=base.code,
        is_listed=False,
    )


def _check(
    code: str, entry: Mapping[str, Any], entries: Mapping[str, Any], known_units: Mapping[str, str]
) -> None:
    needed = {"name_zh", "name_en", "units", "better", "summable", "wordings"}
    problem = ""
    if absent := sorted(needed - entry.keys()):
        problem = f"expected {sorted(needed)}; found no {absent}"
    elif unknown := [unit for unit in entry["units"] if unit not in known_units]:
        problem = f"expected units of raw/reference/units.csv; found {unknown}"
    elif entry["better"] not in ("higher", "lower", "none"):
        problem = f"expected better to be higher, lower or none; found {entry['better']!r}"
    elif entry.get("growth_of", code) not in entries:
        problem = f"expected growth_of to be the code of another entry; found {entry['growth_of']!r}"
    if problem:
        raise IndicatorFileError(f"raw/reference/indicators.yml, entry {code}: {problem}")
