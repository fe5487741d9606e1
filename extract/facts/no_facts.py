"""Numbers that are neither a commitment nor an observation: ranks, ages, thresholds, sizes in names, enumerations."""

import re

from extract.facts import cues
from extract.facts.model import Clause
from extract.mentions.quantity_bounds import Quantity

APPLICANTS = re.compile(
    r"[^,。]{0,8}(?:申[报请]|参评|参选)[^,。]{0,10}(?:应当?|须|需|要|条件)|(?:应当?|须|需)?(?:符合|具备|满足)下列条件"
)
"""A sentence that opens with who may apply lists conditions, not commitments."""
LISTED_SIZE = re.compile(r"(?:项目|企业|工业|建筑业|单位|法人)[\u4e00-\u9fff]{2,12}")
"""What a bound picks out and what is then measured of it: 500万元以上项目固定资产投资."""

TIME_OF_DAY = re.compile(r"日\s?\d{1,2}时\s?$")
TOTAL_COST = re.compile(r"(?:总投资|投资总?额|计划投资|概算)(?:约|近|超过?|达)?$")
OF_A_WORK = re.compile(r"的(?!目标|任务|规模|要求|投资|[^,。;]{0,6}(?:计划|资金|基金))[\u4e00-\u9fff]")
"""总投资35亿元的产业园一期6月底前投产: the cost only says which work is meant."""

A_BILLION = 1_000_000_000
ONE_OF = re.compile(r"[\u4e00-\u9fff“”]{2,16}之[一列](?=[,。;、)]|$)")
"""全省14个重点县之一: the number only says among how many."""
OF_SUCH_A_PLACE = re.compile(
    r"(?:常住)?人口的[\u4e00-\u9fff]{0,6}(?:大?国家?|大?省|大?市|大?县|地区|城市群?|都市圈)"
)
"""14亿人口的发展中大国: the number only says how large the country is."""

OF_NOTHING = re.compile(r"的\s*[,。;:]")
"""规模5亿元以上的,: nothing follows that is counted; the number is a condition."""
PAGE_COUNTER = re.compile(r"浏览|点击|阅读|字号|访问")
ON_WHAT_GROUNDS = re.compile(r"[((](?:依据|根据)")
A_NOUN = re.compile(r"(?!的比|用于|以|并|和|与|及|或|其中)[\u4e00-\u9fff]")
OF_A_NUMBER = re.compile(r"的\d")
A_WORK = re.compile(r"[\u4e00-\u9fff]{0,8}(?:项目|工程|电站|机组|生产线|装置|码头|泊位|货轮|锅炉|平台)")
HAN = re.compile(r"[\u4e00-\u9fff]")
GLUED = re.compile(r"(?![的和与及或等以由均])[\u4e00-\u9fff]")
CHANGES_OR_SHARES = re.compile(rf"{cues.CHANGE}|占|约$")
BARE_SCALE = re.compile(r"[百千万亿]+(?!\d)")
"""亿 in 亿元以上项目: a scale and no number before it."""


def why_no_fact(text: str, clause: Clause, quantity: Quantity, earlier: str) -> str | None:
    """Rule that says why the number is no fact; None where it may be one."""
    before = text[clause.start : quantity.start]
    after = text[quantity.end : clause.end]
    if cues.RANK.search(before) and (quantity.is_counter or quantity.unit in ("person", "count", "km", "m")):
        return "none-rank"
    if cues.STREAK.search(before):
        return "none-streak"
    if cues.AGE.search(quantity.unit_text) and not cues.LIFE.search(earlier + before):
        return "none-age"
    if APPLICANTS.match(earlier):
        return "none-eligibility"
    if _is_threshold(text, clause, quantity, before, after):
        return "none-threshold"
    if _is_specification(before, after, quantity):
        return "none-specification"
    if (
        cues.FOCUS.search(before)
        and quantity.is_counter
        and re.match(r"[\u4e00-\u9fff]", after)
        and quantity.comparator == "eq"
    ):
        return "none-enumeration"
    if cues.ADDRESS.search(before):
        return "none-address"
    if quantity.unit_text == "分" and TIME_OF_DAY.search(before):
        return "none-page-counter"
    if cues.LISTED_BEFORE_NUMBER.match(after) or (cues.LISTING.search(before) and cues.LISTED.match(after)):
        return "none-listing"
    if OF_NOTHING.match(after + "。"[: not after]) is not None:
        return "none-condition"
    if quantity.is_counter and ONE_OF.match(after):
        return "none-enumeration"
    if cues.CONDITION.fullmatch(text[clause.start : clause.end].strip(" ,、;:。\n")):
        return "none-condition"
    if PAGE_COUNTER.search(text, max(0, clause.start - 8), quantity.start):
        return "none-page-counter"
    if cues.CITED_FEE.search(before) and quantity.unit == "CNY":
        return "none-cited-standard"
    if cues.COPIES.search(before):
        return "none-copies"
    if quantity.is_counter and cues.ATTENDED.match(after):
        return "none-enumeration"
    if ON_WHAT_GROUNDS.search(after):
        return "none-cited-standard"
    if (
        cues.CITED_STANDARD.search(before)
        and quantity.comparator == "eq"
        and not re.search(r"目标|要求", before + after)
    ):
        return "none-cited-standard"
    if _closes_enumeration(before, quantity):
        return "none-enumeration"
    if _names_a_scale(before, after, quantity):
        return "none-scale-word"
    if _is_loose_numeral(before, after, quantity):
        return "none-numeral-in-phrase"
    return None


def _is_threshold(text: str, clause: Clause, quantity: Quantity, before: str, after: str) -> bool:
    """A size or condition that only says which things are meant: 投资1亿元以上的项目, 60岁以上老人."""
    if quantity.unit in ("percent", "permille"):
        whose = re.match(r"的(?:企业|项目|单位|人员|个人|地区|村|户|学校|园区|产品)", after) is not None
        return whose and len(before.strip(" ,、全省市县区州镇力争到年")) > 3
    if (
        quantity.start == quantity.number_start
        and cues.ELIGIBILITY.search(before)
        and not (before.endswith("注册资本") and not re.match(r"\s*以上|的", after))
        and not re.search(r"达到?$|提高|增长", before)
    ):
        return True
    if _qualifies_a_count(clause, quantity, text, after):
        return True
    said_after = text[quantity.number_end : quantity.end] if quantity.number_end <= quantity.end else ""
    bounds_a_noun = said_after.endswith(("以上", "以下", "以内")) and A_NOUN.match(after)
    if (
        bounds_a_noun
        and not quantity.is_counter
        and quantity.unit not in ("percent", "permille", "person_time")
        and not cues.QUANTIFIED_ACT.search(before)
        and not cues.INCREMENT.search(before)
    ):
        return True
    if bounds_a_noun and not quantity.is_counter and _is_counted_next(text, clause, quantity):
        return True
    if quantity.unit == "CNY" and re.match(r"[百千万亿]+[^\d余多几]", quantity.number_text) and bounds_a_noun:
        return True
    bare = quantity.is_spelt and quantity.comparator == "gt" and quantity.unit == "CNY"
    if bare and _is_counted_next(text, clause, quantity):
        return True
    if after.startswith("、") and _condition_follows(text, clause, quantity):
        return True
    if OF_A_NUMBER.match(after) and quantity.comparator in ("ge", "gt", "le", "lt"):
        return True
    if not cues.ELIGIBLE_NOUN.match(after):
        return False
    if quantity.is_counter and cues.QUANTIFIED_ACT.search(before) and not after.startswith("级"):
        return False
    if quantity.is_counter and not after.startswith(("的", "级")):
        return False
    bounded = quantity.comparator in ("ge", "gt", "le", "lt") or after.startswith("级")
    spare = len(clause.quantities) > 1 or re.search(r"[一-龥]{2,}", after[2:]) is not None
    acted = cues.QUANTIFIED_ACT.search(before) is not None and not after.startswith(("的", "级"))
    return bounded and spare and not acted


def _is_counted_next(text: str, clause: Clause, quantity: Quantity) -> bool:
    """淘汰2吨以下锅炉30台: the bound says which of the things are counted right behind."""
    following = next((q for q in clause.quantities if q.start > quantity.start), None)
    if following is None:
        return False
    between = text[quantity.end : following.start]
    counted = following.is_counter and re.fullmatch(r"[\u4e00-\u9fff]{2,8}", between) is not None
    return counted or LISTED_SIZE.fullmatch(between) is not None


def _condition_follows(text: str, clause: Clause, quantity: Quantity) -> bool:
    """投资1亿元以上、税收500万元以上的项目: the first of several conditions on the same things."""
    index = clause.quantities.index(quantity)
    if quantity.comparator not in ("ge", "gt") or index + 1 >= len(clause.quantities):
        return False
    following = clause.quantities[index + 1]
    return (
        following.comparator in ("ge", "gt")
        and re.match(r"的[\u4e00-\u9fff]", text[following.end : clause.end]) is not None
    )


def _qualifies_a_count(clause: Clause, quantity: Quantity, text: str, after: str) -> bool:
    """21家企业资产总额超千亿: the bound only says which ones have been counted."""
    index = clause.quantities.index(quantity)
    if not index or quantity.is_counter or quantity.comparator not in ("gt", "ge") or after.strip(" ,。;、"):
        return False
    counted = clause.quantities[index - 1]
    between = text[counted.end : quantity.start]
    return (
        (counted.is_counter or quantity.unit == "year")
        and re.fullmatch(r"[\u4e00-\u9fff]{2,30}", between) is not None
        and not re.search(r"投资|完成|实现|新增", between)
        and not cues.ACT.search(between)
    )


def _is_specification(before: str, after: str, quantity: Quantity) -> bool:
    """A size that identifies a thing: 500千伏输变电工程, 环湖80米景观带."""
    if cues.TIMES.search(before):
        return True
    if quantity.unit == "CNY" and TOTAL_COST.search(before) and OF_A_WORK.match(after):
        return True
    if quantity.unit == "person" and (OF_SUCH_A_PLACE.match(after) or _is_the_nation(after, quantity)):
        return True
    if quantity.unit in ("other:千伏", "other:伏", "other:兆", "other:Mbps", "other:Gbps"):
        return not re.match(r"\s*[,。;、)]|$", after) or not cues.QUANTIFIED_ACT.search(before)
    if quantity.unit in ("kW", "kWh", "tonne", "m2", "m3", "other:蒸吨") and A_WORK.match(after):
        return (
            not cues.ACT.search(before)
            and not cues.QUANTIFIED_ACT.search(before)
            and re.search(r"[\u4e00-\u9fff]$", before) is not None
        )
    glued_right = GLUED.match(after) is not None
    glued_left = HAN.match(before[-1:]) is not None
    if quantity.unit in ("hour", "minute") and quantity.comparator == "eq" and glued_right:
        return not re.match(r"办|答|回|响|到|处|完|出|受|反|送|领|拿|审|公告|告知|通知", after)
    if quantity.unit in ("m", "cm", "other:毫米", "km", "hour", "minute", "other:度", "percent"):
        acted = cues.QUANTIFIED_ACT.search(before) or CHANGES_OR_SHARES.search(before)
        if quantity.unit == "percent":
            return (
                glued_right
                and glued_left
                and quantity.comparator == "eq"
                and not acted
                and bool(re.match(r"低|高|中|含", after))
            )
        return glued_right and glued_left and quantity.comparator == "eq" and not acted
    return False


def _is_the_nation(after: str, quantity: Quantity) -> bool:
    """14亿人的粮食安全: the people of the country, who are not counted here."""
    return (quantity.value or 0) >= A_BILLION and re.match(r"(?:民|口)?的", after) is not None


def _names_a_scale(before: str, after: str, quantity: Quantity) -> bool:
    """每万人, 亿元以上项目, 千亿级产业, 40多年的经验: the number is the base of a rate or part of an epithet."""
    if before.rstrip(" ").endswith("每"):
        return True
    bare_scale = BARE_SCALE.match(quantity.number_text) is not None
    if bare_scale and re.match(r"级|国内生产总值|地区生产总值|GDP|工业增加值|产值|元产值", after):
        return True
    if (
        bare_scale
        and quantity.unit == "CNY"
        and re.match(r"(?!大关)[\u4e00-\u9fff]", after)
        and not cues.QUANTIFIED_ACT.search(before)
    ):
        return True
    if quantity.unit in ("year", "month", "day") and cues.VALIDITY.search(before):
        return True
    if quantity.unit == "year" and quantity.is_spelt and before.endswith("的"):
        return True
    return (
        quantity.unit in ("year", "month")
        and re.match(
            r"(?:免费|义务|学前)教育|一贯制|的|来|前|后|间|计划|行动|期(?!限)|规划|滚动|目标|制|级|任期|攻坚|工程",
            after,
        )
        is not None
    )


def _closes_enumeration(before: str, quantity: Quantity) -> bool:
    """A、B、C等三个: the number only counts what has just been listed."""
    if not quantity.is_counter or not cues.ENUMERATION_END.search(before) or quantity.low is None:
        return False
    listed = len(re.findall("、", before)) + 1
    return quantity.low <= listed


def _is_loose_numeral(before: str, after: str, quantity: Quantity) -> bool:
    """两个, 三项 in running text count nothing unless something is done in that number or the amount is bounded."""
    if quantity.unit_text == "次" and cues.RECURRING.search(before):
        return False
    in_phrase = (
        quantity.is_spelt and quantity.unit not in ("percent", "permille") and "元" not in quantity.unit_text
    )
    if in_phrase and re.fullmatch(r"[百千万亿]+(?![余多几])\D*", quantity.number_text):
        if quantity.comparator != "eq":
            return re.match(r"[\u4e00-\u9fff]", after) is not None
        if not quantity.is_counter and quantity.unit not in ("person", "household", "person_time"):
            return True
        closes = re.match(r"\s*[,。;、)]|$", after) is not None and cues.ACT.search(before) is not None
        if cues.PROGRAMME.match(after):
            return True
        return not closes and not cues.QUANTIFIED_ACT.search(before)
    if (
        quantity.is_spelt
        and re.match(r"一(?![一二三四五六七八九十百千万半])", quantity.number_text)
        and quantity.low == 1
    ):
        return True
    if not quantity.is_spelt or not (
        quantity.is_counter
        or quantity.unit
        in ("person", "household", "year", "month", "day", "hour", "minute", "other:分", "other:度")
    ):
        return False
    if quantity.comparator not in ("eq", "range"):
        return False
    value = quantity.value or 0
    if value > 12:
        return False
    closes = re.match(r"\s*[,。;、)]|$", after) is not None
    return not cues.QUANTIFIED_ACT.search(before) and not (
        closes and re.search(r"[\u4e00-\u9fff]{2,}$", before) and value > 2
    )
