"""Made-up corpora of any size for measuring: `python -m benchmarks.corpus FOLDER DOCUMENTS [SEED]`.

Each document is put together from parts of the shipped ones, with other numbers, years, places and layouts, so that
no two are alike and hardly a sentence with a number comes twice. Document n depends on the seed and on n alone: the
first thousand documents of a large corpus are a small one.
"""

import csv
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import opencc

from extract.gazetteer import stem
from extract.normalise.text import normalise
from extract.source import read_source
from warehouse.paths import find_paths

SEED = 20_261_121
PER_FOLDER = 1_000
FEWEST_RUNS, MOST_RUNS = 1, 4
LONGEST_RUN = 7
"""Parts that a document takes over from one other in their order."""
KEPT_SHARE = 0.85
"""Share of the sentences of a part that a document takes over."""
FIRST_YEAR, LAST_YEAR = 2000, 2026
PART = re.compile(r"(?:(?<=\n)|(?<=。))(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))")
YEAR = r"(?<![\d.])20[0-3]\d(?=[年〕)—-])"
MONTH, DAY = r"(?<!\d)\d{1,2}(?=月)", r"(?<!\d)\d{1,2}(?=日)"
NUMBER = r"(?<![\d.:A-Za-z-])\d{1,6}(?:\.\d{1,2})?(?![\d:A-Za-z、-])"
LEVELS = ("province", "prefecture")


@dataclass(frozen=True)
class Material:
    """What documents are made of: opening passages, the numbered parts of each document without their numbers and
    whether each is a chapter, and names of places by level."""

    openings: tuple[str, ...]
    parts: tuple[tuple[tuple[bool, str], ...], ...]
    places: dict[str, tuple[str, ...]]
    varied: re.Pattern[str]


def read_material(documents: Path, reference: Path) -> Material:
    """Cut the documents of a folder into parts at their top headings."""
    openings: list[str] = []
    parts: list[tuple[tuple[bool, str], ...]] = []
    for file in sorted(documents.glob("*.txt")):
        text = normalise(read_source(file, file.name).text).text
        marks = list(PART.finditer(text))
        ends = [*(mark.start() for mark in marks[1:]), len(text)]
        openings.append(text[: marks[0].start()])
        parts.append(
            tuple(
                (mark.group()[-1] == "、", text[mark.end() : end])
                for mark, end in zip(marks, ends, strict=True)
            )
        )
    places = _names_by_level(reference / "regions.csv")
    alternatives = "|".join(
        re.escape(name)
        for name in sorted({n for names in places.values() for n in names}, key=len, reverse=True)
    )
    varied = re.compile(
        f"(?P<year>{YEAR})|(?P<month>{MONTH})|(?P<day>{DAY})|(?P<place>{alternatives})|(?P<number>{NUMBER})"
    )
    return Material(tuple(openings), tuple(parts), places, varied)


def _names_by_level(regions: Path) -> dict[str, tuple[str, ...]]:
    """Full and short names of provinces and cities; a name is replaced by one of its own kind."""
    names: dict[str, list[str]] = {}
    with regions.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["level"] in LEVELS and row["is_current"] == "true":
                names.setdefault(row["level"], []).append(row["name"])
                if short := stem(row["name"]):
                    names.setdefault(f"short {row['level']}", []).append(short)
    return {level: tuple(found) for level, found in names.items()}


def document(material: Material, seed: int, number: int) -> str:
    """Document `number` of the corpus with this seed."""
    choose = random.Random(f"{seed}/{number}")  # noqa: S311
    pieces = [choose.choice(material.openings).rstrip()]
    chapter = section = 0
    for _ in range(choose.randint(FEWEST_RUNS, MOST_RUNS)):
        source = choose.choice(material.parts)
        first = choose.randrange(len(source))
        for is_chapter, part in source[first : first + choose.randint(1, LONGEST_RUN)]:
            chapter, section = (chapter + 1, 0) if is_chapter else (chapter, section + 1)
            mark = f"{_numeral(chapter)}、" if is_chapter else f"({_numeral(section)})"
            pieces.append(mark + _thinned(part, choose).strip())
    return choose.choice(LAYOUTS)(_varied("\n".join(pieces), material, choose), choose)


def _numeral(number: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    digits = " 一二三四五六七八九"
    return ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + digits[ones].strip()


def _thinned(part: str, choose: random.Random) -> str:
    """The part without some of its sentences and lines; the first one, which holds its heading, stays."""
    first, *others = re.split(r"(?<=[。\n])", part)
    return first + "".join(piece for piece in others if choose.random() < KEPT_SHARE)


def _varied(text: str, material: Material, choose: random.Random) -> str:
    """The text with other numbers, years and places: years move together, a place is one other place throughout."""
    shift = choose.randint(FIRST_YEAR, LAST_YEAR) - 2020
    others: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        written = match.group()
        if match["year"]:
            return str(int(written) + shift)
        if match["month"] or match["day"]:
            return str(choose.randint(1, 12 if match["month"] else 28))
        if match["number"]:
            return _other_number(written, choose)
        if written not in others:
            level = next(names for names in material.places.values() if written in names)
            others[written] = choose.choice(level)
        return others[written]

    return material.varied.sub(other, text)


def _other_number(written: str, choose: random.Random) -> str:
    """A number with as many digits before and behind its point."""
    whole, point, fraction = written.partition(".")
    digits = str(choose.randint(10 ** (len(whole) - 1), 10 ** len(whole) - 1))
    return digits + point + "".join(choose.choice("0123456789") for _ in fraction)


Layout = Callable[[str, random.Random], str]


def _plain(text: str, choose: random.Random) -> str:
    return text


def _windows(text: str, choose: random.Random) -> str:
    """Lines as Windows ends them, and paragraphs set in by two wide spaces."""
    return re.sub(r"\n+(?=[^\n])", "\r\n　　", text)


def _spaced(text: str, choose: random.Random) -> str:
    """An empty line between paragraphs."""
    return re.sub(r"\n+", "\n\n", text)


def _wide(text: str, choose: random.Random) -> str:
    """Digits and marks in full width."""
    return text.translate({ord(plain): ord(plain) + 0xFEE0 for plain in "0123456789%(),;:"})


def _web(text: str, choose: random.Random) -> str:
    """What a copied web page leaves around paragraphs."""
    paragraphs = "".join(f"<p>{line}</p>\n" for line in text.splitlines() if line.strip())
    return f"首页 > 政务公开 > 规划计划\n{paragraphs}责任编辑:{choose.choice('王李张刘')}\n分享到\n"


def _broken(text: str, choose: random.Random) -> str:
    """Lines broken at a fixed width, as in a text taken from a printed page."""
    width = choose.randint(28, 42)
    lines = (
        line[start : start + width]
        for line in text.splitlines()
        for start in range(0, max(len(line), 1), width)
    )
    return "\n".join(lines)


def _traditional(text: str, choose: random.Random) -> str:
    converted: str = TO_TRADITIONAL.convert(text)
    return converted


TO_TRADITIONAL = opencc.OpenCC("s2t")
LAYOUTS: Sequence[Layout] = (
    _plain, _plain, _plain, _plain, _windows, _spaced, _wide, _web, _broken, _traditional,
)  # fmt: skip


def texts(documents: int, seed: int = SEED) -> Iterator[str]:
    """The documents of a corpus, one after the other."""
    paths = find_paths()
    material = read_material(paths.documents, paths.reference)
    return (document(material, seed, number) for number in range(documents))


def write_corpus(folder: Path, documents: int, seed: int = SEED) -> int:
    """Write a corpus as text files, a thousand in each folder below; returns its bytes."""
    size = 0
    for number, text in enumerate(texts(documents, seed)):
        file = folder / f"{number // PER_FOLDER:04}" / f"{number:07}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        size += file.write_bytes(text.encode())
    return size


def main() -> None:
    folder, documents = Path(sys.argv[1]), int(sys.argv[2])
    size = write_corpus(folder, documents, *map(int, sys.argv[3:4]))
    print(f"{documents} documents, {size / 1e6:.1f} MB in {folder}")


if __name__ == "__main__":
    main()
