"""Any text goes through the whole extraction: it never fails, and every row is where it says it is.

Repeated fragments stand for damaged and hostile input: they must cost no more than their length. A pass that
takes longer than TIME_LIMIT says where it hangs.
"""

import faulthandler
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.extraction import extract
from extract.indicators import with_indicators
from extract.reference import Reference, load_reference
from extract.source import SourceError, source_from_bytes
from extract.tables import Rows, document_rows
from schemas.validation import frame, split, split_together

REFERENCE_TABLES = ("regions", "actors", "units", "themes", "indicators")
"""Rows of these may repeat within and across files, and are joined before they are checked."""
TIME_LIMIT = 60
"""Seconds for one text on a busy machine; a few are usual."""
REPEATED_LENGTH, DENSE_LENGTH = 200_000, 5_000
"""Characters; a text that is nothing but facts makes more rows in a page than others in a book."""
WHOLE_RUN = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

FRAGMENTS = (
    "南山市人民政府办公厅关于印发南山市养老服务行动计划（2021—2023年）的通知", "南政办发〔2021〕12号",
    "2021年3月15日",
    "\n", "\n\n", "。", "；", "，", "、", "：", "（", "）", "“", "”", "《", "》", "一、", "二、重点任务",
    "（一）", "1．", "2.", "①", "第一章 总则",
    "总体要求", "主要目标", "保障措施", "2020年工作回顾", "到2025年", "截至2020年底", "“十四五”期间", "年内",
    "上半年", "每年", "三年内", "近三年",
    "力争", "完成", "新增", "达到", "不低于", "超过", "控制在", "从", "由", "提高到", "分别", "比上年增长",
    "累计", "其中",
    "100家", "3.5万亿元", "12%", "三分之二", "4—5家", "十几个", "翻一番", "6：44：50", "10余万平方米",
    "1,234人次", "5个百分点",
    "上海市", "江苏省", "大连市", "长三角", "临港新片区", "沪苏浙皖", "北京市朝阳区", "高新区", "全市",
    "各县（区）",
    "与", "和", "对口合作", "结对帮扶", "共建", "对接", "市发展改革委", "市财政局牵头", "国资委", "某某集团",
    "责任单位：",
    "养老机构", "床位", "企业", "投资", "增加值", "占比", "覆盖率", "建成", "启动", "<p>", "</p>", "<br/>",
    "&nbsp;", "\u200b", "??", "?;",
    "﹝", "\uf98e", "２０２５", "，１２０，", "對口合作實施方案", "產業發展", "發佈日期：2021-01-02",
    "民國110年", "\r\n", "\t", "\u3000",
)  # fmt: skip
MIXTURES = st.lists(
    st.one_of(st.sampled_from(FRAGMENTS), st.sampled_from(FRAGMENTS), st.text(max_size=4)), max_size=60
).map("".join)

REPEATED = (
    "(((((", "到2025年", "不低于", "“", "从1到", "一、", "\n", "。", "，", "、", "第一条", "①", "2025-",
    "2020—",
    "民国", "“十四五”", "1,000", "1", "10", "余", "翻",
    "上海", "上海市", "省", "上海市、江苏省、", "与大连市合作", "市发展改革委", "局", "委", "对口", "《",
    "《关于", "《关于甲乙》2025年，", "<", "<p ", "<script>", "<!--",
    '<a href="', "&", "&nbsp;", "\u200b", "??", "中??", "中?;A", "南山市工作方案\n", "发展规划\n一、", "关于印发", "的通知", "〔2020〕1号",
    "电话", "www.", "完成投资，", "建成。", "每年", "年内完成", "分别", "其中，", "产業", "a", " ", "\r\n",
    "（2021—2023年）",
)  # fmt: skip
DENSE = (
    "1家",
    "100家、",
    "4—5家",
    "百分之",
    "三分之",
    "（一）",
    "2025年",
    "百",
    "1、",
    "十万亿",
    "从10%提高到20%，",
    "累计新增100家。",
)


@cache
def reference() -> Reference:
    return load_reference(Path(__file__).parents[2] / "raw" / "reference")


@pytest.fixture
def hang_report() -> Iterator[None]:
    faulthandler.dump_traceback_later(TIME_LIMIT, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


def rows_of(text: str) -> Rows:
    """Rows of the text; none where it is refused as no document."""
    try:
        source = source_from_bytes(text.encode("utf-8"), "made-up.txt")
    except SourceError:
        return {}
    return with_indicators(document_rows(extract(source, reference())), reference().indicators)


def assert_sound(text: str, rows: Rows) -> None:
    """Every row keeps its table's rules and reads in the source what it quotes."""
    for row in [*rows.get("targets", []), *rows.get("statistics", [])]:
        assert text[row["char_start"] : row["char_end"]] == row["quantity_text"]
        assert text[row["quote_start"] : row["quote_end"]] == row["quote"]
    for row in rows.get("pairings", []):
        assert text[row["quote_start"] : row["quote_end"]] == row["quote"]
    for row in rows.get("mentions", []):
        assert text[row["char_start"] : row["char_end"]] == row["mention_text"]
    own = {name: frame(name, found) for name, found in rows.items() if name not in REFERENCE_TABLES}
    refusals = [refusal for name, table in own.items() for refusal in split(name, table)[1]]
    assert [(r.table_name, r.check_name, r.reason) for r in refusals] == []


def assert_consistent(rows: Rows) -> None:
    """No row names a row that is not there."""
    known = {name: {row[f"{name[:-1]}_id"] for row in rows.get(name, [])} for name in ("regions", "actors")}
    known["regions"] |= set(reference().regions)
    known["themes"] = {theme.theme_code for theme in reference().themes}
    known["units"] = {unit.code for unit in reference().unit_table.by_text.values()}
    known["units"] |= {row["unit"] for row in rows.get("units", [])}
    known["indicators"] = {row["indicator_code"] for row in rows.get("indicators", [])}
    own = {name: frame(name, found) for name, found in rows.items() if name not in REFERENCE_TABLES}
    _, refusals = split_together(own, known)
    assert [(r.table_name, r.check_name, r.reason) for r in refusals] == []


@WHOLE_RUN
@given(text=st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    decoded = text.encode("utf-8", errors="replace").decode("utf-8")
    rows = rows_of(decoded)
    assert_sound(decoded, rows)
    if rows:
        assert_consistent(rows)


@WHOLE_RUN
@given(text=MIXTURES)
def test_any_mixture_of_policy_words_is_read(text: str) -> None:
    decoded = text.encode("utf-8", errors="replace").decode("utf-8").removeprefix("\ufeff")
    rows = rows_of(decoded)
    assert_sound(decoded, rows)
    if rows:
        assert_consistent(rows)


@WHOLE_RUN
@given(text=MIXTURES, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_a_text_gives_the_same_rows_twice(text: str, encoding: str) -> None:
    data = text.encode(encoding, errors="ignore")
    try:
        source = source_from_bytes(data, "made-up.txt")
    except SourceError:
        return
    assert document_rows(extract(source, reference())) == document_rows(extract(source, reference()))


@pytest.mark.usefixtures("hang_report")
@pytest.mark.parametrize(
    ("fragment", "length"),
    [
        *((fragment, REPEATED_LENGTH) for fragment in REPEATED),
        *((fragment, DENSE_LENGTH) for fragment in DENSE),
    ],
)
def test_a_repeated_fragment_costs_its_length(fragment: str, length: int) -> None:
    text = fragment * (length // len(fragment))
    assert_sound(text, rows_of(text))


@pytest.mark.parametrize(
    "fragment", ["到2025年新增100家。", "（一）新建学校3所。\n", "上海市与大连市共建园区2个。"]
)
def test_repeated_sentences_are_all_read(fragment: str) -> None:
    rows = rows_of("南山市工作方案\n一、重点任务\n" + fragment * 200)
    assert len(rows["targets"]) == 200
