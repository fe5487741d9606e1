"""Numbers of a document that stand in no fact, so that a reader can see what was not taken from it."""

import re
from collections.abc import Sequence

from warehouse.pages.ask import Row
from warehouse.pages.overlaps import Overlaps

NUMBER = re.compile(
    r"(?<![A-Za-z0-9０-９.〔\[第-])"
    r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*(?:[ \u3000]*[—~～-]+[ \u3000]*[0-9０-９]+(?:[.．][0-9０-９]+)?)?"
    r"[ \u3000]*(?:[%％‰℃]|(?:[万亿]+)?(?![年月日时分号號版代条]|[0-9０-９A-Za-z.〕\]])[\u4e00-\u9fff]{1,2})"
)
"""A number with a unit behind it; dates, times, numbers of clauses, articles and documents are none."""
AROUND = 14
"""Characters shown on each side of a number."""


def plain_numbers(text: str, text_start: int, clauses: Sequence[Row], marks: Sequence[Row]) -> list[Row]:
    """The numbers with a unit that stand in no quote of a fact, as marks of kind 'number' with the words around them."""
    taken = [(mark["mark_start"], mark["mark_end"]) for mark in marks]
    taken += [
        (clause["char_start"], clause["char_start"] + len(clause["number_text"]))
        for clause in clauses
        if clause["number_text"]
    ]
    overlaps = Overlaps(taken)
    found = []
    for match in NUMBER.finditer(text):
        start, end = match.start() + text_start, match.end() + text_start
        if not overlaps(start, end):
            found.append(
                {
                    "kind": "number",
                    "id": f"{start}",
                    "mark_start": start,
                    "mark_end": end,
                    "char_start": None,
                    "char_end": None,
                    "before": text[max(0, match.start() - AROUND) : match.start()],
                    "words": match.group(),
                    "after": text[match.end() : match.end() + AROUND],
                }
            )
    return found
