"""Facts to rows of the raw tables, with offsets mapped back to the source file and keys made from content."""

from bisect import bisect_right
from operator import attrgetter
from typing import Any

from extract.extraction import DocumentFacts, Extraction
from extract.facts.model import Fact, Pairing, Party
from extract.mentions.affiliations import find_affiliations
from extract.mentions.bodies import BodyMention
from extract.mentions.places import PlaceMention
from schemas.keys import content_key

Row = dict[str, Any]
Rows = dict[str, list[Row]]
UNKNOWN = "unknown"
LONGEST_PATH_PART = 60
LINE_BREAKS_IN_TITLE = 2
"""Line breaks that may stand between a title and the years in brackets on the line below it."""


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
        self._clause_ids = [self._clause_key(i) for i in range(len(document.structure.nodes))]

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

    def _add(self, table: str, **row: Any) -> None:
        self._rows.setdefault(table, []).append(row)

    def _span(self, start: int, end: int) -> tuple[int, int]:
        return self._extraction.text.offsets.span(start, end)

    def _clause_key(self, index: int) -> str:
        node = self._document.structure.nodes[index]
        return content_key(self._id, "clause", index, node.start, node.number_text)

    def _write_document(self) -> None:
        head, text = self._document.head, self._source.text
        start, end = self._span(head.start, head.end)
        title_span = self._span(head.title_start, head.title_start + max(1, len(head.title)))
        title = (
            text[title_span[0] : title_span[1] + LINE_BREAKS_IN_TITLE].replace("\n", "")[: len(head.title)]
            if head.title and len(head.title) == title_span[1] - title_span[0]
            else head.title
        )
        damage = [edit for edit in self._extraction.text.damage if start <= edit.start < end]
        self._add(
            "documents", document_id=self._id, source_file=self._source.name, title=title or self._source.name,
            document_number=head.number, document_type=head.kind, date_issued=head.issued, date_adopted=head.adopted,
            date_published=head.published, reference_year=head.reference_year, period_start=head.period_start,
            period_end=head.period_end, language="zh-Hant" if self._extraction.text.is_traditional else "zh-Hans",
            sha256=self._source.sha256, char_start=start, char_end=end, characters=end - start,
            repaired_spans=len(damage), document_text=text,
        )  # fmt: skip
        for ordinal, issuer in enumerate(self._document.issuers, start=1):
            self._add(
                "document_issuers", document_id=self._id, ordinal=ordinal, name_text=issuer.name,
                actor_id=issuer.actor_id, region_id=issuer.region_id,
            )  # fmt: skip

    def _write_clauses(self) -> None:
        nodes = self._document.structure.nodes
        paths: list[str] = []
        for index, node in enumerate(nodes):
            label = (f"{node.number_text}{node.heading}" or node.number_text or self._document.head.title)[
                :LONGEST_PATH_PART
            ]
            paths.append(label if node.parent < 0 else f"{paths[node.parent]} > {label}")
            last = max(node.own_end, node.start + 1) if index else self._document.head.end
            start, end = self._span(node.start, min(last, self._document.head.end))
            level = 0 if node.parent < 0 else paths[index].count(" > ")
            self._add(
                "clauses", clause_id=self._clause_ids[index], document_id=self._id,
                parent_clause_id=None if node.parent < 0 else self._clause_ids[node.parent], level=level,
                number_text=node.number_text or None, heading=node.heading or None, path=paths[index],
                section_role=node.role, char_start=start, char_end=end, text=self._source.text[start:end], is_task=node.is_task,
            )  # fmt: skip
            for ordinal, theme in enumerate(self._document.themes.get(index, ()), start=1):
                self._add(
                    "clause_themes", clause_id=self._clause_ids[index], ordinal=ordinal, theme_code=theme
                )

    def _write_fact(self, fact: Fact, seen: dict[tuple[object, ...], str]) -> None:
        start, end = self._span(fact.start, fact.end)
        quote_start, quote_end = self._span(fact.quote_start, fact.quote_end)
        key = content_key(self._id, fact.kind, fact.type, start, end, fact.metric)
        text = self._source.text
        row: Row = {
            "document_id": self._id, "source_file": self._source.name, "clause_id": self._clause_ids[fact.node],
            "char_start": start, "char_end": end, "quantity_text": text[start:end], "quote": text[quote_start:quote_end],
            "quote_start": quote_start, "quote_end": quote_end, "metric": fact.metric, "value_low": fact.low, "value_high": fact.high,
            "comparator": fact.comparator, "unit": fact.unit, "unit_text": fact.unit_text, "deadline_text": fact.period.text,
            "deadline_inherited": fact.period.inherited, "period_start": fact.period.start, "period_end": fact.period.end,
            "baseline_value": fact.baseline, "is_soft": fact.is_soft, "rule_id": fact.rule_id,
        }  # fmt: skip
        regions = self._document.regions_of(fact)
        if fact.kind == "target":
            same = (
                fact.type,
                fact.metric,
                fact.low,
                fact.high,
                fact.unit,
                fact.period.start,
                fact.period.end,
            )
            self._add(
                "targets", target_id=key, target_type=fact.type, restates_target_id=seen.get(same), **row
            )
            seen.setdefault(same, key)
            for ordinal, (name, region_id) in enumerate(regions, start=1):
                self._add(
                    "target_regions", target_id=key, ordinal=ordinal, name_text=name, region_id=region_id
                )
            for ordinal, actor in enumerate(self._document.actors_of(fact), start=1):
                self._add(
                    "target_actors", target_id=key, ordinal=ordinal, name_text=actor.body.text,
                    actor_id=actor.body.actor_id, actor_role=actor.role,
                )  # fmt: skip
                self._add("actors", **actor.body.actor_row())
        else:
            self._add("statistics", statistic_id=key, statistic_type=fact.type, **row)
            for ordinal, (name, region_id) in enumerate(regions, start=1):
                self._add(
                    "statistic_regions",
                    statistic_id=key,
                    ordinal=ordinal,
                    name_text=name,
                    region_id=region_id,
                )
        if fact.unit and fact.unit.startswith("other:"):
            self._add_unit(fact.unit)

    def _add_unit(self, unit: str) -> None:
        name = unit.removeprefix("other:")
        self._add(
            "units",
            unit=unit,
            dimension="unknown",
            name_zh=name,
            name_en=name,
            is_known_unit=False,
            is_additive=False,
        )

    def _write_pairing(self, pairing: Pairing) -> None:
        quote_start, quote_end = self._span(pairing.quote_start, pairing.quote_end)
        names = [party.name for party in pairing.parties]
        key = content_key(self._id, "pairing", quote_start, quote_end, *names)
        self._add(
            "pairings", pairing_id=key, document_id=self._id, source_file=self._source.name,
            clause_id=self._clause_ids[pairing.node], pairing_type=pairing.type, direction=pairing.direction,
            field=pairing.field, quote=self._source.text[quote_start:quote_end], quote_start=quote_start,
            quote_end=quote_end, rule_id=pairing.rule_id,
        )  # fmt: skip
        for ordinal, party in enumerate(pairing.parties, start=1):
            self._write_party(key, ordinal, party)

    def _write_party(self, pairing_id: str, ordinal: int, party: Party) -> None:
        self._add(
            "pairing_members", pairing_id=pairing_id, ordinal=ordinal, member_text=party.name, region_id=party.region_id,
            actor_id=party.actor_id, member_role=party.role,
        )  # fmt: skip

    def _write_mentions(self) -> None:
        parents = find_affiliations(self._extraction.text.text, self._document.bodies)
        mentions: list[PlaceMention | BodyMention] = [*self._document.places, *self._document.bodies]
        mentions.sort(key=attrgetter("start", "end"))
        rows = self._rows.setdefault("mentions", []) if mentions else []
        node_starts = [node.start for node in self._document.structure.nodes]
        text = self._source.text
        for mention in mentions:
            clause_id = self._clause_ids[max(bisect_right(node_starts, mention.start) - 1, 0)]
            start, end = self._span(mention.start, mention.end)
            is_ambiguous = isinstance(mention, PlaceMention) and mention.is_ambiguous
            for region_id, actor_id in _identities(mention):
                rows.append({
                    "mention_id": content_key(self._id, "mention", start, end, region_id, actor_id),
                    "document_id": self._id, "clause_id": clause_id, "char_start": start, "char_end": end,
                    "mention_text": text[start:end], "region_id": region_id, "actor_id": actor_id,
                    "is_ambiguous": is_ambiguous,
                    "parent_actor_id": parents.get(mention.start) if actor_id else None,
                })  # fmt: skip

    def _write_discovered(self) -> None:
        for place in self._document.places:
            if place.discovered:
                self._rows.setdefault("regions", []).append(place.region_row())
        for body in [*self._document.bodies, *(i.body for i in self._document.issuers if i.body)]:
            self._add(
                "actors", actor_id=body.actor_id, name_zh=body.name, actor_type=body.actor_type,
                home_region_id=body.home_region_id,
            )  # fmt: skip


def _identities(mention: PlaceMention | BodyMention) -> list[tuple[str | None, str | None]]:
    """Keys of what a mention names: 沪苏 names two regions, an ambiguous place none."""
    if isinstance(mention, BodyMention):
        return [(None, mention.actor_id)]
    if mention.region_id is None and not mention.is_ambiguous:
        return [(member, None) for member in mention.members]
    return [(mention.region_id, None)]
