"""What changed between two builds: documents, facts field by field with their quotes, and check results."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

import duckdb

from warehouse.errors import UsageError
from warehouse.history import build_id_in, choose, file_of, kept_builds
from warehouse.memory import memory_setting
from warehouse.paths import Paths
from warehouse.sql import identifier, literal

ROWS_PER_TABLE = 200
Kind = Literal["added", "removed", "changed"]

SAME_FACT: dict[str, tuple[tuple[str, ...], ...]] = {
    "fact_targets": (("source_file", "quote", "quantity_text"), ("source_file", "metric", "target_type")),
    "fact_statistics": (("source_file", "quote", "quantity_text"), ("source_file", "metric", "unit")),
    "fact_pairings": (
        ("source_file", "quote", "first_member_text", "second_member_text"),
        ("source_file", "first_member_text", "second_member_text"),
    ),
    "fact_tasks": (("path", "text"), ("path",)),
    "fact_regional_indicators": (("region_id", "indicator_code", "year", "vintage", "definition"),),
    "fact_outcomes": (("source_title", "regions_text", "actor_text", "indicator_code", "period_end"),),
    "dim_document": (("source_file", "title"), ("source_file",)),
}
"""How to know a row again whose key is new. Keys are made from the bytes of the document, so one changed
character renews them all; whatever these columns leave unmatched was really added or removed."""

POSITIONS = ("char_start", "char_end", "quote_start", "quote_end")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value of a row, as text; None stands for NULL."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that is in one build only, or differs. `key` tells the row; `quote` is the words behind it."""

    kind: Kind
    key: dict[str, str | None]
    source_file: str | None
    quote: str | None
    fields: list[FieldChange] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TableDiff:
    """One mart. `fields` counts the changed values by column; `rows` lists the first changes."""

    table: str
    rows_before: int
    rows_after: int
    added: int
    removed: int
    changed: int
    fields: dict[str, int]
    rows: list[RowChange]

    @property
    def is_same(self) -> bool:
        return not (self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class CheckChange:
    """A check whose status differs; None where a build does not have it."""

    check_tool: str
    check_name: str
    table_name: str | None
    before: str | None
    after: str | None
    found: str | None


@dataclass(frozen=True, slots=True)
class Diff:
    """The changes from build `before` to build `after`."""

    before: str
    after: str
    tables: list[TableDiff]
    checks: list[CheckChange]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    def of_table(self, table: str) -> TableDiff | None:
        return next((entry for entry in self.tables if entry.table == table), None)

    def counts(self) -> dict[str, dict[str, int]]:
        """Rows added, removed and changed by table, tables without changes left out."""
        return {
            entry.table: {"added": entry.added, "removed": entry.removed, "changed": entry.changed}
            for entry in self.tables
            if not entry.is_same
        }


def find_build(paths: Paths, name: str) -> Path:
    """The file that `name` stands for: published, failed, the beginning of a kept build, or a path.

    Raises UsageError where there is none.
    """
    named = {"published": paths.published, "failed": file_of(paths, paths.failed_build)}
    file = named.get(name) or Path(name)
    if file.is_file():
        return file
    if name in named:
        raise UsageError(f"There is no {name} build: expected {file}.")
    kept = [build for build in kept_builds(paths) if build.build_id.startswith(name)]
    if len(kept) != 1:
        names = ", ".join(build.build_id for build in kept_builds(paths)) or "none"
        raise UsageError(
            f"Expected published, failed, a file, or the beginning of one kept build; {name} fits {len(kept)} "
            f"of: {names}"
        )
    return file_of(paths, kept[0].folder)


def previous_build(paths: Paths) -> Path:
    """The kept build before the published one. Raises UsageError where there is none."""
    return file_of(paths, choose(kept_builds(paths), None).folder)


def compare_files(before: Path, after: Path, limit: int = ROWS_PER_TABLE) -> Diff:
    """Compare every mart and the check results of two builds; `limit`: changed rows listed per table."""
    with duckdb.connect(config=memory_setting()) as connection:
        connection.execute(f"attach {literal(str(before))} as before (read_only)")
        connection.execute(f"attach {literal(str(after))} as after (read_only)")
        connection.execute("set enable_external_access = false")
        return Diff(
            before=build_id_in(before) or before.name,
            after=build_id_in(after) or after.name,
            tables=[compare_table(connection, table, limit) for table in marts(connection)],
            checks=list(changed_checks(connection)),
        )


def marts(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The marts of either build: documents first, then facts, then the rest by name."""
    names = connection.execute(
        "select distinct table_name from duckdb_tables() where schema_name = 'marts' "
        "and database_name in ('before', 'after') "
        "order by table_name <> 'dim_document', table_name not like 'fact%', table_name"
    ).fetchall()
    return [name for (name,) in names]


def columns_of(connection: duckdb.DuckDBPyConnection, database: str, table: str) -> list[str]:
    names = connection.execute(
        "select column_name from duckdb_columns() where database_name = ? and schema_name = 'marts' "
        "and table_name = ? order by column_index",
        [database, table],
    ).fetchall()
    return [name for (name,) in names]


def key_of(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """Primary key of a mart; empty where neither build declares one."""
    rows = connection.execute(
        "select constraint_column_names from duckdb_constraints() where schema_name = 'marts' "
        "and table_name = ? and constraint_type = 'PRIMARY KEY' order by database_name limit 1",
        [table],
    ).fetchall()
    return list(rows[0][0]) if rows else []


def compare_table(connection: duckdb.DuckDBPyConnection, table: str, limit: int) -> TableDiff:
    columns = {side: columns_of(connection, side, table) for side in ("before", "after")}
    counts = {side: row_count(connection, side, table) if columns[side] else 0 for side in columns}
    common = [column for column in columns["after"] if column in columns["before"]]
    key = key_of(connection, table)
    if not common:
        added, removed = counts["after"], counts["before"]
        return TableDiff(table, counts["before"], counts["after"], added, removed, 0, {}, [])
    match_rows(connection, table, common, key)
    connection.execute(changed_values(table, common, key))
    fields = connection.execute(
        "select field, count(*) from changed_values group by all order by 2 desc, 1"
    ).fetchall()
    ((changed, matched),) = connection.execute(
        "select (select count(distinct after_row) from changed_values), (select count(*) from matched)"
    ).fetchall()
    rows = [
        *changed_rows(connection, table, columns["after"], key, limit),
        *lonely_rows(connection, "added", table, columns["after"], key, limit),
        *lonely_rows(connection, "removed", table, columns["before"], key, limit),
    ]
    return TableDiff(
        table=table,
        rows_before=counts["before"],
        rows_after=counts["after"],
        added=counts["after"] - matched,
        removed=counts["before"] - matched,
        changed=changed,
        fields=dict(fields),
        rows=rows,
    )


def row_count(connection: duckdb.DuckDBPyConnection, database: str, table: str) -> int:
    statement = f"select count(*) from {database}.marts.{identifier(table)}"  # noqa: S608
    ((rows,),) = connection.execute(statement).fetchall()
    return int(rows)


def match_rows(connection: duckdb.DuckDBPyConnection, table: str, common: list[str], key: list[str]) -> None:
    """Pair the rows of both builds: by key, then by what tells a fact, else whole rows that are equal."""
    connection.execute(
        "create or replace temp table matched (before_row bigint, after_row bigint, same_key boolean)"
    )
    if key and all(column in common for column in key):
        connection.execute(pairing(table, key, same_key=True))
    elif not key:
        connection.execute(pairing(table, common, same_key=True))
    for columns in SAME_FACT.get(table, ()):
        if all(column in common for column in columns):
            connection.execute(pairing(table, list(columns), same_key=False))


def pairing(table: str, columns: list[str], *, same_key: bool) -> str:
    """The statement that pairs rows not yet paired whose `columns` are equal, in the order of the file."""
    names = ", ".join(map(identifier, columns))
    numbered = {
        side: f"select rowid as row_id, {names}, row_number() over (partition by {names} order by rowid) as turn "  # noqa: S608
        f"from {side}.marts.{identifier(table)} where rowid not in (select {side}_row from matched)"
        for side in ("before", "after")
    }
    equal = " and ".join(
        f"old.{identifier(column)} is not distinct from new.{identifier(column)}" for column in columns
    )
    return (
        f"insert into matched select old.row_id, new.row_id, {same_key} from ({numbered['before']}) as old "  # noqa: S608
        f"inner join ({numbered['after']}) as new on {equal} and old.turn = new.turn"
    )


def changed_values(table: str, common: list[str], key: list[str]) -> str:
    """The statement that lists every differing value of the paired rows.

    Where a row has a new key because its document changed, keys and positions are different of course.
    """
    selects = [
        f"select after_row, before_row, '{column}' as field, old.{identifier(column)}::varchar as before_value, "  # noqa: S608
        f"new.{identifier(column)}::varchar as after_value "
        f"from matched inner join before.marts.{identifier(table)} as old on matched.before_row = old.rowid "
        f"inner join after.marts.{identifier(table)} as new on matched.after_row = new.rowid "
        f"where old.{identifier(column)} is distinct from new.{identifier(column)}"
        + ("" if not follows_the_bytes(column, key) else " and same_key")
        for column in common
    ]
    return "create or replace temp table changed_values as " + " union all ".join(selects)


def follows_the_bytes(column: str, key: list[str]) -> bool:
    """Whether a column changes with any byte of its document, whatever the row says."""
    own_keys = ("document_id", "clause_id", "parent_clause_id", "restates_target_id", "pairing_group_key")
    return column in key or column in POSITIONS or column in own_keys


def changed_rows(
    connection: duckdb.DuckDBPyConnection, table: str, columns: list[str], key: list[str], limit: int
) -> Iterator[RowChange]:
    rows = connection.execute(
        f"select {described(columns, key)}, changes from after.marts.{identifier(table)} as it "  # noqa: S608
        "inner join (select after_row, list([field, before_value, after_value]) as changes "
        "from changed_values group by after_row) as grouped on it.rowid = grouped.after_row "
        f"order by it.rowid limit {limit}"
    ).fetchall()
    for row in rows:
        yield row_change("changed", row, key, [FieldChange(*change) for change in row[-1]])


def lonely_rows(
    connection: duckdb.DuckDBPyConnection,
    kind: Literal["added", "removed"],
    table: str,
    columns: list[str],
    key: list[str],
    limit: int,
) -> Iterator[RowChange]:
    """Rows that only one of the builds has."""
    side = "after" if kind == "added" else "before"
    rows = connection.execute(
        f"select {described(columns, key)} from {side}.marts.{identifier(table)} as it "  # noqa: S608
        f"where rowid not in (select {side}_row from matched) order by it.rowid limit {limit}"
    ).fetchall()
    for row in rows:
        yield row_change(kind, row, key, [])


def described(columns: list[str], key: list[str]) -> str:
    """Select list: the source file, the quote or name of a row, and its key."""
    words = next(
        (name for name in ("quote", "title", "name_zh", "text", "mention_text") if name in columns), None
    )
    source = "it.source_file" if "source_file" in columns else "null"
    quote = f"left(it.{words}::varchar, 300)" if words else "null"
    return ", ".join([source, quote, *(f"it.{identifier(column)}::varchar" for column in key)])


def row_change(kind: Kind, row: tuple[Any, ...], key: list[str], fields: list[FieldChange]) -> RowChange:
    source_file, quote, *values = row
    return RowChange(kind, dict(zip(key, values, strict=False)), source_file, quote, fields)


def changed_checks(connection: duckdb.DuckDBPyConnection) -> Iterator[CheckChange]:
    """Checks whose status is another now; none where one of the builds kept no results."""
    try:
        rows = connection.execute(
            """
            select coalesce(new.check_tool, old.check_tool), coalesce(new.check_name, old.check_name),
                coalesce(new.table_name, old.table_name), old.status, new.status,
                coalesce(new.found, old.found)
            from before.meta.dq_results as old
            full join after.meta.dq_results as new
                on old.check_tool = new.check_tool and old.check_name = new.check_name
                and old.table_name is not distinct from new.table_name
                and old.column_name is not distinct from new.column_name
            where old.status is distinct from new.status
            order by all
            """
        ).fetchall()
    except duckdb.CatalogException:
        return
    for row in rows:
        yield CheckChange(*row)
