"""Put the warehouse, its datasets and one dashboard into a Superset that runs.

    python load.py --file warehouse/policy.duckdb --url http://127.0.0.1:8088 --user admin --password ...

Run it with Superset's own Python: it needs duckdb, pyyaml and requests, which are there. dashboard.yml says what is made;
the columns and their descriptions come from the file. Loading again replaces what was loaded before.
"""

import argparse
import io
import json
import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import requests
import yaml

SPECIFICATION = Path(__file__).with_name("dashboard.yml")
NAMESPACE = uuid.UUID("5b0f6f3e-5a44-4b0e-9d0c-6d1d5f0f6a51")
"""Fixed, so that loading again meets the same objects."""
SCHEMA = "bi"
FULL_WIDTH = 12
ROW_LIMIT = 1000
PARTS = ("databases", "datasets", "charts", "dashboards")


def identity(*names: str) -> str:
    return str(uuid.uuid5(NAMESPACE, "/".join(names)))


def database(file: Path) -> dict[str, Any]:
    """The file as a database that Superset opens read-only, anew for each question."""
    return {
        "database_name": "policydw", "sqlalchemy_uri": f"duckdb:///{file.resolve()}", "expose_in_sqllab": True,
        "allow_run_async": False, "allow_ctas": False, "allow_cvas": False, "allow_dml": False,
        "extra": {"engine_params": {"connect_args": {"read_only": True}}, "allows_virtual_table_explore": True},
        "uuid": identity("database"), "version": "1.0.0",
    }  # fmt: skip


def dataset(name: str, wanted: dict[str, Any], file: Path) -> dict[str, Any]:
    """One table of schema bi with the columns that the file has, and the metrics of the specification."""
    with duckdb.connect(str(file), read_only=True) as warehouse:
        columns = warehouse.execute(
            "select column_name, data_type, comment from duckdb_columns() "
            "where schema_name = ? and table_name = ? order by column_index",
            [SCHEMA, name],
        ).fetchall()
    return {
        "table_name": name, "schema": SCHEMA, "main_dttm_col": wanted["time"], "sql": None, "params": None,
        "metrics": [
            {"metric_name": key, "verbose_name": metric["label"], "expression": metric["sql"], "metric_type": None}
            for key, metric in wanted["metrics"].items()
        ],
        "columns": [
            {"column_name": column, "type": kind, "description": text, "is_dttm": kind == "DATE", "is_active": True,
             "groupby": True, "filterable": True, "expression": None}
            for column, kind, text in columns
        ],
        "uuid": identity("dataset", name), "database_uuid": identity("database"), "version": "1.0.0",
    }  # fmt: skip


def chart(wanted: dict[str, Any]) -> dict[str, Any]:
    """One chart with its form and with the query that Superset's interface answers for it."""
    columns, metrics, where = wanted.get("columns", []), wanted["metrics"], wanted.get("where")
    filters = [{"clause": "WHERE", "expressionType": "SQL", "sqlExpression": where}] if where else []
    form = {"viz_type": wanted["viz"], "groupby": columns, "metrics": metrics, "adhoc_filters": filters,
            "row_limit": ROW_LIMIT, "query_mode": "aggregate"}  # fmt: skip
    if len(metrics) == 1:
        form["metric"] = metrics[0]
    query = {
        "columns": columns, "metrics": metrics, "row_limit": ROW_LIMIT, "orderby": [[metrics[0], False]],
        "extras": {"where": f"({where})" if where else "", "having": ""}, "filters": [],
    }  # fmt: skip
    context = {
        "queries": [query],
        "form_data": form,
        "force": True,
        "result_format": "json",
        "result_type": "full",
    }
    return {
        "slice_name": wanted["name"], "viz_type": wanted["viz"], "params": form, "query_context": json.dumps(context),
        "cache_timeout": None, "uuid": identity("chart", wanted["name"]),
        "dataset_uuid": identity("dataset", wanted["dataset"]), "version": "1.0.0",
    }  # fmt: skip


def rows_of(charts: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Charts side by side as long as their widths fit."""
    row: list[dict[str, Any]] = []
    for wanted in charts:
        if sum(other["width"] for other in row) + wanted["width"] > FULL_WIDTH:
            yield row
            row = []
        row.append(wanted)
    yield row


def dashboard(title: str, charts: list[dict[str, Any]]) -> dict[str, Any]:
    """The dashboard with its charts in rows, in the order of the specification."""
    position: dict[str, Any] = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "GRID_ID": {"type": "GRID", "id": "GRID_ID", "children": [], "parents": ["ROOT_ID"]},
        "HEADER_ID": {"type": "HEADER", "id": "HEADER_ID", "meta": {"text": title}},
    }
    for number, row in enumerate(rows_of(charts)):
        row_id = f"ROW-{number}"
        position["GRID_ID"]["children"].append(row_id)
        position[row_id] = {
            "type": "ROW", "id": row_id, "children": [], "parents": ["ROOT_ID", "GRID_ID"],
            "meta": {"background": "BACKGROUND_TRANSPARENT"},
        }  # fmt: skip
        for wanted in row:
            chart_id = f"CHART-{identity('chart', wanted['name'])[:8]}"
            position[row_id]["children"].append(chart_id)
            position[chart_id] = {
                "type": "CHART", "id": chart_id, "children": [], "parents": ["ROOT_ID", "GRID_ID", row_id],
                "meta": {"chartId": 0, "uuid": identity("chart", wanted["name"]), "sliceName": wanted["name"],
                         "width": wanted["width"], "height": 30 if wanted["width"] < FULL_WIDTH else 70},
            }  # fmt: skip
    return {"dashboard_title": title, "slug": "policydw", "uuid": identity("dashboard"), "position": position,
            "metadata": {}, "version": "1.0.0"}  # fmt: skip


def bundle(file: Path) -> bytes:
    """The import bundle: a ZIP of YAML files, as Superset itself exports them."""
    wanted = yaml.safe_load(SPECIFICATION.read_text(encoding="utf-8"))
    files = {
        "metadata.yaml": {"version": "1.0.0", "type": "Dashboard"},
        "databases/policydw.yaml": database(file),
        "dashboards/policydw.yaml": dashboard(wanted["title"], wanted["charts"]),
    }
    for name, given in wanted["datasets"].items():
        files[f"datasets/policydw/{name}.yaml"] = dataset(name, given, file)
    for number, given in enumerate(wanted["charts"]):
        files[f"charts/{number:02}.yaml"] = chart(given)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path, part in files.items():
            archive.writestr(f"policydw/{path}", yaml.safe_dump(part, allow_unicode=True, sort_keys=False))
    return content.getvalue()


def session(url: str, user: str, password: str) -> requests.Session:
    """A session that is logged in and may change things; raises requests.HTTPError where Superset refuses."""
    opened = requests.Session()
    given = {"username": user, "password": password, "provider": "db", "refresh": True}
    answer = opened.post(f"{url}/api/v1/security/login", json=given, timeout=60)
    answer.raise_for_status()
    opened.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    answer = opened.get(f"{url}/api/v1/security/csrf_token/", timeout=60)
    answer.raise_for_status()
    opened.headers.update({"X-CSRFToken": answer.json()["result"], "Referer": url})
    return opened


def load(file: Path, url: str, user: str, password: str) -> None:
    """Import the bundle; raises requests.HTTPError with Superset's own words where it is refused."""
    answer = session(url, user, password).post(
        f"{url}/api/v1/dashboard/import/",
        files={"formData": ("policydw.zip", bundle(file), "application/zip")},
        data={"overwrite": "true", "passwords": "{}"},
        timeout=300,
    )
    if not answer.ok:
        raise requests.HTTPError(
            f"Superset refused the bundle with status {answer.status_code}: {answer.text}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--file", type=Path, default=Path("warehouse/policy.duckdb"))
    parser.add_argument("--url", default="http://127.0.0.1:8088")
    parser.add_argument("--user", required=True)
    parser.add_argument("--password", required=True)
    chosen = parser.parse_args()
    load(chosen.file, chosen.url, chosen.user, chosen.password)
    print(f"Loaded: {chosen.url}/superset/dashboard/policydw/")


if __name__ == "__main__":
    main()
