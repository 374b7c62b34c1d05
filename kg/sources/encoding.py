"""Bytes to text: UTF-8 without control characters, or a SourceError that says where."""

import codecs
import re

from kg.errors import SourceError

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
REFUSED = re.compile(f"[{_CONTROL}]")
"""Control characters (but tab, LF and CR), surrogates and noncharacters: refused in every value."""

_REFUSED_IN_YAML = re.compile(f"[{_CONTROL}\u2028\u2029\ufeff]")
# YAML 1.1 breaks lines at U+2028 and U+2029 and YAML 1.2 does not, so that lines could be counted in two ways.


def decode(raw: bytes) -> str:
    """Decode a YAML file from UTF-8, strictly; one byte order mark at the start is dropped and takes no column.

    Raises SourceError DK002 (not UTF-8) or DK003 (a character that is refused), with line and column.
    """
    text, wrong = _decoded(raw, _REFUSED_IN_YAML)
    if wrong:
        line, column = line_and_column(text, wrong[0])
        raise SourceError(wrong[1], wrong[2], line=line, column=column)
    return text


def decode_line(raw: bytes, line: int) -> str:
    """Decode one line of JSON Lines as `decode` does; only `line` says which line it is."""
    text, wrong = _decoded(raw, REFUSED)
    if wrong:
        raise SourceError(wrong[1], wrong[2], line=line, column=wrong[0] + 1)
    return text


def _decoded(raw: bytes, refused: re.Pattern[str]) -> tuple[str, tuple[int, str, str] | None]:
    """Return the text, as far as it could be decoded, and what is wrong: index, code, message."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "", (0, "DK002", "the file is in UTF-16; UTF-8 is expected")
    try:
        text = raw.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        text = raw[: error.start].decode().removeprefix("\ufeff")
        return text, (len(text), "DK002", f"the byte 0x{raw[error.start]:02X} is not UTF-8")
    found = refused.search(text)
    return text, (found.start(), "DK003", f"{named(found[0])} must not stand here") if found else None


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """Return where a character stands, both from 1; lines end with LF, CR or CR LF, columns are code points."""
    before = text[:index].replace("\r\n", " \n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def named(character: str) -> str:
    """Return `U+0007, a control character` or the like."""
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        kind = "half a surrogate pair"
    elif code in (0x2028, 0x2029):
        kind = "a line or paragraph separator"
    elif code == 0xFEFF:
        kind = "a byte order mark inside the file"
    else:
        kind = "a noncharacter" if code >= 0xFFFE else "a control character"
    return f"U+{code:04X}, {kind},"
