"""The ontology as one page of HTML that opens from disk, prints, and asks nothing of a network.

Own template instead of pyLODE: its release 3.4.1 can't be imported as installed, and 3.2.1 gives two terms one anchor
where their names differ in a capital letter only (dip:Post, dip:post) and leaves out the schemes.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kg.namespaces import DCTERMS, DIP_IRI, OWL, RDF, RDFS, SCHEME_IRI, SDO, SKOS
from kg.ontology.check import ONTOLOGY_FILES
from kg.resources import ontology_dir
from kg.validation.paths import compact
from kg.validation.terms import read_turtle

ONTOLOGY = URIRef(DIP_IRI.removesuffix("#"))
RELATIONS = (
    (RDFS.subClassOf, "subclass of"),
    (RDFS.subPropertyOf, "subproperty of"),
    (SKOS.closeMatch, "close match"),
    (SKOS.broadMatch, "broad match"),
    (SKOS.relatedMatch, "related match"),
)


class Link(NamedTuple):
    """A term to point at: within the page if it is one of ours, else at its own IRI."""

    text: str
    href: str


class Label(NamedTuple):
    """A name in one language; `direction` is that of its script."""

    text: str
    language: str
    direction: str


class Match(NamedTuple):
    """What an alignment says of a term."""

    term: Link
    relation: str
    target: Link


class Term(NamedTuple):
    """A class or a property, with all that is said of it."""

    anchor: str
    name: str
    iri: str
    label: str
    other_labels: tuple[Label, ...]
    definition: str
    note: str
    kind: str
    functional: bool
    above: tuple[Link, ...]
    below: tuple[Link, ...]
    disjoint: tuple[Link, ...]
    domain: tuple[Link, ...]
    domain_includes: tuple[Link, ...]
    range: tuple[Link, ...]
    range_includes: tuple[Link, ...]
    leaving: tuple[Link, ...]
    """Properties whose subjects are members of the class."""
    arriving: tuple[Link, ...]
    """Properties whose values are."""
    matches: tuple[Match, ...]


class Branch(NamedTuple):
    """A class and what is under it."""

    link: Link
    branches: tuple["Branch", ...]


class Concept(NamedTuple):
    """A value of a scheme."""

    anchor: str
    key: str
    notation: str
    label: str
    other_labels: tuple[Label, ...]
    definition: str


class Scheme(NamedTuple):
    """A list of values."""

    anchor: str
    name: str
    iri: str
    label: str
    definition: str
    concepts: tuple[Concept, ...]


class Reused(NamedTuple):
    """A term of another vocabulary."""

    link: Link
    kind: str
    note: str


def page() -> str:
    """Return the page. Raises OntologyError where a file of the ontology can't be read."""
    own = read_turtle([ontology_dir() / name for name in ONTOLOGY_FILES[:2]])
    both = read_turtle([ontology_dir() / name for name in ONTOLOGY_FILES])
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    classes = sorted(_own(own, OWL.Class))
    return environment.get_template("page.html.j2").render(
        title=_text(own, ONTOLOGY, DCTERMS.title),
        description=_text(own, ONTOLOGY, DCTERMS.description),
        version=_text(own, ONTOLOGY, OWL.versionInfo),
        licence=str(own.value(ONTOLOGY, DCTERMS.license)),
        created=_text(own, ONTOLOGY, DCTERMS.created),
        iri=str(ONTOLOGY),
        namespace=DIP_IRI,
        tree=tuple(_branch(own, c) for c in classes if not _links_in(own.objects(c, RDFS.subClassOf))),
        classes=tuple(_term(both, c, "class") for c in classes),
        object_properties=tuple(_term(both, p, "property") for p in sorted(_own(own, OWL.ObjectProperty))),
        data_properties=tuple(_term(both, p, "property") for p in sorted(_own(own, OWL.DatatypeProperty))),
        schemes=tuple(_scheme(own, s) for s in sorted(_iris(own.subjects(RDF.type, SKOS.ConceptScheme)))),
        matches=tuple(m for term in sorted(_iris(set(both.subjects()))) for m in _matches(both, term)),
        reused=tuple(_reused(own)),
    )


def _own(graph: Graph, kind: URIRef) -> Iterator[URIRef]:
    return (t for t in _iris(graph.subjects(RDF.type, kind)) if t.startswith(DIP_IRI))


def _iris(nodes: Iterable[Node]) -> Iterator[URIRef]:
    return (n for n in nodes if isinstance(n, URIRef))


def _link(iri: URIRef) -> Link:
    if iri.startswith(DIP_IRI):
        return Link(compact(iri), f"#{iri.removeprefix(DIP_IRI)}")
    if iri.startswith(SCHEME_IRI):
        path = iri.removeprefix(SCHEME_IRI)
        return Link(path, f"#{path}" if "/" in path else f"#scheme/{path}")
    return Link(compact(iri).strip("<>"), str(iri))


def _links(nodes: Iterable[Node]) -> tuple[Link, ...]:
    return tuple(sorted(_link(iri) for iri in _iris(nodes)))


def _links_in(nodes: Iterable[Node]) -> tuple[Link, ...]:
    """Return the links to our own terms alone."""
    return _links(iri for iri in _iris(nodes) if iri.startswith(DIP_IRI))


def _text(graph: Graph, term: URIRef, predicate: URIRef) -> str:
    """Return the English or the only text, or nothing."""
    found = [o for o in graph.objects(term, predicate) if isinstance(o, Literal)]
    english = sorted(str(o) for o in found if o.language == "en")
    return (english or sorted(map(str, found)) or [""])[0]


def _other_labels(graph: Graph, term: URIRef) -> tuple[Label, ...]:
    labels = [o for o in graph.objects(term, SKOS.prefLabel) if isinstance(o, Literal) and o.language != "en"]
    return tuple(
        Label(str(o), o.language or "", "rtl" if o.language in ("ar", "fa") else "ltr")
        for o in sorted(labels, key=lambda o: (o.language or "", str(o)))
    )


def _branch(graph: Graph, class_: URIRef) -> Branch:
    below = sorted(_iris(graph.subjects(RDFS.subClassOf, class_)))
    return Branch(_link(class_), tuple(_branch(graph, c) for c in below))


def _term(graph: Graph, term: URIRef, kind: str) -> Term:
    above = RDFS.subClassOf if kind == "class" else RDFS.subPropertyOf
    disjoint = {*graph.objects(term, OWL.disjointWith), *graph.subjects(OWL.disjointWith, term)}
    return Term(
        anchor=term.removeprefix(DIP_IRI),
        name=compact(term),
        iri=str(term),
        label=_text(graph, term, SKOS.prefLabel),
        other_labels=_other_labels(graph, term),
        definition=_text(graph, term, SKOS.definition),
        note=_text(graph, term, SKOS.scopeNote),
        kind=kind,
        functional=(term, RDF.type, OWL.FunctionalProperty) in graph,
        above=_links_in(graph.objects(term, above)),
        below=_links_in(graph.subjects(above, term)),
        disjoint=_links(disjoint),
        domain=_links(graph.objects(term, RDFS.domain)),
        domain_includes=_links(graph.objects(term, SDO.domainIncludes)),
        range=_links(graph.objects(term, RDFS.range)),
        range_includes=_links(graph.objects(term, SDO.rangeIncludes)),
        leaving=_users(graph, term, RDFS.domain, SDO.domainIncludes),
        arriving=_users(graph, term, RDFS.range, SDO.rangeIncludes),
        matches=tuple(_matches(graph, term)),
    )


def _users(graph: Graph, class_: URIRef, *predicates: URIRef) -> tuple[Link, ...]:
    return _links_in({user for predicate in predicates for user in graph.subjects(predicate, class_)})


def _matches(graph: Graph, term: URIRef) -> Iterator[Match]:
    if not str(term).startswith((DIP_IRI, SCHEME_IRI)):  # rdflib's own startswith takes no tuple
        return
    for predicate, words in RELATIONS:
        for target in sorted(_iris(graph.objects(term, predicate))):
            if not target.startswith(DIP_IRI):
                yield Match(_link(term), words, _link(target))


def _scheme(graph: Graph, scheme: URIRef) -> Scheme:
    concepts = [_concept(graph, c) for c in _iris(graph.subjects(SKOS.inScheme, scheme))]
    name = scheme.removeprefix(SCHEME_IRI)
    return Scheme(
        anchor=f"scheme/{name}",
        name=name,
        iri=str(scheme),
        label=_text(graph, scheme, SKOS.prefLabel),
        definition=_text(graph, scheme, SKOS.definition),
        concepts=tuple(sorted(concepts, key=lambda c: (c.notation, c.key))),
    )


def _concept(graph: Graph, concept: URIRef) -> Concept:
    path = concept.removeprefix(SCHEME_IRI)
    return Concept(
        anchor=path,
        key=path.rpartition("/")[2],
        notation=_text(graph, concept, SKOS.notation),
        label=_text(graph, concept, SKOS.prefLabel),
        other_labels=_other_labels(graph, concept),
        definition=_text(graph, concept, SKOS.definition),
    )


def _reused(graph: Graph) -> Iterator[Reused]:
    kinds = {
        OWL.Class: "class",
        OWL.ObjectProperty: "object property",
        OWL.DatatypeProperty: "data property",
        OWL.AnnotationProperty: "annotation",
    }
    found = {(t, words) for kind, words in kinds.items() for t in _iris(graph.subjects(RDF.type, kind))}
    for term, words in sorted(found):
        if not term.startswith(DIP_IRI):
            yield Reused(_link(term), words, _text(graph, term, SKOS.scopeNote))
