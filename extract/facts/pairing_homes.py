"""Pairings whose other side goes without saying: 与江苏省合作, 对口支援新疆…, 上海市与我省, 与…片区开展合作."""

import re
from collections.abc import Sequence

from extract.facts import pairing_cues as cues
from extract.facts.model import Pairing, Party
from extract.facts.pairing_sentence import TiedSentence
from extract.facts.pairing_unlisted import Unlisted
from extract.mentions.bodies import BodyMention
from extract.mentions.places import PlaceMention

AND = re.compile(r"\s?(?:和|及|以及)\s?")


class HomeReader(TiedSentence):
    """A sentence that is read for parties tied to the document's own region, or to what it has named before."""

    def _with_home(self, group: list[int]) -> Pairing | None:
        """与江苏省共同…, 联合浙江省…: the party that the document itself speaks for goes without saying."""
        first, last = self.mentions[group[0]], self.mentions[group[-1]].end
        if not cues.MAY_TIE_TO_HOME.search(self.text, max(0, first.start - cues.BEFORE_PARTY), first.start):
            return None
        before = self.text[max(self.start, first.start - 10) : first.start]
        links = list(cues.SOLE_LINK.finditer(before))
        if not links or not all(self._is_place(i) for i in group):
            return None
        joint = links[-1].group() in cues.DIRECT_LINKS
        if len(before) - links[-1].end() > (0 if joint else 3):
            return None
        behind = self.text[last : self.reach(last)]
        if (
            cues.ROAD_BETWEEN.match(behind)
            or cues.INSTITUTION.match(behind)
            or (not joint and not cues.COOPERATION.search(behind[:40]))
            or (joint and ((not behind and before.endswith("联合")) or behind.startswith("的")))
        ):
            return None
        quote_start = first.start - len(before) + links[-1].start()
        named = cues.OWN_NAME.search(self.text, max(self.start, quote_start - 14), quote_start)
        if (named is not None and not named["zone"]) or cues.PART_OF_PROVINCE.search(
            self.text, max(self.start, quote_start - 2), quote_start
        ):
            return None
        carrier = [self._unlisted_zone(named["zone"])] if named is not None else self._carrier(quote_start)
        subject = self._subject_before(quote_start) if carrier is None else None
        carrier = carrier or subject
        partners, last = self._counterparts(group, carrier)
        own = carrier or self._partners_of(partners)
        if not own or (carrier is None and self._is_own_group(group)):
            return None
        rule = "pairing/linked" if subject else "pairing/with-the-issuer"
        found = self.tied([*own, *partners], quote_start, last, rule)
        return found._replace(field="对接") if found.field is None and links[-1].group() == "对接" else found

    def _is_place(self, index: int) -> bool:
        mention = self.mentions[index]
        return isinstance(mention, PlaceMention) or (
            isinstance(mention, Unlisted) and mention.kind == "foreign"
        )

    def _subject_before(self, position: int) -> list[Party] | None:
        """推动甲区与乙区联动,与丙区开展合作: the parties that open the clause before are the subject of this one too."""
        if self.text[position - 1 : position] != ",":
            return None
        clauses = [mark.end() for mark in cues.CLAUSE_END.finditer(self.text, self.start, position - 1)]
        opening = cues.OPENS_CLAUSE.match(self.text, clauses[-1] if clauses else self.start, position)
        first = next(
            (i for i, m in enumerate(self.mentions) if opening is not None and m.start == opening.end()), None
        )
        if first is None or isinstance(self.mentions[first], BodyMention):
            return None
        subject = [first]
        while subject[-1] + 1 < len(self.mentions) and cues.LISTED_NEXT.fullmatch(
            self.between([subject[-1]], [subject[-1] + 1])
        ):
            subject.append(subject[-1] + 1)
        if cues.IN_A_NAME.match(self.text, self.mentions[subject[-1]].end):
            return None
        return self.parties_of(subject)

    def _with_own(self, group: list[int]) -> Pairing | None:
        """上海市与我省在…合作, 上海市对口支援我省: the document's region is named by a word for it."""
        first, last = self.mentions[group[0]].start, self.mentions[group[-1]].end
        own = cues.WITH_OWN.match(self.text, last)
        if own is None or not (
            own["kind"] or cues.COOPERATION.search(self.text, own.end(), self.reach(own.end()))
        ):
            return None
        partners = self.parties_of(group, "from" if own["kind"] else "peer")
        homes = self._partners_of(partners)
        if not homes:
            return None
        if not own["kind"]:
            return self.tied([*partners, *homes], first, own.end(), "pairing/linked")
        helped = [home._replace(role="to") for home in homes]
        found = self.tied([*partners, *helped], first, own.end(), "pairing/support", "directed")
        return found._replace(field=found.field or own["kind"])

    def _unlisted_zone(self, words: str) -> Party:
        """A zone that no list holds, from the words that end with its name."""
        return Party(cues.OPENS_NAME.sub("", words), None, None, "peer", "zone")

    def _helped_by_home(self, groups: list[list[int]], position: int) -> Pairing | None:
        """做好对口支援新疆…工作: the document's region is the one that helps."""
        first = self.mentions[groups[position][0]]
        before = self.text[max(self.start, first.start - 6) : first.start]
        helped = re.search(r"(?P<kind>对口(?:支援|帮扶))的?\s?$", before) if "对口" in before else None
        if helped is None or isinstance(first, Unlisted):
            return None
        said = first.start - len(before) + helped.start()
        if any(mention.end == said for mention in self.mentions):
            return None  # they are the ones that help
        group = [i for listed in groups[position : self._list_end(groups, position)] for i in listed]
        last = self.mentions[group[-1]].end
        if cues.MEETING.match(self.text, last):
            return None
        partners = self.parties_of(group, "to")
        own = [home._replace(role="from") for home in self._partners_of(partners)]
        if not own:
            return None
        found = self.tied([*own, *partners], first.start, last, "pairing/support", "directed")
        return found._replace(field=found.field or helped["kind"])

    def _partners_of(self, partners: Sequence[Party]) -> list[Party]:
        """The regions that the document speaks for beside those they deal with; a country deals with others only, since
        what it asks of its regions is no cooperation with them."""
        named = {partner.region_id for partner in partners}
        abroad = any(partner.region_class == "foreign" for partner in partners)
        return [
            home
            for home in self.homes
            if home.role != "to"
            and home.region_id not in named
            and (abroad or home.region_class != "country")
        ]

    def _counterparts(self, group: list[int], carrier: list[Party] | None) -> tuple[list[Party], int]:
        """Parties on the other side of `carrier`, and where they end; those of an organisation are organisations of the
        places named."""
        first, last = self.mentions[group[0]], self.mentions[group[-1]].end
        bodies = carrier is not None and carrier[0].region_class == "body"
        named = cues.COUNTERPART.match(self.text, last) if bodies else None
        if named is not None:
            name = self.text[first.start : named.end()]
            return [Party(name, None, None, "peer", "body")], named.end()
        return self.parties_of(group), last

    def _is_own_group(self, group: list[int]) -> bool:
        """上海与长三角: a group that the document's own region belongs to is no partner of it."""
        homes = {home.region_id for home in self.homes}
        members = {
            m
            for i in group
            for mention in [self.mentions[i]]
            if isinstance(mention, PlaceMention)
            for m in mention.members
        }
        return bool(homes & members)

    def _carrier(self, position: int) -> list[Party] | None:
        """以连云港港为载体, 鼓励上海联合产权交易所…,: the party that the sentence has named before."""
        for i, mention in enumerate(self.mentions):
            if mention.end > position:
                break
            opening = self.text[max(self.start, mention.start - 3) : mention.start]
            carried = opening.endswith("以") and cues.CARRIER.match(self.text, mention.start - 1)
            urged = isinstance(mention, BodyMention) and (
                cues.ENCOURAGED.search(opening) or mention.start == self.start
            )
            if carried or urged:
                return self.parties_of([i])
        return None

    def _list_end(self, groups: list[list[int]], position: int) -> int:
        """Index behind the last group that only 和 or 及 ties to the one at `position`."""
        end = position + 1
        while end < len(groups) and AND.fullmatch(self.between(groups[end - 1], groups[end])):
            end += 1
        return end
