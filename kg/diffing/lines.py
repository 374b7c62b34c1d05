"""The lines that only one of two `graph.nq` has."""

from itertools import zip_longest
from pathlib import Path


def differing(first: Path, second: Path) -> tuple[list[str], list[str]]:
    """Return the lines that only the first has, and those that only the second has, each sorted.

    Both are read once, side by side. Sections stand in the same order and are sorted inside, so what two builds have
    in common lies near the same line: a line waits only until the other file has come up with it, and no more lines
    wait at a time than differ between the two. No line stands in one file twice, which publishing has made sure of.
    """
    lost, gained = set[bytes](), set[bytes]()
    with first.open("rb") as old, second.open("rb") as new:
        for before, after in zip_longest(old, new, fillvalue=b""):
            if before == after:
                continue
            for line, own, other in ((before, lost, gained), (after, gained, lost)):
                if line in other:
                    other.remove(line)
                elif line:
                    own.add(line)
    return sorted(line.decode() for line in lost), sorted(line.decode() for line in gained)
