"""Stated times to facts, and the bounds that follow from them to derived facts."""

from collections.abc import Iterator

from kg.dates import Dated, Timeline, stated_times
from kg.iris import concept, day, literal
from kg.mapping import terms as t
from kg.mapping.facts import Fact, Mint, Triple
from kg.mapping.frame import Frame
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
    """Yield the facts that bound the anchor."""
    if timeline.dating(dated).rule in ("stated-date", "given-by-annotator", "month-of-unknown-year"):
        return
    key = timeline.anchor_key(dated)
    if key is not None:
        if timeline.bounds(key):
            yield bounds_fact(frame.iri, timeline, key)
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


def bounds_fact(iri: Mint, timeline: Timeline, key: EventKey) -> str:
    """Return the IRI of the derived fact that bounds an event or a document."""
    return iri("fact", "derived", "document-bounds" if timeline.is_document(key) else "event-bounds", *key)
