"""The outcome of one check, whichever of the three tools made it."""

from dataclasses import dataclass
from typing import Any, Literal

CheckTool = Literal["pandera", "dbt", "great_expectations"]
Severity = Literal["critical", "warning"]
Status = Literal["pass", "warn", "fail", "accepted", "skipped"]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check of one build. `failing_rows` and `checked_rows` are None where the tool does not count them.

    `owner` says who mends a failure: source (the document or statistic), extraction (the rules), model (the
    SQL) or operator (the run). `consequence` says what a failure blocks or spoils. A critical failure that
    somebody let through by name has the status accepted, and their reason in `accepted_because`.
    `failing_keys` name the first failing rows of a check that keeps no table of them.
    """

    check_tool: CheckTool
    check_name: str
    table_name: str | None
    column_name: str | None
    severity: Severity
    status: Status
    failing_rows: int | None
    checked_rows: int | None
    expected: str
    found: str
    consequence: str
    owner: str
    failing_rows_table: str | None = None
    accepted_because: str | None = None
    failing_keys: tuple[dict[str, Any], ...] = ()

    @property
    def name(self) -> str:
        """What the check is called after --accept."""
        return f"{self.table_name}.{self.check_name}"

    @property
    def blocks(self) -> bool:
        """True where the build must not be published."""
        return self.status == "fail" and self.severity == "critical"
