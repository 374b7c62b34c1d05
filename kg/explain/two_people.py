"""Why two people are one, or two: names part by part, posts, states, what forbids it, and the cards that decided."""

from collections.abc import Iterator
from itertools import product

from kg.explain.cards import Sources, card_step, judgement_step
from kg.explain.decided import Thing, mention
from kg.explain.rules import rule_words
from kg.explain.tree import Step, each, section
from kg.identity import Decisions, Ref, Register
from kg.identity.names import compare
from kg.identity.people.card import vetoes
from kg.identity.people.person import Person
from kg.model import Judgement

PAIRS = 3
"""Pairs of spellings that are compared part by part at the most."""
CARDS = 6
"""Cards that are shown at the most."""


def two_people(decisions: Decisions, one: Thing, other: Thing, sources: Sources) -> Step:
    """Return what was decided on two people, or on a person and a name in an article."""
    people = [_person(decisions, thing) for thing in (one, other)]
    together = one.ref is not None and one.ref == other.ref
    verdict = f"one person, {_label(decisions, one)}" if together else "two people"
    if not together and (one.ref is None or other.ref is None):
        verdict = "not taken as one person"
    children = [_who(decisions, thing, person, sources) for thing, person in zip((one, other), people, strict=True)]
    if together and one.key != other.key:
        children += _together(decisions, one, other, sources)
    if not together:
        children += _apart(decisions, one, other, people, sources)
    children += section(
        "names", "names", _names(*(_own(decisions, t, p) for t, p in zip((one, other), people, strict=True))), PAIRS
    )
    return Step(f"{one.key} and {other.key}: {verdict}", kind="people", children=tuple(children))


def open_name(decisions: Decisions, key: str) -> Iterator[Step]:
    """Yield why a name in an article was taken for nobody."""
    _, _, found = mention(decisions, key)
    yield Step(rule_words(found.rule), kind="rule")
    yield from (Step(said, kind="line") for said in found.because)
    yield from (Step(f"not {decisions.label(r)} ({r.key})", kind="rejected") for r in found.rejected)


def _person(decisions: Decisions, thing: Thing) -> Person:
    """Return what is known of somebody; of a name that stayed open what its article says."""
    if thing.ref and (person := decisions.people.people.get(thing.ref)):
        return person
    if thing.key not in decisions.people.things:
        return Person(thing.key, names={_label(decisions, thing)}, things={thing.key})
    _, _, found = mention(decisions, thing.key)
    sides = {side for post in found.posts if (side := decisions.register.side(Ref("post", post)))}
    return Person(thing.key, names={found.named_as or ""}, posts=set(found.posts), sides=sides, things={thing.key})


def _label(decisions: Decisions, thing: Thing) -> str:
    if thing.ref:
        return decisions.label(thing.ref)
    return mention(decisions, thing.key)[2].named_as or thing.key


def _who(decisions: Decisions, thing: Thing, person: Person, sources: Sources) -> Step:
    """Return somebody as known: names, posts with the days, states."""
    register = decisions.register
    children = [Step(f"named {', '.join(f'“{name}”' for name in sorted(person.names))}", kind="names")]
    for post in sorted(person.posts):
        days = person.days(post)
        known = "" if not days else f", known on {days[0]}" if days[0] == days[1] else f", known {days[0]} to {days[1]}"
        children.append(Step(f"{register.entries[Ref('post', post)].label}{known}", kind="post"))
    children += [Step(f"stands for {_side(register, side)}", kind="side") for side in sorted(person.sides)]
    if thing.ref is None:
        children += open_name(decisions, thing.key)
    children += _standing(decisions, thing)
    return Step(
        f"{thing.key}: {_label(decisions, thing)}",
        _place(decisions, thing, sources),
        kind="person",
        children=tuple(children),
    )


def _standing(decisions: Decisions, thing: Thing) -> Iterator[Step]:
    """Yield for whom a name in an article was taken, with the reasons."""
    if thing.ref and thing.key in decisions.people.things:
        _, _, found = mention(decisions, thing.key)
        says = f"taken for {decisions.label(thing.ref)} ({thing.ref.key}): {rule_words(found.rule)}"
        yield Step(says, kind="decision", children=tuple(Step(said, kind="line") for said in found.because))


def _place(decisions: Decisions, thing: Thing, sources: Sources) -> str:
    if thing.key in decisions.people.things:
        return sources.at(*decisions.people.things[thing.key])
    entry = decisions.register.entries.get(Ref("person", thing.key))
    return sources.located(entry.pointer) if entry and entry.pointer else ""


def _side(register: Register, key: str) -> str:
    found = (register.entries.get(Ref(kind, key)) for kind in ("state", "organization"))
    return next((entry.label for entry in found if entry), key)


def _stands(decisions: Decisions, key: str) -> Ref:
    return decisions.person(key) or Ref("person", key)


def _together(decisions: Decisions, one: Thing, other: Thing, sources: Sources) -> tuple[Step, ...]:
    """Return the cards and judgements by which names came to this person: first those that speak of the two."""
    own = {one.key, other.key}
    judged = [j for j in decisions.recorded.judgements if j.verdict == "same" and own & set(j.things)]
    cards = [c for c in decisions.people.cards if c.verdict == "same" and _stands(decisions, c.a) == one.ref]
    cards.sort(key=lambda card: -len({card.a, card.b} & own))
    steps = [judgement_step(judgement, sources) for judgement in judged]
    steps += [card_step(card, None, sources) for card in cards]
    return section("taken as one", "same", steps, CARDS)


def _apart(decisions: Decisions, one: Thing, other: Thing, people: list[Person], sources: Sources) -> Iterator[Step]:
    """Yield what keeps two people apart: judgements, vetoes and the cards of those who were compared."""
    judged = _judgement(decisions, people)
    if judged:
        yield judgement_step(judged, sources)
    wanted = {_stands(decisions, one.key), _stands(decisions, other.key)}
    cards = [c for c in decisions.people.cards if {_stands(decisions, c.a), _stands(decisions, c.b)} == wanted]
    yield from each(cards, lambda card: card_step(card, None, sources), CARDS)
    if not cards:
        for line in vetoes(people[0], people[1], decisions.recorded, decisions.register):
            if not (judged and line.feature == "judgement"):
                yield Step(f"{line.feature} (keeps them apart): {line.says}", kind="veto")
        if not any(_alike(a, b) for a, b in product(*(person.names for person in people))):
            yield Step("their names can't be one, so nothing else was compared", kind="rule")
        elif not judged:
            yield Step("their names may be one; that alone is not enough, and nothing else agrees", kind="rule")


def _judgement(decisions: Decisions, people: list[Person]) -> Judgement | None:
    one, other = (sorted(person.things | {person.key}) for person in people)
    return decisions.recorded.why_apart(one, other)


def _alike(one: str, other: str) -> bool:
    return compare(one, other).verdict != "different"


def _own(decisions: Decisions, thing: Thing, person: Person) -> list[str]:
    """Return the names that a thing itself gives: those of a register's entry, or the spellings in one article."""
    if entry := decisions.register.entries.get(Ref("person", thing.key)):
        return sorted({entry.label, *entry.names})
    locals_ = [local for local in person.members if thing.key in local.things]
    spelt = {spot.name for local in locals_ for spot in local.spots if f"{local.article}/{spot.form}" == thing.key}
    return sorted(spelt or {local.name for local in locals_} or person.names)


def _names(one: list[str], other: list[str]) -> Iterator[Step]:
    """Yield each two spellings compared part by part, the most alike first."""
    order = ("same", "cannot tell", "different")
    pairs = sorted(product(one, other), key=lambda pair: order.index(compare(*pair).verdict))
    for a, b in pairs:
        found = compare(a, b)
        parts = [Step(f"“{p.one}” and “{p.other}”: {p.how}", kind="part") for p in found.aligned]
        parts += [Step(reason, kind="reason") for reason in dict.fromkeys(found.reasons) if reason != "spelt alike"]
        yield Step(f"“{a}” and “{b}”: {found.verdict}", kind="name", children=tuple(parts))
