"""Our extraction beside other tools for Chinese text: speed on the shipped documents, quality on annotated mentions.

Each tool runs in an environment of its own (peer_programs/requirements), in a process that stays, so that starting it
is not measured. What counts as right is said in RIGHT, and on the page.
"""

import json
import random
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import opencc

from benchmarks.timing import spread
from extract.evaluation.annotations import Record, read_annotations
from extract.extraction import extract
from extract.indicators import with_indicators
from extract.mentions.periods import find_periods
from extract.mentions.quantities import QuantityFinder
from extract.mentions.time_windows import TimeContext
from extract.reference import Reference, load_reference
from extract.source import SourceFile, read_source
from extract.tables import document_rows
from tests.support.environments import environment
from warehouse.paths import CODE_ROOT, find_paths

PROGRAMS = Path(__file__).with_name("peer_programs")
PEERS = {
    "Recognizers-Text": "recognizers",
    "JioNLP": "jionlp",
    "duckling-chinese": "duckling",
}
OURS = "policydw"
SEED = 20_261_121
QUANTITIES, TIMES = 60, 30
CHARACTERS = 20_000
WARM_UP = 3
"""Rounds that are not measured: Java compiles what it has run some times."""
SENTENCE = re.compile(r"[^。；;！？\n]+[。；;！？]?")
TO_SIMPLIFIED = opencc.OpenCC("t2s")
OPEN = {"ge": "ge", "gt": "ge", "le": "le", "lt": "le"}

RIGHT = (
    "A tool is given the sentence alone, in simplified characters, and the date of its document. Any of its findings "
    "that shares a character with the mention may answer.\n\n"
    "- value: the number, multipliers applied (1.5万亿元 is 1500000000000); a share may be given as 0.08 or as 8; of a "
    "range both ends, even as two findings.\n"
    "- unit: such a finding also names the unit, by whatever name; for things counted (家, 个, 项) the counter.\n"
    "- bound: such a finding also says at least, at most, about or from-to where the text does, and nothing where it "
    "does not. More than counts as at least, less than as at most.\n"
    "- span: some finding begins and ends with the mention, its unit and its bound.\n"
    "- found (times): some finding is a date or a period; a duration is none.\n"
    "- last day: of the time in which it is due or was observed.\n"
    "- period: the first day as well; where the text only says by when, any finding will do that states no first day "
    "or that holds the word which makes it a limit (到, 至, 前, 底, 末).\n"
)
LIMIT_WORDS = frozenset("到至前底末")


@dataclass(frozen=True, slots=True)
class Mention:
    """One annotated number or time with the sentence that it stands in; start and end count from the sentence."""

    sentence: str
    reference: str
    start: int
    end: int
    gold: Record


class Peer:
    """Another tool, asked in its own process."""

    def __init__(self, name: str) -> None:
        python = environment(PROGRAMS / "requirements" / f"{name}.txt")
        self._process = subprocess.Popen(
            [str(python), str(PROGRAMS / f"{name}_program.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> "Peer":
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin  # noqa: S101 - it is a pipe
        self._process.stdin.close()
        self._process.wait()

    def ask(self, **question: Any) -> Any:
        """Raises RuntimeError where the tool has ended instead of answering."""
        assert self._process.stdin and self._process.stdout  # noqa: S101 - both are pipes
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._process.args!r} ended without an answer; run it by hand to see why.")
        return json.loads(line)


def measure_peers(runs: int, characters: int = CHARACTERS) -> dict[str, Any]:
    """Speed in alternating rounds, and what each tool finds of the same mentions."""
    paths = find_paths()
    reference = load_reference(paths.reference)
    sources = [read_source(file, file.name) for file in sorted(paths.documents.glob("*.txt"))]
    sentences = drawn_sentences(sources, characters)
    quantities, times = drawn_mentions(CODE_ROOT / "tests" / "gold", sources)
    with ExitStack() as stack:
        peers = {label: stack.enter_context(Peer(name)) for label, name in PEERS.items()}
        asked = [{"text": mention.sentence, "reference": mention.reference} for mention in quantities + times]
        found = {label: peer.ask(ask="find", sentences=asked) for label, peer in peers.items()}
        found[OURS] = [own_findings(mention, reference) for mention in quantities + times]
        measured = speeds(peers, sources, reference, sentences, runs)
    return {
        "sentences": len(sentences),
        "characters": sum(map(len, sentences)),
        "documents": len(sources),
        "speed": measured,
        "quality": {
            label: quality(quantities, times, answers)
            for label, answers in sorted(found.items(), key=lambda entry: entry[0] != OURS)
        },
    }


def speeds(
    peers: dict[str, Peer], sources: list[SourceFile], reference: Reference, sentences: list[str], runs: int
) -> dict[str, Any]:
    """By tool: characters and megabytes a second of processor time, and how many times as fast ours is."""
    size, length = sum(len(source.data) for source in sources), sum(len(source.text) for source in sources)
    cut, cut_size = sum(map(len, sentences)), sum(len(sentence.encode()) for sentence in sentences)
    rates: dict[str, list[tuple[float, float]]] = {OURS: [], **{label: [] for label in peers}}
    parts: dict[str, dict[str, list[float]]] = {label: {} for label in peers}
    own_seconds(sources, reference)  # the first round meets patterns and lists for the first time
    for peer in peers.values():
        for _ in range(WARM_UP):
            peer.ask(ask="time", sentences=sentences)
    for _ in range(runs):
        own = own_seconds(sources, reference)
        rates[OURS].append((length / own, size / own / 1e6))
        for label, peer in peers.items():
            taken = peer.ask(ask="time", sentences=sentences)
            total = sum(taken.values())
            rates[label].append((cut / total, cut_size / total / 1e6))
            for part, seconds in taken.items():
                parts[label].setdefault(part, []).append(cut / seconds)
    return {
        label: {
            "characters_per_second": spread([characters for characters, _ in found]),
            "megabytes_per_second": spread([megabytes for _, megabytes in found]),
            "ours_to_it": spread([own / its for (own, _), (its, _) in zip(rates[OURS], found, strict=True)]),
            "parts": {part: spread(values) for part, values in parts.get(label, {}).items()},
        }
        for label, found in rates.items()
    }


def own_seconds(sources: list[SourceFile], reference: Reference) -> float:
    """Processor time of the whole extraction, from text to rows."""
    started = time.process_time()
    for source in sources:
        with_indicators(document_rows(extract(source, reference)), reference.indicators)
    return time.process_time() - started


def drawn_sentences(sources: list[SourceFile], characters: int) -> list[str]:
    """Sentences of the documents in a fixed random order, as many as hold so many characters."""
    everything = [match.group() for source in sources for match in SENTENCE.finditer(source.text)]
    random.Random(SEED).shuffle(everything)  # noqa: S311
    drawn: list[str] = []
    while everything and sum(map(len, drawn)) < characters:
        drawn.append(simplified(everything.pop()))
    return drawn


def drawn_mentions(gold: Path, sources: list[SourceFile]) -> tuple[list[Mention], list[Mention]]:
    """Annotated quantities and times, drawn at random, always the same ones."""
    texts = {source.name.removesuffix(".txt"): source.text for source in sources}
    quantities: list[Mention] = []
    times: list[Mention] = []
    for name, annotations in read_annotations(gold).items():
        days = {entry.get("plan", 1): day_of(entry) for entry in annotations if entry["kind"] == "document"}
        for entry in annotations:
            if entry["kind"] not in ("target", "statistic"):
                continue
            day = days[entry.get("plan", 1)]
            if entry.get("target_type") == "milestone":
                times += in_sentence(texts[name], entry["start"], entry["num_text"], day, entry)
                continue
            quantities += in_sentence(texts[name], entry["start"], entry["num_text"], day, entry)
            if entry.get("deadline_text"):
                start = texts[name].rfind(entry["deadline_text"], 0, entry["start"])
                times += in_sentence(texts[name], start, entry["deadline_text"], day, entry, entry["start"])
    choose = random.Random(SEED)  # noqa: S311
    return choose.sample(distinct(quantities), QUANTITIES), choose.sample(distinct(times), TIMES)


def day_of(document: Record) -> str:
    """The day that a document speaks from."""
    stated = (
        document.get(name) for name in ("date_issued", "adopted_date", "published_date", "period_start")
    )
    return next((day for day in stated if day), "2020-01-01")


def in_sentence(
    text: str, start: int, words: str, day: str, gold: Record, with_place: int | None = None
) -> Iterator[Mention]:
    """The mention with its sentence; none where the words stand in another sentence than `with_place`."""
    for sentence in SENTENCE.finditer(text, max(0, text.rfind("\n", 0, max(start, 0)))):
        if sentence.start() <= start and start + len(words) <= sentence.end():
            if with_place is None or with_place < sentence.end():
                offset = start - sentence.start()
                yield Mention(simplified(sentence.group()), day, offset, offset + len(words), gold)
            return
        if sentence.start() > start:
            return


def distinct(mentions: list[Mention]) -> list[Mention]:
    """One mention of each spot, in a fixed order."""
    found = {(mention.sentence, mention.start): mention for mention in reversed(mentions)}
    return [found[spot] for spot in sorted(found)]


def simplified(text: str) -> str:
    converted: str = TO_SIMPLIFIED.convert(text)
    return converted if len(converted) == len(text) else text


def own_findings(mention: Mention, reference: Reference) -> list[dict[str, Any]]:
    """What our finders of numbers and times find in the sentence alone."""
    day = date.fromisoformat(mention.reference)
    phrases = find_periods(mention.sentence, TimeContext(day.year, day))
    times = [
        {
            "start": phrase.start,
            "end": phrase.end,
            "first": phrase.period_start and str(phrase.period_start),
            "last": phrase.period_end and str(phrase.period_end),
        }
        for phrase in phrases
    ]
    finder = QuantityFinder(reference.unit_table)
    quantities = [
        {
            "start": found.start,
            "end": found.end,
            "value": value,
            "unit": found.unit,
            "comparator": None if found.comparator == "eq" else found.comparator,
        }
        for found in finder.find(mention.sentence, [(phrase.start, phrase.end) for phrase in phrases])
        for value in {found.low, found.high} - {None}
    ]
    return times + quantities


def quality(
    quantities: list[Mention], times: list[Mention], answers: list[list[dict[str, Any]]]
) -> dict[str, int]:
    """How many mentions are right, each condition on top of those before it."""
    of_quantities = [judged_quantity(m, f) for m, f in zip(quantities, answers, strict=False)]
    of_times = [judged_time(m, f) for m, f in zip(times, answers[len(quantities) :], strict=True)]
    return {
        name: sum(judged[name] for judged in judgements)
        for judgements in (of_quantities, of_times)
        for name in judgements[0]
    }


def judged_quantity(mention: Mention, findings: list[dict[str, Any]]) -> dict[str, bool]:
    gold = mention.gold
    near = [finding for finding in findings if "value" in finding and overlaps(mention, finding)]
    wanted = {value for value in (gold["value_low"], gold["value_high"]) if value is not None}
    bound = OPEN.get(gold["comparator"], None if gold["comparator"] == "eq" else gold["comparator"])

    def hold(chosen: list[dict[str, Any]]) -> bool:
        return all(any(same(value, finding["value"], gold["unit"]) for finding in chosen) for value in wanted)

    named = (gold["unit"], gold.get("unit_text"))
    with_unit = [finding for finding in near if finding["unit"] in named]
    with_bound = [f for f in with_unit if OPEN.get(f["comparator"], f["comparator"]) == bound]
    return {
        "value": bool(near) and hold(near),
        "unit": bool(with_unit) and hold(with_unit),
        "bound": bool(with_bound) and hold(with_bound),
        "span": any((f["start"], f["end"]) == (mention.start, mention.end) for f in near),
    }


def judged_time(mention: Mention, findings: list[dict[str, Any]]) -> dict[str, bool]:
    near = [finding for finding in findings if "last" in finding and overlaps(mention, finding)]
    first, last = mention.gold["period_start"], mention.gold["period_end"]
    on_time = [finding for finding in near if finding["last"] == last]
    whole = [
        finding
        for finding in on_time
        if finding["first"] == first
        or (first is None and LIMIT_WORDS & set(mention.sentence[finding["start"] : finding["end"]]))
    ]
    return {"found": bool(near), "last_day": bool(on_time), "period": bool(whole)}


def overlaps(mention: Mention, finding: dict[str, Any]) -> bool:
    return bool(finding["start"] < mention.end and mention.start < finding["end"])


def same(wanted: float, value: float, unit: str) -> bool:
    """The same number; a share may be out of one."""
    ways = (value, value * 100) if unit == "percent" else (value,)
    return any(abs(wanted - way) <= 1e-6 * max(1.0, abs(wanted)) for way in ways)
