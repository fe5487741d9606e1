"""What many documents cost: `python -m benchmarks.scale OUT.json [--documents 1000 10000] [--runs 5] [--workers 1]`.

For each number of documents a corpus is made and extracted in a process of its own, from the first file to the finished
raw tables: seconds, megabytes of text a second, the most memory that any of its processes held, and the processor time
of the process that collects, checks and writes beside that of its workers, which tells how many of those it can serve. The
line through seconds over documents, with its R², tells whether the cost grows with the number of documents alone.
"""

import argparse
import json
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpus import write_corpus
from benchmarks.timing import spread
from extract.runners.local import run
from warehouse.paths import find_paths

DOCUMENTS = (1_000, 2_000, 5_000, 10_000)
PROCESSOR_SECONDS = ("processor_seconds", "worker_processor_seconds")
MEBIBYTE = 1 << 20


def measure(folder: Path, out: Path, workers: int | None) -> dict[str, Any]:
    """Extract one corpus in this process: its cost, as the operating system counts it."""
    started = time.perf_counter()
    report = run([folder], out, statistics=None, reference=find_paths().reference, workers=workers)
    seconds = time.perf_counter() - started
    shutil.rmtree(out)
    return {
        "seconds": seconds,
        "memory_mib": _memory(resource.RUSAGE_SELF),
        "worker_memory_mib": _memory(resource.RUSAGE_CHILDREN),
        "processor_seconds": _processor_seconds(resource.RUSAGE_SELF),
        "worker_processor_seconds": _processor_seconds(resource.RUSAGE_CHILDREN),
        "rows": sum(report.rows.values()),
        "documents": report.rows["documents"],
    }


def _memory(who: int) -> float:
    """The most memory held at once, by this process or by the largest of its workers."""
    unit = 1 if platform.system() == "Darwin" else 1024
    return resource.getrusage(who).ru_maxrss * unit / MEBIBYTE


def _processor_seconds(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def line(x: Sequence[float], y: Sequence[float]) -> dict[str, float]:
    """Least squares: seconds for the start, seconds for each document, and R²."""
    fit = statistics.linear_regression(x, y)
    return {
        "start": fit.intercept,
        "each": fit.slope,
        "r_squared": statistics.correlation(x, y) ** 2,
    }


def measure_scale(
    documents: Mapping[int, int], workers: int | None, corpora: Path | None = None
) -> dict[str, Any]:
    """Make a corpus of each size, extract it as often as the size asks for, and put a line through the seconds.

    corpora: folder in which corpora are kept by their size, and taken from; making a large one takes as long as reading it.
    """
    runs = {number: _extracted(number, times, workers, corpora) for number, times in documents.items()}
    results: dict[str, Any] = {"workers": workers, "sizes": [_summary(*found) for found in runs.items()]}
    if len(runs) > 2:
        points = [(number, cost["seconds"]) for number, found in runs.items() for cost in found]
        results["line"] = line(*zip(*points, strict=True))
        print("start {start:.1f} s, {each:.4f} s a document, R² {r_squared:.4f}".format(**results["line"]))
    return results


def _extracted(documents: int, times: int, workers: int | None, corpora: Path | None) -> list[dict[str, Any]]:
    """What each of so many extractions of one corpus cost, every one in a process of its own."""
    found = []
    with tempfile.TemporaryDirectory(prefix="policydw-scale-") as place:
        folder, one = Path(corpora or place, str(documents)), Path(place, "one.json")
        if not folder.is_dir():
            write_corpus(folder, documents)
        megabytes = sum(file.stat().st_size for file in folder.rglob("*.txt")) / 1e6
        given = ["--workers", str(workers)] if workers else []
        arguments = [sys.executable, "-m", "benchmarks.scale", str(one), "--one", str(folder), *given]
        for _ in range(times):
            subprocess.run(arguments, check=True)
            cost = json.loads(one.read_text(encoding="utf-8")) | {"megabytes": megabytes}
            found.append(cost)
            print(
                f"{documents} files, {megabytes:.1f} MB, {cost['rows']} rows: {cost['seconds']:.1f} s, "
                f"{cost['memory_mib']:.0f} MiB, largest worker {cost['worker_memory_mib']:.0f} MiB",
                flush=True,
            )
    return found


def _summary(documents: int, found: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The runs of one size together: the spread of what varies with the machine, the most of the memory."""
    processor = {name: sum(cost[name] for cost in found) for name in PROCESSOR_SECONDS}
    return {
        "files": documents,
        "megabytes": found[0]["megabytes"],
        "rows": found[0]["rows"],
        "seconds": spread([cost["seconds"] for cost in found]),
        "megabytes_per_second": spread([cost["megabytes"] / cost["seconds"] for cost in found]),
        "memory_mib": max(cost["memory_mib"] for cost in found),
        "worker_memory_mib": max(cost["worker_memory_mib"] for cost in found),
        "work_ratio": processor["worker_processor_seconds"] / processor["processor_seconds"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", type=Path)
    parser.add_argument("--documents", type=int, nargs="+", default=DOCUMENTS)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--workers", type=int, default=None)
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    found = (
        measure(chosen.one, chosen.one.parent / "tables", chosen.workers)
        if chosen.one
        else measure_scale(dict.fromkeys(chosen.documents, chosen.runs), chosen.workers)
    )
    chosen.results.write_text(json.dumps(found, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
