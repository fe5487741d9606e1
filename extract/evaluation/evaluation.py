"""evaluate(gold, documents): every annotated document is extracted and compared with its annotations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.evaluation.annotations import KINDS, AnnotationError, Record, gold_records, read_annotations
from extract.evaluation.found import exact_rows, found_records
from extract.evaluation.parties import PartyReader
from extract.evaluation.scoring import Comparison, Tally, compare, tally
from extract.extraction import extract
from extract.facts.parties import home_context
from extract.reference import Reference
from extract.source import read_source
from extract.tables import document_rows


@dataclass(frozen=True, slots=True)
class FileEvaluation:
    """How one file fared. exact_rows of its rows point exactly at the characters that they quote."""

    name: str
    text: str
    comparisons: Mapping[str, Sequence[Comparison]]
    rows: int
    exact_rows: int

    def tallies(self) -> list[Tally]:
        return [tally(kind, self.comparisons[kind]) for kind in KINDS]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How all annotated files fared."""

    files: tuple[FileEvaluation, ...]

    def totals(self) -> list[Tally]:
        """Counts over all files, one tally for each kind of record."""
        return [tally(kind, [c for file in self.files for c in file.comparisons[kind]]) for kind in KINDS]

    @property
    def rows(self) -> int:
        return sum(file.rows for file in self.files)

    @property
    def exact_rows(self) -> int:
        return sum(file.exact_rows for file in self.files)

    def figures(self) -> dict[str, Any]:
        """Everything counted, for machines."""
        return {
            "total": {t.kind: t.figures() for t in self.totals()},
            "files": {file.name: {t.kind: t.figures() for t in file.tallies()} for file in self.files},
            "rows": self.rows,
            "rows_that_point_exactly_at_their_quote": self.exact_rows,
        }


def evaluate(gold: Path, documents: Path, reference: Reference) -> Evaluation:
    """Compare what extraction finds in documents with their annotations.

    gold: folder of *.jsonl files. documents: folder that holds <doc>.txt for every annotated document.
    Raises AnnotationError where annotations and documents do not belong together.
    """
    return Evaluation(
        tuple(
            _evaluate_file(name, annotations, documents, reference)
            for name, annotations in read_annotations(gold).items()
        )
    )


def _evaluate_file(
    name: str, annotations: list[Record], documents: Path, reference: Reference
) -> FileEvaluation:
    path = documents / f"{name}.txt"
    if not path.is_file():
        raise AnnotationError(
            f"{annotations[0]['place']}: expected the annotated document at {path}; there is none. "
            "Give the folder of the documents with --documents."
        )
    source = read_source(path, path.name)
    extraction = extract(source, reference)
    readers = {
        ordinal: PartyReader(home_context(document.head, document.homes, reference), reference)
        for ordinal, document in enumerate(extraction.documents, start=1)
    }
    rows = document_rows(extraction)
    exact, number = exact_rows(rows, source.text)
    comparisons = compare(gold_records(annotations, source.text, readers), found_records(rows))
    return FileEvaluation(name, source.text, comparisons, number, exact)
