"""Pairs in a row: what is said of the first, or before the colon that opens the row, holds for those that leave it out."""

import re

from extract.facts import pairing_cues as cues
from extract.facts.model import Pairing
from extract.facts.pairing_kinds import first_helps

ROW_HEAD = re.compile(r"[^。!?\n:]{2,60}:$")
STILL_PAIRED = re.compile(r"[^。;!?\n]{0,80}?结对关系")


def as_in_their_row(text: str, start: int, found: list[Pairing]) -> list[Pairing]:
    """The pairings of one sentence that begins at `start`, in order, with what each leaves to its row: 对口支援关系为:
    甲市—乙县、丙市—丁县, and 甲市对口支援乙县,丙市—丁县."""
    result: list[Pairing] = []
    for pairing in found:
        before = result[-1] if result else None
        if pairing.rule_id == "pairing/dash-chain" and len(pairing.parties) == 2:
            head = ROW_HEAD.search(text, start, pairing.quote_start)
            if before is not None and _follows(text, before, pairing):
                pairing = _like(pairing, before)
            elif head is not None:
                pairing = _as_headed(pairing, head.group())
        elif (
            before is not None
            and before.direction == "directed"
            and pairing.direction == "mutual"
            and len(pairing.parties) == 2
            and _still_paired(text, pairing)
        ):
            pairing = _like(pairing, before)
        result.append(pairing)
    return result


def _follows(text: str, before: Pairing, pairing: Pairing) -> bool:
    """Whether nothing but a comma parts the two: the words of the first hold for the second."""
    end = text.find(before.parties[-1].name, before.quote_start, pairing.quote_start)
    return (
        len(before.parties) == 2
        and end >= 0
        and bool(cues.PAIR_BREAK.fullmatch(text, end + len(before.parties[-1].name), pairing.quote_start))
    )


def _still_paired(text: str, pairing: Pairing) -> bool:
    """甲区结对帮扶乙县,丙区与丁县结对关系不变: the third helps the fourth, as the first helps the second."""
    return STILL_PAIRED.match(text, pairing.quote_start) is not None


def _like(pairing: Pairing, before: Pairing) -> Pairing:
    field = pairing.field or before.field
    if before.direction != "directed":
        return pairing._replace(field=field)
    return first_helps(pairing)._replace(field=field)


def _as_headed(pairing: Pairing, head: str) -> Pairing:
    kind = cues.SUPPORT_KIND.search(head)
    if kind is None:
        paired = cues.COOPERATION_KIND.search(head)
        return pairing._replace(field=pairing.field or (paired.group() if paired else None))
    return first_helps(pairing)._replace(field=pairing.field or kind.group())
