"""How a program around another tool is asked: JSON objects line by line, on standard input and output.

The programs of this folder run in the environments of the tools and import nothing of this project.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

Finding = dict[str, Any]
"""start and end in the sentence, and either value, unit (in the words of the annotations, None for a bare number) and
comparator (None where the tool states no bound), or first, last (ISO dates, both inclusive, None where open)."""


ANSWERS = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)  # what the tools print, on being imported for one, is no answer


def serve(find: Callable[[str, str], list[Finding]], parts: dict[str, Callable[[str], object]]) -> None:
    """Answer until the input ends. find: what a tool finds in a sentence, given the day that relative phrases start from.
    parts: what it has for numbers, units and times, each measured by itself."""
    for line in sys.stdin:
        asked = json.loads(line)
        answer: object
        if asked["ask"] == "find":
            answer = [find(sentence["text"], sentence["reference"]) for sentence in asked["sentences"]]
        else:
            answer = {name: seconds(part, asked["sentences"]) for name, part in parts.items()}
        ANSWERS.write(json.dumps(answer) + "\n")
        ANSWERS.flush()


def seconds(part: Callable[[str], object], sentences: list[str]) -> float:
    """Processor time of all threads of this process."""
    started = time.process_time()
    for sentence in sentences:
        part(sentence)
    return time.process_time() - started
