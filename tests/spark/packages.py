"""Where make test installs what is listed in tests/spark/requirements.txt."""

import sys
from pathlib import Path

PACKAGES = Path(sys.prefix) / "spark"
