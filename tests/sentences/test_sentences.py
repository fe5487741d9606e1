"""Made-up sentences are read as they should be: every file of them keeps to its floors."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from extract.evaluation.agreement import FIELDS
from extract.evaluation.annotations import KINDS
from extract.evaluation.scoring import Comparison, tally
from extract.reference import Reference, load_reference
from tests.sentences.runner import FOLDER, Entry, compare_entry, read_entries
from tests.support.floors import fallen, table

FLOORS = yaml.safe_load((FOLDER / "floors.yml").read_text(encoding="utf-8"))
FILES = sorted(file for file in FOLDER.glob("*.yml") if file.name != "floors.yml")


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(Path(__file__).parents[2] / "raw" / "reference")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_of_sentences_keeps_to_its_floors(file: Path, reference: Reference) -> None:
    compared = [(entry, compare_entry(entry, reference)) for entry in read_entries(file)]
    everything = [comparison for _, comparisons in compared for comparison in comparisons]
    tallies = [tally(kind, (c for c in everything if c.kind == kind)) for kind in KINDS]
    below = fallen(tallies, FLOORS[file.stem])
    differences = [line for entry, comparisons in compared for line in described(entry, comparisons)]
    assert not below, "\n".join(["", *below, table(tallies), *differences])


def test_every_file_of_sentences_has_floors() -> None:
    assert set(FLOORS) == {file.stem for file in FILES}


def test_a_sentence_without_its_facts_is_seen_to_differ(reference: Reference) -> None:
    entry = read_entries(FOLDER / "numbers.yml")[0] | {"facts": []}
    assert any(comparison.match.gold is None for comparison in compare_entry(entry, reference))


def described(entry: Entry, comparisons: list[Comparison]) -> Iterator[str]:
    """The sentence, and below it each miss, each false record and each field that differs."""
    lines = [line for comparison in comparisons if (line := difference(comparison))]
    if lines:
        yield f"{entry['text'].strip()} ({entry['role']}, {entry.get('year')})"
        yield from lines


def difference(comparison: Comparison) -> str | None:
    gold, found = comparison.match.gold, comparison.match.found
    if gold is None and found is not None:
        return f"    false {comparison.kind}: {found['text']} [{found['rule_id']}]"
    if gold is not None and found is None:
        return f"    missed {comparison.kind}: {gold['text']}"
    if gold is None or found is None or not comparison.differing:
        return None
    fields = [field for field in FIELDS[comparison.kind] if field.name in comparison.differing]
    shown = "; ".join(f"{f.name}: expected {f.shown(gold)}, found {f.shown(found)}" for f in fields)
    return f"    {comparison.kind} {gold['text']}: {shown}"
