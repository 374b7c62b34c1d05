"""Bounds that narrow each other by order, by parts and by times that count from them, with the ground of every step.

A bound only ever moves inwards, so the end is the same whatever comes first. The tightest bounds are passed on first
(as Dijkstra's algorithm does), so each end moves once or a few times, and chains of any length take little time.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from heapq import heappop, heappush
from typing import Any, Literal, NamedTuple

from kg.dates.circles import circles
from kg.dates.stated import day_or_interval
from kg.model import EventKey, When

Side = Literal["earliest", "latest"]
SIDES: tuple[Side, Side] = ("earliest", "latest")
End = tuple[EventKey, Side]
"""One of the two bounds of an event."""
Kind = Literal["before", "part", "counted"]


class Relation(NamedTuple):
    """What ties the times of two events.

    `before`: no day of the first is after the latest of the second, none of the second before the earliest of the
    first. `part`: the first lies within the second. `counted`: a time of the first counts from the second.
    """

    first: EventKey
    second: EventKey
    kind: Kind
    ground: Any
    """Names the annotation that says so. Grounds of one corpus can be sorted."""
    narrows: tuple[EventKey, ...] = ()
    """Which of the two may be narrowed by the other; if none is named, all that the kind allows."""
    read: Callable[[When], When] | None = None
    """For `counted`: the bounds of the first by those of the second. Narrower ones must never give wider ones."""

    def may_narrow(self, key: EventKey) -> bool:
        """Tell whether the relation may narrow this one of its two."""
        return key in (self.narrows or (self.first, self.second))


class Step(NamedTuple):
    """Why an end lies where it lies: by which relation, and from which ends of the other event."""

    relation: Relation
    premises: tuple[End, ...]


class Contradiction(NamedTuple):
    """Times and relations that cannot all hold."""

    times: tuple[End, ...]
    """Ends that the events' own times give; none where the relations run in a circle that is impossible by itself."""
    relations: tuple[Relation, ...]


class Narrowed(NamedTuple):
    """The bounds of all events, and how they came about."""

    bounds: dict[EventKey, When]
    steps: dict[End, Step]
    """For each end that is not the event's own. Following the premises ends at ends that are."""
    contradictions: tuple[Contradiction, ...]


def narrow(own: Mapping[EventKey, When], relations: Iterable[Relation]) -> Narrowed:
    """Narrow bounds until no relation moves any.

    `own`: what the stated times of each event give; their bounds are in order. The result depends neither on the
    order of the relations nor on that of the events. Relations of which a contradiction is made narrow nothing.
    """
    active = sorted((r for r in relations if r.first != r.second or r.kind == "before"), key=_order)
    found = list(_impossible(active))
    while True:
        active = _without(active, found)
        spread = _Spread(own, active)
        spread.run()
        if not spread.contradictions:
            return Narrowed(spread.bounds(), spread.steps, tuple(found))
        found += _with_alike(spread.contradictions, active)


def _order(relation: Relation) -> tuple[Any, ...]:
    return relation[:4]


def _impossible(relations: Sequence[Relation]) -> Iterator[Contradiction]:
    """Yield each group of orders by which events would come before themselves."""
    befores = [relation for relation in relations if relation.kind == "before"]
    links: dict[EventKey, list[EventKey]] = {}
    for relation in befores:
        links.setdefault(relation.first, []).append(relation.second)
    group_of: dict[EventKey, int] = {}
    for number, group in enumerate(circles(links)):
        group_of |= dict.fromkeys(group, number)
    groups: dict[int, list[Relation]] = {}
    for relation in befores:
        number = group_of.get(relation.first, -1)
        if number >= 0 and number == group_of.get(relation.second):
            groups.setdefault(number, []).append(relation)
    for group_relations in groups.values():
        yield Contradiction((), tuple(group_relations))


def _with_alike(contradictions: Iterable[Contradiction], active: Sequence[Relation]) -> Iterator[Contradiction]:
    """Yield each contradiction once, with all relations that say the same as those in it: the one is no better."""
    alike: dict[tuple[Any, ...], list[Relation]] = {}
    for relation in active:
        if relation.kind != "counted":
            alike.setdefault(relation[:3], []).append(relation)
    seen = set()
    for times, relations in contradictions:
        whole = tuple(dict.fromkeys(r for one in relations for r in alike.get(one[:3], [one])))
        if frozenset(whole) not in seen:
            seen.add(frozenset(whole))
            yield Contradiction(times, whole)


def _without(relations: Iterable[Relation], contradictions: Iterable[Contradiction]) -> list[Relation]:
    dropped = {relation for contradiction in contradictions for relation in contradiction.relations}
    return [relation for relation in relations if relation not in dropped]


class _Spread:
    """One pass: own bounds passed on along the relations, until nothing moves or a contradiction is found."""

    def __init__(self, own: Mapping[EventKey, When], relations: Iterable[Relation]) -> None:
        self.steps: dict[End, Step] = {}
        self.contradictions: list[Contradiction] = []
        self._own = own
        self._values: dict[End, date] = {}
        self._cited: set[End] = set()
        """Ends from which another one came: only these can come back to themselves."""
        self._counted: set[End] = set()
        """Ends that rest on a counted time. Without one, an end that comes back to itself comes back unmoved."""
        self._broken: set[EventKey] = set()
        self._queue: list[tuple[int, EventKey, Side]] = []
        self._from: dict[End, list[Relation]] = {}
        for relation in relations:
            for end in _givers(relation):
                self._from.setdefault(end, []).append(relation)
        for key, when in own.items():
            for side in SIDES:
                if value := getattr(when, side):
                    self._set((key, side), value)

    def run(self) -> None:
        """Pass on all bounds. Where an event's bounds part, it passes on nothing more."""
        while self._queue:
            rank, key, side = heappop(self._queue)
            if key in self._broken or rank != _rank(side, self._values[key, side]):
                continue  # it has moved since it was queued
            for relation in self._from.get((key, side), ()):
                for end, value, premises in self._gives(relation, (key, side)):
                    if end[0] not in self._broken and self._moves(end, value):
                        self._take(end, value, Step(relation, premises))

    def bounds(self) -> dict[EventKey, When]:
        """Return the bounds of every event that has some."""
        found = dict(self._own)
        for key in dict.fromkeys(key for key, _ in self.steps):
            earliest, latest = (self._values.get((key, side)) for side in SIDES)
            own = self._own.get(key, When())
            edtf = day_or_interval(earliest, latest)
            found[key] = When(earliest, latest, edtf, own.rule, own.part_of_day)
        return found

    def _gives(self, relation: Relation, end: End) -> Iterator[tuple[End, date, tuple[End, ...]]]:
        """Yield what a relation makes of an end: another end, its day, and the ends that it comes from."""
        side = end[1]
        if relation.kind == "counted":
            yield from self._count(relation)
        elif relation.kind == "before" and side == "earliest":
            yield (relation.second, side), self._values[end], (end,)
        else:
            yield (relation.first, side), self._values[end], (end,)

    def _count(self, relation: Relation) -> Iterator[tuple[End, date, tuple[End, ...]]]:
        """Yield the ends of a time that counts from bounds which were narrowed; own bounds were counted from before."""
        ends = tuple(end for side in SIDES if (end := (relation.second, side)) in self._values)
        if relation.read is None or not any(end in self.steps for end in ends):
            return
        earliest, latest = (self._values.get((relation.second, side)) for side in SIDES)
        when = relation.read(When(earliest, latest))
        for side, alone in zip(SIDES, (When(earliest=earliest), When(latest=latest)), strict=True):
            value: date | None = getattr(when, side)
            if value and self._moves((relation.first, side), value):
                enough = getattr(relation.read(alone), side) == value
                yield (relation.first, side), value, ((relation.second, side),) if enough else ends

    def _moves(self, end: End, value: date) -> bool:
        """Tell whether the day lies further inwards than what is known."""
        known = self._values.get(end)
        return known is None or (value > known if end[1] == "earliest" else value < known)

    def _take(self, end: End, value: date, step: Step) -> None:
        counted = step.relation.kind == "counted" or not self._counted.isdisjoint(step.premises)
        if counted and end in self._cited and end in (grounds := self._grounds(step.premises, until=end)):
            # by itself it would move further and further, whatever set it moving
            self._break(end[0], [ground for ground in grounds if ground != end], step.relation)
            return
        self.steps[end] = step
        self._cited.update(step.premises)
        if counted:
            self._counted.add(end)
        else:
            self._counted.discard(end)
        self._set(end, value)
        key = end[0]
        earliest, latest = (self._values.get((key, side)) for side in SIDES)
        if earliest and latest and earliest > latest:
            self._break(key, self._grounds([(key, side) for side in SIDES]))

    def _set(self, end: End, value: date) -> None:
        self._values[end] = value
        heappush(self._queue, (_rank(end[1], value), *end))

    def _grounds(self, ends: Iterable[End], until: End | None = None) -> list[End]:
        """Return the ends and all from which they came, not going beyond `until`."""
        found: dict[End, None] = {}
        open_ = list(ends)[::-1]
        while open_:
            end = open_.pop()
            if end not in found:
                found[end] = None
                step = self.steps.get(end) if end != until else None
                open_ += step.premises[::-1] if step else ()
        return list(found)

    def _break(self, key: EventKey, grounds: Iterable[End], *more: Relation) -> None:
        self._broken.add(key)
        grounds = list(grounds)
        relations = dict.fromkeys((*more, *(self.steps[end].relation for end in grounds if end in self.steps)))
        times = tuple(end for end in grounds if end not in self.steps)
        self.contradictions.append(Contradiction(times, tuple(relations)))


def _givers(relation: Relation) -> Iterator[End]:
    """Yield the ends that a relation passes on."""
    first, second = relation.first, relation.second
    if relation.may_narrow(first):
        yield (second, "latest")
        if relation.kind != "before":
            yield (second, "earliest")
    if relation.kind == "before" and relation.may_narrow(second):
        yield (first, "earliest")


def _rank(side: Side, day: date) -> int:
    """Return the place in the queue: the day that lies furthest inwards comes first."""
    return day.toordinal() if side == "latest" else -day.toordinal()
