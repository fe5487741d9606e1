"""Who a document speaks for, and whom and which places its facts concern."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from extract.document import DocumentHead
from extract.facts.actors import ActorFinder, ActorRole
from extract.facts.model import Fact, Mention, Party
from extract.facts.pairing_cues import PARTY_BODIES
from extract.mentions.bodies import BodyMention, actor_key, find_bodies
from extract.mentions.places import PlaceContext, PlaceMention, find_places, resolve_name
from extract.reference import COUNTRY, Reference
from extract.structure import Structure
from extract.titles import HEAD

COMMITTEE = "管理委员会"
CITY_ORGANS = ("政", "委", "府", "市")
PARTNER_BEFORE = re.compile(
    r"(?:与|同|跟|联合|会同|携手|对接|服务|面向|辐射|融入|参与|走进|走向|赴|对口|援|借鉴|学习|比照|对标|连接|联通|贯彻|落实|《|<)(?:好|到)?$"
    r"|(?:走进|走向|对接|面向|辐射|对标|借鉴|学习|融入)[^,;。]{0,14}$"
)
"""Words before a place that is a partner or an example rather than the scene of the fact."""
NAME_AFTER = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:铁路|高铁|高速|公路|城际|大桥|运河|航线|班列|管道|输变电|国道)|[—-]"
)
NATIONAL_TITLE = re.compile(r"中华人民共和国|全国|我国|国家(?!级)[^,。]*(?:规划|计划|纲要|战略)")
ALL_PROVINCES = re.compile(r"^\s*各省[、,(]?(?:自治区|区)?[、,]?(?:直辖)?市?[^\n]{0,40}:", re.M)
"""各省、自治区、直辖市人民政府: only the centre addresses all provinces."""
CONGRESS = re.compile(
    r"(?P<place>(?:(?!在)[\u4e00-\u9fff]){2,14})?第[一二三四五六七八九十]{1,3}届(?P<all>全国)?人民代表大会"
)
NATIONWIDE = re.compile(r"全国(?!人大|政协|人民代表|重点|首|第|一流|领先|前列|先进)|我国")
ITEM_END = re.compile(r"\d[^、,;\d]{0,6}[、,;]")
NEXT_ITEM = re.compile(r"[、,;](?=(?P<words>[^、,;\dA-Za-z]*)\d)")
UNLISTED_PLACE = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:地区|区域|平原|流域|三角洲|城市群)")
"""A region that no list holds is one all the same: 汾渭平原."""
LIST_MARK = re.compile(r"\s?(?:等)?(?:、|和|及|,|,)\s?")
JOINED_TITLE = re.compile(r"\s?[与和、同]\s?|\s{1,2}")
SUPPORTED_TITLE = re.compile(r"(?:支援|帮扶|援助)(?:[\u4e00-\u9fff]{2,3}(?:自治区|省|市)?)?$")
"""Before the place of a title that is supported: 甲省对口支援西藏乙市; its province may stand between."""
MOST_REGIONS = 6


@dataclass(frozen=True, slots=True)
class Issuer:
    """One issuer of a document as named, with its organisation where the name is one, and its region."""

    name: str
    actor_id: str | None
    region_id: str | None
    body: BodyMention | None


def home_regions(head: DocumentHead, text: str, reference: Reference) -> tuple[Party, ...]:
    """Regions that the document speaks for: that of its issuer, else those that its title names, else the one by which
    its number begins (浙政办发), else the one that its head shows it to speak for; and those that its title says are
    supported, with the role `to`. What the centre issues for some regions (国务院关于支持贵州…) speaks for those."""
    title = re.sub(r"[《<][^》>]*[》>]", "", head.title)
    places = [p for p in find_places(title, None, reference) if not p.is_pronoun and not p.is_ambiguous]
    known = [
        p
        for p in places
        if p.region_id and (p.region_class != "group" or len(places) == 1) and p.region_class != "foreign"
    ]
    receiving = [place for place in known if SUPPORTED_TITLE.search(title, 0, place.start)]
    supported = [_home_of(place, "to") for place in receiving]
    speaking = [place for place in known if place not in receiving]
    issuing = _region_of_issuer(head, reference)
    if issuing is not None and (issuing != COUNTRY or not speaking):
        return _home(issuing, reference), *(home for home in supported if home.region_id != issuing)
    if speaking:
        joined = [speaking[0]]
        for place in speaking[1:]:
            if JOINED_TITLE.fullmatch(title, joined[-1].end, place.start):
                joined.append(place)
        homes = [_home_of(place) for place in (joined if joined[0].start <= 12 else joined[:1])]
        return *homes, *supported
    region = _region_of_number(head.number or "", reference) or _region_of_head(head, text, reference)
    return (*((_home(region, reference),) if region else ()), *supported)


def _region_of_issuer(head: DocumentHead, reference: Reference) -> str | None:
    """The region of the first issuer that has one."""
    for name in head.issuer_names:
        bodies = find_bodies(name, find_places(name, None, reference), reference)
        if any(body.text == name and body.home_region_id == COUNTRY for body in bodies):
            return COUNTRY
        region = resolve_name(name, None, reference)
        if region is not None and region in reference.regions:
            return region
    return None


def _region_of_head(head: DocumentHead, text: str, reference: Reference) -> str | None:
    """The country, where the title says so or all provinces are addressed; else the place of the congress to which a
    report is given."""
    opening = text[head.start : min(head.end, head.start + HEAD)]
    if NATIONAL_TITLE.match(head.title) or ALL_PROVINCES.search(opening):
        return COUNTRY
    congress = CONGRESS.search(opening)
    if congress is None:
        return None
    if congress["all"]:
        return COUNTRY
    place = resolve_name(congress["place"], None, reference) if congress["place"] else None
    return place if place in reference.regions else None


def _region_of_number(number: str, reference: Reference) -> str | None:
    """浙政办发〔2021〕33号 is of Zhejiang, 国办发 of the country; a city's letter counts only before one of its organs
    (银政发 is of Yinchuan, 银发 of the People's Bank)."""
    if number.startswith(("国发", "国办")):
        return COUNTRY
    region = resolve_name(number[:1], None, reference) if number else None
    if region is None or region not in reference.regions:
        return None
    is_province = reference.regions[region].region_class == "province"
    return region if is_province or number[1:2] in CITY_ORGANS else None


def home_context(head: DocumentHead, homes: Sequence[Party], reference: Reference) -> PlaceContext:
    """The regions that decide what the document's words mean: its homes; for a home that only its title names (a zone
    that no reference file lists), the region that holds it."""
    parents = {place.region_id: place.parent_region_id for place in find_places(head.title, None, reference)}
    known = (h.region_id if h.region_id in reference.regions else parents.get(h.region_id) for h in homes)
    return PlaceContext(tuple(dict.fromkeys(region for region in known if region)))


def _home(region_id: str, reference: Reference) -> Party:
    region = reference.regions[region_id]
    return Party(region.name_zh, region_id, None, "peer", region.region_class)


def _home_of(place: PlaceMention, role: str = "peer") -> Party:
    return Party(place.name, place.region_id, None, role, place.region_class)


def find_issuers(
    head: DocumentHead, homes: Sequence[Party], bodies: Sequence[BodyMention], context: PlaceContext,
    reference: Reference,
) -> tuple[Issuer, ...]:  # fmt: skip
    """Issuers that the document names in its head; where it names none, the administrative committee of the zone that it
    speaks for, as far as its text (bodies) names that, else the regions themselves."""
    if head.issuer_names:
        issuers = []
        for name in head.issuer_names:
            body = _body_named(name, context, reference)
            issuers.append(
                Issuer(
                    name, body.actor_id, body.home_region_id or resolve_name(name, context, reference), body
                )
            )
        return tuple(issuers)
    return tuple(_speaker(home, bodies) for home in homes if home.role != "to")


def _speaker(home: Party, bodies: Sequence[BodyMention]) -> Issuer:
    committee = next(
        (b for b in bodies if b.home_region_id == home.region_id and b.name.endswith(COMMITTEE)), None
    )
    if home.region_class == "zone" and committee is not None:
        return Issuer(committee.text, committee.actor_id, home.region_id, committee)
    body = _as_body(home.name, home.region_id)
    return Issuer(home.name, body.actor_id, home.region_id, body)


def _as_body(name: str, region_id: str | None) -> BodyMention:
    """A region that acts itself (上海市印发…), whichever of its organs does so."""
    return BodyMention(0, len(name), name, name, "government", region_id, actor_key(name, region_id))


def _body_named(name: str, context: PlaceContext, reference: Reference) -> BodyMention:
    """The organisation that an issuer's name stands for; an issuer is one whatever words its name is made of."""
    places = find_places(name, context, reference)
    for body in find_bodies(name, places, reference, context):
        if body.start == 0 and body.end == len(name):
            return body
    home = resolve_name(name, context, reference)
    whole = next((place for place in places if (place.start, place.end) == (0, len(name))), None)
    if whole is not None:
        return _as_body(whole.name, home)
    kind = "government" if name.endswith(("人民政府", "政府", "办公厅", "办公室")) else "other"
    return BodyMention(0, len(name), name, name, kind, home, actor_key(name, home))


def parties_in_order(places: Sequence[PlaceMention], bodies: Sequence[BodyMention]) -> list[Mention]:
    """Places and organisations in text order. A place inside the name of an organisation that can be a party itself
    (an exchange, a university) is part of that name; inside 江苏省国资委 it stands for the place."""
    covered = [(b.start, b.end) for b in bodies if b.actor_type in PARTY_BODIES]
    kept: list[Mention] = list(bodies)
    at = 0
    for place in places:
        while at < len(covered) and covered[at][1] <= place.start:
            at += 1
        if at < len(covered) and covered[at][0] <= place.start and place.end <= covered[at][1]:
            continue
        if not place.is_pronoun and not place.is_ambiguous:
            kept.append(place)
    return sorted(kept, key=itemgetter(0, 1))


class FactParties:
    """Regions and actors of the facts of one document."""

    def __init__(
        self, text: str, head: DocumentHead, structure: Structure, places: Sequence[PlaceMention],
        bodies: Sequence[BodyMention], issuers: Sequence[Issuer], homes: Sequence[Party], context: PlaceContext,
        reference: Reference,
    ) -> None:  # fmt: skip
        self._text, self._structure = text, structure
        self._bodies, self._homes = bodies, homes
        self._country = reference.regions[COUNTRY].name_zh
        self._places = [place for place in places if not place.is_pronoun and place.members]
        self._place_starts = [place.start for place in self._places]
        self._body_spans = sorted((body.start, body.end) for body in bodies)
        title_end = head.title_start + len(head.title)
        addressed = [
            b for b in bodies if b.actor_type == "firm_class" and head.title_start <= b.start < title_end
        ]
        self._actors = ActorFinder(
            text, structure, bodies, [issuer.body for issuer in issuers if issuer.body], addressed,
            context.home_region_ids, reference,
        )  # fmt: skip

    def actors_of(self, fact: Fact) -> list[ActorRole]:
        """Actors of the fact with their parts, those responsible first."""
        return self._actors.actors_of(fact)

    def regions_of(self, fact: Fact) -> list[tuple[str, str]]:
        """Names and keys of the regions that the fact is about: those that its passage or its item's heading names as the
        place of it, then those that the document speaks for; the unknown region where there is none."""
        node = self._structure.nodes[fact.node]
        named: dict[str, str] = {}
        for start, end in (self._item(fact), (node.start, node.body_start + len(node.heading))):
            for place in self._scenes(start, end):
                for region in (place.region_id,) if place.region_id else place.members:
                    named.setdefault(region, place.text)
        found = [(name, region) for region, name in named.items()][:MOST_REGIONS]
        own = [
            (home.name, home.region_id)
            for home in self._homes
            if home.region_id and home.region_id not in named
        ]
        if not found and not own and NATIONWIDE.search(self._text, fact.quote_start, fact.quote_end):
            return [(self._country, COUNTRY)]
        return [*found, *own] or [("未知", "unknown")]

    def _item(self, fact: Fact) -> tuple[int, int]:
        """The item of the quote that holds the number, where each item begins with a place of its own: the 40 of
        东部增长40%、西部增长10% is of the east alone; else all of the quote."""
        start, end = fact.quote_start, fact.quote_end
        before = [mark.end() for mark in ITEM_END.finditer(self._text, start, fact.start)]
        following = NEXT_ITEM.search(self._text, fact.end, end)
        first = before[-1] if before else start
        if not self._is_placed(first, fact.start):
            return start, end
        if following is not None and self._is_placed(following.end(), following.end("words")):
            return first, following.start()
        return (first, end) if before else (start, end)

    def _is_placed(self, start: int, end: int) -> bool:
        """Whether a place is named there, one that no list holds included."""
        return bool(UNLISTED_PLACE.match(self._text, start, end)) or any(
            True for _ in self._scenes(start, end)
        )

    def _between(self, start: int, end: int) -> list[PlaceMention]:
        first, last = bisect_left(self._place_starts, start), bisect_left(self._place_starts, end)
        return [place for place in self._places[first:last] if place.end <= end]

    def _scenes(self, start: int, end: int) -> Iterator[PlaceMention]:
        """Places of the passage where something happens; the places of one list are all of one kind."""
        last: PlaceMention | None = None
        is_scene = False
        for place in self._between(start, end):
            continues = last is not None and LIST_MARK.fullmatch(self._text, last.end, place.start)
            is_scene = is_scene if continues else self._is_scene(place)
            if is_scene:
                yield place
            last = place

    def _is_scene(self, place: PlaceMention) -> bool:
        """Whether something happens in the place: not where it is a partner (与苏浙皖合作), part of the name of an
        organisation or a railway, or a place abroad that sets an example."""
        if place.is_ambiguous or place.region_class in ("foreign", "country"):
            return False
        index = bisect_right(self._body_spans, (place.start, len(self._text)))
        if index and self._body_spans[index - 1][1] >= place.end:
            return False
        before = self._text[max(0, place.start - 18) : place.start]
        return not PARTNER_BEFORE.search(before) and not NAME_AFTER.match(self._text, place.end)
