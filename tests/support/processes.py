"""A running command as the system sees it: its processes, and the memory that they hold. Linux only."""

import re
from pathlib import Path


def family(pid: int) -> list[int]:
    """A process and its living descendants, without strace, which looks on and is no part of the command."""
    try:
        children = [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
        own = [] if Path(f"/proc/{pid}/comm").read_text().strip() == "strace" else [pid]
    except OSError:
        return []
    return own + [each for child in children for each in family(child)]


def memory_mib(pid: int) -> float:
    """Memory of one process, with its share of what it has in common with others."""
    try:
        content = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^Pss: +(\d+) kB", content, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0
