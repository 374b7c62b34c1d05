"""More lines than memory should hold, sorted: runs of them lie in temporary files, and are merged in the end."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import IO, TypeVar

from kg.errors import BuildError
from kg.mapping.cuts import cut
from kg.mapping.facts import Fact, Triple
from kg.mapping.lines import Lines
from kg.model import Block

HELD = 1 << 14
"""How many subjects memory holds at a time, each with about a kilobyte of lines."""
_AT_ONCE = 1 << 12
"""How many facts, triples or lines are taken at a time."""

T = TypeVar("T")


class Runs:
    """Gathers lines as `Lines` does; as soon as there are too many, they are sorted and written to a file.

    The files have no name, so nothing is left over. Raises BuildError if the disk refuses.
    """

    def __init__(self, provenance: str, held: int = HELD) -> None:
        """`provenance`: the graph of the provenance, rendered. `held`: how many subjects memory holds, more or less."""
        self._lines, self._provenance, self._held = Lines(provenance), provenance, held
        self._files: list[IO[bytes]] = []

    def state(self, triples: Iterable[Triple]) -> None:
        """Add triples to the graph of the provenance."""
        for some in _some(triples, min(self._held, _AT_ONCE)):
            self._lines.state(some)
            self._write(self._held)

    def facts(self, facts: Iterable[Fact]) -> None:
        """Add the facts' own graphs and their provenance."""
        for some in _some(facts, min(self._held, _AT_ONCE)):
            self._lines.facts(some)
            self._write(self._held)

    def blocks(self) -> Iterator[Block]:
        """Yield the lines in blocks: one after another they are one block."""
        if not self._files:
            yield from self._lines.blocks()
            return
        self._write(1)
        for file in self._files:
            file.seek(0)
        yield from cut(chain.from_iterable(_merged(self._files)))
        for file in self._files:
            file.close()

    def take(self, run: Iterable[Block]) -> None:
        """Add sorted lines, in blocks."""
        try:
            self._files.append(TemporaryFile())  # noqa: SIM115 (closed when all is read)
            self._files[-1].writelines(block.content for block in run)
        except OSError as error:
            raise BuildError(f"no room for the graph among the temporary files: {error.strerror}") from error

    def _write(self, least: int) -> None:
        """Write what memory holds to a file, if there are so many subjects."""
        if len(self._lines) >= least:
            self.take(self._lines.blocks())
            self._lines = Lines(self._provenance)


def _some(items: Iterable[T], number: int) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, number)):
        yield some


def _merged(runs: Iterable[IO[bytes]]) -> Iterator[Iterable[bytes]]:
    """Yield the lines of sorted runs in their order, each once, some at a time.

    What no run can still undercut is sorted at once: Python's sort takes runs as they are, and is faster than a heap.
    """
    waiting: list[tuple[IO[bytes], list[bytes]]] = [(run, []) for run in runs]
    while True:
        filled = [(run, lines or list(islice(run, _AT_ONCE))) for run, lines in waiting]
        if not any(lines for _, lines in filled):
            return
        last = min(lines[-1] for _, lines in filled if lines)
        parted = [(run, lines, bisect_right(lines, last)) for run, lines in filled]
        yield dict.fromkeys(sorted(chain.from_iterable(lines[:end] for _, lines, end in parted)))
        waiting = [(run, lines[end:]) for run, lines, end in parted]
