"""What a build costs beside a bare `dbt build` of the same models, and one that finds nothing to do.

Everything happens in a copy of the inputs, so that nothing is published that anybody looks at.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.timing import alternating, command, ratio, spread
from warehouse.dbt_build import START_DBT
from warehouse.paths import CODE_ROOT, find_paths

POLICYDW = (sys.executable, "-c", "from warehouse.cli import main; main()")


def measure_builds(runs: int) -> dict[str, Any]:
    """Whole builds with nothing kept and with the documents kept, dbt by itself, and a build of nothing new."""
    paths = find_paths()
    with tempfile.TemporaryDirectory(prefix="policydw-builds-") as place:
        root = Path(place)
        for name in ("documents", "statistics", "reference"):
            shutil.copytree(paths.raw / name, root / "raw" / name)
        build = command(*POLICYDW, "build", "--root", root, "--quiet", folder=CODE_ROOT)
        rebuild = command(*POLICYDW, "build", "--rebuild", "--root", root, "--quiet", folder=CODE_ROOT)
        dbt = command(
            *(
                sys.executable,
                "-c",
                START_DBT,
                "build",
                "--target-path",
                root / "dbt",
                "--log-path",
                root / "dbt",
            ),
            folder=paths.dbt_project,
            RAW_DIR=str(root / "raw" / "tables"),
            DUCKDB_PATH=str(root / "dbt.duckdb"),
            DBT_SEND_ANONYMOUS_USAGE_STATS="false",
        )

        def rebuild_from_scratch() -> None:
            shutil.rmtree(root / ".cache" / "extraction", ignore_errors=True)
            rebuild()

        build()
        dbt()  # both keep what they have parsed of the models, so the first time is left out
        whole = alternating(
            runs, {"dbt build": dbt, "policydw build": rebuild, "nothing kept": rebuild_from_scratch}
        )
        build()
        idle = alternating(runs, {"python": command(sys.executable, "-c", "pass"), "nothing new": build})
    return {
        "seconds": {name: spread(taken) for name, taken in (whole | idle).items()},
        "build_to_dbt": ratio(whole["policydw build"], whole["dbt build"]),
        "build_with_nothing_kept_to_dbt": ratio(whole["nothing kept"], whole["dbt build"]),
        "nothing_new_after_python": spread(
            [build - python for build, python in zip(idle["nothing new"], idle["python"], strict=True)]
        ),
    }
