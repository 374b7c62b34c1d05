"""Shapes read once as a plan, and what a plan finds in a graph."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple

import numpy as np
import rdflib
from rdflib import Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg.errors import OntologyError
from kg.validation.engine.columns import Ids
from kg.validation.engine.components import BUILDERS, IGNORED
from kg.validation.engine.queries import Queries, Query, sparql, term_of
from kg.validation.engine.run import Block, Run
from kg.validation.engine.shapes import Builder, Compiler, Shape, Unsupported
from kg.validation.engine.store import NeededStore
from kg.validation.paths import Step, compact
from kg.validation.result import Result, in_order
from kg.validation.terms import to_dataset, to_rdflib

_BUILDERS: dict[Node, Builder] = {**BUILDERS, SH.sparql: sparql}


class Root(NamedTuple):
    """A shape with targets; None where this engine can't run it."""

    node: Node
    targets: frozenset[tuple[Node, str]]
    shape: Shape | None


@dataclass(frozen=True)
class Plan:
    """The shapes of a graph, ready to be run."""

    graph: rdflib.Graph
    roots: tuple[Root, ...]
    left: Mapping[Node, str]
    """Shapes that are left to pySHACL, each with what this engine does not know."""
    queries: tuple[Query, ...]


def plan_of(shapes: rdflib.Graph) -> Plan:
    """Read shapes.

    Raises OntologyError for shapes that break SHACL's own rules, lead back to themselves, or ask for an entailment:
    who does not know it has to say so (SHACL, section 1.5).
    """
    for regime in shapes.objects(None, SH.entailment):
        name = compact(str(regime))
        raise OntologyError(f"the shapes ask for the entailment {name}, and none is known here but rdfs:subClassOf")
    compiler = Compiler(shapes, _BUILDERS, IGNORED)
    roots, left = list[Root](), dict[Node, str]()
    for node in compiler.roots():
        shape = None
        try:
            shape = compiler.shape(node)
        except Unsupported as reason:
            left[node] = str(reason)
        roots.append(Root(node, frozenset(compiler.targets(node)), shape))
    return Plan(shapes, tuple(roots), left, tuple(compiler.queries))


@dataclass
class Found:
    """What a plan found: results by the root that gave them, and its number of focus nodes; what pySHACL found."""

    results: dict[Node, Counter[Result]]
    focus_nodes: dict[Node, int]
    left: Sequence[Result] = ()

    def in_order(self) -> tuple[Result, ...]:
        """Return all results in an order that does not depend on how they were found."""
        return in_order(chain(self.left, *(counted.elements() for counted in self.results.values())))


def run_on(store: NeededStore, plan: Plan) -> Found:
    """Run a plan over a graph that is in columns already. What this engine does not know is run by pySHACL."""
    run = Run(store.data.columns, Queries(store))
    store.expect(query.asked for query in plan.queries)
    found = Found({}, {})
    for node, targets, shape in plan.roots:
        focus = run.focus(targets)
        found.focus_nodes[node] = len(focus)
        if shape is not None:
            found.results[node] = results(run, shape, focus)
    found.left = left_to_pyshacl(store, plan)
    return found


def results(run: Run, shape: Shape, focus: Ids) -> Counter[Result]:
    """Return the results of a shape for some focus nodes, each as often as it is given."""
    return Counter(_results(run.results(shape, focus, np.ones(len(focus), dtype=np.int64)), run))


def left_to_pyshacl(store: NeededStore, plan: Plan) -> Sequence[Result]:
    """Return the results of those shapes that this engine can't run."""
    if not plan.left:
        return ()
    from kg.validation import pyshacl_engine  # takes longer to import than most graphs to validate

    data = to_dataset(store.quads())
    return pyshacl_engine.run(data, pyshacl_engine.only(plan.graph, plan.left), rdflib.Graph()).results


def _results(blocks: Iterable[Block], run: Run) -> Iterator[Result]:
    """Yield one result for each violation, as often as its focus node was reached."""

    @cache
    def node(term: int) -> Node:
        return to_rdflib(term_of(run.text(term)))

    for shape, constraint, focus, times, (places, values, paths, messages) in blocks:
        default = shape.messages or (Literal(constraint.says, lang="en"),)
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
