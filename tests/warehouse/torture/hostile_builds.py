"""Whole builds with hostile inputs among good ones: what was published, how much memory, which files were touched?

`python -m tests.warehouse.torture.hostile_builds --folder DIR` builds with each hostile input alone and with all of
them, and prints its figures as JSON; status 1 where anything was wrong. With strace at hand (`--strace`) every file
that any of the processes opens is looked at, by libraries in C as well; without it, those that Python opens.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from tests.support.processes import family, memory_mib
from tests.warehouse.torture.hostile import GOOD_NAME, HOSTILE, OUTSIDE, prepare_inputs
from tests.warehouse.torture.workshop import COMMAND_LINE
from warehouse.errors import ExitCode
from warehouse.paths import CODE_ROOT, Paths
from warehouse.publish import read_back

ALL = "all of them"
PEAK_MEBIBYTES = 1024
SECONDS = 1800
GOOD_FIGURES = 40
SYSTEM_FOLDERS = ("/proc", "/sys", "/dev", "/etc", "/usr", "/lib", "/lib64", "/bin", "/run/systemd")
"""What the interpreter and the libraries read of the machine itself: time zones, certificates, processors."""
WATCHER = """
import os, sys
log = open(os.environ["OPENED_FILES"], "a", buffering=1, encoding="utf-8", errors="backslashreplace")
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        writes = arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) if isinstance(arguments[2], int) else 0
        name = os.path.join(os.getcwd(), os.fsdecode(arguments[0]))
        log.write(("w" if writes else "r") + os.path.realpath(name).replace(chr(10), " ") + chr(10))
    elif event == "socket.connect":
        log.write("c" + repr(arguments[1]) + chr(10))
sys.addaudithook(watch)
"""
STRACE_OPEN = re.compile(
    r'open(?:at|at2)?\((?:AT_FDCWD|\d+)?(?:<(?P<at>[^>]*)>)?,? ?"(?P<name>(?:[^"\\]|\\.)*)", (?P<flags>[^)]*)\) += \d+(?:<(?P<path>.*)>)?$'
)
STRACE_CONNECT = re.compile(r"connect\(.*sin6?_port")


@dataclass(slots=True)
class Attempt:
    """One build. peak_mebibytes: of all its processes together. outcomes: what became of each hostile input."""

    inputs: str
    status: int = -1
    seconds: float = 0.0
    peak_mebibytes: int = 0
    opened_files: int = 0
    outcomes: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def prepare_root(root: Path, *names: str) -> Paths:
    """A warehouse with a good document, a good table and these hostile inputs, each with a true origin record."""
    paths = Paths(root)
    prepare_inputs(paths.raw, *names)
    shutil.copytree(CODE_ROOT / "raw" / "reference", paths.reference)
    write_good_figures(paths.statistics)
    for folder in (paths.documents, paths.statistics):
        for file in folder.iterdir():
            if file.suffix != ".yml" and file.is_file() and not file.is_symlink():
                write_origin(file)
    write_origin(paths.statistics / "outside.csv", "0" * 64) if "a table behind a link out" in names else None
    return paths


def write_good_figures(folder: Path) -> None:
    rows = "".join(f"310000,{2000 + number % 20},{1000 + number}\n" for number in range(20))
    (folder / "good.csv").write_text("code,year,value\n" + rows, encoding="utf-8")
    (folder / "good.yml").write_text(
        "file: good.csv\ntable: regional_indicators\nregion_by: code\nvalues_in: canonical_units\n"
        "columns: {region_id: code, value: value, year: year}\n"
        "constants: {indicator_code: gdp, unit: CNY, unit_text: 元, region_name: 上海市, vintage: v, publication: p, "
        "retrieved_from: r}\n",
        encoding="utf-8",
    )


def write_origin(file: Path, sha256: str | None = None) -> None:
    record = file.with_name(f"{file.stem}.origin.yml")
    if not (record.exists() or record.is_symlink()):
        digest = sha256 or hashlib.sha256(file.read_bytes()).hexdigest()
        record.write_text(f"title: made up\nsha256: {digest}\n", encoding="utf-8")


def build_watched(paths: Paths, attempt: Attempt, *, strace: bool) -> set[str]:
    """Run a whole build; returns r, w or c with the path (or address) of everything that it opened."""
    log = paths.root.with_name(f"{paths.root.name}.opened")
    temporary = paths.root / "tmp"
    temporary.mkdir()
    command = [*COMMAND_LINE, "build", "--root", str(paths.root)]
    environment = {**os.environ, "TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1"}
    started = time.monotonic()
    with TemporaryDirectory() as hook:
        if strace:
            traced = [
                "strace",
                "-f",
                "-y",
                "-qq",
                "--seccomp-bpf",
                "-s",
                "4096",
                "-e",
                "trace=open,openat,openat2,creat,connect",
            ]
            command = [*traced, "-o", str(log), *command]
        else:
            Path(hook, "sitecustomize.py").write_text(WATCHER, encoding="utf-8")
            environment |= {"PYTHONPATH": hook, "OPENED_FILES": str(log)}
        process = subprocess.Popen(
            command,
            cwd=CODE_ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        attempt.peak_mebibytes = watch_memory(process, started + SECONDS)
        _, errors = process.communicate()
    attempt.status, attempt.seconds = process.returncode, round(time.monotonic() - started, 1)
    if "Traceback" in errors:
        attempt.wrong.append(f"a traceback instead of a message: {errors[-500:]}")
    if attempt.status not in (ExitCode.PUBLISHED, ExitCode.PUBLISHED_INCOMPLETE):
        attempt.wrong.append(f"ended with status {attempt.status}: {errors[-700:]}")
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    log.unlink()
    return set(filter(None, map(read_strace, lines))) if strace else set(lines)


def watch_memory(process: "subprocess.Popen[str]", until: float) -> int:
    """Largest sum of the memory of a process and all its descendants, in MiB; ends it when its time is over."""
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(map(memory_mib, family(process.pid))))
        if time.monotonic() > until:
            process.kill()
        time.sleep(0.05)
    return int(peak)


def read_strace(line: str) -> str | None:
    """One line of strace as w, r or c with the path; None for what was not opened."""
    if STRACE_CONNECT.search(line):
        return "c" + line[-200:]
    found = STRACE_OPEN.search(line)
    if not found:
        return None
    kind = "w" if re.search(r"O_WRONLY|O_RDWR|O_CREAT", found["flags"]) else "r"
    return kind + (found["path"] or found["name"]).removesuffix(" (deleted)")


def trespasses(opened: set[str], paths: Paths) -> list[str]:
    """Files opened that are none of the build's business: written outside its root, or read where nothing sent it."""
    root = str(paths.root.resolve())
    outside = str((paths.raw / OUTSIDE).parent.resolve())
    software = [
        str(CODE_ROOT),
        *(os.path.realpath(folder) for folder in {sys.prefix, sys.base_prefix}),
        *SYSTEM_FOLDERS,
    ]
    may_read = [root, *software, str(Path(sys.prefix)), str(Path(sys.base_prefix))]
    found = []
    for entry in sorted(opened):
        kind, path = entry[0], entry[1:]
        if (
            kind == "c"
            or is_below(path, [outside])
            or (kind == "w" and not is_below(path, [root, "/dev", "/proc"]))
            or (kind == "r" and not is_below(path, may_read))
        ):
            found.append(entry)
    return found


def is_below(path: str, folders: Sequence[str]) -> bool:
    return any(path == folder or path.startswith(folder.rstrip("/") + "/") for folder in folders)


def look_at_published(paths: Paths, attempt: Attempt) -> None:
    """The good inputs gave their facts, nothing from outside is there, every failed input says why."""
    read_back(paths.published)
    with duckdb.connect(str(paths.published), read_only=True) as connection:
        good = connection.execute(
            "select quantity_text from marts.fact_targets where source_file = ? order by char_start",
            [GOOD_NAME],
        ).fetchall()
        if not (len(good) == 2 and "10个" in good[0][0] and "40%" in good[1][0]):
            attempt.wrong.append(f"the good document gave {good}")
        ((figures,),) = connection.execute(
            "select count(*) from marts.fact_regional_indicators where region_id = '310000' and vintage = 'v'"
        ).fetchall()
        if figures < 20:
            attempt.wrong.append(f"the good table gave {figures} figures")
        outcomes = connection.execute(
            "select source_file, status, message from meta.processing_outcomes where run_step in "
            "('read', 'extract', 'statistics') order by status = 'failed'"
        ).fetchall()
    for source_file, status, message in outcomes:
        if source_file not in (GOOD_NAME, "good.yml"):
            attempt.outcomes[ascii(source_file)[1:-1]] = f"{status}: {message}"[:200] if message else status
        if status == "failed" and (not message or "fault of the program" in message):
            attempt.wrong.append(f"{source_file!a} failed without an explanation: {message}")
        if status == "failed" and source_file in (GOOD_NAME, "good.yml"):
            attempt.wrong.append(f"{source_file} failed: {message}")
    content = paths.published.read_bytes()
    if "999亿元".encode() in content or b"98765432101234" in content:
        attempt.wrong.append("something from outside is in the published file")


def attempt_build(folder: Path, inputs: str, names: Sequence[str], *, strace: bool) -> Attempt:
    """One build in a folder of its own, which is removed again."""
    attempt = Attempt(inputs)
    root = folder / "root"
    shutil.rmtree(root, ignore_errors=True)
    try:
        paths = prepare_root(root, *names)
        opened = build_watched(paths, attempt, strace=strace)
        attempt.opened_files = len(opened)
        attempt.wrong += [f"opened {entry}" for entry in trespasses(opened, paths)[:20]]
        if attempt.peak_mebibytes >= PEAK_MEBIBYTES:
            attempt.wrong.append(f"took {attempt.peak_mebibytes} MiB")
        if (root / "owned").exists() or (CODE_ROOT / "owned").exists():
            attempt.wrong.append("a command from an input was run")
        if paths.published.exists():
            look_at_published(paths, attempt)
        else:
            attempt.wrong.append("nothing was published")
    finally:
        shutil.rmtree(root, ignore_errors=True)
    return attempt


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="an empty folder")
    parser.add_argument(
        "--only", nargs="*", default=[ALL, *HOSTILE], help="names of hostile inputs, or all of them"
    )
    parser.add_argument(
        "--strace", action="store_true", help="look at files that libraries in C open as well"
    )
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    attempts = []
    for name in chosen.only:
        names = list(HOSTILE) if name == ALL else [name]
        attempts.append(attempt_build(chosen.folder.resolve(), name, names, strace=chosen.strace))
        print(json.dumps(asdict(attempts[-1]), ensure_ascii=False), file=sys.stderr, flush=True)  # noqa: T201
    figures = {
        "builds": len(attempts),
        "published_without_the_failed_inputs": sum(each.status == 3 for each in attempts),
        "published_with_all_inputs": sum(each.status == 0 for each in attempts),
        "largest_peak_mebibytes": max(each.peak_mebibytes for each in attempts),
        "longest_seconds": max(each.seconds for each in attempts),
        "files_opened": sum(each.opened_files for each in attempts),
        "looked_at_by": "strace" if chosen.strace else "audit hook",
        "wrong": {each.inputs: each.wrong for each in attempts if each.wrong},
    }
    print(json.dumps(figures, ensure_ascii=False, indent=2))  # noqa: T201
    return bool(figures["wrong"])


if __name__ == "__main__":
    raise SystemExit(main())
