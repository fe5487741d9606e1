"""How fast documents become rows on one core, and that twice the text takes twice the time:
`python -m benchmarks.extract_speed`.

The shipped documents are read, extracted and turned into rows, without the writing of files. Then one of them is
repeated two, four and eight times within one text; the times are given as ratios to the first, since machines differ.
Processor time is counted, so that other work on the machine matters little.
"""

import time
from collections.abc import Sequence

from extract.extraction import extract
from extract.reference import Reference, load_reference
from extract.source import SourceFile, read_source, source_from_bytes
from extract.tables import document_rows
from warehouse.paths import find_paths

RUNS = 3
REPEATS = (1, 2, 4, 8)


def seconds(sources: Sequence[SourceFile], reference: Reference) -> float:
    """Least processor time of a few runs over the sources."""
    taken = []
    for _ in range(RUNS):
        started = time.process_time()
        for source in sources:
            document_rows(extract(source, reference))
        taken.append(time.process_time() - started)
    return min(taken)


def main() -> None:
    paths = find_paths()
    reference = load_reference(paths.reference)
    files = sorted(paths.documents.glob("*.txt"))
    sources = [read_source(file, file.name) for file in files]
    size = sum(file.stat().st_size for file in files)
    characters = sum(len(source.text) for source in sources)
    taken = seconds(sources, reference)
    print(
        f"{len(sources)} documents: {size / taken / 1e6:.2f} MB/s, {characters / taken / 1e3:.0f} thousand characters/s"
    )
    longest = max(files, key=lambda file: file.stat().st_size).read_bytes()
    times = [seconds([source_from_bytes(longest * number, "long.txt")], reference) for number in REPEATS]
    for number, took in zip(REPEATS, times, strict=True):
        print(f"{number} times as long: {took / times[0]:.1f} times the time")


if __name__ == "__main__":
    main()
