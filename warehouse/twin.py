"""The marts as Parquet files beside the DuckDB file: the same build, the same protocol.

A build's twin lies in its own folder. `warehouse/parquet/current` is a link to the published one and is
switched by one rename, so that whoever follows it once reads one build throughout.
"""

import hashlib
import json
import os
import shutil
from pathlib import Path

import duckdb

from warehouse.errors import BuildBrokenError
from warehouse.published import count_rows
from warehouse.sql import literal
from warehouse.storage import READ_ONLY, sync

MANIFEST = "manifest.json"


def write_twin(connection: duckdb.DuckDBPyConnection, folder: Path, build_id: str) -> None:
    """Write every mart of the open build as `<table>.parquet`, and the manifest with their checksums last."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    names = connection.execute(
        "select table_name from duckdb_tables() where schema_name = 'marts' order by 1"
    ).fetchall()
    entries = []
    for (name,) in names:
        file = folder / f"{name}.parquet"
        connection.execute(f'copy marts."{name}" to {literal(str(file))} (format parquet, compression zstd)')
        rows = count_rows(connection, f"marts.{name}")
        entries.append({"table": name, "file": file.name, "rows": rows, **fingerprint_of(file)})
        seal(file)
    manifest = folder / MANIFEST
    content = {"build_id": build_id, "tables": entries}
    manifest.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    seal(manifest)
    sync(folder)


def fingerprint_of(file: Path) -> dict[str, int | str]:
    with file.open("rb") as content:
        return {"bytes": file.stat().st_size, "sha256": hashlib.file_digest(content, "sha256").hexdigest()}


def seal(file: Path) -> None:
    """Bring a finished file to the disk, and let nobody write to it any more."""
    file.chmod(READ_ONLY)
    sync(file)


def check_twin(folder: Path) -> None:
    """Raise BuildBrokenError unless every file is there as the manifest says, byte for byte."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    for entry in manifest["tables"]:
        file = folder / entry["file"]
        expected = {"bytes": entry["bytes"], "sha256": entry["sha256"]}
        found = fingerprint_of(file) if file.is_file() else "no file"
        if found != expected:
            raise BuildBrokenError(
                f"{file}: expected {expected} as in {MANIFEST}, found {found}. Build again with --rebuild."
            )


def point_to(current: Path, twin: Path) -> None:
    """Make the link `current` lead to the folder `twin`, in one step."""
    current.parent.mkdir(parents=True, exist_ok=True)
    if current.is_dir() and not current.is_symlink():
        # A backup that followed links leaves a folder here, which no rename can replace.
        shutil.rmtree(current)
    incoming = current.with_name(current.name + ".incoming")
    incoming.unlink(missing_ok=True)
    incoming.symlink_to(os.path.relpath(twin, current.parent), target_is_directory=True)
    incoming.replace(current)
    sync(current.parent)
