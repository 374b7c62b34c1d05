"""What follows from the facts: bounds and names of events, for whom one takes part, days that attest a tenure."""

from collections.abc import Iterable, Iterator, Mapping

from kg.identity import EventKey
from kg.iris import concept, day, literal
from kg.mapping import terms as t
from kg.mapping.facts import Fact, Mint
from kg.mapping.summary import Part, Summary
from kg.mapping.timeline import Timeline
from kg.mapping.times import bound_triples, bounds_fact
from kg.mapping.titles import title
from kg.model import When

HELD = {concept("status", "happened"), concept("status", "ongoing")}


def derive(
    events: Mapping[EventKey, Summary],
    documents: Iterable[EventKey],
    timeline: Timeline,
    sides: Mapping[str, tuple[str, str]],
    iri: Mint,
) -> Iterator[Fact]:
    """Yield the derived facts of all events, in the order of their keys.

    `sides`: IRI of a post to the state or organisation for which its holder stands, and the fact that says so.
    """
    for key in sorted(events):
        summary, when = events[key], timeline.bounds(key)
        if when:
            yield _bounds(key, when, timeline, iri, iri("event", *key), sorted(summary.told))
        yield _label(key, summary, when, timeline, iri)
        yield from _represents(summary, sides, iri)
        if when and when.earliest and when.earliest == when.latest and summary.statuses & HELD:
            yield from _attested(key, summary, when.earliest.isoformat(), timeline, iri)
    for key in sorted(documents):
        if when := timeline.bounds(key):
            yield _bounds(key, when, timeline, iri, iri("document", *key), [])


def _bounds(key: EventKey, when: When, timeline: Timeline, iri: Mint, node: str, told: list[str]) -> Fact:
    """Bounds of an event from its own datings, or of a statement from the event in which it was made."""
    premises = [
        iri("fact", "derived", "dating-bounds", dated.article, dated.local)
        for dated in timeline.datings(key)
        if bound_triples("", timeline.dating(dated))
    ]
    parent = timeline.parent(key)
    if not premises and parent:
        premises = [bounds_fact(iri, timeline, parent), *told]
    rule = "document-bounds" if timeline.is_document(key) else "event-bounds"
    return Fact(bounds_fact(iri, timeline, key), rule, bound_triples(node, when), derived_from=tuple(premises))


def _attested(key: EventKey, summary: Summary, on: str, timeline: Timeline, iri: Mint) -> Iterator[Fact]:
    """A tenure is attested on the one day of an event in which somebody took part in that capacity."""
    facts: dict[str, set[str]] = {}
    for part in summary.parts.values():
        for tenure in part.capacities:
            facts.setdefault(tenure, set()).update(part.facts)
    for tenure, premises in sorted(facts.items()):
        fact = iri("fact", "derived", "attested", *_keys(tenure, 3), *key)
        because = (*sorted(premises), bounds_fact(iri, timeline, key))
        yield Fact(fact, "attested", ((tenure, t.ATTESTED_ON, day(on)),), derived_from=because)


def _represents(summary: Summary, sides: Mapping[str, tuple[str, str]], iri: Mint) -> Iterator[Fact]:
    """Who takes part in a capacity acts for the state or organisation of the post, and a delegation for its head's.

    What the text itself says of it goes before.
    """
    by_actor = {part.actor: part for part in summary.parts.values() if part.capacities}
    for node, part in sorted(summary.parts.items()):
        if part.stated_for:
            continue
        for side, premises in sorted(_sides(part, by_actor.get(part.accompanies, part), sides).items()):
            fact = iri("fact", "derived", "represents", *_keys(node, 4), *_keys(side, 2))
            yield Fact(fact, "represents", ((node, t.ON_BEHALF_OF, side),), derived_from=tuple(sorted(premises)))


def _sides(part: Part, holder: Part, sides: Mapping[str, tuple[str, str]]) -> dict[str, set[str]]:
    """Return each side for which a participation stands, with the facts from which that follows."""
    found: dict[str, set[str]] = {}
    for post in {*holder.capacities.values(), *holder.posts}:
        if post in sides:
            side, says_so = sides[post]
            found.setdefault(side, set()).update({*part.facts, *holder.facts, says_so})
    return found


def _label(key: EventKey, summary: Summary, when: When | None, timeline: Timeline, iri: Mint) -> Fact:
    said = (summary.told, summary.located, *(part.facts for part in summary.parts.values()))
    name, premises = title(key, summary), sorted(set().union(*said))
    dated = when and when.earliest and when.earliest == when.latest and not summary.gists
    if dated and when:
        name += f" ({when.edtf})"
        premises.append(bounds_fact(iri, timeline, key))
    triple = (iri("event", *key), t.PREF_LABEL, literal(name, language="en"))
    return Fact(iri("fact", "derived", "label", *key), "label", (triple,), derived_from=tuple(premises))


def _keys(iri: str, number: int) -> tuple[str, ...]:
    """Return the last keys of a rendered IRI."""
    return tuple(iri.rstrip(">").rsplit("/", number)[1:])
