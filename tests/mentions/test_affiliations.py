"""Whom an organisation belongs to, in made-up sentences that say so and in others that do not."""

from pathlib import Path

import pytest

from extract.mentions.affiliations import find_affiliations
from extract.mentions.bodies import find_bodies
from extract.mentions.places import PlaceContext, find_places
from extract.reference import Reference, load_reference

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(ROOT / "raw" / "reference")


def affiliations(sentence: str, reference: Reference) -> set[tuple[str, str]]:
    context = PlaceContext(("330100",))
    bodies = find_bodies(sentence, find_places(sentence, context, reference), reference, context)
    names = {body.actor_id: body.name for body in bodies}
    at = {body.start: body.name for body in bodies}
    return {(at[start], names[parent]) for start, parent in find_affiliations(sentence, bodies).items()}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("市国资委直属的杭州钱潮集团要带头", {("杭州钱潮集团", "杭州市国有资产监督管理委员会")}),
        ("由省交通集团下属企业浙江交投集团承担", {("浙江交投集团", "浙江省交通集团")}),
        (
            "市国资委旗下的杭州钱潮集团、湖州太湖集团负责",
            {
                ("杭州钱潮集团", "杭州市国有资产监督管理委员会"),
                ("湖州太湖集团", "杭州市国有资产监督管理委员会"),
            },
        ),
        ("钱潮集团隶属于市国资委", {("钱潮集团", "杭州市国有资产监督管理委员会")}),
        ("钱潮集团(隶属于市国资委)负责建设", {("钱潮集团", "杭州市国有资产监督管理委员会")}),
    ],
)
def test_the_words_between_two_names_bind_them(
    sentence: str, expected: set[tuple[str, str]], reference: Reference
) -> None:
    assert affiliations(sentence, reference) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "市国资委、市财政局负责",
        "市国资委会同钱潮集团落实",
        "推进工作办公室设在市发展改革委,市财政局配合",
        "市国资委推动市属企业改革",
        "市国资委监管企业要带头",
        "市国资委所属单位要落实责任。市财政局负责督查",
    ],
)
def test_other_words_bind_nobody(sentence: str, reference: Reference) -> None:
    assert affiliations(sentence, reference) == set()
