"""Measure what the page docs/performance.md says, and write it: `python -m benchmarks.performance [--quick]`.

The figures go into benchmarks/performance.json, part by part, and the page is written from that file. `--only PART`
measures one part anew and leaves the others as they were; `--page` measures nothing. Measure on a machine that does
nothing else; `--quick` only shows that everything runs.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.builds import measure_builds
from benchmarks.extraction import measure_incremental, measure_speed
from benchmarks.page import page
from benchmarks.peers import measure_peers
from benchmarks.picture import PICTURE, picture
from benchmarks.scale import measure_scale
from benchmarks.spark import measure_spark
from benchmarks.timing import machine
from benchmarks.warehouse_scale import measure_warehouse
from warehouse.paths import CODE_ROOT

RESULTS = CODE_ROOT / "benchmarks" / "performance.json"
PAGE = CODE_ROOT / "docs" / "performance.md"
RUNS = 5
Parts = dict[str, Callable[[], dict[str, Any]]]


def whole(corpora: Path | None) -> Parts:
    """What is published. corpora: folder in which the corpora of many documents are kept for the next time."""
    documents = {1_000: RUNS, 2_000: RUNS, 5_000: RUNS, 10_000: RUNS, 100_000: 1}
    facts = {100_000: RUNS, 1_000_000: RUNS, 10_000_000: 1}
    return {
        "speed": lambda: measure_speed(RUNS, 300),
        "incremental": lambda: measure_incremental(RUNS, 300),
        "builds": lambda: measure_builds(RUNS),
        "scale": lambda: measure_scale(documents, None, corpora),
        "peers": lambda: measure_peers(RUNS),
        "warehouse": lambda: measure_warehouse(facts),
        "spark": lambda: measure_spark(RUNS),
    }


QUICK: Parts = {
    "speed": lambda: measure_speed(2, 20),
    "incremental": lambda: measure_incremental(1, 20),
    "builds": lambda: measure_builds(1),
    "scale": lambda: measure_scale({20: 1, 40: 1, 80: 1}, 2),
    "peers": lambda: measure_peers(1, 500),
    "warehouse": lambda: measure_warehouse({3_000: 1}, 20),
    "spark": lambda: measure_spark(1, (20,)),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few documents, one round; not for publishing")
    parser.add_argument(
        "--only", action="append", choices=QUICK, help="this part; can be given several times"
    )
    parser.add_argument("--corpora", type=Path, help="keep the corpora of many documents in this folder")
    parser.add_argument("--page", action="store_true", help="write the page from the figures as they are")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the figures are kept")
    parser.add_argument("--output", type=Path, default=PAGE, help="where the page goes")
    chosen = parser.parse_args()
    file: Path = chosen.results
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    if not chosen.page:
        for name, measured in (QUICK if chosen.quick else whole(chosen.corpora)).items():
            if name in (chosen.only or QUICK):
                print(f"measuring: {name}", flush=True)
                found[name] = {"machine": machine(), **measured()}
                file.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    chosen.output.write_text(page(found), encoding="utf-8")
    chosen.output.with_name(PICTURE).write_text(picture(found), encoding="utf-8")


if __name__ == "__main__":
    main()
