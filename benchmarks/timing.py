"""Medians, spreads and the machine: what every figure on the page of performance is given with."""

import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

LIBRARIES = ("policydw", "duckdb", "dbt-core", "dbt-duckdb", "polars", "great-expectations")


def alternating(runs: int, ways: Mapping[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Seconds of every way of doing something, all of them once in each round, so that what else the machine does at
    the time falls on all alike."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            started = time.perf_counter()
            way()
            taken[name].append(time.perf_counter() - started)
    return taken


def spread(values: Sequence[float]) -> dict[str, Any]:
    """Median, least and most of the values, and their number."""
    return {"median": statistics.median(values), "min": min(values), "max": max(values), "runs": len(values)}


def ratio(of: Sequence[float], to: Sequence[float]) -> dict[str, Any]:
    """How many times as long one way takes as another, round by round."""
    return spread([a / b for a, b in zip(of, to, strict=True)])


def command(*arguments: str | Path, folder: Path | None = None, **environment: str) -> Callable[[], None]:
    """A command to be timed, with all that it prints thrown away. Raises CalledProcessError where it fails."""

    def call() -> None:
        subprocess.run(
            list(map(str, arguments)),
            cwd=folder,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )

    return call


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "processor": _processor(),
        "python": platform.python_version(),
        "versions": {name: metadata.version(name) for name in LIBRARIES},
    }


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    if listed.is_file():
        for line in listed.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"
