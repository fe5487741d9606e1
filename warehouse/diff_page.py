"""The comparison of two builds as a page that needs nothing beside it."""

from html import escape

from warehouse.diff import CheckChange, Diff, RowChange, TableDiff

STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 72em; padding: 0 1em; color: #1a1a1a; }
table { border-collapse: collapse; margin: .5em 0 1.5em; width: 100%; }
th, td { border-bottom: 1px solid #ddd; padding: .3em .6em; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; }
.added { background: #e8f6ec; } .removed { background: #fbeaea; } .changed { background: #fdf6e0; }
del { background: #f7cfcf; text-decoration: none; } ins { background: #c9ecd2; text-decoration: none; }
@media (prefers-color-scheme: dark) {
  body { background: #16181c; color: #e6e6e6; } th, td { border-color: #3a3d42; }
  .added { background: #16301f; } .removed { background: #3a1c1c; } .changed { background: #362f16; }
  del { background: #6b2b2b; } ins { background: #245c36; }
}
"""


def diff_page(diff: Diff) -> str:
    """A whole page in HTML; every text from a document is escaped."""
    changed = [entry for entry in diff.tables if not entry.is_same]
    body = "".join(
        [
            f"<h1>From build {escape(diff.before)}<br>to build {escape(diff.after)}</h1>",
            overview(diff) if changed else "<p>All marts are the same.</p>",
            *map(table_section, changed),
            checks_section(diff.checks),
        ]
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>What changed</title><style>{STYLE}</style></head><body>{body}</body></html>\n"
    )


def overview(diff: Diff) -> str:
    rows = [
        [f'<a href="#{escape(entry.table)}">{escape(entry.table)}</a>']
        + [str(n) for n in (entry.rows_before, entry.rows_after, entry.added, entry.removed, entry.changed)]
        for entry in diff.tables
        if not entry.is_same
    ]
    return html_table(["table", "rows before", "rows after", "added", "removed", "changed"], rows)


def table_section(entry: TableDiff) -> str:
    fields = ", ".join(f"{escape(name)} {count}" for name, count in entry.fields.items())
    counted = f"<p>Changed values: {fields}</p>" if fields else ""
    left_out = entry.added + entry.removed + entry.changed - len(entry.rows)
    more = f"<p>{left_out} more are not listed.</p>" if left_out > 0 else ""
    lines = "".join(map(row_line, entry.rows))
    heading = "<tr><th></th><th>document</th><th>quote</th><th>changes</th></tr>"
    return (
        f'<h2 id="{escape(entry.table)}">{escape(entry.table)}</h2>{counted}'
        f"<table>{heading}{lines}</table>{more}"
    )


def row_line(row: RowChange) -> str:
    key = ", ".join(f"{name} {value}" for name, value in row.key.items())
    changes = "<br>".join(
        f"{escape(change.field)}: <del>{shown(change.before)}</del> <ins>{shown(change.after)}</ins>"
        for change in row.fields
    )
    return (
        f'<tr class="{row.kind}"><td>{row.kind}</td><td>{escape(row.source_file or "")}</td>'
        f'<td title="{escape(key)}">{escape(row.quote or key)}</td><td>{changes}</td></tr>'
    )


def shown(value: str | None) -> str:
    return "<i>null</i>" if value is None else escape(value[:300])


def checks_section(checks: list[CheckChange]) -> str:
    if not checks:
        return "<h2>Checks</h2><p>Every check has the same result.</p>"
    rows = [
        [
            escape(text or "")
            for text in (c.check_tool, c.table_name, c.check_name, c.before, c.after, (c.found or "")[:300])
        ]
        for c in checks
    ]
    return "<h2>Checks</h2>" + html_table(["tool", "table", "check", "before", "after", "found"], rows)


def html_table(headings: list[str], rows: list[list[str]]) -> str:
    head = "".join(f"<th>{heading}</th>" for heading in headings)
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{lines}</table>"
