"""Connected components of a graph that changes a little from one time to the next."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, Protocol, TypeVar

K = TypeVar("K", bound=Any)
"""Keys that can be sorted."""


L = TypeVar("L", contravariant=True)


class Keys(Protocol[L]):
    """Tells which keys there are."""

    def __contains__(self, key: L, /) -> bool: ...


class Components(Generic[K]):
    """What hangs together. What is decided by looks along the edges alone is decided for each component by itself."""

    def __init__(self) -> None:
        self.of: dict[K, tuple[K, ...]] = {}
        """Each key to its component, sorted."""

    def renew(
        self, changed: Iterable[K], there: Keys[K], near: Callable[[K], Iterable[K]]
    ) -> tuple[list[tuple[K, ...]], list[tuple[K, ...]]]:
        """Find anew the components that the changed keys are or were in; return those that went and those that came.

        `changed` has each key that came or went, and at least one end of each edge that did. `near` gives the keys to
        which edges lead, in both directions; keys that are not `there` are passed over.
        """
        changed = set(changed)
        gone = {self.of[key] for key in changed if key in self.of}
        seeds = changed.union(*gone)
        for key in seeds:
            self.of.pop(key, None)
        come = []
        for seed in sorted(seeds):
            if seed in there and seed not in self.of:
                found = tuple(sorted(_reached(seed, there, near)))
                gone.update(self.of[key] for key in found if key in self.of)
                self.of.update(dict.fromkeys(found, found))
                come.append(found)
        return list(gone), come


def _reached(seed: K, there: Keys[K], near: Callable[[K], Iterable[K]]) -> Iterator[K]:
    seen, open_ = {seed}, [seed]
    while open_:
        key = open_.pop()
        yield key
        new = {other for other in near(key) if other in there} - seen
        seen |= new
        open_ += new
