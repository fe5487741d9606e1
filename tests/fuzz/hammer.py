"""Put many texts that nobody has written through the whole extraction, and look at every row that comes out.

`python -m tests.fuzz.hammer --count 10000 --seed 1` prints its figures as JSON; status 1 where anything was wrong.
Every text is made from the seed and its number alone: `--first N --count 1` makes the N-th again.
"""

import argparse
import faulthandler
import json
import random
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import cache

from extract.source import SourceError, source_from_bytes
from tests.fuzz.fragments import DENSE, FRAGMENTS, REPEATED
from tests.fuzz.soundness import assert_consistent, assert_in_place, assert_sound, rows_of_source
from warehouse.paths import CODE_ROOT

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "gbk", "big5")
FACTS = ("targets", "statistics", "pairings")
TIME_LIMIT = 60
"""Seconds for one text on a busy machine, after which the process ends and says where it hung."""
LAST_CHARACTER = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)


@dataclass(slots=True)
class Figures:
    """read: texts taken as documents; refused: with a message that says why. slowest_seconds: for one text.

    rows_checked: texts whose rows were held against every rule of their tables; the places of all are checked.
    """

    seed: int
    inputs: int = 0
    by_kind: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    characters: int = 0
    read: int = 0
    refused: int = 0
    facts: int = 0
    rows: int = 0
    rows_checked: int = 0
    seconds: float = 0.0
    slowest_seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)


def any_character(chance: random.Random) -> str:
    code = chance.randint(0, LAST_CHARACTER)
    return "\N{REPLACEMENT CHARACTER}" if code in SURROGATES else chr(code)


def noise(chance: random.Random) -> bytes:
    return chance.randbytes(chance.randint(0, 2000))


def characters(chance: random.Random) -> bytes:
    return "".join(any_character(chance) for _ in range(chance.randint(0, 600))).encode()


def mixture(chance: random.Random) -> bytes:
    pieces = [chance.choice(FRAGMENTS) for _ in range(chance.randint(1, 120))]
    return "".join(pieces).encode(chance.choice(ENCODINGS), errors="ignore")


def repetition(chance: random.Random) -> bytes:
    fragment = chance.choice(REPEATED + DENSE)
    return (fragment * (chance.randint(1, 3000) // len(fragment) + 1)).encode()


@cache
def shipped_texts() -> list[str]:
    return [
        file.read_text(encoding="utf-8") for file in sorted((CODE_ROOT / "raw" / "documents").glob("*.txt"))
    ]


def damaged(chance: random.Random) -> str:
    """A part of a shipped document, with characters lost, doubled, moved, and others put in."""
    text = chance.choice(shipped_texts())
    start = chance.randrange(len(text))
    pieces = list(text[start : start + chance.randint(50, 1500)])
    for _ in range(chance.randint(1, 40)):
        place = chance.randrange(len(pieces))
        change = chance.randrange(5)
        if change == 0:
            pieces[place] = ""
        elif change == 1:
            pieces[place] *= 2
        elif change == 2:
            pieces[place] = any_character(chance)
        elif change == 3:
            pieces[place] += chance.choice(FRAGMENTS)
        else:
            other = chance.randrange(len(pieces))
            pieces[place], pieces[other] = pieces[other], pieces[place]
    return "".join(pieces)


def damaged_document(chance: random.Random) -> bytes:
    return damaged(chance).encode(chance.choice(ENCODINGS), errors="ignore")


def damaged_bytes(chance: random.Random) -> bytes:
    """The same with bytes flipped and the end cut off, as a bad copy has it."""
    data = bytearray(damaged_document(chance))
    for _ in range(chance.randint(1, 8)):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data[: chance.randint(len(data) // 2, len(data))])


KINDS: dict[str, Callable[[random.Random], bytes]] = {
    "damaged documents": damaged_document,
    "damaged bytes": damaged_bytes,
    "mixtures of policy words": mixture,
    "repetitions": repetition,
    "any characters": characters,
    "noise": noise,
}
WEIGHTS = (4, 3, 4, 2, 1, 1)


def make(seed: int, number: int) -> tuple[str, bytes]:
    """Kind and bytes of the text with this number."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - the same texts every time
    (kind,) = chance.choices(list(KINDS), WEIGHTS)
    return kind, KINDS[kind](chance)


def read(data: bytes, figures: Figures, *, check_rows: bool) -> None:
    """Put one text through the extraction. Raises whatever is wrong with it, but for a refusal in words."""
    try:
        source = source_from_bytes(data, "made-up.txt")
    except SourceError:
        figures.refused += 1
        return
    figures.read += 1
    figures.characters += len(source.text)
    rows = rows_of_source(source)
    figures.rows += sum(map(len, rows.values()))
    figures.facts += sum(len(rows.get(name, ())) for name in FACTS)
    assert_in_place(source.text, rows)
    if check_rows and rows:
        assert_sound(source.text, rows)
        assert_consistent(rows)
        figures.rows_checked += 1


def hammer(seed: int, count: int, *, first: int = 0, rows_checked_every: int = 10) -> Figures:
    """Read `count` texts from number `first` on."""
    figures = Figures(seed)
    started = time.monotonic()
    for number in range(first, first + count):
        kind, data = make(seed, number)
        figures.inputs += 1
        figures.by_kind[kind] += 1
        before = time.monotonic()
        faulthandler.dump_traceback_later(TIME_LIMIT, exit=True)
        try:
            read(data, figures, check_rows=number % rows_checked_every == 0)
        except Exception:  # noqa: BLE001 - whatever it is, it counts
            figures.wrong.append(f"text {number} ({kind}): {traceback.format_exc(limit=-3)}")
        finally:
            faulthandler.cancel_dump_traceback_later()
        figures.slowest_seconds = round(max(figures.slowest_seconds, time.monotonic() - before), 3)
    figures.seconds = round(time.monotonic() - started, 1)
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--first", type=int, default=0, help="number of the first text")
    chosen = parser.parse_args()
    figures = hammer(chosen.seed, chosen.count, first=chosen.first)
    print(json.dumps(asdict(figures), ensure_ascii=False, indent=2))  # noqa: T201
    return bool(figures.wrong)


if __name__ == "__main__":
    raise SystemExit(main())
