"""The tellings of all articles, of which only those are told anew that a change can reach."""

from collections.abc import Callable, Collection, Mapping, Set
from typing import NamedTuple

from kg.identity.cast import Cast
from kg.identity.events.telling import tell
from kg.identity.events.tellings import Telling
from kg.identity.people.outcome import People
from kg.identity.register import Ref, Register
from kg.model import Annotation, EventKey, When


class Report(NamedTuple):
    """One article with what its tellings rest on."""

    annotation: Annotation
    cast: Cast
    bounds: Mapping[EventKey, When]
    """Of its events, as far as it says by itself when they were."""
    text: str
    """If another article has the same."""


class Tellings:
    """The tellings of the articles that there are."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._tellings: dict[EventKey, Telling] = {}
        self._of: dict[str, tuple[EventKey, ...]] = {}
        """By the key of the article: the keys of its tellings."""
        self._named: dict[str, frozenset[Ref]] = {}
        """By the key of the article: who is named in it."""

    def amend(self, register: Register) -> None:
        """Go on with another register."""
        self._register = register

    def renew(
        self,
        articles: Collection[str],
        report: Callable[[str], Report],
        changed: Set[str],
        others: Set[Ref],
        people: People,
    ) -> tuple[dict[EventKey, Telling], set[EventKey]]:
        """Return the tellings of the articles, and the keys of those that are others than before.

        `changed`: articles of which the report is another now, that came or went. `others`: people of whom something
        else is known now.
        """
        reached = {key for key, named in self._named.items() if not named.isdisjoint(others)} if others else set()
        moved: set[EventKey] = set()
        tellings = dict(self._tellings)
        for key in reached | changed:
            last = {event: tellings.pop(event) for event in self._of.pop(key, ())}
            self._named.pop(key, None)
            told: dict[EventKey, Telling] = {}
            if key in articles:
                annotation, cast, bounds, text = report(key)
                new = tell(annotation, cast, self._register, bounds.get, people.side, people.held, text)
                told = {telling.key: telling for telling in new}
                self._of[key] = tuple(told)
                meant = (ref for each in cast.mentions.values() for ref in (each.actor, each.holder) if ref)
                self._named[key] = frozenset(meant)
            tellings |= told
            moved |= {event for event in last.keys() | told.keys() if last.get(event) != told.get(event)}
        self._tellings = tellings
        return tellings, moved
