"""The noun phrase that a number measures, in the document's own words.

The phrase is put together from what stands left of the number in its clause (新增高新技术企业…不少于100个), what stands
right of it where the number counts a noun (4家中国500强企业), and, where the clause leaves its subject or its verb to
an earlier one, from there.
"""

import re
from dataclasses import dataclass, replace
from itertools import zip_longest

from extract.facts.cues import CHANGE
from extract.facts.model import Clause
from extract.mentions.quantity_bounds import Quantity

LEADING = re.compile(
    r"^(?:[\s,、;:—\-·•●■◆()(“]|\d{1,2}(?:[、)]|\.(?!\d))|[①-⑳]|以及|并且|并(?!购|网)|及(?!时|格)|和(?!谐|平)|与|或|且|还|也|又|再(?!生|就业|造|制)|其中|其(?!他|它|余)|即|同时|另外|此外|争取|力争|确保|保证|努力|计划|预计|预期|要(?!素)|将(?!军)|拟|应(?!用|急|收|届)|须|必须|需(?!求|要)|实现|推动|推进|加快|积极|继续|全力|进一步|"
    r"全面|大力|着力|切实|逐步|稳步|有序|有效|持续|支持|鼓励|引导|利用|通过|使(?!用)|把|对(?!口|外|接|标|台)|在(?!建|校|读|岗|职|线|册|编|外|园|库|期|运)|共(?!同|建|享|性|青|产|和|用|管)|约(?!束|谈)|已|均(?!衡|等)|都(?!市)|只|仅|就(?!业|医|近|读|餐|地|诊)|先后|累计(?=实现|完成)|力求|保持|分别|平均|初步|基本|大概|大约|至少|届时|最终(?!消费|产品|能源))+"
)
TRAILING = re.compile(
    r"(?:[\s,、:;((“]|等|共|共有|共计|总计|合计|(?<!累)计|为|是|有|在|(?<!下)达|达到|到|至|的|约|不|将|已经?|各|平均|(?<![人年户日月])均|(?<=[值额量率入资税比重])完成|分别|超过|超|突破|保持在?|控制在|稳定在|维持在|占(?!比)|占到|占比?达|从|自|力争|争取|大约|接近|近|高于|低于|不低于|不少于|不超过|降至|降到|"
    r"增至|增到|升至|(?<=率)拟?按|[应须要]于|(?:提高|提升|增加|增长|上升|扩大|发展|下降|降低|减少|缩小|压缩|压减|缩短|延长|拓展|调整|扩展|回升)(?:到|至|为)|由|从|了|实现|最高|最低|不高于|至少|至多|最多|最少|严格|力求|比例为)+$"
)
CHANGE_TAIL = re.compile(
    rf"(?:同比|同口径|比上年末?|较上年末?|比去年|较去年|环比|年均|年均名义|名义|实际|年|均|累计|[比较][\u4e00-\u9fff\d]{{2,6}})*(?:{CHANGE}(?:率|速度|幅度)?)?$"
)
BARE_VERBAL = re.compile(
    rf"(?:其中|同比|同口径|(?:按|扣除)?(?:可比口径|可比价格?|不变价格?|价格因素)(?:计算)?后?|(?:年初)?预算数?|上年(?:执行数|预算数?)|比上年末?同?期?|较上年末?|比去年|较去年|环比|年均|分别|名义|实际|累计|平均|净|共|均|各|占比?|为|[比较][^,。;]{{2,8}})*(?:{CHANGE})?(?:率|速度|幅度)?"
)
VERB_ONLY = re.compile(
    r"(?:完成|新建|建成|建设|新增|实现|引进|培育|开展|组织|举办|改造|发放|投放|培训|取消|下放|清理|关停|推广|安排|修建|扩建|改扩建|新改扩建|新认定|新开工|竣工|开工|解决|帮助|扶持|办理|落实|推进|创建|打造|设立|选派|新设|淘汰|整治|治理)(?:各类|一批|各级)?"
)
HEAD_VERB = re.compile(
    r"^(?:计划|累计|全年|再|共)?(?P<verb>(?:新改扩建|改造提升|改扩建|新开工|新认定|新引进|新培育|新建|建成|建设|新增|净增|增加|完成|实现|引进|引入|培育|培养|开展|组织|举办|改造|发放|投放|培训|清理|关停|推广|安排|修建|扩建|竣工|开工建设|开工|"
    r"解决|帮助|扶持|创建|打造|设立|选派|新设|淘汰|整治|治理|修复|绿化|种植|架设|铺设|购置|配备|更换|更新|拆除|新种|承接|落实|取消|下放|招聘|录用|盘活|收储|出让|转化|申报|授予|认定|评选|布局|启动))"
)
FROM_TO = re.compile(r"(?:从|由|自(?!然|来|主|治|由|愿|动))[^,。;从由]{0,26}$")
STOP_RIGHT = re.compile(r"[,。;:!?\n)]|[(](?=责任|牵头|完成时|配合|市|省|由)")
MONEY_VERB = re.compile(
    r"(?:再|新)?(?:增加|追加|安排|投入|下达|拨付|筹集|发放|发行|投放|落实|统筹|争取|提供|设立|整合)"
)
"""再增加10亿元以工代赈资金: what the money is stands behind it where only a verb stands before it."""
SET_AT = re.compile(r"(?:安排|掌握|控制|执行|计算|考虑|计)[^\u4e00-\u9fff]*$")
"""赤字率按3%安排: the verb behind a share says that it is set and names nothing."""
AND_ONLY = re.compile(r"\s?[和与及、]\s?")
PLACE_ALONE = re.compile(
    rf"(?P<place>[\u4e00-\u9fff、]{{2,16}}(?:地区|区域|平原|流域|三角洲?|城市群|[省市县区州])){CHANGE}(?:率|速度|幅度)?"
)
PLACE_OF_MEASURE = re.compile(r"^.*(?:[国省市县区州)]|地区|区域|流域)(?=[\u4e00-\u9fff]{3,}$)")
"""Up to the last word for a place: 全国铁路货运量 measures 铁路货运量."""
COORDINATION = re.compile(r"[、和及与]|以及")
MEASURE_NOUN = re.compile(
    r"(?:资产总额|净资产|资产|主营业务收入|营业收入|总收入|收入|利润总额|利润|总产值|产值|增加值|生产总值|总量|总额|投资额?|税收|产量|面积|人数|数量|规模|里程|总数)$"
)
MEASURE_ENDING = re.compile(r"[\u4e00-\u9fff]{1,2}[率额量值数费比重]$")
COUNTING_UNITS = (
    "person",
    "household",
    "person_time",
    "m2",
    "mu",
    "hectare",
    "km",
    "km2",
    "hour",
    "minute",
    "day",
)
TITLE = re.compile(r"《[^》]{1,60}》")
BEHIND_NUMBER = re.compile(r"^(?:以上|左右|以内|的|各类)+")
BY_MEANS_OF = re.compile(r"^以[^,。]{2,40}?为(?:重点|主体?|代表|核心|支撑|引领)的")
COUNTED = re.compile(r"[\u4e00-\u9fffA-Za-z0-9“(]")
REALISED = re.compile(r"[\s,、]*(?:其中)?(?:累计|共)?(?:实现|完成)")
LONGEST_RIGHT = 40
LONGEST_LEFT = 46


@dataclass(frozen=True, slots=True)
class Metric:
    """text: the phrase. subject: the part that later clauses without a subject of their own take over."""

    text: str
    subject: str


class MetricReader:
    """Reads the metrics of one sentence in order, keeping what later clauses leave out."""

    def __init__(self, text: str, phrases: list[tuple[int, int]]) -> None:
        self._text = text
        self._phrases = phrases
        self._last = Metric("", "")
        self._verb = ""
        self._clause: Clause | None = None

    def read(self, clause: Clause, index: int) -> Metric:
        """Metric of the clause's quantity number `index`."""
        quantity = clause.quantities[index]
        if clause is not self._clause:
            self._clause, self._verb = clause, ""
        left, right = self._left(clause, index), self._right(clause, index)
        own_verb = HEAD_VERB.match(left)
        if own_verb:
            self._verb = own_verb["verb"]
        metric = self._compose(left, right, quantity, index)
        metric = replace(metric, text=metric.text.replace("分别", ""))
        self._last = metric
        return metric

    def _compose(self, left: str, right: str, quantity: Quantity, index: int) -> Metric:
        whole = left + right
        elsewhere = PLACE_ALONE.fullmatch(left)
        if elsewhere and not right and CHANGE_TAIL.sub("", self._last.text) != self._last.text:
            measure = PLACE_OF_MEASURE.sub("", self._last.subject)
            held = elsewhere["place"] + measure
            return Metric(held + left[elsewhere.end("place") :], self._last.subject)
        if index and not right and self._follows_with_and(index):
            return self._last
        if left.startswith("占") and self._last.subject and not index:
            whole = self._last.subject + whole
        if self._led_by_verb() and not index and not right and len(left) <= 6 and not self._last.subject:
            whole = self._before(index) + whole
        if len(whole) <= 3 and not self._last.subject and not VERB_ONLY.fullmatch(left):
            whole = self._before(index) + whole
        if not whole or (not right and BARE_VERBAL.fullmatch(left)):
            base = self._last.subject or self._before(index)
            return Metric(_join(base, left), base)
        if right and left and VERB_ONLY.fullmatch(left):
            return Metric(whole, whole)
        if index and self._verb and not HEAD_VERB.match(left) and not _names_a_measure(left):
            whole = self._verb + whole
        elif left and self._last.subject.endswith(left):
            whole = self._last.subject + right
        elif _is_a_measure(left) and self._last.subject and (index or self._led_by_verb()):
            holder = _without_measure(self._last.subject)
            if holder and holder not in left and not HEAD_VERB.match(holder):
                whole = holder + whole
        subject = CHANGE_TAIL.sub("", whole) or whole
        return Metric(whole, subject)

    def _follows_with_and(self, index: int) -> bool:
        """增长5.6%和7.2%: nothing but 和 stands between the number and the one before it."""
        if self._clause is None:
            return False
        previous, quantity = self._clause.quantities[index - 1 : index + 1]
        return previous.unit == quantity.unit and bool(
            AND_ONLY.fullmatch(self._text, previous.end, quantity.start)
        )

    def _before(self, index: int) -> str:
        """Words of the clause before this one, which names what this one measures."""
        if (
            index
            or self._clause is None
            or self._text[self._clause.start - 1 : self._clause.start] not in (",", ":")
        ):
            return ""
        start = max(
            self._text.rfind(mark, max(0, self._clause.start - 60), self._clause.start - 1)
            for mark in ",。;:\n"
        )
        return self._trimmed(start + 1, self._clause.start - 1)[-24:] if start >= 0 else ""

    def _led_by_verb(self) -> bool:
        if self._clause is None:
            return False
        words = self._without_phrases(self._clause.start, self._clause.end)
        return REALISED.match(words) is not None

    def _left(self, clause: Clause, index: int) -> str:
        quantity = clause.quantities[index]
        start = clause.start
        if index and FROM_TO.search(self._text[clause.start : clause.quantities[index - 1].number_start]):
            return self._left(clause, index - 1)
        if index:
            previous = clause.quantities[index - 1]
            if _says_which(previous, self._text[previous.end : quantity.start]):
                return self._trimmed(clause.start if index == 1 else previous.start, quantity.start)
            start = previous.end + len(self._between(previous, quantity)[0])
            if self._share_of(clause, index - 1):
                marks = list(COORDINATION.finditer(self._text, previous.end, quantity.start))
                start = marks[-1].end() if marks else start
        return self._trimmed(start, quantity.start)

    def _trimmed(self, start: int, end: int) -> str:
        words = self._without_phrases(start, end)
        words = TRAILING.sub("", LEADING.sub("", words).strip())
        words = re.sub(r"^[^((]{0,20}[))]", "", words) if words.count(")") > words.count("(") else words
        return words[-LONGEST_LEFT:] if len(words) > LONGEST_LEFT else words

    def _right(self, clause: Clause, index: int) -> str:
        quantity = clause.quantities[index]
        given = quantity.unit == "CNY" and MONEY_VERB.fullmatch(self._left(clause, index))
        if not given and not _counts_a_noun(quantity):
            return self._share_of(clause, index)
        words = self._counted_words(clause, index)
        stop = STOP_RIGHT.search(words)
        words = (words[: stop.start()] if stop else words).strip()
        words = BY_MEANS_OF.sub("", BEHIND_NUMBER.sub("", words))
        words = TRAILING.sub("", words)
        return words[:LONGEST_RIGHT] if COUNTED.match(words) else ""

    def _counted_words(self, clause: Clause, index: int) -> str:
        """Words from the number to the next one in its clause; a number that only says which things are meant
        (市值超千亿的公司) is part of them."""
        quantity, limit = clause.quantities[index], clause.end
        for following, after in zip_longest(clause.quantities[index + 1 :], clause.quantities[index + 2 :]):
            behind = COORDINATION.split(
                self._text[following.end : after.start if after else clause.end], maxsplit=1
            )[0]
            if COORDINATION.search(self._text, quantity.end, following.start) or not _says_which(
                following, behind
            ):
                return self._between(quantity, following)[0]
            limit = following.end + len(behind)
            if after is not None and limit < after.start:
                break
        return self._without_phrases(quantity.end, limit)

    def _share_of(self, clause: Clause, index: int) -> str:
        """约80%天然气供应: what a share is a share of, where it follows the number."""
        quantity = clause.quantities[index]
        if quantity.unit not in ("percent", "permille"):
            return ""
        limit = clause.quantities[index + 1].start if index + 1 < len(clause.quantities) else clause.end
        words = self._without_phrases(quantity.end, limit)
        found = re.match(r"的?([\u4e00-\u9fff(][^,。;:、(\n]{1,30}?)[和与及]?(?=[,。;:、(\n]|$)", words)
        return found[1] if found and not SET_AT.match(found[1]) else ""

    def _between(self, first: Quantity, second: Quantity) -> tuple[str, str]:
        """The words between two numbers: what the first counts, and what leads to the second."""
        words = self._text[first.end : second.start]
        cut = COORDINATION.search(words)
        if cut is None:
            return (
                (words, words)
                if _counts_a_noun(first) and re.match(r"[\u4e00-\u9fff]", words)
                else ("", words)
            )
        return words[: cut.start()], words[cut.start() :]

    def _without_phrases(self, start: int, end: int) -> str:
        words, position = [], start
        for first, last in self._phrases:
            if first >= start and last <= end and first >= position:
                words.append(self._text[position:first])
                position = last
        words.append(self._text[position:end])
        joined = "".join(words).replace("\n", "")
        return TITLE.sub("", joined) if "《" in joined else joined


def _names_a_measure(words: str) -> bool:
    return MEASURE_NOUN.search(words) is not None or MEASURE_ENDING.search(words) is not None


def _is_a_measure(words: str) -> bool:
    """Whether the words are a measure alone (净资产, 覆盖率) and leave out whose it is."""
    return MEASURE_NOUN.fullmatch(words) is not None or (
        len(words) <= 4 and MEASURE_ENDING.search(words) is not None
    )


def _without_measure(words: str) -> str:
    """Whose measure it is: 省属企业资产总额 without 资产总额."""
    return MEASURE_NOUN.sub("", words) if MEASURE_NOUN.search(words) else MEASURE_ENDING.sub("", words)


def _says_which(quantity: Quantity, following: str) -> bool:
    """1亿元以上项目: the number belongs to the name of what is counted next."""
    bounded = (
        quantity.comparator in ("ge", "gt", "le", "lt")
        and not quantity.is_counter
        and quantity.unit != "percent"
    )
    return (
        bounded
        and re.match(r"的?[\u4e00-\u9fff]", following) is not None
        and not re.search(r"[、和与及,;]", following)
    )


def _counts_a_noun(quantity: Quantity) -> bool:
    return quantity.is_counter or quantity.unit in COUNTING_UNITS


def _join(base: str, tail: str) -> str:
    return base if not tail or base.endswith(tail) else base + tail
