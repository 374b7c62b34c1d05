"""From a JSON Pointer (RFC 6901) back to the line and the column of a source file."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from kg.errors import SourceError
from kg.model import Finding
from kg.sources.encoding import decode, decode_line
from kg.sources.files import KINDS, Kind, lines, nodes, whole
from kg.sources.findings import steps
from kg.sources.json_tree import json_tree
from kg.sources.limits import REGISTER_BYTES
from kg.sources.tree import Place
from kg.sources.yaml_tree import yaml_tree

__all__ = ["KINDS", "Kind", "locate", "with_positions"]


def locate(text: str, pointer: str, kind: Kind) -> tuple[int, int]:
    """Return line and column, both from 1, of the value at a pointer, or of what is nearest above it.

    For JSON Lines the first step counts the lines of the file from 0, and the column counts inside its line.
    Columns count code points. (0, 0) where the text can't be read. `text` is the file as decoded, with its
    line breaks as they are.
    """
    path = steps(pointer)
    if kind == "yaml":
        place = _yaml_places(text.removeprefix("\ufeff"))
    elif path and path[0].isascii() and path[0].isdigit():
        line = _line(text, int(path[0]))
        return (0, 0) if line is None else _in_line(line, int(path[0]) + 1, path[1:])
    else:
        return 1, 1
    if place is None:
        return 0, 0
    found = place.follow(path)
    return found.line, found.column


def with_positions(findings: Iterable[Finding], root: Path) -> tuple[Finding, ...]:
    """Return the findings, those of a source file without a line completed with line and column.

    `file` is taken below `root`; a file that is gone or is none of the sources leaves the finding as it is.
    Each file is read once.
    """
    done = list(findings)
    lost: dict[str, list[int]] = defaultdict(list)
    for number, finding in enumerate(done):
        if finding.file and not finding.line and Path(finding.file).suffix.lower() in KINDS:
            lost[finding.file].append(number)
    for file, numbers in lost.items():
        pointers = [done[number].pointer for number in numbers]
        for number, (line, column) in zip(numbers, _in_file(root / file, pointers), strict=True):
            done[number] = replace(done[number], line=line, column=column)
    return tuple(done)


def _in_file(path: Path, pointers: Sequence[str]) -> list[tuple[int, int]]:
    try:
        if KINDS[path.suffix.lower()] == "yaml":
            place = yaml_tree(decode(whole(path, REGISTER_BYTES)), nodes(path)).place
            return [place.at(pointer) for pointer in pointers]
        wanted = {step for pointer in pointers for step in steps(pointer)[:1]}
        texts = {str(n): raw for n, raw in enumerate(lines(path)) if str(n) in wanted}
    except SourceError:
        return [(0, 0)] * len(pointers)
    return [_in_one_of(texts, pointer) for pointer in pointers]


def _in_one_of(texts: dict[str, bytes | SourceError], pointer: str) -> tuple[int, int]:
    path = steps(pointer)
    raw = texts.get(path[0]) if path else None
    if not isinstance(raw, bytes):
        return 0, 0
    number = int(path[0]) + 1
    try:
        return _in_line(decode_line(raw, number), number, path[1:])
    except SourceError:
        return 0, 0


def _in_line(text: str, number: int, path: Sequence[str]) -> tuple[int, int]:
    column = _column(text.removeprefix("\ufeff"), tuple(path))
    return (number, column) if column else (0, 0)


@lru_cache(maxsize=1 << 14)
def _column(text: str, path: tuple[str, ...]) -> int:
    """Return where in a line of JSON something stands; 0 where it can't be read."""
    place = _places_in_line(text)
    return place.follow(path).column if place else 0


def _line(text: str, number: int) -> str | None:
    """Return one line, without its line break; None beyond the last."""
    starts = _starts(text)
    if number >= len(starts):
        return None
    return text[starts[number] : starts[number + 1] - 1 if number + 1 < len(starts) else None]


@lru_cache(maxsize=4)
def _starts(text: str) -> list[int]:
    """Return where the lines of a text begin."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


@lru_cache(maxsize=4)
def _yaml_places(text: str) -> Place | None:
    try:
        return yaml_tree(text).place
    except SourceError:
        return None


@lru_cache(maxsize=64)
def _places_in_line(text: str) -> Place | None:
    try:
        return json_tree(text).place
    except SourceError:
        return None
