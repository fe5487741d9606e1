"""The section on this machine alone beside a Spark cluster."""

from collections.abc import Iterator

from benchmarks.page_parts import Figures, given, table


def spark(part: Figures) -> Iterator[str]:
    """Seconds of both engines by size of corpus, and the join that DuckDB does alone."""
    yield "## DuckDB and Spark\n\n"
    yield "Both on the same cores: this machine alone with one process for each, and a standalone cluster of "
    yield f"{part['workers']} workers with one core each (`python -m benchmarks.spark`). Seconds, starts included; the models are "
    yield "`dbt build` of models and seeds without the tests.\n\n"
    yield from table(
        "documents | MB | extraction here | on Spark | times as long | models on DuckDB | on Spark | times as long",
        (
            (
                f"{size['documents']:,}",
                f"{size['megabytes']:.1f}",
                given(size["extraction"]["this machine"], 1),
                given(size["extraction"]["Spark"], 1),
                given(size["extraction_ratio"]),
                given(size["models"]["DuckDB"], 1),
                given(size["models"]["Spark"], 1),
                given(size["models_ratio"]),
            )
            for size in part["sizes"]
        ),
    )
    join = part["join"]
    yield f"\nDuckDB alone wrote a table of {join['rows']:,} facts in {join['seconds']['write']:.1f} s, and joined it to a dimension "
    yield f"and added it up in {join['seconds']['join']:.1f} s.\n"
