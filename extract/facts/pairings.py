"""Pairings: places or platforms that a sentence ties to each other for cooperation.

Four constructions carry nearly all of them: two parties joined by 与 or 和 with a word of cooperation behind them; 与
and a party alone, where the document's own region is the other; a chain of places joined by dashes; and abbreviations
of several places written together (沪苏, 京津冀). A party may be a list. Lists of places that merely do the same thing,
and names of roads, railways and pipelines, are no pairings.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.mentions.bodies import BodyMention
from extract.mentions.places import PlaceMention

Mention = PlaceMention | BodyMention

STRONG = (
    r"结对|结为|结成|对口|合作|共建|共同(?:建设|打造|推进|推动|开展|制定|实施|举办|设立|研究|开发|培育|发展|承办|组建|探索|搭建|维护|促进|编制|出资|投资)|协作|联动|协同|互学|互访|互派|互动|互通|互认|互联|联合|联手|携手|对接|"
    r"协调发展|一体化|同城化|联盟|伙伴|战略框架|共治|共享|帮扶|支援|援助|协议|合资|牵手|联建|联系|往来|通道|友好城市|姊妹"
)
COOPERATION = re.compile(STRONG)
WEAK_LINK_COOPERATION = re.compile(
    r"结对|结为|对口|合作|共建|协作|联动|互学|对接|协同|之间|城市?间|两[地市省县区港]|互动|互派|互访|交流|联合|共同|同城化|一体化|携手|牵手|友好|毗邻"
)
SUPPORT = re.compile(r"(?:对口)?(?:支援|帮扶|支持|援助|援建|扶持|帮助|援)")
INFRASTRUCTURE = re.compile(r"\s?(?:高速|铁路|公路|高铁|城际铁|线|管道|输变电|航线|航班|段|大桥|运河|国道|省道|快线|原水|天然气|联络|改造|工程|断面|专线|班列|干线|渡|水道|航道)")
CLUSTER = re.compile(r"城镇圈|毗邻|跨界|跨省|跨市|省际|交界")
LINK = re.compile(r"(?:与|同(?!步|时|意|比|城|等|级|心|期|类|一)|和(?!谐|平)|跟|及|携手|联合|会同|牵手)")
SOLE_LINK = re.compile(r"(?:(?<![参给赋授])与|同(?!步|时|意|比|城|等|级|心|期|类|一)|跟|联合|会同|携手|对接|牵手)")
DASH = re.compile(r"\s?[-—－–~～·]{1,2}\s?")
LIST_SIGN = re.compile(r"\s?(?:、|和|及|以及|与)\s?")
PHRASE_BREAK = re.compile(r"[。;;!?\n]")
FIELD_PATTERNS = (
    re.compile(r"在(?P<f>[^,,。;;]{2,50}?)(?:等)?(?:方面|领域|行业)"),
    re.compile(r"(?:结对)?(?:共同)?(?:打造|开展|推进|加强|深化|共建|建设|制定|发展|拓展|建立|实施|推动|组建|搭建|设立)(?P<f>[^,,。;;]{2,36}?)(?:对口)?(?:合作|协作|共建|对接|交流|联动)?(?:标杆|样板|示范|关系)?(?=[,,。;;]|$)"),
    re.compile(r"(?:之间)?的?(?P<f>[^,,。;;与和]{2,24}?)(?:全面)?(?:对口)?(?:合作|协作|联动|对接|协同|互通)"),
)  # fmt: skip
FIELD_EDGE = re.compile(r"^(?:的|在|开展|加强|推进|深化|对口|全面|结对|打造|共建|合作)+|(?:合作|协作|等|标杆|样板|对口|产业对接)+$")
LONGEST_GAP = 14
LONGEST_REACH = 70
TYPES = {"province": "province_province", "prefecture": "city_city", "county": "county_county", "zone": "zone_zone", "port": "port_port"}


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a pairing. role: peer, from or to."""

    name: str
    region_id: str | None
    actor_id: str | None
    role: str
    region_class: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two or more parties tied to each other; offsets are those of the normalised text."""

    parties: tuple[Party, ...]
    direction: str
    type: str
    field: str | None
    quote_start: int
    quote_end: int
    rule_id: str
    node: int


def read_pairings(
    text: str, start: int, end: int, node: int, mentions: Sequence[Mention], homes: Sequence[Party]
) -> list[Pairing]:
    """Pairings of the sentence at start to end. mentions: its places and organisations in order. homes: the regions
    that the document speaks for, which are the silent party of 与江苏省合作."""
    found: list[Pairing] = []
    used: set[int] = set()
    for group in _dash_chains(text, mentions):
        if INFRASTRUCTURE.match(text, mentions[group[-1]].end) or not COOPERATION.search(text, start, end):
            used.update(group)
            continue
        parties = [p for i in group for p in _parties(mentions[i])]
        found.append(_pairing(text, parties, mentions[group[0]].start, _reach(text, mentions[group[-1]].end, end), node, "pairing/dash-chain"))
        used.update(group)
    found += _written_together(text, end, node, mentions, used)
    found += _joined(text, start, end, node, mentions, used, homes)
    return found


def _parties(mention: Mention, role: str = "peer") -> list[Party]:
    if isinstance(mention, BodyMention):
        return [Party(mention.name, None, mention.actor_id, role, "body")]
    if mention.region_id is None:
        return [Party(member, member, None, role, mention.region_class) for member in mention.members]
    return [Party(mention.name, mention.region_id, None, role, mention.region_class)]


def _dash_chains(text: str, mentions: Sequence[Mention]) -> list[list[int]]:
    chains: list[list[int]] = []
    for i in range(len(mentions) - 1):
        if not DASH.fullmatch(text, mentions[i].end, mentions[i + 1].start):
            continue
        if chains and chains[-1][-1] == i:
            chains[-1].append(i + 1)
        else:
            chains.append([i, i + 1])
    return chains


def _written_together(text: str, end: int, node: int, mentions: Sequence[Mention], used: set[int]) -> list[Pairing]:
    """沪苏…合作: one mention that stands for several places, with a word of cooperation close behind."""
    found = []
    for i, mention in enumerate(mentions):
        if i in used or isinstance(mention, BodyMention) or mention.region_id is not None or len(mention.members) < 2:
            continue
        if mention.is_pronoun or mention.is_ambiguous or INFRASTRUCTURE.match(text, mention.end):
            continue
        limit = min(end, mention.end + 18)
        cut = PHRASE_BREAK.search(text, mention.end, limit)
        if not COOPERATION.search(text, mention.end, cut.start() if cut else limit):
            continue
        if SOLE_LINK.search(text, max(0, mention.start - 2), mention.start):
            continue
        used.add(i)
        found.append(_pairing(text, _parties(mention), mention.start, _reach(text, mention.end, end), node, "pairing/abbreviations"))
    return found


def _joined(
    text: str, start: int, end: int, node: int, mentions: Sequence[Mention], used: set[int], homes: Sequence[Party]
) -> list[Pairing]:
    """X与Y合作, X支持Y, 与Y合作: party lists on both sides of a linking word, or on one."""
    groups = _lists(text, [i for i in range(len(mentions)) if i not in used], mentions)
    found: list[Pairing] = []
    position = 0
    while position < len(groups):
        group = groups[position]
        following = groups[position + 1] if position + 1 < len(groups) else None
        linked = following is not None and _pair_of_lists(text, end, node, mentions, group, following, found)
        if linked:
            position += 2
            continue
        within = _within_list(text, start, end, node, mentions, group)
        if within is not None:
            found.append(within)
        elif homes:
            sole = _with_home(text, start, end, node, mentions, group, homes)
            if sole is not None:
                found.append(sole)
        position += 1
    return found


def _lists(text: str, indices: list[int], mentions: Sequence[Mention]) -> list[list[int]]:
    """Mentions that stand in one list (A、B、C), as lists of indices; 和 and 与 join lists only as sides of a pair."""
    groups: list[list[int]] = []
    for i in indices:
        between = text[mentions[groups[-1][-1]].end : mentions[i].start] if groups else ""
        if groups and re.fullmatch(r"\s?(?:等?[市省县区港]?、|、)\s?", between):
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _pair_of_lists(
    text: str, end: int, node: int, mentions: Sequence[Mention], left: list[int], right: list[int], found: list[Pairing]
) -> bool:
    first_end, second_start = mentions[left[-1]].end, mentions[right[0]].start
    between = text[first_end:second_start]
    if PHRASE_BREAK.search(between) or between.count(",") + between.count(",") > 1 or len(between) > 2 * LONGEST_GAP:
        return False
    second_end = mentions[right[-1]].end
    reach = _reach(text, second_end, end)
    behind = text[second_end:reach]
    support = SUPPORT.search(between)
    if support and len(between) - support.end() <= 6 and not LINK.search(between) and support.start() <= 8:
        found.append(_directed(text, mentions, left, right, reach, node))
        return True
    link = list(LINK.finditer(between))
    if not link or len(between) - link[-1].end() > LONGEST_GAP or INFRASTRUCTURE.match(text, second_end):
        return False
    weak = link[-1].group() in ("和", "及")
    words = WEAK_LINK_COOPERATION if weak else COOPERATION
    if not words.search(behind[: 40 if weak else LONGEST_REACH]):
        return False
    if weak and re.match(r"等", behind):
        return False
    parties = [p for i in [*left, *right] for p in _parties(mentions[i])]
    found.append(_pairing(text, parties, mentions[left[0]].start, reach, node, "pairing/linked"))
    return True


def _directed(
    text: str, mentions: Sequence[Mention], left: list[int], right: list[int], reach: int, node: int
) -> Pairing:
    givers = [p for i in left for p in _parties(mentions[i], "from")]
    takers = [p for i in right for p in _parties(mentions[i], "to")]
    return _pairing(text, [*givers, *takers], mentions[left[0]].start, reach, node, "pairing/support", "directed")


def _within_list(
    text: str, start: int, end: int, node: int, mentions: Sequence[Mention], group: list[int]
) -> Pairing | None:
    """A、B、C结对 or A、B两市合作: a bare list counts only where the words behind say that it is among themselves."""
    if len(group) < 2:
        return None
    last = mentions[group[-1]].end
    reach = _reach(text, last, end)
    if not re.match(r"(?:等)?(?:[两三四五六七八九]|\d)?(?:[市省县区地港]|城市|园区|城)*(?:之间|间|结对|开展(?:对口)?(?:合作|协作)|(?:深度|全面|战略)?合作|联动|同城化|一体化|协同|共建|携手|联手|联合)", text[last:reach]):
        return None
    if re.search(r"(?:支持|鼓励|引导|推动|在|向|赴)\s?$", text[max(start, mentions[group[0]].start - 2) : mentions[group[0]].start]) and "开展" in text[last : last + 6]:
        return None
    parties = [p for i in group for p in _parties(mentions[i])]
    return _pairing(text, parties, mentions[group[0]].start, reach, node, "pairing/list-among-themselves")


def _with_home(
    text: str, start: int, end: int, node: int, mentions: Sequence[Mention], group: list[int], homes: Sequence[Party]
) -> Pairing | None:
    """与江苏省共同…, 联合浙江省…: the party that the document itself speaks for goes without saying."""
    first = mentions[group[0]]
    before = text[max(start, first.start - 10) : first.start]
    links = list(SOLE_LINK.finditer(before))
    if not links or len(before) - links[-1].end() > 3:
        return None
    last = mentions[group[-1]].end
    reach = _reach(text, last, end)
    joint = links[-1].group() in ("联合", "会同", "携手", "对接")
    if not joint and not COOPERATION.search(text[last:reach][:40]):
        return None
    partners = [p for i in group for p in _parties(mentions[i])]
    known = {p.region_id for p in partners}
    own = [home for home in homes if home.region_id not in known]
    if not own or not all(isinstance(mentions[i], PlaceMention) for i in group):
        return None
    quote_start = first.start - len(before) + links[-1].start()
    return _pairing(text, [*own, *partners], quote_start, reach, node, "pairing/with-the-issuer")


def _reach(text: str, position: int, end: int) -> int:
    """End of the words that belong to the parties: the end of their clause, or of the next one where it is short."""
    limit = min(end, position + LONGEST_REACH)
    stop = re.compile(r"[,,。;;!?\n]").search(text, position, limit)
    if stop is None:
        return limit
    if stop.group() in ",," and stop.start() - position <= 4:
        further = re.compile(r"[,,。;;!?\n]").search(text, stop.end(), limit)
        return further.start() if further else limit
    return stop.start()


def _pairing(
    text: str, parties: list[Party], start: int, end: int, node: int, rule_id: str, direction: str = "mutual"
) -> Pairing:
    unique = list({(p.region_id or p.actor_id or p.name): p for p in parties}.values())
    return Pairing(tuple(unique), direction, _type(unique, text[start : end + 30]), _field(text[start:end]), start, end, rule_id, node)


def _type(parties: list[Party], words: str) -> str:
    classes = {party.region_class for party in parties}
    if "body" in classes:
        return "platform"
    if "town" in classes or (CLUSTER.search(words) and classes <= {"county", "town", "zone", "prefecture"} and "county" in classes):
        return "cross_border_town_cluster"
    if "group" in classes:
        return "region_group"
    if classes == {"province"}:
        return "province_province" if len(parties) == 2 else "region_group"
    if len(classes) == 1:
        return TYPES.get(classes.pop(), "other")
    municipalities = {"province", "prefecture"}
    return "city_city" if classes == municipalities and any((p.region_id or "")[:2] in ("11", "12", "31", "50") for p in parties) else "other"


def _field(words: str) -> str | None:
    for pattern in FIELD_PATTERNS:
        match = pattern.search(words)
        if match:
            field = FIELD_EDGE.sub("", match["f"].strip())
            if 2 <= len(field) <= 40:
                return field
    return None
