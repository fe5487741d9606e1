"""Raw tables of any number of facts for measuring: `python -m benchmarks.large_raw_tables FOLDER FACTS [DOCUMENTS]`.

The shipped inputs and a made-up corpus are extracted once. Their rows are then copied as often as it takes: each copy
has keys of its own, other values, and other provinces and cities throughout; texts and offsets stay, so that quotes
still stand in their documents. Regions, organisations, indicators and units are those of the corpus.
"""

import math
import shutil
import sys
import tempfile
from pathlib import Path

import duckdb

from benchmarks.corpus import SEED, write_corpus
from extract.runners.local import run
from schemas.registry import Column, tables
from warehouse.paths import find_paths
from warehouse.sql import literal

DOCUMENTS = 1_000
COPIED = (
    *("documents", "document_issuers", "clauses", "clause_themes", "targets", "statistics", "target_actors"),
    *(
        "target_regions",
        "statistic_regions",
        "pairings",
        "pairing_members",
        "mentions",
        "processing_outcomes",
    ),
)
"""Raw tables whose rows belong to documents; all others are there once."""
KEYS = (
    *("document_id", "clause_id", "parent_clause_id", "target_id", "restates_target_id", "statistic_id"),
    *("pairing_id", "mention_id", "outcome_row_id"),
)
VALUES = ("value_low", "value_high", "baseline_value")
FACTS = """
select
    (select count(*) from read_parquet('{0}/targets.parquet'))
    + (select count(*) from read_parquet('{0}/statistics.parquet'))
    + (select count(*) from read_parquet('{0}/mentions.parquet'))
    + (select count(*) from read_parquet('{0}/clauses.parquet') where is_task)
    + (
        select coalesce(sum(parties * (parties - 1) // 2), 0)
        from (select count(*) as parties from read_parquet('{0}/pairing_members.parquet') group by pairing_id)
    )
"""
"""Rows that the fact tables will have of documents: a statement that ties n parties gives n(n-1)/2 pairs."""


def make_raw_tables(out: Path, facts: int, documents: int = DOCUMENTS) -> int:
    """Write raw tables that give at least so many rows of facts into `out`; returns the number of parts of each.

    documents: size of the corpus that is extracted. The same arguments give the same rows.
    """
    paths = find_paths()
    with tempfile.TemporaryDirectory(prefix="policydw-corpus-") as place:
        corpus, once = Path(place, "documents"), Path(place, "tables")
        write_corpus(corpus, documents)
        run(
            [paths.documents, corpus], once, statistics=paths.statistics, reference=paths.reference, workers=1
        )
        with duckdb.connect() as connection:
            ((of_one_copy,),) = connection.execute(FACTS.format(once)).fetchall()
            copies = math.ceil(facts / int(of_one_copy))
            for name in tables():
                if name in COPIED:
                    (out / name).mkdir(parents=True)
                    shutil.copyfile(once / f"{name}.parquet", out / name / "0000.parquet")
                else:
                    shutil.copyfile(once / f"{name}.parquet", out / f"{name}.parquet")
            for number in range(1, copies):
                write_copy(connection, once, out, number)
    return copies


def write_copy(connection: duckdb.DuckDBPyConnection, once: Path, out: Path, number: int) -> None:
    """Write the rows of all documents once more, as copy `number`."""
    connection.execute(other_regions(once, number))
    for name in COPIED:
        table = tables()[name]
        columns = ", ".join(f"{copied(column, number)} as {column.name}" for column in table.columns)
        of_documents = (
            f" where source_file in (select source_file from read_parquet('{once}/documents.parquet'))"  # noqa: S608
            if name == "processing_outcomes"
            else ""
        )
        connection.execute(
            f"copy (select {columns} from read_parquet('{once}/{name}.parquet'){of_documents}) "  # noqa: S608
            f"to {literal(str(out / name / f'{number:04}.parquet'))} (format parquet, compression zstd)"
        )


def other_regions(once: Path, number: int) -> str:
    """Provinces and cities in another order, each kind by itself: map from a region to the one in its place."""
    return f"""
    create or replace temp table other_region as
    with places as (
        select
            region_id,
            region_class,
            row_number() over (partition by region_class order by region_id) as place,
            row_number() over (partition by region_class order by md5('{SEED}/{number}/' || region_id)) as other_place
        from read_parquet('{once}/regions.parquet')
        where region_class in ('province', 'prefecture') and is_current
    )
    select map(list(places.region_id), list(others.region_id)) as of_region
    from places
    inner join places as others
        on places.region_class = others.region_class and places.place = others.other_place
    """  # noqa: S608


def copied(column: Column, number: int) -> str:
    """What a column holds in copy `number`, as an SQL expression."""
    name = column.name
    if name in KEYS:
        return f"left(sha256({name} || '/{number}'), 20)"
    if name == "sha256":
        return f"sha256(sha256 || '/{number}')"
    if name == "source_file":
        return f"'copy-{number:04}/' || source_file"
    if name in VALUES:
        return f"{name} * (50 + ('0x' || left(md5(document_id || '/{number}'), 4))::int % 100) / 100"
    if name == "region_id":
        return "coalesce((select of_region from other_region)[region_id], region_id)"
    return name


def main() -> None:
    folder, facts = Path(sys.argv[1]), int(sys.argv[2])
    copies = make_raw_tables(folder, facts, *map(int, sys.argv[3:4]))
    print(f"{copies} copies in {folder}")


if __name__ == "__main__":
    main()
