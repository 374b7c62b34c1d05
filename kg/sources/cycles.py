"""Circles in who points to whom."""

from collections.abc import Iterator, Mapping, Sequence


def cycles(links: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield one circle for each link that closes one, found depth first in the order of the mapping.

    Without its results no circle would be left. Nothing recurses, so that a long chain is no danger.

    >>> list(cycles({"a": ["b"], "b": ["c", "a"], "d": ["d"]}))
    [['a', 'b'], ['d']]
    """
    done: set[str] = set()
    for root in links:
        if root in done:
            continue
        path, way = [root], {root: 0}
        open_links = [iter(links[root])]
        while path:
            target = next(open_links[-1], None)
            if target is None:
                open_links.pop()
                done.add(path[-1])
                del way[path.pop()]
            elif target in way:
                yield path[way[target] :]
            elif target not in done:
                way[target] = len(path)
                path.append(target)
                open_links.append(iter(links.get(target, ())))
