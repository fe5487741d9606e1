"""GBK text damaged byte by byte as editors of web pages did it, and read again; clean text with the same
marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.normalise.gbk_damage import UNREADABLE, find_damage
from extract.normalise.offsets import apply_edits
from extract.normalise.text import normalise

TRADITIONAL = """加快建設具有影響力的新材料創新基地。兩市共同辦好展會,推動臨海客運和沿海可持續發展。
總結推廣各縣的做法,科學安排資金。沿海或沿河地區開展試點,鼓勵民間資本參與。會議決定由兩省協商,科技創新中心參加。
全市學校與縣區互相學習。支持臨海科技創新中心建設。"""
SIMPLIFIED = """加快建设具有影响力的新材料创新基地。两市共同办好展会，推动临海客运和沿海可持续发展。
总结推广各县的做法，科学安排资金。沿海会展中心开展试点，加快推动沿海会展，鼓励民间资本参与。会议决定由两省协商，科技创新中心参加。
全市学校与县区互相学习。支持临海科技创新中心建设。"""

RESTORED = {
    "支持臨海科技創新中心建設。": TRADITIONAL,
    "支持沿海可持續發展。": TRADITIONAL,
    "辦好臨海客運和展會。": TRADITIONAL,
    "鼓勵民間資本參與。科學安排資金。": TRADITIONAL,
    "兩省協商。總結推廣各縣的做法。": TRADITIONAL,
    "加快推動。會議決定。科技創新中心參加。": TRADITIONAL,
    "支持临海科技创新中心建设": SIMPLIFIED,
    "支持临海科技创新中心建设2025": SIMPLIFIED,
    "支持沿海会展中心建设": SIMPLIFIED,
}
CLEAN = (
    "真的吗??请大家通过App登录后填写。",
    "這是真的嗎??請大家用email聯繫。",
    "这样可以吗?;A组同学先说,B组补充。",
    "为什么??\n下面分三点说明。",
    "请问何时办理??联系邮箱:service@example.org",
    "函数f(x)??返回默认值;else分支不变。",
    "https://example.org/a?b=1&c=2;d=3??e=4",
    "参数写作name??value;其余照旧。",
    "是否开放??尚未确定。是否收费?;尚未公布。",
    "你好?? 谢谢!",
    "“可以吗”??主任问Z科长。",
)


def damaged(text: str) -> str:
    """The text after A3 BF and A3 BB were replaced by ? and ; in its GBK bytes, wherever they fell, and
    decoded by a browser: a first byte without its second shows as ?, a pair that means nothing is dropped."""
    data = text.encode("gbk").replace(b"\xa3\xbf", b"?").replace(b"\xa3\xbb", b";")
    shown, position = "", 0
    while position < len(data):
        pair = data[position : position + 2]
        if pair[0] < 0x80:
            shown, position = shown + chr(pair[0]), position + 1
        elif len(pair) < 2 or pair[1] < 0x40:
            shown, position = shown + "?", position + 1
        else:
            shown, position = shown + pair.decode("gbk", errors="ignore"), position + 2
    return shown


def repaired_line(sentence: str, context: str) -> tuple[str, str, set[str]]:
    """The sentence as damaged, as read again, and the kinds of the edits."""
    shown = damaged(sentence)
    source = f"{context}\n{shown}\n{context}"
    edits = find_damage(source)
    text, _ = apply_edits(source, edits)
    start = len(context) + 1
    return shown, text[start : len(text) - len(context) - 1], {edit.kind for edit in edits}


@pytest.mark.parametrize(("sentence", "context"), RESTORED.items())
def test_wording_is_restored_where_only_first_bytes_are_lost(sentence: str, context: str) -> None:
    shown, read, kinds = repaired_line(sentence, context)
    assert shown != sentence
    assert read == sentence
    assert kinds == {"repaired"}


def test_the_last_character_of_a_line_is_chosen_by_its_lost_half() -> None:
    shown, read, _ = repaired_line("支持临海科技创新中心建设。", SIMPLIFIED)
    assert shown.endswith("?")
    assert read == "支持临海科技创新中心建设。"


@pytest.mark.parametrize("sentence", ["以沿海或沿江港口為載體。", "深化改革。互學互鑒。"])
def test_a_place_is_marked_where_a_pair_is_lost_too(sentence: str) -> None:
    certain = damaged("支持臨海科技創新中心建設。")
    shown, read, kinds = repaired_line(f"{certain}\n{sentence}", TRADITIONAL)
    assert "marked" in kinds
    assert UNREADABLE in read
    assert "?" in shown
    assert "?" not in read


def test_a_marked_full_stop_ends_the_sentence() -> None:
    _, read, _ = repaired_line("支持臨海科技創新中心建設。\n深化改革。互學互鑒。", TRADITIONAL)
    assert read.splitlines()[1].startswith("深化改革。")


def test_damage_leads_back_to_the_damaged_characters() -> None:
    source = f"{TRADITIONAL}\n{damaged('支持臨海科技創新中心建設。')}\n{TRADITIONAL}"
    read = normalise(source)
    [edit] = read.damage
    start = read.text.index("海科技", len(TRADITIONAL))
    assert read.offsets.span(start, start + 3) == (edit.start, edit.end)
    assert source[edit.start : edit.end].startswith("??")


@pytest.mark.parametrize("context", ["", SIMPLIFIED, TRADITIONAL])
@pytest.mark.parametrize("sentence", CLEAN)
def test_question_marks_of_clean_text_stay(sentence: str, context: str) -> None:
    assert find_damage(f"{context}\n{sentence}\n{context}") == []


def test_a_text_that_has_the_full_width_mark_was_not_damaged() -> None:
    source = f"{TRADITIONAL}\n{damaged('支持臨海科技創新中心建設。')}\n{TRADITIONAL}"
    assert find_damage(source)
    assert find_damage(f"{source}\n何时开工？") == []


COMMON_WORDS = st.text(
    "的一是在有人我他这中大来上国和地到以说时要就出会可也你对生能而子那得于着下自之年过aZ,。", max_size=9
)


@given(st.lists(COMMON_WORDS, min_size=2, max_size=6), st.sampled_from(["??", "?;"]))
def test_ordinary_characters_around_question_marks_are_never_touched(words: list[str], marks: str) -> None:
    assert find_damage(marks.join(words)) == []


def test_the_end_of_a_run_may_be_known_by_what_follows_it() -> None:
    context = TRADITIONAL.replace("全市學校", "在東北地區,全市學校")
    _, read, kinds = repaired_line("支持臨海科技創新中心和東北地區。", context)
    assert read == "支持臨海科技創新中心和東北地區。"
    assert kinds == {"repaired"}


def test_a_lost_pair_inside_a_run_is_no_guess() -> None:
    _, read, kinds = repaired_line("加快推动沿海会展，临海科技创新中心", SIMPLIFIED)
    assert read == f"加快推动沿海会展{UNREADABLE}海科技创新中心"
    assert kinds == {"marked"}


@given(st.text(max_size=200))
def test_edits_of_any_text_lie_within_it(text: str) -> None:
    for edit in find_damage(text):
        assert 0 <= edit.start < edit.end <= len(text)
        assert edit.kind in ("repaired", "marked")
