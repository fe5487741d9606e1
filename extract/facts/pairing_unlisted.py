"""Parties that no list holds: a hospital or a school by its full name, a zone opposite a known one, a place's inland port.

They have a name and no key. What they do ties them to each other and not the cities in their names.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from extract.facts import pairing_cues as cues
from extract.facts.model import Mention
from extract.mentions.bodies import BodyMention
from extract.mentions.places import PlaceMention


class Unlisted(NamedTuple):
    """A name at start to end of the text; kind is that of Party.region_class: zone, port or institution."""

    start: int
    end: int
    text: str
    kind: str


Tied = Mention | Unlisted
"""What can be tied to each other in a sentence."""

CLOSING = re.compile(r"医院|卫生院|保健院|学校|中学|小学|幼儿园|大学|学院|研究院|研究所|职教中心|技工院校")
CLOSING_ENDS = re.compile(
    r"[院校学园所心](?:(?<=[医学]院)|(?<=生院)|(?<=健院)|(?<=究院)|(?<=[学院]校)|(?<=[中小大]学)|(?<=儿园)|(?<=究所)|(?<=教中心))"
)
"""The end of every CLOSING, and quickly found; few sentences have two."""
BOUNDARY = re.compile(
    r"[^\u4e00-\u9fff]|(?<!协)和|[与同跟由对及]|分别|支持|推动|推进|组织|鼓励|引导|依托|安排|协调|选派|促进|深化|加强|帮扶|支援|帮助|托管|组团|组成|其中|确定|落实|实施|做好|开展|建设|派出|委托|指导|共建|合作|联合|开设|组建|成立|设立|结为|结成|赴|来|到"
)
OWN_NAME_LENGTH = range(4, 21)
GENERIC = re.compile(
    r"(?:各|有关|相关|[省市县区州]级|三级|二级|[三二]甲|乡镇|受援|支援|帮扶|对口|结对|城乡|城市|农村|中小|中心(?!医院)|优质|基层|公立|民营|知名|重点|国内|省内|省外|大型|名校|[两双多全本该我]|其他|所有|县域|当地|属地|内地|发达|职业|定点|等)"
)
"""各三级医院, 受援医院: a kind of them and no one's name."""
SHORT_OWN = 8
SHORT_NAME = re.compile(r"[\u4e00-\u9fff]+(?=[-—－–·]?\Z)")
LONGEST_SHORT_NAME = 8
SHORT_NAME_LENGTH = range(2, 5)
PLACE_THEN = re.compile(
    r"(?P<own>(?:(?![与和同跟及在的对共联推各等建]|深化|加强|港口|开展|打造|合作|设立|探索|实施|协同|完善|规划|支持)[\u4e00-\u9fff]){0,6}?)"
    r"(?P<end>国际铁路港|国际陆港|铁路港|内陆港|国际港|陆港|无水港|集聚区|产业园区?|工业园区?|科技园区?|合作区|示范区|经开区|开发区)"
    r"(?=[、与和同跟,。;(]|开展|共建|合作|结对|对口|对接|建立|签|联动|加强|深化|联合|共同|协同|之间|在|$)"
)
"""珲春国际港, 温州浙南产业集聚区: the port or zone, and not the place, is the party."""
ZONE_ENDS = re.compile(r"[港区园]")
LONGEST_ZONE = 11
"""Characters of what PLACE_THEN knows, which ends in one of ZONE_ENDS."""
HOLDING = ("province", "prefecture", "county", "group", "foreign")
CITY_ABROAD = re.compile(
    r"(?:(?![与和同跟及在的对、等])[\u4e00-\u9fff·]){2,8}?(?P<end>边疆区|大区|[市州郡县省府](?!场|民|长|级|政|内))"
)
"""日本长崎市: the city, and not its country, is the party."""
CITY_LISTED = re.compile(rf"、(?P<name>{CITY_ABROAD.pattern})")
PORT = re.compile(r"港$")
OPPOSITE = re.compile(
    r"[与和同跟](?P<name>(?:(?![与和同跟及在的对建等各])[\u4e00-\u9fff]){2,9}?(?:产业园区?|工业园区?|科技园区?|园区|集聚区|示范区|试验区|经开区|开发区|高新区|新区|保税区|片区|科技城|科学城))"
    r"(?=开展|共建|合作|结对|对口|对接|建立|签订|联动|加强|深化|联合|共同|协同)"
)
FRIENDS = ("友好", "友城", "姊妹")
FRIEND = re.compile(
    r"[与和、](?P<name>(?:(?![与和同跟及在的对、等各省])[\u4e00-\u9fff·]){2,7}?[市州府郡])(?=[与和、,;。]|的|缔|结|建|巩|互|友|签|开|深|加)"
)
"""昆明市与…市巩固友好城市关系: a city abroad that no list holds."""
GENERIC_FRIEND = re.compile(r"(?:友好|国外|境外|海外|有关|相关|国际|其他)")
OPPOSITE_PORT = re.compile(
    r"[与和同跟](?P<name>(?:(?![与和同跟及在的对等各])[\u4e00-\u9fff]){1,4}?港)(?=实行|实施|开展|共建|合作|结对|对接|建立|签|联动|加强|深化|联合|共同|协同)"
)
GENERIC_ZONE = re.compile(
    r"(?:有关|相关|重点|国家|省级|市级|省内|省外|东部|西部|周边|沿海|先进|发达|国内|境外|海外|合作|飞地|特色|[两双]|其他|本地|产业|工业|经济|科技|物流|农业|省|市|县)"
)


def with_unlisted(text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Tied]:
    """The mentions of the sentence at start to end, in order: those with names that no list holds in place of what these
    names contain, and without the places of institutions that are not named in full."""
    names = [
        *_institutions(text, start, end, mentions), *_behind_places(text, mentions), *_opposite(text, mentions),
        *_before_dashes(text, start, mentions), *_friends(text, start, end, mentions),
    ]  # fmt: skip
    if not names and not any(_holds_institution(mention, text) for mention in mentions):
        return list(mentions)  # as in nearly all sentences
    names.sort()
    starts = [name.start for name in names]
    kept: list[Tied] = list(names)
    dropped: Mention | None = None  # what stands behind in the text
    for mention in reversed(mentions):
        index = bisect_right(starts, mention.start) - 1
        if index >= 0 and mention.start < names[index].end:
            continue
        listed = dropped is not None and text[mention.end : dropped.start] == "、"
        if _holds_institution(mention, text) or (listed and isinstance(mention, PlaceMention)):
            dropped = mention
            continue
        kept.append(mention)
    return sorted(kept, key=lambda item: item.start)


def _holds_institution(mention: Mention, text: str) -> bool:
    """Whether the place is the city of a hospital or a school, which acts and not the city."""
    return isinstance(mention, PlaceMention) and cues.INSTITUTION.match(text, mention.end) is not None


def _institutions(text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Unlisted]:
    """Hospitals and schools that are named in full, where a sentence names two of them."""
    first_end = CLOSING_ENDS.search(text, start, end)
    if first_end is None or CLOSING_ENDS.search(text, first_end.end(), end) is None:
        return []
    closings = list(CLOSING.finditer(text, start, end))
    if len(closings) < 2:
        return []
    found: list[Unlisted] = []
    taken = start
    for index, closing in enumerate(closings):
        following = closings[index + 1] if index + 1 < len(closings) else None
        if following is not None and _is_one_name(text, closing.end(), following.start()):
            continue
        first = _first_character(text, taken, closing.start(), mentions)
        taken = closing.end()
        place = next((m for m in mentions if m.start == first and isinstance(m, PlaceMention)), None)
        if closing.end() - first not in OWN_NAME_LENGTH or GENERIC.match(text, place.end if place else first):
            continue
        found.append(Unlisted(first, closing.end(), text[first : closing.end()], "institution"))
    known = {(m.start, m.end) for m in mentions if isinstance(m, BodyMention)}
    return [name for name in found if (name.start, name.end) not in known] if len(found) > 1 else []


def _is_one_name(text: str, end: int, following: int) -> bool:
    """华南师范大学|附属中学: the second word closes the same name."""
    return following - end <= SHORT_OWN and BOUNDARY.search(text, end, following) is None


def _first_character(text: str, first: int, closing: int, mentions: Sequence[Mention]) -> int:
    """Where the name that closes there begins: behind the last word that cannot be part of it, none in a place's name."""
    for boundary in BOUNDARY.finditer(text, first, closing):
        inside = next((m for m in mentions if m.start <= boundary.start() < m.end), None)
        first = max(first, boundary.end() if inside is None else min(inside.start, boundary.start()))
    return first


def _behind_places(text: str, mentions: Sequence[Mention]) -> list[Unlisted]:
    found: list[Unlisted] = []
    for place in mentions:
        if not isinstance(place, PlaceMention) or place.region_class not in HOLDING:
            continue
        if text.startswith(cues.DASHES, place.start - 1):
            continue  # in 甲市·乙市产业园 each of the two is a party
        abroad = place.region_class == "foreign"
        if not abroad and ZONE_ENDS.search(text, place.end, place.end + LONGEST_ZONE) is None:
            continue
        match = (CITY_ABROAD if abroad else PLACE_THEN).match(text, place.end)
        if match is None:
            continue
        before = next((m for m in mentions if m.end == place.start and isinstance(m, PlaceMention)), place)
        if before is place and place.region_class == "province":
            continue  # 江苏产业园 is in 克州江苏产业园 what is named after its helper
        kind = "foreign" if abroad else "port" if PORT.search(match["end"]) else "zone"
        found.append(Unlisted(before.start, match.end("end"), text[before.start : match.end("end")], kind))
        while abroad and (match := CITY_LISTED.match(text, match.end("end"))) is not None:
            if any(match.start("name") <= m.start < match.end("end") for m in mentions):
                break
            found.append(Unlisted(match.start("name"), match.end("end"), match["name"], kind))
    return found


def _opposite(text: str, mentions: Sequence[Mention]) -> list[Unlisted]:
    """甲开发区与乙丙产业园共建: right behind 与 and a zone that is known."""
    found: list[Unlisted] = []
    for zone in mentions:
        if not isinstance(zone, PlaceMention) or zone.region_class not in ("zone", "port"):
            continue
        kind = zone.region_class
        match = (OPPOSITE if kind == "zone" else OPPOSITE_PORT).match(text, zone.end)
        if match is None or GENERIC_ZONE.match(match["name"]):
            continue
        if any(match.start("name") <= m.start < match.end("name") for m in mentions):
            continue
        found.append(Unlisted(match.start("name"), match.end("name"), match["name"], kind))
    return found


def _before_dashes(text: str, start: int, mentions: Sequence[Mention]) -> list[Unlisted]:
    """滨江—东湖科技园: what a known place shares a park with, the park bearing the names of both."""
    found: list[Unlisted] = []
    for place in mentions:
        if not text.startswith(cues.DASHES, place.start - 1) or not cues.NAMED_ZONE.match(text, place.end):
            continue
        before = SHORT_NAME.search(text, max(start, place.start - LONGEST_SHORT_NAME), place.start - 1)
        if before is None:
            continue
        boundaries = [b.end() for b in BOUNDARY.finditer(text, before.start(), before.end())]
        first = max([before.start(), *boundaries])
        within = [m for m in mentions if m.start < before.end() and first < m.end]
        own = within[-1].end if within else first
        if before.end() - own in SHORT_NAME_LENGTH:
            first = within[-1].start if within else first
            found.append(Unlisted(first, before.end(), text[first : before.end()], "zone"))
    return found


def _friends(text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Unlisted]:
    if not any(text.find(word, start, end) >= 0 for word in FRIENDS):
        return []
    return [
        Unlisted(*found.span("name"), found["name"], "foreign")
        for found in FRIEND.finditer(text, start, end)
        if not GENERIC_FRIEND.match(found["name"])
        and not any(m.start < found.end("name") and found.start("name") < m.end for m in mentions)
    ]
