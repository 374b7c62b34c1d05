"""What follows from the facts: bounds and names of events, and the days on which a tenure is attested."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.identity.events import EventKey
from kg.iris import concept, day, literal
from kg.mapping import terms as t
from kg.mapping.facts import Fact, Mint
from kg.mapping.timeline import Timeline
from kg.mapping.times import bound_triples, bounds_fact
from kg.model import When

HELD = (concept("status", "happened"), concept("status", "ongoing"))
FIRST_ROLES = ("inviter", "chair", "host", "guest", "speaker", "caller", "signatory", "interlocutor")
NAMED_BY = {t.EVENT_CLASSES[k]: k for k in t.EVENT_CLASSES} | {t.STATEMENT: "statement"}


@dataclass
class Summary:
    """What the facts say of one event, and which facts say it."""

    classes: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    statuses: set[str] = field(default_factory=set)
    gists: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    who: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Participation to its role and the rendered label of who took part."""
    capacities: dict[str, set[str]] = field(default_factory=dict)
    """Tenure to the facts in which it stands."""
    told: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    """Facts that name participants and places."""


def summarise(facts: Iterable[Fact], labels: Mapping[str, str], into: dict[str, Summary]) -> None:
    """Add to `into`, by event IRI, what the event's name and its tenures need.

    `labels`: rendered IRI of a thing of the register to its rendered label.
    """
    for fact in facts:
        if fact.rule in ("event", "statement"):
            _told(into.setdefault(fact.triples[0][0], Summary()), fact)
        elif fact.rule == "participation":
            _took_part(into, fact, labels)
        elif fact.rule == "place":
            subject, _, place = fact.triples[0]
            summary = into.setdefault(subject, Summary())
            summary.places.add(labels.get(place, ""))
            summary.named.add(fact.iri)


def _told(summary: Summary, fact: Fact) -> None:
    summary.told.add(fact.iri)
    for _, predicate, value in fact.triples:
        if predicate == t.A:
            summary.classes.add(value)
        elif predicate == t.ALT_LABEL:
            summary.names.add(value)
        elif predicate == t.STATUS:
            summary.statuses.add(value)
        elif predicate == t.GIST:
            summary.gists.add(value)


def _took_part(events: dict[str, Summary], fact: Fact, labels: Mapping[str, str]) -> None:
    event, node = next((s, o) for s, p, o in fact.triples if p == t.HAS_PARTICIPATION)
    summary = events.setdefault(event, Summary())
    known = {(s, p): o for s, p, o in fact.triples}
    actor = known.get((node, t.PARTICIPANT), "")
    label = labels.get(actor) or known.get((actor, t.PREF_LABEL)) or known.get((node, t.NAMED_AS), '"somebody"')
    summary.who[node] = (known[node, t.ROLE].rsplit("/", 1)[1].rstrip(">"), label)
    summary.named.add(fact.iri)
    for subject, predicate, value in fact.triples:
        if (subject, predicate) == (node, t.IN_CAPACITY):
            summary.capacities.setdefault(value, set()).add(fact.iri)


def derive(
    events: Mapping[EventKey, Summary], documents: Iterable[EventKey], timeline: Timeline, iri: Mint
) -> Iterator[Fact]:
    """Yield the derived facts of all events, in the order of their keys."""
    for key in sorted(events):
        summary, when = events[key], timeline.bounds(key)
        if when:
            yield _bounds(key, when, timeline, iri, iri("event", *key), sorted(summary.told))
        yield _label(key, summary, when, timeline, iri)
        if when and when.earliest and when.earliest == when.latest and summary.statuses & set(HELD):
            for tenure, premises in sorted(summary.capacities.items()):
                triple = (tenure, t.ATTESTED_ON, day(when.earliest.isoformat()))
                fact = iri("fact", "derived", "attested", *_keys_of(tenure), *key)
                because = (*sorted(premises), bounds_fact(iri, timeline, key))
                yield Fact(fact, "attested", (triple,), derived_from=because)
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


def _label(key: EventKey, summary: Summary, when: When | None, timeline: Timeline, iri: Mint) -> Fact:
    name, premises = _name(key, summary), sorted(summary.told | summary.named)
    dated = when and when.earliest and when.earliest == when.latest and not summary.gists
    if dated and when:
        name += f" ({when.edtf})"
        premises.append(bounds_fact(iri, timeline, key))
    triple = (iri("event", *key), t.PREF_LABEL, literal(name, language="en"))
    return Fact(iri("fact", "derived", "label", *key), "label", (triple,), derived_from=tuple(premises))


def _name(key: EventKey, summary: Summary) -> str:
    """Return a name of the event made of what is known: `Meeting of Ada Lindqvist and Tom Berg`."""
    ranked = sorted(
        (FIRST_ROLES.index(role) if role in FIRST_ROLES else len(FIRST_ROLES), _text(label), role)
        for role, label in summary.who.values()
    )
    kind = min((NAMED_BY[c] for c in summary.classes), default="event")
    if summary.gists:
        speakers = [label for _, label, role in ranked if role == "speaker"]
        return f"{' and '.join(speakers) or 'Somebody'}: {_text(min(summary.gists))}"
    if summary.names:
        return _text(min(summary.names))
    status = min(summary.statuses, default="").rsplit("/", 1)[-1].rstrip(">")
    first = kind if status in ("happened", "ongoing", "") or kind == "invitation" else f"{status} {kind}"
    if kind == "invitation":
        by = [label for _, label, role in ranked if role == "inviter"]
        to = [label for _, label, role in ranked if role == "invitee"]
        return f"Invitation of {_joined(to) or 'somebody'} by {_joined(by) or 'somebody'}"
    who = _joined(dict.fromkeys(label for _, label, _ in ranked))
    place = f" in {_joined(sorted(_text(p) for p in summary.places))}" if kind in ("visit", "conference") else ""
    place = "" if place == " in " else place
    return f"{first[0].upper()}{first[1:]}{' of ' + who if who else ' ' + key[1]}{place}"


def _joined(names: Iterable[str]) -> str:
    listed = list(dict.fromkeys(names))
    if len(listed) > 3:
        return f"{', '.join(listed[:3])} and {len(listed) - 3} more"
    return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)


def _text(rendered: str) -> str:
    """Return the text of a rendered literal."""
    text = rendered[1 : rendered.rindex('"')]
    return text.replace('\\"', '"').replace("\\n", " ").replace("\\r", " ").replace("\\\\", "\\")


def _keys_of(iri: str) -> tuple[str, ...]:
    """Return the keys of a tenure's IRI: person, post and the way of holding it."""
    return tuple(iri.rstrip(">").rsplit("/", 3)[1:])
