"""Where things lie: the inputs, the published file and the builds behind it."""

import os
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import UsageError

CODE_ROOT = Path(__file__).resolve().parent.parent
ROOT_VARIABLE = "POLICYDW_ROOT"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one warehouse. Two roots are two warehouses that can be built at the same time."""

    root: Path

    @property
    def raw(self) -> Path:
        return self.root / "raw"

    @property
    def documents(self) -> Path:
        return self.raw / "documents"

    @property
    def statistics(self) -> Path:
        return self.raw / "statistics"

    @property
    def reference(self) -> Path:
        return self.raw / "reference"

    @property
    def raw_tables(self) -> Path:
        return self.raw / "tables"

    @property
    def warehouse(self) -> Path:
        return self.root / "warehouse"

    @property
    def published(self) -> Path:
        return self.warehouse / "policy.duckdb"

    @property
    def lock(self) -> Path:
        return self.warehouse / ".lock"

    @property
    def builds(self) -> Path:
        return self.warehouse / "builds"

    @property
    def publications(self) -> Path:
        """One line of JSON for each change of the published file."""
        return self.builds / "publications.jsonl"

    @property
    def current_twin(self) -> Path:
        """A link to the folder with the Parquet files of the published build."""
        return self.warehouse / "parquet" / "current"

    @property
    def site(self) -> Path:
        """A link to the folder with the site of the published build."""
        return self.warehouse / "site"

    @property
    def run_report(self) -> Path:
        """What the last run did, for programs."""
        return self.warehouse / "run_report.json"

    @property
    def unfinished_build(self) -> Path:
        """Folder of the build that is being made; always the same, so that dbt can reuse what it parsed."""
        return self.builds / "unfinished"

    @property
    def unfinished_file(self) -> Path:
        return self.unfinished_build / self.published.name

    @property
    def failed_build(self) -> Path:
        """Folder of the last build that was not published, kept to look into."""
        return self.builds / "failed"

    @property
    def dbt_project(self) -> Path:
        """The models belong to the code, whichever root is built."""
        return CODE_ROOT / "dbt_project"

    @property
    def kept_results(self) -> Path:
        """What was read from each document, for the next build; may be removed at any time."""
        return self.root / ".cache" / "extraction"

    @property
    def dbt_target(self) -> Path:
        return self.root / ".cache" / "dbt" / "target"

    @property
    def dbt_logs(self) -> Path:
        return self.root / ".cache" / "dbt" / "logs"


def find_paths(root: Path | None = None) -> Paths:
    """The warehouse at `root`, else at $POLICYDW_ROOT, else in the project that this code belongs to.

    Raises UsageError where the root is not a folder.
    """
    chosen = root or Path(os.environ.get(ROOT_VARIABLE) or CODE_ROOT)
    if not chosen.is_dir():
        raise UsageError(
            f"The root of the warehouse must be an existing folder; {chosen} is none. "
            f"Give another with --root or in the environment variable {ROOT_VARIABLE}."
        )
    return Paths(chosen.resolve())
