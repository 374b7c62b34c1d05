"""The W3C's tests of SELECT and ASK, where they are at hand: query, data and what a test is called."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
_FORMATS = {".ttl": RdfFormat.TURTLE, ".rdf": RdfFormat.RDF_XML, ".trig": RdfFormat.TRIG, ".nt": RdfFormat.N_TRIPLES}


class Case(NamedTuple):
    """One test of the suite."""

    group: str
    name: str
    query: Path
    data: tuple[Path, ...]
    graphs: tuple[Path, ...]

    @property
    def text(self) -> str:
        return self.query.read_text(encoding="utf-8")

    def store(self) -> Store:
        """Return the data of the test: the default graph, and named graphs by the address of their file."""
        store = Store()
        for file, name in [*((f, None) for f in self.data), *((f, f.as_uri()) for f in self.graphs)]:
            graph = NamedNode(name) if name else DefaultGraph()
            for quad in parse(file.read_bytes(), format=_FORMATS[file.suffix], base_iri=file.as_uri()):
                store.add(Quad(quad.subject, quad.predicate, quad.object, graph))
        return store


def folder() -> Path | None:
    """Return where the suite lies, as `KG_W3C_TESTS` says."""
    given = os.environ.get("KG_W3C_TESTS")
    return Path(given) / "sparql11" if given else None


def cases() -> Iterator[Case]:
    """Yield all tests of answers, by group and name."""
    root = folder()
    for manifest in sorted(root.glob("*/manifest.ttl")) if root else ():
        graph = Graph().parse(manifest, publicID=manifest.as_uri())
        (entries,) = graph.objects(None, MF.entries)
        for test in Collection(graph, entries):
            action = graph.value(test, MF.action)
            query = graph.value(action, QT.query) if action else None
            if query is None or graph.value(test, MF.result) is None:
                continue
            files = [
                tuple(sorted(Path(str(node).removeprefix("file://")) for node in graph.objects(action, kind)))
                for kind in (QT.data, QT.graphData)
                if all(isinstance(node, URIRef) for node in graph.objects(action, kind))
            ]
            name = str(test).rpartition("#")[2]
            yield Case(manifest.parent.name, name, Path(str(query).removeprefix("file://")), *files)
