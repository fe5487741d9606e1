"""Resolve the dependencies and write the hash-locked requirement files, without any registry address."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
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


if __name__ == "__main__":
    project = str(HERE.parent / "pyproject.toml")
    compile_lock(str(HERE / "build.in"), "build.txt")
    compile_lock(project, "dev.txt", "--extra", "site", "--extra", "dev")
    # The versions of the smaller set follow the larger one, so that tests run on what users get.
    compile_lock(project, "core.txt", "--extra", "site", "-c", str(HERE / "dev.txt"))
