"""The noun phrase that a number measures, in the document's own words.

The phrase is put together from what stands left of the number in its clause (新增高新技术企业…不少于100个), what stands
right of it where the number counts a noun (4家中国500强企业), and, where the clause leaves its subject or its verb to
an earlier one, from there.
"""

import re
from dataclasses import replace
from itertools import zip_longest

from extract.facts import metric_cues as cues
from extract.facts.metric_words import (
    Metric,
    carried_on,
    counts_a_noun,
    is_a_measure,
    is_holder,
    join,
    likewise,
    names_a_measure,
    says_which,
    things_of,
    without_measure,
)
from extract.facts.model import Clause, Fact
from extract.mentions.quantity_bounds import Quantity


class MetricReader:
    """Reads the metrics of one sentence in order, keeping what later clauses leave out."""

    def __init__(self, text: str, phrases: list[tuple[int, int]], before: Fact | None = None) -> None:
        """before: the fact whose parts the sentence names, if it opens with 其中."""
        self._text = text
        self._phrases = phrases
        self._last = Metric(before.metric, before.metric) if before else Metric("", "")
        self._unit = (before.unit if before else None) or ""
        self._unit_text = (before.unit_text if before else None) or ""
        self._counted: list[tuple[Metric, Quantity]] = []  # what things that come later may be of
        self._verb = ""
        self._label = ""
        self._parts_measure = ""  # what the parts of a whole share: 产值 of 其中种植业226亿元,畜牧业148亿元
        self._clause: Clause | None = None

    def read(self, clause: Clause, index: int) -> Metric:
        """Metric of the clause's quantity number `index`."""
        quantity = clause.quantities[index]
        if clause is not self._clause:
            self._clause, self._verb = clause, ""
            if self._text[clause.start - 1 : clause.start] in ";:" and not self._names_part(quantity):
                self._counted.clear()
            if self._text[clause.start - 1 : clause.start] == ":":
                self._label = self._label_before(quantity)
        left, right = self._left(clause, index), self._right(clause, index)
        own_verb = cues.HEAD_VERB.match(left)
        if own_verb:
            self._verb = own_verb["verb"]
        metric = self._compose(left, right, quantity, index)
        metric = replace(metric, text=metric.text.replace("分别", ""))
        self._last, self._unit, self._unit_text = metric, quantity.unit, quantity.unit_text
        if not self._names_part(quantity):
            self._counted.append((metric, quantity))
        counts_those_measured_next = index + 1 < len(clause.quantities) and counts_a_noun(quantity)
        if counts_those_measured_next and right and cues.ACHIEVED.search(right):
            return replace(metric, text=cues.ACHIEVED.sub("", metric.text))
        return metric

    def _compose(self, left: str, right: str, quantity: Quantity, index: int) -> Metric:
        if not right and "标准" in left and cues.RATE_OF.fullmatch(left):
            paid = self._last.subject or self._before(index)
            if paid:
                return Metric(paid + "标准", paid)
        budget = cues.BUDGET_SIDE.fullmatch(left) if quantity.unit == "CNY" and not right else None
        named = self._of_budget(budget) if budget else ""
        if named:
            return Metric(named, named)
        left_out = self._left_out(left, right, quantity, index) if self._last.subject else None
        if left_out is not None:
            return left_out
        size = cues.SIZE.fullmatch(left) if quantity.unit == "CNY" else None
        led_to = cues.LED_TO.match(self._text, quantity.end) if size else None
        if size and led_to:
            return Metric(led_to["noun"] + size["size"], led_to["noun"])
        if self._label and quantity.unit in cues.DURATIONS:
            return Metric(self._label + left + right, self._label)
        if self._label and not right and is_holder(left):
            return Metric(left + self._label, self._label)
        whole = left + right
        elsewhere = cues.PLACE_ALONE.fullmatch(left)
        if elsewhere and not right and cues.CHANGE_TAIL.sub("", self._last.text) != self._last.text:
            measure = cues.PLACE_OF_MEASURE.sub("", self._last.subject)
            held = elsewhere["place"] + measure
            return Metric(held + left[elsewhere.end("place") :], self._last.subject)
        if index and not right and self._follows_with_and(index):
            return self._last
        if left.startswith("占") and self._last.subject and not index:
            whole = self._last.subject + whole
        done = cues.REALISED.sub("", left)
        if self._led_by_verb() and not index and not right and len(left) <= 6 and not self._last.subject:
            whole = self._before(index) + whole if not done or names_a_measure(done) else whole
        if len(whole) <= 3 and not self._last.subject and not cues.VERB_ONLY.fullmatch(left):
            before = self._before(index)
            whole = whole if cues.TELLS.search(before) else before + whole
        if left in cues.TOTAL and not right and self._last.subject:
            return Metric(join(self._last.subject, left), self._last.subject)
        if not whole or (not right and cues.BARE_VERBAL.fullmatch(left)):
            goes_on = cues.ACHIEVED.search(self._last.text) or cues.VALUE_OF_PLAN.search(self._last.text)
            if index and not whole and goes_on:
                return self._last
            before = cues.CHANGED.sub("", cues.CHANGE_TAIL.sub("", self._before(index)))
            base = before if names_a_measure(before) else self._last.subject or before
            return Metric(join(base, left), base)
        if right and left and cues.VERB_ONLY.fullmatch(left):
            return Metric(whole, whole)
        if index and self._verb and not cues.HEAD_VERB.match(left) and not names_a_measure(left):
            whole = self._verb + whole
        elif left and self._last.subject.endswith(left):
            whole = self._last.subject + right
        elif is_a_measure(left) and self._last.subject and (index or self._led_by_verb()):
            holder = without_measure(self._last.subject)
            if holder and holder not in left and not cues.HEAD_VERB.match(holder):
                whole = holder + whole
        subject = cues.CHANGE_TAIL.sub("", whole) or whole
        return Metric(whole, subject)

    def _of_budget(self, side: re.Match[str]) -> str:
        """Whose income or outgo it is: the one of the budget that the item is headed by, or whose other side came before."""
        other = cues.OTHER_SIDE[side["side"]]
        if self._last.subject.endswith(other) and len(self._last.subject) > len(other) + len(side["whose"]):
            return self._last.subject.removesuffix(other) + side["side"]
        if self._clause is None:
            return ""
        first = max(0, self._clause.start - cues.LONGEST_BUDGET)
        headed = cues.BUDGET_NAMED.search(self._text, first, self._clause.start)
        return headed["budget"] + side["whose"] + side["side"] if headed else ""

    def _left_out(self, left: str, right: str, quantity: Quantity, index: int) -> Metric | None:
        """The metric of a number that leaves to the one before it what is measured; None where it names that itself."""
        last, alike = self._last, self._unit == quantity.unit
        if right or self._clause is None:
            return None
        is_part = self._names_part(quantity)
        shares = quantity.unit in ("percent", "permille")
        same = likewise(left, last) if alike else None
        if same:
            return same
        if is_part and not alike and not shares:
            whole_of = next((m for m, q in reversed(self._counted) if q.unit == quantity.unit), None)
            last, alike = (whole_of, True) if whole_of else (last, alike)
        if cues.AGAIN.fullmatch(left) and (alike or shares) and not cues.HAN.match(self._text, quantity.end):
            return carried_on(left, last, shares and not alike)
        if cues.OF_PLAN.fullmatch(left) and (shares or alike or quantity.unit == "ratio"):
            return Metric(last.subject + left, last.subject) if shares or not alike else last
        if is_part and shares and left and not index and not alike:
            whole = self._text[self._clause.start : quantity.number_start]
            if cues.OF_WHOLE.search(whole) and last.subject not in left:
                share = last.subject + left if left.endswith(("占比", "比重")) else f"{left}占{last.subject}"
                return Metric(share, share)
        if alike and (index or is_part or self._text[self._clause.start - 1 : self._clause.start] == ":"):
            measure = cues.MEASURE_TAIL.search(last.text)
            if cues.PLACE_ITEM.fullmatch(left) and not last.subject.endswith(tuple("市县区州旗盟")):
                return Metric(left + cues.OF_ALL.sub("", last.subject), last.subject)
            named = measure is not None and left.endswith((measure.group(), *cues.PAID))
            longest = cues.LONGEST_PART if is_part else 6
            if (
                measure
                and measure.start()
                and not named
                and is_holder(left, longest)
                and not quantity.is_counter
            ):
                self._parts_measure = measure.group() if is_part else ""
                return Metric(left + measure.group(), last.subject)
        harvest = cues.HARVEST.search(last.text) if alike and quantity.unit == "tonne" else None
        if harvest and is_holder(left) and not cues.HARVEST.search(left):
            return Metric(left + harvest.group(), left + harvest.group())
        if alike and self._parts_measure and not index and is_holder(left) and not quantity.is_counter:
            return Metric(left + self._parts_measure, last.subject)
        self._parts_measure = ""
        if cues.HELD.fullmatch(left) and (
            not alike or quantity.unit_text != self._unit_text or left.startswith("首期")
        ):
            holder = next(filter(None, (things_of(*counted) for counted in reversed(self._counted))), "")
            if left in cues.OF_TRADE and cues.MEASURE_NOUN.search(last.subject):
                holder = cues.MEASURE_NOUN.sub("", last.subject)
            if holder:
                return Metric(holder + left, holder + left)
        if cues.FIRST_OF.fullmatch(left) and last.subject.endswith(cues.FOUNDED):
            return Metric(cues.OBJECT.sub("", last.subject) + left, last.subject)
        return None

    def _names_part(self, quantity: Quantity) -> bool:
        """Whether the clause opens with 其中, or the one before it is nothing else."""
        if self._clause is None:
            return False
        opens = cues.AMONG.match(self._text, self._clause.start, quantity.start) is not None
        return opens or self._text.startswith("其中", self._clause.start - 3)

    def _follows_with_and(self, index: int) -> bool:
        """增长5.6%和7.2%: nothing but 和 stands between the number and the one before it."""
        if self._clause is None:
            return False
        previous, quantity = self._clause.quantities[index - 1 : index + 1]
        return previous.unit == quantity.unit and bool(
            cues.AND_ONLY.fullmatch(self._text, previous.end, quantity.start)
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

    def _label_before(self, quantity: Quantity) -> str:
        """公用经费标准:, 转移登记: what a label names is meant by the numbers behind it that do not say what they measure."""
        label = self._before(0)
        if quantity.unit in cues.DURATIONS:
            return "" if cues.NO_SUBJECT.search(label) else label
        return label if cues.LABEL.search(label) else ""

    def _led_by_verb(self) -> bool:
        if self._clause is None:
            return False
        words = self._without_phrases(self._clause.start, self._clause.end)
        return cues.REALISED.match(words) is not None

    def _left(self, clause: Clause, index: int) -> str:
        quantity = clause.quantities[index]
        start = clause.start
        if index and cues.FROM_TO.search(
            self._text[clause.start : clause.quantities[index - 1].number_start]
        ):
            return self._left(clause, index - 1)
        if index:
            previous = clause.quantities[index - 1]
            of_today = cues.TODAY.search(self._text[clause.start : previous.start])
            changed = cues.CHANGED_TO.match(self._text[previous.end : quantity.start]) if of_today else None
            if of_today and changed:
                return self._trimmed(clause.start, clause.start + of_today.start()) + changed["what"]
            if says_which(previous, self._text[previous.end : quantity.start]):
                return self._trimmed(clause.start if index == 1 else previous.start, quantity.start)
            start = previous.end + len(self._between(previous, quantity)[0])
            if self._share_of(clause, index - 1):
                marks = list(cues.COORDINATION.finditer(self._text, previous.end, quantity.start))
                start = marks[-1].end() if marks else start
        return self._trimmed(start, quantity.start)

    def _trimmed(self, start: int, end: int) -> str:
        words = self._without_phrases(start, end)
        if cues.MAY_INTEND.search(words):
            words = cues.INTENDED.sub("", words)
        words = cues.TRAILING.sub("", cues.LEADING.sub("", words).strip())
        words = re.sub(r"^[^((]{0,20}[))]", "", words) if words.count(")") > words.count("(") else words
        return words[-cues.LONGEST_LEFT :] if len(words) > cues.LONGEST_LEFT else words

    def _right(self, clause: Clause, index: int) -> str:
        quantity = clause.quantities[index]
        given = (quantity.unit == "CNY" and cues.MONEY_VERB.fullmatch(self._left(clause, index))) or (
            self._text.startswith("的", quantity.end) and cues.HOLDS.fullmatch(self._left(clause, index))
        )
        if not given and not counts_a_noun(quantity):
            return self._share_of(clause, index)
        money = cues.GIVEN_MONEY.match(self._text, quantity.end, clause.end) if given else None
        if money:
            return money["money"]
        words = self._counted_words(clause, index)
        stop = cues.STOP_RIGHT.search(words)
        words = (words[: stop.start()] if stop else words).strip()
        words = cues.BY_MEANS_OF.sub("", cues.BEHIND_NUMBER.sub("", words))
        words = cues.TRAILING.sub("", words)
        return words[: cues.LONGEST_RIGHT] if cues.COUNTED.match(words) else ""

    def _counted_words(self, clause: Clause, index: int) -> str:
        """Words from the number to the next one in its clause; a number that only says which things are meant
        (市值超千亿的公司) is part of them."""
        quantity, limit = clause.quantities[index], clause.end
        for following, after in zip_longest(clause.quantities[index + 1 :], clause.quantities[index + 2 :]):
            behind = cues.COORDINATION.split(
                self._text[following.end : after.start if after else clause.end], maxsplit=1
            )[0]
            if cues.COORDINATION.search(self._text, quantity.end, following.start) or not says_which(
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
        found = re.match(r"的?([\u4e00-\u9fff][^,。;:、(\n]{1,30}?)[和与及]?(?=[,。;:、(\n]|$)", words)
        return found[1] if found and not cues.NO_WHOLE.match(found[1]) else ""

    def _between(self, first: Quantity, second: Quantity) -> tuple[str, str]:
        """The words between two numbers: what the first counts, and what leads to the second."""
        words = self._text[first.end : second.start]
        cut = cues.COORDINATION.search(words)
        if cut is None:
            return (
                (words, words)
                if counts_a_noun(first) and re.match(r"[\u4e00-\u9fff]", words)
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
        if cues.ASIDE_BEGINS.search(joined):
            joined = cues.ASIDE.sub("", joined)
        return cues.TITLE.sub("", joined) if "《" in joined else joined
