"""The structure of a document: headings, numbered items, sentences.

Numbered items are found at the start of a line and, where a web copy has lost its line breaks, behind the end of a
sentence, provided that the number continues the count. Every item becomes a node; a node's role says what the part
of the document that it belongs to is for, since the same number is a target in one part and an achievement in
another.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from extract.plain_headings import is_of_title, is_plain_heading
from extract.section_roles import role_of_heading, role_of_run

CN = "一二三四五六七八九十百零"
AN_AMOUNT = re.compile(r"\d+[%亿万元]")
MARKER = re.compile(
    rf"(?P<chapter>第[{CN}\d]{{1,4}}[编篇章部](?:分)?)|(?P<section>第[{CN}\d]{{1,4}}节)|(?P<article>第[{CN}\d]{{1,5}}条)"
    rf"|(?P<han>[{CN}]{{1,3}})[、.．]|[((](?P<han_bracket>[{CN}]{{1,3}})[))][、.]?"
    r"|(?P<arabic>\d{1,3})(?:[、．]|\.(?!\d(?!\d{3}年)))|[((](?P<arabic_bracket>\d{1,2})[))]|(?P<circled>[①-⑳])|(?P<arabic_half>\d{1,2})[))]"
)
RANKS = {
    "chapter": 1, "section": 2, "article": 3, "plain": 3, "han": 4, "han_bracket": 5, "arabic": 6, "arabic_half": 7,
    "arabic_bracket": 7, "circled": 8, "box": 9,
}  # fmt: skip
AFTER_SENTENCE = re.compile(
    r"[。;;!?！？”』\):](?:(?<!:)|(?<=如下:))\s?(?=[((]?[一二三四五六七八九十百\d①-⑳])"
)
HAN = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"十": 10}
FIRST_ITEM = re.compile(r"[\u4e00-\u9fff“”、]{2,24}\s?(?=\(一\)[\u4e00-\u9fff])")
"""A heading that has lost the line break before its first item."""
NUMBERED_THING = re.compile(rf"([{CN}]|\d{{1,2}})(?:[级线类批届等期号楼年、]|产业|次产业)")
OPENS_PLAN = re.compile(r".{0,6}(?:指导思想|基本原则|总体要求|总体思路|工作思路|重[要大]意义|总则)")
UNNUMBERED = ("document", "plain")
LONGEST_HEADING = 45
HEADING_END = re.compile(r"[。;;!?！？:](?:(?<!:)|(?!.{0,3}$))")
SENTENCE_END = re.compile(r"[。!?！？\n](?:(?<=\n)\n*|(?<!\n)[。!?！？]*[”』)]?)")
"""Stops with the mark that closes behind them, or line ends. Beginning with a set of characters, the pattern is found
by a quick walk; the same holds for other patterns here that might be written more shortly."""
STOP = re.compile(r"[。;;!?！？]")
LONGEST_SENTENCE = 1500
"""Characters: a passage without any stop, such as a table that lost its layout, is read in pieces of this length."""
PIECE_END = re.compile(r".*[;,、\s]", re.DOTALL)
FOOTER = re.compile(
    r"\n(?P<line>[ ]*)(?:[-【\[(]\s?)?(?:责任编辑|编辑|相关(?:阅读|链接|文章|新闻|推荐|稿件)|上一[篇条]|下一[篇条]|分享到?|打印本?页?|关闭窗口|扫一扫|版权(?:所有|声明)|主办单位|网站地图|标签|【打印|返回顶部)(?=\s?[::】\]\s]|\Z)"
)
FOOTER_FROM = 0.6
"""Share of the text after which such a line ends it."""
OWN_BODY_SENTENCES = 3
"""An item with at least this many sentences of its own is a piece of work even when items follow below it."""


@dataclass(slots=True)
class Node:
    """One item of the document: its number, heading and extent. start is where the marker begins, body_start the first
    character after it; end is where the next item of the same or a higher rank begins."""

    rank: int
    kind: str
    number: int
    number_text: str
    heading: str
    start: int
    body_start: int
    own_end: int = 0
    end: int = 0
    parent: int = -1
    children: list[int] = field(default_factory=list)
    role: str = "other"
    is_task: bool = False


class Sentence(NamedTuple):
    """One sentence of running text, inside the node that it stands in."""

    start: int
    end: int
    node: int


@dataclass(frozen=True, slots=True)
class Structure:
    """nodes[0] is the document itself; sentences stand in text order and cover every character that is not blank."""

    nodes: list[Node]
    sentences: list[Sentence]


def read_structure(
    text: str, start: int, end: int, title: str, is_plan: bool, reference_year: int | None = None
) -> Structure:
    """Structure of the document at start to end of the text. Costs O(n).

    is_plan: whether its parts are tasks unless their headings say otherwise. reference_year: the year that it speaks
    from, by which a heading such as 2023年工作 looks back or ahead.
    """
    nodes = [Node(0, "document", 0, "", title, start, start)]
    stack = [0]
    for node in _with_summary_apart(_with_lost_firsts(_markers(text, start, end, title))):
        while nodes[stack[-1]].rank >= node.rank:
            stack.pop()
        node.parent = stack[-1]
        nodes[node.parent].children.append(len(nodes))
        stack.append(len(nodes))
        nodes.append(node)
    _set_ends(nodes, end)
    _set_roles(nodes, is_plan, reference_year)
    _set_tasks(nodes, text)
    return Structure(nodes, _sentences(text, start, end, nodes))


def _markers(text: str, start: int, end: int, title: str) -> list[Node]:
    found: list[Node] = []
    expected: dict[str, int] = {}
    position = start
    while position < end:
        line_end = text.find("\n", position, end)
        line_end = end if line_end < 0 else line_end
        _markers_of_line(text, position, line_end, found, expected, title)
        position = line_end + 1
    return found


def _markers_of_line(
    text: str, start: int, end: int, found: list[Node], expected: dict[str, int], title: str
) -> None:
    first = start
    while first < end and text[first] in " 　":
        first += 1
    if first == end:
        return
    marker = MARKER.match(text, first, end)
    if marker is not None and not _is_false_start(text, marker):
        _add(text, marker, end, found, expected)
    elif is_plain_heading(text, first, end) and not is_of_title(text, first, end, title):
        heading = text[first:end].strip()
        found.append(
            Node(RANKS["box" if heading.startswith("专栏") else "plain"], "plain", 0, "", heading, first, end)
        )
        expected.clear()
    for gap in AFTER_SENTENCE.finditer(text, first, end):
        marker = MARKER.match(text, gap.end(), end)
        if (
            marker is None
            or (found and gap.end() <= found[-1].start)  # within the heading of an item already found
            or marker.lastgroup in ("chapter", "section", "article")
            or _is_false_start(text, marker)
        ):
            continue
        number = _number(marker)
        continues = number in (1, expected.get(marker.lastgroup or "", 0) + 1)
        if continues or marker.lastgroup == "han_bracket":
            _add(text, marker, end, found, expected)


def _with_lost_firsts(markers: list[Node]) -> list[Node]:
    """The markers, with a heading put back where a count starts again at two: its first item has lost its heading,
    and the items of lower rank since the count before hang below it."""
    complete: list[Node] = []
    for node in markers:
        if node.number == 2 and node.kind in ("han", "han_bracket"):
            since = len(complete)
            while since and complete[since - 1].rank > node.rank:
                since -= 1
            before = complete[since - 1] if since else None
            if (
                since < len(complete)
                and before is not None
                and before.rank == node.rank
                and before.number >= 2
            ):
                first = complete[since]
                complete.insert(since, Node(node.rank, node.kind, 1, "", "", first.start, first.start))
        complete.append(node)
    return complete


def _with_summary_apart(nodes: list[Node]) -> list[Node]:
    """The markers, with the unnumbered headings of a summary put beside the chapters: 一、总体要求 opens a document, so
    what stands before it is no part that holds it."""
    first = next((index for index, node in enumerate(nodes) if node.kind == "han"), 0)
    if (
        first
        and nodes[first].number == 1
        and OPENS_PLAN.match(nodes[first].heading)
        and all(node.rank >= RANKS["plain"] for node in nodes[:first])
    ):
        for node in nodes[:first]:
            node.rank = max(node.rank, nodes[first].rank)
    return nodes


def _is_false_start(text: str, marker: re.Match[str]) -> bool:
    following = text[marker.end() : marker.end() + 3]
    if marker.lastgroup == "han" and following.startswith(("、", "是")):
        return True
    if marker.lastgroup in ("han", "arabic") and _counts_on(marker, following):
        return True
    return marker.lastgroup == "arabic" and (not following.strip() or bool(AN_AMOUNT.match(following)))


def _counts_on(marker: re.Match[str], following: str) -> bool:
    """二、三级医院, 3、4号楼: two numbers of one thing."""
    second = NUMBERED_THING.match(following)
    return second is not None and _number_of(second[1]) == _number(marker) + 1


def _add(
    text: str, marker: re.Match[str], line_end: int, found: list[Node], expected: dict[str, int]
) -> None:
    kind = marker.lastgroup or "arabic"
    number = _number(marker)
    rank = RANKS[kind]
    for other in [k for k in expected if RANKS[k] > rank]:
        del expected[other]
    expected[kind] = number
    first_item = FIRST_ITEM.match(text, marker.end(), line_end) if rank < RANKS["han_bracket"] else None
    heading = _heading(text, marker.end(), first_item.end() if first_item else line_end)
    found.append(Node(rank, kind, number, marker.group().strip(), heading, marker.start(), marker.end()))
    if first_item is not None and (item := MARKER.match(text, first_item.end(), line_end)) is not None:
        _add(text, item, line_end, found, expected)


def _number(marker: re.Match[str]) -> int:
    return _number_of(marker[marker.lastgroup or 0].strip("第编篇章部分节条"))


def _number_of(written: str) -> int:
    if written.isdecimal():
        return int(written)
    if "①" <= written <= "⑳":
        return ord(written) - ord("①") + 1
    tens, found, ones = written.partition("十")
    if found:
        return (HAN.get(tens, 1) if tens else 1) * 10 + (HAN.get(ones, 0) if ones else 0)
    return HAN.get(written[-1:], 0)


def _heading(text: str, start: int, line_end: int) -> str:
    line = text[start:line_end].strip()
    stop = HEADING_END.search(line)
    first = line[: stop.start()] if stop else line
    return first.strip() if len(first) <= LONGEST_HEADING else ""


def _set_ends(nodes: list[Node], end: int) -> None:
    open_nodes: list[Node] = []
    for i, node in enumerate(nodes):
        node.own_end = nodes[i + 1].start if i + 1 < len(nodes) else end
        while open_nodes and i and open_nodes[-1].rank >= node.rank:
            open_nodes.pop().end = node.start
        open_nodes.append(node)
    for node in open_nodes:
        node.end = end


def _runs(nodes: list[Node], parent: Node) -> list[list[int]]:
    """Children that count on from each other; a count that starts again begins a new run, as a lost heading leaves it."""
    runs: list[list[int]] = []
    for child in parent.children:
        node = nodes[child]
        if runs:
            last = nodes[runs[-1][-1]]
            if last.kind == node.kind and node.number > last.number:
                runs[-1].append(child)
                continue
        runs.append([child])
    return runs


def _set_roles(nodes: list[Node], is_plan: bool, reference_year: int | None) -> None:
    """Give each node its role. The chapters behind 一、总体要求 are no principles for standing beside it; the items of a
    chapter behind 指导思想 are."""
    nodes[0].role = "preamble" if len(nodes) > 1 else ("tasks" if is_plan else "other")
    default = "tasks" if is_plan else "other"
    for parent in nodes:
        runs = _runs(nodes, parent)
        run_roles = [role_of_run([nodes[i].heading for i in run]) for run in runs]
        last_principles = max((i for i, role in enumerate(run_roles) if role == "principles"), default=-1)
        for position, run in enumerate(runs):
            inherited = parent.role if parent is not nodes[0] else None
            role = inherited if inherited not in (None, "other", "tasks") else None
            if role is None and (inherited is not None or run_roles[position] != "principles"):
                role = run_roles[position]
            if role is None and inherited is None and is_plan and position < last_principles:
                role = "achievements" if len(run) > 1 else None
            for child in run:
                own = role_of_heading(nodes[child].heading, reference_year)
                if inherited is None and role == "achievements" and own in ("principles", "goals"):
                    role = None
                nodes[child].role = _settled(role, own, inherited, default)


def _settled(run_role: str | None, own: str | None, inherited: str | None, default: str) -> str:
    """The role of an item from its run, its own heading and the part above it, in that order of weight where they
    differ: a part of achievements or safeguards keeps its items, while a general part is split by its own headings."""
    if run_role in ("achievements", "safeguards"):
        return run_role
    if inherited is not None and inherited == "goals" and own not in ("tasks", "safeguards", "principles"):
        return inherited
    if own or run_role:
        return own or run_role or default
    return default if inherited is None or inherited == "preamble" else inherited


def _set_tasks(nodes: list[Node], text: str) -> None:
    """Tasks are the leaves of the parts that hold tasks. Where some top-level parts have items, one without items
    (投资匡算) is a part of the document and no task."""
    tops = {
        index
        for index, node in enumerate(nodes)
        if 0 < node.rank <= RANKS["han"] and node.role == "tasks" and nodes[node.parent].kind in UNNUMBERED
    }
    if not any(nodes[index].children for index in tops):
        tops = set()
    for index, node in enumerate(nodes[1:], start=1):
        if node.kind == "plain" or node.role != "tasks" or index in tops:
            continue
        node.is_task = not node.children or _stops(text, node) > OWN_BODY_SENTENCES


def _stops(text: str, node: Node) -> int:
    return len(STOP.findall(text, node.body_start, node.own_end))


def _sentences(text: str, start: int, end: int, nodes: list[Node]) -> list[Sentence]:
    end = _end_of_body(text, start, end)
    bounds = [node.start for node in nodes[1:] if node.start < end]
    bodies = {node.start: node.body_start for node in nodes[1:]}
    found: list[Sentence] = []
    node, position = 0, start
    for limit in [*bounds, end]:
        position = _cut(text, position, limit, node, found)
        if limit in bodies:
            node += 1
            position = limit if nodes[node].kind == "plain" else bodies[limit]
    return found


def _end_of_body(text: str, start: int, end: int) -> int:
    """Where a web copy goes over to what its site adds: editor, links, labels."""
    footer = FOOTER.search(text, max(0, start + int(FOOTER_FROM * (end - start)) - 1), end)
    return footer.start("line") if footer else end


def _cut(text: str, start: int, limit: int, node: int, found: list[Sentence]) -> int:
    position = start
    ends = [stop.end() for stop in SENTENCE_END.finditer(text, start, limit)]
    for end in [*ends, limit]:
        if end - position <= LONGEST_SENTENCE:
            _add_sentence(text, position, end, node, found)
        else:
            for first, last in _pieces(text, position, end):
                _add_sentence(text, first, last, node, found)
        position = end
    return limit


def _add_sentence(text: str, start: int, end: int, node: int, found: list[Sentence]) -> None:
    body = text[start:end].rstrip()
    if body:
        last = start + len(body)
        found.append(Sentence(last - len(body.lstrip()), last, node))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        piece = PIECE_END.match(text, start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = piece.end() if piece else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    yield start, end
