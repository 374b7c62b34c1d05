"""What follows from the facts: bounds and names of events, for whom one takes part, days that attest a tenure."""

from collections.abc import Collection, Iterator, Mapping
from itertools import chain

from kg.dates import Timeline
from kg.iris import concept, day, literal
from kg.mapping import terms as t
from kg.mapping.facts import Fact
from kg.mapping.minting import Mint, keys
from kg.mapping.sides import Actors, Sides, map_sides
from kg.mapping.summary import Summary
from kg.mapping.times import bounds_facts, end_facts, map_bounds
from kg.mapping.titles import title
from kg.model import EventKey, When

HELD = {concept("status", "happened"), concept("status", "ongoing")}


def derive(
    keys: Collection[EventKey],
    events: Mapping[EventKey, Summary],
    timeline: Timeline,
    actors: Actors,
    sides: Sides,
    iri: Mint,
) -> Iterator[Fact]:
    """Yield the derived facts of these events, in the order of their keys. `events`: what is said of each event."""
    for key in sorted(keys):
        summary, when = events[key], timeline.bounds(key)
        if when:
            yield from map_bounds(timeline, key, when, iri, iri("event", *key), summary.told)
        yield _label(key, summary, when, timeline, iri)
        yield from map_sides(summary, around(key, events, timeline), actors, sides, iri)
        if when and when.earliest and when.earliest == when.latest and not HELD.isdisjoint(summary.statuses):
            yield from _attested(key, summary, when.earliest.isoformat(), timeline, iri)


def around(key: EventKey, events: Mapping[EventKey, Summary], timeline: Timeline) -> Summary | None:
    """Return what is said of the event in which a statement was made."""
    parent = timeline.parent(key)
    return events.get(parent) if parent else None


def derive_documents(keys: Collection[EventKey], timeline: Timeline, iri: Mint) -> Iterator[Fact]:
    """Yield the bounds of these documents, in the order of their keys."""
    for key in sorted(keys):
        if when := timeline.bounds(key):
            yield from map_bounds(timeline, key, when, iri, iri("document", *key), ())


def _attested(key: EventKey, summary: Summary, on: str, timeline: Timeline, iri: Mint) -> Iterator[Fact]:
    """A tenure is attested on the one day of an event in which somebody took part in that capacity."""
    facts: dict[str, set[str]] = {}
    for part in summary.parts.values():
        for tenure, _ in part.capacities:
            facts.setdefault(tenure, set()).update(part.facts)
    for tenure, premises in facts.items():
        fact = iri("fact", "derived", "attested", *keys(tenure, 3), *key)
        because = (*premises, *end_facts(iri, timeline, key))
        yield Fact(fact, "attested", ((tenure, t.ATTESTED_ON, day(on)),), derived_from=because)


def _label(key: EventKey, summary: Summary, when: When | None, timeline: Timeline, iri: Mint) -> Fact:
    said = (summary.told, summary.located, *(part.facts for part in summary.parts.values()))
    name, premises = title(key, summary), list(chain.from_iterable(said))
    dated = when and when.earliest and when.earliest == when.latest and not summary.gists
    if dated and when:
        name += f" ({when.edtf})"
        premises += bounds_facts(iri, timeline, key)
    triple = (iri("event", *key), t.PREF_LABEL, literal(name, language="en"))
    return Fact(iri("fact", "derived", "label", *key), "label", (triple,), derived_from=tuple(premises))
