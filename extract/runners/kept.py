"""What was read from each document, kept on the disk, so that an unchanged document is not extracted again.

A result belongs to the name and the bytes of its document and to the version of the rules: every source file of the
extraction, every lexicon, and the libraries that read text. Where any of them differs it is not found, and the document
is extracted anew. A result that is damaged or cannot be written is as good as none.
"""

import datetime as dt
import hashlib
import json
import sys
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from schemas.keys import content_key
from schemas.registry import tables

Rows = dict[str, list[dict[str, Any]]]

CODE_FOLDERS = tuple(Path(__file__).resolve().parents[2] / name for name in ("extract", "schemas"))
CODE_SUFFIXES = (".py", ".yml")
LIBRARIES = ("daachorse", "opencc")
SUFFIX = ".json.z"


@dataclass(frozen=True, slots=True)
class KeptResults:
    """The results in a folder that were made by one version of the rules."""

    folder: Path
    version: str

    def find(self, name: str, sha256: str) -> Rows | None:
        """The rows of a document with this name and these bytes; None where there are none to be had."""
        try:
            written = zlib.decompress(self._file(name, sha256).read_bytes())
            rows: Rows = json.loads(written)
            for table, columns in _date_columns().items():
                for row in rows.get(table, ()):
                    for column in columns & row.keys():
                        row[column] = row[column] and dt.date.fromisoformat(row[column])
        except (OSError, ValueError, TypeError, AttributeError, zlib.error):
            return None
        return rows

    def keep(self, name: str, sha256: str, rows: Rows) -> None:
        """Write the rows of a document, in one step; a disk that refuses them only costs time later."""
        file = self._file(name, sha256)
        written = zlib.compress(json.dumps(rows, ensure_ascii=False, default=_iso).encode("utf-8"), level=1)
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            unfinished = file.with_suffix(".new")
            unfinished.write_bytes(written)
            unfinished.replace(file)

    def drop_others(self, documents: Collection[bytes]) -> None:
        """Remove every result but those of the documents with these keys (`key_of`)."""
        for file in self._files():
            if bytes.fromhex(file.name.removesuffix(SUFFIX)) not in documents:
                with suppress(OSError):
                    file.unlink()

    def key_of(self, name: str, sha256: str) -> bytes:
        """What tells the result of one document from all others."""
        return bytes.fromhex(content_key(self.version, name, sha256))

    def _file(self, name: str, sha256: str) -> Path:
        key = self.key_of(name, sha256).hex()
        return self.folder / key[:2] / f"{key}{SUFFIX}"

    def _files(self) -> Iterator[Path]:
        return self.folder.glob(f"[0-9a-f][0-9a-f]/*{SUFFIX}")


def rules_version(reference: Path) -> str:
    """One checksum over everything that decides what is read from a given text."""
    lexicons = [file for file in sorted(reference.iterdir()) if file.is_file()]
    return _checksum(program_version(), lexicons)


def program_version() -> str:
    """The same for everything but the lexicons: Python, the libraries that read text, and the code."""
    libraries = [f"{library} {metadata.version(library)}" for library in LIBRARIES]
    code = [
        file for folder in CODE_FOLDERS for file in sorted(folder.rglob("*")) if file.suffix in CODE_SUFFIXES
    ]
    return _checksum("\n".join([f"{sys.version_info[:2]}", *libraries]), code)


def _checksum(text: str, files: Iterable[Path]) -> str:
    digest = hashlib.sha256(text.encode())
    for file in files:
        digest.update(f"\n{file.parent.name}/{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()


@cache
def _date_columns() -> dict[str, set[str]]:
    """Columns of each raw table that hold dates, which JSON writes as text."""
    found = {
        name: {column.name for column in table.columns if column.field.type == "date"}
        for name, table in tables().items()
    }
    return {name: columns for name, columns in found.items() if columns}


def _iso(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"expected text, numbers and dates in a row, found {value!r}")
