"""A command with what it costs, stage by stage: seconds, seconds of processor time, and the most memory at once."""

import json
import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.processes import family, memory_mib

EVERY_SECONDS = 0.2
SHOWN_LINES = 20
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Stage:
    """What one stage cost: wall-clock and processor seconds, and the most MiB that all processes held together."""

    name: str
    seconds: float = 0.0
    processor_seconds: float = 0.0
    memory_mib: float = 0.0


@dataclass(slots=True)
class Watched:
    """A command that has ended: its stages in order, and what it wrote."""

    stages: list[Stage] = field(default_factory=list)
    output: str = ""


def watch(command: Sequence[str | Path], folder: Path, **environment: str) -> Watched:
    """Run a command whose lines on standard error tell its stages, as `--log-format json` does; Linux only.

    Raises CalledProcessError where it fails, with the last lines that it wrote.
    """
    run = Watched([Stage("starting")])
    lines: list[str] = []
    process = subprocess.Popen(
        list(map(str, command)),
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout and process.stderr  # noqa: S101 - both are pipes
    told = threading.Thread(target=lambda errors: lines.extend(errors), args=[process.stderr])
    written: list[str] = []
    reading = threading.Thread(target=lambda output: written.append(output.read()), args=[process.stdout])
    told.start()
    reading.start()
    now, used, seen = time.monotonic(), 0.0, 0
    while process.poll() is None:
        time.sleep(EVERY_SECONDS)
        running = family(process.pid)
        before, now = now, time.monotonic()
        stage = run.stages[-1]
        stage.seconds += now - before
        stage.memory_mib = max(stage.memory_mib, sum(map(memory_mib, running)))
        before_used, used = used, max(used, sum(map(processor_seconds, running)))
        stage.processor_seconds += used - before_used
        for line in lines[seen:]:
            seen += 1
            if name := stage_told(line):
                run.stages.append(Stage(name))
    told.join()
    reading.join()
    run.output = "".join(written)
    if process.returncode not in (0, 3):
        raise subprocess.CalledProcessError(
            process.returncode, process.args, run.output, "".join(lines[-SHOWN_LINES:])
        )
    return run


def stage_told(line: str) -> str | None:
    """The stage that begins with a line of the log; None for every other line."""
    try:
        event = json.loads(line)
    except ValueError:
        return None
    return str(event["stage"]) if event.get("event") == "stage" else None


def processor_seconds(pid: int) -> float:
    """Processor time of one process and of those of its children that have ended."""
    try:
        values = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, values[11:15])) / TICKS
