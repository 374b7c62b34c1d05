"""The decisions on names and on reports of events, as provenance, with their reasons."""

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import combinations

from kg.identity import Card, Decisions, Merged, Ref, Resolved, event_key
from kg.identity.events import Fulfilment
from kg.identity.names import slug
from kg.iris import concept, day, integer, literal
from kg.mapping import terms as t
from kg.mapping.facts import Fact, Triple
from kg.mapping.frame import Frame
from kg.mapping.minting import Mint, keys
from kg.mapping.register import register_fact
from kg.mapping.summary import Summary
from kg.mapping.times import bounds_facts
from kg.model import EventKey, Judgement


def map_resolutions(frame: Frame, facts: list[Fact]) -> Iterator[Triple]:
    """Yield a decision for each name form of each actor in the article, and for each mention that stayed open."""
    by_pointer = {fact.pointer: fact.iri for fact in facts if fact.pointer}
    for pointer, resolved in frame.cast.mentions.items():
        used = by_pointer.get(pointer)
        decided = resolved.actor or resolved.holder or resolved.rejected
        if used is not None and resolved.named_as is not None and decided and resolved.rule:
            yield from _resolution(frame, resolved, used)


def _resolution(frame: Frame, resolved: Resolved, used: str) -> Iterator[Triple]:
    person = resolved.actor or resolved.holder
    which = (person.segment, slug(resolved.named_as or "")) if person else ("unresolved", *keys(used, 1))
    iri = frame.iri("resolution", frame.key, *which, resolved.rule)
    yield iri, t.A, t.RESOLUTION
    yield iri, t.DECISION_RULE, concept("decision-rule", resolved.rule)
    if person:
        yield iri, t.RESOLVED_TO, frame.ref(person)
    for other in resolved.rejected:
        yield iri, t.REJECTED, frame.ref(other)
    yield iri, t.NAMED_AS, literal(resolved.named_as or "")
    for said in resolved.because:
        yield iri, t.BECAUSE, literal(said, language="en")
    if resolved.margin is not None:
        yield iri, t.MARGIN, integer(resolved.margin)
    yield iri, t.USED, used


def map_redirects(
    people: Mapping[str, Ref], reports: Iterable[EventKey], merged: Merged, iri: Mint
) -> Iterator[Triple]:
    """Yield for each key of somebody or something that was taken for another under which it stands now."""
    for thing, ref in sorted(people.items()):
        old = iri("person", *thing.split("/"))
        yield old, t.IS_REPLACED_BY, iri.ref(ref)
    for report in sorted(reports):
        if (leader := merged.leader(report)) != report:
            yield iri("event", *report), t.IS_REPLACED_BY, iri("event", *leader)


def map_fulfilled(
    plans: Iterable[Fulfilment], decisions: Decisions, events: Mapping[EventKey, Summary], iri: Mint
) -> Iterator[Fact]:
    """Yield for each report of an event the plan that it may fulfil. `events`: what is said of each event."""
    leader = decisions.events.merged.leader
    for report, plan, _ in plans:
        keys = leader(report), leader(plan)
        premises = [fact for key in keys for fact in (*events[key].told, *bounds_facts(iri, decisions.timeline, key))]
        one, other = (iri("event", *key) for key in keys)
        fact = iri("fact", "derived", "fulfils", *report, *plan)
        yield Fact(fact, "fulfils-plan", ((one, t.FULFILS, other),), derived_from=tuple(premises))


def map_judgements(decisions: Decisions, at: Mapping[tuple[str, str], str], iri: Mint) -> Iterator[Triple]:
    """Yield a decision for each group of people or reports that judgements take as one.

    `at`: article and pointer of a mention to the fact that it gave.
    """
    recorded = decisions.recorded.groups
    for leader, things in sorted(recorded.members.items()):
        person = decisions.person(leader)
        used = [fact for thing in things for fact in _named_in(thing, decisions, at, iri)]
        if person and used:
            node = iri("resolution", "person", person.segment)
            to = iri.ref(person)
            yield from _judged(node, to, used, recorded.judgements[leader], iri)
    merged = decisions.events.merged
    judged = ((key, judgements) for key, judgements in merged.judgements.items() if judgements)  # not by cards alone
    for key, judgements in sorted(judged):
        named = {thing for judgement in judgements for thing in judgement.things}
        used = [iri("fact", *member) for member in merged.members[key] if "/".join(member) in named]
        yield from _judged(iri("resolution", "event", *key), iri("event", *key), used, judgements, iri)


def map_kept_apart(
    decisions: Decisions, at: Mapping[tuple[str, str], str], told: Container[EventKey], iri: Mint
) -> Iterator[Triple]:
    """Yield a decision for each two that a judgement keeps apart, if both are there.

    `told`: the events that articles tell.
    """
    for judgement in sorted(decisions.judgements, key=lambda j: (j.things, j.on, j.by)):
        for one, other in combinations(judgement.things, 2) if judgement.verdict != "same" else ():
            if judgement.kind == "event":
                keys = [event_key(thing) for thing in (one, other)]
                leaders = map(decisions.events.merged.leader, keys)
                stand = [iri("event", *leader) for leader in leaders if leader in told]
                used = [iri("fact", *key) for key in keys]
            else:
                refs = [ref for thing in (one, other) if (ref := decisions.person(thing))]
                stand = [iri.ref(ref) for ref in refs]
                used = [fact for thing in (one, other) for fact in _named_in(thing, decisions, at, iri)]
            if len(set(stand)) == 2 and used:
                node = iri("resolution", "apart", judgement.verdict, *one.split("/"), *other.split("/"))
                yield node, t.REJECTED, stand[1]
                yield from _judged(node, stand[0], used, (judgement,), iri)


def _named_in(thing: str, decisions: Decisions, at: Mapping[tuple[str, str], str], iri: Mint) -> Iterator[str]:
    """Yield the fact of an entry of the register, or of a mention in an article."""
    if entry := decisions.register.entries.get(Ref("person", thing)):
        yield register_fact(entry, iri)
    elif (place := decisions.people.things.get(thing)) and place in at:
        yield at[place]


def map_cards(cards: Iterable[Card], merged: Merged, iri: Mint) -> Iterator[Triple]:
    """Yield a decision for each two reports that were compared and could be one event, with its score card in words."""
    leader = merged.leader
    for card in cards:
        one, other = (event_key(thing) for thing in (card.a, card.b))
        node = iri("resolution", "event", *one, *other)
        yield node, t.A, t.RESOLUTION
        yield node, t.DECISION_RULE, concept("decision-rule", card.rule)
        yield node, t.RESOLVED_TO, iri("event", *leader(one))
        if leader(one) != leader(other):
            yield node, t.REJECTED, iri("event", *leader(other))
        for said in card.because():
            yield node, t.BECAUSE, literal(said, language="en")
        yield node, t.MARGIN, integer(card.margin)
        for key in (one, other):
            yield node, t.USED, iri("fact", *key)


def _judged(node: str, to: str, used: list[str], judgements: tuple[Judgement, ...], iri: Mint) -> Iterator[Triple]:
    yield node, t.A, t.RESOLUTION
    yield node, t.DECISION_RULE, concept("decision-rule", "recorded-judgement")
    yield node, t.RESOLVED_TO, to
    for fact in used:
        yield node, t.USED, fact
    for judgement in judgements:
        yield node, t.BECAUSE, literal(judgement.because, language="en")
        yield node, t.WAS_ASSOCIATED_WITH, iri("annotator", judgement.by)
        yield node, t.DATE, day(judgement.on.isoformat())
        yield node, t.POINTER, literal(judgement.pointer)
