"""The origin record beside each input: where it comes from, under which terms, and its checksum.

`<name>.origin.yml` beside `<name>.txt` (or .csv, .xlsx) says what is known of the file. What is not known is
null, never guessed. The checksum keeps the input what it was when somebody looked at it.
"""

import hashlib
import os
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from extract.bounds import SAFE_LOADER, problem_of

ORIGIN_SUFFIX = ".origin.yml"
LAYOUT_SUFFIX = ".yml"
REFERENCE_INPUTS = ("regions.csv",)
"""Files of raw/reference that were taken from elsewhere; the lexicons beside them are this project's own."""

TEXT_ENTRIES = (
    "title",
    "issuer",
    "document_number",
    "publisher",
    "url",
    "licence",
    "sha256",
    "note",
)
DATE_ENTRIES = ("date_issued", "date_adopted", "date_published", "date_retrieved")
INPUT_FOLDERS = ("documents", "statistics")
NEEDED_ENTRIES = ("title", "sha256")
WITHOUT_FILE = (
    "expected the file that it speaks of beside it, found none; put the file back or remove the record"
)


def check_origins(raw: Path, folders: Sequence[str] = INPUT_FOLDERS) -> list[str]:
    """Every problem of the origin records below the folder `raw`, in words; an empty list where all is well.

    A problem is an input without a record, a record without its file or with entries that mean nothing here,
    and a file that is not the one that its record speaks of.
    """
    problems = [
        f"{path.relative_to(raw).as_posix()}: {problem}"
        for path in _inputs(raw, folders)
        for problem in origin_problems(path)
    ]
    return problems + [
        f"{record.relative_to(raw).as_posix()}: {WITHOUT_FILE}"
        for folder in (*folders, "reference")
        for parent, _, files in os.walk(raw / folder)
        for record in sorted(Path(parent, name) for name in left_over_records(files))
    ]


def left_over_records(names: Collection[str]) -> list[str]:
    """Those of the names of one folder's files that are origin records whose file is not among them."""
    inputs = {name.rpartition(".")[0] for name in names if not name.endswith(LAYOUT_SUFFIX)}
    return [
        name
        for name in names
        if name.endswith(ORIGIN_SUFFIX) and name.removesuffix(ORIGIN_SUFFIX) not in inputs
    ]


def origin_problems(path: Path) -> list[str]:
    """What is wrong with the origin record of the input file at `path`, in words; an empty list where all is well."""
    record = path.with_name(path.stem + ORIGIN_SUFFIX)
    try:
        digest = _sha256(path)
    except OSError as error:
        return [f"cannot be read ({error.strerror}); check the path and its rights"]
    if record.is_file():
        return _problems(record, digest)
    return [
        f"expected its origin record {record.name} beside it, found none; "
        f"write one with at least `title:` and `sha256: {digest}`"
    ]


def read_origin(record: Path) -> dict[str, Any]:
    """The entries of one origin record. Raises ValueError where it is not a plain YAML mapping in a file of its folder."""
    try:
        if problem := problem_of(record):
            raise ValueError(problem)
        entries = yaml.load(record.read_text(encoding="utf-8"), SAFE_LOADER)  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ValueError(f"expected YAML in UTF-8 in {record.name}, found {error}") from error
    except OSError as error:
        raise ValueError(f"{record.name} cannot be read ({error.strerror}); check its rights") from error
    if not isinstance(entries, dict):
        raise ValueError(f"expected entries such as title and sha256 in {record.name}, found none")
    return entries


def _inputs(raw: Path, folders: Sequence[str]) -> Iterator[Path]:
    """Every file that needs a record, in the folders and among the lexicons."""
    for folder in folders:
        for path in sorted((raw / folder).rglob("*")):
            if path.is_file() and path.suffix != LAYOUT_SUFFIX and not path.name.startswith("."):
                yield path
    yield from (raw / "reference" / name for name in REFERENCE_INPUTS if (raw / "reference" / name).is_file())


def _problems(record: Path, digest: str) -> list[str]:
    try:
        entries = read_origin(record)
    except ValueError as error:
        return [str(error)]
    problems = []
    if unknown := sorted(map(str, entries.keys() - {*TEXT_ENTRIES, *DATE_ENTRIES})):
        problems.append(f"expected entries among {', '.join(TEXT_ENTRIES + DATE_ENTRIES)}; found {unknown}")
    if absent := [name for name in NEEDED_ENTRIES if not entries.get(name)]:
        problems.append(
            f"expected {' and '.join(NEEDED_ENTRIES)} to be filled in {record.name}; {absent} are not"
        )
    for name, value in entries.items():
        kind = date if name in DATE_ENTRIES else str
        if value is not None and not isinstance(value, kind):
            problems.append(
                f"expected {name} to be null or a {kind.__name__} in {record.name}; found {value!r}"
            )
    if entries.get("sha256") and entries["sha256"] != digest:
        problems.append(
            f"expected the checksum {entries['sha256']} of {record.name}, found {digest}: the file has changed; "
            "put the old one back, or look at the new one and write its checksum into the record"
        )
    return problems


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
