"""docs/extraction-quality.md: the figures, what they mean, and how to make them again."""

from extract.evaluation.evaluation import Evaluation
from extract.evaluation.matching import RULES
from extract.evaluation.report import ReportTable, exactness, markdown_table, tables
from extract.evaluation.wording import WORDING_AGREEMENT

PAGE = """\
# How well the facts are read

This page is generated: `make quality` writes it (`policydw evaluate --page
docs/extraction-quality.md`). Change the rules or the annotations, never this page.

The documents in `raw/documents` have been read sentence by sentence, and every target, milestone,
statistic and pairing in them has been written down in `tests/gold/gold.jsonl` with the place where it
stands. `policydw evaluate` extracts the same documents and compares. `policydw evaluate --errors` lists
every difference with its sentence; `--gold` and `--documents` compare annotated documents of your own.

The rules of extraction were written with these documents at hand, so expect lower figures on documents
of another kind. Rules are tried on made-up sentences as well, in `tests/sentences`; how well they do
there is kept from falling by `tests/sentences/floors.yml`, and the figures below by
`tests/evaluation/floors.yml`.

{tables}
{exactness}

## What the columns say
- **Precision**: of the records that were extracted, the share that answers an annotation.
- **Recall**: of the annotations, the share that was found. **F1** is the harmonic mean of the two.
- **Exact F1**: the same, where a quantified fact counts as found only if its value, unit, comparator
  and end of period are all right; a milestone, if its end of period is; a pairing, if all members and
  the direction are; a document, if everything is.
- **Fields**: of the records that answer an annotation, the share in which the field says the same.
  Values agree within one part in ten thousand. Metrics and fields of cooperation agree from a character
  overlap of {overlap} (twice the shared characters over all). *Span*: the number or time phrase begins
  and ends at the same characters.

## Which record answers which annotation
{rules}
"""


def quality_page(evaluation: Evaluation) -> str:
    """The page as Markdown."""
    return PAGE.format(
        tables="\n".join(markdown(table) for table in tables(evaluation)),
        exactness=exactness(evaluation),
        overlap=WORDING_AGREEMENT,
        rules=RULES.strip(),
    )


def markdown(table: ReportTable) -> str:
    """One table under a heading of its own."""
    numbers = range(1, len(table.columns))
    return f"## {table.title}\n\n{markdown_table(table.columns, table.rows, numbers)}\n"
