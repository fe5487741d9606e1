"""One cell of a table of figures as a value of the types of schemas/fields.yml."""

from datetime import date
from decimal import Decimal, InvalidOperation

Value = str | int | float | bool | date

YES_NO = {"true": True, "false": False, "是": True, "否": False}


def parse(text: str, kind: str) -> Value:
    """The cell as a value. Raises ValueError where the text is none of that type."""
    if kind == "string":
        return text
    if kind == "boolean":
        if text.lower() not in YES_NO:
            raise ValueError(text)
        return YES_NO[text.lower()]
    if kind == "date":
        return date.fromisoformat(text)
    if kind in ("int", "bigint"):
        return int(text)
    return float(number(text))


def number(text: str) -> Decimal:
    """A finite number as written, with or without separators of thousands. Raises ValueError."""
    try:
        found = Decimal(text.replace(",", "").replace(",", "").replace(" ", ""))
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not found.is_finite():
        raise ValueError(text)
    return found
