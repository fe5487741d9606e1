"""Files read as documents, and files that cannot be."""

import hashlib
from pathlib import Path

import pytest

from extract.source import LARGEST_FILE, SourceError, read_source, source_from_bytes


def test_a_file_is_read_with_its_bytes_text_and_checksum(tmp_path: Path) -> None:
    data = "一、目标\r\n新建12所。\n".encode("gb18030")
    (tmp_path / "plan.txt").write_bytes(data)
    source = read_source(tmp_path / "plan.txt", "folder/plan.txt")
    assert (source.name, source.data, source.encoding) == ("folder/plan.txt", data, "gb18030")
    assert source.text == "一、目标\r\n新建12所。\n"
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\u3000\n".encode()])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"plan\.txt: expected text, found an empty file"):
        source_from_bytes(data, "plan.txt")


def test_a_binary_file_is_refused_by_name() -> None:
    with pytest.raises(SourceError, match=r"plan\.txt: expected text, found a PDF file"):
        source_from_bytes(b"%PDF-1.4", "plan.txt")


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"plan\.txt: cannot be read"):
        read_source(tmp_path / "plan.txt", "plan.txt")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(SourceError, match="split the file"):
        read_source(path, "plan.txt")
