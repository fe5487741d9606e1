"""Who has only the file and a SQL client finds in schema meta what to ask, how to join, and what a code may be."""

from collections.abc import Iterator

import duckdb
import pytest

from warehouse.paths import Paths

# One build of the shipped inputs serves all of these.
pytestmark = pytest.mark.xdist_group("shipped")

# Their examples look for trouble, of which a good build has none.
MAY_BE_EMPTY = {"processing_outcomes", "quarantine"}


@pytest.fixture(scope="module")
def warehouse(shipped: Paths) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(shipped.published), read_only=True) as connection:
        yield connection


def test_the_example_of_every_table_runs_as_it_stands(warehouse: duckdb.DuckDBPyConnection) -> None:
    examples = warehouse.execute("select table_schema, table_name, example_sql from meta.catalog").fetchall()
    silent = {table for _, table, sql in examples if not warehouse.execute(sql).fetchall()}

    assert len(examples) > 40
    assert silent <= MAY_BE_EMPTY
    for schema, table, sql in examples:
        assert f"{schema}.{table}" in sql or table == "search_entries", f"{table}: {sql}"


def test_the_example_of_every_table_runs_from_another_database(
    warehouse: duckdb.DuckDBPyConnection, shipped: Paths
) -> None:
    examples = warehouse.execute("select example_sql from meta.catalog").fetchall()
    with duckdb.connect() as memory:
        memory.execute(f"attach '{shipped.published}' as w (read_only)")
        memory.execute("use w")
        for (sql,) in examples:
            assert memory.execute(sql).description


def test_the_dictionary_says_where_every_key_leads(warehouse: duckdb.DuckDBPyConnection) -> None:
    keys = warehouse.execute("""
        select table_name, column_name, 'marts.' || referenced_table || '.' || referenced_column
        from (
            select table_name, referenced_table, unnest(constraint_column_names) as column_name,
                unnest(referenced_column_names) as referenced_column
            from duckdb_constraints()
            where schema_name = 'marts' and constraint_type = 'FOREIGN KEY'
        )
        order by all
    """).fetchall()
    told = warehouse.execute("""
        select table_name, column_name, references_column
        from meta.data_dictionary where table_schema = 'marts' and references_column is not null
    """).fetchall()

    assert len(keys) > 90
    assert set(keys) - set(told) == set()


def test_the_catalog_lists_the_joins_of_a_table_and_each_of_them_holds(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    listed = warehouse.execute(
        "select table_schema || '.' || table_name, joins from meta.catalog where joins is not null"
    ).fetchall()
    for table, joins in listed:
        for join in joins.split("; "):
            column, _, leads_to = join.partition(" = ")
            parent, _, parent_column = leads_to.rpartition(".")
            ((orphans,),) = warehouse.execute(
                f"select count(*) from {table} as child left join {parent} as parent "
                f"on child.{column} = parent.{parent_column} "
                f"where child.{column} is not null and parent.{parent_column} is null"
            ).fetchall()
            assert orphans == 0, f"{table}: {join}"

    assert {"marts.fact_targets", "bi.targets"} <= {table for table, _ in listed}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("attainment_status", "not_comparable"),
        ("pair_relation", "same_side"),
        ("deadline_kind", "inherited"),
        ("restatement_reason", "repeats_other_document"),
        ("coverage", "absent"),
        ("verdict", "other_scope"),
    ],
)
def test_the_dictionary_lists_the_codes_of_a_column(
    warehouse: duckdb.DuckDBPyConnection, column: str, value: str
) -> None:
    lists = warehouse.execute(
        "select allowed_values from meta.data_dictionary where column_name = ? and table_schema = 'marts'",
        [column],
    ).fetchall()

    assert all(value in (allowed or "").split(", ") for (allowed,) in lists)
    assert lists


def test_no_value_is_outside_the_list_that_the_dictionary_gives(warehouse: duckdb.DuckDBPyConnection) -> None:
    closed = warehouse.execute(
        "select table_schema || '.' || table_name, column_name, allowed_values from meta.data_dictionary "
        "where allowed_values is not null"
    ).fetchall()
    assert closed
    for table, column, allowed in closed:
        found = {value for (value,) in warehouse.execute(f"select distinct {column} from {table}").fetchall()}
        assert found <= {None, *allowed.split(", ")}, f"{table}.{column}"
