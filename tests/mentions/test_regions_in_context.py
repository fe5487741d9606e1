"""Places as documents name them stand for the right region, in the annotated documents and in made-up ones."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.extraction import DocumentFacts, extract
from extract.mentions.places import PlaceContext, PlaceMention, find_places, resolve_name
from extract.mentions.zones import new_region_id
from extract.normalise.text import normalise
from extract.reference import Reference, load_reference
from extract.source import read_source
from tests.mentions.test_places import read_table

ROOT = Path(__file__).parents[2]
TABLE = [tuple(part.strip() for part in line.split("|")) for line in read_table("regions_in_context.txt")]
HOMES = "homes"


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(ROOT / "raw" / "reference")


@cache
def documents(name: str) -> tuple[DocumentFacts, ...]:
    path = ROOT / "raw" / "documents" / f"{name}.txt"
    return extract(read_source(path, path.name), load_reference(ROOT / "raw" / "reference")).documents


def annotations() -> list[dict[str, Any]]:
    lines = (ROOT / "tests" / "gold" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def expected_ids(text: str) -> tuple[str, ...]:
    """Region keys of the third column; the key of a new place follows from its name and parent."""
    if text == "none":
        return ()
    if text.startswith("new "):
        name, _, parent = text.removeprefix("new ").partition(" in ")
        return (new_region_id("town" if name.endswith("镇") else "zone", name, parent),)
    return tuple(text.split(" + "))


def meant(place: PlaceMention) -> tuple[str, ...]:
    return (place.region_id,) if place.region_id else () if place.is_ambiguous else place.members


def resolved(where: str, mention: str, reference: Reference) -> tuple[str, ...]:
    """What a mention means: as the document's own text uses it, else by itself in the document's context."""
    words = where.split()
    if words[0] == HOMES:
        context = PlaceContext(tuple(words[1:]))
        places = find_places(mention, context, reference)
    else:
        document = documents(words[0])[int(words[1]) - 1 if words[1:] else 0]
        context = PlaceContext(tuple(home.region_id for home in document.homes if home.region_id))
        places = [place for place in document.places if place.text == mention]
    whole = next((place for place in places if place.text == mention), None)
    if whole is not None:
        return meant(whole)
    region = resolve_name(mention, context, reference)
    return (region,) if region else ()


@pytest.mark.parametrize(("where", "mention", "ids", "why"), TABLE)
def test_a_mention_stands_for_the_region_that_a_reader_finds(
    where: str, mention: str, ids: str, why: str, reference: Reference
) -> None:
    assert resolved(where, mention, reference) == expected_ids(ids), why


def test_the_table_holds_every_place_of_the_annotations_and_many_more() -> None:
    annotated = {
        (row["doc"] + (f" {row['plan']}" if row.get("plan") else ""), normalise(name).text)
        for row in annotations()
        for name in [*(row.get("members") or ()), *(row.get("regions") or ())]
    }
    assert annotated - {(where, mention) for where, mention, _, _ in TABLE} == set()
    assert len({(where, mention) for where, mention, _, _ in TABLE}) >= 150


def test_names_in_the_table_are_those_of_their_regions(reference: Reference) -> None:
    for _, mention, ids, name in TABLE:
        if ids in reference.regions:
            assert reference.regions[ids].name_zh == name, mention
        else:
            assert ids == "none" or " " in ids, f"{mention}: no region has the key {ids}"
