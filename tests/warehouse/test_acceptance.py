"""Letting a check through by name, with a reason that stays in the file."""

import duckdb
import pytest

from warehouse.audit.acceptance import Acceptance, accepted, read_acceptance
from warehouse.errors import UsageError
from warehouse.paths import Paths
from warehouse.quality import CheckResult


def result(table: str, name: str, tool: str = "great_expectations") -> CheckResult:
    return CheckResult(
        tool,
        name,
        table,
        None,
        "critical",
        "fail",
        None,
        None,
        "e",
        "f",
        "c",
        "model",  # type: ignore[arg-type]
    )


def test_only_the_named_check_of_the_gate_is_let_through() -> None:
    results = [result("a", "volume"), result("b", "volume"), result("a", "volume", "dbt")]
    found = accepted(results, Acceptance(("a.volume",), "planned"))
    assert [(entry.status, entry.blocks) for entry in found] == [
        ("accepted", False),
        ("fail", True),
        ("fail", True),
    ]
    assert found[0].accepted_because == "planned"


@pytest.mark.parametrize(
    ("names", "because", "complaint"),
    [
        (["no.such"], "x", r"No check of the audit is called no\.such"),
        (["fact_targets.volume"], "  ", "add --because"),
        ([], "planned", "add --accept"),
    ],
)
def test_a_wrong_name_or_a_missing_reason_stops_before_the_build(
    names: list[str], because: str, complaint: str
) -> None:
    with pytest.raises(UsageError, match=complaint):
        read_acceptance(names, because)


def test_what_was_let_through_is_in_the_file(published_twice_once: Paths) -> None:
    with duckdb.connect(str(published_twice_once.published), read_only=True) as connection:
        ((checks, because),) = connection.execute(
            "select accepted_checks, accepted_because from meta.build_info"
        ).fetchall()
        rows = connection.execute(
            "select table_name || '.' || check_name, accepted_because from meta.dq_results "
            "where status = 'accepted' order by 1"
        ).fetchall()
    assert because == "the annexes were taken out"
    assert "fact_targets.volume" in checks.split(", ")
    assert rows == [(name, because) for name in checks.split(", ")]
