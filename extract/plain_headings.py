"""Headings without a number: short lines by themselves that name a part which documents have."""

import re

from extract.section_roles import role_of_heading
from extract.titles import HEAD

PLAIN_HEADING = re.compile(r"[\u4e00-\u9fff“”、—·()\s\d〔〕《》年]{4,24}")
YEAR_FIRST = re.compile(r"(?:19|20)\d\d年")
PART_OF_YEAR = re.compile(
    r"工作(?:的?(?:主要|总体))?(?:情况|回顾|总结|安排|部署|打算|计划|思路|重点|任务|目标)$|(?:目标|主要|重点)(?:任务|工作)$"
)
"""2022年工作安排, by itself on a line, heads a part; 2022年3月 does not."""
NO_HEADING = re.compile(
    r"^(?:各|附件|来源|日期|[表图]\s?\d|关于.*的(?:通知|报告|意见|决定|公告|批复|函)$|责任编辑|编辑|标签|相关|上一|下一|打印|关闭|分享|字号|发布|信息来源|索引号|此件)|[:：]$|^\d+年\d+月\d+日|\S{2,}\s+\S{2,}\s+\S{2,}"
)


def is_of_title(text: str, first: int, end: int, title: str) -> bool:
    """Whether a line is the title, or a part of it among the lines at the top; behind sentences, words of the title
    head a part of the text."""
    line = text[first:end].strip()
    return line in title and (line == title or text.rfind("。", max(0, first - HEAD), first) < 0)


def is_plain_heading(text: str, start: int, end: int) -> bool:
    """An unnumbered heading: a short line that is no sentence and names a part that documents have."""
    line = text[start:end].strip()
    if not PLAIN_HEADING.fullmatch(line) or NO_HEADING.search(line):
        return False
    return role_of_heading(line) is not None and (
        not YEAR_FIRST.match(line) or PART_OF_YEAR.search(line) is not None
    )
