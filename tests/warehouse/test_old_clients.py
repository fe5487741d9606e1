"""Readers with an older DuckDB can open the published file.

Each requirement file names one version with its hashes. It is made by
`echo duckdb==1.4.4 | uv pip compile - --universal --generate-hashes --no-emit-index-url --no-header`.
"""

import json
import subprocess
from pathlib import Path

import pytest

from tests.support.environments import environment
from warehouse.paths import Paths
from warehouse.publish import read_back

REQUIREMENTS = Path(__file__).parent / "requirements"
READ_EVERYTHING = """
import json, sys
import duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
tables = connection.execute("select table_schema, table_name from information_schema.tables").fetchall()
rows = {f"{s}.{t}": len(connection.execute(f'select * from "{s}"."{t}"').fetchall()) for s, t in tables}
bare = connection.execute(
    "select table_name, column_name from duckdb_columns() where schema_name = 'marts' and comment is null"
).fetchall()
print(json.dumps({"version": duckdb.__version__, "rows": rows, "without_comment": bare}))
"""


def client(name: str) -> Path:
    """Python of an environment that holds this version of DuckDB, or the library of this name."""
    return environment(REQUIREMENTS / f"duckdb-{name}.txt")


@pytest.mark.parametrize("version", ["1.4.4", "1.5.6"])
def test_an_older_client_reads_every_table_with_its_comments(version: str, published_once: Paths) -> None:
    answer = subprocess.run(
        [str(client(version)), "-c", READ_EVERYTHING, str(published_once.published)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert found["version"] == version
    assert found["rows"] == read_back(published_once.published)
    assert found["without_comment"] == []
