"""What the tests of the models say about columns: where a key leads, and which values there are."""

import re
from typing import Any

REF = re.compile(r"ref\('(?P<name>\w+)'\)")

Column = tuple[str, str]
"""A table as 'schema.table', and the name of one of its columns."""


def references(manifest: dict[str, Any]) -> dict[Column, str]:
    """For each column with a tested relationship, the column that it leads to as 'schema.table.column'."""
    relations = relations_by_name(manifest)
    return {
        column: f"{relations[REF.search(given['to'])['name']]}.{given['field']}"  # type: ignore[index]
        for column, given in column_tests(manifest, "relationships")
    }


def closed_lists(manifest: dict[str, Any]) -> dict[Column, str]:
    """For each column with a tested list of values, the values joined by ', '."""
    return {
        column: ", ".join(str(value) for value in given["values"])
        for column, given in column_tests(manifest, "accepted_values")
    }


def column_tests(manifest: dict[str, Any], kind: str) -> list[tuple[Column, dict[str, Any]]]:
    """The columns that carry a test of this kind, with its arguments."""
    nodes = manifest["nodes"]
    found = []
    for test in nodes.values():
        metadata = test.get("test_metadata") or {}
        if metadata.get("name") == kind and test.get("attached_node") in nodes:
            tested = nodes[test["attached_node"]]
            found.append(((relation(tested), test["column_name"]), metadata["kwargs"]))
    return found


def relations_by_name(manifest: dict[str, Any]) -> dict[str, str]:
    return {
        node["name"]: relation(node)
        for node in manifest["nodes"].values()
        if node["resource_type"] in ("model", "seed")
    }


def relation(node: dict[str, Any]) -> str:
    return f"{node['schema']}.{node['alias']}"
