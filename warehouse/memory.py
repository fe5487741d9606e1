"""How DuckDB goes about a build: what memory it may take, and in which blocks it writes the file."""

import os
from pathlib import Path

MEMORY_VARIABLE, BLOCK_SIZE_VARIABLE = "DUCKDB_MEMORY", "DUCKDB_BLOCK_SIZE"
SMALL_BLOCKS, LARGE_BLOCKS = 16_384, 262_144
"""Bytes. With small ones, a file of few rows is a fifteenth of the size; with large ones, many rows are written in a
tenth of the time, since what does not fit into memory goes to the disk block by block."""
MANY_BYTES = 50_000_000
"""Raw tables from here on, about half a million facts, are many."""


def memory_setting() -> dict[str, str | bool | int | float | list[str]]:
    """The limit that the operator has set, as settings of a connection; empty leaves DuckDB its usual 80 %."""
    limit = os.environ.get(MEMORY_VARIABLE)
    return {"memory_limit": limit} if limit else {}


def block_size(raw_tables: Path) -> int:
    """Bytes of a block of the file that is built from these raw tables."""
    size = sum(file.stat().st_size for file in raw_tables.rglob("*.parquet"))
    return LARGE_BLOCKS if size >= MANY_BYTES else SMALL_BLOCKS
