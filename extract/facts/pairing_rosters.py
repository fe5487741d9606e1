"""Lists and tables of pairs, one pair a line: 甲区—乙县, and 甲市 乙州 below 支援方 受援方.

A line that holds nothing but two parties, or two lists of them, ties these where what stands above says that pairs follow:
a heading (结对关系), the words that lead to a list, or the head of a table that was flattened by copying.
"""

import re

from extract.facts import pairing_cues as cues
from extract.facts.model import Pairing
from extract.facts.pairing_sentence import TiedSentence

MARK = "@"
LISTED = rf"{MARK}(?:[、和]\s?{MARK})*"
ROW = re.compile(
    r"\s?(?:\(?\d{1,2}\)?[.、)]?\s?\|?|[①-⑳●■◆]\s?)?"
    rf"(?P<left>{LISTED})(?:\s?[-—－–~～]{{1,3}}\s?|\s?[:→|]\s?|\s{{1,4}}|对|与|结对)(?P<right>{LISTED})\s?[;。,]?\s?"
)
"""One row with MARK for each party."""
LONGEST_ROW = 90
LONGEST_HEAD = 60
LONGEST_BREAK = 40
"""Characters between two rows in which one may stand that holds a place no list knows."""
SHORTEST_KIND = 2
"""支援 in 支援市 says less of the tie than 对口支援 in the title."""
LINES_ABOVE = 3
"""Lines above the first row in which its head is looked for: a heading, the title of a table and the head of its columns."""
HEAD = re.compile(
    r"结对|对口(?:支援|帮扶|合作|协作)|支援方|受援|帮扶(?:方|地|市|县|区|关系)|协作(?:关系|名单|安排)|友好城市"
)
HELPED_FIRST = re.compile(r"(?:受援|受帮扶|被帮扶)[^\n]{0,14}?(?<!受)(?<!被)(?:支援|帮扶)")


class Roster:
    """The head of the rows that were read last in one document; a row behind them has the same."""

    def __init__(self, text: str, title: str) -> None:
        self._text, self._title = text, title
        self._end, self._head = -1, ""

    def pair_of(self, sentence: TiedSentence) -> Pairing | None:
        """The pair of a sentence that is a row and has a head."""
        sides = _sides(sentence)
        head = self._head_above(sentence.start) if sides else None
        if sides is None or head is None:
            return None
        self._end, self._head = sentence.end, head
        left, right = sides
        pairing = sentence.pairing([*left, *right], sentence.end, "pairing/roster")
        kinds = [
            found.group() for words in (head, self._title) for found in cues.SUPPORT_KIND.finditer(words)
        ]
        if not kinds:
            named = cues.COOPERATION_KIND.search(head) or cues.COOPERATION_KIND.search(self._title)
            return pairing._replace(field=named.group() if named else None)
        if HELPED_FIRST.search(head):
            left, right = right, left
        pairing = sentence.tied(
            [*sentence.parties_of(left, "from"), *sentence.parties_of(right, "to")],
            pairing.quote_start, sentence.end, "pairing/roster", "directed",
        )  # fmt: skip
        return pairing._replace(field=next((kind for kind in kinds if len(kind) > SHORTEST_KIND), kinds[0]))

    def _head_above(self, start: int) -> str | None:
        """What stands above the row and says that pairs follow."""
        if (
            self._end >= 0
            and start - self._end <= LONGEST_BREAK
            and "。" not in self._text[self._end : start]
        ):
            return self._head
        first = max(0, start - (LONGEST_HEAD + 1) * LINES_ABOVE)
        lines = [line.strip() for line in self._text[first:start].split("\n") if line.strip()]
        for at in range(len(lines) - 1, max(len(lines) - LINES_ABOVE, 0) - 1, -1):
            if (
                len(lines[at]) <= LONGEST_HEAD
                and HEAD.search(lines[at])
                and not lines[at].endswith(("。", ";"))
            ):
                return "\n".join(lines[at:])
        return None


def _sides(sentence: TiedSentence) -> tuple[list[int], list[int]] | None:
    """The parties on both sides of a sentence that is nothing but a row."""
    count = len(sentence.mentions)
    if count < 2 or sentence.end - sentence.start > LONGEST_ROW:
        return None
    pieces, at = [], sentence.start
    for mention in sentence.mentions:
        pieces.append(sentence.text[at : mention.start])
        at = mention.end
    row = ROW.fullmatch(MARK.join([*pieces, sentence.text[at : sentence.end]]))
    if row is None:
        return None
    first = row["left"].count(MARK)
    return list(range(first)), list(range(first, count))
