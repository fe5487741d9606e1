"""Facts to rows of the raw tables, with offsets mapped back to the source file and keys made from content."""

import re
from operator import itemgetter
from typing import Any

from extract.extraction import DocumentFacts, Extraction
from extract.facts.model import Fact, Pairing
from extract.mentions.affiliations import find_affiliations
from extract.mentions.bodies import BodyMention
from extract.mentions.places import PlaceMention
from schemas.keys import content_key

Row = dict[str, Any]
Rows = dict[str, list[Row]]
UNKNOWN = "unknown"
LONGEST_PATH_PART = 60
LINE_BREAKS_IN_TITLE = 40
"""Line breaks and the indents behind them that may stand within a title, or before the years in brackets below it."""


def document_rows(extraction: Extraction) -> Rows:
    """Rows of every raw table that a source file gives; regions, actors and units may repeat across files."""
    rows: Rows = {}
    for ordinal, document in enumerate(extraction.documents):
        _DocumentRows(extraction, document, ordinal, rows).write()
    return rows


class _DocumentRows:
    """Writes the rows of one document into `rows`."""

    def __init__(self, extraction: Extraction, document: DocumentFacts, ordinal: int, rows: Rows) -> None:
        self._extraction, self._document, self._rows = extraction, document, rows
        self._source = extraction.source
        self._id = content_key(extraction.source.sha256, ordinal)
        self._span = extraction.text.offsets.span
        self._clause_ids = [
            content_key(self._id, "clause", index, node.start, node.number_text)
            for index, node in enumerate(document.structure.nodes)
        ]

    def write(self) -> None:
        self._write_document()
        self._write_clauses()
        seen: dict[tuple[object, ...], str] = {}
        for fact in self._document.facts:
            self._write_fact(fact, seen)
        for pairing in self._document.pairings:
            self._write_pairing(pairing)
        self._write_mentions()
        self._write_discovered()

    def _add(self, table: str, row: Row) -> None:
        self._rows.setdefault(table, []).append(row)

    def _write_document(self) -> None:
        head, text = self._document.head, self._source.text
        start, end = self._span(head.start, head.end)
        title_span = self._span(head.title_start, head.title_start + max(1, len(head.title)))
        title = (
            re.sub(r"\s*\n\s*", "", text[title_span[0] : title_span[1] + LINE_BREAKS_IN_TITLE])[
                : len(head.title)
            ]
            if head.title and len(head.title) == title_span[1] - title_span[0]
            else head.title
        )
        damage = [edit for edit in self._extraction.text.damage if start <= edit.start < end]
        self._add("documents", {
            "document_id": self._id, "source_file": self._source.name, "title": title or self._source.name,
            "document_number": head.number, "document_type": head.kind, "date_issued": head.issued,
            "date_adopted": head.adopted, "date_published": head.published, "reference_year": head.reference_year,
            "period_start": head.period_start, "period_end": head.period_end,
            "language": "zh-Hant" if self._extraction.text.is_traditional else "zh-Hans",
            "sha256": self._source.sha256, "char_start": start, "char_end": end, "characters": end - start,
            "repaired_spans": len(damage), "document_text": text,
        })  # fmt: skip
        for ordinal, issuer in enumerate(self._document.issuers, start=1):
            self._add("document_issuers", {
                "document_id": self._id, "ordinal": ordinal, "name_text": issuer.name, "actor_id": issuer.actor_id,
                "region_id": issuer.region_id,
            })  # fmt: skip

    def _write_clauses(self) -> None:
        nodes, text, ids = self._document.structure.nodes, self._source.text, self._clause_ids
        document_end, themes = self._document.head.end, self._document.themes
        rows = self._rows.setdefault("clauses", [])
        paths: list[str] = []
        for index, node in enumerate(nodes):
            label = (f"{node.number_text}{node.heading}" or node.number_text or self._document.head.title)[
                :LONGEST_PATH_PART
            ]
            path = label if node.parent < 0 else f"{paths[node.parent]} > {label}"
            paths.append(path)
            last = max(node.own_end, node.start + 1) if index else document_end
            start, end = self._span(node.start, min(last, document_end))
            rows.append({
                "clause_id": ids[index], "document_id": self._id,
                "parent_clause_id": None if node.parent < 0 else ids[node.parent],
                "level": 0 if node.parent < 0 else path.count(" > "), "number_text": node.number_text or None,
                "heading": node.heading or None, "path": path, "section_role": node.role, "char_start": start,
                "char_end": end, "text": text[start:end], "is_task": node.is_task,
            })  # fmt: skip
            for ordinal, theme in enumerate(themes.get(index, ()), start=1):
                self._add("clause_themes", {"clause_id": ids[index], "ordinal": ordinal, "theme_code": theme})

    def _write_fact(self, fact: Fact, seen: dict[tuple[object, ...], str]) -> None:
        start, end = self._span(fact.start, fact.end)
        quote_start, quote_end = self._span(fact.quote_start, fact.quote_end)
        key = content_key(self._id, fact.kind, fact.type, start, end, fact.metric)
        text, period = self._source.text, fact.period
        row: Row = {
            "document_id": self._id, "source_file": self._source.name, "clause_id": self._clause_ids[fact.node],
            "char_start": start, "char_end": end, "quantity_text": text[start:end], "quote": text[quote_start:quote_end],
            "quote_start": quote_start, "quote_end": quote_end, "metric": fact.metric, "value_low": fact.low, "value_high": fact.high,
            "comparator": fact.comparator, "unit": fact.unit, "unit_text": fact.unit_text, "deadline_text": period.text,
            "deadline_inherited": period.inherited, "period_start": period.start, "period_end": period.end,
            "baseline_value": fact.baseline, "is_soft": fact.is_soft, "rule_id": fact.rule_id,
        }  # fmt: skip
        if fact.kind == "target":
            self._write_target(fact, key, row, seen)
        else:
            self._add("statistics", {"statistic_id": key, "statistic_type": fact.type, **row})
            self._write_regions("statistic_regions", "statistic_id", key, fact)
        if fact.unit and fact.unit.startswith("other:"):
            self._add_unit(fact.unit)

    def _write_target(self, fact: Fact, key: str, row: Row, seen: dict[tuple[object, ...], str]) -> None:
        same = (fact.type, fact.metric, fact.low, fact.high, fact.unit, fact.period.start, fact.period.end)
        self._add(
            "targets",
            {"target_id": key, "target_type": fact.type, "restates_target_id": seen.get(same), **row},
        )
        seen.setdefault(same, key)
        self._write_regions("target_regions", "target_id", key, fact)
        for ordinal, actor in enumerate(self._document.actors_of(fact), start=1):
            self._add("target_actors", {
                "target_id": key, "ordinal": ordinal, "name_text": actor.body.text, "actor_id": actor.body.actor_id,
                "actor_role": actor.role,
            })  # fmt: skip
            self._add("actors", actor.body.actor_row())

    def _write_regions(self, table: str, key_name: str, key: str, fact: Fact) -> None:
        for ordinal, (name, region_id) in enumerate(self._document.regions_of(fact), start=1):
            self._add(table, {key_name: key, "ordinal": ordinal, "name_text": name, "region_id": region_id})

    def _add_unit(self, unit: str) -> None:
        name = unit.removeprefix("other:")
        self._add("units", {
            "unit": unit, "dimension": "unknown", "name_zh": name, "name_en": name, "is_known_unit": False,
            "is_additive": False,
        })  # fmt: skip

    def _write_pairing(self, pairing: Pairing) -> None:
        quote_start, quote_end = self._span(pairing.quote_start, pairing.quote_end)
        names = [party.name for party in pairing.parties]
        key = content_key(self._id, "pairing", quote_start, quote_end, *names)
        self._add("pairings", {
            "pairing_id": key, "document_id": self._id, "source_file": self._source.name,
            "clause_id": self._clause_ids[pairing.node], "pairing_type": pairing.type, "direction": pairing.direction,
            "field": pairing.field, "quote": self._source.text[quote_start:quote_end], "quote_start": quote_start,
            "quote_end": quote_end, "rule_id": pairing.rule_id,
        })  # fmt: skip
        for ordinal, party in enumerate(pairing.parties, start=1):
            self._add("pairing_members", {
                "pairing_id": key, "ordinal": ordinal, "member_text": party.name, "region_id": party.region_id,
                "actor_id": party.actor_id, "member_role": party.role,
            })  # fmt: skip

    def _write_mentions(self) -> None:
        parents = find_affiliations(self._extraction.text.text, self._document.bodies)
        mentions: list[PlaceMention | BodyMention] = [*self._document.places, *self._document.bodies]
        mentions.sort(
            key=itemgetter(0, 1)
        )  # start and end; attribute look-ups by name cost several times as much
        rows = self._rows.setdefault("mentions", []) if mentions else []
        nodes, text, document_id, span = (
            self._document.structure.nodes,
            self._source.text,
            self._id,
            self._span,
        )
        node = 0
        for mention in mentions:
            while node + 1 < len(nodes) and nodes[node + 1].start <= mention.start:
                node += 1
            clause_id = self._clause_ids[node]
            start, end = span(mention.start, mention.end)
            is_ambiguous = isinstance(mention, PlaceMention) and mention.is_ambiguous
            for region_id, actor_id in _identities(mention):
                rows.append({
                    "mention_id": content_key(document_id, "mention", start, end, region_id, actor_id),
                    "document_id": document_id, "clause_id": clause_id, "char_start": start, "char_end": end,
                    "mention_text": text[start:end], "region_id": region_id, "actor_id": actor_id,
                    "is_ambiguous": is_ambiguous,
                    "parent_actor_id": parents.get(mention.start) if actor_id else None,
                })  # fmt: skip

    def _write_discovered(self) -> None:
        for place in self._document.places:
            if place.discovered:
                self._add("regions", place.region_row())
        bodies = [*self._document.bodies, *(i.body for i in self._document.issuers if i.body)]
        if bodies:
            self._rows.setdefault("actors", []).extend([body.actor_row() for body in bodies])


def _identities(mention: PlaceMention | BodyMention) -> list[tuple[str | None, str | None]]:
    """Keys of what a mention names: 沪苏 names two regions, an ambiguous place none."""
    if isinstance(mention, BodyMention):
        return [(None, mention.actor_id)]
    if mention.region_id is None and not mention.is_ambiguous:
        return [(member, None) for member in mention.members]
    return [(mention.region_id, None)]
