"""A small, consistent set of all raw tables, for tests that start behind the extraction.

Two invented documents, written out below, carry every kind of fact once: a level, an increment, a flow with
its growth, a share, a frequency, milestones, a restatement, a pair and a group of four. Offsets are looked up
in the text, so that every quote is where it is said to be.
"""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from schemas.registry import tables

Row = dict[str, Any]
Change = Callable[[pl.DataFrame], pl.DataFrame]

PLAN_FILE = "ningbo-plan-2021.txt"
PLAN_TEXT = """宁波市国资国企“十四五”规划
宁波市人民政府
2021年3月1日
一、发展基础
截至2020年底,市属企业资产总额3000亿元,市属企业共120家。
二、发展目标
到2025年,市属企业资产总额达到5000亿元以上。2021年完成工业总产值1755亿元,同比增长35%。到2025年,国有资本证券化率达到60%左右。
三、重点任务
1、推进绿色发展。到2025年,绿地面积不少于300公顷,新建绿道50公里,PM2.5平均浓度控制在30微克/立方米以内。
2、完善产业平台。2021年引进企业4—5家,每年举办论坛2次,开行班列20列。8月底前,数据平台上线运行。到2025年,资产总额达到5000亿元以上。
3、深化区域合作。到2025年,更好发挥长三角协同作用。推动上海市、江苏省、浙江省、安徽省共建科创走廊。
"""
PAIRING_FILE = "liaoning-jiangsu-2018.txt"
PAIRING_TEXT = """辽宁省与江苏省对口合作实施方案
辽宁省人民政府
江苏省人民政府
2018年3月10日
一、总体要求
2017年互派干部60人次。
二、重点任务
1、组织大连市与上海市合作发展装备制造业。江苏省支持辽宁省发展港口物流。
2、2018年底前,建立联席会议制度。2018年培训干部100人次。
"""
TEXTS = {"plan": PLAN_TEXT, "pairing": PAIRING_TEXT}
FILES = {"plan": PLAN_FILE, "pairing": PAIRING_FILE}

YEAR_2021 = (date(2021, 1, 1), date(2021, 12, 31))
BY_2025 = (None, date(2025, 12, 31))


def write_raw_tables(folder: Path, changes: dict[str, Change] | None = None) -> None:
    """Write every raw table of schemas/tables.yml as `<table>.parquet` into `folder`.

    `changes` maps a table's name to a function that alters its frame just before it is written, to break
    one thing. Raises KeyError for a change to a table that does not exist.
    """
    folder.mkdir(parents=True, exist_ok=True)
    frames = raw_tables()
    for name, change in (changes or {}).items():
        frames[name] = change(frames[name])
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.parquet")


def raw_tables() -> dict[str, pl.DataFrame]:
    """Every raw table as a typed frame, consistent with one another."""
    rows = {
        **_document_rows(),
        **_target_rows(),
        **_statistic_rows(),
        **_pairing_rows(),
        **_tabular_rows(),
        **_reference_rows(),
        **_run_rows(),
    }
    return {
        name: pl.DataFrame(rows[name], schema=table.polars_schema, orient="row")
        for name, table in tables().items()
    }


def _span(document: str, piece: str, within: str | None = None) -> tuple[int, int]:
    """Offsets of `piece` in the document, looked up from the passage `within` on where it occurs twice."""
    text = TEXTS[document]
    start = text.index(piece, text.index(within) if within else 0)
    return start, start + len(piece)


def _clause(
    key: str, text: str, parent: str | None, level: int, number: str | None, role: str, **more: Any
) -> Row:
    document = key.split("-")[0]
    start, end = _span(document, text)
    return {
        "clause_id": f"clause-{key}",
        "document_id": f"doc-{document}",
        "parent_clause_id": f"clause-{parent}" if parent else None,
        "level": level,
        "number_text": number,
        "heading": more.get("heading"),
        "path": more.get("path", more.get("heading") or text[:12]),
        "section_role": role,
        "char_start": start,
        "char_end": end,
        "text": text,
        "is_task": more.get("is_task", False),
    }


def _part(document: str, first: str, after: str | None) -> str:
    """Passage of a document from `first` up to, not including, the line that starts with `after`."""
    text = TEXTS[document]
    start = text.index(first)
    return text[start : text.index(after, start) if after else len(text)].rstrip("\n")


def _document_rows() -> dict[str, list[Row]]:
    documents = [
        _document("plan", "规划", date(2021, 3, 1), (date(2021, 1, 1), date(2025, 12, 31))),
        _document("pairing", "实施方案", date(2018, 3, 10), (None, None)),
    ]
    issuers = [
        ("plan", 1, "宁波市人民政府", "actor-ningbo-government", "330200"),
        ("pairing", 1, "辽宁省人民政府", "actor-liaoning-government", "210000"),
        ("pairing", 2, "江苏省人民政府", None, "320000"),
    ]
    task = {"is_task": True}
    clauses = [
        _clause(
            "plan-0", PLAN_TEXT.rstrip("\n"), None, 0, None, "other", heading="宁波市国资国企“十四五”规划"
        ),
        _clause(
            "plan-1", _part("plan", "一、", "二、"), "plan-0", 1, "一、", "achievements", heading="发展基础"
        ),
        _clause("plan-2", _part("plan", "二、", "三、"), "plan-0", 1, "二、", "goals", heading="发展目标"),
        _clause("plan-3", _part("plan", "三、", None), "plan-0", 1, "三、", "tasks", heading="重点任务"),
        _clause(
            "plan-31",
            _part("plan", "1、", "2、"),
            "plan-3",
            2,
            "1、",
            "tasks",
            heading="推进绿色发展",
            **task,
        ),
        _clause(
            "plan-32",
            _part("plan", "2、", "3、"),
            "plan-3",
            2,
            "2、",
            "tasks",
            heading="完善产业平台",
            **task,
        ),
        _clause(
            "plan-33", _part("plan", "3、", None), "plan-3", 2, "3、", "tasks", heading="深化区域合作", **task
        ),
        _clause("pairing-0", PAIRING_TEXT.rstrip("\n"), None, 0, None, "other", heading="对口合作实施方案"),
        _clause(
            "pairing-1",
            _part("pairing", "一、", "二、"),
            "pairing-0",
            1,
            "一、",
            "preamble",
            heading="总体要求",
        ),
        _clause(
            "pairing-2", _part("pairing", "二、", None), "pairing-0", 1, "二、", "tasks", heading="重点任务"
        ),
        _clause("pairing-21", _part("pairing", "1、", "2、"), "pairing-2", 2, "1、", "tasks", **task),
        _clause("pairing-22", _part("pairing", "2、", None), "pairing-2", 2, "2、", "tasks", **task),
    ]
    themes = [
        ("clause-plan-2", 1, "state_assets"),
        ("clause-plan-31", 1, "environment"),
        ("clause-plan-32", 1, "industry"),
        ("clause-plan-32", 2, "state_assets"),
        ("clause-plan-33", 1, "regional_cooperation"),
        ("clause-pairing-21", 1, "regional_cooperation"),
    ]
    return {
        "documents": documents,
        "document_issuers": [
            {
                "document_id": f"doc-{d}",
                "ordinal": n,
                "name_text": name,
                "actor_id": actor,
                "region_id": region,
            }
            for d, n, name, actor, region in issuers
        ],
        "clauses": clauses,
        "clause_themes": [{"clause_id": c, "ordinal": n, "theme_code": theme} for c, n, theme in themes],
        "mentions": [
            _mention("plan", "plan-33", "上海市", region_id="310000"),
            _mention("plan", "plan-33", "长三角", region_id="group:yangtze_delta"),
            _mention("pairing", "pairing-0", "辽宁省人民政府", actor_id="actor-liaoning-government"),
            _mention("pairing", "pairing-21", "大连市", region_id="210200"),
        ],
    }


def _document(key: str, kind: str, issued: date, period: tuple[date | None, date | None]) -> Row:
    text = TEXTS[key]
    return {
        "document_id": f"doc-{key}",
        "source_file": FILES[key],
        "title": text.split("\n", maxsplit=1)[0],
        "document_number": None,
        "document_type": kind,
        "date_issued": issued,
        "date_adopted": None,
        "date_published": None,
        "reference_year": issued.year,
        "period_start": period[0],
        "period_end": period[1],
        "language": "zh-Hans",
        "sha256": sha256(text.encode()).hexdigest(),
        "char_start": 0,
        "char_end": len(text),
        "characters": len(text),
        "repaired_spans": 0,
        "document_text": text,
    }


def _mention(
    document: str, clause: str, text: str, region_id: str | None = None, actor_id: str | None = None
) -> Row:
    start, end = _span(document, text)
    return {
        "mention_id": f"mention-{document}-{start}",
        "document_id": f"doc-{document}",
        "clause_id": f"clause-{clause}",
        "char_start": start,
        "char_end": end,
        "mention_text": text,
        "region_id": region_id,
        "actor_id": actor_id,
        "is_ambiguous": False,
    }


def _fact(key: str, clause: str, quantity: str, quote: str, **fields: Any) -> Row:
    """The columns that targets and statistics share; `fields` gives what is special to this one."""
    document = clause.split("-")[0]
    quote_start, quote_end = _span(document, quote)
    start, end = _span(document, quantity, within=quote)
    period_start, period_end = fields.pop("period")
    low, high = fields.pop("values", (None, None))
    return {
        "document_id": f"doc-{document}",
        "source_file": FILES[document],
        "clause_id": f"clause-{clause}",
        "char_start": start,
        "char_end": end,
        "quantity_text": quantity,
        "quote": quote,
        "quote_start": quote_start,
        "quote_end": quote_end,
        "value_low": low,
        "value_high": high,
        "comparator": fields.pop("comparator", "eq" if low is not None else None),
        "unit": None,
        "unit_text": None,
        "deadline_text": None,
        "deadline_inherited": False,
        "period_start": period_start,
        "period_end": period_end,
        "baseline_value": None,
        "is_soft": False,
        "rule_id": f"rule-{key}",
        **fields,
    }


def _target(key: str, kind: str, metric: str, clause: str, quantity: str, quote: str, **fields: Any) -> Row:
    shared = _fact(kind, clause, quantity, quote, **fields)
    return {
        "restates_target_id": None,
        **shared,
        "target_id": f"target-{key}",
        "target_type": kind,
        "metric": metric,
    }


def _target_rows() -> dict[str, list[Row]]:
    yuan = {"unit": "CNY", "unit_text": "亿元"}
    by_2025 = {"period": BY_2025, "deadline_text": "到2025年"}
    in_2021 = {"period": YEAR_2021, "deadline_text": "2021年"}
    in_2018 = (date(2018, 1, 1), date(2018, 12, 31))
    assets = {**by_2025, **yuan, "values": (5e11, None), "comparator": "ge"}
    restated = {**assets, "restates_target_id": "target-assets"}
    share = {**by_2025, "values": (60.0, 60.0), "comparator": "approx", "unit": "percent", "unit_text": "%"}
    growth = {**in_2021, "values": (35.0, 35.0), "unit": "percent", "unit_text": "%"}
    green = {**by_2025, "values": (300.0, None), "comparator": "ge", "unit": "hectare", "unit_text": "公顷"}
    dust = {
        **by_2025,
        "values": (None, 30.0),
        "comparator": "le",
        "unit": "ug/m3",
        "unit_text": "微克/立方米",
    }
    firms = {**in_2021, "values": (4.0, 5.0), "comparator": "range", "unit": "count", "unit_text": "家"}
    platform = {"period": (None, date(2021, 8, 31)), "deadline_text": "8月底前"}
    trained = {"period": in_2018, "values": (100.0, 100.0), "unit": "person_time", "unit_text": "人次"}
    open_time = {"period": (None, None)}
    targets = [
        _target(
            "assets",
            "level",
            "市属企业资产总额",
            "plan-2",
            "达到5000亿元以上",
            "市属企业资产总额达到5000亿元以上",
            **assets,
        ),
        _target(
            "output",
            "flow",
            "工业总产值",
            "plan-2",
            "1755亿元",
            "工业总产值1755亿元",
            values=(1.755e11, 1.755e11),
            **in_2021,
            **yuan,
        ),
        _target(
            "output-growth",
            "growth",
            "工业总产值同比增长",
            "plan-2",
            "35%",
            "工业总产值1755亿元,同比增长35%",
            **growth,
        ),
        _target(
            "securitisation",
            "share",
            "国有资本证券化率",
            "plan-2",
            "达到60%左右",
            "国有资本证券化率达到60%左右",
            **share,
        ),
        _target("green", "level", "绿地面积", "plan-31", "不少于300公顷", "绿地面积不少于300公顷", **green),
        _target(
            "greenway",
            "increment",
            "新建绿道",
            "plan-31",
            "50公里",
            "新建绿道50公里",
            values=(50.0, 50.0),
            unit="km",
            unit_text="公里",
            **by_2025,
        ),
        _target(
            "dust",
            "level",
            "PM2.5平均浓度",
            "plan-31",
            "控制在30微克/立方米以内",
            "PM2.5平均浓度控制在30微克/立方米以内",
            **dust,
        ),
        _target("firms", "flow", "引进企业", "plan-32", "4—5家", "2021年引进企业4—5家", **firms),
        _target(
            "forum",
            "frequency",
            "举办论坛",
            "plan-32",
            "2次",
            "每年举办论坛2次",
            values=(2.0, 2.0),
            unit="times_per_year",
            unit_text="次",
            **open_time,
        ),
        _target(
            "trains",
            "flow",
            "开行班列",
            "plan-32",
            "20列",
            "开行班列20列",
            values=(20.0, 20.0),
            unit="other:列",
            unit_text="列",
            **open_time,
        ),
        _target(
            "platform",
            "milestone",
            "数据平台上线运行",
            "plan-32",
            "8月底前",
            "8月底前,数据平台上线运行",
            **platform,
        ),
        _target(
            "assets-again",
            "level",
            "资产总额",
            "plan-32",
            "达到5000亿元以上",
            "到2025年,资产总额达到5000亿元以上",
            **restated,
        ),
        _target(
            "delta",
            "milestone",
            "更好发挥长三角协同作用",
            "plan-33",
            "到2025年",
            "到2025年,更好发挥长三角协同作用",
            is_soft=True,
            **by_2025,
        ),
        _target(
            "meeting",
            "milestone",
            "建立联席会议制度",
            "pairing-22",
            "2018年底前",
            "2018年底前,建立联席会议制度",
            period=(None, in_2018[1]),
            deadline_text="2018年底前",
        ),
        _target("training", "flow", "培训干部", "pairing-22", "100人次", "2018年培训干部100人次", **trained),
    ]
    issuers = {"plan": "actor-ningbo-government", "pairing": "actor-liaoning-government"}
    names = {"plan": "宁波市人民政府", "pairing": "辽宁省人民政府"}
    documents = {row["target_id"]: row["document_id"].removeprefix("doc-") for row in targets}
    actors = [_target_actor(target, 1, names[d], issuers[d], "issuer") for target, d in documents.items()]
    actors.append(_target_actor("target-assets", 2, "市属企业", "actor-city-firms", "responsible"))
    regions = [(target, 1, "宁波市", "330200") for target, d in documents.items() if d == "plan"]
    regions += [
        ("target-delta", 2, "长三角", "group:yangtze_delta"),
        ("target-training", 1, "辽宁省", "210000"),
    ]
    return {
        "targets": targets,
        "target_actors": actors,
        "target_regions": [
            {"target_id": t, "ordinal": n, "name_text": name, "region_id": region}
            for t, n, name, region in regions
        ],
    }


def _target_actor(target_id: str, ordinal: int, name: str, actor_id: str, role: str) -> Row:
    return {
        "target_id": target_id,
        "ordinal": ordinal,
        "name_text": name,
        "actor_id": actor_id,
        "actor_role": role,
    }


def _statistic_rows() -> dict[str, list[Row]]:
    end_2020 = {"period": (None, date(2020, 12, 31)), "deadline_text": "截至2020年底"}
    assets = {**end_2020, "values": (3e11, 3e11), "unit": "CNY", "unit_text": "亿元"}
    firms = {**end_2020, "values": (120.0, 120.0), "unit": "count", "unit_text": "家"}
    exchanged = {
        "values": (60.0, 60.0),
        "unit": "person_time",
        "unit_text": "人次",
        "deadline_text": "2017年",
    }
    exchanged["period"] = (date(2017, 1, 1), date(2017, 12, 31))
    kinds = [
        (
            "assets",
            "level",
            "市属企业资产总额",
            _fact("level", "plan-1", "3000亿元", "市属企业资产总额3000亿元", **assets),
        ),
        ("firms", "level", "市属企业", _fact("level", "plan-1", "120家", "市属企业共120家", **firms)),
        (
            "exchange",
            "flow",
            "互派干部",
            _fact("flow", "pairing-1", "60人次", "2017年互派干部60人次", **exchanged),
        ),
    ]
    statistics = [
        {**shared, "statistic_id": f"statistic-{key}", "statistic_type": kind, "metric": metric}
        for key, kind, metric, shared in kinds
    ]
    regions = [("statistic-assets", "宁波市", "330200"), ("statistic-firms", "宁波市", "330200")]
    return {
        "statistics": statistics,
        "statistic_regions": [
            {"statistic_id": s, "ordinal": 1, "name_text": name, "region_id": region}
            for s, name, region in regions
        ],
    }


def _pairing(
    key: str, kind: str, clause: str, field: str | None, quote: str, direction: str = "mutual"
) -> Row:
    document = clause.split("-")[0]
    start, end = _span(document, quote)
    return {
        "pairing_id": f"pairing-{key}",
        "document_id": f"doc-{document}",
        "source_file": FILES[document],
        "clause_id": f"clause-{clause}",
        "pairing_type": kind,
        "direction": direction,
        "field": field,
        "quote": quote,
        "quote_start": start,
        "quote_end": end,
        "rule_id": f"rule-{direction}",
    }


def _pairing_rows() -> dict[str, list[Row]]:
    members = [
        ("cities", 1, "大连市", "210200", "peer"),
        ("cities", 2, "上海市", "310000", "peer"),
        ("support", 1, "江苏省", "320000", "from"),
        ("support", 2, "辽宁省", "210000", "to"),
        ("corridor", 1, "上海市", "310000", "peer"),
        ("corridor", 2, "江苏省", "320000", "peer"),
        ("corridor", 3, "浙江省", "330000", "peer"),
        ("corridor", 4, "安徽省", "340000", "peer"),
    ]
    together = "推动上海市、江苏省、浙江省、安徽省共建科创走廊"
    return {
        "pairings": [
            _pairing("cities", "city_city", "pairing-21", "装备制造业", "大连市与上海市合作发展装备制造业"),
            _pairing(
                "support",
                "province_province",
                "pairing-21",
                "港口物流",
                "江苏省支持辽宁省发展港口物流",
                "directed",
            ),
            _pairing("corridor", "province_province", "plan-33", None, together),
        ],
        "pairing_members": [
            {
                "pairing_id": f"pairing-{pairing}",
                "ordinal": ordinal,
                "member_text": name,
                "region_id": region,
                "actor_id": None,
                "member_role": role,
            }
            for pairing, ordinal, name, region, role in members
        ],
    }


def _tabular_rows() -> dict[str, list[Row]]:
    figures = [
        ("210200", "大连市", "gdp", 2018, 7.668e11, "CNY", "亿元"),
        ("310000", "上海市", "gdp", 2018, 3.60118e12, "CNY", "亿元"),
        ("310000", "上海市", "gdp", 2019, 3.81553e12, "CNY", "亿元"),
        ("310000", "上海市", "resident_population", 2018, 2.4238e7, "person", "万人"),
        ("330200", "宁波市", "urbanisation_rate", 2020, 78.0, "percent", "%"),
    ]
    outcomes = [
        (
            "assets-2025",
            "市属企业资产总额",
            (None, date(2025, 12, 31)),
            5.2e11,
            "CNY",
            "same_indicator",
            "assets",
        ),
        ("firms-2021", "引进企业", YEAR_2021, 6.0, "count", "proxy", "firms"),
        ("gdp-2021", "地区生产总值", YEAR_2021, 1.45949e12, "CNY", "context", None),
    ]
    starts = {row["target_id"]: row["char_start"] for row in _target_rows()["targets"]}
    return {
        "regional_indicators": [
            {
                "regional_indicator_id": f"indicator-{region}-{code}-{year}",
                "region_id": region,
                "region_name": name,
                "indicator_code": code,
                "definition": None,
                "vintage": "as_published",
                "year": year,
                "value": value,
                "unit": unit,
                "unit_text": unit_text,
                "publication": "统计年鉴",
                "retrieved_from": None,
                "caveat": None,
            }
            for region, name, code, year, value, unit, unit_text in figures
        ],
        "realised_outcomes": [
            {
                "outcome_id": f"outcome-{key}",
                "regions_text": "宁波市",
                "region_id": "330200",
                "actor_text": None,
                "indicator_code": indicator,
                "period_start": period[0],
                "period_end": period[1],
                "value": value,
                "unit": unit,
                "unit_text": None,
                "comparability": comparability,
                "period_relation": "same_period" if target else None,
                "target_source_file": PLAN_FILE if target else None,
                "target_char_start": starts[f"target-{target}"] if target else None,
                "is_inferred": False,
                "is_derived": False,
                "source_title": "宁波市统计公报",
                "source_publisher": "宁波市统计局",
                "source_url": None,
                "date_published_text": "2026",
                "note": None,
            }
            for key, indicator, period, value, unit, comparability, target in outcomes
        ],
    }


def _reference_rows() -> dict[str, list[Row]]:
    regions = [
        ("100000", "中国", "China", "country", None),
        ("210000", "辽宁省", "Liaoning", "province", "100000"),
        ("210200", "大连市", "Dalian", "prefecture", "210000"),
        ("310000", "上海市", "Shanghai", "province", "100000"),
        ("320000", "江苏省", "Jiangsu", "province", "100000"),
        ("330000", "浙江省", "Zhejiang", "province", "100000"),
        ("330200", "宁波市", "Ningbo", "prefecture", "330000"),
        ("340000", "安徽省", "Anhui", "province", "100000"),
        ("group:yangtze_delta", "长三角", "Yangtze River Delta", "group", None),
        ("unknown", "未说明", "Not stated", "unknown", None),
    ]
    units = [
        ("CNY", "money", "人民币元", "yuan", True, True),
        ("percent", "ratio", "百分比", "per cent", True, False),
        ("count", "count", "个", "count", True, True),
        ("hectare", "area", "公顷", "hectare", True, True),
        ("km", "length", "公里", "kilometre", True, True),
        ("ug/m3", "concentration", "微克/立方米", "micrograms per cubic metre", True, False),
        ("person", "persons", "人", "persons", True, True),
        ("person_time", "persons", "人次", "person-times", True, True),
        ("times_per_year", "frequency", "次/年", "times a year", True, False),
        ("other:列", "other", "列", "列", False, False),
    ]
    actors = [
        ("actor-ningbo-government", "宁波市人民政府", "government", "330200"),
        ("actor-liaoning-government", "辽宁省人民政府", "government", "210000"),
        ("actor-city-firms", "市属企业", "firm_class", None),
    ]
    themes = [
        ("state_assets", "国资国企", "State assets"),
        ("environment", "生态环境", "Environment"),
        ("industry", "产业发展", "Industry"),
        ("regional_cooperation", "区域合作", "Regional cooperation"),
    ]
    return {
        "regions": [_region(*region) for region in regions],
        "region_group_members": [
            {"group_region_id": "group:yangtze_delta", "member_region_id": member}
            for member in ("310000", "320000", "330000", "340000")
        ],
        "actors": [
            {"actor_id": actor, "name_zh": name, "actor_type": kind, "home_region_id": home}
            for actor, name, kind, home in actors
        ],
        "units": [
            {
                "unit": unit,
                "dimension": dimension,
                "name_zh": name_zh,
                "name_en": name_en,
                "is_known_unit": known,
                "is_additive": additive,
            }
            for unit, dimension, name_zh, name_en, known, additive in units
        ],
        "themes": [{"theme_code": code, "name_zh": zh, "name_en": en} for code, zh, en in themes],
    }


def _region(region_id: str, name_zh: str, name_en: str, region_class: str, parent: str | None) -> Row:
    return {
        "region_id": region_id,
        "adcode": region_id if region_id.isdigit() else None,
        "name_zh": name_zh,
        "name_en": name_en,
        "short_name": None,
        "region_class": region_class,
        "parent_region_id": parent,
        "is_current": True,
        "latitude": None,
        "longitude": None,
        "region_source": "raw/reference/regions.csv",
    }


def _run_rows() -> dict[str, list[Row]]:
    refused: Row = {
        "quarantine_id": "quarantine-1",
        "table_name": "targets",
        "row_json": '{"target_id": "target-refused"}',
        "check_name": "quote_matches_text",
        "reason": "expected the quote at offsets 3 to 9, found other characters",
    }
    return {
        "processing_outcomes": [
            {
                "outcome_row_id": f"run-{document}",
                "source_file": source_file,
                "run_step": "extract",
                "status": "ok",
                "rows_extracted": 20,
                "seconds": 0.1,
                "error_class": None,
                "message": None,
            }
            for document, source_file in FILES.items()
        ],
        "quarantine": [refused],
    }
