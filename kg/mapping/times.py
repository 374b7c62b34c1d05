"""Stated times to facts, and the bounds that follow from them to derived facts."""

from collections.abc import Iterable, Iterator

from kg.dates import Dated, Timeline, stated_times
from kg.dates.narrowing import SIDES, End
from kg.iris import concept, day, literal
from kg.mapping import terms as t
from kg.mapping.facts import Fact, Triple
from kg.mapping.frame import Frame
from kg.mapping.minting import Mint
from kg.model import EventKey, Published, Stated, When


def map_times(frame: Frame, timeline: Timeline) -> Iterator[Fact]:
    """Yield each stated time of an article, and after it the bounds that its rule gives."""
    published = frame.annotation.article.published
    if isinstance(published, Published) and published.at and timeline.publication(frame.key):
        triple = (frame.article, t.ISSUED, day(published.date))
        yield frame.fact("article.published", "published", "/article/published", [triple], Stated(at=published.at))
    for dated in stated_times(frame.annotation):
        fact = _stated(frame, timeline, dated)
        yield fact
        triples = bound_triples(fact.triples[0][2], timeline.dating(dated))
        if triples:
            iri = frame.iri("fact", "derived", "dating-bounds", frame.key, dated.local)
            premises = (fact.iri, *_anchor_premises(frame, timeline, dated))
            yield Fact(iri, "dating-bounds", triples, derived_from=premises)


def _stated(frame: Frame, timeline: Timeline, dated: Dated) -> Fact:
    owner = frame.document(dated.owner) if dated.of_document else frame.event(dated.owner)
    node = frame.iri("dating", frame.key, dated.local)
    when = timeline.dating(dated)
    triples: list[Triple] = [
        (owner, t.HAS_DATING, node),
        (node, t.A, t.DATING),
        (node, t.DATE_EXPRESSION, literal(dated.stated.says)),
        (node, t.DATE_RULE, concept("date-rule", when.rule or "unread")),
    ]
    if when.rule not in ("stated-date", "given-by-annotator", "unread"):
        triples.append((node, t.DATE_ANCHOR, _anchor(frame, timeline, dated)))
    if when.part_of_day:
        triples.append((node, t.PART_OF_DAY, concept("part-of-day", when.part_of_day)))
    return frame.fact(dated.local, "dating", dated.pointer, triples, dated.stated)


def _anchor(frame: Frame, timeline: Timeline, dated: Dated) -> str:
    key = timeline.anchor_key(dated)
    if key is None:
        return frame.article
    return frame.document(key[1]) if timeline.is_document(key) else frame.iri("event", *key)


def _anchor_premises(frame: Frame, timeline: Timeline, dated: Dated) -> Iterator[str]:
    """Yield the facts that bound the anchor: by its own times, since those that narrow it may rest on this one."""
    if timeline.dating(dated).rule in ("stated-date", "given-by-annotator", "month-of-unknown-year"):
        return
    key = timeline.anchor_key(dated)
    if key is not None:
        if timeline.own(key):
            yield from _own_facts(frame.iri, timeline, key)
    elif isinstance(published := frame.annotation.article.published, Published) and published.at:
        yield frame.iri("fact", frame.key, "article.published")


def bound_triples(node: str, when: When) -> tuple[Triple, ...]:
    """Return the triples of a node's bounds, as far as there are any."""
    triples: list[Triple] = []
    if when.earliest:
        triples.append((node, t.EARLIEST, day(when.earliest.isoformat())))
    if when.latest:
        triples.append((node, t.LATEST, day(when.latest.isoformat())))
    if when.edtf:
        triples.append((node, t.EDTF, literal(when.edtf)))
    return tuple(triples)


def _bounded(when: When) -> bool:
    return bool(when.earliest or when.latest or when.edtf)


def map_bounds(
    timeline: Timeline, key: EventKey, when: When, iri: Mint, node: str, told: Iterable[str]
) -> Iterator[Fact]:
    """Yield the facts of the bounds of an event, a statement (`told` by these facts) or a document.

    Ends that its own times give stand in one fact, an end that moved in one of its own. The date to show stands with
    the own ends, or by itself where an end moved.
    """
    rule = _own_rule(timeline, key)
    moved = timeline.narrowed(key)
    for side, step in moved.items():
        name = {"before": "ordered", "part": "within", "counted": "counted"}[step.relation.kind]
        end = (node, t.EARLIEST if side == "earliest" else t.LATEST, day(str(getattr(when, side))))
        ground = iri("fact", step.relation.ground.article, step.relation.ground.fact)
        premises = (_end_fact(iri, timeline, premise) for premise in step.premises)
        yield Fact(_end_fact(iri, timeline, (key, side)), name, (end,), derived_from=(ground, *dict.fromkeys(premises)))
    own = When(
        when.earliest if "earliest" not in moved else None,
        when.latest if "latest" not in moved else None,
        when.edtf if not moved else None,
    )
    triples = bound_triples(node, own)
    if triples:
        whole = timeline.whole(key)
        grounds = (*bounds_facts(iri, timeline, whole), *told) if whole else _dating_facts(iri, timeline, key)
        yield Fact(iri("fact", "derived", rule, *key), rule, triples, derived_from=tuple(grounds))
    if moved and when.edtf:
        shown = (node, t.EDTF, literal(when.edtf))
        ends = end_facts(iri, timeline, key)
        yield Fact(iri("fact", "derived", "narrowed-edtf", *key), "narrowed", (shown,), derived_from=ends)


def bounds_facts(iri: Mint, timeline: Timeline, key: EventKey) -> tuple[str, ...]:
    """Return the derived facts that bound an event, a statement or a document, and give the date to show."""
    if timeline.narrowed(key):
        return (*end_facts(iri, timeline, key), iri("fact", "derived", "narrowed-edtf", *key))
    return (iri("fact", "derived", _own_rule(timeline, key), *key),)


def end_facts(iri: Mint, timeline: Timeline, key: EventKey) -> tuple[str, ...]:
    """Return the derived facts in which the first and the last day stand, as far as these are known."""
    when = timeline.bounds(key)
    known = [side for side in SIDES if when and getattr(when, side)]
    if known and not timeline.narrowed(key):
        return (iri("fact", "derived", _own_rule(timeline, key), *key),)
    return tuple(dict.fromkeys(_end_fact(iri, timeline, (key, side)) for side in known))


def _end_fact(iri: Mint, timeline: Timeline, end: End) -> str:
    """Return the fact in which one end stands."""
    key, side = end
    return iri(
        "fact", "derived", f"narrowed-{side}" if side in timeline.narrowed(key) else _own_rule(timeline, key), *key
    )


def _own_facts(iri: Mint, timeline: Timeline, key: EventKey) -> tuple[str, ...]:
    """Return the facts on which the own bounds of an anchor rest; where it was narrowed, they stand in no one fact."""
    if timeline.narrowed(key):
        return _dating_facts(iri, timeline, key)
    return (iri("fact", "derived", _own_rule(timeline, key), *key),)


def _dating_facts(iri: Mint, timeline: Timeline, key: EventKey) -> tuple[str, ...]:
    return tuple(
        iri("fact", "derived", "dating-bounds", dated.article, dated.local)
        for dated in timeline.datings(key)
        if _bounded(timeline.dating(dated))
    )


def _own_rule(timeline: Timeline, key: EventKey) -> str:
    return "document-bounds" if timeline.is_document(key) else "event-bounds"
