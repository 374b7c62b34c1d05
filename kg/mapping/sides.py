"""On which side one takes part: the state of one's post, ministry or delegation, or the organisation of no state."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.identity import Decisions
from kg.iris import literal, text_of
from kg.mapping import terms as t
from kg.mapping.facts import Fact, Mint
from kg.mapping.register import register_fact
from kg.mapping.summary import Part, Summary

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
    people = decisions.people.labels.items()
    labels = {iri(ref.kind, *ref.key.split("/")): literal(label, language="en") for ref, label in people}
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


def holders(summaries: Iterable[Summary]) -> dict[str, list[Part]]:
    """Return for each actor the participations in which a text names a post of theirs."""
    found: dict[str, list[Part]] = {}
    for summary in summaries:
        for part in summary.parts.values():
            if part.actor and part.capacities:
                found.setdefault(part.actor, []).append(part)
    return found


def map_sides(
    summary: Summary, around: Summary | None, known: Mapping[str, list[Part]], sides: Sides, iri: Mint
) -> Iterator[Fact]:
    """Yield the side of each participant of an event, and the name of each participation.

    What the text itself says goes first, then the post in which one takes part, then the event `around` (for who
    speaks there), then the posts of which any text knows (`known`, see `holders`).
    """
    for node, part in sorted(summary.parts.items()):
        first = _first(part, summary, around, known, sides)
        for side, premises in sorted(_tops(first, sides).items()):
            fact = iri("fact", "derived", "side", *keys(node, 4), *keys(side, 2))
            yield Fact(fact, "side", ((node, t.SIDE, side),), derived_from=tuple(sorted(premises)))
        label = part.label if part.actor else literal(_unnamed(part, first, sides))
        triple = (node, t.PREF_LABEL, literal(text_of(label), language="en"))
        fact = iri("fact", "derived", "label", *keys(node, 4))
        yield Fact(fact, "label", (triple,), derived_from=tuple(sorted(part.facts | part.inferred)))


def _first(
    part: Part, summary: Summary, around: Summary | None, known: Mapping[str, list[Part]], sides: Sides
) -> Because:
    """Return what the participant stands for at first: a state, an organisation, a ministry."""
    if stated := part.stated_for & sides.bodies:
        return {side: set(part.facts) for side in stated}
    if part.actor in sides.bodies:
        return {part.actor: set(part.facts)}
    accompanied = [p for p in summary.parts.values() if p.actor and p.actor == part.accompanies]
    there = [p for p in (around.parts.values() if around else ()) if p.actor and p.actor == part.actor]
    elsewhere = known.get(part.accompanies or part.actor, [])
    for holders_ in ([part], accompanied, there, elsewhere):
        found: Because = {}
        for holder in holders_:
            for post in {*holder.capacities.values(), *holder.posts} & sides.of_posts.keys():
                side, says_so = sides.of_posts[post]
                found.setdefault(side, set()).update({*part.facts, *holder.facts, says_so})
        if found:
            return found
    return {}


def _tops(first: Because, sides: Sides) -> Because:
    """Return the state in place of each organisation that belongs to one."""
    found: Because = {}
    for side, premises in first.items():
        state, says_so = sides.of_organizations.get(side, (side, ""))
        found.setdefault(state, set()).update(premises, {says_so} - {""})
    return {side: premises for side, premises in found.items() if side in sides.bodies}


def _unnamed(part: Part, first: Because, sides: Sides) -> str:
    for_whom = " and ".join(sorted(text_of(sides.labels[side]) for side in first))
    return f"{text_of(part.label)} (not identified{', for ' + for_whom if for_whom else ''})"


def keys(iri: str, number: int) -> tuple[str, ...]:
    """Return the last keys of a rendered IRI."""
    return tuple(iri.rstrip(">").rsplit("/", number)[1:])
