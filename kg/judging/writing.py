"""Judgements as text of the register's file, added in the file's own style: every byte that is there stays."""

import re
from collections.abc import Sequence
from datetime import date
from textwrap import wrap
from typing import Literal, NamedTuple

from msgspec import Struct
from ruamel.yaml import YAML
from ruamel.yaml.tokens import DocumentEndToken, FlowEntryToken, FlowSequenceEndToken, FlowSequenceStartToken, Token

from kg.errors import SourceError
from kg.identity.cards import Verdict
from kg.sources.encoding import decode
from kg.sources.yaml_tree import yaml_tree

WIDTH = 120
"""Columns after which a reason is folded over several lines."""

BOM = "\ufeff"

_WORD = re.compile(r"[A-Za-z0-9][\w./+-]*")
_BREAKS = re.compile("[ \t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
_RESERVED = ("null", "true", "false", "yes", "no", "on", "off", "y", "n")
"""Words that some readers of YAML don't take for text."""


class NewJudgement(Struct, frozen=True):
    """A decision that is to be recorded."""

    kind: Literal["event", "person"]
    verdict: Verdict
    things: tuple[str, ...]
    because: str


class Signed(NamedTuple):
    """A judgement with who decided, and when."""

    judgement: NewJudgement
    by: str
    on: date


class _Where(NamedTuple):
    """Where the next entry goes, and how it is written there."""

    place: int
    """Characters before it."""
    brackets: bool = False
    """Whether the whole list stands in brackets."""
    comma: bool = False
    """Whether a comma is missing before the entry."""
    indent: int = 0
    """Columns before the dash."""
    gap: int = 2
    """Columns from the dash to the first field."""


def one_line(text: str) -> str:
    """Return a reason on one line: line breaks, tabs and runs of blanks become a blank."""
    return _BREAKS.sub(" ", text).strip(" ")


def with_entries(raw: bytes, signed: Sequence[Signed]) -> bytes:
    """Return the content of the file with the judgements at its end.

    Indentation and line ends are those of the file, and it ends with a line break only if it did so before, so that
    taking the new lines out again gives the old bytes. Raises SourceError where the content is no YAML.
    """
    if not signed:
        return raw
    text = decode(raw)
    where = _where(text)
    found = re.search(r"\r\n|\n|\r", text)
    newline = found[0] if found else "\n"
    before, after = text[: where.place], text[where.place :]
    if where.brackets:
        added = _in_brackets(signed, before, newline, comma=where.comma)
    else:
        added = newline.join(line for each in signed for line in _lines(each, where))
        open_line = bool(before) and not before.endswith(("\n", "\r"))
        added = newline + added if open_line else added + newline
    start = BOM.encode() if raw.startswith(BOM.encode()) else b""
    return start + (before + added + after).encode()


def _where(text: str) -> _Where:
    end, comma = len(text), False
    last: Token | None = None
    bracket: int | None = None
    for token in YAML(typ="safe", pure=True).scan(text):
        if isinstance(token, DocumentEndToken):
            end = token.start_mark.index
            break
        if isinstance(token, FlowSequenceEndToken):
            bracket, comma = token.start_mark.index, not isinstance(last, FlowEntryToken | FlowSequenceStartToken)
        last = token
    try:
        root = yaml_tree(text).place
    except SourceError as error:
        if error.code != "DK007":
            raise
        return _Where(end)
    items = root.items or []
    if bracket is not None and _begins_with_bracket(text, root.line, root.column):
        return _Where(bracket, brackets=True, comma=comma)
    gap = items[-1].column - root.column if items else 2
    return _Where(end, indent=root.column - 1, gap=max(gap, 2))


def _begins_with_bracket(text: str, line: int, column: int) -> bool:
    return re.split(r"\r\n|\n|\r", text)[line - 1][column - 1 : column] == "["


def _lines(signed: Signed, where: _Where) -> list[str]:
    """Return the lines of one entry, as a list without brackets has them."""
    dash, rest = " " * where.indent + "-".ljust(where.gap), " " * (where.indent + where.gap)
    fields = _fields(signed)
    because = fields.pop()
    lines = [f"{rest}{name}: {value}" for name, value in fields]
    lines[0] = dash + lines[0][len(rest) :]
    if len(rest) + len(": ".join(because)) <= WIDTH or BOM in signed.judgement.because:
        return [*lines, f"{rest}{because[0]}: {because[1]}"]
    deep = rest + "  "
    room = max(WIDTH - len(deep), 20)
    folded = wrap(one_line(signed.judgement.because), room, break_long_words=False, break_on_hyphens=False)
    return [*lines, f"{rest}because: >-", *(deep + line for line in folded)]


def _in_brackets(signed: Sequence[Signed], before: str, newline: str, *, comma: bool) -> str:
    """Return the entries for a list in brackets, each on a line of its own."""
    entries = [
        f"  {{{', '.join(f'{name}: {value}' for name, value in _fields(each, brackets=True))}}}" for each in signed
    ]
    first = f"  , {entries[0].lstrip()}" if comma else entries[0]
    text = f",{newline}".join([first, *entries[1:]]) + newline
    alone = re.search(r"(?:\A|[\r\n])([ \t]*)\Z", before)
    # The bracket's own indentation then stands before the first entry, and is given back to the bracket.
    return text.removeprefix(alone[1]) + alone[1] if alone and text.startswith(alone[1]) else newline + text


def _fields(signed: Signed, *, brackets: bool = False) -> list[tuple[str, str]]:
    judgement = signed.judgement
    because = one_line(judgement.because)
    return [
        ("kind", judgement.kind),
        ("verdict", judgement.verdict),
        ("things", f"[{', '.join(_scalar(thing) for thing in judgement.things)}]"),
        ("by", _scalar(signed.by)),
        ("on", signed.on.isoformat()),
        ("because", _quote(because) if brackets else _text(because)),
    ]


def _scalar(text: str) -> str:
    """Return a key, quoted where it has to be."""
    return text if _WORD.fullmatch(text) and text.lower() not in _RESERVED and not _number(text) else _quote(text)


def _number(text: str) -> bool:
    return not any(character.isalpha() for character in text)


def _text(text: str) -> str:
    """Return a reason, quoted where it has to be."""
    plain = text[:1].isalpha() and ": " not in text and " #" not in text and not text.endswith(":") and BOM not in text
    return text if plain and text.lower() not in _RESERVED else _quote(text)


def _quote(text: str) -> str:
    if BOM in text:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace(BOM, "\\uFEFF")
        return f'"{escaped}"'
    doubled = text.replace("'", "''")
    return f"'{doubled}'"
