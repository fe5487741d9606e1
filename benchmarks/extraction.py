"""How fast documents become rows on one core, and what a second run costs."""

import gc
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.corpus import texts, write_corpus
from benchmarks.timing import alternating, ratio, spread
from extract.extraction import extract
from extract.indicators import with_indicators
from extract.reference import Reference, load_reference
from extract.runners.local import run
from extract.source import SourceFile, read_source, source_from_bytes
from extract.tables import document_rows
from warehouse.paths import find_paths

REPEATS = (1, 2, 4, 8)


def measure_speed(runs: int, documents: int) -> dict[str, Any]:
    """Megabytes of UTF-8 a second of processor time, from text to rows, of the shipped documents and a made-up corpus;
    and how many times as long a document takes that is repeated within one text, which is to be as many times."""
    paths = find_paths()
    reference = load_reference(paths.reference)
    gc.freeze()  # as the processes of a run do
    shipped = [read_source(file, file.name) for file in sorted(paths.documents.glob("*.txt"))]
    made_up = [source_from_bytes(text.encode(), f"{n}.txt") for n, text in enumerate(texts(documents))]
    return {
        "shipped": _megabytes_per_second(shipped, reference, runs),
        "made_up": _megabytes_per_second(made_up, reference, runs),
        "made_up_documents": documents,
        "repeated": _repeated(max(shipped, key=lambda source: len(source.data)), reference, runs),
    }


def _megabytes_per_second(sources: list[SourceFile], reference: Reference, runs: int) -> dict[str, Any]:
    size = sum(len(source.data) for source in sources) / 1e6
    _seconds(sources, reference)  # in the first round every pattern and list is met for the first time
    return spread([size / _seconds(sources, reference) for _ in range(runs)])


def _seconds(sources: list[SourceFile], reference: Reference) -> float:
    started = time.process_time()
    for source in sources:
        with_indicators(document_rows(extract(source, reference)), reference.indicators)
    return time.process_time() - started


def _repeated(source: SourceFile, reference: Reference, runs: int) -> dict[str, Any]:
    times: dict[int, list[float]] = {number: [] for number in REPEATS}
    texts = {number: source_from_bytes(source.data * number, "repeated.txt") for number in REPEATS}
    for _ in range(runs):
        for number, text in texts.items():
            times[number].append(_seconds([text], reference))
    return {f"{number} times as long": ratio(times[number], times[1]) for number in REPEATS[1:]}


def measure_incremental(runs: int, documents: int) -> dict[str, Any]:
    """The raw tables of a corpus made in one process: in full, with nothing changed, and with one document changed."""
    with tempfile.TemporaryDirectory(prefix="policydw-incremental-") as place:
        folder, kept = Path(place, "documents"), Path(place, "kept")
        write_corpus(folder, documents)
        changed = next(iter(sorted(folder.rglob("*.txt"))))
        way = _run(folder, Path(place, "tables"), kept)

        def full() -> None:
            shutil.rmtree(kept, ignore_errors=True)
            way()

        def one_changed() -> None:
            changed.write_text(changed.read_text(encoding="utf-8") + "另有一项。", encoding="utf-8")
            way()

        taken = alternating(runs, {"full": full, "nothing changed": way, "one changed": one_changed})
    return {
        "documents": documents,
        "seconds": {name: spread(seconds) for name, seconds in taken.items()},
        "nothing_changed_to_full": ratio(taken["nothing changed"], taken["full"]),
        "one_changed_to_full": ratio(taken["one changed"], taken["full"]),
    }


def _run(folder: Path, out: Path, kept: Path) -> Callable[[], object]:
    return lambda: run(
        [folder], out, statistics=None, reference=find_paths().reference, cache=kept, workers=1
    )
