"""Quantities: a number with its unit and its bound, e.g. 不低于300亿元, 4—5家, 达到59%以上, 翻一番.

A pattern that starts at the number finds candidates; the bound is read from the few characters on either side.
Numbers inside names (G60, 500强, 二期) have no unit of the table after them, or are turned away by `is_part_of_name`.
"""

import re
import sys
from decimal import Decimal
from functools import lru_cache

from extract.mentions.names import is_part_of_name
from extract.mentions.numerals import CHINESE, NUMBER, PARTS, read_number, read_parts
from extract.mentions.quantity_bounds import Quantity, bounded
from extract.mentions.units import Unit, UnitTable

RANGE_SIGN = r"\s?(?:[-—~～－]{1,2}|至|到)\s?"
ADJACENT = re.compile(r"[一二两三四五六七八]{2}[十百千万亿]*")

HALF = Decimal("0.5")
AND_A_HALF = re.compile(r"半(?![年个天日月数小])(?<=[年月天周倍]半)")
"""1年半, 2倍半: half of the unit on top."""
NEVER = (sys.maxsize, sys.maxsize)
DIGITS_OR_WORDS = re.compile(rf"[\d,.]+|[{CHINESE}]+")
DOUBLING = re.compile(
    r"翻了?(?P<times>[一两二三四五六七八九\d]+)?番(?P<and_half>半(?![年数]))?|(?P<half>减半|减少一半|下降一半)|(?P<double>翻倍|倍增(?![\u4e00-\u9fff]{0,4}(?:计划|工程|行动|方案|效应|模式)))"
)
RATIO = re.compile(
    r"(?<!\d)\d{1,9}(?:\.\d{1,9})?(?:\s?:\s?\d{1,9}(?:\.\d{1,9})?){2,8}|(?<!\d)\d{1,9}(?:\.\d{1,9})?\s?:\s?1(?![\d.:])"
)
MONEY_WORDS = re.compile(
    r"投资|资金|贷款|信贷|融资|存款|产值|增加值|收入|营收|GDP|生产总值|总量|资产|利润|税收|债券|零售|销售额|交易额|成交额|保费|进出口|"
    r"贸易|市值|规模|基金|投入|补助|经费|支出|外资|授信|产业|集群|企业|经济|财政|主营业务"
)


PEOPLE_BEFORE = re.compile(
    r"(?:人口|人数|居民|职工|学生|农民|劳动力|群众|患者|游客|老年人|儿童|人员|网民|党员|毕业生)(?:总[数量]|规模)?(?:[\u4e00-\u9fff]{0,2}(?:减少|增加|新增|下降|增长|净增|累计|突破|超过?|达到?|约|近|接近|不足|为|至|到|有)+)\s?$"
)
HEADS = r"(?P<heads>(?<!\d)\d{1,18}(?:\.\d{1,18})?[余多]?[万亿][余多]?)(?![\u4e00-\u9fff]{2,10}(?:存款|储蓄|资金|工资|贷款|收入|保费|补贴|基金))(?=[\u4e00-\u9fff]{0,6}?(?:人口|居民|群众|职工|学生|农民|劳动力|党员|老人|老年人|农牧民|游客|考生|毕业生|儿童|妇女|患者|残疾人|移民|(?P<homes>用户|农户|贫困户|家庭)))"
HEADS_BEFORE = re.compile(
    r"(?:人口|人数|学生数?|(?P<homes>户数|用户数?|农户))(?:总数|规模)?(?:已|将|分别)?(?:达到?|超过?|突破|约|近|为|有|增加到|减少到|降到|降至|增至|控制在|不少于|不低于|不超过)*\s?$"
)
"""人口76万, 新增就业人数24万以上: what was counted stands before a number without a counter."""
COEFFICIENT = r"(?P<coefficient>(?<!\d)\d{1,18}\.\d{1,18})(?=[,。;、:)\s]|以上|以下|以内|之内|左右|$)"
COEFFICIENT_NAME = re.compile(r"(?:系数|指数|倍数|比值|收入比|之比|基尼|恩格尔)[^,。;]{0,14}$")
ENDS_HERE = re.compile(r"[\s,。;、:)]|$|以上|左右|以内|级|的|元|和|与|及")
UNKNOWN_UNIT = r"(?![万亿千百])[\u4e00-\u9fff](?=[,。;、)]|以上|左右|以内|$)"
NO_UNIT = "年月日时分号级版期届章节条款项强度性化力中上下前后的了余多几万亿千百十至到和与及或、大强"


PER = r"[\u4e00-\u9fff]{1,2}?(?=[^\u4e00-\u9fff]|以[上下内]|及以|的|$)"
"""What stands behind the stroke of a rate, known as a unit or not: 元/床日, 10蒸吨/时及以下."""
ORDINAL_BEFORE = re.compile(r"[一二三四五ⅠⅡⅢⅣ]、$")
"""一、二类水质 names the first and the second kind."""
HUNDREDS_OF_MILLIONS = r"(?P<spoken>(?:(?<!\d)\d{1,4}(?:\.\d{1,2})?|[一两二三四五六七八九十]{1,3})个亿)(?=[,。;、)\s]|左右|以上|多|的|资金|投资|$)"
"""两个亿: how money is counted in speech; 3个亿元村 are villages."""
OTHER_WORD = r"(?<=方)[面位式向法案针]|(?<=部)[分门委]|(?<=面)[积向]|(?<=节)[能约点]|(?<=口)[岸径]|(?<=队)伍|(?<=天)[然津]|(?<=人)口"
"""十方面, 1部分: the character that could count belongs to the next word."""
TIME_OF_DAY = re.compile(r"\d\s?[时点:]\s?$")
NAMES_A_UNIT = re.compile(r"\((?:单位)?:?\s?$|单位:\s?$")
"""总产值(亿元), 单位:万元: the unit in which a table counts."""
ONCE_IN_EACH = re.compile(r"每(?:[半两三]?年|季度?|个?季度|半?个?月|周|天|日)[\u4e00-\u9fff]{0,20}$")
"""每半年调度一次 says how often; 一次 alone counts nothing."""
LONGEST_NAME_OF_HEADS = 18
MONEY_ENDS = re.compile(r"\s?(?:元|美元)")
NO_COUNTER = Unit("", "", Decimal(1), "", False, "", "", False)


class QuantityFinder:
    """Finds the quantities of a text; made once for a table of units."""

    def __init__(self, units: UnitTable) -> None:
        self._units = units
        compound = (
            rf"(?:{units.pattern})(?:/(?:{PER}|{units.pattern}|[\u4e00-\u9fff])|每(?:{units.pattern}))?"
        )
        scale = r"(?:[十百千]?万亿|[十百千]?[万亿])"
        measured = rf"(?P<first>{NUMBER})(?:\s?(?P<unit1>{compound})?{RANGE_SIGN}(?P<second>{NUMBER}))?\s?(?P<unit>{compound})(?!{OTHER_WORD})(?:\([\u4e00-\u9fff]{{1,2}}\))?"
        money = rf"(?P<money1>{NUMBER}){RANGE_SIGN}(?P<money2>{NUMBER})|(?P<money>(?:(?<!\d)\d{{1,18}}(?:\.\d{{1,18}})?\s?[余多]?{scale}|[一二三四五六七八九十百千]{{0,6}}[千万]亿|(?<=[过超破达逾到])[一二三四五六七八九十]{{0,3}}[十百]亿))[余多]?"
        formal = "壹贰叁肆伍陆柒捌玖拾佰仟"
        self._start = re.compile(
            rf"[\d\[{CHINESE}数几半多过翻减倍{formal}]"
            rf"(?:(?<![{CHINESE}])|(?=[{CHINESE}{units.beginnings}分成点半余多几来数至到\s~～－—-]))"
        )
        self._pattern = re.compile(
            rf"(?:(?P<parts>{PARTS})(?:{RANGE_SIGN}(?P<parts2>{PARTS}))?|{HUNDREDS_OF_MILLIONS}|(?P<ratio>{RATIO.pattern})|{measured}|(?P<loose>(?<!\d)\d{{1,18}}(?:\.\d{{1,18}})?[万亿千百]{{0,3}}[多余]?)(?P<loose_unit>{UNKNOWN_UNIT})|{HEADS}|{money}|{COEFFICIENT}|{DOUBLING.pattern})"
        )

    def find(self, text: str, blocked: list[tuple[int, int]]) -> list[Quantity]:
        """Quantities in order. blocked: spans (times, document numbers) whose numbers are no quantities.

        The long pattern is tried only where a number can begin: 一 of 一体化 begins none.
        """
        dollar = "TWD" if "新台币" in text else "HKD" if "港元" in text and "香港" in text else ""
        found: list[Quantity] = []
        position, barrier = 0, 0
        while (start := self._start.search(text, position)) is not None:
            position = start.start()
            while barrier < len(blocked) and blocked[barrier][1] <= position:
                barrier += 1
            block, block_end = blocked[barrier] if barrier < len(blocked) else NEVER
            if block <= position:
                position = block_end
                continue
            match = self._pattern.match(text, position)
            if match is None:
                position += 1
                continue
            if block < match.end():
                position = max(position + 1, min(block_end, match.end()))
                continue
            quantity = self._read(text, match)
            if quantity is None:
                position = max(match.start() + 1, _end_of_number(match))
            else:
                found.append(
                    quantity._replace(unit=dollar) if dollar and quantity.unit == "CNY" else quantity
                )
                position = quantity.end
        return found

    def _read(self, text: str, match: re.Match[str]) -> Quantity | None:
        if is_part_of_name(text, match.start(), match.end()):
            return None
        if match["parts"]:
            return _read_share(text, match)
        if match["ratio"]:
            if re.search(r"\d\s?$", text[max(0, match.start() - 2) : match.start()]):
                return None
            first, _, second = re.sub(r"\s", "", match["ratio"]).partition(":")
            if second == "1":
                value = Decimal(first)
                return bounded(text, match.start(), match.end(), value, value, "ratio", match.group(), False)
            return _plain(text, match, "eq", "ratio", match.group())
        if match["times"] or match["half"] or match["double"] or match.group().startswith("翻"):
            return _read_doubling(text, match)
        if match["heads"]:
            return _read_heads(text, match, match["heads"], match["homes"] is not None)
        if match["spoken"]:
            return _read_spoken(text, match)
        if match["coefficient"]:
            return _read_coefficient(text, match)
        if match["money"]:
            counted = HEADS_BEFORE.search(text, max(0, match.start() - LONGEST_NAME_OF_HEADS), match.start())
            if counted and not MONEY_ENDS.match(text, match.end()):
                return _read_heads(text, match, match["money"], counted["homes"] is not None)
            return _read_money(text, match)
        if match["loose"]:
            return _read_unknown(text, match)
        return self._read_measured(text, match)

    def _read_measured(self, text: str, match: re.Match[str]) -> Quantity | None:
        if not match["unit"] or _is_a_base(text, match) or _ends_elsewhere(text, match):
            return None
        if match["unit"] == "分" and TIME_OF_DAY.search(text, max(0, match.start() - 4), match.start()):
            return None
        first, second = read_number(match["first"]), None
        if match["unit"] == "日" and not text.startswith(("内", "以内", "之内"), match.end()):
            return None
        if match["unit"] == "年" and text.startswith("代", match.end()):
            return None
        if match["unit"] == "类" and ORDINAL_BEFORE.search(text, max(0, match.start() - 2), match.start()):
            return None
        if match["unit"] == "期" and not match["first"][0].isdigit():
            return None
        if first is None or (
            match["first"] == "一"
            and not match["second"]
            and self._units.by_text.get(match["unit"], NO_COUNTER).is_counter
            and not (
                match["unit"] == "次" and ONCE_IN_EACH.search(text, max(0, match.start() - 30), match.start())
            )
        ):
            return None
        unit, factor = self._unit(match["unit"])
        unit_text = _scale_text(match["second"] or match["first"]) + match["unit"]
        if match["second"]:
            second = read_number(match["second"])
            if second is None:
                return None
            if first < second and not _scale_text(match["first"]) and not match["unit1"]:
                first *= _scale_of(match["second"])
            if not first < second:
                return None
        elif ADJACENT.fullmatch(match["first"]):
            pair = _read_adjacent(match["first"])
            if pair is None:
                return None
            first, second = pair
        end = match.end()
        if second is None and AND_A_HALF.match(text, end):
            first, end = first + HALF, end + 1
        high = second if second is not None else first
        about = match["first"] if second is None else ""
        return bounded(
            text, match.start(), end, first * factor, high * factor, unit.code, unit_text, unit.is_counter, about
        )  # fmt: skip

    def _unit(self, written: str) -> tuple[Unit, Decimal]:
        known = self._units.by_text.get(written)
        if known is not None:
            return known, known.factor
        compound = f"other:{written.replace('每', '/')}"
        return Unit(written, compound, Decimal(1), "compound", False, written, written, False), Decimal(1)


def _ends_elsewhere(text: str, match: re.Match[str]) -> bool:
    """276.38(不含油气)亿元: the scale and the unit of a number from which a bracket parts them."""
    return not match["first"].strip("十百千万亿") and text.startswith(")", match.start() - 1)


def _is_a_base(text: str, match: re.Match[str]) -> bool:
    """每万人, 万元地区生产总值: the base to which a rate refers."""
    if text.startswith("兑", match.end()):
        return True  # 1美元兑6.6227元
    if match["first"].strip("百千万亿"):
        return False
    if NAMES_A_UNIT.search(text, max(0, match.start() - 4), match.start()):
        return True
    per = text[max(0, match.start() - 2) : match.start()].rstrip().endswith("每")
    return (
        per
        or re.match(r"(?:地区|国内)?(?:生产总值|GDP|工业增加值|产值)", text[match.end() : match.end() + 8])
        is not None
    )


def _end_of_number(match: re.Match[str]) -> int:
    """Past the number that was turned away: its digits, or all of it where it is spelt."""
    number = DIGITS_OR_WORDS.match(match.group())
    return match.start() + (number.end() if number else 1)


@lru_cache(maxsize=20_000)
def _scale_text(number: str) -> str:
    found = (
        re.search(r"[十百千]?[万亿]+$|[百千]$", re.sub(r"[余多几来]$", "", number))
        if re.match(r"\d", number)
        else None
    )
    if found is None:
        found = re.search(r"万亿$|[万亿]$", re.sub(r"[余多几来]$", "", number))
    return re.sub("[余多几来]", "", found.group()) if found else ""


def _scale_of(number: str) -> Decimal:
    scale = _scale_text(number)
    return (read_number("1" + scale) or Decimal(1)) if scale else Decimal(1)


def _read_adjacent(text: str) -> tuple[Decimal, Decimal] | None:
    low, high = read_number(text[0] + text[2:]), read_number(text[1] + text[2:])
    if low is None or high is None or high <= low or high - low > 2 * max(low, Decimal(1)):
        return None
    return low, high


def _read_share(text: str, match: re.Match[str]) -> Quantity | None:
    first = read_parts(match["parts"])
    if first is None:
        return None
    second = read_parts(match["parts2"]) if match["parts2"] else first
    if second is None:
        return None
    about = "超" if match["parts"] == "过半" else ""
    quantity = bounded(
        text, match.start(), match.end(), first[0], second[0], first[1], match["parts"], False, about
    )
    return quantity


def _read_doubling(text: str, match: re.Match[str]) -> Quantity:
    if match["half"]:
        value = Decimal("0.5")
    elif match["double"]:
        value = Decimal(2)
    else:
        times = (read_number(match["times"] or "一") or 1) + (HALF if match["and_half"] else 0)
        value = round(Decimal(2) ** times, 2)
    unit_text = "番" if "番" in match.group() else match.group()
    return bounded(text, match.start(), match.end(), value, value, "ratio", unit_text, False)


def _read_heads(text: str, match: re.Match[str], number: str, are_homes: bool) -> Quantity | None:
    """4.2万贫困人口, 农村人口76万: people or households counted without a counter."""
    counted = read_number(number)
    if counted is None or not (match["heads"] or ENDS_HERE.match(text, match.end())):
        return None
    unit = "household" if are_homes else "person"
    return bounded(
        text, match.start(), match.end(), counted, counted, unit, _scale_text(number), False, match.group()
    )


def _read_spoken(text: str, match: re.Match[str]) -> Quantity | None:
    amount = read_number(match["spoken"].replace("个", ""))
    if amount is None:
        return None
    return bounded(text, match.start(), match.end(), amount, amount, "CNY", "亿", False)


def _read_coefficient(text: str, match: re.Match[str]) -> Quantity | None:
    """系数提高到0.57: a number without a unit, where what it measures is a coefficient or a ratio."""
    if not COEFFICIENT_NAME.search(text[max(0, match.start() - 24) : match.start()]):
        return None
    value = Decimal(match["coefficient"])
    return bounded(text, match.start(), match.end(), value, value, "ratio", "", False)


def _read_money(text: str, match: re.Match[str]) -> Quantity | None:
    """投资突破1万亿: an amount that leaves out 元, in the company of words of money; 贫困人口减少1386万 counts people."""
    amount = read_number(match["money"])
    if amount is not None and PEOPLE_BEFORE.search(text, max(0, match.start() - 16), match.start()):
        return bounded(
            text, match.start(), match.end(), amount, amount, "person", _scale_text(match["money"]), False
        )
    around = text[max(0, match.start() - 16) : match.end() + 8]
    if amount is None or not ENDS_HERE.match(text, match.end()) or not MONEY_WORDS.search(around):
        return None
    scale = _scale_text(match["money"])
    return bounded(text, match.start(), match.end(), amount, amount, "CNY", scale, False)


def _read_unknown(text: str, match: re.Match[str]) -> Quantity | None:
    """A number with a word behind it that the table of units does not know: kept as written."""
    value, word = read_number(match["loose"]), match["loose_unit"]
    if value is None or value < 2 or word in NO_UNIT:
        return None
    unit_text = _scale_text(match["loose"]) + word
    return bounded(
        text, match.start(), match.end(), value, value, f"other:{word}", unit_text, True, match["loose"]
    )


def _plain(text: str, match: re.Match[str], comparator: str | None, unit: str, unit_text: str) -> Quantity:
    return Quantity(
        match.start(), match.end(), match.start(), match.end(), None, None, comparator, unit, unit_text, False,
        match.group(), False,
    )  # fmt: skip
