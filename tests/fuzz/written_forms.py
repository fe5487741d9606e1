"""Writers of numbers in the forms of policy text: what the readers are asked to read back.

They are written from the rules of the language alone, and share no code with the readers.
"""

from decimal import Decimal

DIGITS = "零一二三四五六七八九"
FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
FULL_WIDTH = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
LARGEST = 10**12 - 1


def chinese(number: int) -> str:
    """An integer from 0 to LARGEST in the standard spelling: 10 as 十, 110 as 一百一十, 10005 as 一万零五."""
    if number == 0:
        return "零"
    text, gap = "", False
    for unit, scale in (("亿", 10**8), ("万", 10**4), ("", 1)):
        section, number = divmod(number, scale)
        if section:
            if text and (gap or section < 1000):
                text += "零"
            text += _section(section) + unit
        gap = bool(text) and not section
    return text[1:] if text.startswith("一十") else text


def _section(number: int) -> str:
    text, gap = "", False
    for unit, place in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, place)
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + unit
        gap = not digit
    return text


def formal(number: int) -> str:
    """The spelling that accounts use: 壹佰贰拾万."""
    text = chinese(number)
    return ("一" + text if text.startswith("十") else text).translate(FORMAL)


def digit_by_digit(number: int, zero: str = "〇") -> str:
    """2025 as 二〇二五."""
    return "".join(zero if digit == "0" else DIGITS[int(digit)] for digit in str(number))


def grouped(number: int, mark: str = ",") -> str:
    """1234567 as 1,234,567."""
    return f"{number:,}".replace(",", mark)


def full_width(text: str) -> str:
    """Digits and their marks as an East Asian keyboard writes them."""
    return text.translate(FULL_WIDTH)


def plain(value: Decimal) -> str:
    """A decimal without exponent and without trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
