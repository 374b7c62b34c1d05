"""Articles, register and judgements to lines of N-Quads: one section per article, then what is shared."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.dates import Timeline
from kg.identity import Decisions, Register
from kg.iris import mint
from kg.mapping.derived import derive
from kg.mapping.events import map_dateline, map_document, map_event, map_speech
from kg.mapping.facts import Fact
from kg.mapping.frame import Frame
from kg.mapping.incumbents import map_incumbents
from kg.mapping.lines import Lines
from kg.mapping.minting import Mint
from kg.mapping.named import Named
from kg.mapping.participations import map_tenures
from kg.mapping.provenance import map_annotators, map_article, map_origins
from kg.mapping.register import map_register, register_documents
from kg.mapping.resolutions import (
    map_cards,
    map_fulfilled,
    map_judgements,
    map_kept_apart,
    map_redirects,
    map_resolutions,
)
from kg.mapping.runs import Runs
from kg.mapping.sides import sides_of
from kg.mapping.summary import Summary, joined, summarise
from kg.mapping.times import map_times
from kg.model import Annotation, EventKey, Quad
from kg.namespaces import DATA_IRI


class Told(NamedTuple):
    """One article, and the place where its annotation stands."""

    annotation: Annotation
    file: str
    prefix: str


class Section(NamedTuple):
    """Lines that belong together: those of one article, of the register, or what is derived; or a part of these.

    The parts of a section come one after another under one name, and are in order as a whole.
    """

    name: str
    lines: Iterable[str]

    @property
    def quads(self) -> list[Quad]:
        """The lines as quads."""
        return [Quad.of_line(line) for line in self.lines]


def provenance_graph(base: str = DATA_IRI) -> str:
    """Return the name of the graph that holds the provenance, rendered."""
    return mint("graph", "provenance", base=base)


def ontology_graph(base: str = DATA_IRI) -> str:
    """Return the name of the graph that holds the ontology, rendered."""
    return mint("graph", "ontology", base=base)


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


def map_corpus(
    articles: Iterable[Told], decisions: Decisions, *, annotators: Mapping[str, str], base: str = DATA_IRI
) -> Iterator[Section]:
    """Yield the sections of the graph, articles first in the order of their keys.

    `articles` are those of the decisions; `annotators`: key to name.
    """
    iri, provenance = Mint(base), provenance_graph(base)
    timeline, merged = decisions.timeline, decisions.events.merged
    sides = sides_of(decisions, iri)
    events: dict[EventKey, Summary] = {}
    named, used = Named(decisions, iri), set[str]()
    for told in sorted(articles, key=lambda told: told.annotation.article.id):
        frame = Frame(told.annotation, decisions.casts[told.annotation.article.id], merged, iri)
        facts = list(map_facts(frame, timeline))
        facts += map_incumbents(frame, facts, timeline, decisions.register)
        for key, summary in summarise(facts, sides.labels, frame.event_keys).items():
            events[key] = joined(events[key], summary) if key in events else summary
        named.note(facts, frame)
        used.add(told.annotation.annotator)
        lines = _article(frame, facts, f"{told.file}#{told.prefix}", provenance)
        yield from _sections(f"article/{frame.key}", lines)
    yield from _sections("register", _register(decisions.register, iri, provenance))
    derived = Runs(provenance)
    documents = [(a.article.id, d.id) for a in decisions.annotations for d in a.documents if d.when]
    derived.facts(derive(events, documents, timeline, sides, iri))
    derived.facts(map_fulfilled(decisions, events, iri))
    derived.facts(named.facts())
    derived.state(map_judgements(decisions, named.at, iri))
    derived.state(map_kept_apart(decisions, named.at, iri))
    derived.state(map_cards(decisions, iri))
    derived.state(map_redirects(decisions, iri))
    derived.state(map_origins(decisions.origins, iri))
    used |= {judgement.by for judgement in decisions.judgements}
    derived.state(map_annotators(used, annotators, iri))
    yield from _sections("derived", derived)


def _sections(name: str, lines: Lines | Runs) -> Iterator[Section]:
    return (Section(name, block) for block in lines.blocks())


def _article(frame: Frame, facts: list[Fact], at: str, provenance: str) -> Lines:
    lines = Lines(provenance, at)
    lines.state(map_article(frame, f"{at}/article"))
    lines.facts(facts)
    lines.state(map_resolutions(frame, facts))
    return lines


def _register(register: Register, iri: Mint, provenance: str) -> Lines:
    lines = Lines(provenance)
    lines.facts(map_register(register, iri))
    lines.state(register_documents(register, iri))
    return lines
