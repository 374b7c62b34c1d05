"""How far decided clusters agree with true ones: counted in pairs, by the sizes of what clusters have in common."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from itertools import combinations
from typing import NamedTuple, TypeVar

from kg.model import When

K = TypeVar("K", bound=Hashable)


class Pairs(NamedTuple):
    """Pairs of things: taken as one, truly one, and both."""

    decided: int
    true: int
    right: int

    @property
    def precision(self) -> float:
        """Share of what was taken as one that is one; 1 where nothing was."""
        return self.right / self.decided if self.decided else 1.0

    @property
    def recall(self) -> float:
        """Share of what is one that was taken as one; 1 where nothing is."""
        return self.right / self.true if self.true else 1.0


def score(decided: Mapping[K, Hashable], truth: Mapping[K, Hashable]) -> Pairs:
    """Return the pairs among the things of the truth. What is not decided, or decided as None, stands alone."""
    sizes, true, common = Counter[Hashable](), Counter[Hashable](), Counter[tuple[Hashable, Hashable]]()
    for thing, meant in truth.items():
        true[meant] += 1
        cluster = decided.get(thing)
        if cluster is not None:
            sizes[cluster] += 1
            common[cluster, meant] += 1
    return Pairs(*(sum(n * (n - 1) // 2 for n in counts.values()) for counts in (sizes, true, common)))


def wrong_merges(decided: Mapping[K, Hashable], truth: Mapping[K, str]) -> list[dict[str, list[K]]]:
    """Return every cluster that holds more than one true thing, as its members by true thing; the worst first."""
    clusters: dict[Hashable, dict[str, list[K]]] = defaultdict(dict)
    for thing, meant in truth.items():
        if (cluster := decided.get(thing)) is not None:
            clusters[cluster].setdefault(meant, []).append(thing)
    wrong = [members for members in clusters.values() if len(members) > 1]
    return sorted(wrong, key=lambda members: -sum(len(a) * len(b) for a, b in combinations(members.values(), 2)))


def missed(decided: Mapping[K, Hashable], truth: Mapping[K, str]) -> list[tuple[str, K, K, int]]:
    """Return, per true thing, its largest cluster beside each other one: an example of both, and the pairs missed."""
    parts: dict[str, dict[Hashable, list[K]]] = defaultdict(dict)
    for thing, meant in truth.items():
        cluster = decided.get(thing)
        parts[meant].setdefault(("alone", thing) if cluster is None else ("in", cluster), []).append(thing)
    found = []
    for meant, clusters in parts.items():
        largest, *others = sorted(clusters.values(), key=lambda members: -len(members))
        found += [(meant, largest[0], other[0], len(largest) * len(other)) for other in others]
    return sorted(found, key=lambda each: -each[3])


class Verdicts(NamedTuple):
    """Decisions one by one."""

    right: int = 0
    wrong: int = 0
    open: int = 0
    """Left undecided."""

    @property
    def all(self) -> int:
        return self.right + self.wrong + self.open


def verdicts(decided: Iterable[tuple[str | None, str]]) -> Verdicts:
    """Count pairs of what was decided (None: nothing) and what is true."""
    counts = Counter("open" if found is None else "right" if found == true else "wrong" for found, true in decided)
    return Verdicts(**counts)


def majority(decided: Mapping[K, Hashable], truth: Mapping[K, str]) -> dict[Hashable, str]:
    """Return what each cluster means: the true thing of most members, the first by name where two have as many."""
    counts: dict[Hashable, Counter[str]] = defaultdict(Counter)
    for thing, meant in truth.items():
        if (cluster := decided.get(thing)) is not None:
            counts[cluster][meant] += 1
    return {cluster: min(found, key=lambda meant: (-found[meant], meant)) for cluster, found in counts.items()}


class Days(NamedTuple):
    """Tellings by what their bounds say of the true day."""

    tellings: int = 0
    outside: int = 0
    """The bounds exclude it."""
    exact: int = 0
    """The bounds are that day, or from the first to the last day."""
    open: int = 0
    """There are no bounds."""

    @property
    def contained(self) -> float:
        """Share of tellings whose bounds do not exclude the day."""
        return 1 - self.outside / self.tellings if self.tellings else 1.0


def holds(when: When | None, first: date, last: date) -> bool:
    """Tell whether the bounds allow the days from first to last."""
    if when is None:
        return True
    return (when.earliest is None or when.earliest <= first) and (when.latest is None or last <= when.latest)


def days(bounds: Mapping[K, When | None], truth: Mapping[K, tuple[date, date]]) -> Days:
    """Hold the bounds of tellings against the true days."""
    counts = Counter[str]()
    for telling, (first, last) in truth.items():
        when = bounds.get(telling)
        counts["outside"] += not holds(when, first, last)
        counts["open"] += when is None or (when.earliest is None and when.latest is None)
        counts["exact"] += when is not None and (when.earliest, when.latest) == (first, last)
    return Days(len(truth), counts["outside"], counts["exact"], counts["open"])
