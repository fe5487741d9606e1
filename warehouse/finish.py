"""A database with tested models becomes a build: what it says about itself, the gate, the Parquet twin."""

from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from extract.rules import load_rules
from warehouse.audit.acceptance import Acceptance, accepted
from warehouse.audit.gate import audit
from warehouse.audit.quarantine import quarantine_results
from warehouse.build_info import BuildInfo
from warehouse.catalog.dictionary import describe_file
from warehouse.catalog.failing_rows import collect_failing_rows, drop_empty_failure_tables
from warehouse.catalog.meta import copy_raw_tables, create_meta, insert_rows
from warehouse.catalog.search import add_search
from warehouse.dbt_build import DbtRun, test_results
from warehouse.errors import GateRefusedError
from warehouse.failing_sheets import write_failing_rows
from warehouse.failure_report import refusal
from warehouse.inputs import Input
from warehouse.make import Say
from warehouse.memory import memory_setting
from warehouse.quality import CheckResult
from warehouse.twin import write_twin

SCHEMAS_OF_THE_WORKSHOP = ("staging", "intermediate")
"""Steps on the way to the marts; a reader of the published file would only ask what they are for."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a build is made of. `published`: a readable copy of the last published build, None for the first."""

    raw_tables: Path
    run: DbtRun
    info: BuildInfo
    inputs: list[Input]
    published: Path | None
    acceptance: Acceptance


def finish_file(database: Path, material: Material, say: Say = lambda stage: None) -> None:
    """Write what the file says about itself, run the gate, and leave the file closed and whole.

    The failing rows are written beside it, and for a build that passed the Parquet twin. Raises
    GateRefusedError where a critical check failed; the results are in the file by then.
    """
    with duckdb.connect(str(database), config=memory_setting()) as connection:
        for schema in SCHEMAS_OF_THE_WORKSHOP:
            connection.execute(f"drop schema if exists {schema} cascade")
        create_meta(connection)
        copy_raw_tables(connection, material.raw_tables)
        insert_rows(connection, "build_inputs", material.inputs)
        insert_rows(connection, "rules", load_rules())
        results = check(connection, material)
        insert_rows(connection, "build_info", [with_acceptance(material, results)])
        insert_rows(connection, "dq_results", results)
        collect_failing_rows(connection, results, material.raw_tables)
        write_failing_rows(connection, database.parent)
        refused = [result for result in results if result.blocks]
        if not refused:
            say("describing the file and making it searchable")
            drop_empty_failure_tables(connection)
            add_search(connection)
            describe_file(connection, material.run.manifest)
            say("writing the Parquet files")
            write_twin(connection, database.parent / "parquet", material.info.build_id)
        connection.execute("checkpoint")
    if refused:
        raise GateRefusedError(refusal(refused, database.parent.with_name("failed")), results)


def check(connection: duckdb.DuckDBPyConnection, material: Material) -> list[CheckResult]:
    """The results of all three kinds of checks."""
    results = [
        *quarantine_results(material.raw_tables),
        *test_results(material.run),
        *audit(connection, material.published),
    ]
    return accepted(results, material.acceptance)


def with_acceptance(material: Material, results: list[CheckResult]) -> BuildInfo:
    names = sorted(result.name for result in results if result.status == "accepted")
    if not names:
        return material.info
    return replace(
        material.info, accepted_checks=", ".join(names), accepted_because=material.acceptance.because
    )


def keep_failing_rows_of_dbt(database: Path, raw_tables: Path, results: list[CheckResult]) -> None:
    """Bring together the failing rows of a build that dbt stopped, in its file and beside it."""
    with duckdb.connect(str(database)) as connection:
        create_meta(connection)
        copy_raw_tables(connection, raw_tables)
        insert_rows(connection, "dq_results", results)
        collect_failing_rows(connection, results, raw_tables)
        write_failing_rows(connection, database.parent)
        connection.execute("checkpoint")
