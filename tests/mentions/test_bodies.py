"""Organisations found in made-up sentences, and words that only look like organisations."""

from itertools import pairwise
from pathlib import Path

import pytest

from extract.mentions.bodies import BodyMention, actor_key, find_bodies
from extract.mentions.places import PlaceContext, find_places
from extract.reference import Reference, load_reference
from schemas.registry import fields, tables
from tests.mentions.test_places import read_table

ROOT = Path(__file__).parents[2]
POSITIVE = [tuple(part.strip() for part in line.split("|")) for line in read_table("bodies.txt")]


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(ROOT / "raw" / "reference")


def bodies(sentence: str, homes: str, reference: Reference) -> list[BodyMention]:
    context = PlaceContext(tuple(homes.split()))
    return find_bodies(sentence, find_places(sentence, context, reference), reference, context)


def described(mention: BodyMention, reference: Reference) -> str:
    home = mention.home_region_id
    place = reference.regions[home].name_zh if home else "none"
    return f"{mention.text}={mention.name} ({mention.actor_type}, {place})"


@pytest.mark.parametrize(("homes", "sentence", "expected"), POSITIVE)
def test_a_sentence_names_exactly_these_organisations(
    homes: str, sentence: str, expected: str, reference: Reference
) -> None:
    found = bodies(sentence, homes, reference)
    assert "; ".join(described(mention, reference) for mention in found) == expected


@pytest.mark.parametrize("sentence", read_table("no_bodies.txt"))
def test_words_that_only_look_like_organisations_give_none(sentence: str, reference: Reference) -> None:
    assert bodies(sentence, "", reference) == []


def test_the_end_of_a_line_is_no_part_of_a_name(reference: Reference) -> None:
    [found] = bodies("3.推进任务落实。\n监管企业要制定计划", "310000", reference)
    assert found.text == found.name == "监管企业"


def test_short_and_official_name_are_one_organisation(reference: Reference) -> None:
    [short] = bodies("由市国资委牵头", "310000", reference)
    [official] = bodies("上海市国有资产监督管理委员会印发", "", reference)
    assert short.actor_id == official.actor_id == actor_key("上海市国有资产监督管理委员会", "310000")


def test_the_same_words_in_two_cities_are_two_organisations(reference: Reference) -> None:
    [one] = bodies("由市财政局牵头", "210200", reference)
    [other] = bodies("由市财政局牵头", "320600", reference)
    assert one.actor_id != other.actor_id


def test_every_mention_is_text_of_the_document_without_overlap(reference: Reference) -> None:
    text = "。".join(sentence for _, sentence, _ in POSITIVE)
    found = bodies(text, "310000", reference)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_an_actor_row_has_the_columns_and_kinds_of_the_contract(reference: Reference) -> None:
    kinds = fields()["actor_type"].allowed
    assert kinds is not None
    for homes, sentence, _ in POSITIVE:
        for mention in bodies(sentence, homes, reference):
            assert set(mention.actor_row()) == {column.name for column in tables()["actors"].columns}
            assert mention.actor_type in kinds
