"""Entries of the register to facts, each grounded in the register's document."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from kg.errors import SourceError
from kg.identity import Ref, Register
from kg.iris import concept, literal
from kg.mapping import terms as t
from kg.mapping.facts import Fact, Mint, Triple
from kg.model import Entry, Quad
from kg.namespaces import SCHEME_IRI, WIKIDATA, XSD

CLASSES = {**t.ACTOR_CLASSES, "post": t.POST_CLASS, "place": t.PLACE_CLASS, "topic": t.TOPIC_CLASS}

LINKS = {
    ("organization", "of"): (t.PARENT_ORGANIZATION, "state"),
    ("place", "state"): (t.IN_STATE, "state"),
    ("post", "represents"): (t.REPRESENTS_STATE, "state"),
    ("post", "accredited_to"): (t.ACCREDITED_TO, "state"),
    ("post", "organization"): (t.POST_IN, "organization"),
    ("topic", "broader"): (t.BROADER, "topic"),
}
"""Property of an entry to the predicate and the kind of thing that it names."""


def map_register(register: Register, iri: Mint) -> Iterator[Fact]:
    """Yield one fact per entry. Raises SourceError for a kind that has no mapping."""
    for entry in register:
        if entry.kind not in CLASSES:
            known = ", ".join(sorted(CLASSES))
            raise SourceError("DK230", f"no mapping for a register entry of kind {entry.kind!r}; known: {known}")
        yield Fact(
            iri=register_fact(entry, iri),
            rule="register",
            triples=tuple(_triples(entry, register.leader(Ref(entry.kind, entry.key)), iri)),
            derived_from=(iri("document", "register", _stem(entry)),),
            pointer=entry.pointer,
        )


def _triples(entry: Entry, leader: Ref, iri: Mint) -> Iterator[Triple]:
    """Yield what an entry says. One that is taken for another gives its names to that one, as other names."""
    node, label = iri(*leader), t.PREF_LABEL if leader.key == entry.key else t.ALT_LABEL
    yield node, t.A, CLASSES[entry.kind]
    yield node, label, literal(entry.label, language="en")
    for name, value in entry.properties.items():
        if (link := LINKS.get((entry.kind, name))) is not None:
            yield node, link[0], iri(link[1], value)
        elif name == "level":
            yield node, t.LEVEL, concept("level", value)
        elif name == "iso":
            yield node, t.ISO_CODE, literal(value)
        elif name == "wikidata":
            yield node, t.SAME_AS, f"<{WIKIDATA}{value}>"
        elif name in ("latitude", "longitude"):
            predicate = t.LATITUDE if name == "latitude" else t.LONGITUDE
            yield node, predicate, literal(value, datatype=str(XSD.decimal))
        elif name.startswith("label-"):
            yield node, label, literal(value, language=name.removeprefix("label-"))
    if entry.kind == "topic":
        yield node, t.IN_SCHEME, f"<{SCHEME_IRI}topic>"


def register_fact(entry: Entry, iri: Mint) -> str:
    """Return the IRI of the fact of an entry, rendered."""
    return iri("fact", "register", _stem(entry), entry.key)


def _stem(entry: Entry) -> str:
    return PurePosixPath(entry.pointer.partition("#")[0]).stem


def register_documents(register: Register, iri: Mint, provenance: str) -> Iterator[Quad]:
    """Yield the documents in which the entries stand."""
    for file in sorted({entry.pointer.partition("#")[0] for entry in register}):
        node = iri("document", "register", PurePosixPath(file).stem)
        yield Quad(node, t.A, t.REGISTER_DOCUMENT, provenance)
        yield Quad(node, t.PREF_LABEL, literal(f"register of {PurePosixPath(file).stem}", language="en"), provenance)
        yield Quad(node, t.POINTER, literal(file), provenance)
