"""What the facts say of each event, for all that follows from it: the sum of what each article says.

A corpus has a participation for each hundred lines of its graph, and all are kept to the end: what is mostly empty or
has one member is a tuple here, and none holds a member twice.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec import Struct

from kg.mapping import terms as t
from kg.mapping.facts import Fact
from kg.model import EventKey

T = TypeVar("T")


class Part(Struct):
    """One participation: as what, by which name, in which capacities, and the facts that say so. IRIs are rendered."""

    role: str
    label: str
    """The rendered label of who took part, or the words that name them."""
    capacities: tuple[tuple[str, str], ...] = ()
    """Tenure and post."""
    posts: tuple[str, ...] = ()
    """Posts by which one is named who has no name."""
    accompanies: str = ""
    """The person whom a delegation accompanies."""
    actor: str = ""
    stated_for: tuple[str, ...] = ()
    """On whose behalf, as far as the text says."""
    facts: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()
    """Facts that say who is meant where only a post is named; they attest nothing in their turn."""

    @property
    def all_posts(self) -> tuple[str, ...]:
        """All posts in which one takes part: those of capacities, and those by which one is named."""
        return (*(post for _, post in self.capacities), *self.posts)


class Summary(Struct):
    """What the facts say of one event, and which facts say it."""

    classes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    gists: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    parts: dict[str, Part] = {}
    """By the IRI of the participation."""
    told: tuple[str, ...] = ()
    located: tuple[str, ...] = ()
    """Facts that tell the event, and that say where it was."""


def summarise(
    facts: Iterable[Fact], labels: Mapping[str, str], keys: Mapping[str, EventKey]
) -> dict[EventKey, Summary]:
    """Return what the facts of one article say of each event.

    `labels`: IRI of a thing to its label. `keys`: IRI of each of the article's events to its key.
    """
    events: dict[str, Summary] = {}
    parts: dict[str, Part] = {}
    for fact in facts:
        if fact.rule == "participation":
            _took_part(events, fact, labels, parts)
        elif fact.rule in ("event", "statement"):
            _told(_of(fact.triples[0][0], events), fact)
        elif fact.rule == "incumbent":
            _held(parts, fact, labels)
        elif fact.rule == "place":
            event, _, place = fact.triples[0]
            summary = _of(event, events)
            summary.places = _with(summary.places, labels[place])
            summary.located = _with(summary.located, fact.iri)
    return {keys[event]: summary for event, summary in events.items()}


def joined(one: Summary, other: Summary) -> Summary:
    """Return what two articles say of one event; the first is the one whose key comes first."""
    parts = dict(one.parts)
    for node, part in other.parts.items():
        parts[node] = _joined(parts[node], part) if node in parts else part
    return Summary(
        _all(one.classes, other.classes),
        _all(one.names, other.names),
        _all(one.statuses, other.statuses),
        _all(one.gists, other.gists),
        _all(one.places, other.places),
        parts,
        _all(one.told, other.told),
        _all(one.located, other.located),
    )


def _joined(one: Part, other: Part) -> Part:
    return Part(
        one.role,
        other.label if other.inferred else one.label,
        _all(one.capacities, other.capacities),
        _all(one.posts, other.posts),
        other.accompanies or one.accompanies,
        other.actor,
        _all(one.stated_for, other.stated_for),
        _all(one.facts, other.facts),
        _all(one.inferred, other.inferred),
    )


def _all(one: tuple[T, ...], other: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _of(event: str, summaries: dict[str, Summary]) -> Summary:
    summary = summaries.get(event)
    if summary is None:
        summary = summaries[event] = Summary()
    return summary


def _with(known: tuple[str, ...], new: str) -> tuple[str, ...]:
    return known if new in known else (*known, new)


def _held(parts: Mapping[str, Part], fact: Fact, labels: Mapping[str, str]) -> None:
    """Add to a participation by post alone who held the post."""
    node, _, actor = fact.triples[0]
    part = parts[node]
    part.actor, part.label = actor, labels[actor]
    part.inferred = _with(part.inferred, fact.iri)


def _told(summary: Summary, fact: Fact) -> None:
    summary.told = _with(summary.told, fact.iri)
    for _, predicate, value in fact.triples:
        if predicate == t.A:
            summary.classes = _with(summary.classes, value)
        elif predicate == t.STATUS:
            summary.statuses = _with(summary.statuses, value)
        elif predicate == t.ALT_LABEL:
            summary.names = _with(summary.names, value)
        elif predicate == t.GIST:
            summary.gists = _with(summary.gists, value)


def _took_part(events: dict[str, Summary], fact: Fact, labels: Mapping[str, str], parts: dict[str, Part]) -> None:
    """Add who took part, to the event and to `parts`."""
    said = {predicate: (subject, value) for subject, predicate, value in fact.triples}  # of tenures, only the last
    none = ("", "")
    event, node = said[t.HAS_PARTICIPATION]
    actor = said.get(t.PARTICIPANT, none)[1]
    label = labels.get(actor) or said.get(t.PREF_LABEL, none)[1] or said.get(t.NAMED_AS, none)[1] or '"somebody"'
    known = _of(event, events).parts
    part = known.get(node)
    if part is None:
        part = known[node] = Part(said[t.ROLE][1].rsplit("/", 1)[1][:-1], label)
    parts[node] = part
    part.actor = actor
    part.facts = _with(part.facts, fact.iri)
    if t.ACCOMPANIES in said:
        part.accompanies = said[t.ACCOMPANIES][1]
    if t.ON_BEHALF_OF in said:
        part.stated_for = _with(part.stated_for, said[t.ON_BEHALF_OF][1])
    if t.POST in said:
        _posts(part, node, fact)


def _posts(part: Part, node: str, fact: Fact) -> None:
    """Add the posts that a fact names: those of its tenures, and those by which alone one is named."""
    tenures = {value for _, predicate, value in fact.triples if predicate == t.IN_CAPACITY}
    for subject, predicate, value in fact.triples:
        if predicate != t.POST:
            continue
        if subject in tenures and (subject, value) not in part.capacities:
            part.capacities = (*part.capacities, (subject, value))
        elif subject == node:
            part.posts = _with(part.posts, value)
