"""Which build a file is, from what it was made and by which versions."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class BuildInfo:
    """The row of meta.build_info; `built_at` is in UTC and carries no zone, as the column does."""

    build_id: str
    built_at: datetime
    inputs_sha256: str
    code_sha256: str
    policydw_version: str
    dbt_version: str
    duckdb_version: str
    accepted_checks: str | None = None
    accepted_because: str | None = None
