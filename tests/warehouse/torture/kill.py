"""Kill builds with SIGKILL at random instants, and look at the published file after each.

`python -m tests.warehouse.torture.kill --count 200 --folder DIR` prints its figures as JSON and ends with status 1
where anything was wrong. `--command build` runs whole builds, `--command publish` those from dbt's result on.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.warehouse.torture.workshop import build_command, checksum, prepare, problems, publish_command
from warehouse.paths import CODE_ROOT, Paths

RUN_TO_THE_END_EVERY = 10


@dataclass(slots=True)
class Figures:
    """killed: runs that the signal met alive. became_new: the published file was the new build after that."""

    command: str
    seconds_of_a_run: float = 0.0
    runs: int = 0
    killed: int = 0
    ended_before: int = 0
    became_new: int = 0
    stayed_old: int = 0
    completed_after_kills: int = 0
    wrong: list[str] = field(default_factory=list)


def start(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command, cwd=CODE_ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def complete(command: list[str], figures: Figures) -> float:
    """Run to the end; returns the seconds it took. The run after a kill has to succeed."""
    started = time.monotonic()
    process = start(command)
    _, errors = process.communicate()
    if process.returncode:
        figures.wrong.append(f"a run ended with {process.returncode}: {errors.decode()[-500:]}")
    return time.monotonic() - started


def kill_at_random(paths: Paths, command: list[str], seconds: float, figures: Figures) -> None:
    before = checksum(paths.published)
    process = start(command)
    try:
        process.wait(timeout=random.uniform(0, seconds))  # noqa: S311 - an instant, no secret
        figures.ended_before += 1
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        figures.killed += 1
    process.communicate()
    figures.runs += 1
    try:
        figures.wrong += problems(paths, before)
    except Exception as error:  # noqa: BLE001 - whatever it is, it counts
        figures.wrong.append(f"{type(error).__name__}: {error}")
    if checksum(paths.published) == before:
        figures.stayed_old += 1
    else:
        figures.became_new += 1


def torture(paths: Paths, command_name: str, count: int, every: int = RUN_TO_THE_END_EVERY) -> Figures:
    """Kill `count` runs; every so many, and at the end, one is left alone and has to succeed."""
    command = {"build": build_command, "publish": publish_command}[command_name](paths)
    figures = Figures(command_name)
    seconds = figures.seconds_of_a_run = complete(command, figures)
    while figures.killed < count:
        kill_at_random(paths, command, seconds, figures)
        print(json.dumps(asdict(figures)), file=sys.stderr, flush=True)  # noqa: T201
        if figures.runs % every == 0:
            seconds = complete(command, figures)
            figures.completed_after_kills += 1
    complete(command, figures)
    figures.completed_after_kills += 1
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--command", choices=["build", "publish"], default="build")
    parser.add_argument("--folder", type=Path, required=True, help="an empty folder")
    chosen = parser.parse_args()
    figures = torture(prepare(chosen.folder), chosen.command, chosen.count)
    print(json.dumps(asdict(figures), indent=2))  # noqa: T201
    return bool(figures.wrong)


if __name__ == "__main__":
    raise SystemExit(main())
