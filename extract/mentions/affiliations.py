"""Which organisation another one belongs to, where the words between the two names say so.

市国资委直属的甲集团, 隶属于市国资委的甲集团, 甲公司(隶属于市国资委): the words bind the two names that they stand between.
Kinds of firms (市国资委监管企业) belong to nobody: they are no single organisation. An office that another body
merely hosts (办公室设在市发展改革委) does not belong to it either.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.mentions.bodies import BodyMention

OWNS = re.compile(
    r"\s?(?:直接)?(?:下属|所属|直属|下辖|旗下|主管|控股|(?:管理|举办|出资(?:设立)?)的)(?:单位|机构|企业|子公司|全资子公司)?的?\s?"
)
BELONGS_TO = re.compile(r"\s?[,(]?(?:是|为|系)?(?:直接)?(?:隶属于?|直属于?|从属于)\s?")
LIST_LINK = re.compile(r"\s?[、和与及]\s?")
NO_ORGANISATION = "firm_class"


def find_affiliations(text: str, bodies: Sequence[BodyMention]) -> dict[int, str]:
    """Key of the organisation that a mention's organisation belongs to, by the start of the mention.

    bodies: what find_bodies found in the same text, in its order.
    """
    return {
        child.start: parent.actor_id
        for parent, child in _bound(text, bodies)
        if NO_ORGANISATION not in (parent.actor_type, child.actor_type) and parent.actor_id != child.actor_id
    }


def _bound(text: str, bodies: Sequence[BodyMention]) -> Iterator[tuple[BodyMention, BodyMention]]:
    """Pairs of owner and owned; the later members of a list have the owner of its first."""
    owner: BodyMention | None = None
    for left, right in pairwise(bodies):
        if OWNS.fullmatch(text, left.end, right.start):
            owner = left
            yield owner, right
        elif owner is not None and LIST_LINK.fullmatch(text, left.end, right.start):
            yield owner, right
        else:
            owner = None
            if BELONGS_TO.fullmatch(text, left.end, right.start):
                yield right, left
