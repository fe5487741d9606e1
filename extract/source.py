"""A file as read: its bytes, its text, and how the one became the other."""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from extract.normalise.decoding import UndecodableTextError, decode

LARGEST_FILE = 2 * 1024 * 1024
"""Bytes. A policy document is ten times smaller; anything larger is a mistake or an attack, and would take
more memory than a whole run may."""
MOST_NUMBERS = 20_000
"""Numbers in one file. A text of nothing but numbers gives more rows than a whole run has memory for."""
NUMBER = re.compile(r"\d+|[零〇一二三四五六七八九十百千万亿两]+")
LONGEST_DIGITS = 200
"""Digits in a row. No figure of a policy document is as long; such a row is what damage or an attack leaves."""
TOO_MANY_DIGITS = re.compile(rf"\d{{{LONGEST_DIGITS + 1}}}")


class SourceError(Exception):
    """An input file that cannot be read as a document; the message says why and what to do."""


@dataclass(frozen=True)
class SourceFile:
    """One input file.

    name: path below the input folder, with forward slashes. text: the file decoded, line ends untouched;
    every offset in every table counts characters of this text.
    """

    name: str
    data: bytes
    text: str
    encoding: str

    @cached_property
    def sha256(self) -> str:
        """Checksum of the bytes, in lower-case hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def read_source(path: Path, name: str) -> SourceFile:
    """Read one file. Raises SourceError when it is missing, too large, empty, binary or in no known
    encoding."""
    return source_from_bytes(read_content(path, name), name)


def read_content(path: Path, name: str) -> bytes:
    """The bytes of one file. Raises SourceError when it is missing or too large."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise SourceError(
                f"{name}: expected a text of at most {LARGEST_FILE} bytes, found {size}; split the file"
            )
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{name}: cannot be read ({error.strerror}); check the path and its rights"
        ) from error


def source_from_bytes(data: bytes, name: str) -> SourceFile:
    """A file whose bytes are already in memory. Raises SourceError as read_source does."""
    try:
        text, encoding = decode(data)
    except UndecodableTextError as error:
        raise SourceError(f"{name}: {error}") from error
    if not text.strip():
        raise SourceError(f"{name}: expected text, found an empty file; remove it or fetch it again")
    if digits := TOO_MANY_DIGITS.search(text):
        raise SourceError(
            f"{name}: expected numbers of at most {LONGEST_DIGITS} digits, found more from character "
            f"{digits.start()} on; the file is damaged, fetch it again"
        )
    if len(text) > MOST_NUMBERS and any(True for _ in islice(NUMBER.finditer(text), MOST_NUMBERS, None)):
        raise SourceError(
            f"{name}: expected a text with at most {MOST_NUMBERS} numbers, found more; split the file, or read it "
            "as a table of figures"
        )
    return SourceFile(name=name, data=data, text=text, encoding=encoding)
