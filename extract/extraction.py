"""extract(source, reference): a text goes in, its documents with all their facts come out.

A pure function: no clock, no network, no files, no state. The stages are those of the design: normalise, structure,
mentions, facts.
"""

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter, itemgetter
from typing import TypeVar

from extract.document import DocumentHead, find_documents
from extract.facts.actors import ActorRole
from extract.facts.clauses import cut_clauses
from extract.facts.governing import OPENING
from extract.facts.milestones import read_milestones
from extract.facts.model import NO_PERIOD, Fact, Mention, Pairing, Party, Period
from extract.facts.pairing_rosters import Roster
from extract.facts.pairings import read_pairings, without_repeats
from extract.facts.parties import (
    FactParties,
    Issuer,
    find_issuers,
    home_context,
    home_regions,
    parties_in_order,
)
from extract.facts.quantified import Around, read_frequencies, read_quantities
from extract.facts.spans import COMPARES, base_of_comparison, over_years
from extract.facts.tables.cells import Table
from extract.facts.tables.reading import read_tables
from extract.mentions.bodies import BodyMention, find_bodies
from extract.mentions.names import find_titles
from extract.mentions.periods import TimePhrase, find_periods
from extract.mentions.places import PlaceMention, find_places
from extract.mentions.quantities import QuantityFinder
from extract.mentions.quantity_bounds import Quantity
from extract.mentions.themes import find_themes
from extract.mentions.time_windows import TimeContext
from extract.normalise.text import NormalisedText, normalise
from extract.reference import Reference
from extract.section_roles import role_of_heading
from extract.source import SourceFile
from extract.structure import Sentence, Structure, read_structure
from extract.windows import Windows


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """One document of a source file with everything read from it; offsets are those of the normalised text."""

    head: DocumentHead
    structure: Structure
    facts: tuple[Fact, ...]
    pairings: tuple[Pairing, ...]
    places: tuple[PlaceMention, ...]
    bodies: tuple[BodyMention, ...]
    issuers: tuple[Issuer, ...]
    homes: tuple[Party, ...]
    themes: dict[int, tuple[str, ...]]
    parties: FactParties

    def regions_of(self, fact: Fact) -> list[tuple[str, str]]:
        """Names and keys of the regions that a fact is about: those its own words name, then the document's own."""
        return self.parties.regions_of(fact)

    def actors_of(self, fact: Fact) -> list[ActorRole]:
        """Organisations with their part in a fact: those made responsible, else the issuer."""
        return self.parties.actors_of(fact)


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one source file."""

    source: SourceFile
    text: NormalisedText
    documents: tuple[DocumentFacts, ...]


def extract(source: SourceFile, reference: Reference) -> Extraction:
    """Read one source file. Never fails on any text; costs O(n) in its length."""
    normalised = normalise(source.text)
    finder = QuantityFinder(reference.unit_table)
    documents = tuple(
        _read_document(normalised, head, finder, reference) for head in find_documents(normalised.text)
    )
    return Extraction(source, normalised, documents)


def _read_document(
    normalised: NormalisedText, head: DocumentHead, finder: QuantityFinder, reference: Reference
) -> DocumentFacts:
    text = normalised.text
    structure = read_structure(text, head.start, head.end, head.title, head.is_plan, head.reference_year)
    facts = read_facts(text, structure, head, finder, normalised.is_traditional)
    homes = home_regions(head, text, reference)
    context = home_context(head, homes, reference)
    body = text[head.start : head.end]
    found = find_places(body, context, reference)
    places = tuple(_moved(found, head.start))
    bodies = tuple(_moved(find_bodies(body, found, reference, context), head.start))
    issuers = find_issuers(head, homes, bodies, context, reference)
    return DocumentFacts(
        head, structure, tuple(facts), tuple(_pairings(text, structure, places, bodies, homes, reference, head)), places, bodies,
        issuers, homes, find_themes(text, [(node.start, node.own_end) for node in structure.nodes], reference),
        FactParties(text, head, structure, places, bodies, issuers, homes, context, reference),
    )  # fmt: skip


MentionKind = TypeVar("MentionKind", PlaceMention, BodyMention)


def _moved(mentions: list[MentionKind], by: int) -> list[MentionKind]:
    """The mentions that many characters further on."""
    return [m._replace(start=m.start + by, end=m.end + by) for m in mentions] if by else mentions


def _pairings(
    text: str, structure: Structure, places: tuple[PlaceMention, ...], bodies: tuple[BodyMention, ...],
    homes: tuple[Party, ...], reference: Reference, head: DocumentHead,
) -> list[Pairing]:  # fmt: skip
    mentions = parties_in_order(places, bodies)
    names, abbreviations = reference.region_names, reference.gazetteer.abbreviations
    has_platforms = "平台" in text
    roster = Roster(text, head.title)
    found: list[Pairing] = []
    at = 0
    for sentence in structure.sentences:
        while at < len(mentions) and mentions[at].start < sentence.start:
            at += 1
        inside = at
        while inside < len(mentions) and mentions[inside].end <= sentence.end:
            inside += 1
        if inside == at and not has_platforms:
            continue
        named: Sequence[Mention] = mentions[at:inside]
        if named and text.find("《", max(0, sentence.start - LONGEST_TITLE), sentence.end) >= 0:
            named = [mention for mention in named if not _is_in_title(text, mention.start)]
        if named or text.find("平台", sentence.start, sentence.end) >= 0:
            found += read_pairings(
                text, sentence.start, sentence.end, sentence.node, named, homes, names, abbreviations, roster
            )
        at = inside
    return without_repeats(found, head.title_start)


BULLETS = ("——", "●", "■", "◆", "★")
LONGEST_TITLE_ENDING = 6
"""Characters behind a title in its line: 》的通知."""
LONGEST_TITLE = 80
LONGEST_CLOSING = 100
"""Characters at the end of an item within which the brackets open that say by whom and by when it is done."""
CLOSING_BRACKET = re.compile(r"\([^()]*\)[。;]?\s*\Z")
CLOSING_END = re.compile(r"(?:完成|办结|落实|实施)?\)")
HEADING_YEAR = re.compile(r"((?:19|20)\d\d)年(?:度|工作|重点|任务|目标)?")


def read_facts(
    text: str, structure: Structure, head: DocumentHead, finder: QuantityFinder, is_traditional: bool
) -> list[Fact]:
    """Targets, milestones and statistics of one document, in text order."""
    body = text[head.start : head.end]
    context = TimeContext(
        head.reference_year, head.issued, head.period_start, head.period_end, "民国" in body or is_traditional
    )
    titles = find_titles(body)
    phrases = [
        p
        for p in _phrases(text, structure, context, head.is_plan)
        if not _inside(p.start - head.start, titles)
    ]
    blocked = sorted([*((p.start - head.start, p.end - head.start) for p in phrases), *titles])
    quantities = finder.find(body, blocked)
    shifted = [_shift(q, head.start) for q in quantities]
    tables = read_tables(text, head, finder)
    return _FactReader(text, structure, head, shifted, phrases, context, tables).read()


def _phrases(text: str, structure: Structure, context: TimeContext, reviews: bool) -> list[TimePhrase]:
    """Time phrases of the document; below a heading that names a year (2024年:) that year is the one spoken of.

    reviews: whether the document plans for its year, so that 全年 in its review means the year before.
    """
    contexts: list[TimeContext] = []
    found: list[TimePhrase] = []
    for node in structure.nodes:
        inherited = contexts[node.parent] if node.parent >= 0 else context
        named = HEADING_YEAR.match(node.heading) if node.parent >= 0 else None
        context_here = replace(inherited, bare_year=int(named[1])) if named else inherited
        if reviews and node.role == "achievements" and named is None and inherited.reference_year is not None:
            context_here = replace(inherited, closed_year=inherited.reference_year - 1)
        contexts.append(context_here)
        found += find_periods(text[node.start : node.own_end], contexts[-1], node.start)
    return found


def _shift(quantity: Quantity, by: int) -> Quantity:
    return quantity._replace(
        start=quantity.start + by, end=quantity.end + by, number_start=quantity.number_start + by,
        number_end=quantity.number_end + by,
    ) if by else quantity  # fmt: skip


def _is_in_title(text: str, position: int) -> bool:
    """Whether the position stands between 《 and 》: what a title names is not said of its subject here."""
    opening = text.rfind("《", max(0, position - LONGEST_TITLE), position)
    return (
        opening >= 0
        and "》" not in text[opening:position]
        and "》" in text[position : position + LONGEST_TITLE]
    )


def _inside(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the position stands in one of the spans, which are in text order and apart from each other."""
    index = bisect_right(spans, position, key=itemgetter(0)) - 1
    return index >= 0 and position < spans[index][1]


class _FactReader:
    """Walks the sentences of one document with the window that carries over from one to the next."""

    def __init__(
        self, text: str, structure: Structure, head: DocumentHead, quantities: list[Quantity],
        phrases: list[TimePhrase], context: TimeContext, tables: list[Table],
    ) -> None:  # fmt: skip
        self._text, self._structure, self._head = text, structure, head
        self._quantities, self._phrases, self._context = quantities, phrases, context
        self._tables = tables
        self._quantity_starts = [quantity.start for quantity in quantities]
        self._phrase_starts = [phrase.start for phrase in phrases]
        self._starts = [*sorted(self._quantity_starts + self._phrase_starts), len(text)]
        self._carried = NO_PERIOD
        self._node = -1
        self._base: int | None = None  # the year that the item compares with: 与“十二五”末相比
        self._lead: Period | None = None  # the window that held before the first bullet of the item
        self._deadline: TimePhrase | None = None
        self._before: tuple[Fact, ...] = ()  # the quantified facts of the sentence before
        self._windows = Windows(structure, head, context)
        self._as_plan = replace(head, kind="计划", title="")

    def read(self) -> list[Fact]:
        facts: list[Fact] = []
        covered = [(table.start, table.end) for table in self._tables]
        nodes = self._structure.nodes
        at = 0
        for sentence in self._structure.sentences:
            while self._starts[at] < sentence.start:
                at += 1
            if self._text.startswith(BULLETS, sentence.start):
                self._at_bullet(sentence.node)
            if self._starts[at] >= sentence.end:
                continue  # most sentences hold no number and no time
            read = self._read_sentence(sentence)
            if not _inside(sentence.start, covered):
                facts.extend(read)
        for table in self._tables:
            node = max(bisect_right(nodes, table.start, key=attrgetter("start")) - 1, 0)
            facts.extend(fact._replace(node=node) for fact in table.facts)
        return sorted(facts, key=lambda fact: (fact.start, fact.end))

    def _read_sentence(self, sentence: Sentence) -> list[Fact]:
        counted = bisect_left(self._quantity_starts, sentence.start)
        quantities = self._quantities[counted : bisect_left(self._quantity_starts, sentence.end, counted)]
        timed = bisect_left(self._phrase_starts, sentence.start)
        phrases = self._phrases[timed : bisect_left(self._phrase_starts, sentence.end, timed)]
        if sentence.node != self._node:
            self._enter(sentence.node)
        if self._deadline is not None:
            phrases = [phrase for phrase in phrases if phrase is not self._deadline]
        if not quantities and not phrases:
            return []
        section = self._structure.nodes[sentence.node].role
        clauses = cut_clauses(self._text, sentence.start, sentence.end, quantities, phrases)
        carried = self._carried if self._carried is not NO_PERIOD else self._windows.of_document
        if section == "achievements":
            carried = self._carried
        span = (sentence.start, sentence.end)
        if self._is_title(sentence):
            return []
        head = self._as_plan if self._windows.comes_next(sentence.node) else self._head
        facts = read_quantities(
            self._text, clauses, Around(span, sentence.node, section, head), carried, self._before
        )
        self._base = base_of_comparison(self._text, sentence.start, sentence.end) or self._base
        facts = over_years(self._text, sentence.start, facts, self._base, self._head.period_start)
        self._before = tuple(facts)
        facts += read_frequencies(self._text, clauses, sentence.node, section, head, carried)
        if not self._is_heading(sentence):
            facts += read_milestones(self._text, clauses, sentence.node, section, head, facts)
        self._carry(phrases, section, sentence.start)
        return sorted(facts, key=lambda fact: (fact.start, fact.end))

    def _enter(self, node: int) -> None:
        """Begin an item with the window of its own deadline or of the headings above it."""
        self._node, self._before, self._lead, self._base = node, (), None, None
        self._deadline = self._closing_deadline(node)
        self._carried = (
            Period.of(self._deadline, inherited=True)._replace(start=_first_day(self._deadline))
            if self._deadline
            else self._windows.of_headings(node)
        )

    def _at_bullet(self, node: int) -> None:
        """Bullets stand beside each other below their lead: what one says of time does not govern the next."""
        if node != self._node:
            self._enter(node)
        if self._lead is None:
            self._lead = self._carried
        self._carried, self._base = self._lead, None

    def _is_title(self, sentence: Sentence) -> bool:
        """Whether the sentence is the line that names the document: 关于印发“十四五”时期…方案的通知. The
        headline of an article, which names no kind of document, may well state a fact."""
        start, title = self._head.title_start, self._head.title
        return (
            self._head.kind != "其他" or self._head.is_plan
        ) and sentence.start <= start < sentence.end <= start + len(title) + LONGEST_TITLE_ENDING

    def _is_heading(self, sentence: Sentence) -> bool:
        """Whether the sentence is a heading that names a part: 二、完成2019年预算任务的主要措施 sets no limit."""
        heading = self._structure.nodes[sentence.node].heading
        return self._text[sentence.start : sentence.end] == heading and bool(
            role_of_heading(heading, self._head.reference_year)
        )

    def _closing_deadline(self, node: int) -> TimePhrase | None:
        """The time limit of a whole item, in the brackets that close it: …。(市财政局,11月底前完成)"""
        part = self._structure.nodes[node]
        first = max(part.start, part.own_end - LONGEST_CLOSING)
        if self._text.find(")", first, part.own_end) < 0:
            return None
        found = CLOSING_BRACKET.search(self._text, first, part.own_end)
        if found is None:
            return None
        index = bisect_left(self._phrases, found.start(), key=lambda phrase: phrase.start)
        within = [p for p in self._phrases[index : index + 3] if p.end <= found.end() and p.is_limit]
        if not within or not CLOSING_END.match(self._text, within[-1].end):
            return None
        return within[-1]

    def _carry(self, phrases: list[TimePhrase], section: str, start: int) -> None:
        """What later sentences of the same item take over: a horizon of a year or more, or the date of a survey."""
        lasting = [
            p
            for p in phrases
            if p.mode in ("by", "as_of", "during") and _is_long(p) and self._opens(p, start)
        ]
        horizons = {p.period_end for p in phrases if p.mode == "by" and _is_long(p)}
        if (
            self._head.kind == "公报"
        ):  # the end of its year (年末) is only that of the stocks which are given for it
            lasting = [
                p for p in lasting if p.period_start is not None or p.period_end != self._head.period_end
            ]
        if section == "achievements":  # what a review says of times to come governs nothing that it reports
            lasting = [p for p in lasting if not self._is_ahead(p)]
        if len(horizons) > 1:  # neither is that of what follows
            self._carried = self._windows.of_headings(self._node)
        elif lasting and (section != "tasks" or lasting[0].mode == "by"):
            self._carried = Period.of(lasting[0], inherited=True)

    def _is_ahead(self, phrase: TimePhrase) -> bool:
        year = self._head.reference_year
        return year is not None and phrase.period_end is not None and phrase.period_end.year > year

    def _opens(self, phrase: TimePhrase, start: int) -> bool:
        compared = COMPARES.match(self._text, start, phrase.start)
        return OPENING.fullmatch(self._text, compared.end() if compared else start, phrase.start) is not None


def _is_long(phrase: TimePhrase) -> bool:
    if phrase.period_end is None:
        return False
    return phrase.period_start is None or (phrase.period_end - phrase.period_start).days >= 360


def _first_day(deadline: TimePhrase) -> dt.date | None:
    """Where the time for a deadline begins: a single day (完成时限:10月20日) is the last one."""
    return None if deadline.period_start == deadline.period_end else deadline.period_start
