"""What a part of a document is for, from the words that such parts are headed with."""

import re

# The order decides where a heading has words of two kinds: 目标任务完成情况 looks back although it names goals.
ROLE_WORDS = (
    ("achievements", re.compile(
        r"回顾|成效|成就|成绩|(?:完成|执行|落实|工作|发展|建设|进展)情况|发展(?:现状|历程|成果)|基本(?:情况|概况)$|(?:实施|开展|推进|运行|实现|总体|整体)的?(?:总体|基本|主要)?情况(?:$|[和与及、])|^(?:主要|基本|具体|典型|工作)?(?:做法|经验)|^(?!.{0,4}(?:夯实|筑牢|打牢|巩固|强化|加强|奠定|夯牢|筑稳|提升|完善|厚植|做强|打好)).{0,10}(?:发展|现状|规划|工作|产业|前期|建设|已有|现有)基础(?:$|[与和及、])|建设成果|主要成果|^(?!.{0,6}(?:巩固|拓展|深化|扩大|转化|运用|共享|推广|用好)).{0,10}(?:攻坚|整治|改革|创建|阶段性)成果$|工作总结|现实基础|现状(?:与|和|分析)|现状$"
        r"|(?:面临|存在)的?(?:主要)?(?:问题|困难|形势|挑战|机遇|不足|短板|差距)|形势|发展环境|规划背景|编制背景|背景$|过去[一五三几]年|“?(?:十[一二三四五]?五|[六七八九]五)”?(?:时期|期间)?(?:发展)?(?:取得|完成|主要(?!目标|任务|指标|预期))|完成目标|目标(?:任务)?(?:完成|实现)"
    )),
    ("safeguards", re.compile(
        r"保障措施|组织保障|实施保障|保障机制|组织实施|组织领导|工作保障|政策保障|要素保障|规划实施|监督(?:检查|考核|评估)|督[查导促]|考核评估|工作要求$|有关要求|实施机制|责任落实|附则|组织协调|强化保障"
    )),
    ("principles", re.compile(r"(?:指导思想|基本原则|总体要求|总体思路|工作思路)(?![和与及、][^和与及、]{0,6}目标(?:任务)?$)|重要意义|重大意义|总则|工作原则|战略定位|功能定位|适用范围")),
    ("goals", re.compile(r"展望$|(?:目标|指标|愿景|远景)(?:任务|体系|要求)?$|^(?:主要|总体|发展|奋斗|工作|预期)(?:预期)?(?:目标|指标)")),
    ("tasks", re.compile(r"^(?:下一?步|下一?阶段|今后|明年)|(?:工作)?(?:打算|设想)$|努力方向|(?:改进|整改)(?:措施|方向)|(?:对策|意见|政策|工作|几点|有关|相关|一些)(?:和|与|及)?建议$|^建议$|对策$|(?:应对|对策)(?:措施|举措|建议)$|目标[和与及](?:主要|重点|工作)*(?:措施|举措)|任务|重点(?:工作|领域|区域|工程|项目|举措)|合作重点|主要举措|工作举措|工作安排|工作部署|行动$|工作措施|主要措施|政策措施")),
)  # fmt: skip
ANY_ROLE = re.compile("|".join(words.pattern for _, words in ROLE_WORDS))
"""Most headings name a subject matter, which one look tells."""
HAN_DIGITS = dict(zip("〇零○O一二三四五六七八九", "0000123456789", strict=True))
YEAR_OF_WORK = re.compile(
    r"(?P<year>(?:19|20)\d\d|[一二][〇零○O九][〇零○O一二三四五六七八九]{2})年?[^,]{0,16}"
    r"(?:工作|任务|发展|安排|目标|预算|计划|打算|思路|设想|部署|重点)"
)
LATER = re.compile(r"(?:到|至|[-—~～])\s?(?:(?:19|20)\d\d|[一二][〇零○O九])")
GOAL = re.compile(r"目标|指标")
REPORTS = re.compile(r"(?:执行|完成|落实|进展|实施|实现|开展|推进|工作|运行)情况|回顾|总结|成效|成绩")
"""What a year has brought is told even when it is the year of the document itself: 2013年工作总结, in December 2013."""
NEXT_PART = re.compile(r"(?:下半年|下一?步|下一?阶段|今后|明年|来年)")
"""下半年工作思路 says what will be done, in a report that is half over."""
BOTH_WAYS = re.compile(
    r"[况顾结状效势题础](?<=情况|回顾|总结|现状|成效|形势|问题|基础)[和与及暨、](?!.*(?:情况|问题)$)[^,]*(?:安排|打算|展望|思路|部署|设想|建议|(?<!完成)目标|任务|计划(?!完成|执行))"
)
"""回顾与展望, 存在问题和下步打算: such a part tells of both, and only its sentences can say which."""
LOOKS_BACK = re.compile(
    r"(?:稳步|不断|日益|持续|显著|明显|全面|大幅|加速|有效|更加|进一步)(?:提升|提高|改善|增强|加强|凸显|优化(?:调整)?|壮大|完善|巩固|扩大|加快|好转)$"
    r"|取得|涌现|再上新台阶|成效|迈上"
)

NEXT_WORK = re.compile(
    r"^(?:下一?步|下一?阶段|今后|明年|后[一两二三四]年)|打算|设想|工作(?:安排|部署|计划|思路|要求)|努力方向|建议$|对策|目标任务|(?:主要|预期|总体|工作|发展)目标|(?:主要|重点)任务|有关要求|展望|草案$"
)
"""Headings of what is still to come, in texts that otherwise report."""


def heads_what_comes_next(heading: str, role: str, reference_year: int | None) -> bool:
    """Whether the part under a heading tells of what is to be done, whatever kind of text it stands in."""
    if role not in ("goals", "tasks", "safeguards") or not heading:
        return False
    year = YEAR_OF_WORK.search(heading) if reference_year else None
    return year is not None or NEXT_WORK.search(heading) is not None


def role_of_heading(heading: str, reference_year: int | None = None) -> str | None:
    """Role that a heading gives to its part; None where it names a subject matter only.

    A heading that names a year of work (2023年工作, 一九九五年的工作) looks back when that year is before the reference
    year and ahead from it on.
    """
    if not heading:
        return None
    if BOTH_WAYS.search(heading):
        return "other"
    year = YEAR_OF_WORK.search(heading) if reference_year else None
    if year is not None and reference_year is not None and not LATER.search(heading):
        named = int("".join(HAN_DIGITS.get(digit, digit) for digit in year["year"]))
        if named < reference_year or (named == reference_year and REPORTS.search(heading)):
            return "achievements"
        return None if GOAL.search(heading) else "tasks"
    if ANY_ROLE.search(heading) is None:
        return None
    role = next(role for role, words in ROLE_WORDS if words.search(heading))
    return "tasks" if role == "principles" and NEXT_PART.match(heading) else role


def role_of_run(headings: list[str]) -> str | None:
    """Role that the headings of sibling items give to all of them, where the heading above them says nothing.

    Safeguards and achievements are recognised by their company: a list that opens with 组织领导 is one of safeguards,
    and one whose items nearly all say what has become better is one of achievements.
    """
    named = [heading for heading in headings if heading]
    if not named:
        return None
    first = role_of_heading(named[0]) if len(named) > 1 else None
    if first in ("safeguards", "principles"):
        return first
    if len(named) >= 3 and sum(bool(LOOKS_BACK.search(heading)) for heading in named) >= 0.6 * len(named):
        return "achievements"
    return None
