"""From a graph and shapes to a report."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import rdflib
from rdflib.term import Node

from kg.model import Quad
from kg.validation.engine.joins import Data
from kg.validation.engine.plan import plan_of, run_on
from kg.validation.engine.reading import read
from kg.validation.engine.report import report_graph
from kg.validation.engine.store import NeededStore
from kg.validation.engine.table import Table
from kg.validation.result import Result
from kg.validation.terms import render


@dataclass(frozen=True)
class Report:
    """All results in a stable order, how many focus nodes each shape with a target had, and what pySHACL ran."""

    results: tuple[Result, ...]
    focus_nodes: Mapping[Node, int]
    left: Mapping[Node, str]
    """Shapes that were left to pySHACL, each with what this engine does not know."""
    shapes: rdflib.Graph = field(compare=False, repr=False)

    @property
    def conforms(self) -> bool:
        """Whether nothing was found."""
        return not self.results

    def graph(self) -> rdflib.Graph:
        """Return the report as SHACL writes it (section 3.6). Blank nodes of data and shapes keep their names."""
        return report_graph(self.results, self.shapes)


def validate(
    graph: rdflib.Graph | Iterable[Quad] | Path, shapes: rdflib.Graph, ontology: rdflib.Graph | None = None
) -> Report:
    """Validate a graph, the union of its named graphs with the ontology, and return a complete report.

    A large graph is best given as a path to N-Triples or N-Quads. Raises OntologyError for shapes that break SHACL's
    own rules, or lead back to themselves, and GateError for a file with a malformed line.

    >>> turtle = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <http://e/> ."
    >>> data = rdflib.Graph().parse(data=turtle + ":ann a :Person . :bob a :Person ; :name 'Bob' .")
    >>> shape = ":S sh:targetClass :Person ; sh:property :P . :P sh:path :name ; sh:minCount 1 ."
    >>> shapes = rdflib.Graph().parse(data=turtle + shape)
    >>> [(str(r.focus), r.component.fragment) for r in validate(data, shapes).results]
    [('http://e/ann', 'MinCountConstraintComponent')]
    >>> validate(data, shapes).graph().query("ASK { [] sh:conforms false ; sh:result [ sh:resultPath ?p ] }").askAnswer
    True
    """
    if isinstance(graph, Path):
        table = read(graph)
    else:
        table = Table(quads_of(graph) if isinstance(graph, rdflib.Graph) else graph)
    columns = table.union(Table(quads_of(ontology) if ontology is not None else (), table.terms))
    plan = plan_of(shapes)
    found = run_on(NeededStore(Data(columns, table)), plan)
    return Report(found.in_order(), found.focus_nodes, plan.left, plan.graph)


def quads_of(graph: rdflib.Graph) -> Iterator[Quad]:
    """Yield the quads of an rdflib graph or dataset; those of a default graph have no graph."""
    if not isinstance(graph, rdflib.Dataset):
        yield from (Quad(render(s), render(p), render(o), "") for s, p, o in graph)
        return
    for s, p, o, name in graph.quads():
        yield Quad(render(s), render(p), render(o), render(name) if name else "")
