"""Pairings of parties that words tie to each other: X与Y合作, X支持Y, 与Y合作, each of them a party or a list."""

import re
from itertools import pairwise

from extract.facts import pairing_cues as cues
from extract.facts.model import Pairing
from extract.facts.pairing_homes import HomeReader
from extract.facts.pairing_kinds import giving
from extract.facts.pairing_sentence import LONGEST_LEAD

HELP = "帮扶"


class ListReader(HomeReader):
    """A sentence that is read for such lists, construction by construction."""

    def read(self) -> list[Pairing]:
        """X与Y合作, X支持Y, 与Y合作: party lists on both sides of a linking word, or on one."""
        groups = self._lists()
        found: list[Pairing] = []
        position = 0
        while position < len(groups):
            taken, pairings = self._from_group(groups, position)
            found += pairings
            position += taken
        return found

    def _lists(self) -> list[list[int]]:
        """Mentions that stand in one list (A、B、C); 和 and 与 join lists only as sides of a pair."""
        groups: list[list[int]] = []
        for i in range(len(self.mentions)):
            if i in self.used:
                continue
            if self._only_leads(i):
                self.led[i + 1] = i
                continue
            if (
                groups
                and cues.LISTED_NEXT.fullmatch(
                    self.text, self.mentions[groups[-1][-1]].end, self.mentions[i].start
                )
                and not self._starts_next_pair(groups[-1], i)
            ):
                groups[-1].append(i)
            else:
                groups.append([i])
        return groups

    def _only_leads(self, index: int) -> bool:
        """和田地区的民丰县、于田县: the place that the parties lie in is none itself."""
        if index + 1 >= len(self.mentions):
            return False
        between, following = self.between([index], [index + 1]), self.mentions[index + 1]
        if not between:
            return getattr(following, "region_class", "zone") in ("zone", "port")
        return between == "的" and self.holds(index, index + 1)

    def _starts_next_pair(self, group: list[int], index: int) -> bool:
        """甲与乙、丙与丁结对, 甲帮扶乙、丙帮扶丁: the comma parts two pairs and is no list."""
        if cues.HELPS_NEXT.match(self.text, self.mentions[index].end) and self.text.endswith(
            cues.HELP_ENDINGS, self.start, self.mentions[group[0]].start
        ):
            return True
        before = self.text[
            max(self.start, self.mentions[group[-1]].start - 1) : self.mentions[group[-1]].start
        ]
        following = cues.LINK.match(self.text, self.mentions[index].end)
        return len(group) == 1 and before in ("与", "和", "同", "跟") and following is not None

    def _from_group(self, groups: list[list[int]], position: int) -> tuple[int, list[Pairing]]:
        """How many groups are done with, and the pairings that begin with the one at `position`."""
        group = groups[position]
        helped = self._helped(groups, position)
        if helped is not None:
            return helped
        if position + 1 < len(groups):
            enclave = self._enclave(group, groups[position + 1])
            if enclave:
                return 2, enclave
        if position + 1 < len(groups) and self._sign(group, groups[position + 1]):
            both = [*group, *groups[position + 1]]
            return 2, [self.pairing(both, self.mentions[both[-1]].end, "pairing/linked")]
        pairs = self._pairs_in_a_row(groups, position)
        if pairs:
            return 2 * len(pairs), pairs
        chain = self._chain(groups, position)
        if len(chain) > 1:
            pairing = self._linked(chain)
            if pairing is not None:
                return len(chain), self._each(chain, pairing)
        alone = (
            self._among_themselves(group)
            or self._with_home(group)
            or self._helped_by_home(groups, position)
            or self._with_own(group)
        )
        return 1, [alone] if alone is not None else []

    def _helped(self, groups: list[list[int]], position: int) -> tuple[int, list[Pairing]] | None:
        """甲和乙帮扶丙、丁和戊: both sides of a support may be lists that 和 closes."""
        middle = self._list_end(groups, position)
        if middle >= len(groups):
            return None
        end = self._list_end(groups, middle)
        while end < len(groups) and end - middle > 1 and self._support(groups[end - 1], groups[end]):
            end -= 1
        left = [i for group in groups[position:middle] for i in group]
        right = [i for group in groups[middle:end] for i in group]
        directed = self._support(left, right)
        return (end - position, directed) if directed else None

    def _pairs_in_a_row(self, groups: list[list[int]], position: int) -> list[Pairing]:
        """甲与乙,丙与丁,戊与己结对: the words of cooperation behind the last pair hold for all of them."""
        end = position
        while end + 1 < len(groups) and cues.PAIR_LINK.fullmatch(self.between(groups[end], groups[end + 1])):
            end += 2
            if end >= len(groups) or not cues.PAIR_BREAK.fullmatch(
                self.between(groups[end - 1], groups[end])
            ):
                break
        if end - position < 4:
            return []
        last = self._linked(groups[end - 2 : end])
        if last is None:
            return []
        return [
            *(self._alike(groups[at], groups[at + 1], last) for at in range(position, end - 2, 2)),
            last,
        ]

    def _alike(self, left: list[int], right: list[int], pair: Pairing) -> Pairing:
        """A pair that shares the words of cooperation with another one."""
        end = self.mentions[right[-1]].end
        return self.pairing([*left, *right], end, pair.rule_id)._replace(field=pair.field, quote_end=end)

    def _chain(self, groups: list[list[int]], position: int) -> list[list[int]]:
        """The group and those that 与, 和 … tie to it, up to the first word of cooperation."""
        chain = [groups[position]]
        for following in groups[position + 1 :]:
            between = self.between(chain[-1], following)
            if len(between) > cues.WIDEST_TIE:
                break
            link = list(cues.LINK.finditer(between))
            if not link or cues.PHRASE_BREAK.search(between) or "," in between:
                break
            head, tail = between[: link[-1].start()], between[link[-1].end() :]
            limit = 3 if link[-1].group() in cues.WEAK_LINKS else cues.LONGEST_GAP
            if (
                len(head) > max(limit, 3)
                or len(tail) > limit
                or cues.MOVES.search(tail)
                or cues.MOVES.search(head)
                or cues.COOPERATION.search(head)
            ):
                break
            chain.append(following)
        return chain

    def _linked(self, chain: list[list[int]]) -> Pairing | None:
        last = self.mentions[chain[-1][-1]].end
        links = [cues.LINK.findall(self.between(a, b))[-1:] for a, b in pairwise(chain)]
        weak = all(
            link and link[0] in cues.WEAK_LINKS for link in links
        )  # 对, which ties pairs in a row, is none
        behind = self.text[last : self.reach(last)]
        words = cues.WEAK_LINK_COOPERATION if weak else cues.COOPERATION
        between_them = weak and re.match(r"(?:之|城市)?间", behind)
        if (
            not (between_them or words.search(behind[: 40 if weak else cues.LONGEST_REACH]))
            or cues.INFRASTRUCTURE.match(behind)
            or cues.ROAD_BETWEEN.match(behind)
        ):
            return None
        if weak and re.match(r"等|、", behind):
            return None
        if self._cites_groups(chain):
            return None
        left = self.parties_of([i for group in chain[:-1] for i in group])
        right, last = self._counterparts(chain[-1], left)
        return self.tied([*left, *right], self.mentions[chain[0][0]].start, last, "pairing/linked")

    def _cites_groups(self, chain: list[list[int]]) -> bool:
        """Whether they are groups of regions that the decision of others, which is only cited, brings together."""
        parties = self.parties_of(i for group in chain for i in group)
        start = self.mentions[chain[0][0]].start
        return (
            all(party.region_class == "group" for party in parties)
            and cues.CITED.search(self.text, max(self.start, start - LONGEST_LEAD), start) is not None
        )

    def _each(self, chain: list[list[int]], pairing: Pairing) -> list[Pairing]:
        """甲、乙分别与丙合作: each of them with the third; with as many as they are (与丙、丁), each with its own."""
        if len(chain) != 2 or len(chain[0]) < 2 or "分别" not in self.between(*chain):
            return [pairing]
        left, right = chain
        partners = [[i] for i in right] if len(right) == len(left) else [right] * len(left)
        last = self.mentions[right[-1]].end
        return [
            self.pairing([i, *partner], last, pairing.rule_id)
            for i, partner in zip(left, partners, strict=True)
        ]

    def _support(self, left: list[int], right: list[int]) -> list[Pairing]:
        """X对口支援Y: the one helps the other; A、B分别帮扶C、D: each its own."""
        between = self.between(left, right)
        if len(between) > cues.WIDEST_TIE:
            return []
        if (
            between.endswith("对")
            and re.fullmatch(r"[\u4e00-\u9fff]{0,4}对", between)
            and cues.SUPPORT.search(
                self.text, self.mentions[right[-1]].end, self.reach(self.mentions[right[-1]].end)
            )
        ):
            return [self._directed(left, right)]
        if cues.HELPED_BY.fullmatch(between) and cues.HELPING.match(self.text, self.mentions[right[-1]].end):
            if "分别" in between and len(left) == len(right):
                return [self._directed([j], [i]) for i, j in zip(left, right, strict=True)]
            return [self._directed(right, left)]
        if cues.PAIRED_WITH.fullmatch(between):
            return self._paired(left, right, each="分别" in between)
        support = cues.SUPPORT.search(between)
        if (
            support is None
            or support.start() > 8
            or cues.PHRASE_BREAK.search(between)
            or cues.LINK.search(between)
        ):
            return []
        if len(between) - support.end() > 6 or "," in between:
            return []
        if support.group() == "援" and cues.AID_AS_ATTRIBUTE.match(self.text, self.mentions[right[-1]].end):
            return []
        if all(self.holds(giver, taker) for giver in left for taker in right):
            return []  # what a province does for its own cities is no pairing
        if "分别" in between and len(left) == len(right):
            return [self._directed([giver], [taker]) for giver, taker in zip(left, right, strict=True)]
        return [self._directed(left, right)]

    def _paired(self, left: list[int], right: list[int], each: bool) -> list[Pairing]:
        """甲市、乙市结对丙州: of provinces that give and that get help the first helps, else they are equals."""
        if each and len(left) == len(right):
            return [
                pairing for i, j in zip(left, right, strict=True) for pairing in self._paired([i], [j], False)
            ]
        last = self.mentions[right[-1]].end
        found = self.pairing([*left, *right], last, "pairing/linked")
        parties = tuple(giving(list(found.parties), HELP))
        direction = "directed" if any(party.role == "from" for party in parties) else found.direction
        return [found._replace(parties=parties, direction=direction, field=found.field or "结对")]

    def _directed(self, left: list[int], right: list[int]) -> Pairing:
        last = self.mentions[right[-1]].end
        parties = self.parties_of(left, "from") + self.parties_of(right, "to")
        found = self.tied(parties, self.mentions[left[0]].start, last, "pairing/support", "directed")
        of_these = cues.SUPPORTED_FIELD.match(self.text[last : self.reach(last)])
        if of_these is not None:
            return found._replace(field=of_these["f"])
        kind = cues.SUPPORT_KIND.search(self.between(left, right))
        return found._replace(field=found.field or (kind.group() if kind else None))

    def _enclave(self, left: list[int], right: list[int]) -> list[Pairing]:
        """X在Y设立飞地: the one has an enclave or a branch zone in the other."""
        last = self.mentions[right[-1]].end
        between = self.between(left, right)
        if not between.endswith(("在", "到", "赴")):
            return []
        if not re.fullmatch(r"[\u4e00-\u9fff]{0,10}(?:在|到|赴)", between) or "与" in between:
            return []
        if not cues.ENCLAVE.search(self.text, last, self.reach(last)):
            return []
        return [self._directed(left, right)._replace(rule_id="pairing/enclave")]

    def _sign(self, left: list[int], right: list[int]) -> bool:
        """Whether the two are the parties of an agreement, by its title or by what they are called in it."""
        between, last = self.between(left, right), self.mentions[right[-1]].end
        titled = self.mentions[left[0]].start == self.start and cues.GOVERNMENTS_APART.fullmatch(between)
        return bool(titled and cues.JOINT_TITLE.match(self.text, last, self.end)) or (
            cues.FIRST_PARTY.fullmatch(between) is not None
            and cues.SECOND_PARTY.match(self.text, last) is not None
        )

    def _among_themselves(self, group: list[int]) -> Pairing | None:
        """A、B、C结对, A、B两市合作: a bare list counts only where the words behind say that it is among themselves."""
        if len(group) < 2:
            return None
        first, last = self.mentions[group[0]].start, self.mentions[group[-1]].end
        behind = self.text[last : self.reach(last)]
        if self.text[self.mentions[group[0]].end : self.mentions[group[1]].start].isspace():
            titled = first == self.start and cues.JOINT_TITLE.match(behind) is not None
            return self.pairing(group, last, "pairing/list-among-themselves") if titled else None
        if not cues.AMONG_THEMSELVES.match(behind) or re.search(
            r"[在向赴与]\s?$", self.text[max(self.start, first - 2) : first]
        ):
            return None
        return self.pairing(group, last, "pairing/list-among-themselves")
