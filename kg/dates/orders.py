"""What articles say of the order of events and of their parts, as relations by which bounds narrow."""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

from kg.dates.narrowing import Relation
from kg.model import Annotation, EventKey

Leader = Callable[[EventKey], EventKey]
"""Gives the key under which an event stands: its own, or that of the reports that it is one with."""

ACTUAL = {"happened", "ongoing"}
AHEAD = {"planned", "invited", "proposed"}


class Ground(NamedTuple):
    """The annotation that states a relation."""

    article: str
    fact: str
    """The own id of the fact that it is mapped to: `call.before.meeting`."""
    says: str
    pointer: str
    start: int
    end: int


class Order(NamedTuple):
    """What an article states of two of its events: the first came before the second, or lies within it."""

    kind: Literal["before", "part"]
    first: EventKey
    second: EventKey
    ground: Ground


class Told:
    """Which event may narrow which, by what articles tell of them.

    An order is an order as told, so it counts between events that its article tells as happened or ongoing. An event
    that lies ahead (planned, invited, proposed) narrows none that happened, since plans change; it is itself narrowed,
    but only while no article tells that it happened after all. What some article tells as cancelled, denied or
    hypothetical may have no day at all: it neither narrows nor is narrowed.
    """

    def __init__(self, statuses: Mapping[EventKey, str], leader: Leader) -> None:
        """`statuses` of all reports of the events; `leader` as of the timeline."""
        self._here, self._leader = statuses, leader
        self._anywhere: dict[EventKey, set[str]] = {}
        for report, status in statuses.items():
            self._anywhere.setdefault(leader(report), set()).add(status)

    def relation(self, order: Order) -> Relation | None:
        """Return by what an order narrows bounds, if it narrows any."""
        pairs = ((order.second, order.first), (order.first, order.second))
        givers = pairs if order.kind == "before" else pairs[:1]
        narrows = tuple(self._leader(taker) for giver, taker in givers if self.may_narrow(giver, taker))
        if not narrows:
            return None
        return Relation(self._leader(order.first), self._leader(order.second), order.kind, order.ground, narrows)

    def may_narrow(self, giver: EventKey, taker: EventKey) -> bool:
        """Tell whether the one report, both being of one article, may narrow the other.

        Statements and documents are there, so they count as what happened.
        """
        anywhere = self._anywhere.get(self._leader(giver), ACTUAL), self._anywhere.get(self._leader(taker), ACTUAL)
        if not anywhere[0] | anywhere[1] <= ACTUAL | AHEAD:
            return False
        if self._here.get(taker, "happened") in ACTUAL:
            return self._here.get(giver, "happened") in ACTUAL
        return anywhere[1] <= AHEAD


def orders(annotation: Annotation) -> Iterator[Order]:
    """Yield what an article states: orders, parts of events, and statements in events."""
    article = annotation.article.id

    def order(kind: Literal["before", "part"], first: str, second: str, ground: Ground) -> Order:
        return Order(kind, (article, first), (article, second), ground)

    for e, event in enumerate(annotation.events):
        place = f"/events/{e}"
        for i, o in enumerate(event.before):
            says, pointer = f"{event.id} before {o.event}", f"{place}/before/{i}"
            ground = Ground(article, f"{event.id}.before.{o.event}", says, pointer, o.at.start, o.at.end)
            yield order("before", event.id, o.event, ground)
        for i, o in enumerate(event.after):
            says, pointer = f"{event.id} after {o.event}", f"{place}/after/{i}"
            ground = Ground(article, f"{event.id}.after.{o.event}", says, pointer, o.at.start, o.at.end)
            yield order("before", o.event, event.id, ground)
        if event.part_of:
            says, pointer = f"{event.id} part of {event.part_of}", f"{place}/part_of"
            ground = Ground(article, f"{event.id}.part-of", says, pointer, event.at.start, event.at.end)
            yield order("part", event.id, event.part_of, ground)
    for s, speech in enumerate(annotation.statements):
        if speech.in_:
            says, pointer = f"{speech.id} in {speech.in_}", f"/statements/{s}/in"
            ground = Ground(article, speech.id, says, pointer, speech.at.start, speech.at.end)
            yield order("part", speech.id, speech.in_, ground)
