"""What a search costs in a file of 50 000 clauses: `python -m benchmarks.search_cost [CLAUSES]`.

The clauses are made of the sentences of the published file, as long as real ones and in a fixed random order, so that
words are about as frequent as in real documents. The published file itself is copied and not touched.
"""

import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import polars as pl

from warehouse.paths import find_paths

CLAUSES = 50_000
SENTENCES_PER_CLAUSE = (1, 8)
SEED = 20_261_121
RUNS = 10
KEYWORDS = ("合作", "产业园区", "對口合作", "海铁联运", "数字 港口 金融")


def made_up_clauses(sentences: list[str], number: int) -> pl.DataFrame:
    """So many clauses of a few sentences each, always the same ones."""
    choose = random.Random(SEED)  # noqa: S311
    texts = [
        "。".join(choose.choices(sentences, k=choose.randint(*SENTENCES_PER_CLAUSE))) for _ in range(number)
    ]
    return pl.DataFrame({"entry_id": [f"{place:06}" for place in range(number)], "quote": texts})


def fill(connection: duckdb.DuckDBPyConnection, number: int) -> float:
    """Replace what is searched by made-up clauses; returns their mean length in characters."""
    quotes = connection.execute(
        "select quote from meta.search_entries where entry_kind = 'clause'"
    ).fetchall()
    sentences = sorted(
        {sentence for (quote,) in quotes for sentence in quote.split("。") if sentence.strip()}
    )
    connection.execute("delete from meta.search_entries")
    connection.register("made_up", made_up_clauses(sentences, number).to_arrow())
    connection.execute("""
        insert into meta.search_entries
        select 'clause', entry_id, 'made up', 'made up', quote, translate(quote, written, folded), 'made-up.txt', 0,
            length(quote)
        from made_up, (
            select string_agg(written, '' order by written) as written, string_agg(folded, '' order by written) as folded
            from meta.search_folding
        )
    """)
    connection.execute("checkpoint")
    ((mean,),) = connection.execute("select avg(length(quote)) from meta.search_entries").fetchall()
    return float(mean)


def milliseconds(connection: duckdb.DuckDBPyConnection, keyword: str) -> list[float]:
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        connection.execute("from search_clauses(?)", [keyword]).fetchall()
        times.append((time.perf_counter() - started) * 1000)
    return times


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else CLAUSES
    with tempfile.TemporaryDirectory(prefix="policydw-search-") as folder:
        file = Path(shutil.copy(find_paths().published, folder))
        with duckdb.connect(str(file)) as connection:
            mean = fill(connection, number)
        print(
            f"{number} clauses, {mean:.0f} characters on average, file of {file.stat().st_size / 1e6:.1f} MB"
        )
        with duckdb.connect(str(file), read_only=True) as connection:
            for keyword in KEYWORDS:
                (hits,) = connection.execute(
                    "select count(*) from search_clauses(?, max_rows := 1000000)", [keyword]
                ).fetchone() or (0,)
                times = milliseconds(connection, keyword)
                print(
                    f"{keyword}: {hits} clauses found; median {statistics.median(times):.0f} ms, "
                    f"best {min(times):.0f} ms of {RUNS} runs"
                )


if __name__ == "__main__":
    main()
