"""On which side one takes part: the state of one's post, ministry or delegation, or the organisation of no state."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from kg.identity import Decisions, Ref
from kg.iris import literal, text_of
from kg.mapping import terms as t
from kg.mapping.facts import Fact
from kg.mapping.minting import Mint, path
from kg.mapping.register import register_fact
from kg.mapping.summary import Part, Summary
from kg.model import EventKey

Because = dict[str, set[str]]
"""A side, as a rendered IRI, to the facts from which it follows."""


class Sides(NamedTuple):
    """What the register says of sides. All IRIs are rendered; each side comes with the fact that says so."""

    of_posts: Mapping[str, tuple[str, str]]
    """Post to the state that its holder represents, or else to the organisation it is in."""
    of_organizations: Mapping[str, tuple[str, str]]
    """Organisation to its state."""
    bodies: frozenset[str]
    """States and organisations."""
    labels: Mapping[str, str]
    """Rendered label of everything in the register, and of the people whom only articles name."""


def sides_of(decisions: Decisions, iri: Mint) -> Sides:
    """Collect what the register says of sides."""
    register, posts, organizations = decisions.register, {}, {}
    labels = labels_of(decisions.people.labels, iri)
    bodies = frozenset(iri(e.kind, e.key) for e in register if e.kind in ("state", "organization"))
    for entry in register:
        node, fact, about = iri(entry.kind, entry.key), register_fact(entry, iri), entry.properties
        labels[node] = literal(entry.label, language="en")
        if entry.kind == "organization" and "of" in about:
            organizations[node] = (iri("state", about["of"]), fact)
        if entry.kind == "post" and "represents" in about:
            posts[node] = (iri("state", about["represents"]), fact)
        elif entry.kind == "post" and "organization" in about:
            posts[node] = (iri("organization", about["organization"]), fact)
    return Sides(posts, organizations, bodies, labels)


def labels_of(people: Mapping[Ref, str], iri: Mint) -> dict[str, str]:
    """Return rendered labels of people by their IRIs."""
    return {iri.ref(ref): literal(label, language="en") for ref, label in people.items()}


class Actors:
    """Where each actor takes part, and for whom they stand by all posts that any text names as theirs."""

    def __init__(self, events: Mapping[EventKey, Summary], sides: Sides) -> None:
        """`events`: what is said of each event; complete when the first question is asked."""
        self._events, self._sides = events, sides
        self._known: dict[str, Because] = {}

    @cached_property
    def _at(self) -> dict[str, list[EventKey]]:
        at: dict[str, list[EventKey]] = {}
        for key, summary in self._events.items():
            for actor in _actors(summary):
                at.setdefault(actor, []).append(key)
        return at

    def gather(self) -> None:
        """Look at all events, now that they are complete, so that no worker has to."""
        self.events("")

    def events(self, actor: str) -> Sequence[EventKey]:
        """Return the events in which somebody takes part, or a delegation of theirs does."""
        return self._at.get(actor, ())

    def known(self, actor: str) -> Because:
        """Return the sides of the posts that any text names as an actor's."""
        found = self._known.get(actor)
        if found is None:
            found = self._known[actor] = {}
            for key in self.events(actor):
                for part in self._events[key].parts.values():
                    if part.actor == actor and part.capacities:
                        _add_posts(part, found, self._sides)
        return found

    def after(self, events: Mapping[EventKey, Summary], changed: Collection[EventKey], sides: Sides) -> "Actors":
        """Return the same for other `events`, of which these are `changed`."""
        actors = Actors(events, sides)
        told = [summary for key in changed for each in (self._events, events) if (summary := each.get(key))]
        touched = {actor for summary in told for actor in _actors(summary)}
        at = {**self._at, **{actor: [key for key in self.events(actor) if key not in changed] for actor in touched}}
        for key in changed:
            for actor in _actors(events[key]) if key in events else ():
                at[actor].append(key)
        actors._at = at
        if sides.of_posts is self._sides.of_posts:
            actors._known = {actor: known for actor, known in self._known.items() if actor not in touched}
        return actors


def _actors(summary: Summary) -> set[str]:
    return {actor for part in summary.parts.values() for actor in (part.actor, part.accompanies) if actor}


def capacities(summary: Summary | None) -> dict[str, list[Part]]:
    """Return those who take part in a capacity that the text names, each with the participations."""
    found: dict[str, list[Part]] = {}
    for part in summary.parts.values() if summary else ():
        if part.actor and part.capacities:
            found.setdefault(part.actor, []).append(part)
    return found


def asks(summary: Summary, around: Summary | None, actor: str, sides: Sides) -> bool:
    """Tell whether in an event somebody's side follows from what other texts know of this actor."""
    return any(
        (part.accompanies or part.actor) == actor and not _told(part, summary, around, sides)
        for part in summary.parts.values()
    )


def map_sides(summary: Summary, around: Summary | None, actors: Actors, sides: Sides, iri: Mint) -> Iterator[Fact]:
    """Yield the side of each participant of an event, and the name of each participation.

    What the text itself says goes first, then the post in which one takes part, then the event `around` (for who
    speaks there), then the posts of which any text knows.
    """
    for node, part in summary.parts.items():
        first, at = _first(part, summary, around, actors, sides), path(node, 4)
        for side, premises in _tops(first, sides).items():
            fact = iri.derived("side", at, path(side, 2))
            yield Fact(fact, "side", ((node, t.SIDE, side),), derived_from=tuple(premises))
        name = text_of(part.label) if part.actor else _unnamed(part, first, sides)
        triple = (node, t.PREF_LABEL, literal(name, language="en"))
        yield Fact(iri.derived("label", at), "label", (triple,), derived_from=part.facts + part.inferred)


def _first(part: Part, summary: Summary, around: Summary | None, actors: Actors, sides: Sides) -> Because:
    """Return what the participant stands for at first: a state, an organisation, a ministry."""
    if found := _told(part, summary, around, sides):
        return found
    known = actors.known(part.accompanies or part.actor)
    return {side: premises.union(part.facts) for side, premises in known.items()}


def _told(part: Part, summary: Summary, around: Summary | None, sides: Sides) -> Because:
    """Return the same, as far as what is told of the event gives it."""
    if stated := sides.bodies.intersection(part.stated_for):
        return {side: set(part.facts) for side in stated}
    if part.actor in sides.bodies:
        return {part.actor: set(part.facts)}
    found: Because = {}
    _add_posts(part, found, sides)
    if not found and part.accompanies:
        for each in summary.parts.values():
            if each.actor == part.accompanies:
                _add_posts(each, found, sides)
    if not found and around and part.actor:
        for each in around.parts.values():
            if each.actor == part.actor:
                _add_posts(each, found, sides)
    return {side: premises.union(part.facts) for side, premises in found.items()}


def _add_posts(part: Part, found: Because, sides: Sides) -> None:
    """Add the sides for which the posts of one who takes part stand."""
    for post in part.all_posts:
        if post in sides.of_posts:
            side, says_so = sides.of_posts[post]
            found.setdefault(side, set()).update(part.facts, (says_so,))


def _tops(first: Because, sides: Sides) -> Because:
    """Return the state in place of each organisation that belongs to one."""
    found: Because = {}
    for side, premises in first.items():
        state, says_so = sides.of_organizations.get(side, (side, ""))
        if state in sides.bodies:
            found.setdefault(state, set()).update(premises, (says_so,) if says_so else ())
    return found


def _unnamed(part: Part, first: Because, sides: Sides) -> str:
    for_whom = " and ".join(sorted(text_of(sides.labels[side]) for side in first))
    return f"{text_of(part.label)} (not identified{', for ' + for_whom if for_whom else ''})"
