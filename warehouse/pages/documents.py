"""The documents: an index, and one page each with every fact marked in the running text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from extract.normalise.gbk_damage import find_damage
from warehouse.pages.ask import Row, in_language
from warehouse.pages.marked_text import blocks
from warehouse.pages.plain_numbers import plain_numbers
from warehouse.pages.rules import rules_by_id
from warehouse.pages.source import Language, Page, Source
from warehouse.pages.targets import value_shown

MISSING = "\0"
SHOWN_DOCUMENTS = 1000
"""Documents on one page of the index."""
MOST_COLUMNS = 12
"""Documents beside each other in the table of themes; for more, it tells of all of them together."""


def pages(source: Source, language: Language) -> Iterator[Page]:
    """The index, then each document."""
    documents = source.told("documents", language)
    yield from index(source, language, documents)
    clauses, marks, facts = (
        grouped(source.told("clauses", language)),
        grouped(source.rows("marks")),
        facts_of(source, language),
    )
    lacking = grouped(source.rows("not_understood"))
    repairs = repairs_of(source)
    for document in documents:
        key = document["document_id"]
        text = next((clause["text"] for clause in clauses[key] if clause["level"] == 0), "")
        repaired = [mark for mark in repairs[document["source_file"]] if inside(mark, document)]
        numbers = plain_numbers(text, document["char_start"], clauses[key], marks[key])
        all_marks = [*marks[key], *repaired, *numbers]
        found = blocks(text, document["char_start"], clauses[key], all_marks)
        yield Page(
            f"document-{key}.html",
            "document.html",
            "documents",
            {
                "document": document,
                "blocks": found,
                "outline": [block for block in found if block.is_heading and block.level <= 2],
                "facts": facts[key],
                "lacking": lacking[key],
                "numbers": numbers,
                "repaired": repaired,
                "rules": rules_by_id(source, language, (fact["rule_id"] for fact in facts[key].values())),
                "mark_counts": counted(all_marks),
            },
        )


def index(source: Source, language: Language, documents: list[Row]) -> Iterator[Page]:
    """The list of documents, on several pages where it is long."""
    starts = range(0, max(len(documents), 1), SHOWN_DOCUMENTS)
    files = [
        f"documents-{number}.html" if number > 1 else "documents.html" for number, _ in enumerate(starts, 1)
    ]
    failed = [row for row in source.rows("processing") if row["status"] == "failed"]
    coverage = source.told("theme_coverage", language)
    for file, start in zip(files, starts, strict=True):
        yield Page(
            file,
            "documents.html",
            "documents",
            {
                "documents": documents[start : start + SHOWN_DOCUMENTS],
                "count": len(documents),
                "others": [
                    (other, first + 1, min(first + SHOWN_DOCUMENTS, len(documents)))
                    for other, first in zip(files, starts, strict=True)
                ],
                "coverage": coverage if len(documents) <= MOST_COLUMNS else [],
                "themes": [] if len(documents) <= MOST_COLUMNS else by_theme(coverage),
                "failed_inputs": failed[:SHOWN_DOCUMENTS],
            },
        )


def by_theme(coverage: list[Row]) -> list[Row]:
    """How many documents touch each theme, with how many tasks and targets."""
    counts = ("task_count", "target_count")
    themes: dict[str, Row] = {}
    for row in coverage:
        theme = themes.setdefault(
            row["theme"], {"theme": row["theme"], "documents": 0} | dict.fromkeys(counts, 0)
        )
        theme["documents"] += bool(row["clause_count"])
        for name in counts:
            theme[name] += row[name] or 0
    return list(themes.values())


def grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by their document."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["document_id"]].append(row)
    return found


def facts_of(source: Source, language: Language) -> dict[str, dict[str, Row]]:
    """By document and name of the fact, what its detail shows."""
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for kind, query, key in (("target", "targets", "target_id"), ("statistic", "statistics", "statistic_id")):
        for row in source.rows(query):
            told = in_language(row, language)
            found[row["document_id"]][f"{kind}:{row[key]}"] = {
                "kind": kind,
                "id": row[key],
                "what": row["metric"],
                "value": value_shown(row, told["unit"], language),
                "as_written": row["quantity_text"],
                "type": told[f"{kind}_type"],
                "comparator": told["comparator"],
                "until": row["deadline"] if kind == "target" else row["period_end"],
                "status": told.get("status"),
                "quote": row["quote"],
                "rule_id": row["rule_id"],
            }
    for row in source.told("pairings", language):
        facts = found[row["document_id"]]
        name = f"pairing:{row['pairing_group_key']}"
        parties = [row["first"], row["second"]]
        if name in facts:
            facts[name]["parties"] = list(dict.fromkeys([*facts[name]["parties"], *parties]))
            continue
        facts[name] = {
            "kind": "pairing",
            "id": row["pairing_group_key"],
            "what": row["field"] or row["pairing_type"],
            "type": row["pairing_type"],
            "parties": parties,
            "quote": row["quote"],
            "rule_id": row["rule_id"],
        }
    return found


def repairs_of(source: Source) -> dict[str, list[Row]]:
    """By source file, the damaged places that were repaired, or marked as unreadable."""
    texts: dict[str, list[tuple[int, str]]] = defaultdict(list)
    files = {row["document_id"]: row["source_file"] for row in source.rows("documents")}
    for clause in source.rows("clauses"):
        if clause["level"] == 0:
            texts[files[clause["document_id"]]].append((clause["char_start"], clause["text"]))
    return defaultdict(list, {file: repairs_in(parts) for file, parts in texts.items()})


def repairs_in(parts: list[tuple[int, str]]) -> list[Row]:
    """The repairs of one file, given the texts of its documents and where they begin."""
    whole = ""
    for start, text in sorted(parts):
        whole = whole.ljust(start, MISSING) + text
    return [
        {
            "kind": edit.kind,
            "id": f"{edit.start}",
            "mark_start": edit.start,
            "mark_end": edit.end,
            "char_start": None,
            "char_end": None,
            "before": whole[edit.start : edit.end],
            "after": edit.replacement,
        }
        for edit in find_damage(whole)
    ]


def inside(mark: Row, document: Row) -> bool:
    return bool(document["char_start"] <= mark["mark_start"] < document["char_end"])


def counted(marks: list[Row]) -> dict[str, int]:
    """How many spots of each kind the legend speaks of."""
    counts: dict[str, int] = {}
    for mark in marks:
        counts[mark["kind"]] = counts.get(mark["kind"], 0) + 1
    return counts
