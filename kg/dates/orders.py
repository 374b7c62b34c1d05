"""What articles say of the order of events and of their parts, as relations by which bounds narrow."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

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


class Told:
    """Which event may narrow which, by what articles tell of them.

    An order is an order as told, so it counts between events that its article tells as happened or ongoing. An event
    that lies ahead (planned, invited, proposed) narrows none that happened, since plans change; it is itself narrowed,
    but only while no article tells that it happened after all. What some article tells as cancelled, denied or
    hypothetical may have no day at all: it neither narrows nor is narrowed.
    """

    def __init__(self, annotations: Iterable[Annotation], leader: Leader) -> None:
        """`leader` as of the timeline."""
        self._here: dict[EventKey, str] = {}
        self._anywhere: dict[EventKey, set[str]] = {}
        self._leader = leader
        for annotation in annotations:
            for event in annotation.events:
                report = (annotation.article.id, event.id)
                self._here[report] = event.status
                self._anywhere.setdefault(leader(report), set()).add(event.status)

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


def orders(annotation: Annotation, leader: Leader, told: Told) -> Iterator[Relation]:
    """Yield the relations that an article states: orders, parts of events, and statements in events."""
    article = annotation.article.id

    def relation(kind: str, first: str, second: str, ground: Ground) -> Iterator[Relation]:
        one, other = (article, first), (article, second)
        pairs = ((other, one), (one, other)) if kind == "before" else ((other, one),)
        narrows = tuple(leader(taker) for giver, taker in pairs if told.may_narrow(giver, taker))
        if narrows:
            yield Relation(leader(one), leader(other), "before" if kind == "before" else "part", ground, narrows)

    for e, event in enumerate(annotation.events):
        place = f"/events/{e}"
        for i, o in enumerate(event.before):
            says, pointer = f"{event.id} before {o.event}", f"{place}/before/{i}"
            ground = Ground(article, f"{event.id}.before.{o.event}", says, pointer, o.at.start, o.at.end)
            yield from relation("before", event.id, o.event, ground)
        for i, o in enumerate(event.after):
            says, pointer = f"{event.id} after {o.event}", f"{place}/after/{i}"
            ground = Ground(article, f"{event.id}.after.{o.event}", says, pointer, o.at.start, o.at.end)
            yield from relation("before", o.event, event.id, ground)
        if event.part_of:
            says, pointer = f"{event.id} part of {event.part_of}", f"{place}/part_of"
            ground = Ground(article, f"{event.id}.part-of", says, pointer, event.at.start, event.at.end)
            yield from relation("part", event.id, event.part_of, ground)
    for s, speech in enumerate(annotation.statements):
        if speech.in_:
            says, pointer = f"{speech.id} in {speech.in_}", f"/statements/{s}/in"
            ground = Ground(article, speech.id, says, pointer, speech.at.start, speech.at.end)
            yield from relation("part", speech.id, speech.in_, ground)
