"""Raw tables as Parquet files: written aside in pieces, then renamed into place together."""

import shutil
import tempfile
from pathlib import Path
from types import TracebackType

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from schemas.registry import tables

ROW_GROUP_BYTES = 4_000_000
"""Of one table, gathered before they are written: what a Parquet file keeps in memory of each row group until it is
closed grows with their number, which batches of a few rows would make large in a long run."""


class TableWriter:
    """Writes `<table>.parquet` for every raw table; nothing in `out` changes before `publish`."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._waiting: dict[str, list[pa.Table]] = {name: [] for name in tables()}
        self.rows = dict.fromkeys(tables(), 0)

    def __enter__(self) -> "TableWriter":
        self._out.mkdir(parents=True, exist_ok=True)
        self._folder = Path(tempfile.mkdtemp(prefix=".writing-", dir=self._out))
        self._files = {
            name: pq.ParquetWriter(self._folder / f"{name}.parquet", table.arrow_schema, compression="zstd")
            for name, table in tables().items()
        }
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def append(self, table_name: str, rows: pl.DataFrame) -> None:
        """Add checked rows to one table."""
        if rows.is_empty():
            return
        waiting = self._waiting[table_name]
        waiting.append(rows.to_arrow().cast(tables()[table_name].arrow_schema))
        self.rows[table_name] += rows.height
        if sum(table.nbytes for table in waiting) >= ROW_GROUP_BYTES:
            self._write(table_name)

    def _write(self, table_name: str) -> None:
        if waiting := self._waiting[table_name]:
            self._files[table_name].write_table(pa.concat_tables(waiting))
            waiting.clear()

    def publish(self, *table_names: str, folder: Path | None = None) -> None:
        """Close the files and rename them (all, or those named) into `out` or another folder."""
        for name in tables():
            self._write(name)
        self._close()
        target = folder or self._out
        target.mkdir(parents=True, exist_ok=True)
        for name in table_names or tables():
            (self._folder / f"{name}.parquet").replace(target / f"{name}.parquet")

    def _close(self) -> None:
        for file in self._files.values():
            file.close()
