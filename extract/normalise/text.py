"""The whole of normalisation: one call from the source text to text that the rules read."""

from dataclasses import dataclass

from extract.normalise.characters import plain_characters, simplified
from extract.normalise.gbk_damage import find_damage
from extract.normalise.offsets import Edit, OffsetMap, apply_edits
from extract.normalise.web import find_broken_lines, find_markup


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """text: plain, simplified characters. offsets: the way back. damage: what was repaired or marked, in
    source offsets. is_traditional: whether the source is written in Traditional characters."""

    text: str
    offsets: OffsetMap
    damage: tuple[Edit, ...]
    is_traditional: bool


def normalise(source: str) -> NormalisedText:
    """Repair, clean and convert one text. Costs O(n) in its length. Markup without any words stays as
    it is."""
    damage = find_damage(source)
    plain = plain_characters(source)
    edits: list[Edit] = [*damage, *find_markup(source), *find_broken_lines(plain)]
    edited, offsets = apply_edits(source, edits)
    if not edited.strip():
        edited, offsets = apply_edits(source, damage)
    text, traditional = simplified(plain_characters(edited) if edited is not source else plain)
    return NormalisedText(text, offsets, tuple(damage), traditional)
