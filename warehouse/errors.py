"""What can stop a command, and the exit status that it leaves behind."""

from collections.abc import Sequence
from enum import IntEnum

from warehouse.quality import CheckResult


class ExitCode(IntEnum):
    """Exit statuses of the command line, for schedulers and scripts."""

    PUBLISHED = 0
    BROKEN = 1
    USAGE = 2
    PUBLISHED_INCOMPLETE = 3
    REFUSED = 4
    BUSY = 5


class WarehouseError(Exception):
    """A stop with a message for the person at the terminal; the published file is as it was before.

    `results` are the checks that had been made until then.
    """

    exit_code = ExitCode.BROKEN

    def __init__(self, message: str, results: Sequence[CheckResult] = ()) -> None:
        super().__init__(message)
        self.results = list(results)


class BuildBrokenError(WarehouseError):
    """A stage of the build failed: unusable inputs, extraction, dbt, or a file that cannot be read back."""


class OtherVersionError(WarehouseError):
    """The published file does not say about itself what this version of policydw writes."""


class UsageError(WarehouseError):
    """The command was given something that it cannot work on."""

    exit_code = ExitCode.USAGE


class GateRefusedError(WarehouseError):
    """The build was finished, but the audit found it unfit to be published."""

    exit_code = ExitCode.REFUSED


class BuildRunningError(WarehouseError):
    """Another build holds the lock."""

    exit_code = ExitCode.BUSY
