"""For whom one takes part, where the text does not say it itself: the state of one's post, ministry or delegation."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kg.identity import Register
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
    labels: Mapping[str, str]
    """Rendered label of everything in the register."""


def sides_of(register: Register, iri: Mint) -> Sides:
    """Collect what the register says of sides."""
    posts, organizations, labels = {}, {}, {}
    for entry in register:
        node, fact, about = iri(entry.kind, entry.key), register_fact(entry, iri), entry.properties
        labels[node] = literal(entry.label, language="en")
        if entry.kind == "organization" and "of" in about:
            organizations[node] = (iri("state", about["of"]), fact)
        if entry.kind == "post" and "represents" in about:
            posts[node] = (iri("state", about["represents"]), fact)
        elif entry.kind == "post" and "organization" in about:
            posts[node] = (iri("organization", about["organization"]), fact)
    return Sides(posts, organizations, labels)


def map_sides(summary: Summary, around: Summary | None, sides: Sides, iri: Mint) -> Iterator[Fact]:
    """Yield for whom each participant of an event acts, and the name of each participation.

    `around` is the event in which a statement was made: who speaks there acts for the same side. What the text itself
    says goes before all else; a ministry stands for its state too.
    """
    for node, part in sorted(summary.parts.items()):
        first = _first(part, summary, around, sides)
        for side, premises in sorted(_with_states(first, sides).items()):
            if side not in part.stated_for and side != part.actor:
                fact = iri("fact", "derived", "represents", *keys(node, 4), *keys(side, 2))
                yield Fact(fact, "represents", ((node, t.ON_BEHALF_OF, side),), derived_from=tuple(sorted(premises)))
        label = part.label if part.actor else literal(_unnamed(part, first, sides))
        triple = (node, t.PREF_LABEL, literal(text_of(label), language="en"))
        fact = iri("fact", "derived", "label", *keys(node, 4))
        yield Fact(fact, "label", (triple,), derived_from=tuple(sorted(part.facts)))


def _first(part: Part, summary: Summary, around: Summary | None, sides: Sides) -> Because:
    """Return the sides that follow first: from the text, one's posts, whom one accompanies, or the event around."""
    if part.stated_for:
        return {side: set(part.facts) for side in part.stated_for}
    if part.actor in sides.of_organizations:
        return {part.actor: set(part.facts)}
    candidates = [part, *(p for p in summary.parts.values() if p.actor and p.actor == part.accompanies)]
    candidates += [p for p in (around.parts.values() if around else ()) if p.actor and p.actor == part.actor]
    for holder in candidates:
        found: Because = {}
        for post in {*holder.capacities.values(), *holder.posts} & set(sides.of_posts):
            side, says_so = sides.of_posts[post]
            found.setdefault(side, set()).update({*part.facts, *holder.facts, says_so})
        if found:
            return found
    return {}


def _with_states(first: Because, sides: Sides) -> Because:
    """Return the sides, and with each organisation the state to which it belongs."""
    found = {side: set(premises) for side, premises in first.items()}
    for side, premises in first.items():
        if side in sides.of_organizations:
            state, says_so = sides.of_organizations[side]
            found.setdefault(state, set()).update({*premises, says_so})
    return found


def _unnamed(part: Part, first: Because, sides: Sides) -> str:
    for_whom = " and ".join(sorted(text_of(sides.labels[side]) for side in first))
    return f"{text_of(part.label)} (not identified{', for ' + for_whom if for_whom else ''})"


def keys(iri: str, number: int) -> tuple[str, ...]:
    """Return the last keys of a rendered IRI."""
    return tuple(iri.rstrip(">").rsplit("/", number)[1:])
