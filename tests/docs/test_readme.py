"""What the pages show is what the commands print, and what they tell a reader to write is accepted."""

import re
from pathlib import Path

import pytest
import yaml

from extract.origins import check_origins
from extract.runners.local import run
from tests.docs.examples import CODE_ROOT, ExampleError, examples, output_of, pages, with_real_outputs
from warehouse.errors import ExitCode

README = CODE_ROOT / "README.md"
LINK = re.compile(r"\]\((?!https?:|#)(?P<target>[^)#\s]+)(?:#[^)]*)?\)")
EXIT_STATUS_ROW = re.compile(r"^\| (?P<status>\d) \|", re.MULTILINE)

# The tests that need the build of the shipped inputs share one worker, and so one build.
built = pytest.mark.xdist_group("docs")


def pages_with_examples() -> list[Path]:
    return [page for page in pages() if examples(page.read_text(encoding="utf-8"))]


def block(page: Path, language: str, containing: str) -> str:
    """The one fenced block of this language that holds the given words."""
    fenced = re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    (only,) = [text for text in fenced if containing in text]
    return str(only)


@built
@pytest.mark.parametrize("page", pages_with_examples(), ids=lambda page: page.name)
def test_every_shown_output_is_what_the_command_prints(page: Path, project: Path) -> None:
    shown = page.read_text(encoding="utf-8")

    assert with_real_outputs(shown, project) == shown, "run `make docs`, look at the difference, commit it"


@built
def test_an_example_that_fails_is_an_error_and_not_an_output(project: Path) -> None:
    (wrong,) = examples("```sql\nselect nothing from nowhere\n```\n\n<!-- output -->\n```text\n```\n")

    with pytest.raises(ExampleError, match="nowhere does not exist"):
        output_of(wrong, project)


@built
def test_an_old_output_is_replaced_and_the_text_around_it_kept(project: Path) -> None:
    page = "Before.\n\n```sql\nselect 1 as one\n```\n\n<!-- output -->\n```text\nold\n```\n\nAfter.\n"

    assert with_real_outputs(page, project) == page.replace("old\n", "one\n1\n")


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_readme_begins_with_the_two_commands(name: str) -> None:
    text = (CODE_ROOT / name).read_text(encoding="utf-8")
    first_block = text.split("```sh\n", 1)[1].split("```", 1)[0]

    assert [line.split("#")[0].strip() for line in first_block.splitlines()] == ["make build", "make test"]


@pytest.mark.parametrize(
    "page", [*pages(), *sorted(CODE_ROOT.glob("docs/decisions/*.md"))], ids=lambda p: p.name
)
def test_links_lead_to_files_that_exist(page: Path) -> None:
    targets = [found["target"] for found in LINK.finditer(page.read_text(encoding="utf-8"))]

    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_page_of_the_model_names_every_table() -> None:
    text = (CODE_ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    told = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    models = (CODE_ROOT / "dbt_project" / "models" / "marts").rglob("*.sql")
    tables = {
        file.stem.replace("bi_", "bi.", 1) if file.stem.startswith("bi_") else file.stem for file in models
    }

    assert {table for table in tables if f"`{table}`" not in told} == set()


def test_the_table_of_exit_statuses_is_complete() -> None:
    text = (CODE_ROOT / "docs" / "operations.md").read_text(encoding="utf-8")

    assert [int(found["status"]) for found in EXIT_STATUS_ROW.finditer(text)] == sorted(ExitCode)


def test_the_origin_record_in_the_readme_is_accepted(tmp_path: Path) -> None:
    record = yaml.safe_load(block(README, "yaml", "sha256:"))
    text = "到2025年，全市新增高新技术企业500家。\n"
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "plan.txt").write_text(text, encoding="utf-8")
    (tmp_path / "documents" / "plan.origin.yml").write_text(
        yaml.safe_dump(record, allow_unicode=True), encoding="utf-8"
    )

    (problem,) = check_origins(tmp_path)

    assert problem.startswith(f"documents/plan.txt: expected the checksum {record['sha256']}")


def test_the_table_of_figures_in_the_readme_is_read_by_the_layout_beside_it(tmp_path: Path) -> None:
    (tmp_path / "steel.csv").write_text(block(README, "csv", "330000"), encoding="utf-8")
    (tmp_path / "steel.yml").write_text(block(README, "yaml", "table: regional_indicators"), encoding="utf-8")

    report = run([], tmp_path / "out", statistics=tmp_path, reference=CODE_ROOT / "raw" / "reference")

    assert (report.rows["regional_indicators"], report.quarantined, report.files_failed) == (2, 0, 0)
