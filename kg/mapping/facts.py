"""A fact: a few triples with one ground. Its IRI names its graph and is the subject of its provenance."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kg.iris import integer, literal
from kg.mapping import terms as t
from kg.model import Quad, Span

Triple = tuple[str, str, str]
Mint = Callable[..., str]
"""`kg.iris.mint` with the project's base: a kind and keys to an IRI, rendered."""


class Passage(NamedTuple):
    """Characters of an article, and the words there that name an actor."""

    article: str
    span: Span
    words: str | None = None

    @property
    def iri(self) -> str:
        """The article's IRI with a text fragment (RFC 5147), rendered."""
        return f"{self.article[:-1]}#char={self.span.start},{self.span.end}>"


class Fact(NamedTuple):
    """Triples that stand or fall together. All IRIs are rendered.

    The ground is a `passage` (annotated), or what it is `derived_from`: other facts, or a document of the register.
    """

    iri: str
    rule: str
    triples: tuple[Triple, ...]
    passage: Passage | None = None
    derived_from: tuple[str, ...] = ()
    attributed_to: str | None = None
    said_in: str | None = None
    annotator: str | None = None
    pointer: str | None = None


def quads(fact: Fact, provenance: str) -> Iterator[Quad]:
    """Yield the quads of a fact's own graph, then its provenance in the graph of that name."""
    for subject, predicate, value in fact.triples:
        yield Quad(subject, predicate, value, fact.iri)
    yield Quad(fact.iri, t.A, t.FACT, provenance)
    yield Quad(fact.iri, t.MAPPING_RULE, literal(fact.rule), provenance)
    for source in fact.derived_from:
        yield Quad(fact.iri, t.DERIVED_FROM, source, provenance)
    if fact.passage:
        yield Quad(fact.iri, t.DERIVED_FROM, fact.passage.iri, provenance)
        yield from passage_quads(fact.passage, provenance)
    if fact.attributed_to:
        yield Quad(fact.iri, t.ATTRIBUTED_TO, fact.attributed_to, provenance)
    if fact.said_in:
        yield Quad(fact.iri, t.HAS_PRIMARY_SOURCE, fact.said_in, provenance)
    if fact.annotator:
        yield Quad(fact.iri, t.WAS_ATTRIBUTED_TO, fact.annotator, provenance)
    if fact.pointer:
        yield Quad(fact.iri, t.POINTER, literal(fact.pointer), provenance)


def passage_quads(passage: Passage, provenance: str) -> Iterator[Quad]:
    """Yield what is known of a passage."""
    iri = passage.iri
    yield Quad(iri, t.A, t.PASSAGE, provenance)
    yield Quad(iri, t.HAS_SOURCE, passage.article, provenance)
    yield Quad(iri, t.START, integer(passage.span.start), provenance)
    yield Quad(iri, t.END, integer(passage.span.end), provenance)
    if passage.words:
        yield Quad(iri, t.NAMED_AS, literal(passage.words), provenance)
