"""Environments of their own for readers of the published file, each from one hash-locked requirement file."""

import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from warehouse.paths import CODE_ROOT


def environment(requirements: Path) -> Path:
    """Python of an environment that holds what the file lists; made once, and anew when the file changes."""
    digest = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()[:12]
    folder = CODE_ROOT / ".cache" / "clients" / f"{requirements.stem}-{digest}"
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        install = ["-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(requirements)]
        subprocess.run([str(python), *install], check=True)
        (folder / "complete").touch()
    return python
