"""The examples in the pages for readers: run as printed, with their real output written below them.

An example is a fenced block of sql, python or sh. What it prints stands below it, after the line OUTPUT_MARK,
in a fenced block of text. `python -m tests.docs.examples` runs all of them on a fresh build of the shipped
inputs and writes the outputs anew.

- sql is handed to `policydw query`, python to the interpreter, sh to bash; all in a folder with `raw/`,
  `warehouse/`, `dbt_project/` and `.venv/`, like the project itself.
- sh without an output below it is not run, since it may install or schedule something; the others always are.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from warehouse.build import build
from warehouse.paths import CODE_ROOT, ROOT_VARIABLE, Paths

OUTPUT_MARK = "<!-- output -->"
EXAMPLE = re.compile(
    rf"^```(?P<language>sql|python|sh)\n(?P<source>.*?)^```\n"
    rf"(?P<below>\n{re.escape(OUTPUT_MARK)}\n```text\n(?P<output>.*?)^```\n)?",
    re.MULTILINE | re.DOTALL,
)
INPUT_FOLDERS = ("documents", "statistics", "reference")
POLICYDW = Path(sys.executable).with_name("policydw")


class ExampleError(Exception):
    """An example that ends with an error, or prints nothing where an output is shown."""


@dataclass(frozen=True, slots=True)
class Example:
    """One fenced block; `output` is None where the page shows none."""

    language: str
    source: str
    output: str | None

    @property
    def is_run(self) -> bool:
        return self.language != "sh" or self.output is not None


def pages() -> list[Path]:
    """Every page that may hold examples, the shortest way to it first."""
    return sorted([*CODE_ROOT.glob("*.md"), *CODE_ROOT.glob("docs/*.md")])


def examples(page: str) -> list[Example]:
    """The examples of a page in their order."""
    return [Example(found["language"], found["source"], found["output"]) for found in EXAMPLE.finditer(page)]


def prepare(root: Path) -> Path:
    """Make `root` look like the project after `make build`, from the shipped inputs; returns `root`."""
    for folder in INPUT_FOLDERS:
        shutil.copytree(CODE_ROOT / "raw" / folder, root / "raw" / folder)
    shutil.copytree(
        CODE_ROOT / "dbt_project", root / "dbt_project", ignore=shutil.ignore_patterns("target", "logs")
    )
    (root / ".venv").symlink_to(sys.prefix)
    build(Paths(root))
    return root


def output_of(example: Example, root: Path) -> str:
    """What the example prints in `root`, without spaces at the ends of lines.

    Raises ExampleError where it fails or prints nothing.
    """
    command = {
        "sql": [str(POLICYDW), "query", example.source],
        "python": [sys.executable, "-c", example.source],
        "sh": ["bash", "-eu", "-c", example.source],
    }[example.language]
    finished = subprocess.run(
        command,
        cwd=root,
        env={**os.environ, ROOT_VARIABLE: str(root), "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if finished.returncode != 0:
        raise ExampleError(
            f"expected this example to work; it ended with status {finished.returncode}:\n"
            f"{example.source}\n{finished.stderr}"
        )
    if example.output is not None and not finished.stdout.strip():
        raise ExampleError(f"expected this example to print something, found nothing:\n{example.source}")
    lines = finished.stdout.replace(f"{root}/", "").rstrip().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def with_real_outputs(page: str, root: Path) -> str:
    """The page with every example run in `root`, in order, and every shown output as it came out."""

    def refreshed(found: re.Match[str]) -> str:
        example = Example(found["language"], found["source"], found["output"])
        if not example.is_run:
            return found[0]
        output = output_of(example, root)
        if example.output is None:
            return found[0]
        before, after = found.start("output") - found.start(), found.end("output") - found.start()
        return found[0][:before] + output + found[0][after:]

    return EXAMPLE.sub(refreshed, page)


def main() -> None:
    """Write the outputs of all pages anew, and name the pages that changed."""
    with tempfile.TemporaryDirectory(prefix="policydw-docs-") as folder:
        root = prepare(Path(folder))
        for page in pages():
            text = page.read_text(encoding="utf-8")
            refreshed = with_real_outputs(text, root)
            if refreshed != text:
                page.write_text(refreshed, encoding="utf-8")
                sys.stdout.write(f"{page.relative_to(CODE_ROOT)}: outputs written anew\n")


if __name__ == "__main__":
    main()
