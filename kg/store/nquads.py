"""The graph as N-Quads: named graphs only, section by section, each sorted and without repetition."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import BuildError
from kg.model import Block, Quad
from kg.store.manifest import Digest

_IRI = r'<[^<>"{}|^`\\\x00-\x20]+>'
_LITERAL = rf'"[^"\\\n\r]*(?:\\.[^"\\\n\r]*)*"(?:@[A-Za-z0-9-]+|\^\^{_IRI})?'
_LINE = re.compile(rf"{_IRI} {_IRI} (?:{_IRI}|{_LITERAL}) {_IRI} \.\n".encode())
"""One quad as this project writes it (N-Quads, section 4): IRIs without escapes, no blank node, one space each."""

BLANK = "a blank node where an IRI has to be"
_BLANK = re.compile(r"(?:^| )_:\S+ ")


def fault(line: str) -> str:
    """Return why a line is no line of a graph as it is written here, or nothing."""
    try:
        if _LINE.fullmatch(line.encode()):
            return ""
    except UnicodeEncodeError:
        pass  # half a surrogate pair
    return BLANK if _BLANK.search(line) else "not one quad of a named graph"


split = Quad.of_line
"""Gives the terms of a line of a graph, each as rendered there."""


def read(path: Path) -> Iterator[Quad]:
    """Return the quads of a file, in its order."""
    with path.open(encoding="utf-8", newline="\n") as file:
        yield from map(split, file)


def block(lines: Iterable[str]) -> bytes:
    """Return one section as it is written: sorted by code points, without repetition.

    What was mapped is so already, and right by construction. Raises BuildError for a line that is not one quad of a
    named graph without blank nodes.
    """
    if isinstance(lines, Block):
        return lines.content
    ordered = sorted(set(lines))
    content = "".join(ordered).encode(errors="backslashreplace")
    rest, count = _LINE.subn(b"", content)  # one search through all is three times as fast as one for each
    if rest or count != len(ordered) or b"\\ud" in content:
        for line in ordered:
            if reason := fault(line):
                raise BuildError(f"{reason}: {line.strip()[:300]}")
    return content


def write(blocks: Iterable[bytes], path: Path) -> Digest:
    """Write sections as `block` gives them to a new file and flush it; return its digest."""
    state, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        for block in blocks:
            file.write(block)
            state.update(block)
            size += len(block)
        file.flush()
        os.fsync(file.fileno())
    return Digest(state.hexdigest(), size)


def repeated(paths: Iterable[Path]) -> str:
    """Return the first line that stands twice in these files, or nothing."""
    seen: set[bytes] = set()
    for path in paths:
        with path.open("rb") as file:
            for line in file:
                if line in seen:
                    return line.decode()
                seen.add(line)
    return ""
