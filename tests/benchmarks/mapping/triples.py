"""Sets of triples in files, small enough in memory to compare tens of millions."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyoxigraph


class Triples:
    """The triples of a file of N-Triples or N-Quads, without the names of graphs, as sorted hashes of 64 bits."""

    def __init__(self, path: Path) -> None:
        self.path = path
        digests = b"".join(_digest(triple) for triple in _read(path))
        self.written = len(digests) // 8
        """How many statements the file has."""
        self.keys = np.unique(np.frombuffer(digests, dtype=np.uint64))

    def __len__(self) -> int:
        """How many distinct triples there are."""
        return len(self.keys)

    def lacks(self, other: "Triples") -> "np.ndarray":
        """Return the hashes of the triples of another file that are not in this one."""
        return np.setdiff1d(other.keys, self.keys, assume_unique=True)

    def spelled(self, keys: "np.ndarray", most: int) -> list[str]:
        """Return some of the triples with these hashes as N-Triples, sorted."""
        wanted = set(keys.tolist())
        found = {t for t in _read(self.path) if int(np.frombuffer(_digest(t), dtype=np.uint64)[0]) in wanted}
        return sorted(found)[:most]


def verdict(name: str, found: Triples, wanted: Triples, *, more: bool = False) -> str:
    """Return in words whether a tool wrote the triples wanted, and with `more` perhaps others besides."""
    lacking, extra = found.lacks(wanted), wanted.lacks(found)
    if not len(lacking) and more:
        return f"has all {len(wanted):,} triples, of {len(found):,}"
    if not len(lacking) and not len(extra):
        return f"{len(found):,} triples, all equal"
    told = [f"{name} lacks: {line}" for line in wanted.spelled(lacking, 2)]
    told += [] if more else [f"{name} has more: {line}" for line in found.spelled(extra, 2)]
    return "; ".join([f"{len(found):,} triples, not equal", *told])


def _read(path: Path) -> Iterator[str]:
    for quad in pyoxigraph.parse(path=path):
        yield f"{quad.subject} {quad.predicate} {quad.object}"


def _digest(triple: str) -> bytes:
    return hashlib.blake2b(triple.encode(), digest_size=8).digest()
