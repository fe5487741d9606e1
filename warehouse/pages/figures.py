"""Figures as a reader of Chinese or English writes them."""

from typing import Any

STEPS_ZH = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"))
STEPS_EN = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
SIGNIFICANT = 4


def number(value: float | None, digits: int = 2) -> str:
    """A number with separators and at most `digits` decimals; '–' where there is none."""
    if value is None:
        return "–"
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def short_number(value: float | None, language: str) -> str:
    """A number in words of its size: 1.5万亿, 1.5 trillion."""
    if value is None:
        return "–"
    for size, word in STEPS_ZH if language == "zh" else STEPS_EN:
        if abs(value) >= size:
            digits = max(0, SIGNIFICANT - len(str(int(abs(value) / size))))
            scaled = number(value / size, digits)
            return f"{scaled}{word}" if language == "zh" else f"{scaled} {word}"
    return number(value)


def with_unit(value: float | None, unit: str | None, unit_name: str | None, language: str) -> str:
    """A value with its unit: 1,755亿元, 175.5 billion yuan, 19%."""
    if value is None:
        return "–"
    if unit == "CNY":
        return f"{short_number(value, language)}{'元' if language == 'zh' else ' yuan'}"
    if unit == "percent":
        return f"{number(value)}%"
    if unit in ("count", "none") or not unit_name:
        return number(value)
    return f"{number(value)} {unit_name}"


def day(value: Any) -> str:
    """A date as 2025-12-31; '–' where there is none."""
    return value.isoformat() if value is not None else "–"
