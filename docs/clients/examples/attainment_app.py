"""Did it happen: a streamlit app on the published warehouse."""

import os

import duckdb
import streamlit as st

FILE = os.environ.get("POLICYDW_FILE", "warehouse/policy.duckdb")
DOCUMENTS = """
    select distinct title
    from marts.dim_document
    inner join marts.mart_target_attainment using (document_id)
    order by all
"""
TARGETS = """
    select metric, attainment_status_zh, attainment_status_en, explanation_zh, explanation, quote, evidence_url
    from marts.mart_target_attainment
    inner join marts.dim_document using (document_id)
    where title = ? and is_counted
    order by attainment_status_en, metric
"""


def ask(question: str, *values: str) -> list[dict[str, object]]:
    """Rows of one question, over a connection of its own, so that a new build shows at once."""
    with duckdb.connect(FILE, read_only=True) as warehouse:
        answer = warehouse.execute(question, list(values))
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


st.title("目标完成情况 · Did it happen?")
document = st.selectbox("文件 / document", [row["title"] for row in ask(DOCUMENTS)])
targets = ask(TARGETS, str(document))
st.metric("量化目标 / targets with a number", len(targets))
st.dataframe(targets)
