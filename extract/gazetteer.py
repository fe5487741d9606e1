"""Every name by which a place can be called, and the automata that find those names in text.

Names are of two strengths. Strong names (full names, and short names that mean nothing else) are found
first; weak ones (short names of counties, short names that are words as well, towns) are looked for in the
gaps between them and count only with support, see extract.mentions.places.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import daachorse

if TYPE_CHECKING:
    from extract.reference import Region

PEOPLE = (
    "(?:[蒙回藏苗彝壮满侗瑶白傣黎佤畲水土羌怒各]族|蒙古族?|维吾尔|布依族|朝鲜族|土家族|哈尼族|哈萨克族?|傈僳族|"
    "拉祜族|东乡族|纳西族|景颇族|柯尔克孜|达斡尔族|仫佬族|布朗族|撒拉族|毛南族|仡佬族|锡伯|阿昌族|普米族|塔吉克|"
    "鄂温克族|鄂伦春|保安族|裕固族|独龙族)"
)
AUTONOMOUS = re.compile(rf"(?P<stem>.+?){PEOPLE}*自治(?P<kind>[州县旗区])$")
PEOPLES_DISTRICT = re.compile(rf"(?P<stem>.+?){PEOPLE}区$")
DIVISION_SUFFIX = re.compile(r"(?:特别行政区|地区|新区|林区|特区|省|市|县|区|旗|盟)$")
TOWN_SUFFIX = re.compile(rf"(?:街道|{PEOPLE}*乡|民族苏木|苏木|镇)$")
NO_SHORT_NAME = re.compile(
    r"开发区$|园区$|管理区$|示范区$|实验区$|食品区$|聚集区$|名胜区$|群岛|岛礁|委员会|管委会|新城$"
)
TRAPS = {"市": ("场", "民", "值", "况"), "区": ("域", "间", "位", "块", "划"), "县": ("域",), "州": ("市",)}
"""What follows a full name that ends in the key where its last character belongs to the next word
(上海市场)."""
BETWEEN_ABBREVIATIONS = "[—–－-]{1,2}|”“"
"""What may part the characters of a run of abbreviations (沪—连, “沪”“连”)."""
TOWN_TRAPS = ("级", "域", "村", "区", "街")
"""What follows a town's full name where its last character belongs to the next word (和平镇级)."""
WORST_SUPPORT = {"always": 0, "named": 1, "beside": 2}


def stem(name: str) -> str | None:
    """A division's name without its kind (江苏省 → 江苏, 延边朝鲜族自治州 → 延边); None where nothing would
    remain."""
    if NO_SHORT_NAME.search(name):
        return None
    match = AUTONOMOUS.match(name) or PEOPLES_DISTRICT.match(name)
    short = match["stem"] if match else DIVISION_SUFFIX.sub("", name)
    if match and len(short) < 2:
        short = name[: match.start("kind") - len("自治")]
    return short if len(short) >= 2 and short != name else None


def town_stem(name: str) -> str:
    """A town's name without its kind (花桥镇 → 花桥)."""
    return TOWN_SUFFIX.sub("", name)


@dataclass(frozen=True, slots=True)
class Name:
    """One way to call a place.

    use: always; named (in a document that names the place in full); beside (next to its parent or in a list
    of places). not_after, not_before: text around the name that shows that it is another word.
    """

    text: str
    kind: str
    region_ids: tuple[str, ...]
    use: str = "always"
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ZoneSuffix:
    """What a closing word of zone names allows, see zones.yml."""

    kind: str
    alone: bool
    direct: bool


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A word for the document's own regions: of which level, and how many together (0: one region)."""

    level: str
    together: int


@dataclass(frozen=True)
class Gazetteer:
    """The names of all places, ready to search. Can be pickled."""

    strong: tuple[Name, ...]
    strong_automaton: daachorse.CharwiseDoubleArrayAhoCorasick
    weak: tuple[Name, ...]
    weak_automaton: daachorse.CharwiseDoubleArrayAhoCorasick
    by_text: Mapping[str, Name]
    suffixes: Mapping[str, ZoneSuffix]
    pronouns: Mapping[str, Pronoun]
    zone_words: frozenset[str]
    """Closing words of zones that alone stand for the one such zone which a document names."""
    towns: Mapping[str, tuple[tuple[str, str], ...]]
    """Stem of a town → (full name, county) of every town that has it."""
    town_beginnings: frozenset[str]
    """The first two characters of every stem of a town."""
    abbreviations: Mapping[str, tuple[str, ...]]
    sure_abbreviations: frozenset[str]
    abbreviation_run: re.Pattern[str]
    abbreviation_beginning: re.Pattern[str]
    """What every run begins with: few places of a text have it, and runs are looked for around those only."""
    single_abbreviation: re.Pattern[str]
    break_word: re.Pattern[str]
    town_words: frozenset[str]
    """Short names of towns that are ordinary words."""
    class_words_only: re.Pattern[str]
    class_word: re.Pattern[str]


@dataclass
class RegionNames:
    """Collects the names of divisions and of hand-listed places; the hand-listed go first where both claim
    a text."""

    regions: Mapping[str, "Region"]
    notes: Mapping[str, Mapping[str, str]]
    own: dict[str, Name] = field(default_factory=dict)
    once_named: dict[str, Name] = field(default_factory=dict)

    def add_own(
        self, region_id: str, kind: str, texts: Iterable[str], not_before: Iterable[str] = ()
    ) -> None:
        """Names of a zone, port, group or foreign place, which count wherever they stand."""
        abbreviations = tuple(note["abbreviation"] for note in self.notes.values() if note["abbreviation"])
        for text in texts:
            not_after = abbreviations if len(text) == 2 and text[0] in abbreviations else ()
            self.own.setdefault(text, Name(text, kind, (region_id,), "always", not_after, tuple(not_before)))

    def add_once_named(self, region_id: str, kind: str, texts: Iterable[str]) -> None:
        """Names that count only in a document that calls the place by one of its own names."""
        for text in texts:
            self.once_named[text] = Name(text, kind, (region_id,), use="named")

    def strong_and_weak(self, words: Iterable[str]) -> tuple[dict[str, Name], dict[str, Name]]:
        """All names by text. words: full names that are ordinary words too, which makes them weak."""
        ordinary = frozenset(words)
        strong: dict[str, Name] = {}
        weak: dict[str, Name] = dict(self.once_named)
        divisions = [r for r in self.regions.values() if r.adcode and r.region_class != "country"]
        for text, ids in _by_name(divisions, _full_names).items():
            if len(text) == 2 or text in ordinary:
                weak[text] = Name(
                    text, "full", ids, use="beside", not_before=(*TRAPS.get(text[-1], ()), "级")
                )
            else:
                strong[text] = Name(text, "full", ids, not_before=TRAPS.get(text[-1], ()))
        for text, ids in _by_name(divisions, self._short_names).items():
            if text in strong or text in self.own:
                continue
            name = self._short_name(text, ids)
            (strong if name.use == "always" else weak).setdefault(text, name)
        strong.update(self.own)
        return strong, {text: name for text, name in weak.items() if text not in strong}

    def _short_names(self, region: "Region") -> Iterator[str]:
        note = self.notes.get(region.region_id)
        short = note["short_name"] if note else region.short_name
        if region.region_class != "zone" and short and self._use(region) != "suffix":
            yield short
        if note:
            yield from (text for text in note["other_names"].split() if len(text) > 1)

    def _use(self, region: "Region") -> str:
        note = self.notes.get(region.region_id)
        if note:
            return note["use"]
        if region.region_class in ("province", "prefecture"):
            return "always"
        return "always" if region.short_name and len(region.short_name) > 2 else "named"

    def _short_name(self, text: str, ids: tuple[str, ...]) -> Name:
        """The name is as safe as its safest bearer; what may not stand around it holds for all bearers."""
        notes = [self.notes[i] for i in ids if i in self.notes]
        use = min((self._use(self.regions[i]) for i in ids), key=WORST_SUPPORT.__getitem__)
        return Name(
            text, "short", ids, use,
            tuple({word for note in notes for word in note["not_after"].split()}),
            tuple({word for note in notes for word in note["not_before"].split()}),
        )  # fmt: skip


def _full_names(region: "Region") -> Iterator[str]:
    """The official name, and the shorter official-looking forms of autonomous divisions (延边州, 双江县)."""
    yield region.name_zh
    match = AUTONOMOUS.match(region.name_zh)
    if match and len(match["stem"]) >= 2 and region.region_class != "province":
        yield match["stem"] + match["kind"]
    district = PEOPLES_DISTRICT.match(region.name_zh)
    if district and len(district["stem"]) >= 2:
        yield district["stem"] + "区"


def _by_name(regions: Iterable["Region"], names_of: Any) -> dict[str, tuple[str, ...]]:
    """Text → regions called so. A superseded code goes where a current one of the same province bears the
    name."""
    bearers: dict[str, list[Region]] = {}
    for region in regions:
        for text in names_of(region):
            bearers.setdefault(text, []).append(region)
    result = {}
    for text, found in bearers.items():
        current = {r.region_id[:2] for r in found if r.is_current}
        kept = [r.region_id for r in found if r.is_current or r.region_id[:2] not in current]
        result[text] = tuple(dict.fromkeys(kept))
    return result


def build_gazetteer(names: RegionNames, zones: Mapping[str, Any], other: Mapping[str, Any],
                    towns: Iterable[Mapping[str, str]]) -> Gazetteer:  # fmt: skip
    """Both automata, and the tables that the rules around a hit look things up in."""
    strong, weak = names.strong_and_weak(other["full_names_that_are_words"])
    suffixes = {
        word: ZoneSuffix(kind, entry["alone"], entry["direct"])
        for kind, entry in zones["suffixes"].items()
        for word in entry["words"]
    }
    pronouns = {w: Pronoun(e["level"], e.get("all", 0)) for e in other["pronouns"] for w in e["words"]}
    for word in suffixes:
        strong.setdefault(word, Name(word, "suffix", ()))
    for word in pronouns:
        strong.setdefault(word, Name(word, "pronoun", (), not_before=("域", "场", "性", "民", "级", "长")))
    town_table = _towns(towns)
    for stem_, entries in town_table.items():
        for full, _ in entries:
            if full not in strong and len(stem_) >= 2:
                weak.setdefault(full, Name(full, "town", (), not_before=TOWN_TRAPS))
    abbreviations, sure = _abbreviations(names, other)
    characters = "".join(abbreviations)
    verbs, unfit = "".join(other["verbs_before_abbreviation"]), "".join(other["not_after_abbreviation"])
    no_verbs = "".join(f"(?<!{word})" for word in other["no_verbs_before_abbreviation"])
    single = rf"(?<=[{verbs}]){no_verbs}[{''.join(sorted(sure))}](?![{unfit}])"
    # The same behind its character: a pattern that begins with a set of characters is found by a quick walk.
    behind = "".join(f"(?<!{word}.)" for word in other["no_verbs_before_abbreviation"])
    single_behind = rf"(?<=[{verbs}][{''.join(sorted(sure))}]){behind}(?![{unfit}])"
    return Gazetteer(
        strong=tuple(strong.values()),
        strong_automaton=_automaton(strong),
        weak=tuple(weak.values()),
        weak_automaton=_automaton(weak),
        by_text={**weak, **strong},
        suffixes=suffixes,
        pronouns=pronouns,
        zone_words=frozenset(other["zone_words_for_the_one_named"]),
        towns=town_table,
        town_beginnings=frozenset(key[:2] for key in town_table),
        abbreviations=abbreviations,
        sure_abbreviations=sure,
        abbreviation_run=re.compile(
            rf"[{characters}](?:(?:(?:{BETWEEN_ABBREVIATIONS})?[{characters}]){{1,5}}|{single_behind})"
        ),
        abbreviation_beginning=re.compile(
            rf"[{characters}](?:(?<=[{verbs}][{''.join(sorted(sure))}])|(?=(?:{BETWEEN_ABBREVIATIONS})?[{characters}]))"
        ),
        single_abbreviation=re.compile(single),
        break_word=re.compile(_alternatives(zones["break_words"])),
        class_word=re.compile(_alternatives(w for w in zones["class_words"] if len(w) > 1)),
        town_words=frozenset(other["town_names_that_are_words"]),
        class_words_only=re.compile(f"(?:{_alternatives(zones['class_words'])})*"),
    )


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _automaton(names: Mapping[str, Name]) -> daachorse.CharwiseDoubleArrayAhoCorasick:
    return daachorse.CharwiseDoubleArrayAhoCorasick(list(names), daachorse.MATCH_KIND_LEFTMOST_LONGEST)


def _towns(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        for name in row["towns"].split():
            table.setdefault(town_stem(name), []).append((name, row["county_adcode"]))
    return {key: tuple(entries) for key, entries in table.items()}


def _abbreviations(
    names: RegionNames, other: Mapping[str, Any]
) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Character → regions it may stand for, and the characters that stand for a province without further
    evidence."""
    found: dict[str, list[str]] = {}
    provinces: set[str] = set()
    for code, note in names.notes.items():
        for character in (note["abbreviation"], *(t for t in note["other_names"].split() if len(t) == 1)):
            if character:
                found.setdefault(character, []).append(code)
                if names.regions[code].region_class == "province":
                    provinces.add(character)
    table = {character: tuple(codes) for character, codes in found.items()}
    return table, frozenset(provinces - set(other["unsure_abbreviations"]))
