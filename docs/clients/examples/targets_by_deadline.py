"""What falls due when: a marimo notebook on the published warehouse."""

import marimo

app = marimo.App(app_title="Targets by deadline")


@app.cell
def opening():
    import os

    import altair as alt
    import duckdb
    import marimo as mo

    file = os.environ.get("POLICYDW_FILE", "warehouse/policy.duckdb")
    warehouse = duckdb.connect(file, read_only=True)
    return alt, mo, warehouse


@app.cell
def choosing(mo, warehouse):
    themes = [
        row[0] for row in warehouse.execute("select distinct theme_zh from bi.targets order by 1").fetchall()
    ]
    theme = mo.ui.dropdown(["全部", *themes], value="全部", label="主题 / theme")
    theme
    return (theme,)


@app.cell
def asking(theme, warehouse):
    due = warehouse.sql(
        """
        select deadline_year, target_type_en, count(*) as targets
        from bi.targets
        where is_counted and deadline_year is not null and (theme_zh = $theme or $theme = '全部')
        group by all
        order by all
        """,
        params={"theme": theme.value},
    ).pl()
    return (due,)


@app.cell
def showing(alt, due, mo):
    chart = alt.Chart(due).mark_bar().encode(x="deadline_year:O", y="targets:Q", color="target_type_en:N")
    mo.vstack([chart, due])
    return


if __name__ == "__main__":
    app.run()
