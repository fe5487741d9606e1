"""Text that was damaged by a byte-level replacement in GBK.

Full-width ？ (A3 BF) and ； (A3 BB) were replaced by ? and ; in the bytes of the text, and the replacement
also hit the second byte of one character together with the first byte of the next. The first half of the
former then shows as ?, and everything after it is decoded one byte out of step, up to a second byte below
0x80, which shows as an ASCII character, or to the end of the double-byte text, where a last lone byte shows
as ? again. Putting the two bytes back and decoding in step restores the run; only the first byte of its first
character is gone, and with the lone byte the second one of its last character. Both are chosen by what the
same document writes elsewhere.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from extract.normalise.characters import simplified_character
from extract.normalise.decoding import COMMON
from extract.normalise.offsets import Edit

DAMAGE = re.compile(r"(?<=[\u4e00-\u9fff”」』])\?([;?])(?=[@-~\u00a1-\uffe6])")
REPLACED = {";": b"\xa3\xbb", "?": b"\xa3\xbf"}
WHOLE_MARKS = {";": "；", "?": "？"}
"""The replacement left none of these: a text that still has the mark was not damaged in this way."""
BYTES = [bytes([byte]) for byte in range(0x40, 0xFF)]
LONGEST_RUN = 400
"""Characters: a run out of step is looked for no further than this; it ends with its line at the latest."""
ATTESTED_SHARE = 0.6
"""Share of the restored character pairs that the same document must write elsewhere for the repair to be
believed: the run decodes to other common characters where a pair in the middle of it was lost as well."""
UNREADABLE = "□"
FULL_STOP = "。"
COMMON_MARKS = "。，、；：“”（）《》—·"


def find_damage(text: str) -> list[Edit]:
    """One edit per damaged place: kind 'repaired' where the wording is known, 'marked' where it is not.

    A marked place reads as its likeliest first character and one □ for each that cannot be read; where that
    first character is a full stop the sentence ends there. People write ?? too: a place that cannot be
    repaired counts as damage only where its characters are rare ones, or where other places of the text were
    certainly damaged.
    """
    if "?" not in text:
        return []
    places = [place for place in DAMAGE.finditer(text) if WHOLE_MARKS[place.group(1)] not in text]
    if not places:
        return []
    pairs = Counter(text[i : i + 2] for i in range(len(text) - 1))
    runs = [(place, end) for place in places if (end := _end_of_run(text, place.end())) is not None]
    repaired = [_repaired(text, place, end, pairs) for place, end in runs]
    garbled = [_is_garbled(text[place.end() : end], REPLACED[place.group(1)]) for place, end in runs]
    is_damaged = any(repaired) or any(garbled)
    return [
        edit or _marked(text, place, end, pairs)
        for (place, end), edit, is_garbled in zip(runs, repaired, garbled, strict=True)
        if edit or is_garbled or (is_damaged and end == place.end() + 1)
    ]


def _repaired(text: str, place: re.Match[str], end: int, pairs: Counter[str]) -> Edit | None:
    lost, run = REPLACED[place.group(1)], text[place.end() : end]
    rest = _in_step(lost[1:], run)
    if not rest:
        return None
    written = [pairs[rest[i : i + 2]] > 0 for i in range(len(rest) - 1)]
    if not written or sum(written) < ATTESTED_SHARE * len(written):
        return None
    first = _likeliest_first(text[place.start() - 1], lost[:1], pairs)
    last = _likeliest_last(rest[-1], run, pairs) if run.endswith("?") else ""
    before = pairs[first + rest[0]] > 0
    behind = pairs[rest[-1] + (last or text[end : end + 1])] > 0
    wording = first + _without_strangers(rest, [before, *written, behind]) + last
    return Edit(place.start(), end, wording, "marked" if UNREADABLE in wording else "repaired")


def _without_strangers(rest: str, written: list[bool]) -> str:
    """A character that the document writes neither behind the one before nor before the one behind may be
    what a lost pair left of two others, unless it is one of the commonest of all."""
    return "".join(
        character if written[i] or written[i + 1] or character in COMMON else UNREADABLE
        for i, character in enumerate(rest)
    )


def _marked(text: str, place: re.Match[str], end: int, pairs: Counter[str]) -> Edit:
    first = _likeliest_first(text[place.start() - 1], REPLACED[place.group(1)][:1], pairs)
    return Edit(place.start(), end, first + UNREADABLE * max(1, end - place.end()), "marked")


def _is_garbled(run: str, lost: bytes) -> bool:
    """Whether the run holds rare characters mostly, and would not hold rare ones again when decoded in
    step."""
    if _share_of_common(run) > 0.5:
        return False
    rest = _in_step(lost[1:], run)
    return rest is None or _share_of_common(rest) >= 0.5


def _share_of_common(text: str) -> float:
    """Share of the text's double-byte characters that are common; 1 where it has none."""
    wide = [character for character in text if character > "~"]
    return sum(map(_is_common, wide)) / len(wide) if wide else 1.0


@cache
def _is_common(character: str) -> bool:
    """Whether the simplified form is one of the 3755 commonest characters (first level of GB 2312), or a
    mark."""
    if character in COMMON_MARKS:
        return True
    try:
        return b"\xb0" <= simplified_character(character).encode("gb2312")[:1] <= b"\xd7"
    except UnicodeEncodeError:
        return False


def _end_of_run(text: str, start: int) -> int | None:
    """Offset after the ASCII character that closes the run; None where the text reads on without one."""
    for position in range(start, min(len(text), start + LONGEST_RUN)):
        character = text[position]
        if character in REPLACED and text[position + 1 : position + 2] >= "\u00a1":
            continue
        if "?" <= character <= "~":
            return position + 1
        if character < "\u00a1":
            return None
    return None


def _bytes_of(run: str) -> bytes:
    """Bytes of the run; a ? or ; inside it was a pair that the replacement met in step."""
    return b"".join(REPLACED.get(character) or character.encode("gbk") for character in run)


def _in_step(first_byte: bytes, run: str) -> str | None:
    """The run behind its first character; a last character that has lost its second byte is left out."""
    try:
        if run.endswith("?"):
            return (first_byte + _bytes_of(run[:-1]))[:-1].decode("gbk")
        return (first_byte + _bytes_of(run)).decode("gbk")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None


def _likeliest_first(before: str, trail: bytes, pairs: Counter[str]) -> str:
    """The character with this second byte that the document most often writes after `before`.

    A full stop (A1 A3) where it writes none: no other character with that second byte is nearly as common.
    """
    return _most_written(before, (lead + trail for lead in BYTES), pairs) or FULL_STOP


def _likeliest_last(before: str, run: str, pairs: Counter[str]) -> str:
    """The character with the first byte that closes the run which the document most often writes after
    `before`."""
    lead = _bytes_of(run[:-1])[-1:]
    unknown = FULL_STOP if lead == FULL_STOP.encode("gbk")[:1] else UNREADABLE
    return _most_written(before, (lead + trail for trail in BYTES), pairs) or unknown


def _most_written(before: str, candidates: Iterable[bytes], pairs: Counter[str]) -> str | None:
    best, best_count = None, 0
    for candidate in candidates:
        try:
            character = candidate.decode("gbk")
        except UnicodeDecodeError:
            continue
        if len(character) == 1 and pairs[before + character] > best_count:
            best, best_count = character, pairs[before + character]
    return best
