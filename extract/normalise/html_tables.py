"""Cells of HTML tables, read as a row of a table in plain text: 指标|2020年|2025年.

Old pages lay out whole articles in tables, so a cell counts as one of figures or labels only where little stands in it.
"""

import re
from collections.abc import Iterator

from extract.normalise.offsets import Edit

ATTRIBUTES = r"(?:\s[^<>]{0,2000})?"
PART = re.compile(rf"<(?:(?P<opens>t[dh])|(?P<closes>/t[dh])|/?(?:tr|table)){ATTRIBUTES}\s?>", re.IGNORECASE)
MARKUP = re.compile(r"<[^<>]{0,2000}>")
LONGEST_CELL = 200
"""Characters without markup; a cell that holds more is part of a page's layout."""
BLOCK = rf"</?(?:p|div|br|li|ul|ol){ATTRIBUTES}\s?/?>"
BREAKS = re.compile(rf"(?:\s|{BLOCK})*(?:[\r\n]|{BLOCK})(?:\s|{BLOCK})*", re.IGNORECASE)


def find_cells(text: str) -> Iterator[Edit]:
    """Edits that put a bar between two cells of a row and take out what would break a cell over several lines."""
    parts = list(PART.finditer(text))
    for opening, closing, following in zip(parts, parts[1:], [*parts[2:], None], strict=False):
        if not (opening["opens"] and closing["closes"]):
            continue
        content = text[opening.end() : closing.start()]
        if len(MARKUP.sub("", content)) > LONGEST_CELL:
            continue
        for gap in BREAKS.finditer(text, opening.end(), closing.start()):
            yield Edit(gap.start(), gap.end(), "", "markup")
        if following and following["opens"] and not text[closing.end() : following.start()].strip():
            yield Edit(closing.start(), following.end(), "|", "markup")
