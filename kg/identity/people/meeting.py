"""Who meets whom, so that the two are compared: those whose names sound alike, unless they are too many."""

from bisect import bisect, bisect_left, insort
from collections.abc import Collection, Iterable, Iterator, Mapping, Set

from kg.identity.people.sounding import Index, Look, sounds_like

CROWD = 400
"""Where so many sound alike, each is compared with this many neighbours in the alphabet: what is not compared stays
apart, and a wrong merge can't come of it."""

Meeting = tuple[str, str]
"""The keys of one who seeks, and of one found."""


class Search:
    """Those who seek others whose names may be theirs, and whom they find among those who are sought.

    Two find each other by what these two are. Only who finds a crowd, and so has to choose, depends on all of it.
    """

    def __init__(self, looks: Mapping[str, Look], seeking: Set[str], sought: Set[str]) -> None:
        """All three change from outside; `renew` or `begin` is told when they have."""
        self._looks, self._seeking, self._sought = looks, seeking, sought
        self._numbers: dict[str, int] = {}
        """How many each of those who seek could find."""
        self._crowds: dict[str, list[tuple[str, str]]] = {}
        """Of those who could find a crowd: all of it by first name and key, sorted."""

    def begin(self) -> Iterator[Meeting]:
        """Let all seek at once; yield whom each meets."""
        self._numbers, self._crowds = {}, {}
        index = Index(self._looks, self._seeking, self._sought)
        for key in self._seeking:
            yield from ((key, other) for other in self._count(key, index.like(key) - {key}))

    def renew(self, left: Iterable[str], gone: Mapping[str, Look], come: Iterable[str]) -> Iterator[Meeting]:
        """Let those seek who came, and the others those who came; yield all pairs that may meet now or no more.

        `left`: who seeks no more, or no more as the same; `gone`: who was sought and is no more, as they were; `come`:
        who is new, on either side.
        """
        come = set(come)
        new = come & self._sought
        for key in left:
            del self._numbers[key]
            self._crowds.pop(key, None)
        for key in list(self._numbers):
            less = [other for other, look in gone.items() if sounds_like(self._looks[key], look)]
            more = [other for other in new if sounds_like(self._looks[key], self._looks[other])]
            if less or more:
                yield from ((key, other) for other in self._changed(key, less, more, gone))
        for key in come & self._seeking:
            yield from ((key, other) for other in self._count(key, self._like(key)))

    def meets(self, key: str, other: str) -> bool:
        """Tell whether one seeks another and chooses them."""
        if key not in self._seeking or other not in self._sought or key == other:
            return False
        if key not in self._crowds:
            return sounds_like(self._looks[key], self._looks[other])
        crowd, place = self._crowds[key], self._place(other)
        start, end = self._window(key)
        number = bisect_left(crowd, place)
        return start <= number < end and number < len(crowd) and crowd[number] == place

    def _count(self, key: str, found: Collection[str]) -> Iterable[str]:
        """Note how many somebody could find; return whom they meet."""
        self._numbers[key] = len(found)
        if len(found) <= CROWD:
            return found
        self._crowds[key] = sorted(map(self._place, found))
        return self._chosen(key)

    def _changed(
        self, key: str, less: Collection[str], more: Collection[str], gone: Mapping[str, Look]
    ) -> Iterable[str]:
        """Note whom somebody could find no more, and whom now; return whom they may meet or not, other than before."""
        number = self._numbers[key] = self._numbers[key] - len(less) + len(more)
        if key not in self._crowds and number <= CROWD:
            return more
        if key in self._crowds:
            before = self._chosen(key)
            crowd = self._crowds[key]
            for other in less:
                del crowd[bisect_left(crowd, (gone[other].names[0], other))]
            for other in more:
                insort(crowd, self._place(other))
            if number <= CROWD:
                del self._crowds[key]
                return {other for _, other in crowd}.difference(before).union(more)
        else:
            found = self._like(key)
            before = [other for other in found if other not in more]
            self._count(key, found)
        return set(before).symmetric_difference(self._chosen(key)).union(more)

    def _like(self, key: str) -> list[str]:
        look, looks = self._looks[key], self._looks
        return [other for other in self._sought if other != key and sounds_like(look, looks[other])]

    def _place(self, key: str) -> tuple[str, str]:
        return self._looks[key].names[0], key

    def _window(self, key: str) -> tuple[int, int]:
        middle = bisect(self._crowds[key], self._place(key))
        return max(0, middle - CROWD // 2), middle + CROWD // 2

    def _chosen(self, key: str) -> list[str]:
        start, end = self._window(key)
        return [other for _, other in self._crowds[key][start:end]]
