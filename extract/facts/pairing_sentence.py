"""A sentence in which places and organisations may be tied to each other, and what its pairings are made of."""

from collections.abc import Container, Iterable, Mapping, Sequence

from extract.facts import pairing_cues as cues
from extract.facts.model import Pairing, Party
from extract.facts.pairing_kinds import class_of, field_of, giving, type_of
from extract.facts.pairing_unlisted import Tied, Unlisted
from extract.mentions.bodies import BodyMention
from extract.mentions.places import PlaceMention

LONGEST_LEAD = 60
"""Characters before the parties in which their field is looked for."""


class TiedSentence:
    """One sentence with its mentions; `used` holds the indices of those that already belong to a pairing or a name."""

    def __init__(
        self, text: str, start: int, end: int, node: int, mentions: Sequence[Tied], homes: Sequence[Party],
        names: Mapping[str, str], abbreviations: Container[str],
    ) -> None:  # fmt: skip
        self.text, self.start, self.end, self.node = text, start, end, node
        self.mentions = mentions
        self.homes, self.names, self.abbreviations = homes, names, abbreviations
        self.used: set[int] = set()
        self.led: dict[int, int] = {}
        """Where a party's name begins in a place that it lies in: 和田地区的民丰县."""

    def parties_of(self, indices: Iterable[int], role: str = "peer") -> list[Party]:
        """The parties that these mentions stand for, in order."""
        return [party for index in indices for party in self._parties_at(index, role)]

    def _parties_at(self, index: int, role: str) -> list[Party]:
        mention = self.mentions[index]
        if isinstance(mention, Unlisted):
            return [Party(mention.text, None, None, role, mention.kind)]
        if isinstance(mention, BodyMention):
            return [Party(mention.name, None, mention.actor_id, role, "body")]
        if mention.region_id is None or self.is_spelt(mention):
            return [Party(self.names.get(m, m), m, None, role, class_of(m)) for m in mention.members]
        region_class = "zone" if mention.name.endswith("新区") else mention.region_class
        name = mention.text if region_class == "town" else mention.name
        return [Party(name, mention.region_id, None, role, region_class)]

    def is_spelt(self, mention: PlaceMention) -> bool:
        """沪苏, 苏浙皖: one character for each of its members."""
        if len(mention.members) < 2:
            return False
        letters = cues.NO_LETTERS.sub("", mention.text)
        return all(character in self.abbreviations for character in letters)

    def holds(self, outer: int, inner: int) -> bool:
        """Whether the one mention is a division that the other lies in."""
        regions = [
            m.region_id if isinstance(m := self.mentions[i], PlaceMention) else None for i in (outer, inner)
        ]
        if not all(region and region.isdigit() for region in regions) or regions[0] == regions[1]:
            return False
        return (regions[1] or "").startswith((regions[0] or "").rstrip("0"))

    def between(self, left: list[int], right: list[int]) -> str:
        first = self.led.get(right[0], right[0])
        return self.text[self.mentions[left[-1]].end : self.mentions[first].start]

    def pairing(self, indices: Sequence[int], last: int, rule_id: str) -> Pairing:
        return self.tied(self.parties_of(indices), self.mentions[indices[0]].start, last, rule_id)

    def tied(
        self, parties: list[Party], start: int, last: int, rule_id: str, direction: str = "mutual"
    ) -> Pairing:
        unique = list({(p.region_id or p.actor_id or p.name): p for p in parties}.values())
        reach, shared = self._reach(last)
        words = self.text[last:reach]
        before = self.text[max(self.start, start - LONGEST_LEAD) : start]
        kind = type_of(unique, self.text[start : reach + 30])
        if direction == "mutual":
            unique = giving(unique, words)
            direction = "directed" if any(party.role == "from" for party in unique) else direction
        return Pairing(
            tuple(unique),
            direction,
            kind,
            field_of(words, before) or (field_of(self.text[last:shared]) if direction == "mutual" else None),
            start,
            reach if reach > last else shared,
            rule_id,
            self.node,
        )

    def reach(self, position: int) -> int:
        """End of the words that belong to the parties: the end of their clause, or of the next where it is short."""
        return self._reach(position)[1]

    def _reach(self, position: int) -> tuple[int, int]:
        """End of the words that are theirs alone, and of those that a party named in a next clause may share with them
        (甲区与乙县,丙区与丁县结对)."""
        limit = min(self.end, position + cues.LONGEST_REACH)
        stop = cues.CLAUSE_END.search(self.text, position, limit)
        if stop is None:
            return limit, limit
        if stop.group() not in "," or stop.start() - position > 4:
            return stop.start(), stop.start()
        further = cues.CLAUSE_END.search(self.text, stop.end(), limit)
        end = further.start() if further else limit
        shared = any(stop.end() <= mention.start < end for mention in self.mentions)
        return (stop.start() if shared else end), end
