"""One character for another, so that the rules meet one form of each; the length of the text never
changes."""

import re
import unicodedata
from functools import cache

import opencc

TRADITIONAL_SHARE = 0.01
"""A text is read as Traditional when at least this share of its Chinese characters exists only in
Traditional."""


@cache
def _plain_forms() -> dict[str, str]:
    """Full-width ASCII, compatibility ideographs and radicals, and odd spaces, with their plain forms; no plain form
    has one of its own."""
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5E)}
    for first, last in ((0xF900, 0xFAFF), (0x2F00, 0x2FDF), (0x2E80, 0x2EFF)):
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1:
                table[code] = plain
    table.update(dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n"))
    table.update(dict.fromkeys((0x3000, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F, 0x09), " "))
    table.update({ord("﹝"): "〔", ord("﹞"): "〕", ord("﹪"): "%", ord("∶"): ":", ord("﹒"): "."})
    table.update(dict.fromkeys(map(ord, "「『〝＂"), "“"))
    table.update(dict.fromkeys(map(ord, "」』〞"), "”"))
    table.update({ord("–"): "—", ord("―"): "—", ord("─"): "—", ord("〜"): "～", ord("~"): "～"})
    return {chr(code): plain for code, plain in table.items() if chr(code) != plain}


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _has_plain_form() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(re.escape, _plain_forms()))}]")


@cache
def _only_traditional() -> re.Pattern[str]:
    """Every ideograph that conversion to Simplified changes."""
    ideographs = "".join(map(chr, range(0x4E00, 0xA000)))
    changed = [
        before
        for before, after in zip(ideographs, _converter().convert(ideographs), strict=True)
        if before != after
    ]
    return re.compile(f"[{''.join(changed)}]")


NO_IDEOGRAPHS = re.compile("[^\u4e00-\u9fff][^\u4e00-\u9fff]*")
SAMPLE = 4000
"""Characters: the script of a text shows in its beginning."""


def is_traditional(text: str) -> bool:
    """Whether the text is written in Traditional characters, judged by its share of characters found only
    there."""
    sample = text[:SAMPLE]
    only_there = len(_only_traditional().findall(sample))
    if not only_there:
        return False
    return only_there / len(NO_IDEOGRAPHS.sub("", sample)) >= TRADITIONAL_SHARE


def plain_characters(text: str) -> str:
    """Text of the same length with one form of each mark, digit, space and line end."""
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")
    forms = _plain_forms()
    # Replacing the few characters that a text really has is many times faster than str.translate.
    for character in set(_has_plain_form().findall(text)):
        text = text.replace(character, forms[character])
    return text


def normalise_characters(text: str) -> tuple[str, bool]:
    """Text of the same length in plain, simplified characters, and whether it was written in Traditional
    ones."""
    return simplified(plain_characters(text))


def simplified(plain: str) -> tuple[str, bool]:
    """A text of plain characters in simplified ones, and whether it was written in Traditional ones."""
    if not is_traditional(plain):
        return plain, False
    converted: str = _converter().convert(plain)
    if len(converted) != len(plain):
        converted = "".join(map(simplified_character, plain))
    return converted, True


@cache
def simplified_character(character: str) -> str:
    """One character in its simplified form, without regard to the word that it stands in."""
    converted: str = _converter().convert(character)
    return converted if len(converted) == 1 else character
