"""The line formats: N-Quads as the build holds it, N-Triples of the default graph, and RDF 1.1 reification."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kg.mapping.terms import DERIVED_FROM, A
from kg.model import Quad
from kg.namespaces import RDF

_STATEMENT, _SUBJECT, _PREDICATE, _OBJECT = (
    f"<{term}>" for term in (RDF.Statement, RDF.subject, RDF.predicate, RDF.object)
)


def write_ntriples(quads: Iterable[Quad], out: BinaryIO) -> None:
    """Write the union of the graphs as sorted N-Triples, without repetition or comment."""
    out.writelines(line.encode() for line in sorted({f"{s} {p} {o} .\n" for s, p, o, _ in quads}))


def reified(quads: Iterable[Quad], base: str) -> Iterator[Quad]:
    """Yield the quads, then for each triple of a fact an `rdf:Statement` that is derived from each of its facts.

    Its IRI, `{base}triple/…`, is the first half of the SHA-256 of the triple in N-Triples: the same in every build,
    and no blank node. `?statement prov:wasDerivedFrom+ ?passage` leads from a triple to the text.
    """
    facts = f"<{base}fact/"
    stated: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for quad in quads:
        yield quad
        if quad.graph.startswith(facts):
            stated[quad[:3]].add(quad.graph)
    for triple, graphs in stated.items():
        subject, predicate, value = triple
        name = hashlib.sha256(" ".join(triple).encode()).hexdigest()[:32]
        node, graph = f"<{base}triple/{name}>", f"<{base}graph/triples>"
        yield Quad(node, A, _STATEMENT, graph)
        yield Quad(node, _SUBJECT, subject, graph)
        yield Quad(node, _PREDICATE, predicate, graph)
        yield Quad(node, _OBJECT, value, graph)
        for fact in graphs:
            yield Quad(node, DERIVED_FROM, fact, graph)
