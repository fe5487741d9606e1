"""Pairings that are written as one name: 沪苏浙合作, 上海—南通科技走廊, a branch zone, two platforms."""

from extract.facts import pairing_cues as cues
from extract.facts.model import Pairing, Party
from extract.facts.pairing_kinds import first_helps
from extract.facts.pairing_sentence import TiedSentence
from extract.mentions.places import PlaceMention


def written_as_one(sentence: TiedSentence) -> list[Pairing]:
    """Every pairing of this kind. It marks its mentions as used, but for those of platforms, which are no mentions."""
    return [
        *dash_chains(sentence), *bracketed_zones(sentence), *branch_zones(sentence), *written_together(sentence),
        *platforms(sentence),
    ]  # fmt: skip


def dash_chains(sentence: TiedSentence) -> list[Pairing]:
    chains: list[list[int]] = []
    for i in range(len(sentence.mentions) - 1):
        first, last = sentence.mentions[i].end, sentence.mentions[i + 1].start
        if last - first > cues.LONGEST_DASH or not cues.DASH.fullmatch(sentence.text, first, last):
            continue
        if chains and chains[-1][-1] == i:
            chains[-1].append(i + 1)
        else:
            chains.append([i, i + 1])
    found: list[Pairing] = []
    ends: list[int] = []  # of the names of each chain; what stands behind a list of chains is said of all
    for chain in chains:
        sentence.used.update(chain)
        last = sentence.mentions[chain[-1]].end
        if not cues.ROUTE_AHEAD.match(sentence.text, last) and (
            cues.COOPERATION.search(sentence.text, sentence.start, sentence.end)
            or cues.NAMED_ZONE.match(sentence.text, last)
            or _is_shared_zone(sentence, chain)
        ):
            pairing = sentence.pairing(chain, last, "pairing/dash-chain")
            park = cues.NAMED_ZONE.match(sentence.text, last)
            if pairing.field is None and park is not None:
                pairing = pairing._replace(field=park.group())
            helps = len(pairing.parties) == 2 and cues.HELPS_AS_NAMED.match(sentence.text, last)
            found.append(first_helps(pairing) if helps and pairing.direction == "mutual" else pairing)
            ends.append(last)
    for i in reversed(range(len(found) - 1)):
        gap = (ends[i], found[i + 1].quote_start)
        apart = found[i].field is None and cues.PAIR_BREAK.fullmatch(sentence.text, *gap)
        if apart or cues.LISTED_NEXT.fullmatch(sentence.text, *gap):
            found[i] = found[i]._replace(field=found[i + 1].field)
    return found


def bracketed_zones(sentence: TiedSentence) -> list[Pairing]:
    """东莞(韶关)产业转移工业园: a park that the first place runs in the second."""
    found = []
    for i in range(len(sentence.mentions) - 1):
        if sentence.between([i], [i + 1]) != "(" or {i, i + 1} & sentence.used:
            continue
        last = sentence.mentions[i + 1].end
        park = cues.NAMED_ZONE.match(sentence.text, last + 1)
        if not sentence.text.startswith(")", last) or park is None or sentence.holds(i, i + 1):
            continue
        sentence.used.update((i, i + 1))
        pairing = sentence.pairing([i, i + 1], park.end(), "pairing/dash-chain")
        found.append(pairing._replace(field=park.group()))
    return found


def _is_shared_zone(sentence: TiedSentence, chain: list[int]) -> bool:
    """深圳·河池产业园: a park that is named after a place and after the one that it lies in."""
    first, last = sentence.mentions[chain[0]], sentence.mentions[chain[-1]]
    return (
        isinstance(first, PlaceMention)
        and isinstance(last, PlaceMention)
        and first.region_class in cues.DIVISIONS
        and last.region_class == "zone"
        and last.discovered
        and last.text.endswith(cues.PARK_ENDINGS)
    )


def branch_zones(sentence: TiedSentence) -> list[Pairing]:
    """上海漕河泾开发区海宁分区: a branch zone is named after the two places that share it."""
    found = []
    for i, mention in enumerate(sentence.mentions):
        if not isinstance(mention, PlaceMention) or not mention.text.endswith(cues.BRANCH_ENDINGS):
            continue
        branch = cues.BRANCH_ZONE.fullmatch(mention.text)
        if branch is None:
            continue
        region = next(
            (r for r, name in sentence.names.items() if r.isdigit() and name[:-1] == branch["place"]), None
        )
        if region is None:
            continue
        sentence.used.add(i)
        parties = (
            Party(branch["parent"], None, None, "peer", "zone"),
            Party(sentence.names[region], region, None, "peer", "zone"),
        )
        found.append(
            Pairing(
                parties, "mutual", "zone_zone", None, mention.start, sentence.reach(mention.end),
                "pairing/branch-zone", sentence.node,
            )
        )  # fmt: skip
    return found


def platforms(sentence: TiedSentence) -> list[Pairing]:
    """…平台与…平台实现信息共享: two platforms, known by what they are called."""
    found: list[Pairing] = []
    if len(cues.PLATFORM_WORD.findall(sentence.text, sentence.start, sentence.end)) < 2:
        return found
    for match in cues.PLATFORMS.finditer(sentence.text, sentence.start, sentence.end):
        names = [cues.PLATFORM_EDGE.sub("", match["left"]), match["right"]]
        if not all(len(name) > 3 for name in names):
            continue
        parties = [Party(name, None, None, "peer", "body") for name in names]
        found.append(sentence.tied(parties, match.start("left"), match.end("right"), "pairing/platforms"))
    return found


def written_together(sentence: TiedSentence) -> list[Pairing]:
    """沪苏…合作: one mention that stands for several places, with a word of cooperation close behind."""
    found = []
    for i, mention in enumerate(sentence.mentions):
        if (
            i in sentence.used
            or not isinstance(mention, PlaceMention)
            or mention.is_pronoun
            or mention.is_ambiguous
        ):
            continue
        if not sentence.is_spelt(mention) or cues.INFRASTRUCTURE.match(sentence.text, mention.end):
            continue
        if cues.MODEL.match(sentence.text, mention.end):
            continue
        if cues.FACING.search(sentence.text, max(0, mention.start - 3), mention.start):
            continue
        limit = min(sentence.end, mention.end + 18)
        cut = cues.PHRASE_BREAK.search(sentence.text, mention.end, limit)
        if not cues.COOPERATION.search(sentence.text, mention.end, cut.start() if cut else limit):
            continue
        if cues.SOLE_LINK.search(sentence.text, max(0, mention.start - 2), mention.start):
            continue
        if cues.LINK.match(sentence.text, mention.end) or cues.ZONE_OF_NAMED_PLACES.match(
            sentence.text, mention.end
        ):
            continue
        sentence.used.add(i)
        found.append(_abbreviated(sentence, i))
    return found


def _abbreviated(sentence: TiedSentence, index: int) -> Pairing:
    """沪苏大丰: a place right behind the abbreviations that lies in one of them stands for it."""
    mention = sentence.mentions[index]
    parties, last = sentence.parties_of([index]), mention.end
    following = sentence.mentions[index + 1] if index + 1 < len(sentence.mentions) else None
    if isinstance(following, PlaceMention) and following.start == mention.end and following.region_id:
        inside = [p for p in parties if (p.region_id or "?")[:2] == following.region_id[:2]]
        if inside:
            sentence.used.add(index + 1)
            parties = [p for p in parties if p not in inside] + sentence.parties_of([index + 1])
            last = following.end
    return sentence.tied(parties, mention.start, last, "pairing/abbreviations")
