"""`policydw ask`: questions that analysts of regional policy ask, each with its SQL in dbt_project/analyses."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from warehouse.errors import UsageError
from warehouse.paths import CODE_ROOT, find_paths

ANALYSES = CODE_ROOT / "dbt_project" / "analyses"
FILE_NAME = re.compile(r"(?P<number>\d\d)-(?P<name>[a-z0-9-]+)\.sql")
HEADER = re.compile(
    r"-- Question: (?P<english>[^\n]+)\n-- 问题：(?P<chinese>[^\n]+)\n"
    r"-- Answer: (?P<meaning>[^\n]+(?:\n--   [^\n]+)*)\n(?P<sql>.+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question in both languages, what a row of its answer means, and the SQL that answers it."""

    number: int
    name: str
    english: str
    chinese: str
    meaning: str
    sql: str


def read_questions(folder: Path = ANALYSES) -> list[Question]:
    """All questions in order. Raises ValueError for a file without number or header."""
    return [read_question(file) for file in sorted(folder.glob("*.sql"))]


def read_question(file: Path) -> Question:
    named = FILE_NAME.fullmatch(file.name)
    headed = HEADER.fullmatch(file.read_text(encoding="utf-8"))
    if not named or not headed:
        raise ValueError(
            f"{file}: expected a name such as 07-where-a-number-comes-from.sql and a header of three comments, "
            "'-- Question: ', '-- 问题：' and '-- Answer: ' (further lines of the last one begin with '--   ')."
        )
    return Question(
        number=int(named["number"]),
        name=named["name"],
        english=headed["english"],
        chinese=headed["chinese"],
        meaning=re.sub(r"\n--\s+", " ", headed["meaning"]),
        sql=headed["sql"],
    )


def question_number(number: int) -> Question:
    """The question with this number. Raises UsageError where there is none."""
    questions = read_questions()
    for question in questions:
        if question.number == number:
            return question
    raise UsageError(
        f"There are questions 1 to {questions[-1].number}; {number} is none. See: policydw ask --list"
    )


def answer(
    question: Question, connection: Any, most_rows: int | None = None
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Names of the columns, and all rows or the first `most_rows`. `connection` finds the schemas without a path."""
    result = connection.execute(question.sql)
    rows = result.fetchall() if most_rows is None else result.fetchmany(most_rows)
    return [column[0] for column in result.description], rows


def ask(
    number: Annotated[int | None, typer.Argument(help="Number of the question.", min=1)] = None,
    list_questions: Annotated[bool, typer.Option("--list", help="List the questions and ask none.")] = False,
    show_sql: Annotated[
        bool, typer.Option("--sql", help="Print the SQL of the question and do not run it.")
    ] = False,
    limit: Annotated[int, typer.Option(help="Show at most so many rows.", min=1)] = 100,
    root: Annotated[
        Path | None,
        typer.Option(
            "--root", help="Folder with raw/ and warehouse/; else $POLICYDW_ROOT, else the project itself."
        ),
    ] = None,
) -> None:
    """Ask the published file one of the questions that analysts usually have."""
    import duckdb

    from warehouse.published import open_published
    from warehouse.screen import console_for, plain, show_rows

    console = console_for(sys.stdout)
    if list_questions or number is None:
        for question in read_questions():
            console.print(plain(f"{question.number:>2}  {question.english}  {question.chinese}"))
        return
    question = question_number(number)
    if show_sql:
        console.print(plain(question.sql.rstrip()))
        return
    console.print(plain(f"{question.english}\n{question.chinese}\n{question.meaning}\n"))
    with open_published(find_paths(root)) as connection:
        try:
            columns, rows = answer(question, connection, limit + 1)
        except duckdb.Error as error:
            raise UsageError(
                f"The question could not be asked: {error}\n"
                "The published file may be of another version; make a new one with: policydw build"
            ) from error
        show_rows(console, columns, rows, limit)
