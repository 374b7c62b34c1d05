"""Every record of a document with its pointer."""

from functools import lru_cache

from msgspec import Struct, inspect

Field = tuple[str, str]
"""An attribute of a record, and its name in a file."""


def records(value: Struct, pointer: str = "") -> list[tuple[str, Struct]]:
    """Return a record and all records inside it, each with its JSON Pointer, from the top."""
    found: list[tuple[str, Struct]] = []
    _gather(value, pointer, found)
    return found


def _gather(value: Struct, pointer: str, found: list[tuple[str, Struct]]) -> None:
    found.append((pointer, value))
    for attribute, name in containers(type(value)):
        item = getattr(value, attribute)
        if isinstance(item, Struct):
            _gather(item, f"{pointer}/{name}", found)
        elif isinstance(item, list):
            for index, member in enumerate(item):
                if isinstance(member, Struct):
                    _gather(member, f"{pointer}/{name}/{index}", found)


@lru_cache
def fields(kind: type[Struct]) -> tuple[Field, ...]:
    """Return the fields of a record."""
    return tuple((field.name, field.encode_name) for field in _info(kind).fields)


@lru_cache
def containers(kind: type[Struct]) -> tuple[Field, ...]:
    """Return the fields that may hold records or lists."""
    return tuple(
        (f.name, f.encode_name) for f in _info(kind).fields if _is(f.type, inspect.StructType, inspect.ListType)
    )


@lru_cache
def lists(kind: type[Struct]) -> tuple[Field, ...]:
    """Return the fields that may hold lists."""
    return tuple((field.name, field.encode_name) for field in _info(kind).fields if _is(field.type, inspect.ListType))


def _info(kind: type[Struct]) -> inspect.StructType:
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    return info


def _is(kind: inspect.Type, *wanted: type[inspect.Type]) -> bool:
    if isinstance(kind, inspect.Metadata):
        return _is(kind.type, *wanted)
    if isinstance(kind, inspect.UnionType):
        return any(_is(member, *wanted) for member in kind.types)
    return isinstance(kind, wanted)
