"""Text from documents on a terminal: shown, never obeyed."""

import unicodedata

KEPT_CONTROLS = "\n\t"
HIDDEN_CATEGORIES = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def printable(text: str) -> str:
    """`text` with every control, format and private-use character as an escape such as \\x1b.

    A document may hold sequences that colour, clear or reorder a terminal. Line ends and tabs stay.
    """
    return "".join(
        character
        if character in KEPT_CONTROLS or unicodedata.category(character) not in HIDDEN_CATEGORIES
        else escape(character)
        for character in text
    )


def escape(character: str) -> str:
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
