"""Words that stand for the document's own regions (本市, 全省, 两省, 新片区), short names that a document gives
itself (以下简称示范区), and runs of abbreviations (沪苏, 在浙)."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from extract.gazetteer import Name, Pronoun
from extract.mentions.place_evidence import Evidence
from extract.mentions.place_spots import Spot
from extract.reference import COUNTRY, Reference

ENDINGS = {"city": ("市",), "county": ("县", "旗"), "district": ("区",), "prefecture": ("州", "盟", "地区")}
SHORT_NAME_GIVEN = re.compile(r"[((](?:以下)?简称:?[“\"]?(?P<name>[\u4e00-\u9fff]{2,10})[”\"]?(?:,下同)?[))]")
LONGEST_WORD_BEFORE = 6


def settle_pronoun(spot: Spot, evidence: Evidence) -> None:
    """Give a pronoun the home regions that it stands for; it stays open where the document's home does not
    say."""
    pronoun = evidence.reference.gazetteer.pronouns[spot.name.text]
    if pronoun.level == "country":
        spot.region_id, spot.members = COUNTRY, (COUNTRY,)
        return
    found = [r for home in evidence.homes if (r := _of_level(home, pronoun, evidence.reference))]
    found = list(dict.fromkeys(found))
    if len(found) == (pronoun.together or 1):
        spot.members = tuple(found)
        spot.region_id = found[0] if len(found) == 1 else None


def _of_level(home: str, pronoun: Pronoun, reference: Reference) -> str | None:
    """The home region itself or its nearest ancestor of the pronoun's level."""
    for region_id in reference.chain(home):
        region = reference.regions[region_id]
        if pronoun.level == "any" or (pronoun.level == "province" and region.region_class == "province"):
            return region_id
        if pronoun.level in ENDINGS and region.name_zh.endswith(ENDINGS[pronoun.level]):
            return region_id
    return None


def settle_bare_suffix(spot: Spot, evidence: Evidence) -> None:
    """A closing word alone (新片区) means the home zone that ends in it, or the one such zone that the document names."""
    word, regions = spot.name.text, evidence.reference.regions
    named = evidence.named if word in evidence.reference.gazetteer.zone_words else ()
    for candidates in (evidence.homes, named):
        found = [
            r for r in candidates if regions[r].region_class == "zone" and regions[r].name_zh.endswith(word)
        ]
        if len(found) == 1 or (found and candidates is evidence.homes):
            spot.region_id, spot.members = found[0], (found[0],)
            return


def short_names_given(text: str, settled: Sequence[Spot], evidence: Evidence) -> Iterator[Spot]:
    """Later uses of the short names that the text gives to places: 示范区, once it has said
    长三角生态绿色一体化发展示范区(以下简称示范区)."""
    if "简称" not in text:
        return
    given: dict[str, tuple[int, Spot]] = {}
    for place in settled:
        match = SHORT_NAME_GIVEN.match(text, place.end) if place.is_settled else None
        known = evidence.reference.gazetteer.by_text.get(match["name"]) if match else None
        if match and (known is None or known.kind == "suffix"):
            given.setdefault(match["name"], (match.end(), place))
    if not given:
        return
    taken = sorted((spot.start, spot.end) for spot in settled)
    for found in re.finditer("|".join(sorted(given, key=len, reverse=True)), text):
        position, place = given[found.group()]
        start, end = found.span()
        if start >= position and _is_free(start, end, taken) and _begins_word(text, start, evidence):
            yield Spot(
                start, end, Name(found.group(), "given", ()), (), place.region_id, place.members,
                parent_region_id=place.parent_region_id, new_name=place.new_name, new_class=place.new_class,
            )  # fmt: skip


def _is_free(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(taken, (start, end))
    after = index == len(taken) or taken[index][0] >= end
    return after and (index == 0 or taken[index - 1][1] <= start)


def _begins_word(text: str, start: int, evidence: Evidence) -> bool:
    """Whether a mark, the beginning of the text or a verb stands before."""
    before = text[max(0, start - LONGEST_WORD_BEFORE) : start]
    if not "\u4e00" <= before[-1:] <= "\u9fff":
        return True
    return any(word.end() == len(before) for word in evidence.reference.gazetteer.break_word.finditer(before))


def settle_abbreviations(spot: Spot, text: str, evidence: Evidence) -> None:
    """Expand a run to the regions that its characters stand for; cut what does not belong to it
    (辽苏|合作). A dash or quotation marks may part them (沪—连).

    A character counts without more if it always means its province, otherwise in a document that names the
    region. A run needs one of the first kind (常通 alone is no place); one character by itself needs a verb
    before it (在浙).
    """
    gazetteer = evidence.reference.gazetteer
    letters = [(i, c) for i, c in enumerate(spot.name.text) if c in gazetteer.abbreviations]
    codes = [_region_of(character, evidence) for _, character in letters]
    first = next((i for i, (_, c) in enumerate(letters) if c in gazetteer.sure_abbreviations), 0)
    while first > 0 and codes[first - 1] is not None:
        first -= 1
    last = first
    while last < len(codes) and codes[last] is not None and codes[last] not in codes[first:last]:
        last += 1
    start, end = spot.start + letters[first][0], spot.start + letters[last - 1][0] + 1
    if last - first == 1 and not gazetteer.single_abbreviation.match(text, start):
        return
    found = [code for code in codes[first:last] if code is not None]
    if found:
        spot.start, spot.end, spot.members = start, end, tuple(found)
        spot.region_id = found[0] if len(found) == 1 else None


def _region_of(character: str, evidence: Evidence) -> str | None:
    gazetteer, regions = evidence.reference.gazetteer, evidence.reference.regions
    codes = gazetteer.abbreviations[character]
    if character in gazetteer.sure_abbreviations:
        codes = tuple(c for c in codes if regions[c].region_class == "province")
    else:
        codes = tuple(c for c in codes if c in evidence.named)
    return codes[0] if len(codes) == 1 else None
