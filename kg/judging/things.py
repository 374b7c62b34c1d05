"""People and events as a person reads of them who has to decide: by name, and where articles tell of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from kg.identity import Decisions, Ref
from kg.identity.cast import Cast
from kg.identity.events import Telling
from kg.identity.people.spelling import untitled
from kg.identity.people.spots import Spot, spots
from kg.model import Annotation, EventKey, Location, When

PLACES = 5
"""Places that are named for one thing; more would not be read."""


class Thing(Struct, frozen=True):
    """One of the things on which a judgement is asked."""

    key: str
    """As a judgement writes it: `article/id`, `article/name` or a key of the register."""
    label: str
    places: tuple[Location, ...] = ()
    """The first places where it is told of, those of its own article before others."""
    number: int = 0
    """Mentions of a person; of an event the reports, with the statements and the events that are parts of them."""


class OpenName(Struct, frozen=True):
    """A name in one article of which it stayed open who is meant."""

    key: str
    article: str
    name: str
    sides: frozenset[str]
    pointers: tuple[str, ...]
    """Where it stands, with those of its short forms."""


class Things:
    """All things on which a judgement can be asked, found by key."""

    def __init__(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self._articles = {annotation.article.id: annotation for annotation in decisions.annotations}
        self.open = {name.key: name for each in decisions.annotations for name in self._open(each)}
        """Names that stayed open, by key."""
        self._locals = {local.key: local for p in decisions.people.people.values() for local in p.members}
        self._parts: dict[EventKey, int] = defaultdict(int)
        for annotation in decisions.annotations:
            parts = [event.part_of for event in annotation.events] + [said.in_ for said in annotation.statements]
            for part in parts:
                if part:
                    self._parts[annotation.article.id, part] += 1

    def person(self, key: str, *, own: bool = False) -> Thing:
        """Return a person of the register or of an article, with all places where they are named by now.

        With `own`, only what the entry or the article itself says, before it was taken as one with others.
        """
        if name := self.open.get(key):
            named = [(name.article, pointer) for pointer in name.pointers]
            return Thing(key, name.name, self._places(key, named), len(named))
        ref, local = self._decisions.person(key), self._locals.get(key)
        person = self._decisions.people.people.get(ref) if ref else None
        members = ([local] if local else []) if own else person.members if person else []
        named = [(member.article, spot.pointer) for member in members for spot in member.spots]
        entry = self._decisions.register.entries.get(Ref("person", key))
        label = local.name if local else entry.label if entry else key.rpartition("/")[2]
        if entry and not named:
            file, _, pointer = entry.pointer.partition("#")
            return Thing(key, label, (Location(file=file, pointer=pointer),))
        return Thing(key, label, self._places(key, named), len(named))

    def event(self, key: EventKey) -> Thing:
        """Return an event as one article tells it; the number counts all that it is one with."""
        telling = self._decisions.events.tellings[key]
        start, end = telling.span
        place = Location(article=key[0], pointer=telling.pointer, start=start, end=end)
        group = self._decisions.events.merged.group(key)
        number = len(group) + sum(self._parts.get(member, 0) for member in group)
        return Thing(telling.written, describe(telling), (place,), number)

    def _places(self, key: str, named: Iterable[tuple[str, str]]) -> tuple[Location, ...]:
        own = key.partition("/")[0]
        first = sorted(set(named), key=lambda each: (each[0] != own, each))[:PLACES]
        return tuple(self._place(article, pointer) for article, pointer in first)

    def _place(self, article: str, pointer: str) -> Location:
        """Return a place with the characters of the innermost record around it that has a span."""
        found: tuple[int | None, int | None] = None, None
        value: object = self._articles[article]
        for step in pointer.split("/")[1:]:
            value = value[int(step)] if isinstance(value, list) else getattr(value, step, None)
            if at := getattr(value, "at", None):
                found = at.start, at.end
        return Location(article=article, pointer=pointer, start=found[0], end=found[1])

    def _open(self, annotation: Annotation) -> Iterator[OpenName]:
        """Yield the open names of an article; a short form counts with the long form for which it stands."""
        cast = self._decisions.casts[annotation.article.id]
        if not any(cast.mentions[pointer].actor is None for pointer in cast.open):
            return
        found: dict[str, list[Spot]] = defaultdict(list)
        short: list[Spot] = []
        for spot in spots(annotation, cast, self._decisions.register):
            if spot.is_ is None and spot.pointer in cast.open:
                if cast.mentions[spot.pointer].rule == "long-form-in-article":
                    short.append(spot)
                else:
                    found[self._key(annotation, spot)].append(spot)
        for spot in short:
            keys = [key for key, longer in found.items() if _stands_for(spot, longer, cast)]
            found[keys[0] if keys else self._key(annotation, spot)].append(spot)
        for key, group in sorted(found.items()):
            sides = frozenset[str]().union(*(spot.sides for spot in group))
            pointers = tuple(spot.pointer for spot in group)
            yield OpenName(key, annotation.article.id, untitled(group[0].name), sides, pointers)

    def _key(self, annotation: Annotation, spot: Spot) -> str:
        """Return the key of a name; where one spelling means people of two states, it ends with the state."""
        key = f"{annotation.article.id}/{spot.form}"
        split = f"{key}-{'-'.join(sorted(spot.sides))}"
        return split if spot.sides and split in self._decisions.people.things else key


def _stands_for(short: Spot, longer: Iterable[Spot], cast: Cast) -> bool:
    because = cast.mentions[short.pointer].because
    return any(because[:1] == (f"{short.name!r} stands for {untitled(s.name)!r} in the same article",) for s in longer)


def describe(telling: Telling) -> str:
    """Return an event in a few words: what, who, where, when."""
    who = ", ".join(principal.name for principal in telling.principals if principal.name)
    status = "" if telling.status == "happened" else f"{telling.status} "
    place = f" in {telling.place.label}" if telling.place else ""
    return f"{status}{telling.type}{place}, {days(telling.when)}{f': {who}' if who else ''}"


def days(when: When | None) -> str:
    """Return bounds in words.

    >>> from datetime import date
    >>> days(When(date(2031, 4, 2), date(2031, 4, 5)))
    '2031-04-02 to 2031-04-05'
    >>> days(When(latest=date(2031, 4, 2)))
    'until 2031-04-02'
    """
    if when is None or (when.earliest is None and when.latest is None):
        return "day not known"
    if when.earliest == when.latest:
        return str(when.earliest)
    if when.earliest is None:
        return f"until {when.latest}"
    return f"{when.earliest} to {when.latest}" if when.latest else f"from {when.earliest}"
