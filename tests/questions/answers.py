"""The answers to the questions in dbt_project/analyses on the shipped data, kept as CSV files and shown in docs/questions.md;
and docs/schema.md, the diagram of the tables that they are asked of.

`python -m tests.questions.answers` builds a warehouse from the shipped inputs and writes all of them anew.
"""

import csv
import io
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.support.shipped import copy_shipped_inputs
from warehouse.ask_command import Question, answer, read_questions
from warehouse.build import build
from warehouse.catalog.diagram import schema_diagram
from warehouse.paths import CODE_ROOT, Paths
from warehouse.published import open_published

ANSWERS = Path(__file__).parent / "answers"
PAGE = CODE_ROOT / "docs" / "questions.md"
DIAGRAM = CODE_ROOT / "docs" / "schema.md"
SHOWN_ROWS = 5
SHOWN_CHARACTERS = 60
INTRODUCTION = """# Twenty questions

What analysts of regional policy ask, with the SQL that answers it and the first rows of the answer on the shipped
documents. `policydw ask --list` prints the questions, `policydw ask 7` asks one of the file you have published, and
`policydw ask 7 --sql` prints its SQL to start from. The SQL runs as it stands in any client that has the file open.

This page is made by `make answers`.
"""

ABOUT_THE_DIAGRAM = """# The keys of the tables

Every foreign key of schema `marts`, read from the file itself by `make answers`. A line leads from a table to the rows of
others that point at it, with the columns that hold the key. [model.md](model.md) says what the tables mean.

"""


def answer_file(question: Question) -> Path:
    return ANSWERS / f"{question.number:02}-{question.name}.csv"


def as_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """The answer as CSV text; NULL is an empty field."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def current_answers(paths: Paths) -> dict[Question, str]:
    """The answer to every question by the published file of `paths`, as CSV text."""
    with open_published(paths) as connection:
        return {question: as_csv(*answer(question, connection)) for question in read_questions()}


def diagram(paths: Paths) -> str:
    """docs/schema.md: the foreign keys of the published file of `paths`."""
    with open_published(paths) as connection:
        return ABOUT_THE_DIAGRAM + schema_diagram(connection)


def page(answers: dict[Question, str]) -> str:
    """docs/questions.md: every question with its SQL and the first rows of its answer."""
    parts = [INTRODUCTION]
    for question, text in answers.items():
        columns, *rows = list(csv.reader(io.StringIO(text)))
        parts.append(
            f"\n## {question.number}. {question.english}\n\n{question.chinese}\n\n{question.meaning}\n\n"
            # Not fenced as an example: the SQL of a question is run by its own test.
            f"<details><summary>SQL</summary>\n\n```\n{question.sql.rstrip()}\n```\n\n</details>\n\n"
            f"{markdown_table(columns, rows[:SHOWN_ROWS])}\n{shown(len(rows))}\n"
        )
    return "".join(parts)


def markdown_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *([in_a_cell(value) for value in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def in_a_cell(value: str) -> str:
    """A value on one line, cut where it is long, with the marks of a table made harmless."""
    text = " ".join(value.split())
    cut = text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"
    return cut.replace("|", "\\|").replace("<", "&lt;")


def shown(rows: int) -> str:
    if rows == 0:
        return "No rows."
    if rows <= SHOWN_ROWS:
        return f"{rows} rows." if rows > 1 else "1 row."
    return f"The first {SHOWN_ROWS} of {rows} rows."


def write(answers: dict[Question, str], schema: str) -> None:
    """Replace the kept answers and the pages by these."""
    shutil.rmtree(ANSWERS, ignore_errors=True)
    ANSWERS.mkdir()
    for question, text in answers.items():
        answer_file(question).write_text(text, encoding="utf-8")
    PAGE.write_text(page(answers), encoding="utf-8")
    DIAGRAM.write_text(schema, encoding="utf-8")


def main() -> None:
    """Build the shipped inputs in a folder of its own, and write their answers."""
    with tempfile.TemporaryDirectory(prefix="policydw-answers-") as folder:
        paths = copy_shipped_inputs(Path(folder))
        build(paths)
        write(current_answers(paths), diagram(paths))
    for written in (ANSWERS, PAGE, DIAGRAM):
        sys.stdout.write(f"{written.relative_to(CODE_ROOT)}: written anew\n")


if __name__ == "__main__":
    main()
