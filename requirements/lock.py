"""Resolve the dependencies and write the hash-locked requirement files, without any registry address."""

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SPARK = "../tests/spark/requirements.txt"
OPTIONS = [
    "--universal",
    "--no-strip-extras",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-header",
    "--no-annotate",
    "--quiet",
]


def compile_lock(source: str, target: str, *extra: str) -> None:
    """Write `target` from `source`; raises CalledProcessError when no resolution exists."""
    command = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "compile",
        *OPTIONS,
        source,
        "-o",
        str(HERE / target),
        *extra,
    ]
    subprocess.run(command, check=True)


def leave_out(locked: Path, other: Path) -> None:
    """Take the packages of another lock out of `locked`, which was resolved with them."""
    present = set(_packages(other))
    kept = [entry for name, entry in _packages(locked).items() if name not in present]
    locked.write_text("".join(kept), encoding="utf-8")


def _packages(lock: Path) -> dict[str, str]:
    """The entries of a lock, each with its hashes, by the names of their packages."""
    entries = re.split(r"^(?=\S)", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.split(r"[=\[ ]", entry)[0]: entry for entry in entries if entry}


if __name__ == "__main__":
    project = str(HERE.parent / "pyproject.toml")
    compile_lock(str(HERE / "build.in"), "build.txt")
    compile_lock(project, "dev.txt", "--extra", "site", "--extra", "dev")
    # The versions of the smaller set follow the larger one, so that tests run on what users get.
    compile_lock(project, "core.txt", "--extra", "site", "-c", str(HERE / "dev.txt"))
    # Spark lies beside the environment, which has the rest already.
    compile_lock(project, SPARK, "--extra", "site", "--extra", "spark", "-c", str(HERE / "dev.txt"))
    leave_out(HERE / SPARK, HERE / "dev.txt")
