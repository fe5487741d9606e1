"""The commands that say how well extraction reads, and by which rules."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from warehouse.paths import CODE_ROOT

Page = Annotated[Path | None, typer.Option(help="Write the page to this file as well.", dir_okay=False)]


def evaluate(
    gold: Annotated[
        Path,
        typer.Option(
            help="Folder of annotations: *.jsonl, one a line.",
            exists=True,
            file_okay=False,
            show_default="tests/gold",
        ),
    ] = CODE_ROOT / "tests" / "gold",
    documents: Annotated[
        Path,
        typer.Option(
            help="Folder of the annotated documents.",
            exists=True,
            file_okay=False,
            show_default="raw/documents",
        ),
    ] = CODE_ROOT / "raw" / "documents",
    errors: Annotated[
        bool, typer.Option("--errors", help="List every difference with its sentence.")
    ] = False,
    output: Annotated[
        Literal["text", "json"], typer.Option("--format", help="Tables for reading, or JSON.")
    ] = "text",
    page: Page = None,
) -> None:
    """Compare what extraction finds with annotated documents: precision, recall, and every field."""
    from extract.evaluation.annotations import AnnotationError
    from extract.evaluation.evaluation import evaluate as run_evaluation
    from extract.evaluation.page import quality_page
    from extract.evaluation.report import findings
    from extract.reference import load_reference
    from warehouse.errors import UsageError

    try:
        evaluation = run_evaluation(gold, documents, load_reference(CODE_ROOT / "raw" / "reference"))
    except AnnotationError as error:
        raise UsageError(str(error)) from error
    listed = list(findings(evaluation)) if errors else []
    if output == "json":
        extra = {"errors": [asdict(finding) for finding in listed]} if errors else {}
        typer.echo(json.dumps(evaluation.figures() | extra, ensure_ascii=False, indent=2))
    else:
        from warehouse.quality_screen import show_evaluation
        from warehouse.screen import console_for

        show_evaluation(console_for(sys.stdout), evaluation, listed)
    if page:
        page.write_text(quality_page(evaluation), encoding="utf-8")


def rules(page: Page = None) -> None:
    """List the rules of extraction, their reasons, and how often each applies to the shipped documents."""
    from extract.evaluation.rules_page import rules_page, uses_of_rules
    from extract.reference import load_reference
    from extract.rules import load_rules
    from warehouse.quality_screen import show_rules
    from warehouse.screen import console_for

    listed = load_rules()
    documents = CODE_ROOT / "raw" / "documents"
    uses = uses_of_rules(documents, load_reference(CODE_ROOT / "raw" / "reference"))
    show_rules(console_for(sys.stdout), listed, uses)
    if page:
        page.write_text(rules_page(listed, uses, len(list(documents.glob("*.txt")))), encoding="utf-8")
