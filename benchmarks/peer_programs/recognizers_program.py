"""What Recognizers-Text finds: its models for Chinese, made once. Of its findings, the one with a unit counts too."""

from datetime import date, datetime, timedelta

from answering import Finding, serve
from recognizers_date_time import DateTimeRecognizer
from recognizers_number import NumberRecognizer
from recognizers_number_with_unit import NumberWithUnitRecognizer
from recognizers_text import Culture

NUMBERS, UNITS = NumberRecognizer(Culture.Chinese), NumberWithUnitRecognizer(Culture.Chinese)
NUMBER = NUMBERS.get_number_model(Culture.Chinese)
PERCENTAGE = NUMBERS.get_percentage_model(Culture.Chinese)
CURRENCY = UNITS.get_currency_model(Culture.Chinese)
DIMENSION = UNITS.get_dimension_model(Culture.Chinese)
TIME = DateTimeRecognizer(Culture.Chinese).get_datetime_model(Culture.Chinese)
UNIT_NAMES = {
    "Chinese yuan": "CNY", "United States dollar": "USD", "Dollar": "USD", "Mu": "mu", "Hectare": "hectare",
    "Square meter": "m2", "Square kilometer": "km2", "Square kilometre": "km2", "Kilometer": "km", "Meter": "m",
    "Centimeter": "cm", "Cubic meter": "m3", "Ton": "tonne", "Metric ton": "tonne", "Kilogram": "kg",
}  # fmt: skip


def find(text: str, reference: str) -> list[Finding]:
    """Every finding of the five models."""
    found = [quantity(result, None) for result in NUMBER.parse(text)]
    found += [quantity(result, "percent") for result in PERCENTAGE.parse(text)]
    found += [
        quantity(result, UNIT_NAMES.get(result.resolution["unit"], result.resolution["unit"]))
        for model in (CURRENCY, DIMENSION)
        for result in model.parse(text)
    ]
    found += [
        period(result, value)
        for result in TIME.parse(text, datetime.fromisoformat(reference))
        for value in (result.resolution or {}).get("values", [])
        if value["type"] in ("date", "daterange")
    ]
    return [finding for finding in found if finding]


def quantity(result, unit) -> Finding | None:
    try:
        value = float((result.resolution or {})["value"].rstrip("%"))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return {"start": result.start, "end": result.end + 1, "value": value, "unit": unit, "comparator": None}


def period(result, value) -> Finding:
    """The end of a range is the day after it."""
    first, last = value.get("start"), value.get("end")
    if value["type"] == "date":
        first = last = value["value"]
    elif last:
        last = str(date.fromisoformat(last) - timedelta(days=1))
    return {"start": result.start, "end": result.end + 1, "first": first, "last": last}


if __name__ == "__main__":
    serve(
        find,
        {
            "numbers": lambda text: (NUMBER.parse(text), PERCENTAGE.parse(text)),
            "units": lambda text: (CURRENCY.parse(text), DIMENSION.parse(text)),
            "times": lambda text: TIME.parse(text, datetime(2020, 1, 1)),
        },
    )
