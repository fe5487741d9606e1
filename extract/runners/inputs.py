"""Which files to read, and under which names."""

import os
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from extract.origins import ORIGIN_SUFFIX, WITHOUT_FILE, left_over_records

DOCUMENT_SUFFIXES = (".txt", ".htm", ".html")
OTHER_FORMATS = (".doc", ".docx", ".odt", ".ofd", ".pdf", ".rtf", ".wps")
"""Formats that documents come in and that are not read: such a file is reported, unless its text lies beside it."""


class InputError(Exception):
    """An input that was asked for by name and does not exist."""


@dataclass(frozen=True, slots=True)
class Input:
    """One document file.

    location: its path; a string takes a third of the memory of a Path, and a run may have millions. name: path below
    the folder that was given, with forward slashes. problem: why it must not be read. content: its bytes, where
    whoever extracts it cannot reach the file.
    """

    location: str
    name: str
    problem: str | None = None
    content: bytes | None = None

    @property
    def path(self) -> Path:
        return Path(self.location)


def find_documents(documents: Sequence[Path], *, with_records: bool = False) -> list[Input]:
    """The files given and the texts and pages in the folders given, in the order of their names, each file once.

    A name that begins with a dot is none: editors and systems leave such files beside those of people. A link that
    leads out of its folder is reported as a problem and not followed, a document in a format that is not read as well,
    and, with_records, an origin record whose file is gone.
    Where files of several folders have the same name, the names begin with their folders'. Raises InputError for a path
    that does not exist.
    """
    found: list[Input] = []
    seen: set[str] = set()
    for given in documents:
        if not given.exists():
            raise InputError(f"expected a document or a folder of documents, found nothing at {given}")
        for candidate in (
            _in_folder(given, with_records=with_records)
            if given.is_dir()
            else [Input(str(given), given.name)]
        ):
            # A link that is refused is told apart by itself, any other file by what it leads to.
            own = _absolute(candidate.location)
            same = {own} if candidate.problem else {own, os.path.realpath(own)}
            if not same & seen:
                found.append(candidate)
            seen |= same
    return sorted(_with_distinct_names(found), key=lambda document: document.name)


def _in_folder(folder: Path, *, with_records: bool) -> Iterator[Input]:
    top = os.path.realpath(folder)
    for parent, subfolders, files in os.walk(folder, onerror=_stop):
        subfolders.sort()
        links = [name for name in subfolders if Path(parent, name).is_symlink()]
        names = frozenset(files)
        documents = [name for name in files if _is_document(name, names)]
        left_over = left_over_records(names) if with_records else []
        for name in sorted(links + documents + left_over):
            path = Path(parent, name)
            leads_out = path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(top)
            if leads_out or name not in links:
                problem = _problem_of(path, folder, leads_out=leads_out)
                yield Input(str(path), _readable_name(path.relative_to(folder).as_posix()), problem)


def _is_document(name: str, beside: Collection[str]) -> bool:
    """Whether a file of a folder has to be read, or has to be reported because it cannot be."""
    stem, suffix = os.path.splitext(name)  # noqa: PTH122 - a Path for each of millions of names takes its time
    if name.startswith("."):
        return False
    return suffix.lower() in DOCUMENT_SUFFIXES or (
        suffix.lower() in OTHER_FORMATS and not any(stem + text in beside for text in DOCUMENT_SUFFIXES)
    )


def _problem_of(path: Path, folder: Path, *, leads_out: bool) -> str | None:
    """Why a file must not be opened, in words; None where it may."""
    if leads_out:
        return f"expected a file below {folder.name}, found a link that leads out of it; copy the file"
    if path.exists() and not path.is_file():
        # Opening a pipe would wait for ever for somebody to write to it.
        return "expected a file, found a pipe or a device; remove it"
    if path.name.endswith(ORIGIN_SUFFIX):
        return WITHOUT_FILE
    if path.suffix.lower() in OTHER_FORMATS:
        return (
            f"expected a text or a page ({', '.join(DOCUMENT_SUFFIXES)}), found {path.suffix.lower()}; save its text under the "
            "same name beside it"
        )
    if path.name != _readable_name(path.name):
        return "expected a name in UTF-8, found other bytes, here as \\xNN; rename the file"
    return None


def _readable_name(name: str) -> str:
    """The name as text that can be written; bytes that are no text as escapes such as \\xff."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _stop(error: OSError) -> None:
    raise InputError(
        f"the folder {error.filename} cannot be listed ({error.strerror}); check its rights"
    ) from error


def _with_distinct_names(documents: list[Input]) -> list[Input]:
    """Put as many folder names before equal names as it takes to tell them apart."""
    named = documents
    depth = 1
    while repeated := {name for name, count in Counter(each.name for each in named).items() if count > 1}:
        named = [
            replace(each, name=_longer_name(before, depth)) if each.name in repeated else each
            for each, before in zip(named, documents, strict=True)
        ]
        depth += 1
    return named


def _longer_name(document: Input, folders: int) -> str:
    parts = PurePath(_absolute(document.location)).parts
    length = len(PurePath(document.name).parts) + folders
    return PurePath(*parts[-length:]).as_posix()


def _absolute(location: str) -> str:
    return os.path.abspath(location)  # noqa: PTH100 - Path.resolve would follow links
