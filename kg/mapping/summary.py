"""What the facts say of each event, collected as they are made, for all that follows from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.mapping import terms as t
from kg.mapping.facts import Fact


@dataclass
class Part:
    """One participation: as what, by which name, in which capacities, and the facts that say so. IRIs are rendered."""

    role: str
    label: str
    """The rendered label of who took part, or the words that name them."""
    capacities: dict[str, str] = field(default_factory=dict)
    """Tenure to post."""
    posts: set[str] = field(default_factory=set)
    """Posts by which one is named who has no name."""
    accompanies: str = ""
    """The person whom a delegation accompanies."""
    actor: str = ""
    stated_for: set[str] = field(default_factory=set)
    """On whose behalf, as far as the text says."""
    facts: set[str] = field(default_factory=set)
    inferred: set[str] = field(default_factory=set)
    """Facts that say who is meant where only a post is named; they attest nothing in their turn."""


@dataclass
class Summary:
    """What the facts say of one event, and which facts say it."""

    classes: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    statuses: set[str] = field(default_factory=set)
    gists: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    parts: dict[str, Part] = field(default_factory=dict)
    """By the IRI of the participation."""
    told: set[str] = field(default_factory=set)
    located: set[str] = field(default_factory=set)
    """Facts that tell the event, and that say where it was."""


def summarise(facts: Iterable[Fact], labels: Mapping[str, str], into: dict[str, Summary]) -> None:
    """Add to `into`, by event IRI, what the facts of one article say. `labels`: IRI of a thing to its label."""
    parts: dict[str, Part] = {}
    for fact in facts:
        if fact.rule in ("event", "statement"):
            _told(into.setdefault(fact.triples[0][0], Summary()), fact)
        elif fact.rule == "participation":
            node, part = _took_part(into, fact, labels)
            parts[node] = part
        elif fact.rule == "incumbent":
            _held(parts, fact, labels)
        elif fact.rule == "place":
            event, _, place = fact.triples[0]
            summary = into.setdefault(event, Summary())
            summary.places.add(labels[place])
            summary.located.add(fact.iri)


def _held(parts: Mapping[str, Part], fact: Fact, labels: Mapping[str, str]) -> None:
    """Add to a participation by post alone who held the post."""
    node, _, actor = fact.triples[0]
    part = parts[node]
    part.actor, part.label = actor, labels[actor]
    part.inferred.add(fact.iri)


def _told(summary: Summary, fact: Fact) -> None:
    summary.told.add(fact.iri)
    said = {
        t.A: summary.classes,
        t.ALT_LABEL: summary.names,
        t.STATUS: summary.statuses,
        t.GIST: summary.gists,
    }
    for _, predicate, value in fact.triples:
        if predicate in said:
            said[predicate].add(value)


def _took_part(events: dict[str, Summary], fact: Fact, labels: Mapping[str, str]) -> tuple[str, Part]:
    """Add who took part, and return the participation with its IRI."""
    event, node = next((s, o) for s, p, o in fact.triples if p == t.HAS_PARTICIPATION)
    one = {(s, p): o for s, p, o in fact.triples}
    actor = one.get((node, t.PARTICIPANT), "")
    label = labels.get(actor) or one.get((actor, t.PREF_LABEL)) or one.get((node, t.NAMED_AS), '"somebody"')
    role = one[node, t.ROLE].rsplit("/", 1)[1].rstrip(">")
    part = events.setdefault(event, Summary()).parts.setdefault(node, Part(role, label))
    part.actor = actor
    part.facts.add(fact.iri)
    part.accompanies = one.get((actor, t.ACCOMPANIES), part.accompanies)
    for subject, predicate, value in fact.triples:
        if (subject, predicate) == (node, t.IN_CAPACITY):
            part.capacities[value] = one[value, t.POST]
        elif (subject, predicate) == (node, t.POST):
            part.posts.add(value)
        elif (subject, predicate) == (node, t.ON_BEHALF_OF):
            part.stated_for.add(value)
    return node, part
