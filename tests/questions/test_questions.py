"""The questions of dbt_project/analyses have headers, run from the command line, and still have the answers kept here."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.questions.answers import ANSWERS, DIAGRAM, PAGE, answer_file, current_answers, diagram, page
from warehouse.ask_command import Question, read_question, read_questions
from warehouse.cli import app
from warehouse.paths import Paths

# One build of the shipped inputs serves all of these.
built = pytest.mark.xdist_group("shipped")

MEND = "read the difference; where the new answer is right, keep it with `make answers` and commit it"


@pytest.fixture(scope="session")
def answers(shipped: Paths) -> dict[Question, str]:
    return current_answers(shipped)


@built
@pytest.mark.parametrize("question", read_questions(), ids=lambda question: question.name)
def test_the_answer_still_holds(question: Question, answers: dict[Question, str]) -> None:
    kept = answer_file(question).read_text(encoding="utf-8")

    assert answers[question] == kept, MEND


@built
def test_every_question_has_an_answer_on_the_shipped_data(answers: dict[Question, str]) -> None:
    empty = [question.name for question, text in answers.items() if text.count("\n") < 2]

    assert empty == []


@built
def test_the_page_shows_the_questions_and_their_answers(answers: dict[Question, str]) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(answers), MEND


@built
def test_the_diagram_shows_the_keys_of_the_file(shipped: Paths) -> None:
    assert DIAGRAM.read_text(encoding="utf-8") == diagram(shipped), MEND


def test_there_are_twenty_questions_with_an_answer_each() -> None:
    questions = read_questions()

    assert [question.number for question in questions] == list(range(1, 21))
    assert sorted(ANSWERS.glob("*")) == [answer_file(question) for question in questions]


def test_an_analysis_without_a_header_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "01-bare.sql"
    file.write_text("select 1\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"expected a name such as .* and a header of three comments"):
        read_question(file)


def test_the_list_shows_every_question_in_both_languages() -> None:
    told = CliRunner().invoke(app, ["ask", "--list"])

    assert told.exit_code == 0
    assert len(told.stdout.splitlines()) == len(read_questions())
    assert all(
        question.english in told.stdout and question.chinese in told.stdout for question in read_questions()
    )


def test_the_sql_of_a_question_can_be_had_to_start_from() -> None:
    told = CliRunner().invoke(app, ["ask", "7", "--sql"])

    assert told.exit_code == 0
    assert told.stdout.rstrip() == read_questions()[6].sql.rstrip()


@built
def test_a_question_asked_by_number_shows_its_meaning_and_its_rows(shipped: Paths) -> None:
    told = CliRunner().invoke(app, ["ask", "7", "--root", str(shipped.root)])

    assert told.exit_code == 0, told.output
    assert "Where does a number come from" in told.stdout
    assert "lingang-work-points-2020.txt" in told.stdout


def test_a_number_that_is_no_question_is_a_usage_error() -> None:
    told = CliRunner().invoke(app, ["ask", "99"])

    assert "There are questions 1 to 20; 99 is none" in str(told.exception)
