"""What web pages and fixed-width copies leave in a text: tags, entities, invisible characters, broken
lines."""

import html
import re
from collections.abc import Iterator

from extract.normalise.html_tables import find_cells
from extract.normalise.offsets import Edit

TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,11}(?:\s[^<>]{0,2000})?/?>")
BLOCK = re.compile(r"</?(?:p|div|br|tr|li|h[1-6]|table|ul|ol|section|article|hr|title)\b", re.IGNORECASE)
HIDDEN = re.compile(
    r"<(?:(?P<comment>!--)|(?P<head>head)\b[^<>]{0,2000}>|(?P<script>script)\b[^<>]{0,2000}>|(?P<style>style)\b[^<>]{0,2000}>)",
    re.IGNORECASE,
)
HIDDEN_ENDS = {
    "comment": re.compile("-->"),
    "head": re.compile(r"</head\s*>", re.IGNORECASE),
    "script": re.compile(r"</script\s*>", re.IGNORECASE),
    "style": re.compile(r"</style\s*>", re.IGNORECASE),
}
"""What a reader of the page never sees, or only beside the name of the site, and where it ends."""
ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
INVISIBLE = re.compile(
    "[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e][\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]*"
)

LINE = re.compile(r"[^\r\n][^\r\n]*")
STARTS_ITEM = re.compile(
    r"\s*(?:第?[一二三四五六七八九十百]{1,4}(?:[、.章节篇部条]|是[^一-龥])|[(][一二三四五六七八九十\d]{1,3}[)]"
    r"|\d{1,3}(?:[、)]|\.(?!\d{1,4}\s?[%‰万亿千百元])|\s)|[①-⑳●■◆•·*—－–-]|[一二三四五六七八九]是|(?:附件|附表|表|专栏)\s*[\d一二三四五六七八九:])"
)
HEADS_PART = re.compile(r"\s*[一二三四五六七八九十]{1,3}、[^,。;:、]{2,20}\s*\Z")
"""The heading of a part, which is a line of its own however wide the lines around it are."""
SENTENCE_MARK = re.compile("[,。;:]")
ENDS_OPEN = re.compile(r"[\u4e00-\u9fff\d,、:;(《“%a-zA-Z]\s*$")
CONTINUES = re.compile(r"\s*[,、。;)”》]")
NUMBER_GOES_ON = re.compile(r"\s*(?:[%‰]|[万亿](?=[人元吨公亩户家辆台平立千亿个名次美]))")
"""A line that begins with what belongs to the number at the end of the line before."""
ENDS_IN_NUMBER = re.compile(r"[^\s≥≤<>\d.,\[\]〔〕][^\n]*\d\s*\Z")
"""A line of words that ends in a digit; one that is nothing but a number is the cell of a table."""
NARROWEST_BREAK, WIDEST_BREAK = 14, 60
BREAK_SLACK = 3
"""Full-width characters: how far the lines of a text broken at a fixed width fall short of it."""
LONGEST_HEADING = 34
"""Characters: a line of running text that ends without a stop is longer than nearly every heading."""


def find_markup(text: str) -> Iterator[Edit]:
    """Edits that remove tags and invisible characters and turn entities into the characters they stand
    for."""
    if "<" in text:
        yield from _find_hidden(text)
        yield from find_cells(text)
        for match in TAG.finditer(text):
            yield Edit(match.start(), match.end(), "\n" if BLOCK.match(match.group()) else "", "markup")
    if "&" in text:
        for match in ENTITY.finditer(text):
            plain = html.unescape(match.group())
            if plain != match.group():
                yield Edit(match.start(), match.end(), plain, "markup")
    for match in INVISIBLE.finditer(text):
        yield Edit(match.start(), match.end(), "", "markup")


def _find_hidden(text: str) -> Iterator[Edit]:
    """Comments, scripts and style sheets with their content; one without an end hides nothing."""
    unended: set[str] = set()
    position = 0
    while (opening := HIDDEN.search(text, position)) is not None:
        position = opening.end()
        kind = opening.lastgroup or "comment"
        end = None if kind in unended else HIDDEN_ENDS[kind].search(text, position)
        if end is None:
            unended.add(kind)
            continue
        position = end.end()
        yield Edit(opening.start(), position, "" if kind == "comment" else "\n", "markup")


def find_broken_lines(text: str) -> Iterator[Edit]:
    """Edits that join a sentence which a hard line break cuts in two.

    A line goes on in the next one when it holds the beginning of a sentence that has no end, and is too long
    to be a heading or as wide as the lines around it; a line that starts a numbered item or a list never
    continues another, nor does a row of a table. The text is expected in plain characters (plain_characters).
    """
    lines = [m.span() for m in LINE.finditer(text)]
    widths = [_display_width(text[start:end].rstrip()) for start, end in lines]
    full = _full_width(widths)
    for i in range(len(lines) - 1):
        (start, end), (next_start, next_end) = lines[i], lines[i + 1]
        gap = text[end:next_start]
        if gap.count("\n") > 1 or not ENDS_OPEN.search(text[max(start, end - 3) : end]):
            continue
        following = text[next_start:next_end]
        if (
            HEADS_PART.match(text, start, end)
            or _is_indented(text[start:end], following)
            or STARTS_ITEM.match(following)
            or not following.strip()
            or "|" in text[start:next_end]
        ):
            continue
        if (
            CONTINUES.match(following)
            or (NUMBER_GOES_ON.match(following) and ENDS_IN_NUMBER.search(text[start:end]))
            or widths[i] >= full
            or _runs_on(text[start:end], following, widths, i)
        ):
            stripped_end = start + len(text[start:end].rstrip())
            lead = len(following) - len(following.lstrip())
            yield Edit(stripped_end, next_start + lead, "", "broken line")


def _display_width(line: str) -> float:
    """Width in full-width characters: letters and digits of ASCII count half."""
    return len(line) - 0.5 * len(line.encode("ascii", "ignore"))


def _full_width(widths: list[float]) -> float:
    """From what width on a line of a text broken at a fixed width is full; infinite where the text is not so broken."""
    if len(widths) < 8:
        return float("inf")
    usual = sorted(widths)[int(len(widths) * 0.8)]
    near = sum(abs(width - usual) <= BREAK_SLACK for width in widths)
    fixed = NARROWEST_BREAK <= usual <= WIDEST_BREAK and near >= 0.3 * len(widths)
    return usual - BREAK_SLACK if fixed else float("inf")


def _is_indented(line: str, following: str) -> bool:
    """Whether the line that follows begins a paragraph below a title: it is indented, and further than this one, which
    has no mark of a sentence."""
    indent = len(following) - len(following.lstrip())
    return indent >= 2 and indent > len(line) - len(line.lstrip()) and SENTENCE_MARK.search(line) is None


def _runs_on(line: str, following: str, widths: list[float], i: int) -> bool:
    tail = max(line.rfind(mark) for mark in "。!?")
    if tail >= 0:
        return True
    if line.rstrip().endswith((",", "、", "(", "《", "“")):
        return True
    neighbours = [widths[j] for j in (i - 1, i + 1) if 0 <= j < len(widths)]
    same_width = widths[i] >= 18 and any(abs(widths[i] - width) <= 1 for width in neighbours)
    in_sentence = re.search("[,。;、:]", line + following) is not None
    return (len(line) > LONGEST_HEADING and "," in line) or (same_width and in_sentence)
