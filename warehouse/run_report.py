"""What a run did, for programs: run_report.json, and the log in JSON."""

import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TextIO

from warehouse.errors import ExitCode, WarehouseError
from warehouse.paths import Paths
from warehouse.storage import write_in_one_step

if TYPE_CHECKING:
    from warehouse.build import Outcome
    from warehouse.quality import CheckResult

STATUSES = {
    ExitCode.PUBLISHED: "published",
    ExitCode.BROKEN: "broken",
    ExitCode.USAGE: "wrong usage",
    ExitCode.PUBLISHED_INCOMPLETE: "published without some inputs",
    ExitCode.REFUSED: "refused",
    ExitCode.BUSY: "another build is running",
}
NOT_PASSED = ("warn", "fail", "accepted")


@dataclass(slots=True)
class RunReport:
    """One run of `policydw build` or `policydw publish`. `seconds` by stage; `rows` by 'schema.table'."""

    command: str
    started_at: str
    status: str = "broken"
    exit_code: int = int(ExitCode.BROKEN)
    seconds: float = 0.0
    build_id: str | None = None
    is_new: bool = False
    stages: list[dict[str, Any]] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    failed_inputs: list[dict[str, Any]] = field(default_factory=list)
    check_counts: dict[str, int] = field(default_factory=dict)
    checks: list[dict[str, Any]] = field(default_factory=list)
    changes: dict[str, dict[str, int]] = field(default_factory=dict)
    messages: list[str] = field(default_factory=list)

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"


class Recorder:
    """Takes down the stages of a run and how it ended; `say` is told each stage as well."""

    def __init__(self, command: str, say: Callable[[str], None]) -> None:
        self.report = RunReport(command, f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}")
        self._say = say
        self._started = self._stage_started = time.monotonic()

    def stage(self, name: str) -> None:
        """A stage begins, and with it the one before has ended. 'extracting: ...' is a part of a stage."""
        self._end_stage()
        kind = name.split(":")[0]
        if not self.report.stages or self.report.stages[-1]["stage"] != kind:
            self.report.stages.append({"stage": kind, "seconds": 0.0})
        self._say(name)

    def _end_stage(self) -> None:
        now = time.monotonic()
        if self.report.stages:
            stage = self.report.stages[-1]
            stage["seconds"] = round(stage["seconds"] + now - self._stage_started, 3)
        self._stage_started = now

    def succeeded(self, outcome: "Outcome") -> ExitCode:
        """The run published, or found nothing to do; returns the exit status of the command."""
        published = outcome.publication
        problems = [outcome.site_problem] if outcome.site_problem else []
        incomplete = published.failed_inputs or problems
        code = ExitCode.PUBLISHED_INCOMPLETE if incomplete else ExitCode.PUBLISHED
        self._end(code, problems)
        report = self.report
        report.status = STATUSES[code] if outcome.is_new else "unchanged"
        if problems and not published.failed_inputs:
            report.status = "published without the site"
        report.build_id, report.is_new = published.build_id, outcome.is_new
        report.rows = published.rows
        report.failed_inputs = [asdict(failed) for failed in published.failed_inputs]
        report.changes = outcome.changes.counts() if outcome.changes else {}
        self._checks(published.results)
        return code

    def failed(self, error: BaseException) -> None:
        """The run ended with an error."""
        code = error.exit_code if isinstance(error, WarehouseError) else ExitCode.BROKEN
        self._end(code, [str(error) or type(error).__name__, *getattr(error, "__notes__", [])])
        if isinstance(error, WarehouseError):
            self._checks(error.results)

    def _end(self, code: ExitCode, messages: list[str]) -> None:
        self._end_stage()
        self.report.exit_code, self.report.status = int(code), STATUSES[code]
        self.report.seconds = round(time.monotonic() - self._started, 3)
        self.report.messages = messages

    def _checks(self, results: list["CheckResult"]) -> None:
        self.report.check_counts = dict(Counter(result.status for result in results))
        self.report.checks = [
            {name: value for name, value in asdict(result).items() if name != "failing_keys"}
            for result in results
            if result.status in NOT_PASSED
        ]

    def write(self, paths: Paths) -> None:
        """Write run_report.json, beside the published file and into the folder of the build.

        A run that found another at work writes none: that one's report is the one to come.
        """
        if self.report.exit_code == ExitCode.BUSY:
            return
        write_in_one_step(paths.run_report, self.report.as_json())
        if self.report.is_new and self.report.build_id:
            write_in_one_step(
                paths.builds / self.report.build_id / paths.run_report.name, self.report.as_json()
            )
        elif self.report.exit_code in (ExitCode.BROKEN, ExitCode.REFUSED) and paths.failed_build.is_dir():
            write_in_one_step(paths.failed_build / paths.run_report.name, self.report.as_json())


def json_log(stream: TextIO) -> Callable[..., None]:
    """A function that writes one event with its fields as one line of JSON."""

    def write(event: str, **fields: Any) -> None:
        at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"
        # ASCII only: no character of a document reaches a terminal or splits a line of the log.
        stream.write(json.dumps({"at": at, "event": event, **fields}) + "\n")
        stream.flush()

    return write
