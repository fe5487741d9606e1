"""All documents of a run, extracted on a Spark cluster, with the same results in the same order.

The driver reads the files and writes the raw tables; the executors extract. So a cluster needs no file system that
its machines share, and checks and tables are those of a run on one machine.
"""

import os
import pickle
import re
import shutil
import subprocess
import sys
import warnings
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from importlib import import_module
from itertools import islice
from typing import Any

import pyarrow as pa

from extract.reference import Reference
from extract.runners.documents import HowToRead, pieces, with_checked_origin
from extract.runners.inputs import Input
from extract.runners.kept import program_version
from extract.runners.steps import Processed, process_document
from extract.source import SourceError, read_content

BYTES_PER_TASK = 1_000_000
"""Text that one task extracts: about a second of work, beside which its start costs little."""
TASKS_PER_CORE = 2
"""Tasks of one job for each core of the cluster; with the next job waiting behind it, this bounds the driver's memory."""
JOBS_AT_ONCE = 2
"""While one job ends, its last tasks alone, the cores that are free already work on the next."""
OLDEST_JAVA = 17
SETTINGS = {
    # Of the progress the driver tells itself.
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
LOCAL_SETTINGS = {
    # Nobody else is to be let in, and no name of this machine has to be known.
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
}
DOCUMENT_TABLE = pa.schema(
    [
        pa.field("position", pa.int64(), nullable=False),
        pa.field("name", pa.string(), nullable=False),
        pa.field("problem", pa.string()),
        pa.field("content", pa.binary()),
    ]
)
RESULT_TABLE = pa.schema([pa.field("position", pa.int64()), pa.field("processed", pa.binary())])
RESULT_COLUMNS = "position bigint, processed binary"
SHOWN_CHARACTERS = 600


class SparkError(Exception):
    """Spark cannot be started here, or the cluster did not do the work."""


@contextmanager
def spark_session(master: str, settings: Mapping[str, str] | None = None) -> Iterator[Any]:
    """A Spark session on the cluster at `master` (spark://host:7077, yarn, k8s://..., local[2]), stopped at the end.

    settings: Spark's own, by name, before those given here. The executors start Python as PYSPARK_PYTHON says, else as
    it was started here. Raises SparkError where PySpark or Java is missing, or the cluster cannot be reached.
    """
    sql = _load_pyspark()
    _check_java()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    chosen = {**SETTINGS, **(LOCAL_SETTINGS if master.startswith("local") else {}), **(settings or {})}
    builder = sql.SparkSession.builder.appName("policydw extract").master(master)
    with _spark_errors(f"Spark could not be started with --master {master}"):
        session = builder.config(map=chosen).getOrCreate()
    try:
        yield session
    finally:
        session.stop()


def process_on_spark(
    session: Any, inputs: Sequence[Input], how: HowToRead, reference: Reference
) -> Iterator[Processed]:
    """What came of each document, in the order of the inputs, whichever executor it was extracted on.

    A document that cannot be used is a failed outcome. Raises SparkError where a task failed more often than Spark
    tries it again, or where an executor runs another version of this program.
    """
    context = session.sparkContext
    extract_batches = partial(_extract_batches, context.broadcast(reference), program_version())
    read = partial(_with_content, with_origins=how.with_origins)
    waiting: deque[Future[list[Processed]]] = deque()
    # Threads only wait for Spark. The files are read in this one, a job ahead.
    with ThreadPoolExecutor(JOBS_AT_ONCE) as pool, _spark_errors("The extraction on Spark stopped"):
        try:
            for job in _jobs(inputs, session):
                table = _document_table([[read(document) for document in piece] for piece in job])
                waiting.append(pool.submit(_run_job, session, table, extract_batches))
                if len(waiting) > JOBS_AT_ONCE:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for job_under_way in waiting:
                job_under_way.cancel()
            context.cancelAllJobs()


def _jobs(inputs: Sequence[Input], session: Any) -> Iterator[list[list[Input]]]:
    """Pieces of the inputs, one for each task, in lists for one job each."""
    tasks = pieces(inputs, BYTES_PER_TASK)
    # Executors register one after the other, so the cores are counted anew for every job.
    while job := list(islice(tasks, TASKS_PER_CORE * session.sparkContext.defaultParallelism)):
        yield job


def _with_content(document: Input, *, with_origins: bool) -> Input:
    checked = with_checked_origin(document) if with_origins else document
    if checked.problem:
        return checked
    try:
        return replace(checked, content=read_content(checked.path, checked.name))
    except SourceError as error:
        return replace(checked, problem=str(error).removeprefix(f"{checked.name}: "))


def _document_table(tasks: Sequence[Sequence[Input]]) -> pa.Table:
    """The documents of a job as a table; Spark makes each of its batches a partition."""
    batches = []
    first = 0
    for documents in tasks:
        positions = range(first, first + len(documents))
        columns = [
            positions,
            *([getattr(document, name) for document in documents] for name in DOCUMENT_TABLE.names[1:]),
        ]
        arrays = [pa.array(column, field.type) for column, field in zip(columns, DOCUMENT_TABLE, strict=True)]
        batches.append(pa.RecordBatch.from_arrays(arrays, schema=DOCUMENT_TABLE))
        first = positions.stop
    return pa.Table.from_batches(batches, DOCUMENT_TABLE)


def _run_job(session: Any, documents: pa.Table, extract_batches: Any) -> list[Processed]:
    table = session.createDataFrame(documents).mapInArrow(extract_batches, RESULT_COLUMNS).toArrow()
    in_order = table.sort_by("position")["processed"]
    return [pickle.loads(each.as_py()) for each in in_order]  # noqa: S301 - our own tasks wrote it


def _extract_batches(
    reference: Any, version: str, batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """What an executor does: every document of its table extracted as `process_document` does it anywhere."""
    if _version_here() != version:
        raise RuntimeError(
            f"expected the driver's version of policydw and its libraries on every executor, found another on {os.uname().nodename}; "
            "install the same there, or send the driver's environment along (docs/spark.md)"
        )
    for batch in batches:
        rows = batch.to_pylist()
        done = [
            pickle.dumps(
                process_document(Input("", row["name"], row["problem"], row["content"]), reference.value)
            )
            for row in rows
        ]
        positions = [row["position"] for row in rows]
        yield pa.RecordBatch.from_pydict({"position": positions, "processed": done}, RESULT_TABLE)


_version_here = cache(program_version)


def _load_pyspark() -> Any:
    """The package, which is imported where it is used: it is large, and installed only when asked for."""
    # What it warns of concerns data frames of pandas, of which nothing is used here.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    try:
        return import_module("pyspark.sql")
    except ModuleNotFoundError as error:
        raise SparkError(
            f"--engine spark needs PySpark, found none ({error}); install it with: pip install 'policydw[spark]'"
        ) from error


def _check_java() -> None:
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin" if home else None)
    if java is None:
        raise SparkError(
            f"Spark needs Java {OLDEST_JAVA} or newer, found none in {f'JAVA_HOME ({home})' if home else 'PATH'}; "
            "install it (on Debian: apt install default-jre-headless), or set JAVA_HOME to where it is"
        )
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(?:1\.)?(\d+)', said)
    if version and int(version[1]) < OLDEST_JAVA:
        raise SparkError(
            f"Spark needs Java {OLDEST_JAVA} or newer, found {version[1]} at {java}; set JAVA_HOME to a newer one"
        )


@contextmanager
def _spark_errors(what: str) -> Iterator[None]:
    """Tell what PySpark or Java raise in one sentence, without the stack of either language."""
    errors = import_module("pyspark.errors"), import_module("py4j.protocol")
    try:
        yield
    except (errors[0].PySparkException, errors[1].Py4JError, ConnectionError) as error:
        raise SparkError(f"{what}: {_reason(str(error))}") from error


def _reason(report: str) -> str:
    """The line that a person needs of Java's long report: the last error of Python in it, else its first line."""
    lines = [line.strip() for line in report.splitlines() if line.strip()]
    python_errors = [line for line in lines if re.match(r"\w*(?:\.\w+)*(?:Error|Exception): ", line)]
    reason = (python_errors or lines or ["no message"])[0]
    return reason[:SHOWN_CHARACTERS]
