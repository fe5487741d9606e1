"""The title of a document and the kind that it names: plan, report, notice, bulletin."""

import re
from itertools import islice

from extract.mentions.time_patterns import YEAR4

KINDS = (
    "行动计划", "实施方案", "实施意见", "工作要点", "工作报告", "规划", "纲要", "计划", "方案", "意见", "公报", "决定", "办法", "规定", "条例",
    "通知", "公告", "通告", "承诺", "会议纪要",
)  # fmt: skip
OTHER_KIND_WORDS = {
    "要点": "工作要点", "报告": "工作报告", "细则": "办法", "规程": "办法", "预案": "方案", "承诺书": "承诺", "决议": "决定", "协议": "其他", "措施": "其他",
    "指南": "其他", "清单": "其他", "任务": "其他", "指引": "其他", "讲话": "讲话", "总结": "工作总结",
    "纪要": "会议纪要",
}  # fmt: skip
INSTRUMENTS = (
    "任务分解", "任务分解表", "责任分解", "目标分解", "任务分工", "责任分工", "重点分工", "分工表", "工作安排", "工作部署", "工作思路",
    "工作打算", "工作台账", "路线图", "时间表", "责任书", "任务书", "备忘录",
)  # fmt: skip
"""What notices carry as well, of no kind of its own; by themselves on a line these words head parts and annexes."""
DOCUMENT = "|".join(sorted((*KINDS, *OTHER_KIND_WORDS), key=len, reverse=True))
KIND = "|".join(sorted((*KINDS, *OTHER_KIND_WORDS, *INSTRUMENTS), key=len, reverse=True))
FORWARD_KINDS = frozenset(KINDS) - {"公报"}
FORWARD_TITLE = re.compile(
    r"(?:措施|举措|任务|分解表?|分工方案|清单|协议书?|备忘录|责任[书状]|任务书|分工表?|工作(?:安排|部署|思路|打算|设想|重点|台账)|重点工作|路线图|时间表|批复|实事(?:项目)?|预算(?:草案)?(?:公开)?(?:情况)?(?:的?(?:编制)?说明)?)"
    r"(?:\s?[((][^()()]*[))])?(?:公布|公示|发布)?(?:的通知)?$"
    r"|^(?:总体要求|指导思想|总体思路|基本原则|目标任务|(?:主要|总体|工作|发展)目标)"
)
"""Instruments without a kind of their own that bind their issuers to what is to be done; and the first headings of plans,
where an excerpt begins with one."""
BRACKETED = r"(?:\s?[((〔][^()()〔〕\n]{1,30}[))〕])*"
TITLE_LINE = re.compile(rf"[^\n。;;!?]{{4,70}}?(?:{DOCUMENT}){BRACKETED}(?:的通知|的意见|的通告)?")
HEADS_PART = re.compile(
    rf"(?:过去|今后|下一?步|下一?阶段|上半年|下半年|全年|主要|重点|(?:{YEAR4}|今|明)年)[^《》]*(?:任务|总结)"
)
"""Lines that end as titles do but head a part of a report: 2021年工作总结, 今后五年奋斗目标和主要任务."""
TITLE_ENDINGS = (*KINDS, *OTHER_KIND_WORDS, "的通知", "的意见", "的通告", ")", ")", "〕")
"""Every TITLE_LINE ends in one of these; few lines do."""
LINE = re.compile(r"[^\n][^\n]*")
NUMBERED_ITEM = re.compile(
    r"——|[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十\d]{1,3}[)]|\d{1,2}(?:[、．]|\.(?!\d))|第[一二三四五六七八九十]{1,3}[章节编]"
)
NUMBERED_LINE = re.compile(r"[\d((第一二三四五六七八九十]{1,3}[、.))章节]")
FIRST_CHAPTER = re.compile(r"\s*(?:一、|第一章)")
FIRST_CHAPTER_BELOW = re.compile(rf"\n{FIRST_CHAPTER.pattern}")
INNER_TITLE = re.compile(
    rf"(?:印发|下发|发布|批转|转发)\s?[《<]?(?P<title>(?:《[^《》\n]{{2,40}}》)?[^\n《》。]{{4,60}}?(?:\n[ ]*[^\n《》。]{{1,40}}?)?(?:{KIND}){BRACKETED})[》>]?\s?的(?:通知|通告|公告)"
)
QUOTED_TITLE = re.compile(
    rf"(?:印发|发布|出台|制定|公布|编制)了?\s?《(?P<title>[^《》\n]{{4,60}}(?:{KIND}){BRACKETED})\s?》(?!(?:[的中]?(?:重点|主要)|任务|分工|责任|实施|有关|相关))"
)
LETTERHEAD = re.compile(r"[ ]*(?:(?!关于|研究)[\u4e00-\u9fff()〔〕\d ]){0,24}会议纪要[ ]*")
"""The head of the paper that minutes are printed on; what was discussed is said below it."""
STOP = re.compile(r"[。;:]")
OFFICE = re.compile(r"[府厅室会局院委部办署处][ ]*$")
BELOW_OFFICE = re.compile(rf"[ ]*(?:关于|{YEAR4}年)")
SHORT_LINE, LONGEST_LINE = 40, 80
TOP_LINES = 8
"""Lines at the top of a document among which its title stands."""
HALF_TITLE = re.compile(r"(?!各|为了?|根据|按照|现将)[^\n。;:!?,]{4,60}")
LAST_HALF = re.compile(
    rf"(?!关于)[^\n。;:!?,]{{2,60}}?(?:{KIND}|草案|情况){BRACKETED}(?:的(?:通知|意见|通告|公告|报告|说明))?"
)
GOES_ON = re.compile(r"[和与及暨、的]$|[《“(〔][^》”)〕]*$")
"""The end of a line in the midst of a title: a conjunction, or a bracket that is still open."""
ABOUT = re.compile(r"[^\n]{0,20}关于")
NAMES_KIND = re.compile(rf"(?:{KIND}){BRACKETED}$")
CLOSED = re.compile(rf"(?:{KIND}){BRACKETED}$|[》)〕](?:的(?:通知|意见|报告))?$")
OF_A_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,9}[省市县区州盟旗][\u4e00-\u9fff“”、]{4,}(?<![府厅室会局院委部办署处网站报社])"
)
YEARS_FOLLOW = re.compile(rf"第[一二三四五六七八九十]+个五年|“?十[一二三四五]?五|{YEAR4}")
TO_BE_DONE = re.compile(
    r"到20[2-9]\d年|力争|确保|争取|不低于|不少于|控制在|将(?!军)|计划(?=新|建|投|安)|要(?![素求点件闻])|鼓励|支持|引导|推动|推进|加快|加强|完善|健全|探索|强化|建立|打造|培育|优化"
)
COME_ABOUT = re.compile(
    r"了(?!解)|已|同比|[比较]上年|累计|先后|荣获|获评|被评|被列为|成功|圆满|居全|连续|成效|显著|明显|增长\d|下降\d"
)
BECAME = re.compile(
    r"(?:提升|提高|改善|增强|加强|凸显|壮大|完善|巩固|扩大|加快|好转|推进|优化|见效|突破|成效)$"
)
"""Reviews say what has become of a thing (城乡建设加快推进), plans begin with what to do (加快推进城乡建设)."""
HEAD = 1500
"""Characters at the top of a document within which its title, number and dates are looked for."""
NAVIGATION = re.compile(r"[>›»]|(?:当前|所在)的?位置\s?[::]|^\s*首\s?页")
"""Lines that lead through a web site: 首页 > 政务公开 > 规划计划."""
OPENS_BODY = re.compile(
    r"\s*(?:为了?|根据|按照|一、|第一[章部编]|前言|序言|\(一\)|近年来|当前|“?十[一二三四五])"
)
TITLE_PERIOD = re.compile(rf"(?P<a>{YEAR4})年?\s?[-—~～至到]{{1,2}}\s?(?P<b>{YEAR4}|\d\d)年?")
PERIOD_LINE = re.compile(
    r"\n\s*([((](?![^()\n]*(?:日|年[\d一二三四五六七八九十]{1,2}月))[^()()\n]{4,20}[))])"
)


def title_lines(text: str, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
    found = []
    for line in LINE.finditer(text, start, len(text) if end is None else end):
        stripped = line.group().strip()
        if (
            6 <= len(stripped) <= 70
            and stripped.endswith(TITLE_ENDINGS)
            and TITLE_LINE.fullmatch(stripped)
            and not NUMBERED_LINE.match(stripped)
            and not HEADS_PART.fullmatch(stripped)
        ):
            found.append(line)
    return found


def opens_document(text: str, position: int) -> bool:
    following = text[position : position + 60].lstrip("\n ")
    following = re.sub(r"^[((][^()()\n]{4,30}[))]\s*", "", following)
    if not OPENS_BODY.match(following):
        return False
    near = min(len(text), position + 4000)
    return bool(FIRST_CHAPTER.match(text, position, near) or FIRST_CHAPTER_BELOW.search(text, position, near))


def find_title(text: str, start: int, end: int) -> tuple[str, int]:
    """The title and where it stands: that of the instrument itself rather than that of the notice which carries it."""
    head = text[start : min(end, start + HEAD)]
    top = _top_lines(text, start, end)
    whole = _on_several_lines(top)
    if whole is not None and not whole[0].endswith("的通知"):
        return whole
    inner = INNER_TITLE.search(head) or QUOTED_TITLE.search(head)
    opening = next(
        (m for m in title_lines(text, start, min(end, start + 4000)) if opens_document(text, m.end())), None
    )
    at = start + inner.start() if inner else -1
    if opening is not None and not opening.start() <= at < opening.end():
        return _with_period_line(opening, text), _first_ink(opening)
    if top and whole is None and NUMBERED_ITEM.match(top[0].group().strip()):
        return _headline(top)
    if inner is not None:
        return re.sub(r"\n[ ]*", "", inner["title"].strip()), start + inner.start("title")
    if whole is not None:
        return whole
    named = [
        m
        for m in top[:6]
        if (re.search(DOCUMENT, m.group()) or NAMES_KIND.search(m.group().rstrip()))
        and len(m.group()) <= LONGEST_LINE
        and "。" not in m.group()
        and not NUMBERED_ITEM.match(m.group().strip())
    ]
    if len(named) > 1 and LETTERHEAD.fullmatch(named[0].group()) and "纪要" in named[1].group():
        named = named[1:]
    if named:
        dated = _with_period_line(named[0], text)
        return dated if TITLE_PERIOD.search(dated) else named[0].group().strip(), _first_ink(named[0])
    if not top:
        return "", start
    return _headline(top)


def heads_excerpt(text: str, start: int, title_start: int) -> bool:
    """Whether the title is the heading of the item that an excerpt begins with, which names no kind of document."""
    return NUMBERED_ITEM.fullmatch(text[start:title_start].strip()) is not None


def leans_ahead(excerpt: str, heading: str) -> bool:
    """Whether an excerpt without a title speaks of what is to be done: it says so at least three times, and more than
    twice as often as it says what has come about."""
    if BECAME.search(heading):
        return False
    ahead = len(TO_BE_DONE.findall(excerpt))
    return ahead >= 3 and ahead > 2 * len(COME_ABOUT.findall(excerpt))


def _top_lines(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The first lines that say something and do not lead through a web site."""
    lines = LINE.finditer(text, start, min(end, start + HEAD))
    return list(
        islice((m for m in lines if m.group().strip() and not NAVIGATION.search(m.group())), TOP_LINES)
    )


def _on_several_lines(top: list[re.Match[str]]) -> tuple[str, int] | None:
    """A title that is broken over lines, and where it begins: 关于…执行情况 / 与…草案的报告, …市国民经济和社会发展 / 第十四个五年规划."""
    for last in range(1, len(top)):
        written = top[last].group().strip()
        if not LAST_HALF.fullmatch(written) or NUMBERED_LINE.match(written):
            continue
        first = last
        while (
            first
            and top[first - 1].end() + 1 == top[first].start()
            and _goes_on(top[first - 1].group().strip(), written)
        ):
            first -= 1
            written = top[first].group().strip() + written
        if first < last:
            return written, _first_ink(top[first])
    return None


def _goes_on(line: str, rest: str) -> bool:
    """Whether a title goes on from the line to the rest of it."""
    if not HALF_TITLE.fullmatch(line) or NUMBERED_LINE.match(line):
        return False
    if GOES_ON.search(line) or (rest[0] in "与和及暨" and len(line) > len("政府工作报告")):
        return True
    if CLOSED.search(line):
        return False
    return ABOUT.match(line) is not None or (
        OF_A_PLACE.fullmatch(line) is not None and YEARS_FOLLOW.match(rest) is not None
    )


def _headline(top: list[re.Match[str]]) -> tuple[str, int]:
    """The line that a text without a named kind begins with, behind the office that wrote it; of an excerpt that begins with an item, its heading. A
    headline that ends in a colon goes on in the line below; a copy without line breaks has a gap behind its title."""
    if len(top) > 1 and OFFICE.search(top[0].group()) and BELOW_OFFICE.match(top[1].group()):
        top = top[1:]
    start, line = _first_ink(top[0]), top[0].group().strip()
    item = NUMBERED_ITEM.match(line)
    if item is not None:
        start += item.end() + len(line[item.end() :]) - len(line[item.end() :].lstrip())
        return STOP.split(line[item.end() :].strip())[0][:LONGEST_LINE], start
    opening = line.split(" ", 1)[0]
    if len(line) > LONGEST_LINE and len(opening) <= LONGEST_LINE and NAMES_KIND.search(opening):
        return opening, start
    if line.endswith(":") and len(top) > 1 and HALF_TITLE.fullmatch(line[:-1]):
        below = top[1].group().strip()
        if top[0].end() + 1 == top[1].start() and HALF_TITLE.fullmatch(below) and len(below) <= SHORT_LINE:
            return line + below, start
    return line[:LONGEST_LINE], start


def _with_period_line(title: re.Match[str], text: str) -> str:
    """The title with the years in brackets that stand on the line below it."""
    below = PERIOD_LINE.match(text, title.end())
    return title.group().strip() + (below[1] if below else "")


def _first_ink(line: re.Match[str]) -> int:
    return line.start() + len(line.group()) - len(line.group().lstrip())


def kind_of_title(title: str) -> str:
    """The kind of document that the last word of a title names; running text in place of a title names none."""
    if "。" in title:
        return "其他"
    own = re.sub(r"《[^《》]*》|<[^<>]*>", "", title)
    found = (
        list(re.finditer(KIND, re.sub(r"的(?:通知|公告|通告)$", "", own)))
        or list(re.finditer(KIND, re.sub(r"的(?:通知|公告|通告)$", "", title)))
        or list(re.finditer(KIND, title))
    )
    if not found:
        return "其他"
    kinds = [
        "其他" if word.group() in INSTRUMENTS else OTHER_KIND_WORDS.get(word.group(), word.group())
        for word in found
    ]
    return next((kind for kind in reversed(kinds) if kind != "其他"), "其他")
