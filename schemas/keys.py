"""Keys that depend on nothing but content: the same row has the same key in every run, on every machine."""

import hashlib
import json

KEY_LENGTH = 20
"""Hexadecimal digits: 80 bits, enough for 10^9 keys with less than one chance in a million of a clash."""

# One encoder for all keys: json.dumps with options makes a new one at every call.
_encode = json.JSONEncoder(ensure_ascii=False).encode


def content_key(*parts: str | int | float | bool | None) -> str:
    """Hash of the parts in order. A part's type counts, so that 1, "1" and null differ."""
    return hashlib.sha256(_encode(parts).encode("utf-8")).hexdigest()[:KEY_LENGTH]
