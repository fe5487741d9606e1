"""What a text says about itself: title, kind, number, issuers, dates, the period it plans for; and where one file
holds several documents, where each begins."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from extract.mentions.numerals import read_number
from extract.mentions.time_patterns import YEAR4
from extract.mentions.time_windows import plan_years, year_number
from extract.titles import (
    BRACKETED,
    FORWARD_KINDS,
    FORWARD_TITLE,
    HEAD,
    KIND,
    TITLE_PERIOD,
    find_title,
    heads_excerpt,
    kind_of_title,
    leans_ahead,
    opens_document,
    title_lines,
)

NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,12}[〔\[(]\s?(?:19|20)\d\d\s?[〕\])]\s?(?:第)?\d{1,4}\s?[号期]|(?<=\n)[〔\[(](?:19|20)\d\d[〕\])]\s?第?\d{1,4}[号期](?=\n)|(?<=\n)(?:19|20)\d\d年第\d{1,4}[号期](?=\n)|(?<=\n\()(?:19|20)\d\d年第\d{1,4}[号期](?=\)\n)"
)
CITES = re.compile(r"》\s?\($")
YEAR_OF_NUMBER = re.compile(r"[〔\[(年](?:(?<!年)\s?(?:19|20)\d\d|(?<=年)第\d)")
"""Part of every NUMBER, and quickly found."""
FULL_DATE = re.compile(r"(?P<y>(?:19|20)\d\d)\s?[年/.-]\s?(?P<m>\d{1,2})\s?[月/.-]\s?(?P<d>\d{1,2})日?")
HAN_DATE = re.compile(
    rf"(?P<y>{YEAR4})年(?P<m>[一二三四五六七八九十]{{1,2}})月(?P<d>[一二三四五六七八九十]{{1,3}})日"
)
DAY_ENDS_LINE = re.compile(r"日\)?[ ]*$", re.M)
DATE_LINE = re.compile(
    r"^[ ]*(?:\((?=.*日\)))?(?P<date>(?:19|20)\d\d年\d{1,2}月\d{1,2}日|[一二][〇零○Oo0九][^\n]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)[)]?[ ]*$",
    re.M,
)
MONTH_LINE = re.compile(
    rf"^[ (]*(?:[\u4e00-\u9fff]{{3,20}}[ 　]+)?(?P<y>{YEAR4})年(?:\d|[一二三四五六七八九十]){{1,2}}月[ )]*$",
    re.M,
)
"""The month in which a document was written, by itself on a line or behind who wrote it."""
YEAR_OF_WORK = re.compile(
    r"(?P<y>[12](?<![到至\d—-].)(?:(?<=1)9|(?<=2)0)\d\d)年(?:全[市省县区]|政府|的)?(?:重点|主要)?(?:工作|目标任务|预期目标|发展目标|工作安排|任务)"
)
PUBLISHED = re.compile(
    r"(?:发布(?:日期|时间)|日期(?<!成文日期)(?<!印发日期)(?<!发文日期)|时间|公开日期)\s?:\s?(?P<date>\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2})"
)
STAMPED = re.compile(
    r"(?P<stamp>\d(?<=^\d)\d{3}-\d{1,2}-\d{1,2})(?:\s\d{1,2}:\d\d(?::\d\d)?)?(?=\s|$)"
    r"|(?P<timed>\d{4}(?:年\d{1,2}月\d{1,2}日|[-/.]\d{1,2}[-/.]\d{1,2}))\s?\d{1,2}(?::|时)\d\d(?!\d)",
    re.M,
)
"""The day of publication that a web copy has at the beginning of a line, or anywhere with the time of day."""
SHORT_PUBLISHED = re.compile(r"(?:发布(?:日期|时间)|日期|时间)\s?:\s?(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)")
PRINTED = re.compile(
    r"(?:^|[ (])(?P<date>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)[ ]?(?:印发|签发)[ ]*(?=[()]|$)", re.M
)
"""The day on which an office had the document printed, below its text or its title."""
SIGNATORY = re.compile(r"[府厅室会局院委部办署][ ]*\n\s*\Z")
ISSUED_LABEL = re.compile(r"(?:成文日期|印发日期|发文日期)\s?:\s?(?P<date>\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2})")
ADOPTED = re.compile(r"(?P<date>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)[^\n。]{0,40}?(?:审议通过|批准|通过)")
DELIVERED = re.compile(
    r"(?P<date>(?:19|20)\d\d年\d{1,2}月\d{1,2}日|[一二][〇零○Oo0九][^\n]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)\s?在[^\n。]{0,40}(?:会议|大会|人大)"
)
MEETING = re.compile(r"会议|大会|人大")
ISSUER_HEAD = re.compile(
    r"^[ ]*(?P<issuer>[\u4e00-\u9fff、 ]{3,40}?)(?:(?<=[府厅室会局部院委])[ ]*\n[ ]*)?"
    r"(?:关于(?:印发|下发|发布|批转|转发|进一步|加快|推进|做好|开展|实施|深入)"
    rf"|(?<=[府厅室会局部院委央\n])[ ]?(?:关于(?=[^\n。]{{4,60}}(?:{KIND}){BRACKETED}[ ]*$)|(?:联合)?印发《))",
    re.M,
)
ROC_PERIOD = re.compile(r"(?<!\d)(?P<a>1[01]\d)年?\s?[-—~～至到]{1,2}\s?(?P<b>1[01]\d)年")
STATED_PERIOD = re.compile(
    rf"期(?<=规划期|实施期|有效期)(?:限(?<!有效期限)|(?<=规划期)为)?[^\n。]{{0,8}}?(?P<a>{YEAR4})年?\s?[-—~～至到]{{1,2}}\s?(?P<b>{YEAR4})年?"
)
OTHER_REPORTS = re.compile(
    r"评估|评价|调研|调查|考察|可行性|研究报告|发展报告$|总结报告$|白皮书|(?<!执行)(?<!完成)情况的?(?:[专自]\w)?(?:报告|汇报|通报)(?:\s?[((][^()()]*[))])?$"
)
"""Reports that tell neither of a year nor of what is to be done in the next."""
STATE_OF_WORK = re.compile(
    r"(?:^|[^与和及暨])(?:完成|落实|执行|进展|推进|办理)情况(?:\s?[((][^()()]*[))])?(?:的通报|的公示|公示|通报)?$"
)
"""2020年重点任务完成情况 tells what became of tasks."""
HORIZON = re.compile(rf"到(?P<y>{YEAR4})年")
TAIL = 400
"""Characters at the end of a document within which it is signed."""


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """One document of a file: start and end in the normalised text, and what it says about itself."""

    start: int
    end: int
    title: str
    title_start: int
    number: str | None
    kind: str
    issuer_names: tuple[str, ...]
    issued: dt.date | None
    adopted: dt.date | None
    published: dt.date | None
    period_start: dt.date | None
    period_end: dt.date | None
    reference_year: int | None
    is_ahead: bool = False
    """Whether an excerpt that names no kind of document speaks of what is to be done."""

    @property
    def reports_on_a_year(self) -> bool:
        """Whether it is a bulletin or report that tells of one year: no evaluation, survey or audit of something else."""
        return self.kind in ("工作报告", "公报") and OTHER_REPORTS.search(self.title) is None

    @property
    def is_plan(self) -> bool:
        """Whether numbers in it are commitments unless something says otherwise."""
        return _is_plan(self.kind, self.title, self.is_ahead)


@lru_cache(maxsize=1_000)  # asked for every number of a document
def _is_plan(kind: str, title: str, is_ahead: bool) -> bool:
    if kind == "工作报告" and OTHER_REPORTS.search(title):
        return False
    if STATE_OF_WORK.search(title):
        return False
    return is_ahead or kind in FORWARD_KINDS or FORWARD_TITLE.search(title) is not None


def find_documents(text: str) -> list[DocumentHead]:
    """The documents of a text in order; together they cover all of it."""
    starts = _starts(text)
    ends = [*starts[1:], len(text)]
    return [_read_head(text, start, end) for start, end in zip(starts, ends, strict=True)]


def _starts(text: str) -> list[int]:
    """Where each document begins. A second one begins with a title of its own, a line by itself, that opens a body
    whose numbering starts again; a heading line with nearly the same words just before belongs to it."""
    titles = [(m.start(), m.group().strip()) for m in title_lines(text) if opens_document(text, m.end())]
    distinct: list[tuple[int, str]] = []
    for position, title in titles:
        if not distinct or _words(title) != _words(distinct[-1][1]):
            distinct.append((position, title))
    if len(distinct) < 2:
        return [0]
    starts = [0]
    for (previous, _), (position, title) in pairwise(distinct):
        heads = [
            m.start() for m in title_lines(text, previous + 1, position) if _words(m.group()) == _words(title)
        ]
        starts.append(heads[0] if heads else position)
    return starts


def _words(title: str) -> str:
    return re.sub(r"[\s省市县区()()《》“”]", "", title)


def _read_head(text: str, start: int, end: int) -> DocumentHead:
    head = text[start : min(end, start + HEAD)]
    title, title_start = find_title(text, start, end)
    is_excerpt = heads_excerpt(text, start, title_start) or "。" in title
    kind = "其他" if is_excerpt else kind_of_title(title)
    number = _own_number(_first_lines(head))
    published = _date(_first(PUBLISHED.search(head), STAMPED.search(head)))
    issued = _date(ISSUED_LABEL.search(head)) or _date(_date_line(head)) or _signed_below(text, start, end)
    delivered = _date(DELIVERED.search(head)) if MEETING.search(head) else None
    document = DocumentHead(
        start=start, end=end, title=title, title_start=title_start,
        number=re.sub(r"\s", "", number.group()) if number else None, kind=kind, issuer_names=_issuers(head),
        issued=issued or delivered, adopted=_date(ADOPTED.search(head)), published=published,
        period_start=None, period_end=None, reference_year=None, is_ahead=is_excerpt and leans_ahead(head, title),
    )  # fmt: skip
    return _with_periods(document, text[start:end], head)


def _signed_below(text: str, start: int, end: int) -> dt.date | None:
    """The day under the signature at the end of a long document, or the one on which it was printed."""
    first = max(start, end - TAIL)
    if end - start > HEAD and DAY_ENDS_LINE.search(text, first, end):
        for line in DATE_LINE.finditer(text, first, end):
            if SIGNATORY.search(text, first, line.start()):
                return _date(line)
    return _date(
        _first(PRINTED.search(text, start, min(end, start + HEAD)), PRINTED.search(text, first, end))
    )


def _first(*found: re.Match[str] | None) -> re.Match[str] | None:
    return min((match for match in found if match), key=lambda match: match.start(), default=None)


def _own_number(top: str) -> re.Match[str] | None:
    """The number of the document; one in brackets behind a title in 《》 is that of another, which it names."""
    if YEAR_OF_NUMBER.search(top) is None:
        return None
    return next((m for m in NUMBER.finditer(top) if not CITES.search(top, 0, m.start())), None)


def _first_lines(head: str) -> str:
    return head[:400]


def _issuers(head: str) -> tuple[str, ...]:
    found = ISSUER_HEAD.search(head)
    if found:
        return tuple(name for name in re.split(r"[、 ]+", found["issuer"].strip()) if len(name) > 2)
    signature = _date_line(head)
    if signature:
        before = head[: signature.start()].rstrip().rsplit("\n", 1)[-1].strip()
        if re.fullmatch(r"[\u4e00-\u9fff]{4,30}", before):
            return (before,)
    return ()


def _date_line(head: str) -> re.Match[str] | None:
    return DATE_LINE.search(head) if DAY_ENDS_LINE.search(head) else None


def _date(match: re.Match[str] | None) -> dt.date | None:
    if match is None:
        return None
    written = next(value for value in match.groupdict().values() if value)
    found = FULL_DATE.search(written) or HAN_DATE.search(written)
    if found is None:
        return None
    year, month, day = (read_number(found[name]) for name in ("y", "m", "d"))
    return None if year is None or month is None or day is None else _day(int(year), int(month), int(day))


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _with_periods(document: DocumentHead, body: str, head: str) -> DocumentHead:
    start, end, title_year = _planned(document.title, body, document.is_plan)
    observed = title_year if document.kind == "公报" else None
    year = observed or next(
        (d.year for d in (document.issued, document.adopted, document.published) if d), None
    )
    if year is None:
        begins = start.year if start and document.is_plan else None
        year = title_year or begins or _number_year(document.number)
    if year is None:
        month = MONTH_LINE.search(head)
        worked = [int(m["y"]) for m in YEAR_OF_WORK.finditer(body)]
        year = year_number(month["y"]) if month else max(worked, default=None)
    published = document.published
    short = SHORT_PUBLISHED.search(head)
    if published is None and short and year:
        published = _day(year, int(short["m"]), int(short["d"]))
    if year is not None and "今冬明春" in document.title:
        start, end = dt.date(year, 11, 1), dt.date(year + 1, 4, 30)
    if year is not None and document.reports_on_a_year:
        start, end = dt.date(year, 1, 1), dt.date(year, 12, 31)
    return replace(document, period_start=start, period_end=end, reference_year=year, published=published)


def _number_year(number: str | None) -> int | None:
    found = re.search(r"(?:19|20)\d\d", number or "")
    return int(found.group()) if found else None


def _planned(title: str, body: str, is_plan: bool) -> tuple[dt.date | None, dt.date | None, int | None]:
    """Window that the document plans for, and the single year in its title."""
    period = TITLE_PERIOD.search(title) or STATED_PERIOD.search(body)
    republic = ROC_PERIOD.search(title)
    if republic:
        return dt.date(int(republic["a"]) + 1911, 1, 1), dt.date(int(republic["b"]) + 1911, 12, 31), None
    if period:
        first, last = year_number(period["a"]), year_number(period["b"])
        if first and last:
            last = last if last > 100 else first // 100 * 100 + last
        if first and last and first <= last:
            return dt.date(first, 1, 1), dt.date(last, 12, 31), None
    numbered = re.search(
        r"“?(十[一二三四五六]?五|[六七八九]五)”?(?:[\u4e00-\u9fff]{0,20})(?:规划|计划|纲要|方案|行动|意见)",
        title,
    )
    spelt = re.search(r"第(十[一二三四五六]?|[六七八九])个五年", title)
    years = plan_years(numbered[1]) if numbered else plan_years(spelt[1] + "五") if spelt else None
    if years:
        return dt.date(years[0], 1, 1), dt.date(years[1], 12, 31), None
    singles = list(re.finditer(rf"(?P<y>{YEAR4})年?(?P<before>[底末]?[之以]?前)?", title))
    single = singles[-1] if singles else None
    if single and single["before"] and (year := year_number(single["y"])):
        return None, dt.date(year, 12, 31), None
    if single and (year := year_number(single["y"])) and is_plan:
        return dt.date(year, 1, 1), dt.date(year, 12, 31), year
    horizon = HORIZON.search(body) if is_plan else None
    last_year = year_number(horizon["y"]) if horizon else None
    title_year = year_number(single["y"]) if single else None
    return None, (dt.date(last_year, 12, 31) if last_year else None), title_year
