"""Shapes as a plan: each shape once, with its targets, its path and its constraints (SHACL, section 2)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from kg.errors import OntologyError
from kg.validation.engine.columns import Ids
from kg.validation.engine.paths import Path, read_path
from kg.validation.paths import Step, compact, path_text, steps
from kg.validation.result import worded
from kg.validation.shapes import CLASSES, TARGETS
from kg.validation.terms import render

if TYPE_CHECKING:
    from kg.validation.engine.queries import Query
    from kg.validation.engine.run import Run


class Values(NamedTuple):
    """The value nodes of focus nodes: `values[i]` belongs to `focus[places[i]]`. Focus nodes are distinct."""

    focus: Ids
    places: Ids
    values: Ids


class Violations(NamedTuple):
    """What breaks a constraint: places of focus nodes; values, paths and messages where the constraint gives them."""

    places: Ids
    values: Ids | None = None
    paths: Ids | None = None
    """Terms; -1 for the path of the shape."""
    messages: tuple[tuple[Literal, ...], ...] = ()


Check = Callable[["Run", "Shape", Values], Violations]


class Looks(NamedTuple):
    """What of a graph a constraint looks at, beside which value nodes there are."""

    shapes: "tuple[Shape, ...]" = ()
    """The value nodes are held to these."""
    cls: str = ""
    """Whether the value nodes are instances of this class, rendered."""
    about: bool = False
    """All triples about the value nodes."""
    predicate: str = ""
    """Values of the focus node, rendered."""
    query: "Query | None" = None
    """What is asked about the focus node."""


class Constraint(NamedTuple):
    """One constraint of a shape."""

    component: URIRef
    check: Check
    source: Node | None = None
    """The node of a SPARQL-based constraint."""
    says: str = ""
    """What is wrong, in words, where the shape has no message."""
    looks: Looks = Looks()


@dataclass(eq=False)
class Shape:
    """A node shape, or a property shape where it has a path."""

    node: Node
    path: Path | None = None
    path_text: str = ""
    steps: tuple[Step, ...] = ()
    severity: Node = SH.Violation
    messages: tuple[Literal, ...] = ()
    active: bool = True
    constraints: list[Constraint] = field(default_factory=list)
    properties: "list[Shape]" = field(default_factory=list)
    """The shapes of `sh:property`: they give results of their own."""


class Unsupported(Exception):  # noqa: N818 (it is no error: another engine takes over)
    """A shape uses what this engine does not know; the text says what."""


Builder = Callable[["Compiler", Node, Node], Iterator[Constraint]]
"""From a shape and a value of a parameter to constraints."""


class Compiler:
    """Reads shapes from their graph, each once. `builders` has the parameters of the components that are known."""

    def __init__(self, graph: Graph, builders: Mapping[Node, Builder], ignored: frozenset[Node]) -> None:
        self.graph = graph
        self._builders, self._ignored = builders, ignored
        self._shapes: dict[Node, Shape] = {}
        self._open: list[Node] = []
        self.queries: list[Query] = []
        """The queries of the constraints that were read."""
        self._own = {
            graph.value(parameter, SH.path): component for component, parameter in graph.subject_objects(SH.parameter)
        }

    def shape(self, node: Node) -> Shape:
        """Return a shape. Raises Unsupported for what this engine does not know, and OntologyError for mistakes."""
        if node in self._open:
            raise OntologyError(f"the shape {self.name(node)} leads back to itself, which SHACL gives no meaning")
        if node not in self._shapes:
            self._open.append(node)
            try:
                self._shapes[node] = self._read(node)
            finally:
                self._open.pop()
        return self._shapes[node]

    def _read(self, node: Node) -> Shape:
        graph = self.graph
        about = sorted(graph.predicate_objects(node), key=lambda po: (str(po[0]), render(po[1])))
        if not about and isinstance(node, URIRef):  # by a name that is misspelt; [] asks for nothing, and may
            raise OntologyError(f"{self.name(node)} is used as a shape, and nothing says what it asks for")
        paths = list(graph.objects(node, SH.path))
        if len(paths) > 1:
            raise OntologyError(f"the shape {self.name(node)} has {len(paths)} paths; keep one")
        shape = Shape(
            node=node,
            path=read_path(graph, paths[0]) if paths else None,
            path_text=path_text(graph, paths[0]) if paths else "",
            steps=steps(graph, paths[0]) if paths else (),
            severity=graph.value(node, SH.severity) or SH.Violation,
            messages=worded(graph.objects(node, SH.message)),
            active=not self.flag(node, SH.deactivated),
        )
        if not shape.active:
            return shape
        for predicate, value in about:
            if predicate in self._own:
                raise Unsupported(f"the constraint component {self.name(self._own[predicate])}")
            if predicate == SH.property:
                shape.properties.append(self.property(value))
            elif predicate in self._builders:
                shape.constraints += self._builders[predicate](self, node, value)
            elif str(predicate).startswith(str(SH)) and predicate not in self._ignored:
                raise Unsupported(compact(str(predicate)))
        return shape

    def property(self, node: Node) -> Shape:
        """Return the shape of a `sh:property`. Raises OntologyError where it has no path."""
        shape = self.shape(node)
        if shape.path is None:
            raise OntologyError(f"{self.name(node)} is used by sh:property and has no sh:path; give it one")
        return shape

    def roots(self) -> list[Node]:
        """Return the nodes of the shapes that have targets, sorted."""
        graph = self.graph
        found = {shape for target in TARGETS for shape in graph.subjects(target)}
        found |= {cls for cls in self._classes if any(self._marks(*about) for about in graph.predicate_objects(cls))}
        found |= set(graph.subjects(SH.target))
        return sorted(found, key=render)

    @cached_property
    def _classes(self) -> set[Node]:
        """The classes of the shapes graph: those that are shapes as well have their instances as targets (2.1.3.3)."""
        graph = self.graph
        kinds = {kind for top in CLASSES for kind in graph.transitive_subjects(RDFS.subClassOf, top)}
        return {cls for kind in kinds for cls in graph.subjects(RDF.type, kind) if isinstance(cls, URIRef)}

    def _marks(self, predicate: Node, value: Node) -> bool:
        """Tell whether a triple makes its subject a shape (section 2.1): by its type, or a parameter."""
        typed = predicate == RDF.type and value in (SH.NodeShape, SH.PropertyShape)
        return typed or predicate == SH.property or predicate in self._builders

    def targets(self, node: Node) -> set[tuple[Node, str]]:
        """Return the target declarations of a shape (section 2.1.3) with their nodes rendered."""
        found: set[tuple[Node, str]] = {
            (kind, render(value)) for kind in TARGETS for value in self.graph.objects(node, kind)
        }
        if node in self._classes:
            found.add((SH.targetClass, render(node)))
        return found

    def flag(self, node: Node, predicate: URIRef) -> bool:
        """Return whether a parameter is `true`, and no other term, as the standard's tests have it.

        Raises OntologyError for a value that is no boolean.
        """
        value = self.graph.value(node, predicate)
        if value is not None and not (isinstance(value, Literal) and isinstance(value.value, bool)):
            raise OntologyError(f"{compact(str(predicate))} of {self.name(node)} is {value}; write true or false")
        return str(value) == "true"

    def number(self, node: Node, predicate: URIRef, value: Node) -> int:
        """Return a whole number. Raises OntologyError for a value that is none."""
        if not isinstance(value, Literal) or isinstance(value.value, bool) or not isinstance(value.value, int):
            raise OntologyError(f"{compact(str(predicate))} of {self.name(node)} is {value!s}; write a whole number")
        return value.value

    def members(self, node: Node, predicate: URIRef, value: Node) -> list[Node]:
        """Return the members of a list. Raises OntologyError for what is no list, or leads back to itself."""
        try:
            if value != RDF.nil and (value, RDF.first, None) not in self.graph:
                raise ValueError
            return list(self.graph.items(value))
        except ValueError as error:
            raise OntologyError(f"{compact(str(predicate))} of {self.name(node)} is no list; write ( … )") from error

    def name(self, node: Node) -> str:
        """Return how a person calls a node of the shapes: by its name, or by the nearest named shape above it."""
        if isinstance(node, URIRef):
            return compact(str(node))
        above, seen = [node], {node}
        while above:
            above = [each for below in above for each in self.graph.subjects(None, below) if each not in seen]
            seen.update(above)
            if named := sorted(str(each) for each in above if isinstance(each, URIRef)):
                return f"a part of {compact(named[0])}"
        return f"_:{node}"
