"""Results as the graph of a validation report (SHACL, section 3.6)."""

from collections.abc import Iterable

from rdflib import BNode, Graph, Literal
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg.validation.paths import copied, path_text
from kg.validation.result import Result


def report_graph(results: Iterable[Result], shapes: Graph) -> Graph:
    """Return the graph of a report with these results; paths that are no IRI are copied from the shapes."""
    graph, report, results = Graph(bind_namespaces="none"), BNode(), list(results)
    graph.bind("sh", SH)
    graph.bind("rdf", RDF)
    graph.add((report, RDF.type, SH.ValidationReport))
    graph.add((report, SH.conforms, Literal(not results)))
    for result in results:
        node = BNode()
        graph.add((report, SH.result, node))
        graph.add((node, RDF.type, SH.ValidationResult))
        about = {
            SH.focusNode: result.focus,
            SH.resultPath: _path(result, shapes, graph),
            SH.value: result.value,
            SH.sourceShape: result.shape,
            SH.sourceConstraint: result.constraint,
            SH.sourceConstraintComponent: result.component,
            SH.resultSeverity: result.severity,
        }
        for predicate, value in about.items():
            if value is not None:
                graph.add((node, predicate, value))
        for message in result.messages:
            graph.add((node, SH.resultMessage, message))
    return graph


def _path(result: Result, shapes: Graph, graph: Graph) -> Node | None:
    """Return the path of a result: that of its shape, copied into the graph, or the one that a query gave."""
    if not result.path:
        return None
    path = shapes.value(result.shape, SH.path)
    if path is not None and path_text(shapes, path) == result.path:
        return copied(path, shapes, graph)
    (step,) = result.steps
    return step.predicate
