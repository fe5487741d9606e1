"""The list of rules is complete, and every example in it shows its rule at work."""

import ast
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from extract.evaluation.rules_page import rules_page, uses_of_rules
from extract.facts import quantified
from extract.facts.roles import Role
from extract.reference import Reference, load_reference
from extract.rules import TURNS_AWAY, Rule, load_rules
from tests.sentences.runner import FOLDER, Entry, extracted_facts, extracted_pairings, read_entries

ROOT = Path(__file__).parents[2]
LITERAL = re.compile(r"(?:milestone|frequency|pairing|table)/[a-z-]+|none-[a-z-]+")
RULES = load_rules()


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(ROOT / "raw" / "reference")


@pytest.fixture(scope="module")
def uses(reference: Reference) -> dict[str, int]:
    return dict(uses_of_rules(ROOT / "raw" / "documents", reference))


def ids_in_code() -> set[str]:
    """Every rule that the code can name: roles of quantities by kind and rule, others as written."""
    found = set()
    for file in (ROOT / "extract" / "facts").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and LITERAL.fullmatch(node.value)
            ):
                found.add(node.value)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Role":
                found.update(role_id(node))
    return found


def role_id(call: ast.Call) -> Iterator[str]:
    kind, rule_id = (arg.value if isinstance(arg, ast.Constant) else None for arg in call.args)
    if kind and rule_id:
        yield f"quantity-{kind}/{rule_id}"


def ids_applied(entry: Entry, reference: Reference, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Rules that apply when a sentence is read, those that turn a number away included."""
    decided: list[Role] = []

    def remember(*arguments: Any) -> Role:
        decided.append(original(*arguments))
        return decided[-1]

    original = quantified.decide
    monkeypatch.setattr(quantified, "decide", remember)
    facts = extracted_facts(entry, reference)
    records = [record for kind in facts.values() for record in kind] + extracted_pairings(entry, reference)
    return {record["rule_id"] for record in records} | {role.rule_id for role in decided if role.kind is None}


def test_the_list_holds_exactly_the_rules_of_the_code() -> None:
    listed = [rule.rule_id for rule in RULES]
    assert set(listed) == ids_in_code()
    assert len(set(listed)) == len(listed)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_the_example_shows_its_rule_at_work(
    rule: Rule, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rule.rule_id in ids_applied(dict(rule.example), reference, monkeypatch)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_every_rule_says_why_and_whereupon_it_rests(rule: Rule) -> None:
    assert all(str(value).strip() for value in asdict(rule).values())
    assert rule.reason.endswith(".") and rule.rests_on.endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_every_rule_says_the_same_in_chinese(rule: Rule) -> None:
    for english, chinese in ((rule.reason, rule.reason_zh), (rule.rests_on, rule.rests_on_zh)):
        assert chinese.endswith("。")
        assert not re.search(r"[,;:?!()]|(?<!\w)[a-z]+", chinese), "half-width punctuation or an English word"
        assert figures(english) <= figures(chinese)


def figures(text: str) -> set[str]:
    """Chinese words and Arabic numbers, which a reason quotes from documents."""
    return set(re.findall(r"[\u4e00-\u9fff]{2,}|\d+", text))


def test_documents_and_sentences_use_only_listed_rules(
    uses: dict[str, int], reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    applied = set(uses)
    for file in FOLDER.glob("*.yml"):
        if file.name != "floors.yml":
            for entry in read_entries(file):
                applied |= ids_applied(entry, reference, monkeypatch)
    assert applied <= {rule.rule_id for rule in RULES}
    assert any(rule_id.startswith(TURNS_AWAY) for rule_id in applied)


def test_the_page_on_rules_is_up_to_date(uses: dict[str, int]) -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    files = len(list((ROOT / "raw" / "documents").glob("*.txt")))
    assert page == rules_page(RULES, uses, files), "docs/rules.md is out of date; run: make quality"
