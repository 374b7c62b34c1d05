"""A person as all articles together know them, while it is decided who is who."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from kg.identity.names import fold
from kg.identity.people.local import Local
from kg.identity.people.spelling import full_parts, parts
from kg.identity.register import Ref, Register
from kg.model import Held
from kg.model.shared import shared


@dataclass(slots=True)
class Person:
    """One or more mentions, entries or both that are taken as one person."""

    key: str
    """The smallest of the keys: that of the entry in the register, else `article/slug`."""
    entry: Ref | None = None
    names: Set[str] = frozenset()
    posts: Set[str] = frozenset()
    sides: Set[str] = frozenset()
    held: list[Held] = field(default_factory=list)
    """Posts with the days on which they are known to be held."""
    members: list[Local] = field(default_factory=list)
    called: Set[str] = frozenset()
    """The fullest names by which articles call this person."""
    things: Set[str] = frozenset()
    """All keys by which a judgement may name this person."""
    apart: Set[str] = frozenset()
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
        self.held += other.held
        self.members += other.members
        for of in _SETS:
            mine, theirs = getattr(self, of), getattr(other, of)
            if not mine:
                setattr(self, of, frozenset(theirs))  # the same object, if it is one
            elif not theirs <= mine:
                mine = set(mine) if isinstance(mine, frozenset) else mine
                mine |= theirs
                setattr(self, of, mine)

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


_SETS = ("names", "posts", "sides", "called", "things", "apart")
"""Fields that others share until somebody is taken."""


def of_register(register: Register, leader: Ref, refs: Iterable[Ref]) -> Person:
    """Return the person of one entry, or of several that a judgement takes as one."""
    entries = {ref.key: register.entries[ref] for ref in refs}
    held = [held for entry in entries.values() for held in entry.holds]
    posts = frozenset(each.post for each in held)
    return Person(
        key=leader.key,
        entry=leader,
        names=frozenset(name for entry in entries.values() for name in (entry.label, *entry.names)),
        posts=posts,
        sides=frozenset(side for post in posts if (side := register.state(Ref("post", post)))),
        held=held,
        things=frozenset(entries),
    )


def of_locals(locals_: Sequence[Local]) -> Person:
    """Return the person whom articles name, each by somebody of its own."""
    return Person(
        key=locals_[0].key,
        # whom the annotator names may go by a short name here, and others by the same one elsewhere
        names=shared(frozenset(each.name for each in locals_ if not each.is_ or parts(each.name) > 1)),
        posts=shared(frozenset[str]().union(*(each.posts for each in locals_))),
        sides=shared(frozenset[str]().union(*(each.sides for each in locals_))),
        held=[held for each in locals_ for held in each.held],
        members=[*locals_],
        called=shared(frozenset(each.name for each in locals_)),
        things=frozenset(thing for each in locals_ for thing in each.things),
        apart=frozenset(key for each in locals_ for key in each.apart),
    )


def signature(local: Local) -> tuple[str, frozenset[str], frozenset[str]]:
    """Return what decides on a local person: name, posts and sides. Equal signatures are decided alike."""
    return fold(local.name), local.posts, local.sides
