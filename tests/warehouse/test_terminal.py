"""Text from a document cannot steer the terminal."""

import pytest

from warehouse.terminal import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m红\x1b[0m", "\\x1b[31m红\\x1b[0m"),
        ("\x9b2J", "\\x9b2J"),
        ("到\u202e年5202", "到\\u202e年5202"),
        ("a\rb\x07", "a\\x0db\\x07"),
        ("第一行\n\t第二行", "第一行\n\t第二行"),
        ("“十四五”规划:5000亿元", "“十四五”规划:5000亿元"),
    ],
)
def test_control_characters_are_shown_and_everything_else_stays(text: str, shown: str) -> None:
    assert printable(text) == shown
