"""Text written in the encodings in which Chinese documents are found, and bytes that are none of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.normalise.decoding import UndecodableTextError, decode

SIMPLIFIED = (
    "到2025年，全市生产总值达到3000亿元左右。", "各县区要加快推进项目建设，", "支持企业开展技术改造。",
    "一、总体要求\n",
    "新建公办幼儿园12所，", "由市财政局会同有关部门负责。\r\n", "（二）主要目标。",
    "粮食产量稳定在50万吨以上；",
)  # fmt: skip
TRADITIONAL = (
    "到2025年，全市生產總值達到3000億元左右。", "各縣區要加快推進項目建設，", "支持企業開展技術改造。",
    "一、總體要求\n",
    "新建公辦幼兒園12所，", "由市財政局會同有關部門負責。\r\n", "主要目標如下：",
    "糧食產量穩定在50萬噸以上；",
)  # fmt: skip


def passages(sentences: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(sentences), min_size=1, max_size=12).map("".join)


@given(st.text(min_size=1).filter(lambda text: "\x00" not in text and not text.startswith("\ufeff")))
def test_any_text_in_utf8_is_read_back(text: str) -> None:
    data = text.encode("utf-8")
    if data.startswith((b"%PDF", b"PK\x03\x04")):
        return
    assert decode(data) == (text, "utf-8")


@given(
    st.text(min_size=1).filter(lambda text: "\x00" not in text),
    st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]),
)
def test_any_text_behind_a_byte_order_mark_is_read_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-16-be", b"\xfe\xff"), ("utf-32-be", b"\x00\x00\xfe\xff")]
)
def test_both_byte_orders_are_read(encoding: str, mark: bytes) -> None:
    text = "".join(SIMPLIFIED)
    assert decode(mark + text.encode(encoding))[0] == text


@given(passages(SIMPLIFIED), st.sampled_from(["gbk", "gb18030"]))
def test_policy_text_in_gb_is_read_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, "gb18030")


@given(passages(TRADITIONAL))
def test_traditional_policy_text_in_gb_is_read_back(text: str) -> None:
    assert decode(text.encode("gb18030")) == (text, "gb18030")


@given(passages(TRADITIONAL), st.sampled_from(["big5", "big5hkscs"]))
def test_traditional_policy_text_in_big5_is_read_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, "big5hkscs")


def test_one_bad_byte_in_a_long_utf8_text_is_tolerated() -> None:
    text = "".join(SIMPLIFIED) * 20
    read, encoding = decode(text[:100].encode() + b"\xff" + text[100:].encode())
    assert encoding == "utf-8"
    assert read.replace("\ufffd", "") == text


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7 text", "a PDF file"),
        (b"PK\x03\x04 and more", "DOCX"),
        (b"\xd0\xcf\x11\xe0 and more", "old Office"),
        (b"\x1f\x8b and more", "gzip"),
        (b"text\x00text", "NUL"),
        (b"\xef\xbb\xbf\xff\xfe", "bad byte at"),
        ("text\x00text".encode("utf-16"), "NUL"),
        (bytes(range(0x80, 0xFF)), "none of them"),
        (b"\xff\xff\xff\xff plain words", "none of them"),
    ],
)
def test_what_is_no_text_is_refused_with_what_was_found(data: bytes, found: str) -> None:
    with pytest.raises(UndecodableTextError, match=found):
        decode(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except UndecodableTextError as refusal:
        assert "expected" in str(refusal)
    else:
        assert "\x00" not in text
