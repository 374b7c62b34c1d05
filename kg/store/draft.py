"""A graph on its way to the gate: mapped, not yet admitted."""

import os
from collections.abc import Iterable, Iterator
from itertools import chain
from tempfile import TemporaryFile
from typing import Protocol
from weakref import finalize

from kg.errors import BuildError
from kg.model import Quad
from kg.store.nquads import block
from kg.store.parts import Layout, Part, Piece, files, name, piece_of

_BLOCK = 1 << 17
"""Bytes that are read at once."""


class Section(Protocol):
    """A name, and lines of N-Quads in any order."""

    @property
    def name(self) -> str:
        """What the section holds: `article/gazette-1`, `register`, `derived`, `ontology`."""

    @property
    def lines(self) -> Iterable[str]:
        """Its lines."""


class Draft:
    """The sections of a graph, each sorted and without repetition, as they stand in a build if they are admitted.

    They lie in a file without a name, in the folder for temporary files (`TMPDIR`), so that memory holds one section
    at a time, and nothing is left over. Raises BuildError for a line that is not one quad of a named graph, and if
    the disk refuses.
    """

    def __init__(self, number: int | None = None) -> None:
        """`number`: that of an open file, which another process shares, to write into."""
        self._file = TemporaryFile() if number is None else os.fdopen(number, "r+b")  # noqa: SIM115 (closed when it goes)
        finalize(self, self._file.close)
        self.pieces: list[Piece] = []
        """What was added, in its order."""

    def add(self, sections: Iterable[Section]) -> None:
        """Write sections behind those that are there."""
        for section in sections:
            content = block(section.lines)
            if not content:
                continue
            try:
                self._file.seek(0, 2)
                self._file.write(content)
                self._file.flush()
            except OSError as error:
                raise BuildError(f"no room for the graph among the temporary files: {error.strerror}") from error
            self.pieces.append(piece_of(section.name, content))

    @property
    def number(self) -> int:
        """That of the open file."""
        return self._file.fileno()

    def blocks(self, *, without: str = "") -> Iterator[bytes]:
        """Return the sections, all but one of this name, in blocks of whole lines."""
        place = 0
        for piece in self.pieces:
            if piece.section != without:
                yield from self.read(place, piece.size)
            place += piece.size

    @property
    def layout(self) -> Layout:
        """The pieces of each file of the graph."""
        return tuple(map(tuple, files(self.pieces)))

    def parts(self) -> Iterator[Part]:
        """Return the files of the graph, in their order."""
        place = 0
        for number, pieces in enumerate(files(self.pieces), 1):
            size = sum(piece.size for piece in pieces)
            yield Part(name(number, pieces), sum(piece.lines for piece in pieces), self.read(place, size))
            place += size

    def read(self, place: int, size: int) -> Iterator[bytes]:
        """Yield what lies at a place, in blocks of whole lines; the pieces lie one behind the other."""
        end = place + size
        while place < end:
            self._file.seek(place)
            lines = self._file.read(min(_BLOCK, end - place))
            if not lines.endswith(b"\n"):
                lines += self._file.readline()
            yield lines
            place += len(lines)

    def quads(self, *, without: str = "") -> Iterator[Quad]:
        """Return the quads of each section."""
        lines = chain.from_iterable(block.decode().split("\n")[:-1] for block in self.blocks(without=without))
        return map(Quad.of_line, lines)
