"""Keys that depend on nothing but content: the same row has the same key in every run, on every machine."""

import hashlib
import json
from json.encoder import encode_basestring

KEY_LENGTH = 20
"""Hexadecimal digits: 80 bits, enough for 10^9 keys with less than one chance in a million of a clash."""


def content_key(*parts: str | int | float | bool | None) -> str:
    """Hash of the parts in order. A part's type counts, so that 1, "1" and null differ."""
    written = ", ".join(
        [encode_basestring(p) if type(p) is str else str(p) if type(p) is int else _written(p) for p in parts]
    )
    return hashlib.sha256(f"[{written}]".encode()).hexdigest()[:KEY_LENGTH]


def _written(part: str | int | float | bool | None) -> str:
    """What json.dumps(part) gives for a part that is no text; the commonest kind goes by a short way."""
    return "null" if part is None else json.dumps(part)
