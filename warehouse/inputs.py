"""What a build is made from, by checksum: the input files, and the code that works on them."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from warehouse.paths import CODE_ROOT, Paths

ORIGIN_SUFFIX = ".origin.yml"
CODE_FOLDERS = ("extract", "schemas", "dbt_project", "warehouse")
CODE_SUFFIXES = (".py", ".sql", ".yml", ".csv", ".md", ".html", ".css", ".js")
GENERATED_FOLDERS = ("target", "logs", "builds", "site", "parquet", "__pycache__")


@dataclass(frozen=True, slots=True)
class Input:
    """One input file. `input_path` is relative to the root of the warehouse."""

    input_path: str
    input_kind: str
    sha256: str
    size_bytes: int


def build_inputs(paths: Paths, raw_tables: Path | None) -> list[Input]:
    """Every input file by kind and path: documents, statistics and reference, or the given raw tables."""
    if raw_tables:
        return list(read_inputs("raw_table", raw_tables, raw_tables))
    folders = {"document": paths.documents, "statistic": paths.statistics, "reference": paths.reference}
    return [entry for kind, folder in folders.items() for entry in read_inputs(kind, folder, paths.root)]


def read_inputs(kind: str, folder: Path, base: Path) -> Iterable[Input]:
    for file in sorted(
        file for file in folder.rglob("*") if file.is_file() and not file.name.startswith(".")
    ):
        # What a link out of the folder leads to is not an input, and nobody asked for it to be read.
        leads_out = file.is_symlink() and not file.resolve().is_relative_to(folder.resolve())
        if leads_out:
            digest, size = hashlib.sha256(os.fsencode(file.readlink())).hexdigest(), 0
        else:
            digest, size = sha256_of(file), file.stat().st_size
        own_kind = "origin_record" if file.name.endswith(ORIGIN_SUFFIX) else kind
        path = os.fsencode(file.relative_to(base).as_posix()).decode("utf-8", "backslashreplace")
        yield Input(path, own_kind, digest, size)


def sha256_of(file: Path) -> str:
    """Checksum of a file of any size, in a few kilobytes of memory."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def code_files() -> Iterable[Path]:
    """Every file of this software that has a part in what a build holds."""
    for name in CODE_FOLDERS:
        for parent, folders, files in os.walk(CODE_ROOT / name):
            folders[:] = sorted(folder for folder in folders if folder not in GENERATED_FOLDERS)
            yield from (Path(parent, file) for file in sorted(files) if file.endswith(CODE_SUFFIXES))


def code_fingerprint(versions: Iterable[str]) -> str:
    """One SHA-256 over the code and the given versions of the libraries that it stands on."""
    digest = hashlib.sha256("\n".join(versions).encode())
    for file in code_files():
        digest.update(f"\n{file.relative_to(CODE_ROOT).as_posix()}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def fingerprint(inputs: Iterable[Input]) -> str:
    """One SHA-256 over the paths and checksums of all inputs."""
    digest = hashlib.sha256()
    for entry in inputs:
        digest.update(f"{entry.input_path}\0{entry.sha256}\n".encode())
    return digest.hexdigest()
