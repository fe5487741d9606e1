"""Count where the dbt project breaks its own rules: `make structure`. Ends with status 1 where a rule is broken without a reason."""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import yaml

from tests.dbt.project import DBT_PROJECT
from tests.dbt.structure import RULES, Project, Violation, read_project, violations

EXCEPTIONS = Path(__file__).with_name("structure_exceptions.yml")


def exceptions() -> dict[tuple[str, str], str]:
    """The reason for each exception, by rule and model."""
    listed = yaml.safe_load(EXCEPTIONS.read_text(encoding="utf-8"))
    return {(entry["rule"], entry["subject"]): entry["reason"] for entry in listed}


def without_reason(project: Project) -> list[Violation]:
    """What breaks a rule and is not excused."""
    excused = exceptions()
    return [broken for broken in violations(project) if (broken.rule, broken.subject) not in excused]


def parsed_project() -> Project:
    """The project as dbt reads it now. Raises CalledProcessError where it cannot."""
    with tempfile.TemporaryDirectory(prefix="policydw-structure-") as folder:
        subprocess.run(
            [
                *(str(Path(sys.executable).with_name("dbt")), "--quiet", "--warn-error", "parse"),
                *("--target-path", folder, "--log-path", folder),
            ],
            cwd=DBT_PROJECT,
            check=True,
        )
        return read_project(json.loads((Path(folder) / "manifest.json").read_text(encoding="utf-8")))


def main() -> int:
    project = parsed_project()
    broken = without_reason(project)
    counts = Counter(violation.rule for violation in broken)
    excused = Counter(rule for rule, _ in exceptions())
    for rule in RULES:
        name = rule.__name__.replace("_", " ")
        note = f"  ({excused[rule.__name__]} excused)" if excused[rule.__name__] else ""
        sys.stdout.write(f"{counts[rule.__name__]:>3}  {name}{note}\n")
    for violation in broken:
        sys.stdout.write(f"{violation.rule}: {violation.subject}: {violation.found}\n")
    columns = sum(len(model.columns) for model in project.models.values())
    sys.stdout.write(
        f"{len(broken)} breaches in {len(project.models)} models and seeds with {columns} columns\n"
    )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
