"""The section on warehouses of many facts."""

from collections.abc import Iterator

from benchmarks.page_parts import Figures, given, table


def warehouse(part: Figures) -> Iterator[str]:
    """Cost of the stages and of the answers, by number of facts."""
    sizes = part["sizes"]
    yield "## Many facts\n\n"
    yield "Raw tables made from a made-up corpus, copied with other keys, values and places as often as it takes "
    yield "(`python -m benchmarks.large_raw_tables`), checked row by row, and built with `policydw build --raw-tables`. "
    yield f"DuckDB was given {part['memory_of_duckdb']}; memory is that of all processes together, the most of all runs.\n\n"
    yield from table(
        "what | " + " | ".join(f"{size['facts']:,} facts" for size in sizes), iter(_sizes(sizes))
    )
    yield "\nMedian seconds, seconds of processor time, and the most MiB of memory of every stage:\n\n"
    names = list(dict.fromkeys(stage["name"].split(":")[0] for size in sizes for stage in size["stages"]))
    by_stage = [{stage["name"].split(":")[0]: stage for stage in size["stages"]} for size in sizes]
    yield from table(
        "stage | " + " | ".join(f"{size['facts']:,} facts" for size in sizes),
        ((name, *(_cost(stages.get(name)) for stages in by_stage)) for name in names),
    )
    yield "\nWhat an analyst waits for, in milliseconds: the [twenty questions](questions.md), and the flat tables of schema "
    yield "`bi`, both with their example query and read whole; every one asked five times, a hundred rows fetched as `policydw query` "
    yield "does.\n\n"
    yield from table("answers | " + " | ".join(f"{size['facts']:,} facts" for size in sizes), _answers(sizes))


def _sizes(sizes: list[Figures]) -> Iterator[tuple[str, ...]]:
    for table_name in ("fact_mentions", "fact_pairings", "fact_targets", "fact_tasks", "fact_statistics"):
        yield (f"`{table_name}`", *(f"{size['rows'][f'marts.{table_name}']:,}" for size in sizes))
    yield ("documents", *(f"{size['rows']['marts.dim_document']:,}" for size in sizes))
    yield ("MB of raw tables", *(f"{size['raw_mb']:,.0f}" for size in sizes))
    yield ("MB of the file", *(f"{size['file_mb']:,.0f}" for size in sizes))
    yield (
        "seconds of the build",
        *(given(size["seconds"], 0) for size in sizes),
    )
    yield (
        "most MiB at once",
        *(f"{max(stage['memory_mib'] for stage in size['stages']):,.0f}" for size in sizes),
    )


def _cost(stage: Figures | None) -> str:
    if stage is None:
        return ""
    seconds, processor = stage["seconds"]["median"], stage["processor_seconds"]["median"]
    return f"{seconds:.1f} s, {processor:.1f} s, {stage['memory_mib']:.0f} MiB"


def _answers(sizes: list[Figures]) -> Iterator[tuple[str, ...]]:
    for kind, title in (("questions", "the questions"), ("flat_tables", "the flat tables")):
        for figure, name in (("median_ms", "median"), ("p95_ms", "95th percentile")):
            yield (f"{title}, {name}", *(f"{size[kind][figure]:.0f}" for size in sizes))
        slowest = max(sizes[-1][kind]["each_ms"].items(), key=lambda each: each[1])[0]
        yield (
            f"the slowest of them: {slowest}",
            *(f"{size[kind]['each_ms'][slowest]:.0f}" for size in sizes),
        )
    yield ("MiB of memory while asking", *(f"{size['asking_memory_mib']:.0f}" for size in sizes))
