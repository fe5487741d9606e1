"""Organisations named in a text: departments, governments, committees, firms, exchanges, universities,
kinds of firms.

Only clear names count. A department needs a region: the place in front of it (大连市发展和改革委员会), or a
level word whose region the document's home gives (省国资委); its short forms are kept under the official
name, so that 市国资委 in a document of Shanghai and 上海市国有资产监督管理委员会 are one organisation.
"""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from extract.mentions.place_evidence import PlaceContext
from extract.mentions.places import PlaceMention
from extract.organisation_words import OrganisationWord
from extract.reference import COUNTRY, Reference

LEVEL_ENDINGS = {
    "省": ("省", "自治区"),
    "自治区": ("自治区",),
    "市": ("市",),
    "区": ("区",),
    "县": ("县", "旗"),
    "州": ("州", "盟"),
}
LEVEL_BEFORE = re.compile(
    r"(?P<each>各|有关|相关)(?:(?:自治区|[省市区县州]){1,3}|[省市县州]\((?:、?(?:自治区|[省市区县州])){1,4}\))级?\Z|[我本全]?(?P<level>自治区|[省市区县州])级?\Z"
)
"""各区县, 各县(市、区) and 省级 in 各区县政府, 省级政府."""
NAME_CHARACTERS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9()·]*\Z")
LONGEST_OWN_NAME = 14
SHORTEST_OWN_NAME = 2
LEVEL_WINDOW = 10
CONTINUES = ("长", "员", "性", "制", "化", "级", "间", "业", "军", "城")
"""What follows a closing word where it is part of another word (银行业, 集团化, 大学城, 局长)."""
LIST_WORDS = "和与及由为对向在"
NAMED_BY_PLACE = ("bank", "exchange", "university")
"""A place and the closing word alone name these (浙江大学, 湖北银行, 重庆交易所)."""
NAMED_WITHOUT_PLACE = ("state_firm", "bank")
SECTORS = ("城投", "旅游", "物流", "金融", "文化", "农业", "科技", "教育", "数字", "数据")
"""A level word with one of these names the one firm of the region (市城投集团); alone they name a kind of firms."""
LONGEST_GROUP_NAME = 4
LONGEST_NAME_WITHOUT_PLACE = 10
OWNED_BY_LEVEL = re.compile(
    r"(?=[全我本省市区县重骨大制商公竞功]|\Z)(?P<whole>(?:全省|全市|全区|全县|我省|我市|我区|我县|本市|本省|本区|本县)(?:各级)?)?(?:[省市区县]属)?"
    r"(?:(?:重点|骨干|大型|制造|商业|公益|竞争|功能)类?)*\Z"
)
"""全省各级, 省属重点制造类: what may stand before a kind of firms."""
PARTY_GROUPS = {"党委": "委员会", "党组": "党组"}
WITH_PARTY_GROUP = ("department", "state_firm", "bank", "exchange", "university")


class BodyMention(NamedTuple):
    """One organisation at text[start:end]. name: the form under which it is kept, with its region where
    that is known.

    actor_id depends only on the name and the home region, so the same organisation has the same key in
    every document.
    """

    start: int
    end: int
    text: str
    name: str
    actor_type: str
    home_region_id: str | None
    actor_id: str

    def actor_row(self) -> dict[str, Any]:
        """The organisation as a row of the raw table `actors`."""
        return {"actor_id": self.actor_id, "name_zh": self.name, "actor_type": self.actor_type,
                "home_region_id": self.home_region_id}  # fmt: skip


@lru_cache(maxsize=20_000)
def actor_key(name: str, home_region_id: str | None) -> str:
    """Key of an organisation by its name and home region."""
    digest = hashlib.md5(f"{name}|{home_region_id or ''}".encode(), usedforsecurity=False).hexdigest()
    return f"actor:{digest[:16]}"


def home_of_level(level: str, homes: Sequence[str], reference: Reference) -> str | None:
    """The one home region, or ancestor of home regions, that a level word (省, 市, 区 …) stands for."""
    found = []
    for home in homes:
        for region_id in reference.chain(home):
            if reference.regions[region_id].name_zh.endswith(LEVEL_ENDINGS[level]):
                found.append(region_id)
                break
    return found[0] if len(set(found)) == 1 else None


def find_bodies(
    text: str, places: Sequence[PlaceMention], reference: Reference, context: PlaceContext | None = None
) -> list[BodyMention]:
    """Every organisation that a text names, in order and without overlaps.

    places: what find_places found in the same text. context: the document's home regions, which level words
    (省国资委) refer to; without them such a name is kept as written, without a region.
    """
    words = reference.organisations
    homes = tuple(h for h in context.home_region_ids if h != COUNTRY) if context else ()
    search = _Search(text, places, reference, homes)
    found: list[BodyMention] = []
    for start, end, index in words.automaton.find(text):
        word = words.words[index]
        if word.role != "party" and text.startswith(CONTINUES, end):
            continue
        free_from = found[-1].end if found else 0
        mention = search.body(word, start, end, free_from)
        if mention is None:
            continue
        if found and mention.start <= found[-1].start:
            found.pop()
        found.append(search.party_group(mention))
    return found


class _Search:
    """The text with its places, and the rules for what stands before an organisation's word."""

    def __init__(
        self, text: str, places: Sequence[PlaceMention], reference: Reference, homes: Sequence[str]
    ) -> None:
        self.text = text
        self.places = places
        self.place_ends = [place.end for place in places]
        self.reference = reference
        self.homes = homes

    def body(self, word: OrganisationWord, start: int, end: int, free_from: int) -> BodyMention | None:
        place = self._place_before(start)
        if word.role == "national":
            if (
                place is not None
                and place.end == start
                and not place.is_pronoun
                and place.region_class != "country"
            ):
                return self._of_place(word, place, end)
            return self._mention(start, end, word.official, word.actor_type, COUNTRY)
        if word.role == "firm_class":
            return self._firm_class(word, start, end)
        if word.role == "suffix":
            return self._named(word, start, end, free_from, place)
        front_end = start + 1 if word.role == "party" else start
        place = self._place_before(front_end)
        if place is not None and place.end == front_end:
            return self._of_place(word, place, end)
        return self._of_level(word, start, end)

    def _place_before(self, position: int) -> PlaceMention | None:
        index = bisect_right(self.place_ends, position)
        return self.places[index - 1] if index else None

    def _of_place(self, word: OrganisationWord, place: PlaceMention, end: int) -> BodyMention:
        """大连市发展和改革委员会, 辽宁省委: under the region's full name; a group keeps the words of the
        text."""
        front = place.text if place.region_id is None or place.region_class == "group" else place.name
        name = f"中共{front}委员会" if word.role == "party" else front + word.official
        return self._mention(place.start, end, name, word.actor_type, place.region_id)

    def party_group(self, body: BodyMention) -> BodyMention:
        """省国资委党委: the party committee of an organisation, where the text goes on so; else the organisation."""
        group = self.text[body.end : body.end + 2]
        if group not in PARTY_GROUPS or body.actor_type not in WITH_PARTY_GROUP:
            return body
        name = f"中共{body.name}{PARTY_GROUPS[group]}"
        return self._mention(body.start, body.end + 2, name, "party_organ", body.home_region_id)

    def _of_level(self, word: OrganisationWord, start: int, end: int) -> BodyMention | None:
        """省国资委, 市委: the region is the home region of that level."""
        if word.role == "party":
            return self._party(word, start, end)
        match = LEVEL_BEFORE.search(self.text, max(0, start - LEVEL_WINDOW), start)
        if match is None:
            return self._bare(word, start, end)
        if match["each"]:
            name = self.text[match.start() : start] + word.official
            return self._mention(
                match.start(), end, name, word.actor_type, self.homes[0] if self.homes else None
            )
        home = self._home_of(match["level"])
        if home is None:
            before = self.text[match.start("level") - 1 : match.start("level")]
            if "\u4e00" <= before <= "\u9fff":
                return None
            return self._mention(match.start(), end, match["level"] + word.official, word.actor_type, None)
        name = self.reference.regions[home].name_zh + word.official
        return self._mention(match.start(), end, name, word.actor_type, home)

    def _party(self, word: OrganisationWord, start: int, end: int) -> BodyMention | None:
        """省委: not where the characters belong to longer words (全省委托, 市委员会)."""
        if self.text.startswith(("托", "员", "派", "任", "外", "以"), end):
            return None
        home = self._home_of(word.text[0]) if len(word.text) == 2 else self._home_of("省")
        name = f"中共{self.reference.regions[home].name_zh}委员会" if home else word.text
        return self._mention(start, end, name, word.actor_type, home)

    def _bare(self, word: OrganisationWord, start: int, end: int) -> BodyMention | None:
        """The home region's own: 发改局 in a list of those in charge (牵头单位:发改局), or 管委会 in a
        zone's document."""
        before = self.text[start - 1 : start]
        if len(self.homes) != 1 or "\u4e00" <= before <= "\u9fff":
            return None
        home = self.reference.regions[self.homes[0]]
        is_committee = word.official == "管理委员会" and home.region_class == "zone"
        if word.actor_type != "department" and not is_committee:
            return None
        return self._mention(start, end, home.name_zh + word.official, word.actor_type, home.region_id)

    def _home_of(self, level: str) -> str | None:
        return home_of_level(level, self.homes, self.reference)

    def _firm_class(self, word: OrganisationWord, start: int, end: int) -> BodyMention:
        """省属企业, 全省国资国企, 省属重点国有企业: of the home region, or of the place in front, whose full name
        takes the place of 全省 and 本市."""
        if word.text in ("中央企业", "央企"):
            return self._mention(start, end, "中央企业", word.actor_type, COUNTRY)
        match = OWNED_BY_LEVEL.search(self.text, max(0, start - LONGEST_OWN_NAME), start)
        begin = match.start() if match else start
        own = self.text[match.end("whole") if match and match["whole"] else begin : end]
        place = self._place_before(begin)
        if match and match["whole"]:
            place = (
                place
                if place is not None and place.start == begin
                else self._place_before(match.end("whole"))
            )
            begins_with_place = place is not None and place.start == begin
        else:
            begins_with_place = place is not None and place.end == begin and not place.is_pronoun
        home = self.homes[0] if len(self.homes) == 1 else None
        if place is None or not begins_with_place:
            return self._mention(begin, end, self.text[begin:end], word.actor_type, home)
        front = place.text if place.region_id is None or place.region_class == "group" else place.name
        return self._mention(place.start, end, front + own, word.actor_type, place.region_id)

    def _named(self, word: OrganisationWord, start: int, end: int, free_from: int,
               place: PlaceMention | None) -> BodyMention | None:  # fmt: skip
        """A name of its own before a closing word (物产中大集团, 省海港集团, 浙江产权交易所)."""
        begin = self._own_name_start(start, free_from)
        if place is not None and begin <= place.end <= start and free_from <= place.start:
            if place.is_pronoun or place.region_id is None:
                return None
            own = self.text[place.end : start]
            if self._is_generic(own) if own else word.actor_type not in NAMED_BY_PLACE:
                return None
            return self._mention(
                place.start, end, self.text[place.start : end], word.actor_type, place.region_id
            )
        own = self.text[begin:start]
        home = self._home_of(own[0]) if own[:1] in LEVEL_ENDINGS else None
        if home is not None and (own[1:] in SECTORS or not self._is_generic(own[1:])):
            name = self.reference.regions[home].name_zh + self.text[begin + 1 : end]
            return self._mention(begin, end, name, word.actor_type, home)
        is_clear = word.actor_type in NAMED_WITHOUT_PLACE and self._begins_clearly(begin)
        longest = LONGEST_NAME_WITHOUT_PLACE if word.text.endswith("公司") else LONGEST_GROUP_NAME
        if not is_clear or not SHORTEST_OWN_NAME <= len(own) <= longest or self._is_generic(own):
            return None
        return self._mention(begin, end, self.text[begin:end], word.actor_type, None)

    def _own_name_start(self, start: int, free_from: int) -> int:
        """Where the run of name characters before a closing word begins, behind the last word that breaks a
        name."""
        first = max(free_from, start - LONGEST_OWN_NAME)
        match = NAME_CHARACTERS.search(self.text, first, start)
        begin = match.start() if match else start
        for breaking in self.reference.gazetteer.break_word.finditer(self.text, begin, start):
            begin = breaking.end()
        return begin

    def _begins_clearly(self, begin: int) -> bool:
        """Whether the character before is a mark or joins a list, not the end of a verb."""
        return not "\u4e00" <= self.text[begin - 1 : begin] <= "\u9fff" or self.text[begin - 1] in LIST_WORDS

    def _is_generic(self, own: str) -> bool:
        return self.reference.organisations.generic.fullmatch(own) is not None

    def _mention(self, start: int, end: int, name: str, actor_type: str, home: str | None) -> BodyMention:
        return BodyMention(start, end, self.text[start:end], name, actor_type, home, actor_key(name, home))
