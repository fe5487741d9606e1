"""The bound of a quantity: what stands before and behind a number and says on which side of it the value may lie."""

import re
from decimal import Decimal
from typing import NamedTuple

REACH = r"(?:达到?了?|达至)"
LEFT_BOUNDS = (
    ("le", r"不突破|控制在|压缩在|限制在|稳定在(?=[^,。;]{1,14}以[内下])|压[减缩]到(?=[^,。;]{1,14}以[内下])|(?:不|不得|不应|不能|未)(?:超过|超出|高于|大于|多于|超)|至多|最多|最高(?:不超过)?|≤|限额"),
    ("ge", r"(?:不|不得|不应|不能)(?:低于|少于|小于|低于或等于|下于)|至少|最少|最低|高于或等于|≥|大于等于"),
    ("gt", r"(?<![通经超胜路不])过(?=\s?$)|超过|超出|超|突破|高于|大于|多于|逾|＞|>"),
    ("lt", r"低于|小于|少于|不足|不到|未到|＜|<"),
    ("approx", r"大约|(?<![签条合公节预特契集违履誓])约为?|接近|将近|近|大致|大概|约占"),
)  # fmt: skip
LEFT_BEGINS = "达不控压限稳未至最≤高≥大过超突多逾＞>低小少＜<约接将近"
"""What a bound or REACH begins with: where none of these stands, none is tried."""
LONGEST_LEFT = 18
LEFT = re.compile(
    rf"(?=[{LEFT_BEGINS}])(?:(?:{REACH})?(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in LEFT_BOUNDS)
    + rf")(?:{REACH})?\s?$|(?P<reach>{REACH})\s?$)"
)
LOOK_BACK = 32
VAGUE_WORDS = frozenset("余多几来数")
DIGIT = re.compile(r"\d")
RIGHT = re.compile(
    r"\s?(?:(?P<ge>(?:及|\(含\))?以上|及其?以上|起)|(?P<le>(?:及)?以[下内]|之内|[以之]内|内|(?:及)以下)"
    r"|(?P<approx>左右|上下|前后|多(?![\u4e00-\u9fff]{0,1}[于])|余))"
)
DISTANT = (
    (
        "ge",
        re.compile(
            r"(?:不|不得)(?:低于|少于|小于)[^,。;、\d]{1,28}的?$|(?:至少|最少)(?:要|应|须)?[\u4e00-\u9fff]{2,4}$"
        ),
    ),
    ("lt", re.compile(r"(?:不足|不到)[^,。;、\d]{1,14}的$")),
    (
        "le",
        re.compile(
            r"(?:不|不得)(?:超过|高于|大于)[^,。;、\d]{1,28}的?$|最高(?:可|给予|予以|可给予|不超过)?(?:补助|奖励|补贴|资助|奖补|扶持|支持|授信|贷款|赔付|获得?|给予)$|(?:最多|至多)(?:可|能)?[\u4e00-\u9fff]{2,4}$"
        ),
    ),
)
CURRENCY_BEFORE = re.compile(r"(?:新台币|台币|人民币|港币|美金)\s?$")


class Quantity(NamedTuple):
    """start and end: the number with its unit and bound, as a record quotes it. number_start: where the digits begin.
    low, high: values in `unit`, as the comparator binds them. factor: what the written number was multiplied by."""

    start: int
    end: int
    number_start: int
    number_end: int
    low: float | None
    high: float | None
    comparator: str | None
    unit: str
    unit_text: str
    is_counter: bool
    number_text: str
    is_spelt: bool

    @property
    def value(self) -> float | None:
        return self.low if self.low is not None else self.high


def bounded(
    text: str,
    start: int,
    end: int,
    low: Decimal,
    high: Decimal,
    unit: str,
    unit_text: str,
    is_counter: bool,
    about: str = "",
) -> Quantity:
    """The quantity with the bound that stands on either side of it."""
    named = CURRENCY_BEFORE.search(text, max(0, start - 4), start)
    outer = named.start() if named else start
    before = text[max(0, outer - LOOK_BACK) : outer]
    left, right = LEFT.search(before, max(0, len(before) - LONGEST_LEFT)), RIGHT.match(text, end)
    comparator, begin, finish = _left_bound(before, left, outer)
    if right is not None and not _is_ordinary_word(text, right):
        side = right.lastgroup
        if (
            side == "le"
            and right.group().strip() == "内"
            and unit not in ("hour", "minute", "day", "month", "year", "other:秒")
        ):
            side = None
        if side is not None:
            finish = right.end()
            held = comparator == "le" and before.rstrip().endswith(("控制在", "稳定在", "压缩在"))
            comparator = side if comparator in (None, "approx") or side != "approx" or held else comparator
    if about == "十几":
        return _as_bound(
            "range",
            Decimal(11),
            Decimal(19),
            (begin, max(finish, end)),
            (start, end),
            unit,
            unit_text,
            is_counter,
            text,
        )
    written_about = not VAGUE_WORDS.isdisjoint(about)
    if comparator is None and written_about:
        comparator = "approx"
    if comparator is None and about == "超":
        comparator = "gt"
    return _as_bound(
        comparator, low, high, (begin, max(finish, end)), (start, end), unit, unit_text, is_counter, text
    )


def _left_bound(before: str, left: re.Match[str] | None, start: int) -> tuple[str | None, int, int]:
    if left is not None:
        kind = left.lastgroup if left.lastgroup != "reach" else None
        word = left.group().strip()
        if "最高" in word and "达" in word:
            kind = None
        if word == "近" and re.search(r"[远附最靠邻临相亲]近\s?$", before):
            return None, start, 0
        return kind, start - len(before) + left.start(), 0
    for kind, pattern in DISTANT:
        if pattern.search(before):
            return kind, start, 0
    return None, start, 0


def _is_ordinary_word(text: str, right: re.Match[str]) -> bool:
    """以上学历, 起步: the word after the unit belongs to what follows."""
    following = text[right.end() : right.end() + 2]
    if right.lastgroup == "ge" and right.group().strip() == "起":
        return not re.match(r"[,。;、)\s]|$", following)
    return False


def _as_bound(
    comparator: str | None, low: Decimal, high: Decimal, span: tuple[int, int], number: tuple[int, int],
    unit: str, unit_text: str, is_counter: bool, text: str,
) -> Quantity:  # fmt: skip
    lower, upper = float(low), float(high)
    values: tuple[float | None, float | None] = (lower, upper)
    if lower != upper:
        comparator = "range"
    elif comparator in ("ge", "gt"):
        values = (lower, None)
    elif comparator in ("le", "lt"):
        values = (None, upper)
    else:
        comparator = comparator or "eq"
    number_text = text[number[0] : number[1]]
    if number_text.startswith("数"):
        values = (None, None)
    return Quantity(
        span[0], span[1], number[0], number[1], values[0], values[1], comparator, unit, unit_text, is_counter,
        number_text, DIGIT.search(number_text) is None,
    )  # fmt: skip
