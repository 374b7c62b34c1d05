"""Things that lead back to themselves."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K")


def circles(links: Mapping[K, Sequence[K]]) -> Iterator[set[K]]:
    """Yield each group of things that all lead to each other, in the order of the mapping.

    A thing that leads straight to itself is a group of its own. Nothing recurses, so that a long chain is no danger.
    Source: the algorithm of Kosaraju and Sharir.

    >>> [sorted(group) for group in circles({"a": ["b"], "b": ["c"], "c": ["b"], "d": ["d"]})]
    [['d'], ['b', 'c']]
    """
    back: dict[K, list[K]] = {}
    for thing, others in links.items():
        for other in others:
            back.setdefault(other, []).append(thing)
    seen: set[K] = set()
    for root in reversed(_left(links)):
        if root in seen:
            continue
        group, open_ = {root}, [root]
        seen.add(root)
        while open_:
            for other in back.get(open_.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    group.add(other)
                    open_.append(other)
        if len(group) > 1 or root in links.get(root, ()):
            yield group


def _left(links: Mapping[K, Sequence[K]]) -> list[K]:
    """Return all things in the order in which a search in depth is done with them."""
    done: list[K] = []
    seen: set[K] = set()
    for root in links:
        if root in seen:
            continue
        seen.add(root)
        path = [(root, iter(links[root]))]
        while path:
            thing, others = path[-1]
            other = next((other for other in others if other not in seen), None)
            if other is None:
                done.append(thing)
                path.pop()
            else:
                seen.add(other)
                path.append((other, iter(links.get(other, ()))))
    return done
