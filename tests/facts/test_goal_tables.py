"""Tables of goals by item give each its unit, its part and the time of the caption."""

import datetime as dt

from tests.facts.test_whole_documents import facts

HEAD = "北海市2013年民生实事实施方案\n一、主要任务\n附表:\n北海市2013年民生实事目标任务表\n"


def test_each_row_has_a_goal_and_perhaps_a_part() -> None:
    found = facts(
        HEAD
        + "序号 | 项目 | 单位 | 目标任务 | 其中：市本级 | 牵头单位\n1 | 新增公共厕所 | 座 | 320 | 95 | 市城管局\n"
        "2 | 供水漏损率 | % | 12以内 | — | 市水务局\n3 | 改造危桥 | 座 | 18 | — | 市交通局\n有关要求：加强领导。\n"
    )
    assert [(f.kind, f.metric, f.low, f.high, f.unit, f.type) for f in found] == [
        ("target", "新增公共厕所", 320, 320, "count", "increment"),
        ("target", "市本级新增公共厕所", 95, 95, "count", "increment"),
        ("target", "供水漏损率", None, 12, "percent", "share"),
        ("target", "改造危桥", 18, 18, "count", "flow"),
    ]
    assert {fact.period.end for fact in found} == {dt.date(2013, 12, 31)}


def test_units_without_goals_and_texts_that_only_report_are_left_alone() -> None:
    table = "序号 项目 单位 数量 牵头单位\n1 新增公共厕所 座 320 市城管局\n"
    assert all(fact.rule_id != "table/goal-row" for fact in facts(HEAD + table))
    report = "北海市2013年统计公报\n一、综合\n序号 项目 单位 目标任务\n1 新增公共厕所 座 320\n"
    assert all(fact.rule_id != "table/goal-row" for fact in facts(report))
