"""Whom a fact makes responsible: those in the brackets that follow it, else the subject of its clause, else the issuer.

A body that a passage merely names is no actor: it may be what is counted (新增国有控股上市公司19家) or a part of a
title. Where the text leaves it open, the document speaks for itself.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from extract.facts.model import Fact
from extract.mentions.bodies import BodyMention, actor_key, home_of_level
from extract.mentions.places import PlaceContext, resolve_name
from extract.reference import COUNTRY, Reference
from extract.structure import Structure

ROLE_ORDER = ("responsible", "supporting", "recipient", "issuer")
LABEL = r"(?:单位|部门|处室|主体|科室)"
LEADS = rf"(?:(?:责任|牵头|主办|承办|负责|实施|落实){LABEL}|牵头|责任)"
HELPS = rf"(?:(?:配合|协办|参与|协同|支持|协助){LABEL}|配合|协办)"
LABELLED = re.compile(
    rf"(?:(?P<lead>{LEADS})|(?P<help>{HELPS}))\s?:\s?(?P<names>[^;;。()】\n:]{{2,160}}?)(?=[;;。()】\n]|[,、\s]?(?:{LEADS}|{HELPS})\s?:|$)"
)
"""责任单位:市经信局、市财政局;配合单位:各区政府"""
LABEL_END = re.compile(r"[位门室体科头任合办]\s?:")
"""How every LEADS and HELPS ends in a label; few items have one, and the long pattern is tried in those only."""
BRACKETED = re.compile(
    r"\((?P<lead>[^();:。\n]{2,120}?)(?:分别|共同|按职责)*(?:分工)?(?:牵头(?:负责)?|负责(?:落实)?)"
    r"(?:[,;、](?P<help>[^();:。\n]{2,120}?)(?:按职责)?(?:分工)?(?:负责|配合|参与|协助)(?:落实)?)?\)"
)
"""(市经信局牵头,各区政府配合)"""
NAMES_ALONE = re.compile(r"(?<=[。;])\s?\((?P<names>[^():;。\n]{3,160})\)")
"""(市交通局、市财政局) behind the end of a sentence: duties only if all of it are names of organisations."""
BOXED = re.compile(r"【(?P<names>[^【】:;。\n]{3,160})】")
"""【市交通局、市财政局】: the same in other brackets, which need no end of a sentence before them."""
LED_BEHIND = re.compile(
    r"[,、]由(?P<lead>[^,;。:()\n]{2,60}?)(?:牵头|负责|承担|组织实施)[^,;。]{0,6}"
    r"(?:,(?P<help>[^;。:()\n]{2,80}?)(?:配合|协助|参与))?"
)
"""…年底前竣工,由市住建局牵头,市财政局配合: behind what is to be done."""
OFFICE = re.compile(
    r"[\u4e00-\u9fff]{1,18}(?:局|委|办|厅|处|署|部|院|会|室|中心|公司|集团|银行|政府|街道|镇|乡|大学|开发区|总队|支队|大队)"
)
OFFICE_TYPES = (
    (("公司", "集团"), "state_firm"),
    (("银行",), "bank"),
    (("大学",), "university"),
    (("政府", "街道", "镇", "乡", "开发区"), "government"),
)
LEVEL_WORD = re.compile(r"(?P<level>自治区|[省市区县州])(?![属级场民])")
SEGMENT_END = re.compile(r"[,,;;。:!?\n]")
OPENING = (
    r"[\d一二三四五六七八九十、.()]*(?:其中|同时|另外|此外|并|[一二三四五六]是)?[:,、]?"
    r"(?:(?:到|至|截[至止]|在)?[“”\d〇零一二三四五六七八九十]{0,6}[年五]”?(?:末|底|初|内|以来|期间|前)*|[上下]半年|半年内|[一二三四]季度|\d{1,2}月底?前?|全年|期间)*"
    r"(?:力争|确保|争取|要|将|拟|继续|进一步|积极|全面|着力|切实|大力|加快)*"
)
SUBJECT = re.compile(
    rf"\s?{OPENING}(?:(?P<caused>推动|推进|引导|督促|组织|鼓励|指导|要求|带动|由)|(?P<helped>支持|帮助|扶持|向|对|给予?|为)|(?P<assisted>配合|协助)|(?P<joined>会同))?"
)
COUNTED = re.compile(
    r"\s?(?:数量|总数|家数|户数|个数|约|达到?|超过|不少于)*\s?(?:[\d一二三四五六七八九十百千万两几]+(?:多|余|—\d+)?[家户个所]|数量|总数|家数|户数)"
)
"""Behind a body that is itself what the clause counts (国有控股上市公司数量达到71家)."""
DONE_TO = re.compile(
    r"[^,;。]{0,24}(?:建设|设置|设立|组建|成立|落户|开工|竣工|扩建|搬迁|改造|挂牌|改革|重组|整合|项目)(?:工作)?(?=[,;。]|$)"
)
"""Behind a body that something is done to (推进上海大学新校区建设, 推动市场监管局等机构设置)."""
NAME_IN_LIST = re.compile(r"[^、,\s]+")
MARKS = re.compile(r"[,;。、()\s]*")
LIST_LINK = re.compile(r"\s?(?:、|和|与|及)\s?")
WITH_HELPERS = "会同"
LONGEST_CARRY = 160
"""Characters within which the subject of a sentence holds for its later clauses."""
COUNTRY_ORGANS = ("party_organ", "government", "department")


@dataclass(frozen=True, slots=True)
class ActorRole:
    """One organisation and its part in a fact: responsible, supporting, recipient or issuer."""

    body: BodyMention
    role: str


class Duty(NamedTuple):
    """A bracket or line of duties at text[start:end]; names: start, end and role of each list of names in it."""

    start: int
    end: int
    names: tuple[tuple[int, int, str], ...]


class ActorFinder:
    """Finds the actors of the facts of one document.

    bodies: its organisations in text order. issuers: its issuers that are organisations. addressed: kinds of firms that
    its title names as those who carry the plan out. homes: the regions that it speaks for.
    """

    def __init__(
        self, text: str, structure: Structure, bodies: Sequence[BodyMention], issuers: Sequence[BodyMention],
        addressed: Sequence[BodyMention], homes: Sequence[str], reference: Reference,
    ) -> None:  # fmt: skip
        self._text, self._structure, self._bodies = text, structure, bodies
        self._issuers, self._addressed = issuers, addressed
        self._homes, self._reference = homes, reference
        self._duties: dict[int, list[Duty]] = {}
        self._starts = [body.start for body in bodies]
        self._sentence_starts = [sentence.start for sentence in structure.sentences]

    def actors_of(self, fact: Fact) -> list[ActorRole]:
        """Actors of a fact, those responsible first, each once."""
        found = list(self._in_brackets(fact)) or self._in_sentence(fact)
        if not any(actor.role == "responsible" for actor in found):
            found += [ActorRole(body, "responsible") for body in self._addressed]
            found += [ActorRole(body, "issuer") for body in self._issuers if not self._addressed]
        unique: dict[str, ActorRole] = {}
        for actor in sorted(found, key=lambda a: ROLE_ORDER.index(a.role)):
            unique.setdefault(actor.body.actor_id, actor)
        return list(unique.values())

    def _between(self, start: int, end: int) -> Sequence[BodyMention]:
        return self._bodies[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _in_brackets(self, fact: Fact) -> Iterator[ActorRole]:
        """Those named in the first bracket or line of duties that follows the fact in its own item, else in the one that
        opens the item."""
        duties = self._duties_of(fact.node)
        first = bisect_left(duties, fact.end, key=lambda duty: duty.start)
        if duties and first == len(duties) and self._opens_item(duties[0], fact.node):
            first = 0
        for duty, following in zip_longest(duties[first:], duties[first + 1 :]):
            for start, end, role in duty.names:
                yield from (ActorRole(body, role) for body in self._listed(start, end))
            if following is None or not MARKS.fullmatch(self._text, duty.end, following.start):
                break

    def _opens_item(self, duty: Duty, node: int) -> bool:
        return not self._text[self._structure.nodes[node].body_start : duty.start].strip()

    def _duties_of(self, node: int) -> list[Duty]:
        """Brackets and lines of duties in the node's own text, in its order."""
        if node not in self._duties:
            start, end = self._structure.nodes[node].start, self._structure.nodes[node].own_end
            self._duties[node] = sorted(self._find_duties(start, end), key=lambda duty: duty.start)
        return self._duties[node]

    def _find_duties(self, start: int, end: int) -> Iterator[Duty]:
        labelled = (
            LABELLED.finditer(self._text, start, end) if LABEL_END.search(self._text, start, end) else ()
        )
        for match in labelled:
            role = "responsible" if match["lead"] else "supporting"
            yield Duty(match.start(), match.end(), ((*match.span("names"), role),))
        if self._text.find("【", start, end) >= 0:
            for match in BOXED.finditer(self._text, start, end):
                if self._are_names(*match.span("names")):
                    yield Duty(match.start(), match.end(), ((*match.span("names"), "responsible"),))
        if self._text.find("(", start, end) < 0:
            return
        for match in BRACKETED.finditer(self._text, start, end):
            helpers = ((*match.span("help"), "supporting"),) if match["help"] else ()
            yield Duty(match.start(), match.end(), ((*match.span("lead"), "responsible"), *helpers))
        for match in NAMES_ALONE.finditer(self._text, start, end):
            if self._are_names(*match.span("names")):
                yield Duty(match.start(), match.end(), ((*match.span("names"), "responsible"),))

    def _are_names(self, start: int, end: int) -> bool:
        known = self._between(start, end)
        return all(
            OFFICE.fullmatch(part.group())
            or any(body.start <= part.start() and part.end() <= body.end for body in known)
            for part in NAME_IN_LIST.finditer(self._text, start, end)
        )

    def _listed(self, start: int, end: int) -> Iterator[BodyMention]:
        """The organisations of a list of duties; every name in it is one, whatever words it is made of."""
        known = self._between(start, end) if end > start else ()
        yield from known
        for part in NAME_IN_LIST.finditer(self._text, max(start, 0), max(end, 0)):
            name = part.group().removesuffix("等")
            overlaps = any(body.start < part.end() and part.start() < body.end for body in known)
            if not overlaps and OFFICE.fullmatch(name) and not name.startswith(("各", "有关", "相关")):
                yield self._office(name, part.start())

    def _office(self, name: str, start: int) -> BodyMention:
        level = LEVEL_WORD.match(name)
        home = home_of_level(level["level"], self._homes, self._reference) if level else None
        official = name
        if level is not None and home is not None:
            official = self._reference.regions[home].name_zh + name[level.end() :]
        else:
            home = resolve_name(name, PlaceContext(tuple(self._homes)), self._reference)
            home = home or (self._homes[0] if len(self._homes) == 1 else None)
        kind = next((kind for endings, kind in OFFICE_TYPES if name.endswith(endings)), "department")
        return BodyMention(start, start + len(name), name, official, kind, home, actor_key(official, home))

    def _in_sentence(self, fact: Fact) -> list[ActorRole]:
        """The subject of the clause that holds the fact, else that of an earlier clause of the sentence; 由X goes first."""
        index = max(0, bisect_right(self._sentence_starts, fact.start) - 1)
        sentence = self._structure.sentences[index] if self._structure.sentences else None
        if sentence is None or not sentence.start <= fact.start < sentence.end:
            return []
        if not self._between(
            sentence.start, sentence.end
        ) and not self._reference.organisations.firm_kind.search(self._text, sentence.start, sentence.end):
            return []
        starts = self._segment_starts(sentence.start, fact.start)
        own_end = SEGMENT_END.search(self._text, fact.end, sentence.end)
        end = own_end.start() if own_end else sentence.end
        agents = [b for b in self._between(starts[-1], end) if self._text[b.start - 1 : b.start] == "由"]
        if agents:
            return [ActorRole(body, "responsible") for body in agents]
        led = self._led_behind(end, sentence.end)
        if led:
            return led
        following = [
            m.end() for m in SEGMENT_END.finditer(self._text, end, min(fact.quote_end, sentence.end))
        ]
        if not fact.is_soft:  # the last clause of the quote is the outcome itself
            following = following[::-1]
        own = [*following, starts[-1]] if not fact.is_soft else [starts[-1], *following]
        for start in [*(own if fact.type == "milestone" else starts[-1:]), *reversed(starts[:-1])]:
            if fact.start - start > LONGEST_CARRY:
                break
            stop = SEGMENT_END.search(
                self._text, max(start, fact.end if start == starts[-1] else start), sentence.end
            )
            found = self._subject(start, stop.start() if stop else sentence.end)
            if found:
                return found
        return []

    def _led_behind(self, start: int, end: int) -> list[ActorRole]:
        """Those by whom it is done, named behind it up to the next semicolon."""
        if self._text.find("由", start, end) < 0:
            return []
        stop = self._text.find(";", start, end)
        led = LED_BEHIND.search(self._text, start, stop if stop >= 0 else end)
        if led is None:
            return []
        found = [ActorRole(body, "responsible") for body in self._listed(*led.span("lead"))]
        helpers = self._listed(*led.span("help")) if led["help"] else ()
        return found + [ActorRole(body, "supporting") for body in helpers] if found else []

    def _segment_starts(self, start: int, end: int) -> list[int]:
        """Where the segments of a sentence begin up to `end`; of those too far away to matter only the last, if it is the
        last of all."""
        near = max(start, end - LONGEST_CARRY - 1)
        found = [match.end() for match in SEGMENT_END.finditer(self._text, near, end)]
        if near == start:
            return [start, *found]
        return found or [start, *(match.end() for match in SEGMENT_END.finditer(self._text, start, end))][-1:]

    def _subject(self, start: int, end: int) -> list[ActorRole]:
        """The organisations that the clause at start to end begins with, in the part that the verb before gives them."""
        first = next(iter(self._between(start, end)), None) or self._kind_of_firms(start, end)
        match = SUBJECT.fullmatch(self._text, start, first.start) if first else None
        if first is None or match is None or not self._can_act(first):
            return []
        if match["caused"] and DONE_TO.match(self._text, first.end, end):
            return []
        subjects = [first]
        for body in self._between(first.end, end):
            if not LIST_LINK.fullmatch(self._text, subjects[-1].end, body.start):
                break
            subjects.append(body)
        if COUNTED.match(self._text, subjects[-1].end):
            return []
        if match["assisted"]:
            helpers = [ActorRole(issuer, "supporting") for issuer in self._issuers]
            return [ActorRole(body, "responsible") for body in subjects] + helpers
        role = "recipient" if match["helped"] else "supporting" if match["joined"] else "responsible"
        helpers = self._listed_behind(subjects[-1].end, end) if role == "responsible" else []
        return [ActorRole(body, role) for body in subjects] + helpers

    def _listed_behind(self, start: int, end: int) -> list[ActorRole]:
        """市数据局会同市公安局、市民政局: those who join the subject."""
        if not self._text.startswith(WITH_HELPERS, start):
            return []
        found: list[BodyMention] = []
        at = start + len(WITH_HELPERS)
        for body in self._between(at, end):
            if body.start != at and not (found and LIST_LINK.fullmatch(self._text, at, body.start)):
                break
            found.append(body)
            at = body.end
        return [ActorRole(body, "supporting") for body in found]

    def _can_act(self, body: BodyMention) -> bool:
        """Organs of the country promise nothing in a document of a region; they are what it refers to."""
        return (
            body.home_region_id != COUNTRY or COUNTRY in self._homes or body.actor_type not in COUNTRY_ORGANS
        )

    def _kind_of_firms(self, start: int, end: int) -> BodyMention | None:
        """推动各类投资公司培育…: a kind of firms that is no organisation elsewhere but carries this clause."""
        opening = SUBJECT.match(self._text, start, end)
        match = self._reference.organisations.firm_kinds.match(
            self._text, opening.end() if opening else start, end
        )
        if match is None:
            return None
        home = self._homes[0] if len(self._homes) == 1 else None
        name = match.group()
        return BodyMention(match.start(), match.end(), name, name, "firm_class", home, actor_key(name, home))
