"""Put a finished build in place of the published file, in one step.

A reader that has the old file open keeps it; a crash at any instant leaves the old file or the new one.
"""

from pathlib import Path

import duckdb

from warehouse.errors import BuildBrokenError
from warehouse.memory import memory_setting
from warehouse.storage import READ_ONLY, link_or_copy, sync


def write_ahead_log(file: Path) -> Path:
    """Where DuckDB keeps changes that are not yet in `file`."""
    return file.with_name(file.name + ".wal")


def read_back(file: Path) -> dict[str, int]:
    """Rows of every table of a closed DuckDB file, by 'schema.table'; views must do without other files.

    Raises BuildBrokenError where a write-ahead log lies beside the file, or something in it cannot be read.
    """
    if write_ahead_log(file).exists():
        raise BuildBrokenError(
            f"A finished build has all its data in one file; {write_ahead_log(file)} lies beside it. "
            "Something still has the build open: end it and build again."
        )
    with duckdb.connect(
        str(file), read_only=True, config=memory_setting() | {"enable_external_access": "false"}
    ) as connection:
        names = connection.execute(
            "select table_schema, table_name from information_schema.tables order by all"
        ).fetchall()
        rows = {}
        for schema, table in names:
            try:
                statement = f'select count(*), count(columns(*)) from "{schema}"."{table}"'  # noqa: S608
                found = connection.execute(statement).fetchone()
            except duckdb.Error as error:
                raise BuildBrokenError(
                    f"Every table of a finished build can be read without any other file; {schema}.{table} "
                    f"cannot: {error} "
                    "Materialise the model as a table, or keep it out of the published schemas."
                ) from error
            rows[f"{schema}.{table}"] = int(found[0]) if found else 0
    return rows


def publish(build: Path, published: Path) -> None:
    """Make the closed DuckDB file `build` the published one.

    The two names share one copy on disk where the file system allows it. Raises BuildBrokenError where the
    build has a write-ahead log beside it; OSError from the file system leaves the old file in place.
    """
    if write_ahead_log(build).exists():
        raise BuildBrokenError(
            f"{build} is still being written ({write_ahead_log(build).name} lies beside it)."
        )
    published.parent.mkdir(parents=True, exist_ok=True)
    incoming = published.with_name(published.name + ".incoming")
    incoming.unlink(missing_ok=True)
    link_or_copy(build, incoming)
    incoming.chmod(READ_ONLY)
    sync(incoming)
    # The log of a client that wrote to the old file would make the new one unopenable. It goes first: between
    # the two steps the old file is then what was published, and not a new file with a foreign log.
    write_ahead_log(published).unlink(missing_ok=True)
    incoming.replace(published)
    sync(published.parent)
