"""All that is wrong with a tree, measured against the records: each mistake with its place and a mend.

msgspec stops at the first mistake and gives no line; this walk over the same types is taken only then.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from msgspec import inspect

from kg.model import Finding
from kg.sources.findings import did_you_mean, nearest, pointer, shown
from kg.sources.tree import Absent, Place, Tree

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_TRUTH = ("true", "false", "1", "0")
"""What msgspec takes for a truth value when it stands as text, in any case."""


def mistakes(tree: Tree, record: Any, *, texts: bool) -> Iterator[Finding]:
    """Yield every mistake of a tree that should be a `record` (a type that msgspec reads).

    With `texts` (YAML) numbers and truth values are written as text. Codes DK020 to DK026.
    """
    yield from _Walk(texts).node(tree.value, tree.place, _type_info(record), [])


class _Walk:
    def __init__(self, texts: bool) -> None:
        self.texts = texts

    def node(self, value: Any, place: Place, kind: inspect.Type, path: list[str | int]) -> Iterator[Finding]:
        """Yield the mistakes of one value and of all below it."""
        kind, meaning = _bare(kind, value)
        if isinstance(value, Absent):
            return
        match kind:
            case inspect.StructType(array_like=True) if isinstance(value, list):
                yield from self.row(value, place, kind, path)
            case inspect.StructType(array_like=False) if isinstance(value, dict):
                yield from self.fields(value, place, kind, path)
            case inspect.ListType() if isinstance(value, list):
                if kind.min_length is not None and len(value) < kind.min_length:
                    yield _finding("DK025", f"{_name(path)} is empty", place, path, "Fill it or take it out.")
                for index, item in enumerate(value):
                    yield from self.node(item, place.follow([index]), kind.item_type, [*path, index])
            case inspect.DictType() if isinstance(value, dict):
                for key, item in value.items():
                    at = place.follow([key])
                    where = Place(at.key_line, at.key_column, at.key_line, at.key_column)
                    yield from self.node(key, where, kind.key_type, [*path, key])
                    yield from self.node(item, at, kind.value_type, [*path, key])
            case inspect.StrType() if isinstance(value, str):
                yield from self.text(value, place, kind, meaning, path)
            case inspect.LiteralType() if isinstance(value, str):
                if value not in kind.values:
                    yield _unknown_word(value, [str(word) for word in kind.values], place, path)
            case inspect.IntType() | inspect.FloatType() if (number := self.number(value)) is not None:
                yield from _range(value, number, place, kind, path)
            case inspect.BoolType() if self.truth(value):
                pass
            case _:
                message = f"{_name(path)}: expected {expected(kind)}, found {found(value)}"
                yield _finding("DK022", message, place, path, f"Write {expected(kind)}.")

    def fields(
        self, value: dict[str, Any], place: Place, kind: inspect.StructType, path: list[str | int]
    ) -> Iterator[Finding]:
        known = {field.encode_name: field for field in kind.fields}
        for name, field in known.items():
            if field.required and name not in value:
                message = f"{record_name(kind)} lacks the field {name!r}: {expected(field.type)}"
                yield _finding("DK021", message, place, path, f"Add '{name}: …'.")
        for name, item in value.items():
            at = place.follow([name])
            if name in known:
                yield from self.node(item, at, known[name].type, [*path, name])
                continue
            near = nearest(name, list(known))
            message = f"unknown field {shown(name)} in {record_name(kind)}{did_you_mean(name, list(known))}"
            mend = f"{f'Write {near!r}' if near else 'Take it out'}; known fields: {', '.join(known)}."
            key = Place(at.key_line, at.key_column, at.key_line, at.key_column)
            yield _finding("DK020", message, key, [*path, name], mend)

    def row(self, value: list[Any], place: Place, kind: inspect.StructType, path: list[str | int]) -> Iterator[Finding]:
        if len(value) != len(kind.fields):
            message = f"{_name(path)}: expected {expected(kind)}, found {found(value)}"
            yield _finding("DK022", message, place, path, f"Write {expected(kind)}.")
            return
        for index, (item, field) in enumerate(zip(value, kind.fields, strict=True)):
            yield from self.node(item, place.follow([index]), field.type, [*path, index])

    def text(
        self, value: str, place: Place, kind: inspect.StrType, meaning: str, path: list[str | int]
    ) -> Iterator[Finding]:
        if len(value) < (kind.min_length or 0):
            yield _finding("DK025", f"{_name(path)} is empty", place, path, "Fill it or take it out.")
        elif kind.max_length is not None and len(value) > kind.max_length:
            message = f"{_name(path)} has {len(value)} characters; {kind.max_length} are allowed"
            yield _finding("DK025", message, place, path, "Shorten it.")
        elif kind.pattern is not None and not re.search(kind.pattern, value):
            form = meaning or f"a text of the form {kind.pattern}"
            yield _finding(
                "DK024", f"{_name(path)}: expected {form}, found {shown(value)}", place, path, f"Write {form}."
            )

    def number(self, value: Any) -> int | float | None:
        """Return the number that a value is, or None."""
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            return None
        if not isinstance(value, str):
            return value
        return float(value) if self.texts and _NUMBER.fullmatch(value) else None

    def truth(self, value: Any) -> bool:
        """Whether a value is true or false."""
        return isinstance(value, bool) or (self.texts and isinstance(value, str) and value.lower() in _TRUTH)


def expected(kind: inspect.Type) -> str:
    """Return what a type stands for, in words."""
    match kind:
        case inspect.Metadata():
            described = (kind.extra_json_schema or {}).get("description")
            return str(described) if described else expected(kind.type)
        case inspect.UnionType():
            parts = [expected(t) for t in kind.types if not isinstance(t, inspect.NoneType)]
            return " or ".join(dict.fromkeys(parts))
        case inspect.StructType(array_like=True):
            return f"[{', '.join(field.encode_name for field in kind.fields)}]"
        case inspect.StructType():
            return f"the fields of {record_name(kind)}"
        case inspect.DictType():
            return "fields"
        case inspect.ListType():
            return "a list"
        case inspect.LiteralType():
            return f"one of {', '.join(str(word) for word in kind.values)}"
        case inspect.IntType():
            return "a whole number"
        case inspect.FloatType():
            return "a number"
        case inspect.BoolType():
            return "true or false"
    return "a text"


def found(value: Any) -> str:
    """Return what kind of value stands there, in words."""
    if isinstance(value, dict):
        return "fields (" + ", ".join(shown(name) for name in list(value)[:3]) + ")"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"the number {shown(value)}" if isinstance(value, (int, float)) else f"the text {shown(value)}"


def record_name(kind: inspect.StructType) -> str:
    """Return the name of a record in words: `a stated time`."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.cls.__name__).lower()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


@lru_cache
def _type_info(record: Any) -> inspect.Type:
    return inspect.type_info(record)


def _bare(kind: inspect.Type, value: Any) -> tuple[inspect.Type, str]:
    """Return the type inside descriptions, and of a union the member whose shape the value has; and its description."""
    meaning = ""
    while isinstance(kind, (inspect.Metadata, inspect.UnionType)):
        if isinstance(kind, inspect.Metadata):
            meaning = str((kind.extra_json_schema or {}).get("description", ""))
            kind = kind.type
            continue
        members = [t for t in kind.types if not isinstance(t, inspect.NoneType)]
        fitting = [t for t in members if _fits(t, value)]
        if not fitting and len(members) > 1:
            return kind, meaning
        kind = (fitting or members)[0]
    return kind, meaning


def _fits(kind: inspect.Type, value: Any) -> bool:
    while isinstance(kind, inspect.Metadata):
        kind = kind.type
    if isinstance(value, dict):
        return isinstance(kind, inspect.DictType) or (isinstance(kind, inspect.StructType) and not kind.array_like)
    if isinstance(value, list):
        return isinstance(kind, inspect.ListType) or (isinstance(kind, inspect.StructType) and kind.array_like)
    return isinstance(value, str) and isinstance(kind, (inspect.StrType, inspect.LiteralType))


def _range(
    value: Any,
    number: int | float,
    place: Place,
    kind: inspect.IntType | inspect.FloatType,
    path: list[str | int],
) -> Iterator[Finding]:
    if isinstance(kind, inspect.IntType) and isinstance(number, float) and not number.is_integer():
        message = f"{_name(path)}: expected a whole number, found {found(value)}"
        yield _finding("DK022", message, place, path, "Write a whole number.")
    elif not (_floor(kind) <= number <= _ceiling(kind)):
        message = f"{_name(path)} is {shown(value)}; expected a number from {kind.ge} to {kind.le}"
        yield _finding("DK026", message, place, path, f"Write a number from {kind.ge} to {kind.le}.")


def _floor(kind: inspect.IntType | inspect.FloatType) -> float:
    return float("-inf") if kind.ge is None else kind.ge


def _ceiling(kind: inspect.IntType | inspect.FloatType) -> float:
    return float("inf") if kind.le is None else kind.le


def _unknown_word(value: str, known: list[str], place: Place, path: list[str | int]) -> Finding:
    near = nearest(value, known)
    listed = ", ".join(known)
    message = f"unknown {_name(path)} {shown(value)}{did_you_mean(value, known) or ';'} known: {listed}"
    return _finding("DK023", message, place, path, f"Write {near!r}." if near else f"Write one of {listed}.")


def _name(path: list[str | int]) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "the document")


def _finding(code: str, message: str, place: Place, path: list[str | int], mend: str) -> Finding:
    return Finding(code=code, message=message, line=place.line, column=place.column, pointer=pointer(path), mend=mend)
