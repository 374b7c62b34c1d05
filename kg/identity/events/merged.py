"""Reports that are taken as one event: by recorded judgement or by score card, with what keeps others apart."""

from collections.abc import Iterable, Iterator
from typing import Any

from kg.identity.cards import Card
from kg.model import EventKey, Judgement


class Merged:
    """Disjoint groups of events, each under its smallest key; a key of no group stands for itself."""

    def __init__(self) -> None:
        self._leader: dict[EventKey, EventKey] = {}
        self._apart: dict[EventKey, set[EventKey]] = {}
        self.members: dict[EventKey, tuple[EventKey, ...]] = {}
        self.judgements: dict[EventKey, tuple[Judgement, ...]] = {}
        """Of each group: the judgements that join it; none where score cards alone do."""
        self.cards: dict[EventKey, tuple[Card, ...]] = {}
        """Of each group: the score cards that join it, in the order in which they were applied."""

    def copy(self) -> "Merged":
        """Return the same groups, to be changed."""
        merged = Merged()
        merged.add(self)
        return merged

    def add(self, other: "Merged") -> None:
        """Add groups of other events, of which none is in these."""
        for mine, theirs in zip(self._parts(), other._parts(), strict=True):
            mine.update(theirs)

    def remove(self, other: "Merged") -> None:
        """Remove groups that were added."""
        for mine, theirs in zip(self._parts(), other._parts(), strict=True):
            for key in theirs:
                del mine[key]

    def _parts(self) -> tuple[dict[EventKey, Any], ...]:
        return self._leader, self._apart, self.members, self.judgements, self.cards

    def leader(self, key: EventKey) -> EventKey:
        """Return the key under which an event stands."""
        return self._leader.get(key, key)

    def group(self, key: EventKey) -> tuple[EventKey, ...]:
        """Return all keys of an event, sorted: its own, if nothing else is one with it."""
        leader = self.leader(key)
        return self.members.get(leader, (leader,))

    def join(self, keys: Iterable[EventKey], why: Judgement | Card) -> None:
        """Take these as one, together with all that they were one with already."""
        leaders = sorted({self.leader(key) for key in keys})
        group = tuple(sorted({member for leader in leaders for member in self.group(leader)}))
        judgements = [j for leader in leaders for j in self.judgements.pop(leader, ())]
        cards = [c for leader in leaders for c in self.cards.pop(leader, ())]
        (judgements if isinstance(why, Judgement) else cards).append(why)  # type: ignore[arg-type]
        apart = {other for leader in leaders for other in self._apart.pop(leader, ())}
        for leader in leaders:
            self.members.pop(leader, None)
        first = group[0]
        self._leader.update(dict.fromkeys(group, first))
        self.members[first] = group
        self.judgements[first] = tuple(sorted(judgements, key=lambda j: (j.things, j.on, j.by)))
        self.cards[first] = tuple(cards)
        for other in apart:
            self._apart[other] = self._apart[other] - set(leaders) | {first}
        self._apart[first] = apart

    def keep_apart(self, keys: Iterable[EventKey]) -> None:
        """Keep these, and all that is or will be one with each, from being taken as one."""
        leaders = {self.leader(key) for key in keys}
        for leader in leaders:
            self._apart.setdefault(leader, set()).update(leaders - {leader})

    def kept_apart(self, key: EventKey) -> Iterator[EventKey]:
        """Yield all from which judgements keep an event apart."""
        for leader in self._apart.get(self.leader(key), ()):
            yield from self.group(leader)

    def apart(self, one: EventKey, other: EventKey) -> bool:
        """Tell whether a judgement keeps two apart, or those that they are one with."""
        return self.leader(other) in self._apart.get(self.leader(one), ())
