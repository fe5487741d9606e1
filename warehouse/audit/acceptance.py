"""Failures that somebody lets through by name, with a reason that is kept in the file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from warehouse.errors import UsageError
from warehouse.quality import CheckResult

if TYPE_CHECKING:
    from warehouse.audit.checks import Asset


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Names of checks, `*` standing for any part of a name, and why their failure is right this time."""

    checks: tuple[str, ...] = ()
    because: str = ""

    def covers(self, name: str) -> bool:
        return any(fnmatchcase(name, pattern) for pattern in self.checks)


NOTHING_ACCEPTED = Acceptance()


def read_acceptance(checks: Sequence[str], because: str) -> Acceptance:
    """Raises UsageError for a name that no check of the gate has, and for names without a reason."""
    if checks:
        refuse_unknown(checks)
    if checks and not because.strip():
        raise UsageError('A failure is let through with a reason: add --because "..."')
    if because.strip() and not checks:
        raise UsageError("A reason needs the check that it is for: add --accept NAME")
    return Acceptance(tuple(checks), because.strip())


def refuse_unknown(patterns: Sequence[str]) -> None:
    # Only here, since most builds accept nothing, and one that finds nothing to do is over before this is read.
    from warehouse.audit.checks import load_assets

    assets = load_assets()
    known = [f"{asset.name}.{check.label}" for asset in assets for check in asset.checks]
    for pattern in patterns:
        if not any(fnmatchcase(name, pattern) for name in known):
            raise UsageError(
                f"No check of the audit is called {pattern}; the message of a refusal names its checks. "
                f"Checks that compare with the last published build: {', '.join(comparisons(assets))}"
            )


def comparisons(assets: Iterable["Asset"]) -> list[str]:
    return [
        f"{asset.name}.{check.label}"
        for asset in assets
        for check in asset.checks
        if asset.against_published or check.at_least_share_of_last is not None
    ]


def accepted(results: Iterable[CheckResult], acceptance: Acceptance) -> list[CheckResult]:
    """The results, those that would block and are covered by name with the status accepted."""
    return [
        replace(result, status="accepted", accepted_because=acceptance.because)
        if result.blocks and result.check_tool == "great_expectations" and acceptance.covers(result.name)
        else result
        for result in results
    ]
