"""How much memory DuckDB may take for a build."""

import os

MEMORY_VARIABLE = "DUCKDB_MEMORY"


def memory_setting() -> dict[str, str | bool | int | float | list[str]]:
    """The limit that the operator has set, as settings of a connection; empty leaves DuckDB its usual 80 %."""
    limit = os.environ.get(MEMORY_VARIABLE)
    return {"memory_limit": limit} if limit else {}
