"""The lines that only one of two graphs has."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path

from kg.model import Change
from kg.store.manifest import Digest

Files = Mapping[Path, Digest]
"""The files of a graph in their order, each with its digest."""


def difference(first: Files, second: Files) -> Change:
    """Return what of the first graph the second lacks, and the other way round.

    A file that both have is not read. The others are read once, side by side: pieces stand in the same order and are
    sorted inside, so what two builds have in common lies near the same line; a line waits only until the other side
    has come up with it. No line stands in one graph twice, which publishing has made sure of.
    """
    lost, gained = set[bytes](), set[bytes]()
    held = set(first.values()) & set(second.values())
    for before, after in zip_longest(_lines(first, held), _lines(second, held), fillvalue=b""):
        if before == after:
            continue
        for line, own, other in ((before, lost, gained), (after, gained, lost)):
            if line in other:
                other.remove(line)
            elif line:
                own.add(line)
    return Change(frozenset(lost), frozenset(gained))


def _lines(files: Files, held: Iterable[Digest]) -> Iterator[bytes]:
    for path, digest in files.items():
        if digest not in held:
            with path.open("rb") as file:
                yield from file
