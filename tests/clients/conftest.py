"""The shipped warehouse, and what its readers have to find in it."""

import re
import socket
from pathlib import Path

import duckdb
import pytest

from tests.support.shipped import shipped_warehouse
from warehouse.paths import CODE_ROOT, Paths

PAGES = CODE_ROOT / "docs" / "clients"
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<source>.*?)^```$", re.MULTILINE | re.DOTALL)
TARGETS_BY_KIND = "select target_type_en, count(*) from bi.targets where is_counted group by all order by all"


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    return shipped_warehouse(tmp_path_factory)


@pytest.fixture(scope="session")
def targets_by_kind(shipped: Paths) -> list[tuple[str, int]]:
    """The answer to the question that every page asks."""
    with duckdb.connect(str(shipped.published), read_only=True) as warehouse:
        found = warehouse.execute(TARGETS_BY_KIND).fetchall()
    assert found
    return found


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def blocks(page: str, language: str) -> list[str]:
    """What a page says to type, in one language."""
    text = (PAGES / page).read_text(encoding="utf-8")
    return [found["source"] for found in BLOCK.finditer(text) if found["language"] == language]


def requirements(name: str) -> Path:
    return Path(__file__).parent / "requirements" / f"{name}.txt"
