"""Numbers as Chinese policy text writes them: 1,234 / 1.5万亿 / 3千多 / 三千五百 / 百余 / 三分之二 / 七成.

Only the number itself is read here; units and bounds are in quantities.py.
"""

import re
from decimal import Decimal
from functools import cache

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "两": 2, "俩": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
JOINED_TENS = {"廿": 20, "卅": 30}
SCALES = {"万": 10**4, "亿": 10**8}

CHINESE = "零〇○一二两三四五六七八九十百千万亿廿卅"
ARABIC = r"(?:\d{1,3}(?:[,, ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
SCALE = r"(?:[十百千]?万亿|[十百千]?[万亿]|[百千](?![瓦伏米克卡赫兆分]))"
ABOUT = "[余多几来]"
VAGUE = "[数几]"

MIXED = rf"{ARABIC}\s?{ABOUT}?{SCALE}?(?:\d[\d,]*(?:\.\d+)?(?:(?:[十百千]?万|[百千])(?![瓦伏米克卡赫兆分]))?)?{ABOUT}?"
SPELT = rf"(?:{VAGUE}[十百千万亿]+|十{VAGUE}|[{CHINESE}]+半?{ABOUT}?[万亿]?|半)"
NUMBER = rf"(?:{MIXED}|{SPELT})"
PARTS = rf"(?:百分之|千分之|[{CHINESE}]{{1,3}}分之)(?:{ARABIC}|[{CHINESE}点]+)|[{CHINESE}]{{1,2}}成(?:半|[{CHINESE}])?|{ARABIC}成|[一多过]半"


@cache
def read_number(text: str) -> Decimal | None:
    """Value of a number in any written form; None for text that is no number. 百余 and 数百 read as 100, 十几 as 10:
    the words for "and some more" change the bound, not the value."""
    bare = re.sub(r"[\s,,余多来]", "", text)
    if not bare:
        return None
    match = re.fullmatch(
        r"(\d+(?:\.\d+)?)([十百千]?[万亿]{0,2}|[百千])(?:(\d+(?:\.\d+)?)([十百千]?万|[百千])?)?", bare.replace("几", "")
    )
    if match:
        value = Decimal(match[1]) * _scale(match[2])
        return value + Decimal(match[3]) * _scale(match[4] or "") if match[3] else value
    return _read_spelt(bare)


def _scale(text: str) -> int:
    factor = 1
    for character in text:
        factor *= TENS.get(character) or SCALES[character]
    return factor


def _read_spelt(text: str) -> Decimal | None:
    if text in ("半", "一半"):
        return Decimal("0.5")
    half = text.endswith("半") and len(text) > 1
    text = text.removesuffix("半")
    if text[:1] in ("数", "几"):
        text = "一" + text[1:]
    text = text.replace("几", "")
    value = _read_positional(text) if len(text) > 1 and not set(text) & (set(TENS) | set(SCALES)) else None
    if value is None:
        value = _read_grouped(text)
    return None if value is None else value + (Decimal("0.5") if half else 0)


def _read_positional(text: str) -> Decimal | None:
    """二〇二五 as 2025, 三点五 as 3.5."""
    whole, _, fraction = text.partition("点")
    if not all(c in DIGITS for c in whole + fraction) or not whole:
        return None
    return Decimal("".join(str(DIGITS[c]) for c in whole) + ("." + "".join(str(DIGITS[c]) for c in fraction) if fraction else ""))


def _read_grouped(text: str) -> Decimal | None:
    """三千五百万: digits times tens, summed, within 万 and 亿. 三万五 reads the last digit one place below."""
    total, section, digit, last_unit = 0, 0, None, 1
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
            if digit == 0:
                digit, last_unit = None, 1
        elif character in TENS or character in JOINED_TENS:
            joined = JOINED_TENS.get(character)
            section += joined if joined else (1 if digit is None else digit) * TENS[character]
            last_unit, digit = (10 if joined else TENS[character]), None
        elif character in SCALES:
            section += digit or 0
            scale = SCALES[character]
            if scale > 10**4 or not section:
                total = (total + section or 1) * scale
            else:
                total += section * scale
            section, digit, last_unit = 0, None, scale
        else:
            return None
    if digit is not None:
        section += digit * (last_unit // 10 if last_unit >= 100 else 1)
    return Decimal(total + section)


def read_parts(text: str) -> tuple[Decimal, str] | None:
    """Value and canonical unit of a share: 百分之五 as 5 percent, 三分之二 as 66.67 percent, 七成 as 70 percent.

    Thirds and the like are rounded to two decimals of a percent. None for text that is no share.
    """
    if text in ("一半", "过半", "多半"):
        return Decimal(50), "percent"
    if text.startswith(("百分之", "千分之")):
        value = read_number(text[3:])
        return None if value is None else (value, "percent" if text[0] == "百" else "permille")
    below, found, above = text.partition("分之")
    if found:
        denominator, numerator = read_number(below), read_number(above)
        if not denominator or numerator is None:
            return None
        return (numerator / denominator * 100).quantize(Decimal("0.01")).normalize(), "percent"
    tenths, found, rest = text.partition("成")
    value = read_number(tenths) if found else None
    if value is None:
        return None
    extra = Decimal(5) if rest == "半" else (read_number(rest) if rest else Decimal(0))
    return value * 10 + (extra or 0), "percent"
