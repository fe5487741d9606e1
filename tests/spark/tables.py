"""What two runs of the extraction wrote, side by side."""

from pathlib import Path

import polars as pl

from schemas.registry import tables


def differing_tables(one: Path, other: Path) -> list[str]:
    """Raw tables of two folders that are not the same bytes; of the outcomes, which hold seconds, other values."""
    return [name for name in tables() if _content(one, name) != _content(other, name)]


def _content(folder: Path, name: str) -> object:
    file = folder / f"{name}.parquet"
    if name == "processing_outcomes":
        return pl.read_parquet(file).drop("seconds").rows()
    return file.read_bytes()
