"""Run every script that tries to break publishing, keep its figures, and write the page that shows them.

`python -m tests.warehouse.torture.all --count 200 --page docs/resilience.md` runs all of them, which takes hours;
`--only kill readers` some, `--only` none: the page is then made from the figures kept by earlier runs. Status 1
where a script found anything wrong.
"""

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import fill
from typing import Any

from warehouse.paths import CODE_ROOT

FIGURES = Path(__file__).with_name("figures")
FULL_COUNT = 200
LONGEST_LIST, PAGE_WIDTH = 12, 120
HEAD = """# What it withstands

Each section is one script that tries to break the build, with the figures of its last run here. `make torture` runs
all of them at full count and writes this page; `make torture COUNT=20` does less. Nothing may be wrong in any.
"""


@dataclass(frozen=True, slots=True)
class Script:
    """One script. arguments: those that ask for as much as `count` says, of which FULL_COUNT is everything."""

    module: str
    title: str
    meaning: str
    arguments: Callable[[int], list[str]]
    needs_folder: bool = True


def only_together(count: int) -> list[str]:
    traced = ["--strace"] if shutil.which("strace") else []
    return traced if count >= FULL_COUNT else [*traced, "--only", "all of them"]


SCRIPTS = {
    "kill": Script(
        "tests.warehouse.torture.kill",
        "Killed at any instant",
        "Whole builds are ended by SIGKILL at random instants. After each the published file is opened, checked and "
        "compared: it must be the old build or the new one, byte for byte. Every tenth run is left to end, and must.",
        lambda count: ["--count", str(count), "--command", "build"],
    ),
    "readers": Script(
        "tests.warehouse.torture.readers",
        "Readers while builds are published",
        "Four readers in a loop, one that holds its connection, one that opens anew, one with DuckDB 1.4.4, one through "
        "SQLAlchemy, while the published file is replaced. No look may fail or see two builds.",
        lambda count: ["--count", str(max(2, count * 30 // FULL_COUNT))],
    ),
    "storage": Script(
        "tests.warehouse.torture.storage",
        "A disk that is full at any point of the way from dbt to the published file",
        "The room on a small disk grows from attempt to attempt; each must end with a message and leave the published "
        "file alone, until there is enough.",
        lambda count: [],
    ),
    "stages": Script(
        "tests.warehouse.torture.stages",
        "A full or read-only folder at each stage of a whole build",
        "Raw tables, dbt's reports, builds, Parquet, the published file: each folder in turn is full or read-only.",
        lambda count: [],
    ),
    "hostile_builds": Script(
        "tests.warehouse.torture.hostile_builds",
        "Hostile inputs in whole builds",
        "Each hostile input alone and all of them together, among good ones. The good ones must be published, each "
        "failed input must say why, memory of all processes together stays below 1 GiB, and no file is opened outside "
        "the warehouse, the software and the system.",
        only_together,
    ),
    "hammer": Script(
        "tests.fuzz.hammer",
        "Texts that nobody has written",
        "Damaged documents, mixtures and noise go through the whole extraction. It may refuse a text in words, but not "
        "fail, and every row must stand where it says.",
        lambda count: ["--count", str(count * 50)],
        needs_folder=False,
    ),
    "mutations": Script(
        "tests.warehouse.torture.mutations",
        "Planted defects",
        "Defects planted one at a time in rows, raw tables, models, finished builds and their files: which layer stops "
        "each, and that none is published. Builds without a defect must be published before and after.",
        lambda count: [] if count >= FULL_COUNT else ["--count", str(max(1, count // 20))],
    ),
}


def run(name: str, count: int) -> bool:
    """Run one script and keep its figures; returns whether it found nothing wrong."""
    script = SCRIPTS[name]
    arguments = ["-m", script.module, *script.arguments(count)]
    with TemporaryDirectory(prefix="policydw-torture-") as folder:
        where = ["--folder", f"{folder}/{name}"] if script.needs_folder else []
        done = subprocess.run(
            [sys.executable, *arguments, *where],
            cwd=CODE_ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
    printed = done.stdout.replace(folder, "DIR")
    shown = ["python", *(f'"{part}"' if " " in part else part for part in arguments)]
    kept = {
        "command": " ".join([*shown, *(["--folder", "DIR"] if script.needs_folder else [])]),
        "ended": f"{datetime.now(UTC):%Y-%m-%d}",
        "status": done.returncode,
        "figures": json.loads(printed) if printed.strip() else None,
    }
    FIGURES.mkdir(exist_ok=True)
    text = json.dumps(kept, ensure_ascii=False, indent=2)
    (FIGURES / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    return done.returncode == 0


def page() -> str:
    """The page from the figures that are kept."""
    sections = [HEAD]
    for name, script in SCRIPTS.items():
        sections.append(f"## {script.title}\n\n{fill(script.meaning, PAGE_WIDTH)}\n")
        file = FIGURES / f"{name}.json"
        if not file.is_file():
            sections.append(f"Not run here yet: `python -m {script.module}`.\n")
            continue
        kept = json.loads(file.read_text(encoding="utf-8"))
        shown = json.dumps(shortened(kept["figures"]), ensure_ascii=False, indent=2)
        verdict = "nothing wrong" if kept["status"] == 0 else f"ended with status {kept['status']}"
        sections.append(
            f"```sh\n{kept['command']}\n```\n\nLast run {kept['ended']}: {verdict}.\n\n```json\n{shown}\n```\n"
        )
    return "\n".join(sections)


def shortened(figures: Any) -> Any:
    """The figures without what fills pages: of a long list only its beginning and its length."""
    if isinstance(figures, dict):
        return {name: shortened(value) for name, value in figures.items()}
    if isinstance(figures, list):
        rest = len(figures) - LONGEST_LIST
        return [shortened(value) for value in figures[:LONGEST_LIST]] + (
            [f"and {rest} more"] if rest > 0 else []
        )
    return f"{figures[:160]}..." if isinstance(figures, str) and len(figures) > 160 else figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=FULL_COUNT, help=f"{FULL_COUNT} is everything")
    parser.add_argument("--only", nargs="*", choices=list(SCRIPTS), default=list(SCRIPTS))
    parser.add_argument("--page", type=Path, help="write the page to this file")
    chosen = parser.parse_args()
    unsound = [name for name in chosen.only if not run(name, chosen.count)]
    if chosen.page:
        chosen.page.write_text(page(), encoding="utf-8")
    return bool(unsound)


if __name__ == "__main__":
    raise SystemExit(main())
