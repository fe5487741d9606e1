"""Who is to do what a document promises, and where, in made-up documents and in the annotated ones."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.extraction import DocumentFacts, Extraction, extract
from extract.facts.model import Fact
from extract.mentions.bodies import actor_key, find_bodies
from extract.mentions.places import PlaceContext, find_places, resolve_name
from extract.normalise.text import normalise
from extract.reference import UNKNOWN, Reference, load_reference
from extract.source import read_source, source_from_bytes
from extract.tables import document_rows
from schemas.registry import fields

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent


def examples(name: str) -> list[Any]:
    found = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return [pytest.param(example, id=example["name"]) for example in found]


@cache
def reference() -> Reference:
    return load_reference(ROOT / "raw" / "reference")


def extracted(text: str) -> Extraction:
    return extract(source_from_bytes(text.encode(), "made-up.txt"), reference())


def facts_by_text(extraction: Extraction) -> dict[str, tuple[DocumentFacts, Fact]]:
    return {
        extraction.text.text[fact.start : fact.end]: (document, fact)
        for document in extraction.documents
        for fact in document.facts
    }


@pytest.mark.parametrize("example", examples("actors.yml"))
def test_actors(example: dict[str, Any]) -> None:
    facts = facts_by_text(extracted(example["text"]))
    found = {
        text: [f"{actor.body.name} ({actor.role})" for actor in facts[text][0].actors_of(facts[text][1])]
        for text in example["actors"]
    }
    assert found == example["actors"]


@pytest.mark.parametrize("example", examples("regions.yml"))
def test_regions(example: dict[str, Any]) -> None:
    extraction = extracted(example["text"])
    facts = facts_by_text(extraction)
    names = {row["region_id"]: row["name_zh"] for row in document_rows(extraction).get("regions", [])}
    names |= reference().region_names | {UNKNOWN: "未说明"}
    found = {
        text: [names[region] for _, region in facts[text][0].regions_of(facts[text][1])]
        for text in example["regions"]
    }
    assert found == example["regions"]


@pytest.mark.parametrize("example", [*examples("actors.yml"), *examples("regions.yml")])
def test_every_actor_and_region_of_a_row_has_a_row_of_its_own(example: dict[str, Any]) -> None:
    rows = document_rows(extracted(example["text"]))
    regions = {row["region_id"] for row in [*reference().rows()["regions"], *rows.get("regions", [])]}
    actors = {row["actor_id"]: row for row in rows.get("actors", [])}
    assert {row["region_id"] for row in rows["target_regions"]} <= regions
    assert {row["actor_id"] for row in rows.get("target_actors", [])} <= actors.keys()
    assert {row["home_region_id"] for row in actors.values()} - {None} <= regions
    assert {row["region_id"] for row in rows.get("document_issuers", [])} - {None} <= regions
    roles = fields()["actor_role"].allowed
    assert roles is not None
    assert {row["actor_role"] for row in rows.get("target_actors", [])} <= set(roles)


@pytest.mark.parametrize(
    "title",
    [
        "襄阳高新区",
        "花桥镇",
        "上海市嘉定区安亭镇",
        "临海新区",
        "大连金普新区",
        "雄安新区",
        "长三角地区",
        "粤港澳大湾区",
    ],
)
def test_any_place_may_speak(title: str) -> None:
    [document] = extracted(
        f"{title}2022年工作要点\n一、重点工作\n全市新增企业100家,本区新建学校2所。\n"
    ).documents
    assert [fact.low for fact in document.facts] == [100.0, 2.0]


def annotated() -> list[tuple[dict[str, Any], DocumentFacts, Fact]]:
    """Annotated targets and statistics that extraction finds, with the document and the fact found."""
    found = []
    extractions: dict[str, Extraction] = {}
    for line in (ROOT / "tests" / "gold" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] not in ("target", "statistic"):
            continue
        path = ROOT / "raw" / "documents" / f"{row['doc']}.txt"
        if row["doc"] not in extractions:
            extractions[row["doc"]] = extract(read_source(path, path.name), reference())
        extraction = extractions[row["doc"]]
        document = extraction.documents[row.get("plan", 1) - 1]
        starts = {extraction.text.offsets.span(f.start, f.end)[0]: f for f in document.facts}
        if row["start"] in starts:
            found.append((row, document, starts[row["start"]]))
    return found


def test_the_first_region_of_an_annotated_fact_is_among_those_found() -> None:
    shares = []
    for row, document, fact in annotated():
        context = PlaceContext(tuple(home.region_id for home in document.homes if home.region_id))
        first = resolve_name(normalise(row["regions"][0]).text, context, reference())
        shares.append(first in {region for _, region in document.regions_of(fact)})
    assert sum(shares) / len(shares) >= 0.97


def actor_keys(name: str, document: DocumentFacts) -> set[str]:
    """What a name as annotated may be kept under: an organisation's key, or that of the region that acts itself."""
    context = PlaceContext(tuple(home.region_id for home in document.homes if home.region_id))
    plain = normalise(name).text
    bodies = find_bodies(plain, find_places(plain, context, reference()), reference(), context)
    region = resolve_name(plain, context, reference()) if not bodies else None
    return {body.actor_id for body in bodies} | (
        {actor_key(reference().region_names[region], region)} if region else set()
    )


def test_all_who_act_are_found_for_most_annotated_targets() -> None:
    found = []
    for row, document, fact in annotated():
        if row["kind"] == "target":
            keys = {actor.body.actor_id for actor in document.actors_of(fact)}
            found.append(all(actor_keys(name, document) & keys for name in row["actors"]))
    assert sum(found) / len(found) >= 0.88
