"""Made-up passages of many genres and decades, annotated before extraction had read them, are read as well as they were.

The passages of each folder were written and annotated without knowledge of the rules. floors.yml holds, beside the
lowest figures allowed, the figures that were measured when the rules met each folder for the first time.
"""

from pathlib import Path

import pytest
import yaml

from extract.evaluation.evaluation import evaluate
from extract.evaluation.report import findings
from extract.reference import Reference, load_reference
from tests.support.floors import fallen, table

HERE = Path(__file__).parent
SETS = yaml.safe_load((HERE / "floors.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(HERE.parents[1] / "raw" / "reference")


@pytest.mark.parametrize("name", sorted(SETS))
def test_a_set_of_passages_keeps_to_its_floors(name: str, reference: Reference) -> None:
    evaluation = evaluate(HERE / name, HERE / name, reference)
    totals = evaluation.totals()
    below = fallen(totals, SETS[name]["floors"])
    listed = [f"{f.verdict} {f.kind} {f.text}: {f.detail} | {f.sentence}" for f in findings(evaluation)]
    assert not below, "\n".join(["", *below, table(totals), *listed])
    assert evaluation.exact_rows == evaluation.rows > 0
