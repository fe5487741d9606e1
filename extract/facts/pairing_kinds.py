"""What kind of pairing the parties make, and in which field."""

import re

from extract.facts import pairing_cues as cues
from extract.facts.model import Pairing, Party


def class_of(region_id: str) -> str:
    if region_id.isdigit():
        return (
            "province"
            if region_id.endswith("0000")
            else "prefecture"
            if region_id.endswith("00")
            else "county"
        )
    return region_id.partition(":")[0]


def type_of(parties: list[Party], words: str) -> str:
    classes = {
        "prefecture" if party.region_class == "foreign" and party.name.endswith("市") else party.region_class
        for party in parties
    }
    if "body" in classes:
        return "platform"
    if "town" in classes or (
        "county" in classes
        and cues.CLUSTER.search(words)
        and classes <= {"county", "town", "zone", "prefecture"}
    ):
        return "cross_border_town_cluster"
    if "group" in classes:
        return "region_group"
    if classes == {"province"}:
        return "province_province" if len(parties) == 2 else "region_group"
    if len(classes) == 1:
        return cues.TYPES.get(classes.pop(), "other")
    municipal = all(
        (p.region_id or "")[:2] in ("11", "12", "31", "50") for p in parties if p.region_class == "province"
    )
    return "city_city" if classes == {"province", "prefecture"} and municipal else "other"


def giving(parties: list[Party], words: str) -> list[Party]:
    """The parties with who helps whom, where the words behind say that there is help and the parties are of provinces
    that give and that get it; else as they are."""
    clause = cues.CLAUSE_END.split(words, maxsplit=1)[0]
    if not cues.HELPS.search(clause):
        return parties
    if all(party.region_class == "institution" for party in parties):
        return (
            _by_rank(parties, [_rank(party.name) for party in parties])
            if cues.COUNTERPART_HELP.search(clause)
            else parties
        )
    provinces = [(party.region_id or "")[:2] for party in parties]
    givers = [province in cues.DONORS for province in provinces]
    takers = [province in cues.RECIPIENTS for province in provinces]
    if len(set(provinces)) == 1 and all(party.region_class == "county" for party in parties):
        return _by_rank(parties, [int(party.name.endswith(("县", "旗"))) for party in parties])
    if not any(givers) or not any(takers) or not all(g or t for g, t in zip(givers, takers, strict=True)):
        return parties
    return [
        party._replace(role="from" if gives else "to") for party, gives in zip(parties, givers, strict=True)
    ]


def first_helps(pairing: Pairing) -> Pairing:
    """The pair with its first party as the one that helps."""
    giver, taker = pairing.parties
    return pairing._replace(
        parties=(giver._replace(role="from"), taker._replace(role="to")), direction="directed"
    )


def _by_rank(parties: list[Party], ranks: list[int]) -> list[Party]:
    """The parties of the lowest rank help those of the highest; as they are where all are equal or of many ranks.

    The districts of a province help its counties, and the hospitals and schools of higher places those of lower ones."""
    if len(set(ranks)) != 2:
        return parties
    return [
        party._replace(role="from" if rank == min(ranks) else "to")
        for party, rank in zip(parties, ranks, strict=True)
    ]


def _rank(institution: str) -> int:
    """How far down the institution stands; one that names no level is taken for one of a city."""
    found = [rank for rank, level in cues.INSTITUTION_LEVELS if level.search(institution)]
    return found[0] if found else 2


def field_of(words: str, before: str = "") -> str | None:
    """The field of cooperation from the words that lead to the parties and those behind them, else the kind of
    cooperation that they name."""
    ahead = cues.FIELD_BEFORE.search(before)
    if ahead is not None:
        return ahead["f"]
    bare = cues.BARE_COOPERATION.match(words)
    if bare is not None and not re.search(r"在[^,。;]{2,50}(?:方面|领域|行业)", words):
        return bare["kind"]
    for pattern in cues.FIELD_PATTERNS:
        match = pattern.search(words)
        if match:
            field = match["f"].rsplit("等", maxsplit=1)[-1] or match["f"]
            field = cues.FIELD_EDGE.sub("", field.strip(" 、-"))
            if (
                2 <= len(field) <= 40
                and not cues.GENERIC_FIELD.search(field)
                and not match["f"].startswith(("、", "合作", "协作"))
            ):
                return field
    kind = cues.COOPERATION_KIND.search(words)
    return kind.group() if kind else None
