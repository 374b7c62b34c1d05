"""The W3C validation report as Turtle, without blank nodes, so that the same graph gives the same bytes."""

import pyoxigraph
from rdflib import Graph

from kg.model import Report
from kg.namespaces import DATA_IRI, PREFIXES
from kg.validation.numbers import plural
from kg.validation.reports.context import Context
from kg.validation.terms import to_rdflib


def write(report: Report, context: Context) -> str:
    """Return the results of shapes and checks; what has no focus node is only counted, in a comment."""
    others = sum(1 for finding in report.findings if not finding.focus)
    rest = f"# {plural(others, 'finding')} of other kinds: in the other formats\n" if others else ""
    if not report.results_graph:
        return f"# The W3C validation report: the shapes were not run\n{rest}"
    graph = Graph(bind_namespaces="none")
    for prefix, iri in {**PREFIXES, "id": DATA_IRI}.items():
        graph.bind(prefix, iri)
    for triple in pyoxigraph.parse(report.results_graph, format=pyoxigraph.RdfFormat.N_TRIPLES):
        graph.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
    return f"# The W3C validation report\n{rest}{graph.serialize(format='turtle')}"
