"""A graph in files of some megabytes, cut by what they hold: a change touches few of them, and moves no other cut."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from kg.mapping.cuts import subject_of
from kg.store.manifest import GRAPH, Digest

ARTICLES = 1 << 6
"""How many articles stand in one file on average: some megabytes."""


class Piece(NamedTuple):
    """Lines of a section: all of it, or as many as `kg.mapping.cuts` keeps together."""

    section: str
    first: bytes
    """The subject of the first line, rendered."""
    size: int
    """In bytes."""
    lines: int

    @property
    def kind(self) -> str:
        """What the section is: `article`, `register`, `derived` or `ontology`."""
        return self.section.partition("/")[0]


def piece_of(section: str, content: bytes) -> Piece:
    """Return what is to be known of some lines of a section."""
    return Piece(section, subject_of(content), len(content), content.count(b"\n"))


Layout = tuple[tuple[Piece, ...], ...]
"""The pieces of each file of a graph."""


class Part(NamedTuple):
    """One file of a graph."""

    name: str
    """Below the folder of the build."""
    lines: int
    blocks: Iterable[bytes]
    """Its content, in blocks of whole lines."""
    kept: tuple[Path, Digest] | None = None
    """A file with just this content, which can be shared."""


def begins(piece: Piece, before: Piece | None) -> bool:
    """Tell whether a file begins with a piece.

    That hangs on the piece and the one before it alone: articles share a file until the name of one ends it, and each
    further piece of a long section has a file of its own.
    """
    if before is None or piece.kind != before.kind or piece.section == before.section:
        return True
    return crc32(piece.section.encode()) % ARTICLES == 0


def is_article(section: str) -> bool:
    """Tell whether a section is that of an article."""
    return section.startswith("article/")


def files(pieces: Iterable[Piece], before: Piece | None = None) -> Iterator[list[Piece]]:
    """Yield the pieces of each file; `before`: the piece before the first one."""
    number = 0

    def counted(piece: Piece) -> int:
        nonlocal before, number
        number += begins(piece, before)
        before = piece
        return number

    for _, some in groupby(pieces, key=counted):
        yield list(some)


def name(number: int, pieces: Sequence[Piece]) -> str:
    """Return the name of a file below the folder of the build: `graph/000001-article.nq`. Numbers count from 1."""
    return f"{GRAPH}/{number:06}-{pieces[0].kind}.nq"
