"""The only door to pySHACL: a Dataset and shapes go in, results as records come out (SHACL, W3C 2017).

pySHACL parses the text of each `sh:sparql` again for every focus node; it gets a PreparedDataset here, which
changes nothing but the time.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import rdflib
from pyparsing import ParseException
from pyshacl import Validator
from pyshacl.errors import ReportableRuntimeError, ValidationFailure
from pyshacl.graph_abstraction import DataGraph
from rdflib.namespace import RDF, SH
from rdflib.plugins import sparql
from rdflib.term import Node

from kg.errors import OntologyError
from kg.validation.paths import path_text, steps
from kg.validation.prepared import PreparedDataset
from kg.validation.result import Result, in_order, worded
from kg.validation.shapes import CLASSES, TARGETS, is_shape

_ONTOLOGY = rdflib.URIRef("urn:diplomacy-kg:ontology")


@dataclass(frozen=True)
class EngineResult:
    """The results in a stable order, and pySHACL's own report."""

    results: tuple[Result, ...]
    graph: rdflib.Graph


def run(data: rdflib.Dataset, shapes: rdflib.Graph, ontology: rdflib.Graph) -> EngineResult:
    """Validate the union of the graphs of `data` and the ontology, which is taken out of `data` again.

    Nothing is fetched or inferred. Raises OntologyError for shapes that pySHACL can't run.
    """
    with _closed():
        try:
            data.graph(_ONTOLOGY).__iadd__(ontology)
            validator = Validator(
                DataGraph.from_rdflib_dataset(PreparedDataset(data)),
                shacl_graph=shapes,
                options={"inplace": True, "advanced": False, "inference": "none"},
            )
            _, report, _ = validator.run()  # type: ignore[no-untyped-call]
        except (ReportableRuntimeError, ValidationFailure, ParseException, NotImplementedError) as error:
            raise OntologyError(f"pySHACL can't run the shapes: {error}") from error
        finally:
            data.remove_graph(_ONTOLOGY)
    if not isinstance(report, rdflib.Graph):
        raise OntologyError(f"pySHACL can't run the shapes: {report}")
    return EngineResult(in_order(_results(report)), report)


def only(shapes: rdflib.Graph, roots: Iterable[Node]) -> rdflib.Graph:
    """Return a shapes graph in which no other shapes than these have targets."""
    kept, found = set(roots), rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in shapes.namespaces():
        found.bind(prefix, namespace)
    for s, p, o in shapes:
        a_target = p in (*TARGETS, SH.target) or (p == RDF.type and o in CLASSES and is_shape(shapes, s))
        if s in kept or not a_target:
            found.add((s, p, o))
    return found


@contextmanager
def _closed() -> Iterator[None]:
    """Let no query load a graph, and no literal be rewritten, for as long as pySHACL runs."""
    load, normalize = sparql.SPARQL_LOAD_GRAPHS, rdflib.NORMALIZE_LITERALS
    sparql.SPARQL_LOAD_GRAPHS, rdflib.NORMALIZE_LITERALS = False, False
    try:
        yield
    finally:
        sparql.SPARQL_LOAD_GRAPHS, rdflib.NORMALIZE_LITERALS = load, normalize


def _results(report: rdflib.Graph) -> Iterator[Result]:
    for node in report.objects(None, SH.result):  # others are details of a result (SHACL, section 3.6.2.7)
        one = {p: o for p, o in report.predicate_objects(node) if p != SH.resultMessage}
        path = one.get(SH.resultPath)
        yield Result(
            focus=one[SH.focusNode],
            path=path_text(report, path) if path is not None else "",
            value=one.get(SH.value),
            shape=one[SH.sourceShape],
            constraint=one.get(SH.sourceConstraint),
            component=one[SH.sourceConstraintComponent],
            severity=one[SH.resultSeverity],
            messages=worded(report.objects(node, SH.resultMessage)),
            steps=steps(report, path) if path is not None else (),
        )
