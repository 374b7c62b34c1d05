"""One event as it was or was planned, and all of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import NamedTuple

from tests.benchmarks.corpus.states import Post, State


class Attendance(NamedTuple):
    """A person in the posts of the day, and in which role."""

    person: str
    posts: tuple[Post, ...]
    role: str = "interlocutor"

    @property
    def state(self) -> State:
        return self.posts[0].state


@dataclass(frozen=True)
class Happening:
    """One event as it was, or as it was planned."""

    key: str
    type: str
    first: date
    last: date
    attended: tuple[Attendance, ...]
    place: str | None = None
    topics: tuple[str, ...] = ()
    part_of_day: str | None = None
    twin: bool = False
    """Another of the same type and pair on the same day: only the part of the day tells them apart."""
    crowded: bool = False
    """Another of the same type and pair within nine days."""
    parent: str | None = None
    name: str | None = None
    about: str | None = None
    status: str = "happened"
    fulfils: str | None = None
    """For a plan: the event that came of it."""

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the pairs of people from different sides."""
        for one, other in combinations(self.attended, 2):
            if one.state != other.state:
                yield (one.person, other.person) if one.person < other.person else (other.person, one.person)


@dataclass
class History:
    """All events by key, and the stories in which they are told together."""

    events: dict[str, Happening] = field(default_factory=dict)
    stories: list[list[str]] = field(default_factory=list)
    plans: list[str] = field(default_factory=list)
