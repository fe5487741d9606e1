"""Text that was damaged by a byte-level replacement in GBK.

Full-width ？ (A3 BF) and ； (A3 BB) were replaced by ? and ; in the bytes of the text, and the replacement also hit
the second byte of one character together with the first byte of the next. The first half of the former then shows as
?, and everything after it is decoded one byte out of step, up to a second byte below 0x80, which shows as an ASCII
character. Putting the two bytes back and decoding in step again restores the run; only the lead byte of its first
character is gone, and is chosen by what the same document writes elsewhere.
"""

import re
from collections import Counter

from extract.normalise.offsets import Edit

DAMAGE = re.compile(r"(?<=[\u4e00-\u9fff”」』])\?([;?])(?=[\u4e00-\u9fff@-~])")
REPLACED = {";": b"\xa3\xbb", "?": b"\xa3\xbf"}
LEAD_BYTES = [bytes([lead]) for lead in range(0x81, 0xFF)]
LONGEST_RUN = 80
"""Characters: a run out of step is looked for no further than this; they are short in running text."""
ATTESTED_SHARE = 0.6
"""Share of the restored character pairs that the same document must write elsewhere for the repair to be believed."""
UNREADABLE = "□"
FULL_STOP = "。"


def find_damage(text: str) -> list[Edit]:
    """One edit per damaged place: kind 'repaired' where the wording is known, 'marked' where it is not.

    A marked place reads as its likeliest first character and one □ for each that cannot be read; where that first
    character is a full stop the sentence ends there.
    """
    places = list(DAMAGE.finditer(text))
    if not places:
        return []
    pairs = Counter(text[i : i + 2] for i in range(len(text) - 1))
    edits: list[Edit] = []
    for place in places:
        edit = _mend(text, place, pairs)
        if edit is not None:
            edits.append(edit)
    return edits


def _mend(text: str, place: re.Match[str], pairs: Counter[str]) -> Edit | None:
    end = _end_of_run(text, place.end())
    if end is None:
        return None
    lost = REPLACED[place.group(1)]
    first = _likeliest_first(text[place.start() - 1], lost[:1], pairs)
    rest = _in_step(lost[1:], text[place.end() : end])
    if rest is not None:
        written = [pairs[rest[i : i + 2]] > 0 for i in range(len(rest) - 1)]
        if written and sum(written) >= ATTESTED_SHARE * len(written):
            return Edit(place.start(), end, first + rest, "repaired")
    unknown = UNREADABLE * max(1, end - place.end())
    return Edit(place.start(), end, first + unknown, "marked")


def _end_of_run(text: str, start: int) -> int | None:
    """Offset after the ASCII character that closes the run; None where the text reads on without one."""
    for position in range(start, min(len(text), start + LONGEST_RUN)):
        character = text[position]
        if "@" <= character <= "~":
            return position + 1
        if not "\u4e00" <= character <= "\u9fff":
            return None
    return None


def _in_step(first_byte: bytes, run: str) -> str | None:
    try:
        return (first_byte + run.encode("gbk")).decode("gbk")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None


def _likeliest_first(before: str, trail: bytes, pairs: Counter[str]) -> str:
    """The character with this second byte that the document most often writes after `before`.

    A full stop (A1 A3) where it writes none: no other character with that second byte is nearly as common.
    """
    best, best_count = FULL_STOP, 0
    for lead in LEAD_BYTES:
        try:
            candidate = (lead + trail).decode("gbk")
        except UnicodeDecodeError:
            continue
        count = pairs[before + candidate]
        if count > best_count:
            best, best_count = candidate, count
    return best
