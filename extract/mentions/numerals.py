"""Numbers as Chinese policy text writes them: 1,234 / 1.5万亿 / 3千多 / 三千五百 / 百余 / 三分之二 / 七成.

Only the number itself is read here; units and bounds are in quantities.py.
"""

import re
from decimal import Decimal
from functools import lru_cache

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "两": 2, "俩": 2,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
JOINED_TENS = {"廿": 20, "卅": 30}
SCALES = {"万": 10**4, "亿": 10**8}

CHINESE = "零〇○一二两三四五六七八九十百千万亿廿卅"
ARABIC = r"(?<!\d)(?:\d{1,3}(?:[, ]\d{3}){1,6}(?!\d)|\d{1,18}(?!\d))(?:\.\d{1,18})?"
"""Lengths are bounded, so that a search costs the same at every character of the longest run of digits."""
SCALE = r"(?:[十百千]?万亿|[十百千][多余]?[万亿]|[万亿]|[百千](?![瓦伏米克卡赫兆分]))"
ABOUT = "[余多几来]"
VAGUE = "[数几]"

REST = r"零?\d[\d,]{0,18}(?:\.\d{1,18})?(?:(?:[十百千]?万|[百千])(?![瓦伏米克卡赫兆分]))?"
MIXED = rf"{ARABIC}\s?{ABOUT}?{SCALE}?(?:{REST})?{ABOUT}?"
POINT = "点[零〇一二三四五六七八九]{1,6}"
FORMAL = "(?:[壹贰叁肆伍陆柒捌玖][拾佰仟万亿]+零?){1,12}[壹贰叁肆伍陆柒捌玖]?"
"""Digits that cannot be altered, as accounts write them; each stands before its ten, since 陆 and 伍 are also
words."""
WORDS = rf"(?:(?!百分点)[{CHINESE}]){{1,30}}(?<!千(?=[瓦伏米克卡赫]))(?:{POINT})?半?{ABOUT}?[万亿]{{0,2}}"
SPELT = rf"(?:{FORMAL}|{VAGUE}[十百千万亿]{{1,4}}|十{VAGUE}|{WORDS}|半)"
BRACKETED = rf"\[\d{{1,9}}(?:\.\d{{1,4}})?\]{SCALE}?"
"""[15]: how plans write a value that is summed over their years."""
NUMBER = rf"(?:{MIXED}|{BRACKETED}|{SPELT})"
PARTS = (
    rf"(?:百分之|千分之|[{CHINESE}]{{1,3}}分之)(?:{ARABIC}|[{CHINESE}点]{{1,12}})"
    rf"|[{CHINESE}]{{1,2}}成(?:半|[{CHINESE}])?|{ARABIC}成|[一多过]半(?!年|个|天|月|小时|径)|半数"
)

WRITTEN_IN_DIGITS = re.compile(
    r"(?P<whole>\d+(?:\.\d+)?)(?:(?P<scale>[十百千]?[万亿]{1,2}|[百千])"
    r"(?:(?P<gap>零?)(?P<rest>\d+(?:\.\d+)?)(?P<rest_scale>[十百千]?万|[百千])?)?)?"
)


@lru_cache(maxsize=20_000)
def read_number(text: str) -> Decimal | None:
    """Value of a number in any written form; None for text that is no number. 百余 and 数百 read as 100, 十几
    as 10: the words for "and some more" change the bound, not the value."""
    bare = re.sub(r"[\s,余多来\[\]]", "", text)
    if bare in ("", "数", "几"):
        return None
    match = WRITTEN_IN_DIGITS.fullmatch(bare.replace("几", ""))
    if match is None:
        return _read_spelt(bare)
    factor = _scale(match["scale"] or "")
    value = Decimal(match["whole"]) * factor
    if match["rest"] is None:
        return value
    rest = Decimal(match["rest"])
    if match["rest_scale"]:
        return value + rest * _scale(match["rest_scale"])
    is_next_place = not match["gap"] and len(match["rest"]) == 1
    return value + rest * (factor // 10 if is_next_place else 1)


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
    whole, point, fraction = text.partition("点")
    value = _read_fraction(whole, fraction) if point else _read_whole(text)
    return None if value is None else value + (Decimal("0.5") if half else 0)


def _read_fraction(whole: str, fraction: str) -> Decimal | None:
    """三 and 五万亿 of 三点五万亿."""
    places = fraction.rstrip("万亿")
    value = _read_whole(whole)
    if value is None or not places or not all(c in DIGITS for c in places):
        return None
    return Decimal(f"{value}.{''.join(str(DIGITS[c]) for c in places)}") * _scale(fraction[len(places) :])


def _read_whole(text: str) -> Decimal | None:
    """二〇二五 digit by digit, anything with a ten or a scale by its groups."""
    if len(text) > 1 and all(c in DIGITS for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    return _read_grouped(text) if text else None


def _read_grouped(text: str) -> Decimal | None:
    """三千五百万: digits times tens, summed, within 万 and 亿. 三万五 reads the last digit one place
    below."""
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
    """Value and canonical unit of a share: 百分之五 as 5 percent, 三分之二 as 66.6667 percent, 七成 as 70
    percent.

    Thirds and the like are rounded to four decimals of a percent. None for text that is no share.
    """
    if text in ("一半", "过半", "多半", "半数"):
        return Decimal(50), "percent"
    if text.startswith(("百分之", "千分之")):
        value = read_number(text[3:])
        return None if value is None else (value, "percent" if text[0] == "百" else "permille")
    below, found, above = text.partition("分之")
    if found:
        denominator, numerator = read_number(below), read_number(above)
        if not denominator or numerator is None:
            return None
        return (numerator / denominator * 100).quantize(Decimal("0.0001")).normalize(), "percent"
    tenths, found, rest = text.partition("成")
    value = read_number(tenths) if found else None
    if value is None:
        return None
    extra = Decimal(5) if rest == "半" else (read_number(rest) if rest else Decimal(0))
    return value * 10 + (extra or 0), "percent"
