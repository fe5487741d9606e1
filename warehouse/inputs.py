"""Which files a build was made from, by checksum."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from warehouse.paths import Paths


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
        content = file.read_bytes()
        yield Input(
            file.relative_to(base).as_posix(), kind, hashlib.sha256(content).hexdigest(), len(content)
        )


def fingerprint(inputs: Iterable[Input]) -> str:
    """One SHA-256 over the paths and checksums of all inputs."""
    digest = hashlib.sha256()
    for entry in inputs:
        digest.update(f"{entry.input_path}\0{entry.sha256}\n".encode())
    return digest.hexdigest()
