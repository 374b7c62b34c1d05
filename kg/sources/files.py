"""Files and lines as bytes, within the limits."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple

from kg.errors import SourceError, UsageError
from kg.sources.limits import LINE_BYTES, NODES, REGISTER_NODES

Kind = Literal["yaml", "jsonl"]

KINDS: dict[str, Kind] = {".yaml": "yaml", ".yml": "yaml", ".jsonl": "jsonl"}
"""Suffixes of source files, in lower case, and how they are read."""

_NOT_IN_NAMES = re.compile(r"[#:\\\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Marks that part a place from its file, control characters, and bytes that are no UTF-8."""

APART = ("register", "project.yaml")
"""What lies in the folder of sources and is no annotation."""


def source_files(folder: Path) -> list[Path]:
    """Return the source files below a folder, sorted by path.

    Raises UsageError where there is no folder, and for a name that places in reports and builds can't hold.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder")
    found = {}
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if parts[0] in APART or any(part.startswith(".") for part in parts):
            continue
        if path.suffix.lower() in KINDS and not path.is_dir():
            _check_name("/".join((folder.name, *parts)))
            found[parts] = path
    return [found[parts] for parts in sorted(found)]


def _check_name(name: str) -> None:
    if found := _NOT_IN_NAMES.search(name):
        wrong = found[0]
        what = f"a byte that is no UTF-8 ({ord(wrong) & 0xFF:#x})" if wrong >= "\ud800" else repr(wrong)
        shown = name.encode(errors="backslashreplace").decode()
        raise UsageError(f"{shown}: the name of a source can't hold {what}; rename the file")


def file_name(path: Path, root: Path) -> str:
    """Return the POSIX path below the root. Raises UsageError where the file lies elsewhere."""
    try:
        name = path.absolute().relative_to(root.absolute()).as_posix()
    except ValueError:
        raise UsageError(f"{path} lies outside of {root}") from None
    # A name that is not UTF-8 must not break the report in which it is told.
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def whole(path: Path, limit: int) -> bytes:
    """Return a file's bytes. Raises SourceError DK001 (can't be read) or DK004 (more bytes than the limit)."""
    try:
        _regular(path)
        with path.open("rb") as file:
            raw = file.read(limit + 1)
    except OSError as error:
        raise SourceError("DK001", f"the file can't be read: {error.strerror}") from None
    if len(raw) > limit:
        raise SourceError("DK004", f"the file has more than {limit} bytes; {limit} are allowed")
    return raw


class Range(NamedTuple):
    """Some lines of a file."""

    start: int
    end: int
    """The first byte, and one past the last."""
    row: int
    """The number of the first line, counted from 0."""


def ranges(path: Path, size: int = 1 << 17) -> list[Range]:
    """Return a file in ranges of whole lines, each of so many bytes or, where a line is longer, of more.

    One that can't be read is one range, so that who reads it says why.
    """
    found: list[Range] = []
    start = place = row = 0
    with suppress(OSError, SourceError):
        _regular(path)
        with path.open("rb") as file:
            while block := file.read(size):
                if whole := block.rfind(b"\n") + 1 if len(block) == size else len(block):
                    found.append(Range(start, place + whole, row))
                    start, row = place + whole, row + block.count(b"\n")
                place += len(block)
    if place > start or not found:
        found.append(Range(start, place, row))
    return found


def lines(path: Path, some: Range) -> Iterator[bytes | SourceError]:
    """Yield these lines of a file without their line feeds, or DK004 for one that is too long.

    Never more than one line is held. Raises SourceError DK001 where the file can't be read.
    """
    try:
        _regular(path)
        with path.open("rb") as file:
            place = file.seek(some.start)
            while place < some.end and (raw := file.readline(LINE_BYTES + 1)):
                place += len(raw)
                if raw.endswith(b"\n") or len(raw) <= LINE_BYTES:
                    yield raw.removesuffix(b"\n")
                    continue
                while (rest := file.readline(LINE_BYTES)) and not rest.endswith(b"\n"):
                    place += len(rest)
                place += len(rest)
                yield SourceError("DK004", f"the line has more than {LINE_BYTES} bytes; {LINE_BYTES} are allowed")
    except OSError as error:
        raise SourceError("DK001", f"the file can't be read: {error.strerror}") from None


def _regular(path: Path) -> None:
    # Opening a pipe would wait for ever.
    if path.exists() and not path.is_file():
        raise SourceError("DK001", "the file can't be read: it is no regular file")


def nodes(path: Path) -> int:
    """Return how many nodes a YAML file may have: a file of the register holds many records."""
    return REGISTER_NODES if path.parent.name == "register" else NODES
