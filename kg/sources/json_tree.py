"""One line of JSON Lines: read fast where it is plain, else scanned into a tree that knows every place."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from json.decoder import JSONDecodeError
from typing import Any, NoReturn

from kg.errors import SourceError
from kg.sources.findings import shown
from kg.sources.limits import NODES
from kg.sources.tree import Growth, Place, Tree

_UNUSUAL = re.compile(r"null|\\[bf]|\\u(?:00[0189]|007f|d[89a-f]|fff[ef])", re.IGNORECASE)
"""Null, and escapes that may stand for a character that is refused; also where they are part of a word."""
_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_WORDS = {"true": True, "false": False}
_LONGEST = 300
"""Digits of a number that are looked at; whatever is longer is out of every range."""


def quick(text: str) -> Any:
    """Return the value of a plain JSON text, or None where `json_tree` has to look closer.

    What does not fit a record afterwards has to be looked at by `json_tree` too.
    """
    if _UNUSUAL.search(text) or sum(map(text.count, "[{,:")) >= NODES:
        return None
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError):
        return None


def column_of(text: str, path: Sequence[str]) -> int:
    """Return at which character of a JSON text the value stands to which a path leads, or what is nearest above it.

    Characters count from 1; 0 where the text can't be read.
    """
    if _plain(text):
        return _walked(text, path) + 1
    place = _place(text)
    return place.follow(path).column if place else 0


@lru_cache(maxsize=64)
def _plain(text: str) -> bool:
    return quick(text) is not None


@lru_cache(maxsize=64)
def _place(text: str) -> Place | None:
    try:
        return json_tree(text).place
    except SourceError:
        return None


def _walked(text: str, path: Iterable[str]) -> int:
    """Return where in a text that is JSON a path leads; all else on the way is scanned and not kept."""
    index = _after_space(text, 0)
    for step in path:
        child = next((at for key, at in _children(text, index) if key == step), None)
        if child is None:
            break
        index = child
    return index


def _children(text: str, index: int) -> Iterator[tuple[str, int]]:
    """Yield the fields or the items of what begins at a place, each with where its value begins."""
    opening = text[index]
    if opening not in "{[":
        return
    number = 0
    while text[index] not in "}]":
        index = _after_space(text, index + 1)  # behind the bracket or a comma
        if text[index] in "}]":
            return
        key = str(number)
        if opening == "{":
            key, index = _SCANNER.raw_decode(text, index)
            index = _after_space(text, _after_space(text, index) + 1)
        yield key, index
        _, index = _SCANNER.raw_decode(text, index)
        index, number = _after_space(text, index), number + 1


def _after_space(text: str, index: int) -> int:
    match = _SPACE.match(text, index)
    return match.end() if match else index


def json_tree(text: str, *, line: int = 1) -> Tree:
    """Return the tree of one JSON text (RFC 8259) that stands in the given line.

    Raises SourceError for syntax (DK006) and limits (DK014, DK015). Duplicate fields and null are in the
    tree's findings.
    """
    return _Builder(text, line).document()


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a field is given twice")
    return fields


def _float(digits: str) -> int | float:
    """Return a number with a point or an exponent; JSON Schema takes 12.0 for a whole number, and so do we."""
    number = float(digits)
    return int(number) if number.is_integer() else number


_DECODER = json.JSONDecoder(object_pairs_hook=_unique)
# It takes NaN and Infinity, which no field does; where a field refuses, `json_tree` has the last word.


_SCANNER = json.JSONDecoder()


class _Builder:
    def __init__(self, text: str, line: int) -> None:
        self.source = text
        self.line = line
        self.growth = Growth()

    def document(self) -> Tree:
        start = self.space(0)
        value, place, end = self.node(start, start, 0)
        end = self.space(end)
        if end != len(self.source):
            self.refuse(f"found {shown(self.source[end : end + 20])} after the end of the value", end)
        return Tree(value, place, tuple(self.growth.findings))

    def node(self, index: int, key: int, depth: int) -> tuple[Any, Place, int]:
        """Return the value that begins at `index`, its place and where it ends."""
        place = Place(self.line, index + 1, self.line, key + 1)
        first = self.source[index : index + 1]
        if first in ("{", "["):
            self.growth.add(depth + 1, self.line, index + 1)
            return self.mapping(place, index, depth + 1) if first == "{" else self.sequence(place, index, depth + 1)
        self.growth.add(depth, self.line, index + 1)
        if first == '"':
            text, end = self.string(index)
            return self.growth.text(text, self.line, index + 1), place, end
        for word, value in _WORDS.items():
            if self.source.startswith(word, index):
                return value, place, index + len(word)
        if self.source.startswith("null", index):
            return self.growth.no_value(self.line, index + 1), place, index + 4
        number = _NUMBER.match(self.source, index)
        if not number:
            self.refuse(f"expected a value, found {self.found(index)}", index)
        digits = number[0][:_LONGEST]
        return (_float(digits) if number[1] or number[2] else int(digits)), place, number.end()

    def sequence(self, place: Place, index: int, depth: int) -> tuple[list[Any], Place, int]:
        values: list[Any] = []
        place.items = []
        index = self.space(index + 1)
        if self.source.startswith("]", index):
            return values, place, index + 1
        while True:
            self.growth.path.append(len(values))
            value, item, index = self.node(index, index, depth)
            self.growth.path.pop()
            values.append(value)
            place.items.append(item)
            index = self.space(index)
            if self.source.startswith("]", index):
                return values, place, index + 1
            index = self.space(self.expect(",", index, "',' or ']'"))

    def mapping(self, place: Place, index: int, depth: int) -> tuple[dict[str, Any], Place, int]:
        values: dict[str, Any] = {}
        fields: dict[str, Place] = {}
        place.fields = fields
        index = self.space(index + 1)
        if self.source.startswith("}", index):
            return values, place, index + 1
        while True:
            start = index
            key, index = self.string(index)
            self.growth.add(depth, self.line, start + 1)
            usable = isinstance(self.growth.text(key, self.line, start + 1), str)
            self.growth.path.append(key if usable else "")
            if usable and key in fields:
                self.growth.twice(key, self.line, start + 1, fields[key])
                usable = False
            index = self.space(self.expect(":", self.space(index), "':'"))
            value, field, index = self.node(index, start, depth)
            self.growth.path.pop()
            if usable:
                values[key] = value
                fields[key] = field
            index = self.space(index)
            if self.source.startswith("}", index):
                return values, place, index + 1
            index = self.space(self.expect(",", index, "',' or '}'"))

    def string(self, index: int) -> tuple[str, int]:
        if not self.source.startswith('"', index):
            self.refuse(f"expected a field's name in double quotes, found {self.found(index)}", index)
        try:
            text, end = _DECODER.raw_decode(self.source, index)
        except JSONDecodeError as error:
            self.refuse(error.msg.removesuffix(" at").lower(), error.pos)
        return text, end

    def space(self, index: int) -> int:
        return _after_space(self.source, index)

    def expect(self, character: str, index: int, what: str) -> int:
        if not self.source.startswith(character, index):
            self.refuse(f"expected {what}, found {self.found(index)}", index)
        return index + 1

    def found(self, index: int) -> str:
        return shown(self.source[index : index + 20]) if index < len(self.source) else "the end of the line"

    def refuse(self, message: str, index: int) -> NoReturn:
        raise SourceError("DK006", f"not JSON: {message}", line=self.line, column=index + 1)
