"""Places found in made-up sentences from all over China, and words that only look like places."""

import pickle
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from extract.mentions.places import PlaceContext, PlaceMention, find_places, resolve_name
from extract.reference import Reference, ReferenceFileError, load_reference
from schemas.registry import fields, tables

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent


def read_table(name: str) -> list[str]:
    """Lines of a table of sentences, without its comments."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


POSITIVE = [tuple(part.strip() for part in line.split("|")) for line in read_table("places.txt")]


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(ROOT / "raw" / "reference")


@pytest.fixture(scope="module")
def name_counts(reference: Reference) -> Counter[str]:
    return Counter(region.name_zh for region in reference.regions.values())


def label(region_id: str, reference: Reference, name_counts: Counter[str]) -> str:
    region = reference.regions[region_id]
    if name_counts[region.name_zh] > 1 and region.parent_region_id:
        return reference.regions[region.parent_region_id].name_zh + region.name_zh
    return region.name_zh


def described(mention: PlaceMention, reference: Reference, name_counts: Counter[str]) -> str:
    def named(region_id: str) -> str:
        return label(region_id, reference, name_counts)

    if mention.discovered:
        assert mention.parent_region_id is not None
        return f"{mention.text}=new {mention.name} in {named(mention.parent_region_id)}"
    if mention.is_ambiguous:
        return f"{mention.text}=? {' or '.join(map(named, mention.candidates))}"
    if mention.region_id is not None:
        return f"{mention.text}={named(mention.region_id)}"
    return f"{mention.text}={' + '.join(map(named, mention.members))}"


@pytest.mark.parametrize(("homes", "sentence", "expected"), POSITIVE)
def test_a_sentence_names_exactly_these_places(
    homes: str, sentence: str, expected: str, reference: Reference, name_counts: Counter[str]
) -> None:
    mentions = find_places(sentence, PlaceContext(tuple(homes.split())), reference)
    assert "; ".join(described(m, reference, name_counts) for m in mentions) == expected


@pytest.mark.parametrize("sentence", read_table("no_places.txt"))
def test_words_that_only_look_like_places_give_none(sentence: str, reference: Reference) -> None:
    assert find_places(sentence, None, reference) == []


def test_the_table_covers_many_mentions_across_china(reference: Reference) -> None:
    mentions = [
        mention
        for homes, sentence, _ in POSITIVE
        for mention in find_places(sentence, PlaceContext(tuple(homes.split())), reference)
    ]
    provinces = {
        reference.province(m) for mention in mentions for m in mention.members if m in reference.regions
    }
    assert len(mentions) >= 250
    assert len(provinces - {None}) == 34


def test_every_mention_is_text_of_the_document_without_overlap(reference: Reference) -> None:
    text = "。".join(sentence for _, sentence, _ in POSITIVE)
    mentions = find_places(text, PlaceContext(("310000",)), reference)
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


def test_an_ambiguous_district_follows_the_parent_that_the_document_names_elsewhere(
    reference: Reference,
) -> None:
    mentions = find_places("南昌市实施城市更新。西湖区和东湖区先行。", None, reference)
    assert [m.region_id for m in mentions] == ["360100", "360103", "360102"]


def test_a_short_county_name_counts_in_a_document_that_names_the_county(reference: Reference) -> None:
    def found(text: str) -> list[str]:
        return [m.text for m in find_places(text, None, reference)]

    assert found("嘉祥要做强石材产业。") == []
    assert found("嘉祥县印发方案。嘉祥要做强石材产业。") == ["嘉祥县", "嘉祥"]


def test_a_group_gives_its_members(reference: Reference) -> None:
    [mention] = find_places("支持苏浙皖共建", None, reference)
    assert mention.region_id == "group:su-zhe-wan"
    assert mention.members == ("320000", "330000", "340000")


def test_the_same_new_zone_has_one_key_in_every_document(reference: Reference) -> None:
    [first] = find_places("建设襄阳高新区。", None, reference)
    [second] = find_places("湖北省的襄阳高新区扩区", None, reference)[1:]
    assert first.region_id == second.region_id
    row = first.region_row()
    assert set(row) == {column.name for column in tables()["regions"].columns}
    assert row["parent_region_id"] == "420600"


@pytest.mark.parametrize(
    ("name", "homes", "expected"),
    [
        ("沪", "", "310000"),
        ("苏", "", "320000"),
        ("江苏", "", "320000"),
        ("大连", "", "210200"),
        ("朝阳", "110000", "110105"),
        ("朝阳", "210000", "211300"),
        ("吉林", "", "220000"),
        ("鼓楼区", "", None),
        ("上海市国资委", "", "310000"),
        ("嘉祥", "", "370829"),
        ("苏州市吴江区", "", "320509"),
        ("长三角", "", "group:yangtze-delta"),
        ("临港新片区管委会", "", "zone:lingang"),
        ("不是地名", "", None),
    ],
)
def test_a_name_by_itself_stands_for_its_region(
    name: str, homes: str, expected: str | None, reference: Reference
) -> None:
    assert resolve_name(name, PlaceContext(tuple(homes.split())), reference) == expected


def test_every_parent_and_every_member_of_a_group_is_a_region(reference: Reference) -> None:
    rows = reference.rows()
    ids = {row["region_id"] for row in rows["regions"]}
    assert len(ids) == len(rows["regions"])
    assert "unknown" in ids
    assert {row["parent_region_id"] for row in rows["regions"]} - {None} <= ids
    for row in rows["region_group_members"]:
        assert {row["group_region_id"], row["member_region_id"]} <= ids


def test_rows_have_the_columns_and_words_of_the_contract(reference: Reference) -> None:
    classes = fields()["region_class"].allowed
    assert classes is not None
    for table, rows in reference.rows().items():
        assert rows
        assert set(rows[0]) == {column.name for column in tables()[table].columns}
    assert {row["region_class"] for row in reference.rows()["regions"]} <= set(classes)


def test_a_county_of_a_missing_parent_hangs_below_the_nearest_known_one(reference: Reference) -> None:
    assert reference.regions["500228"].parent_region_id == "500000"
    assert reference.regions["542421"].parent_region_id == "540000"


def test_an_unknown_member_of_a_group_is_reported_with_file_and_entry(tmp_path: Path) -> None:
    for source in (ROOT / "raw" / "reference").iterdir():
        if source.is_file():
            (tmp_path / source.name).write_bytes(source.read_bytes())
    groups = tmp_path / "region_groups.yml"
    groups.write_text(groups.read_text(encoding="utf-8").replace("江苏省", "江舒省"), encoding="utf-8")
    with pytest.raises(ReferenceFileError, match=r"region_groups\.yml, entry yangtze-delta: .*江舒省"):
        load_reference(tmp_path)


def test_a_pickled_reference_finds_the_same(reference: Reference) -> None:
    copy = pickle.loads(pickle.dumps(reference))  # noqa: S301 (made here)
    text = "辽宁省鞍山市、沪苏、大连金普新区与枫泾-嘉善"
    assert find_places(text, None, copy) == find_places(text, None, reference)


def test_time_grows_with_the_length_of_the_text_alone(reference: Reference) -> None:
    text = "。".join(sentence for _, sentence, _ in POSITIVE) * 10

    def seconds(times: int) -> float:
        started = time.process_time()
        find_places(text * times, None, reference)
        return time.process_time() - started

    once = min(seconds(4) for _ in range(3))
    assert min(seconds(16) for _ in range(2)) < 4 * once * 2
