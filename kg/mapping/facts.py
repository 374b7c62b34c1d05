"""A fact: a few triples with one ground. Its IRI names its graph and is the subject of its provenance.

What is mapped comes as lines of N-Quads: a graph has a dozen of them for each fact, and nothing looks at their terms
between here and the gate.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kg.iris import integer, literal
from kg.mapping import terms as t
from kg.model import Span

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


def lines(fact: Fact, provenance: str) -> Iterator[str]:
    """Yield the lines of a fact's own graph, then its provenance in the graph of that name."""
    iri, own, end = fact.iri, f" {fact.iri} .\n", f" {provenance} .\n"
    for subject, predicate, value in fact.triples:
        yield f"{subject} {predicate} {value}{own}"
    yield f"{iri} {t.A} {t.FACT}{end}"
    yield f"{iri} {t.MAPPING_RULE} {literal(fact.rule)}{end}"
    for source in fact.derived_from:
        yield f"{iri} {t.DERIVED_FROM} {source}{end}"
    if fact.passage:
        yield f"{iri} {t.DERIVED_FROM} {fact.passage.iri}{end}"
        yield from passage_lines(fact.passage, provenance)
    if fact.attributed_to:
        yield f"{iri} {t.ATTRIBUTED_TO} {fact.attributed_to}{end}"
    if fact.said_in:
        yield f"{iri} {t.HAS_PRIMARY_SOURCE} {fact.said_in}{end}"
    if fact.annotator:
        yield f"{iri} {t.WAS_ATTRIBUTED_TO} {fact.annotator}{end}"
    if fact.pointer:
        yield f"{iri} {t.POINTER} {literal(fact.pointer)}{end}"


def passage_lines(passage: Passage, provenance: str) -> Iterator[str]:
    """Yield what is known of a passage."""
    iri, end = passage.iri, f" {provenance} .\n"
    yield f"{iri} {t.A} {t.PASSAGE}{end}"
    yield f"{iri} {t.HAS_SOURCE} {passage.article}{end}"
    yield f"{iri} {t.START} {integer(passage.span.start)}{end}"
    yield f"{iri} {t.END} {integer(passage.span.end)}{end}"
    if passage.words:
        yield f"{iri} {t.NAMED_AS} {literal(passage.words)}{end}"
