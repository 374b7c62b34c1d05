"""Which tellings are of one event: judgements first, then score cards, the clearest first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.dates import intersect
from kg.identity.cards import Card
from kg.identity.events.blocks import Pair
from kg.identity.events.card import Weighed, compare
from kg.identity.events.judged import Judged, taken
from kg.identity.events.merged import Merged
from kg.identity.events.outcome import unjoined
from kg.identity.events.rivals import ambiguous
from kg.identity.events.tellings import Telling
from kg.identity.events.times import exclude
from kg.model import EventKey, When

Weigh = Callable[[EventKey, EventKey], Weighed]
"""Compares two tellings."""
_Edges = Callable[[Telling], Iterable[EventKey]]
_Group = tuple[EventKey, ...]


class Joined(NamedTuple):
    """What became of some tellings."""

    merged: Merged
    noted: dict[Pair, Card]
    """Cards that say something else than the two tellings alone would."""


class Joining:
    """Some tellings, and which of them are one event.

    A join looks at what fits, at what judgements say, and along parts and orders, over all that is one with what it
    reaches. So what becomes of tellings rests on nothing but those that are linked with them in these ways.
    """

    def __init__(
        self, tellings: Mapping[EventKey, Telling], pairs: Iterable[Pair], judged: Iterable[Judged], weigh: Weigh
    ) -> None:
        """`pairs`: those that fit, and on which no judgement decides."""
        self._merged = taken(judged)
        self._noted: dict[Pair, Card] = {}
        self._tellings, self._pairs, self._weigh = tellings, sorted(pairs), weigh
        self._parts: dict[EventKey, list[EventKey]] = defaultdict(list)
        for telling in tellings.values():
            if telling.parent:
                self._parts[telling.parent.key].append(telling.key)

    def _card(self, pair: Pair) -> Card:
        return self._noted.get(pair) or self._weigh(*pair).card

    def join(self) -> Joined:
        """Apply what the cards say; note on a card where it could not be applied."""
        open_ = [pair for pair in self._pairs if not settled(self._merged, *pair)]
        torn = ambiguous({pair: self._card(pair).margin for pair in open_}, self._apart)
        for pair in sorted(torn):
            self._noted[pair] = compare(self._tellings[pair[0]], self._tellings[pair[1]], ambiguous=True)
        same = [pair for pair in self._pairs if self._card(pair).verdict == "same"]
        for pair in sorted(same, key=lambda pair: (-self._card(pair).margin, pair)):
            if self._merged.leader(pair[0]) == self._merged.leader(pair[1]):
                continue
            if says := self._hindrance(*pair):
                self._noted[pair] = unjoined(self._card(pair), says, "contradiction-in-group")
            else:
                self._merged.join(pair, self._card(pair))
        return Joined(self._merged, self._noted)

    def _apart(self, one: EventKey, other: EventKey) -> bool:
        """Tell whether two tellings are two events for certain."""
        if self._merged.leader(one) == self._merged.leader(other):
            return False
        if self._merged.apart(one, other):
            return True
        return self._weigh(one, other).card.rule == "contradiction"

    def _hindrance(self, one: EventKey, other: EventKey) -> str:
        """Return in words what keeps the groups of two tellings from becoming one, or nothing."""
        if self._merged.apart(one, other):
            return "a judgement keeps apart what they are one with"
        ones, others = self._merged.group(one), self._merged.group(other)
        for a in ones:
            for b in others:
                if self._weigh(a, b).card.rule == "contradiction":
                    why = "one article tells both" if a[0] == b[0] else "these contradict each other"
                    return f"{'/'.join(a)} would be one with {'/'.join(b)}, and {why}"
        for word, edges in (("be a part of", _around), ("come before", _earlier)):
            if self._reaches(ones, others, edges) or self._reaches(others, ones, edges):
                return f"it would {word} itself"
        for part, whole in (*self._ties(ones, others), *self._ties(others, ones)):
            if exclude(self._days(part), self._days(whole)):
                return f"{'/'.join(part[0])} would be a part of {'/'.join(whole[0])} and lie outside its days"
        return ""

    def _ties(self, ones: _Group, others: _Group) -> Iterator[tuple[_Group, _Group]]:
        """Yield what would become a part of what, by the parts and the wholes of the ones, if both were one event."""
        for key in ones:
            yield from ((self._merged.group(part), others) for part in self._parts.get(key, ()))
            telling = self._tellings.get(key)
            yield from ((others, self._merged.group(whole)) for whole in (_around(telling) if telling else ()))

    def _days(self, group: _Group) -> When | None:
        """Return the days that all tellings of an event allow; None where they exclude each other."""
        return intersect(when for key in group if key in self._tellings and (when := self._tellings[key].when))

    def _reaches(self, start: _Group, end: _Group, edges: _Edges) -> bool:
        """Tell whether edges lead from one group to another, over all that is one with what they reach."""
        goal, seen = self._merged.leader(end[0]), {self._merged.leader(start[0])}
        rest = list(start)
        while rest:
            telling = self._tellings.get(rest.pop())
            for key in edges(telling) if telling else ():
                leader = self._merged.leader(key)
                if leader == goal:
                    return True
                if leader not in seen:
                    seen.add(leader)
                    rest += self._merged.group(key)
        return False


def settled(merged: Merged, one: EventKey, other: EventKey) -> bool:
    """Tell whether two stand apart because an article that tells the one tells the other as well."""
    if merged.leader(one) == merged.leader(other):
        return False
    articles = [{article for article, _ in merged.group(key)} for key in (one, other)]
    return not articles[0].isdisjoint(articles[1])


def _around(telling: Telling) -> Iterable[EventKey]:
    return [telling.parent.key] if telling.parent else []


def _earlier(telling: Telling) -> Iterable[EventKey]:
    return telling.earlier
