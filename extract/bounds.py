"""Bounds on input files beside the documents, checked before anything reads them whole.

A link may lead out of the folder, a small archive may inflate to gigabytes, and a few aliases in YAML may stand for
billions of values. Each is refused by what the file says of itself, in little time and memory.
"""

import zipfile
from pathlib import Path

import yaml

LARGEST_TABLE = 64 * 1024 * 1024
"""Bytes of a table of figures; of a workbook, once it is unpacked, four times as many."""
LARGEST_UNPACKED = 4 * LARGEST_TABLE
LARGEST_YAML = 256 * 1024
MOST_BRACKETS = 500
"""Reading nested brackets takes time that grows with the square of their depth."""


def problem_of(path: Path) -> str | None:
    """Why a table of figures or its layout must not be read, in words; None where it may."""
    if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
        return (
            f"{path.name}: expected a file of this folder, found a link that leads out of it; copy the file"
        )
    limit = LARGEST_YAML if path.suffix == ".yml" else LARGEST_TABLE
    if (size := path.stat().st_size) > limit:
        return f"{path.name}: expected at most {limit} bytes, found {size}; split the file"
    if path.suffix == ".yml":
        return _yaml_problem(path)
    return _archive_problem(path) if path.suffix == ".xlsx" else None


def _yaml_problem(path: Path) -> str | None:
    try:
        text = path.read_text(encoding="utf-8")
        if max(text.count(opening) for opening in "[{") > MOST_BRACKETS:
            return f"{path.name}: expected at most {MOST_BRACKETS} lists in brackets; write one entry a line"
        for token in yaml.scan(text):
            if isinstance(token, (yaml.AliasToken, yaml.TagToken)):
                line = token.start_mark.line + 1
                return f"{path.name}: expected plain entries, found an alias or a tag in line {line}; write it out"
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return f"{path.name}: expected YAML in UTF-8, found {error}"
    return None


def _archive_problem(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        return f"{path.name}: expected an XLSX workbook, found {error}"
    if unpacked > LARGEST_UNPACKED:
        return (
            f"{path.name}: expected a workbook of at most {LARGEST_UNPACKED} bytes unpacked, found {unpacked}; "
            "save the sheet as CSV"
        )
    return None
