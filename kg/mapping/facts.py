"""A fact: a few triples with one ground. Its IRI names its graph and is the subject of its provenance."""

from typing import NamedTuple

from kg.model import Span

Triple = tuple[str, str, str]
"""Subject, predicate and object, as `kg.iris` renders them: each is one term of N-Quads, whatever it was made from."""


class Passage(NamedTuple):
    """Characters of an article, and the words there that name an actor."""

    article: str
    span: Span
    words: str | None = None


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
    """The place in the annotation, below that of the article: `/events/0`; in the register with its file."""
