"""A person as all articles together know them, while it is decided who is who."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from kg.identity.names import fold
from kg.identity.people.local import Local
from kg.identity.people.spelling import full_parts, parts
from kg.identity.register import Ref, Register
from kg.model import EventKey, Held, When

Bounds = Callable[[EventKey], When | None]
"""Gives the bounds of an event, as far as one article tells them."""


@dataclass
class Person:
    """One or more mentions, entries or both that are taken as one person."""

    key: str
    """The smallest of the keys: that of the entry in the register, else `article/slug`."""
    entry: Ref | None = None
    names: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)
    held: list[Held] = field(default_factory=list)
    """Posts with the days on which they are known to be held."""
    members: list[Local] = field(default_factory=list)
    called: set[str] = field(default_factory=set)
    """The fullest names by which articles call this person."""
    things: set[str] = field(default_factory=set)
    """All keys by which a judgement may name this person."""
    apart: set[str] = field(default_factory=set)
    """Keys of those who take part in one event beside this one."""

    @property
    def full(self) -> bool:
        """Whether any name has two parts or more, initials aside."""
        return any(full_parts(name) > 1 for name in self.names)

    def copy(self) -> "Person":
        """Return one that can take others."""
        person = Person(self.key)
        person.take(self)
        return person

    def take(self, other: "Person") -> None:
        """Take the other person as this one."""
        self.entry = self.entry or other.entry
        self.names |= other.names
        self.posts |= other.posts
        self.sides |= other.sides
        self.held += other.held
        self.members += other.members
        self.called |= other.called
        self.things |= other.things
        self.apart |= other.apart

    def span(self) -> tuple[date, date] | None:
        """Return the first and the last day on which this person is known to hold any post."""
        known = [day for held in self.held for day in (held.earliest, held.latest) if day]
        return (min(known), max(known)) if known else None

    def apart_in_time(self, other: "Person") -> bool | None:
        """Tell whether the days on which the two are known in a post lie apart; None where either has none."""
        spans = self.span(), other.span()
        if spans[0] is None or spans[1] is None:
            return None
        return spans[0][1] < spans[1][0] or spans[1][1] < spans[0][0]

    def days(self, post: str) -> tuple[date, date] | None:
        """Return the first and the last day on which this person is known to hold the post."""
        known = [day for held in self.held if held.post == post for day in (held.earliest, held.latest) if day]
        return (min(known), max(known)) if known else None


def of_register(register: Register, leader: Ref, entries: Iterable[Ref]) -> Person:
    """Return the person of one entry, or of several that a judgement takes as one."""
    person = Person(leader.key, leader)
    for ref in entries:
        entry = register.entries[ref]
        person.names |= {entry.label, *entry.names}
        person.held += entry.holds
        person.things.add(ref.key)
    person.posts = {held.post for held in person.held}
    person.sides = {side for post in person.posts if (side := register.state(Ref("post", post)))}
    return person


def of_local(local: Local, bounds: Bounds) -> Person:
    """Return the person whom one article names."""
    held = []
    for spot in local.spots:
        when = bounds((local.article, spot.event)) if spot.event and spot.in_office else None
        if when and when.earliest and when.earliest == when.latest:
            held += [Held(post, when.earliest, when.latest) for post in sorted(spot.posts)]
    return Person(
        key=local.key,
        # whom the annotator names may go by a short name here, and others by the same one elsewhere
        names=set() if local.is_ and parts(local.name) < 2 else {local.name},
        posts=set(local.posts),
        sides=set(local.sides),
        held=held,
        members=[local],
        called={local.name},
        things=local.things,
        apart=set(local.apart),
    )


def signature(local: Local) -> tuple[str, frozenset[str], frozenset[str]]:
    """Return what decides on a local person: name, posts and sides. Equal signatures are decided alike."""
    return fold(local.name), local.posts, local.sides
