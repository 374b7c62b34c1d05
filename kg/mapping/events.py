"""Events, statements and documents to facts."""

from collections.abc import Iterator

from kg.iris import concept, literal
from kg.mapping import terms as t
from kg.mapping.facts import Fact, Triple
from kg.mapping.frame import Frame
from kg.mapping.participations import map_participant, map_voice
from kg.model import Document, Event, PlaceMention, Retold, Speech, Stated


def _told(
    frame: Frame, local: str, rule: str, pointer: str, triples: list[Triple], stated: Stated, again: list[Retold]
) -> Iterator[Fact]:
    """Yield one fact for each passage that tells the same; only the first says of what it is a part."""
    yield frame.fact(local, rule, pointer, triples, stated)
    if again:
        triples = [triple for triple in triples if triple[1] != t.HAS_SUB_EVENT]
    for i, retold in enumerate(again):
        yield frame.fact(f"{local}.again-{retold.at.start}", rule, f"{pointer}/again/{i}", triples, retold)


def map_event(frame: Frame, index: int, event: Event) -> Iterator[Fact]:
    """Yield the facts of one event: that it was, who took part, where, about what, and what it belongs to."""
    pointer, iri = f"/events/{index}", frame.event(event.id)
    triples = [(iri, t.A, t.EVENT_CLASSES[event.type]), (iri, t.STATUS, concept("status", event.status))]
    if event.name:
        triples.append((iri, t.ALT_LABEL, literal(event.name, language=frame.annotation.article.language)))
    yield from _told(frame, event.id, "event", pointer, triples, event, event.again)
    for i, participant in enumerate(event.participants):
        yield from map_participant(frame, event.id, f"{pointer}/participants/{i}", participant)
    yield from _map_place(frame, pointer, event, iri)
    for i, topic in enumerate(event.topics):
        place = f"{pointer}/topics/{i}"
        key = frame.cast.refs[f"{place}/topic"].key
        triple = (iri, t.TOPIC, frame.iri("topic", key))
        yield frame.fact(f"{event.id}.topic.{key}-{topic.at.start}", "topic", place, [triple], topic)
    for i, framework in enumerate(event.framework):
        place = f"{pointer}/framework/{i}"
        ref = frame.cast.refs[f"{place}/name"]
        local = f"{event.id}.framework.{ref.key}-{framework.at.start}"
        triple = (iri, t.FRAMEWORK, frame.ref(ref))
        yield frame.fact(local, "framework", place, [triple], framework, words=framework.name)
    yield from _map_links(frame, pointer, event, iri)


def _map_place(frame: Frame, pointer: str, event: Event, iri: str) -> Iterator[Fact]:
    if event.place is None:
        return
    nested = isinstance(event.place, PlaceMention)
    place = frame.cast.refs[f"{pointer}/place/name" if nested else f"{pointer}/place"]
    stated = event.place if isinstance(event.place, PlaceMention) else event
    triple = (iri, t.PLACE, frame.ref(place))
    said_at = f"{pointer}/place" if nested else pointer
    yield frame.fact(f"{event.id}.place", "place", f"{pointer}/place", [triple], stated, said_at=said_at)


def _map_links(frame: Frame, pointer: str, event: Event, iri: str) -> Iterator[Fact]:
    """Yield how the event relates to other events and documents of the same article."""

    def link(local: str, rule: str, field: str, triple: Triple) -> Fact:
        return frame.fact(f"{event.id}.{local}", rule, f"{pointer}/{field}", [triple], event, said_at=pointer)

    if event.part_of:
        yield link("part-of", "part-of", "part_of", (frame.event(event.part_of), t.HAS_SUB_EVENT, iri))
    if event.about:
        yield link("about", "about", "about", (iri, t.ABOUT_EVENT, frame.event(event.about)))
    if event.fulfils:
        yield link("fulfils", "fulfils", "fulfils", (iri, t.FULFILS, frame.event(event.fulfils)))
    for i, document in enumerate(event.concludes):
        triple = (iri, t.CONCLUDES, frame.document(document))
        yield link(f"concludes.{document}", "concludes", f"concludes/{i}", triple)
    for rule, predicate, orderings in (("before", t.BEFORE, event.before), ("after", t.AFTER, event.after)):
        for i, ordering in enumerate(orderings):
            triple = (iri, predicate, frame.event(ordering.event))
            yield frame.fact(f"{event.id}.{rule}.{ordering.event}", rule, f"{pointer}/{rule}/{i}", [triple], ordering)


def map_speech(frame: Frame, index: int, speech: Speech) -> Iterator[Fact]:
    """Yield the facts of one statement: what was said, by whom, to whom, in which event."""
    pointer, iri = f"/statements/{index}", frame.event(speech.id)
    triples = [
        (iri, t.A, t.STATEMENT),
        (iri, t.STATUS, concept("status", "happened")),
        (iri, t.GIST, literal(speech.gist, language="en")),
    ]
    if speech.direct:
        triples.append((iri, t.DIRECT_SPEECH, t.TRUE))
    if speech.in_:
        triples.append((frame.event(speech.in_), t.HAS_SUB_EVENT, iri))
    topics = (frame.cast.refs[f"{pointer}/topics/{i}"] for i in range(len(speech.topics)))
    triples += [(iri, t.TOPIC, frame.ref(topic)) for topic in topics]
    triples += [(iri, t.ABOUT_EVENT, frame.event(event)) for event in speech.about]
    yield from _told(frame, speech.id, "statement", pointer, triples, speech, speech.again)
    yield from map_voice(frame, pointer, speech, "speaker", speech.speaker)
    for i, to in enumerate(speech.to):
        yield from map_voice(frame, pointer, speech, f"to/{i}", to)


def map_document(frame: Frame, index: int, document: Document) -> Iterator[Fact]:
    """Yield the fact that a press statement or another document is there, and who issued it."""
    pointer, iri = f"/documents/{index}", frame.document(document.id)
    title = document.title or f"{document.type} {document.id}"
    triples = [(iri, t.A, t.DOCUMENT_CLASSES[document.type]), (iri, t.PREF_LABEL, literal(title, language="en"))]
    if document.by:
        triples.append((iri, t.PUBLISHER, frame.ref(frame.cast.refs[f"{pointer}/by"])))
    yield frame.fact(document.id, "document", pointer, triples, document)


def map_dateline(frame: Frame) -> Iterator[Fact]:
    """Yield the fact from where the article was filed."""
    dateline = frame.annotation.article.dateline
    if dateline:
        place = frame.cast.refs["/article/dateline/place"]
        triple = (frame.article, t.LOCATION_CREATED, frame.ref(place))
        stated = Stated(at=dateline.at)
        yield frame.fact("article.dateline", "dateline", "/article/dateline", [triple], stated)
