"""The schema as a diagram, drawn from the foreign keys of a finished file and not by hand."""

from collections import defaultdict

import duckdb

PARTS = (
    ("Facts and their dimensions", ("fact_", "dim_", "bridge_")),
    ("Analytic models", ("mart_",)),
)


def schema_diagram(connection: duckdb.DuckDBPyConnection) -> str:
    """Markdown with one Mermaid diagram per part of schema marts: every foreign key, by the columns that hold it.

    `connection` is any connection whose current database is a published file.
    """
    keys = connection.execute(
        "select table_name, referenced_table, constraint_column_names from duckdb_constraints() "
        "where schema_name = 'marts' and constraint_type = 'FOREIGN KEY' order by all"
    ).fetchall()
    parts = []
    for title, prefixes in PARTS:
        columns: dict[tuple[str, str], list[str]] = defaultdict(list)
        for table, parent, names in keys:
            if table.startswith(prefixes):
                columns[parent, table] += names
        lines = [
            f'    {parent} ||--o{{ {table} : "{", ".join(held)}"'
            for (parent, table), held in sorted(columns.items())
        ]
        parts.append(f"## {title}\n\n```mermaid\nerDiagram\n" + "\n".join(lines) + "\n```\n")
    return "\n".join(parts)
