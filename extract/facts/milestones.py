"""Milestones: outcomes without a number that fall due by a stated time.

A phrase inside a clause governs that clause (…工程年底前完工); a phrase that opens a sentence and is set off by a
comma governs what follows. Outcomes that can be checked become one milestone each; a paragraph of broad goals under
one phrase becomes a single soft milestone.
"""

import re
from datetime import MAXYEAR

from extract.document import DocumentHead
from extract.facts import cues
from extract.facts.model import Clause, Fact, Period
from extract.mentions.numerals import read_number
from extract.mentions.periods import TimePhrase

OUTCOME = re.compile(
    r"试运[营行]|开建|开诊|结束|推开|铺开|(?<=[\u4e00-\u9fff\d])报[省市县区州国][\u4e00-\u9fff]{1,10}[办局委厅处科室部组院府心]|将[^,。;]{2,20}报|控制住|遏制|下达|[乡村组户县镇家](?<=乡乡|村村|组组|户户|县县|镇镇|家家)通|扭亏|转正|摘帽|出列|(?:进行|开展)[^,。;]{0,12}(?:评估|检查|考核|普查|督查|测评)|投运|提报|提交|并网|发电|获批|批复|立项|进场|创成|应用|推行|扫除|通[四硬柏水泥路车电水]|核准|不低于|不高于|完成|建成|出台|印发|发布|颁布|上线|开工|动工|完工|竣工|封顶|投用|投产|达产|投入(?:使用|运营|运行|试运行)|交付|交房|开放|开业|开园|开馆|开学|招生|通车|通航|通水|通气|通电|通过|并网|贯通|铺[通轨]|合龙|"
    r"取消|关闭|关停|退出|淘汰|清零|消除|消灭|销号|搬迁|迁[入出移]|实现|达到|覆盖|全部|基本[建形完实]|编制|制定|制订|修订|报批|报送|上报|上报|启动|开展试点|设立|成立|组建|挂牌|揭牌|验收|具备|全面支持|运行|运营|"
    r"落地|落户|到位|入驻|签约|签订|签署|办结|整改|解决|建立|建设|形成|搭建|构建|创建|办好|办成|举办|召开|公布|公示|落实到|摸清|排查|普查|脱贫|摘帽|接入|联通|互通|接通|开通|改造|整治|施行|实施|执行|移交|划转|脱钩|合并|撤销|启用|停用|禁止|停止|转为|转入|兑现|发放"
)
SOFT = re.compile(
    r"显著|明显|更加|更好|更高|不断|持续|进一步|大幅|全面(?:提升|提高|增强|振兴|进步|建立|形成|深化)|基本(?:建立|形成|实现现代化|健全|公共服务)|初步(?:形成|建立)|取得(?:明显|显著|重大|重要|积极|实质|突破|新)|迈上|走在|领先|前列|"
    r"凸显|增强|优化|改善|健全|完善|充分发挥|有效发挥|水平|能力|格局|高地|样板|标杆|示范|成效|活力|动力|幸福感|获得感|基本(?:满足|适应|建成)(?=[^,。]{0,30}(?:体系|机制|格局|城市|强[省市县国]|都市|社会|大都))|现代化|一流|高质量|强[省市县国](?![\u4e00-\u9fff])|体系|机制|趋于|稳步|明确|美丽|宜居"
)
NAMES_GOAL = re.compile(r"(?:实现|完成|做好|确保|保证|达到|围绕|对照)(?:好)?\s?$")
GOAL_NAMED = r"[^,。;:]{0,12}(?:目标|任务)"
"""实现今年经济增长目标: the goals of a time are named, and nothing is due by it."""
YEARLY = re.compile(r"年度$")
"""2021年度协议: a year that only says which one."""
HARD = re.compile(
    r"试运[营行]|开建|开诊|结束|推开|铺开|(?<=[\u4e00-\u9fff\d])报[省市县区州国][\u4e00-\u9fff]{1,10}[办局委厅处科室部组院府心]|办好|办成|举办|召开|签[订署约]|互认|(?:进行|开展)[^,。;]{0,12}(?:评估|检查|考核|普查|督查|测评)|将[^,。;]{2,20}报|达产|满产|公布|公示|淘汰|下达|[乡村组户县镇家](?<=乡乡|村村|组组|户户|县县|镇镇|家家)通|扭亏|摘帽|出列|投运|通[水气电航]|开通(?!率)|铺通|合龙|消除|消灭|达到峰值|(?:拨付|发放|落实|兑现|支付|安排|配备|安置)到位|通过[^,。;]{0,12}(?:评审|验收|评估|认定|认证|考核|核查)|提报|提交|上报|并网|贯通|获批|批复|立项|进场|创成|全面应用|全面推行|扫除|不低于|不高于|高于全|快于|核准|完工|竣工|开工|动工|通车|投产|投用|投入(?:使用|运营|运行)|上线|出台|印发|发布|颁布|验收|封顶|交付|挂牌|取消|关闭|关停|清零|销号|摘帽|报批|上报|报送|开业|开园|开放|并网|签约|办结|全覆盖|覆盖所有|全部|建成(?!具有|世界|国内|全国|一流|[^,。]{0,16}(?:强|体系|都市|城市|社会|高地|中心城))|达到[ⅠⅡⅢⅣⅤ一二三四五A国省]|编制|修订|制定|组建|成立|设立|"
    r"完成|启用|施行|入驻|搬迁|脱贫|具备|全面支持|启动"
)
CHECKED = re.compile(
    r"完工|竣工|开工|通车|投产|投用|上线|出台|印发|发布|验收|取消|全覆盖|完成|编制|全部|所有|核准|不低于|不高于"
)
"""Words that make an outcome one to be checked, though it speaks of abilities or systems: 所有县城具备…能力."""
ANNOUNCES = re.compile(
    r"(?:以下|如下|下列|下述)[\u4e00-\u9fff\d]{0,6}(?:目标|任务|工作|要求|指标|事项|成效|成果|内容|方面)[:,;。]?$"
)
"""实现以下目标: what comes is an outcome, not the words that lead to it."""
FROM_THEN_ON = re.compile(
    r"(?:一律|全面|全部|统一|正式|不再|分类|同步)?(?:停止|停用|禁止|取消|实行|实施|执行|推行|启用)|不再"
)
OWN_FORCE = re.compile(r"本(?:办法|规定|条例|细则|通知|意见|方案|决定|标准|公告|法)|有效期|废止|施行")
"""本办法自7月1日起施行: when a text itself comes into force."""
WORKS = re.compile(
    r"(?:工程|项目|段|公园|医院|学校|中心|大桥|路|铁路|高速|公路|院|馆|站|港|机场|园|基地|水库|隧道|线|厂|小区|学院|大楼|枢纽|通道)$"
)
DUTY = re.compile(r"(?:[应须要]|必须|应当)[于在]?(?=(?:19|20)\d\d年)|必须|应当")
"""现有设施应于2017年底前完成改造 is a duty, although 现有 looks back."""
EARLIER = re.compile(r"提前(?P<years>[一两二三\d])年(?:完成|实现|达到|达标)")
BEFORE_TIME = re.compile(r"[要应须]?[于在]?\s*$")
SUBJECT_BREAK = re.compile(r"、(?![^()]*\))")
"""A comma of a list that stands in no brackets: 各省(区、市) are one."""
HAN = re.compile(r"[\u4e00-\u9fff]")
WHOLE_OUTCOME = re.compile(
    r"[\u4e00-\u9fff\d]{2,24}(?:全部|全面|基本|正式|如期)(?:脱贫|出列|摘帽|退出|开工|动工|竣工|完工|完成|建成|投产|投用|通车|达标|关停|淘汰|清零|消除|取消|到位|启用|上线|开放)"
)
LED_BY = re.compile(r"^(?:力争|争取|确保|努力|要|将|并|推动|推进|实现|保证|做到|其中)+")
ITEM_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.、]|\(?[一二三四五六七八九十]{1,3}[)、])\s*")
OF_NO_YEAR = ("每年", "次年", "翌年", "每年度")
FIRST_DAY = re.compile(r"[日号月年]起$")
VERB_ALONE = re.compile(
    r"(?:必须|全面|正式|基本|全部|主体)*(?:开工(?:建设)?|动工|完工|竣工(?:投产|投用|验收)?|建成(?:投用|投产|通车|运营|使用)?|投入(?:使用|运营|运行)|投用|投产|投运|启用|交付(?:使用)?|通[车水航气]|开[园业馆]|挂牌|上线(?:运行)?|启动(?:建设)?)"
)
VERB_FIRST = re.compile(
    r"(?:必须|全面|正式|基本|全部|主体)*(?:完成|开工|动工|完工|竣工|建成|投入|投用|投产|投运|启用|启动|交付|通[车水航气]|开[园业馆]|挂牌|上线|封顶|贯通)"
)
URGED = re.compile(r"^必须")
SETS_UP = re.compile(
    r"(?:建设|新建|改造|扩建|打造|设立|组建|推进|加快)(?:\d[^的,]{0,12}的|[一\d][个座条所家])?"
    r"(?P<what>(?:(?!建设|新建|改造|扩建|打造|设立|组建|推进|加快)[^,;。]){3,24})$"
)
NO_WORKS = re.compile(r"各[地部]|[要在于到将]$|[达完]成|达到|总投资|工作|体系|机制")
LONGEST_SUBJECT = 24
LONGEST_METRIC = 70
SHORTEST_AIM = 3
DAYS_OF_HALF_YEAR = 185


def read_milestones(
    text: str, clauses: list[Clause], node: int, section: str, document: DocumentHead, facts: list[Fact]
) -> list[Fact]:
    """Milestones of one sentence. facts: the quantified facts already read from it."""
    found: list[Fact] = []
    clauses = _without_past(clauses, document.reference_year)
    for position, clause in enumerate(clauses):
        for phrase in clause.phrases:
            if _is_due(phrase, clause, text, section, document):
                governed = _governed(text, clauses, position, phrase)
                found.extend(_outcomes(text, governed, phrase, node, facts, clauses))
            elif _begins(phrase, section, document):
                governed = _governed(text, clauses, position, phrase)
                found.extend(_from_then_on(text, governed, phrase, node, facts))
    works = _headed_works(text, clauses) if found else ""
    return [_of_works(fact, works) for fact in found] if works else found


def _without_past(clauses: list[Clause], year: int | None) -> list[Clause]:
    """The clauses without time limits that were over before the document's year, which only tell one thing from another:
    2015年底前淘汰2005年以前注册的车辆."""
    if year is None or not any(
        clause.phrases and any(_is_over(p, year) for p in clause.phrases) for clause in clauses
    ):
        return clauses
    return [
        clause._replace(phrases=tuple(p for p in clause.phrases if not _is_over(p, year)))
        for clause in clauses
    ]


def _is_over(phrase: TimePhrase, year: int) -> bool:
    return phrase.is_limit and phrase.period_end is not None and phrase.period_end.year < year


def _begins(phrase: TimePhrase, section: str, document: DocumentHead) -> bool:
    """Whether the phrase says from which day on something holds, and the day was still to come."""
    if phrase.mode != "since" or phrase.period_start is None or section in ("achievements", "principles"):
        return False
    if not FIRST_DAY.search(phrase.text):
        return False
    day = document.issued or document.published
    if day is not None:
        return phrase.period_start > day
    return document.is_plan and phrase.period_start.year >= (document.reference_year or MAXYEAR)


def _from_then_on(
    text: str, governed: list[Clause], phrase: TimePhrase, node: int, facts: list[Fact]
) -> list[Fact]:
    """从9月1日起,全面停止…: what changes on that day, unless it is the text itself that comes into force."""
    if not governed or OWN_FORCE.search(text, governed[0].start, governed[-1].end):
        return []
    clause = governed[0]
    first = phrase.end if clause.start <= phrase.start else clause.start
    if _is_counted(clause, facts) or not FROM_THEN_ON.search(text, first, clause.end):
        return []
    metric = _content(text, clause, phrase)
    return [_milestone(text, phrase, metric, False, node, min(clause.start, phrase.start), clause.end)]


def _headed_works(text: str, clauses: list[Clause]) -> str:
    """The works that the sentence is headed by: 城北大道:一季度完成征拆,6月底前动工."""
    head = text[clauses[0].start : clauses[0].end]
    if not head.endswith(":") or clauses[0].phrases:
        return ""
    named = ITEM_NUMBER.sub("", head).strip(" :\n")
    is_works = SHORTEST_AIM <= len(named) <= LONGEST_SUBJECT and WORKS.search(named) is not None
    return "" if not is_works or NO_WORKS.search(named) or not HAN.match(named) else named


def _of_works(fact: Fact, works: str) -> Fact:
    """What a verb alone says is said of the works that head the sentence."""
    return fact._replace(metric=works + fact.metric) if VERB_FIRST.match(fact.metric) else fact


def _is_due(phrase: TimePhrase, clause: Clause, text: str, section: str, document: DocumentHead) -> bool:
    """Whether the phrase is a time limit ahead of the document."""
    if not phrase.is_limit or phrase.period_end is None or section == "achievements":
        return False
    if section == "principles" and (phrase.mode != "by" or phrase.start != clause.start):
        return False
    words = text[clause.start : clause.end]
    if cues.LOOKS_BACK.search(words) and not (cues.STRONGLY_AHEAD.search(words) or DUTY.search(words)):
        return False
    following = text[phrase.end : phrase.end + 8]
    if _is_attribute(text, phrase) or text.endswith(OF_NO_YEAR, 0, phrase.start):
        return False
    names_goal = phrase.mode == "during" and NAMES_GOAL.search(text, clause.start, phrase.start) is not None
    if names_goal and re.match(GOAL_NAMED, text[phrase.end : clause.end]):
        return False
    if "负责" in text[clause.start : clause.end] or re.search(
        r"\([^()]{0,60}(?:负责|牵头|责任)[^()]*$", text[max(0, phrase.start - 80) : phrase.start]
    ):
        return False
    if text[phrase.start - 1 : phrase.start] == "(" and following.startswith(")"):
        return False
    if (
        re.match(
            r"(?:的|度)?(?:是|规划|计划|工作|目标|任务|指标|以来|建设|改革|试点|期间的|重点|发展|项目|第)",
            following,
        )
        and phrase.mode == "during"
    ):
        return False
    if re.match(r"[^\u4e00-\u9fff,]{0,2}(?:起|开始)|各[^,。;]{0,4}[\d一二两三]", following):
        return False
    reference = document.reference_year
    if reference is None:
        return phrase.mode == "by"
    if phrase.period_end.year < reference:
        return False
    dated = re.search(r"\d+[日号]$", phrase.text.strip()) is not None and phrase.mode == "during"
    running = _is_part_of_year(phrase) and document.issued is not None and phrase.period_end > document.issued
    urged = cues.STRONGLY_AHEAD.search(words) is not None
    if dated or (phrase.mode == "during" and not (document.is_plan or running or urged)):
        return False
    if document.is_plan:
        return section != "preamble" or phrase.mode == "by" or phrase.period_end.year > reference
    day = document.issued or document.published
    ahead = phrase.period_end.year > reference or (
        (phrase.mode == "by" and (day is None or phrase.period_end >= day)) or running
    )
    return ahead or (phrase.period_end.year == reference and urged)


def _is_part_of_year(phrase: TimePhrase) -> bool:
    """三季度, 上半年: where such a time was not over when the text was issued, nothing in it is reported yet."""
    first, last = phrase.period_start, phrase.period_end
    return first is not None and last is not None and (last - first).days < DAYS_OF_HALF_YEAR


def _is_attribute(text: str, phrase: TimePhrase) -> bool:
    return YEARLY.search(phrase.text) is not None and HAN.match(text, phrase.end) is not None


def _governed(text: str, clauses: list[Clause], position: int, phrase: TimePhrase) -> list[Clause]:
    """Clauses under the phrase: its own, and, where it opens the sentence with a comma behind it, those that follow up
    to the next time phrase."""
    own = clauses[position]
    lead = text[own.start : phrase.start].strip(" ,、—-·\n")
    alone = not text[phrase.end : own.end].strip(" ,:。;")
    if lead and not re.fullmatch(
        r"(?:[^,。]{0,12}(?:目标|提出|明确|要求|总体目标是)|(?:[^,。:]{0,8}:)?从(?:现在|今年|即日)起|力争|争取|确保|努力)?",
        lead,
    ):
        return [own]
    if not alone:
        return [own]
    governed = []
    for clause in clauses[position + 1 :]:
        if clause.phrases and any(p.is_limit for p in clause.phrases):
            break
        governed.append(clause)
    return governed


def _outcomes(
    text: str, governed: list[Clause], phrase: TimePhrase, node: int, facts: list[Fact], clauses: list[Clause]
) -> list[Fact]:
    worded = [
        c
        for c in governed
        if not _is_counted(c, facts)
        and _content(text, c, phrase)
        and not ANNOUNCES.search(text[c.start : c.end])
    ]
    if not worded:
        return []
    hard = [c for c in worded if HARD.search(text[c.start : c.end]) and not _is_soft(text, c)]
    if len(governed) == 1:
        clause = governed[0]
        words = text[clause.start : clause.end]
        leads = phrase.mode == "by" and phrase.start < clause.start
        if not leads and not OUTCOME.search(words) and not SOFT.search(words):
            return []
        soft = not hard
        if soft and len(_content(text, clause, phrase)) < SHORTEST_AIM:
            return []
        metrics = [_content(text, clause, phrase)] if soft else _split_subjects(text, clause, phrase)
        if len(metrics) == 1 and VERB_ALONE.fullmatch(metrics[0]):
            metrics = [_whose(text, clauses, clause) + URGED.sub("", metrics[0])]
        return [_milestone(text, phrase, metric, soft, node, clause.start, clause.end) for metric in metrics]
    if hard and len(hard) * 2 >= len(worded):
        first_semicolon = next((c.end for c in governed if text[c.end - 1] in ";"), governed[-1].end)
        within = [c for c in hard if c.end <= first_semicolon] or hard[:1]
        return [
            _milestone(text, phrase, metric, False, node, phrase.start, c.end)
            for c in within
            for metric in _split_outcomes(_content(text, c, phrase))
        ]
    aims = any(OUTCOME.search(text, c.start, c.end) or SOFT.search(text, c.start, c.end) for c in worded)
    if (len(worded) * 3 < len(governed) and not hard) or not aims:
        return []
    metric = ",".join(_content(text, c, phrase) for c in worded)
    return [
        _milestone(text, phrase, metric[: LONGEST_METRIC * 2], True, node, phrase.start, governed[-1].end)
    ]


def _whose(text: str, clauses: list[Clause], clause: Clause) -> str:
    """What the clause before sets up, where this one says only that it will be done: …建设科创中心,年内投入运营."""
    position = clauses.index(clause)
    if not position or text[clause.start - 1] != ",":
        return ""
    before = clauses[position - 1]
    limits = [p for p in before.phrases if p.is_limit]
    words = text[before.start : limits[0].start if limits else before.end].strip(" ,、\n")
    if limits:
        named = SHORTEST_AIM <= len(words) <= LONGEST_SUBJECT and not NO_WORKS.search(words)
        return words if named else ""
    built = SETS_UP.search(words)
    return built["what"] if built and not NO_WORKS.search(built["what"]) else ""


def _is_counted(clause: Clause, facts: list[Fact]) -> bool:
    return any(clause.start <= fact.start < clause.end for fact in facts)


def _is_soft(text: str, clause: Clause) -> bool:
    words = text[clause.start : clause.end]
    return SOFT.search(words) is not None and not CHECKED.search(words)


def _content(text: str, clause: Clause, phrase: TimePhrase) -> str:
    """What falls due: the clause without its time phrase and the words that only urge it on."""
    if clause.start <= phrase.start < clause.end:
        limits = [p for p in clause.phrases if p.is_limit and not _is_attribute(text, p)]
        after = next((p.start for p in limits if p.start >= phrase.end), clause.end)
        lead = BEFORE_TIME.sub("", text[clause.start : min([phrase.start, *(p.start for p in limits)])])
        words = lead + text[phrase.end : after]
    else:
        words = text[clause.start : clause.end]
    words = words.replace("\n", "").strip(" ,;:。、—-·“")
    words = ITEM_NUMBER.sub("", words)
    words = LED_BY.sub("", words)
    return words.strip(" ,、")


def _split_subjects(text: str, clause: Clause, phrase: TimePhrase) -> list[str]:
    """养老院、文体中心年内开工: one outcome for each of the things listed before the phrase."""
    before = text[clause.start : phrase.start].strip(" ,、;")
    if not before:
        content = _content(text, clause, phrase)
        outcomes = _split_outcomes(content)
        return outcomes if len(outcomes) > 1 else _split_objects(content)
    after = text[phrase.end : clause.end].strip(" ,;。、")
    subjects = BEFORE_TIME.sub("", re.sub(r"^(?:推动|推进|确保|争取|力争|加快|保证|实现)+", "", before))
    if (
        not SUBJECT_BREAK.search(subjects)
        or not after
        or not re.fullmatch(r"(?:全部|全面|基本|陆续|同步|正式|顺利)?[\u4e00-\u9fff]{2,8}", after)
    ):
        return [_content(text, clause, phrase)]
    subjects = re.sub(r"等(?:一批|\d+个)?(?:重大|重点)?(?:项目|工程|设施)?$", "", subjects)
    parts = [part.strip() for part in re.split(rf"和|{SUBJECT_BREAK.pattern}", subjects) if part.strip()]
    if any(len(part) < 3 for part in parts):
        return [_content(text, clause, phrase)]
    return [part + after for part in parts]


def _split_outcomes(content: str) -> list[str]:
    """贫困人口全部脱贫、贫困村全部出列: each part with its own subject and verb is an outcome."""
    parts = SUBJECT_BREAK.split(content)
    return parts if len(parts) > 1 and all(WHOLE_OUTCOME.fullmatch(part) for part in parts) else [content]


def _split_objects(content: str) -> list[str]:
    """开工建设…铁路、…灌区工程: one outcome for each of the works that one verb governs."""
    found = re.fullmatch(
        r"(?P<verb>(?:全面|基本)?(?:开工建设|开工|建成(?:投用|通车|运营)?|启动建设|竣工|新建|完工))(?P<works>[^,;]+)",
        content,
    )
    if found is None:
        return [content]
    works = [
        work.strip()
        for work in re.split("、", re.sub(r"等(?:一批)?(?:重大|重点)?(?:项目|工程)?$", "", found["works"]))
    ]
    if len(works) < 2 or not all(WORKS.search(work) and len(work) >= 4 for work in works):
        return [content]
    return [found["verb"] + work for work in works]


def _brought_forward(period: Period, metric: str) -> Period:
    """东部地区提前一年完成: due a year before the limit that was set for all."""
    earlier = EARLIER.search(metric)
    if earlier is None or period.end is None:
        return period
    years = int(read_number(earlier["years"]) or 0)
    day = min(period.end.day, 28) if period.end.month == 2 else period.end.day
    return period._replace(end=period.end.replace(year=period.end.year - years, day=day))


def _milestone(
    text: str, phrase: TimePhrase, metric: str, soft: bool, node: int, start: int, end: int
) -> Fact:
    lead = len(phrase.text) - len(phrase.text.lstrip())
    first, last = min(start, phrase.start), max(end, phrase.end)
    while last > phrase.end and text[last - 1] in ",;:。、 \n":
        last -= 1
    while first < phrase.start and text[first] in " ,、\n":
        first += 1
    period = _brought_forward(Period.of(phrase), metric)
    return Fact(
        kind="target", type="milestone", start=phrase.start + lead, end=phrase.end, quote_start=first, quote_end=last,
        metric=metric, low=None, high=None, comparator=None, unit=None, unit_text=None, period=period, baseline=None,
        is_soft=soft, rule_id="milestone/soft" if soft else "milestone/dated", node=node,
    )  # fmt: skip
