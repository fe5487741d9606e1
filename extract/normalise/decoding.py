"""Bytes to text, for the encodings in which Chinese documents are found."""

import codecs

KNOWN_BINARY = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP, DOCX or XLSX file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"\x1f\x8b": "a gzip archive",
}
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The commonest characters of Chinese running text, in both scripts. A wrong decoding of Chinese bytes yields
# rare characters, so the share of these tells the encodings apart.
COMMON = frozenset(
    "的一是不了在有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
    "产业发展县区市设与务实经济建强推进"
    "產業發展會國個為來對時們這動過區與設縣務實經濟"
)
TOLERATED_DAMAGE = 0.001


class UndecodableTextError(Exception):
    """The bytes are no text in any encoding that is tried."""


def decode(data: bytes) -> tuple[str, str]:
    """Text and the name of its encoding.

    Tried in order: a byte-order mark, UTF-8, GB18030 and Big5 (the one whose result reads more like Chinese),
    and last UTF-8 with at most one damaged byte in a thousand, which then shows as U+FFFD. Raises
    UndecodableTextError.
    """
    for magic, kind in KNOWN_BINARY.items():
        if data.startswith(magic):
            raise UndecodableTextError(f"expected text, found {kind}; convert it to .txt first")
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strict(data, encoding), encoding
    if b"\x00" in data:
        raise UndecodableTextError(
            "expected text, found NUL bytes; the file is binary or damaged, fetch it again"
        )
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _without_utf8(data, error)


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableTextError(
            f"expected {encoding} after its byte-order mark, found a bad byte at {error.start}; "
            "fetch the file again"
        ) from error
    if "\x00" in text:
        raise UndecodableTextError("expected text, found NUL characters; the file is damaged, fetch it again")
    return text


def _without_utf8(data: bytes, utf8_error: UnicodeDecodeError) -> tuple[str, str]:
    candidates = []
    for encoding in ("gb18030", "big5hkscs"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        candidates.append((_share_of_common(text), text, encoding))
    if candidates:
        share, text, encoding = max(candidates, key=lambda candidate: candidate[0])
        if share >= 0.05:
            return text, encoding
    text = data.decode("utf-8", errors="replace")
    if text.count("\ufffd") <= max(1, TOLERATED_DAMAGE * len(data)) and _share_of_common(text) >= 0.05:
        return text, "utf-8"
    raise UndecodableTextError(
        f"expected UTF-8, GB18030 or Big5 text, found bytes that are none of them (first bad byte at "
        f"{utf8_error.start}); convert the file to UTF-8"
    )


def _share_of_common(text: str) -> float:
    foreign = [character for character in text if character > "\x7f"]
    if not foreign:
        return 0.0
    return sum(character in COMMON for character in foreign) / len(foreign)
