"""All documents of a run, in order: extracted in this process, or in several at once with the same results."""

import gc
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from extract.origins import origin_problems
from extract.reference import Reference, load_reference
from extract.runners.inputs import Input
from extract.runners.kept import KeptResults
from extract.runners.steps import Processed, process_document

BYTES_TO_SHARE = 4_000_000
"""Text from which on several processes are worth their start."""
BYTES_AT_ONCE = 200_000
"""Text that a process is given at a time: enough to make the handing over cheap, little enough to hold in memory."""
MOST_WAITING = 3
"""Pieces of work per process that are under way or wait for their turn; this bounds the memory of a run."""


class WorkerLostError(Exception):
    """A process of the extraction ended without a word."""


@dataclass(frozen=True, slots=True)
class HowToRead:
    """What a process needs to know. with_origins: whether a document without a true origin record is a failure."""

    reference_folder: Path
    with_origins: bool = False
    kept: KeptResults | None = None


def process_documents(
    inputs: Sequence[Input], how: HowToRead, reference: Reference, workers: int | None = None
) -> Iterator[Processed]:
    """What came of each document, in the order of the inputs, whichever process it was read in.

    reference: what load_reference gives for how.reference_folder. workers: processes; None for as many as the machine
    has cores, and one where there is little text. Raises WorkerLostError.
    """
    chosen = workers or (_cores() if _is_much(inputs) else 1)
    if chosen == 1:
        return (_process(document, how, reference) for document in inputs)
    return _in_processes(inputs, how, chosen)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _is_much(inputs: Sequence[Input]) -> bool:
    size = 0
    for document in inputs:
        size += size_of(document)
        if size >= BYTES_TO_SHARE:
            return True
    return False


def size_of(document: Input) -> int:
    """Bytes of the file; 0 where it cannot be reached."""
    try:
        return document.path.stat().st_size
    except OSError:
        return 0


def _process(document: Input, how: HowToRead, reference: Reference) -> Processed:
    return process_document(
        with_checked_origin(document) if how.with_origins else document, reference, how.kept
    )


def with_checked_origin(document: Input) -> Input:
    """The document, with what is wrong with its origin record as its problem."""
    problems = [] if document.problem else origin_problems(document.path)
    return replace(document, problem="; ".join(problems)) if problems else document


def _in_processes(inputs: Sequence[Input], how: HowToRead, workers: int) -> Iterator[Processed]:
    # Started afresh: a fork of a process in which threads run (polars has some) may never wake up.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin, initargs=(how,))
    waiting: deque[Future[list[Processed]]] = deque()
    try:
        for some in pieces(inputs, BYTES_AT_ONCE):
            waiting.append(pool.submit(_process_here, some))
            if len(waiting) >= workers * MOST_WAITING:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise WorkerLostError(
            f"one of {workers} processes of the extraction ended without a word; where memory is short, extract in "
            "one process (--workers 1)"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def pieces(inputs: Sequence[Input], bytes_each: int) -> Iterator[list[Input]]:
    """The inputs in their order, in lists of about so many bytes of text."""
    some: list[Input] = []
    size = 0
    for document in inputs:
        some.append(document)
        size += size_of(document)
        if size >= bytes_each:
            yield some
            some, size = [], 0
    if some:
        yield some


_here: tuple[HowToRead, Reference] | None = None
"""What this process reads with, once it has begun as one of several."""


def _begin(how: HowToRead) -> None:
    global _here
    _here = how, load_reference(how.reference_folder)
    gc.freeze()  # what has been loaded stays until the process ends: collections need not look through it again


def _process_here(documents: list[Input]) -> list[Processed]:
    if _here is None:
        raise RuntimeError("expected a process that _begin has made ready, found another")
    how, reference = _here
    return [_process(document, how, reference) for document in documents]
