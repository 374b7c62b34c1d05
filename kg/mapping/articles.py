"""One article to lines, and to what it adds to what follows from all articles together."""

from collections.abc import Iterator
from typing import NamedTuple

from kg.dates import Timeline
from kg.identity import Decisions, Ref
from kg.mapping.events import map_dateline, map_document, map_event, map_speech
from kg.mapping.facts import Fact
from kg.mapping.frame import Frame
from kg.mapping.incumbents import map_incumbents
from kg.mapping.lines import Lines
from kg.mapping.minting import Mint
from kg.mapping.named import Named, Naming
from kg.mapping.participations import map_tenures
from kg.mapping.provenance import map_article
from kg.mapping.resolutions import map_resolutions
from kg.mapping.sides import Sides
from kg.mapping.summary import Summary, summarise
from kg.mapping.times import map_times
from kg.model import EventKey
from kg.sources.read import Source


class Account(NamedTuple):
    """What one article adds to what is derived."""

    key: str
    """Of the article."""
    annotator: str
    events: dict[EventKey, Summary]
    """What it says of each event."""
    names: dict[Ref, Naming]
    """In which facts it names people whom the register lacks."""
    judged: dict[tuple[str, str], str]
    """The article and the pointer of each mention that a judgement speaks of, to the fact that it gave."""


class Mapper:
    """Maps articles by what was decided on all of them."""

    def __init__(self, decisions: Decisions, sides: Sides, iri: Mint, provenance: str) -> None:
        """`provenance`: the graph of the provenance, rendered."""
        self._decisions, self._sides, self._iri, self._provenance = decisions, sides, iri, provenance
        self._named = Named(decisions)

    def map(self, told: Source) -> tuple[Lines, Account]:
        """Return the lines of an article, and its account."""
        decisions = self._decisions
        cast = decisions.casts[told.annotation.article.id]
        frame = Frame(told.annotation, cast, decisions.events.merged, self._iri)
        facts = list(map_facts(frame, decisions.timeline))
        facts += map_incumbents(frame, facts, decisions.timeline, decisions.register)
        events = summarise(facts, self._sides.labels, frame.event_keys)
        at = f"{told.file}#{told.prefix}"
        lines = Lines(self._provenance, at)
        lines.state(map_article(frame, f"{at}/article"))
        lines.facts(facts)
        lines.state(map_resolutions(frame, facts))
        annotation = told.annotation
        return lines, Account(annotation.article.id, annotation.annotator, events, *self._named.of(facts, frame))


def map_facts(frame: Frame, timeline: Timeline) -> Iterator[Fact]:
    """Yield the facts of one article."""
    for i, document in enumerate(frame.annotation.documents):
        yield from map_document(frame, i, document)
    for i, event in enumerate(frame.annotation.events):
        yield from map_event(frame, i, event)
    for i, speech in enumerate(frame.annotation.statements):
        yield from map_speech(frame, i, speech)
    yield from map_tenures(frame)
    yield from map_times(frame, timeline)
    yield from map_dateline(frame)
