"""Pairings: places or platforms that a sentence ties to each other for cooperation.

Five constructions carry nearly all of them: two parties joined by 与 or 和 with a word of cooperation behind them; 与
and a party alone, where the document's own region is the other; a chain of places joined by dashes; abbreviations of
several places written together (沪苏, 京津冀); and the rows of a list of pairs. A party may be a list. Lists of places
that merely do the same thing, and names of roads, railways and pipelines, are no pairings.
"""

from collections.abc import Container, Mapping, Sequence

from extract.facts import pairing_cues as cues
from extract.facts.model import Mention, Pairing, Party
from extract.facts.pairing_lists import ListReader
from extract.facts.pairing_names import written_as_one
from extract.facts.pairing_rosters import Roster
from extract.facts.pairing_series import as_in_their_row
from extract.facts.pairing_unlisted import with_unlisted
from extract.mentions.places import PlaceMention


def read_pairings(
    text: str, start: int, end: int, node: int, mentions: Sequence[Mention], homes: Sequence[Party],
    names: Mapping[str, str], abbreviations: Container[str], roster: Roster,
) -> list[Pairing]:  # fmt: skip
    """Pairings of the sentence at start to end.

    mentions: its places and organisations in order. homes: the regions that the document speaks for, which are the
    silent party of 与江苏省合作. names: the name of each region by its key.
    abbreviations: the single characters that stand for regions (沪, 苏). roster: the rows of pairs of the document that
    were read before.
    """
    parties = [m for m in mentions if isinstance(m, PlaceMention) or m.actor_type in cues.PARTY_BODIES]
    names_platforms = len(cues.PLATFORM_WORD.findall(text, start, end)) > 1
    if not names_platforms and not _may_be_tied(text, parties, end):
        return []
    tied = with_unlisted(text, start, end, parties)
    sentence = ListReader(text, start, end, node, tied, homes, names, abbreviations)
    row = roster.pair_of(sentence)
    if row is not None:
        return [row]
    found = [pairing for pairing in written_as_one(sentence) + sentence.read() if len(pairing.parties) > 1]
    return as_in_their_row(text, start, sorted(found, key=lambda pairing: pairing.quote_start))


def _may_be_tied(text: str, parties: Sequence[Mention], limit: int) -> bool:
    """Whether any construction can hold: a quick look, since most sentences that name places tie none of them."""
    end = None
    for party in parties:
        if (
            end is not None
            and party.start - end <= cues.WIDEST_TIE
            and cues.MAY_TIE.search(text, end, party.start)
        ):
            return True
        if cues.MAY_TIE_TO_HOME.search(text, max(0, party.start - cues.BEFORE_PARTY), party.start):
            return True
        if cues.WITH_OWN.match(text, party.end):
            return True
        if isinstance(party, PlaceMention) and (
            len(party.members) > 1
            or party.text.endswith(cues.BRANCH_ENDINGS)
            or text.startswith(cues.DASHES, party.start - 1)
            or (
                text.startswith(("与", "和", "同", "跟"), party.end)
                and (party.region_class in ("zone", "port") or text.find("友好", party.end, limit) >= 0)
            )
        ):
            return True
        end = party.end
    return False


def without_repeats(pairings: Sequence[Pairing], title_start: int) -> list[Pairing]:
    """The pairings of a document, with each set of parties kept once for every field that is named, and once in all
    where only the cooperation as such is mentioned: in the title at title_start, if it is named there."""
    kept: list[Pairing] = []
    pairings = sorted(
        pairings, key=lambda p: (p.rule_id == "pairing/abbreviations", p.quote_start != title_start)
    )
    seen: set[tuple[frozenset[str], str]] = set()
    for pairing in pairings:
        parties = frozenset(p.region_id or p.actor_id or p.name for p in pairing.parties)
        field = pairing.field or ""
        generic = not field or bool(cues.GENERIC_FIELD.search(field) or cues.ONE_SIDED.search(field))
        if (parties, "" if generic else field) in seen:
            continue
        seen.add((parties, "" if generic else field))
        kept.append(pairing)
    return sorted(kept, key=lambda p: p.quote_start)
