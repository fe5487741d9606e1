"""What JioNLP finds: amounts of money and times, both with their values. It has nothing for other quantities."""

from datetime import date

from answering import Finding, serve  # first, since the tool greets on standard output
from jionlp import ner

COMPARATORS = {"accurate": None, "blur": "approx", "blur+": "ge", "blur-": "le"}
CURRENCIES = {"元": "CNY", "美元": "USD", "欧元": "EUR", "港元": "HKD", "日元": "JPY"}
TIMES = ("time_point", "time_span")


def find(text: str, reference: str) -> list[Finding]:
    day = date.fromisoformat(reference)
    base = {"year": day.year, "month": day.month, "day": day.day}
    money = [finding for one in ner.extract_money(text, with_parsing=True) for finding in amounts(one)]
    times = ner.extract_time(text, time_base=base, with_parsing=True)
    return money + [period(one) for one in times if one["type"] in TIMES]


def amounts(one) -> list[Finding]:
    """One finding, or both ends of a range."""
    detail = one["detail"]
    numbers = detail["num"] if isinstance(detail["num"], list) else [detail["num"]]
    return [
        {
            "start": one["offset"][0],
            "end": one["offset"][1],
            "value": float(number),
            "unit": CURRENCIES.get(detail["case"], detail["case"]),
            "comparator": "range" if len(numbers) > 1 else COMPARATORS.get(detail["definition"]),
        }
        for number in numbers
    ]


def period(one) -> Finding:
    first, last = (None if moment in ("inf", "-inf") else moment[:10] for moment in one["detail"]["time"])
    return {"start": one["offset"][0], "end": one["offset"][1], "first": first, "last": last}


if __name__ == "__main__":
    serve(
        find,
        {
            "amounts of money": lambda text: ner.extract_money(text, with_parsing=True),
            "times": lambda text: ner.extract_time(
                text, time_base={"year": 2020, "month": 1, "day": 1}, with_parsing=True
            ),
        },
    )
