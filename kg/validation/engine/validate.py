"""From a graph and shapes to a report."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
import rdflib
from rdflib import URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg.model import Quad
from kg.validation.engine.columns import Columns, Ids
from kg.validation.engine.components import BUILDERS, IGNORED
from kg.validation.engine.queries import Queries, sparql, term_of
from kg.validation.engine.reading import read
from kg.validation.engine.run import Block, Run
from kg.validation.engine.shapes import Builder, Compiler, Shape, Unsupported
from kg.validation.engine.store import NeededStore
from kg.validation.engine.table import Table
from kg.validation.paths import Step, compact
from kg.validation.result import Result, in_order
from kg.validation.terms import render, to_dataset, to_rdflib

_BUILDERS: dict[Node, Builder] = {**BUILDERS, SH.sparql: sparql}


@dataclass(frozen=True)
class Report:
    """All results in a stable order, how many focus nodes each shape with a target had, and what pySHACL ran."""

    results: tuple[Result, ...]
    focus_nodes: Mapping[Node, int]
    left: Mapping[Node, str]
    """Shapes that were left to pySHACL, each with what this engine does not know."""

    @property
    def conforms(self) -> bool:
        """Whether nothing was found."""
        return not self.results


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
    """
    if isinstance(graph, Path):
        table = read(graph)
    else:
        table = Table(quads_of(graph) if isinstance(graph, rdflib.Graph) else graph)
    columns = table.union(Table(quads_of(ontology) if ontology is not None else (), table.terms))
    return run_on(columns, NeededStore(columns, table), shapes)


def run_on(columns: Columns, store: NeededStore, shapes: rdflib.Graph) -> Report:
    """Validate a graph that is in columns already. Raises OntologyError as `validate` does.

    Shapes with something that this engine does not know are run by pySHACL.
    """
    compiler = Compiler(shapes, _BUILDERS, IGNORED)
    run = Run(columns, Queries(store))
    plan, left = list[tuple[Shape, Ids]](), dict[Node, str]()
    counts: dict[Node, int] = {}
    for node in compiler.roots():
        focus = run.focus(compiler.targets(node))
        counts[node] = len(focus)
        try:
            plan.append((compiler.shape(node), focus))
        except Unsupported as reason:
            left[node] = str(reason)
    store.expect(query.asked for query in compiler.queries)
    once = (run.results(shape, focus, np.ones(len(focus), dtype=np.int64)) for shape, focus in plan)
    found = list(_results(chain.from_iterable(once), run))
    if left:
        from kg.validation import pyshacl_engine  # takes longer to import than most graphs to validate

        data = to_dataset(store.quads())
        found += pyshacl_engine.run(data, pyshacl_engine.only(shapes, left), rdflib.Graph()).results
    return Report(in_order(found), counts, left)


def quads_of(graph: rdflib.Graph) -> Iterator[Quad]:
    """Yield the quads of an rdflib graph or dataset; those of a default graph have no graph."""
    if not isinstance(graph, rdflib.Dataset):
        yield from (Quad(render(s), render(p), render(o), "") for s, p, o in graph)
        return
    for s, p, o, name in graph.quads():
        yield Quad(render(s), render(p), render(o), render(name) if name else "")


def _results(blocks: Iterable[Block], run: Run) -> Iterator[Result]:
    """Yield one result for each violation, as often as its focus node was reached."""

    @cache
    def node(term: int) -> Node:
        return to_rdflib(term_of(run.text(term)))

    for shape, constraint, focus, times, (places, values, paths, messages) in blocks:
        default = shape.messages or (constraint.says,)
        for row, place in enumerate(places.tolist()):
            path, steps = shape.path_text, shape.steps
            if paths is not None and paths[row] >= 0:
                predicate = URIRef(str(node(int(paths[row]))))
                path, steps = compact(str(predicate)), (Step(predicate),)
            result = Result(
                focus=node(int(focus[place])),
                path=path,
                value=node(int(values[row])) if values is not None and values[row] >= 0 else None,
                shape=shape.node,
                constraint=constraint.source,
                component=constraint.component,
                severity=shape.severity,
                messages=messages[row] if messages and messages[row] else default,
                steps=steps,
            )
            yield from [result] * int(times[place])
