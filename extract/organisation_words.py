"""The words by which organisations are told in text, with the automaton that finds them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import daachorse


@dataclass(frozen=True, slots=True)
class OrganisationWord:
    """One word of organisations.yml.

    role: department (needs a level or a place in front), party (省委, 市委), national (a name by itself),
    suffix (closes a name), firm_class (a kind of firms). official: the form under which the organisation is
    kept.
    """

    text: str
    role: str
    actor_type: str
    official: str


@dataclass(frozen=True)
class OrganisationWords:
    """Every such word, ready to search. Can be pickled."""

    words: tuple[OrganisationWord, ...]
    automaton: daachorse.CharwiseDoubleArrayAhoCorasick
    generic: re.Pattern[str]
    firm_kinds: re.Pattern[str]
    firm_kind: re.Pattern[str]
    """A kind of firms alone, for a quick look whether a sentence names any."""


def build_organisation_words(lists: Mapping[str, Any]) -> OrganisationWords:
    """From the content of organisations.yml. Where lists share a word, the earlier list keeps it."""
    words: dict[str, OrganisationWord] = {}
    for word in _words(lists):
        words.setdefault(word.text, word)
    generic = "|".join(sorted(map(re.escape, lists["generic_words"]), key=len, reverse=True))
    firm_kinds = "|".join(sorted(map(re.escape, lists["firm_kinds"]), key=len, reverse=True))
    return OrganisationWords(
        words=tuple(words.values()),
        automaton=daachorse.CharwiseDoubleArrayAhoCorasick(
            list(words), daachorse.MATCH_KIND_LEFTMOST_LONGEST
        ),
        generic=re.compile(f"(?:{generic})*"),
        firm_kind=re.compile(firm_kinds),
        firm_kinds=re.compile(f"(?:各类|各|有关|相关|重点|国有)*(?:{firm_kinds})"),
    )


def _words(lists: Mapping[str, Any]) -> Iterator[OrganisationWord]:
    for actor_type, bodies in lists["national"].items():
        for forms in bodies:
            yield from (OrganisationWord(form, "national", actor_type, forms[0]) for form in forms)
    types = {name: kind for kind, names in lists["department_types"].items() for name in names}
    for official, shorts in lists["departments"].items():
        actor_type = types.get(official, "department")
        yield from (
            OrganisationWord(text, "department", actor_type, official) for text in (official, *shorts)
        )
    for text in lists["party_committees"]:
        yield OrganisationWord(text, "party", "party_organ", text)
    for text in lists["firm_classes"]:
        yield OrganisationWord(text, "firm_class", "firm_class", text)
    for actor_type, texts in lists["suffixes"].items():
        yield from (OrganisationWord(text, "suffix", actor_type, text) for text in texts)
