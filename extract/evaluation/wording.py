"""How alike two phrases are."""

import re
from collections import Counter

WORDING_AGREEMENT = 0.5
"""Character overlap (twice the shared characters over all) from which two phrases are said to agree."""


def bare(text: str | None) -> str:
    """Text without spaces and punctuation, for comparing wording."""
    return re.sub(r"[\s,,、。;;:“”\"'()《》<>〈〉·—\-~]", "", text or "")


def overlap(a: str | None, b: str | None) -> float:
    """Share of characters that two phrases have in common, from 0 to 1, whatever their order."""
    first, second = bare(a), bare(b)
    if not first or not second:
        return float(first == second)
    shared = sum((Counter(first) & Counter(second)).values())
    return 2 * shared / (len(first) + len(second))


def agree(a: str | None, b: str | None) -> bool:
    """Whether two phrases say the same in about the same words."""
    return overlap(a, b) >= WORDING_AGREEMENT
