"""Participants named by their post alone to the person who held it on that day: a derived fact with its premises."""

from collections.abc import Iterator

from kg.dates import Timeline
from kg.identity import Attested, Ref, Register
from kg.iris import concept
from kg.mapping import terms as t
from kg.mapping.facts import Fact, Triple
from kg.mapping.frame import Frame
from kg.mapping.minting import keys
from kg.mapping.participations import tenure_of
from kg.mapping.register import register_fact
from kg.mapping.times import bounds_facts


def map_incumbents(frame: Frame, facts: list[Fact], timeline: Timeline, register: Register) -> Iterator[Fact]:
    """Yield who took part, for each participation of an article that names only a post. `facts` are the article's."""
    for fact in facts:
        if fact.rule != "participation" or not fact.pointer:
            continue
        resolved = frame.cast.mentions[fact.pointer]
        if resolved.holder is None:
            continue
        node = next(value for _, predicate, value in fact.triples if predicate == t.HAS_PARTICIPATION)
        triples = [(node, t.PARTICIPANT, frame.ref(resolved.holder))]
        premises = {fact.iri}
        for held in resolved.holds:
            triples += _capacity(frame, node, held)
            premises.update(_ground(frame, held, register))
        local = frame.annotation.events[int(fact.pointer.split("/")[2])].id
        premises.update(bounds_facts(frame.iri, timeline, frame.event_key(local)))
        iri = frame.iri("fact", "derived", "incumbent", *keys(fact.iri, 2))
        yield Fact(iri, "incumbent", tuple(dict.fromkeys(triples)), derived_from=tuple(premises))


def _capacity(frame: Frame, node: str, held: Attested) -> Iterator[Triple]:
    """Yield in which tenure one takes part, and what it is: no event may ever have told of it."""
    tenure = tenure_of(frame, held.holder, held.post, held.holding)
    yield node, t.IN_CAPACITY, tenure
    yield tenure, t.A, t.TENURE
    yield tenure, t.MEMBER, frame.ref(held.holder)
    yield tenure, t.POST, frame.iri("post", held.post)
    yield tenure, t.TENURE_STATUS, concept("tenure-status", held.holding)


def _ground(frame: Frame, held: Attested, register: Register) -> Iterator[str]:
    """Yield the facts by which somebody is known to hold a post: of an event on one day, or of the register."""
    if held.event:
        tenure = (held.holder.segment, held.post, held.holding.replace(" ", "-"))
        yield frame.iri("fact", "derived", "attested", *tenure, *held.event)
        return
    for entry in register:
        ref = Ref(entry.kind, entry.key)
        if register.leader(ref) == held.holder and any(each.post == held.post for each in entry.holds):
            yield register_fact(entry, frame.iri)
