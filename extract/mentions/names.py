"""Numbers that are part of a name and count nothing: G60, 5G, 500强, 第三产业, 二期, “135”行动, 国发〔2018〕42号."""

import re

LATIN_BEFORE = re.compile(r"[A-Za-z+＋]\s?-?$")
NAME_AFTER = re.compile(
    r"强(?![度化]|企(?!业))|[Gg](?![A-Za-z])|[A-Za-z](?![A-Za-z/³²])(?!W|w|m)|号(?!召)|版|中全会|大以来|"
    r"[级](?![以及])|年代|类(?:标准|水质|功能区)|小时(?:服务|经济圈|交通圈|生活圈|通勤圈|热线|值守|值班|在线)|分钟[\u4e00-\u9fff]{0,4}圈|[河屯店桥铺岗沟堡庄湾坪塘](?<=[一二三四五六七八九十]里.)"
)
ORDINAL = re.compile(r"[二三]次(?=[^\W\d_])(?![以及之内外])")
"""二次管网, 三次产业: 二次 is the second of its kind; what is counted is 两次."""
FOOTNOTE = re.compile(r"\[\d{1,2}\]")
CLOCK = re.compile(r"(?:[日号]|\d[-/.]\d{1,2})[ ]{0,3}(?:[上下]午)?(?:\d{1,2}:){0,2}$")
CLOCK_GOES_ON = re.compile(r"\d{1,2}(?::\d\d)|(?<=:)\d\d")
"""2015年12月13日 04:16:45: a time of day, no ratio."""
LONGEST_DAY = 14
SHORT_QUOTE = 15
"""Characters: text this short between quotation marks is the name of something, not a statement."""
QUOTE_OPEN, QUOTE_CLOSE = "“《", "”》"


def is_part_of_name(text: str, start: int, end: int) -> bool:
    """Whether the number with its unit at start to end belongs to a name and counts nothing."""
    before = text[max(0, start - 4) : start]
    if LATIN_BEFORE.search(before):
        return True
    if before.endswith("第") or before.endswith("第 "):
        return True
    if FOOTNOTE.match(text, max(0, start - 1)) or FOOTNOTE.match(text, start):
        return True
    if NAME_AFTER.match(text, end) or ORDINAL.match(text, start, end + 1):
        return True
    if CLOCK_GOES_ON.match(text, start) and CLOCK.search(text, max(0, start - LONGEST_DAY), start):
        return True
    return _is_quoted(text, start, end)


def _is_quoted(text: str, start: int, end: int) -> bool:
    window_start = max(0, start - SHORT_QUOTE)
    opening = max(text.rfind(mark, window_start, start) for mark in QUOTE_OPEN)
    if opening < 0 or any(mark in text[opening + 1 : start] for mark in QUOTE_CLOSE):
        return False
    window = text[end : opening + 1 + SHORT_QUOTE + 1]
    closing = min((window.find(mark) for mark in QUOTE_CLOSE if mark in window), default=-1)
    return closing >= 0 and not any(mark in window[:closing] for mark in QUOTE_OPEN + "。")


TITLE = re.compile(
    r"[《<〔\[(电热传邮联hw](?:(?<=《)[^《》\n]{2,80}》|(?<=<)[^<>\n]{4,60}>|(?<=[〔\[(])(?:19|20)\d\d[〕\])]\s?第?\d{1,4}\s?号"
    r"|(?:(?<=电)话|(?<=热)线|(?<=传)真|(?<=邮)编|(?<=联)系人)[:\s]*[\d\-—()、/ ]{5,}|(?<=h)ttps?://\S+|(?<=w)ww\.\S+)"
)


def find_titles(text: str) -> list[tuple[int, int]]:
    """Spans of titles, document numbers, telephone numbers and addresses: nothing in them is a fact."""
    return [(match.start(), match.end()) for match in TITLE.finditer(text)]
