"""One event as one article tells it, with all that its comparison with other articles needs."""

from datetime import date

from msgspec import Struct

from kg.identity.register import Ref
from kg.model import EventKey, When

BODIES = ("state", "organization")


class Principal(Struct, frozen=True):
    """Somebody who takes part for themselves or for a side, and not as a companion."""

    name: str
    actor: Ref | None = None
    posts: frozenset[str] = frozenset()
    """Posts held, as far as the article says."""
    single: frozenset[str] = frozenset()
    """Those of them that only one person holds at a time."""
    side: str | None = None
    """The state, or the organisation of no state, on whose side one takes part."""
    roles: frozenset[str] = frozenset()
    named: bool = False
    """Whether a name is given; else by post or as a group only."""
    candidates: frozenset[Ref] = frozenset()
    """Where it stays open who is named: the people who could be meant."""
    labels: tuple[tuple[str, str], ...] = ()
    """Posts and side by key, each with its name."""

    @property
    def person(self) -> bool:
        """Whether it is known which person it is."""
        return self.actor is not None and self.actor.kind not in BODIES

    @property
    def body(self) -> bool:
        """Whether a state, an organisation or unnamed people of one take part."""
        return self.actor.kind in BODIES if self.actor else not self.named and not self.posts and bool(self.side)

    @property
    def by_role(self) -> bool:
        """Whether only a post says who it is."""
        return self.actor is None and not self.named and bool(self.posts)


class Spot(Struct, frozen=True):
    """A place, and what the register knows of it."""

    key: str
    label: str
    state: str | None = None
    country: bool = False
    """Whether it is the whole territory of the state."""
    at: tuple[float, float] | None = None
    """Latitude and longitude in degrees."""


class Telling(Struct, frozen=True):
    """One event as one article tells it."""

    key: EventKey
    type: str
    status: str = "happened"
    principals: tuple[Principal, ...] = ()
    companions: frozenset[str] = frozenset()
    """Those who come along and are known, by key; unnamed delegations are left out."""
    when: When | None = None
    """Bounds as far as this article alone gives them."""
    published: date | None = None
    """When the article was published, if it opens with this event and says no time of it."""
    parts_of_day: frozenset[str] = frozenset()
    weekday: int | None = None
    """The day of the week that the words name, Monday being 0."""
    place: Spot | None = None
    topics: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    """The topics, and all broader ones."""
    framework: frozenset[str] = frozenset()
    name: frozenset[str] = frozenset()
    """The words of its own name, folded, without generic ones."""
    documents: frozenset[str] = frozenset()
    """Titles of what was signed, folded."""
    several: bool = False
    """Whether it stands for several events that the article tells as its parts."""
    parent: "Telling | None" = None
    """The event of which it is a part; the parent's own parent is left out."""
    earlier: tuple[EventKey, ...] = ()
    """Events of the article that were before it."""
    fulfils: EventKey | None = None
    """The planned event of the article that it is said to fulfil."""
    pointer: str = ""
    span: tuple[int, int] = (0, 0)
    passage: str = ""
    """The words of the passage, where another article has the same text."""

    @property
    def written(self) -> str:
        """The key as a judgement writes it: `article/id`."""
        return "/".join(self.key)
