"""Property paths (SHACL, section 2.3.1) over sets of nodes: pairs of a focus node and a value node, each once."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg.errors import OntologyError
from kg.validation.engine.columns import EMPTY, Columns, Ids, Relation, distinct, grouped, packed, unpacked

Pairs = tuple[Ids, Ids]
"""Places of focus nodes and their value nodes."""

_REPEATED: dict[Node, Literal["*", "+", "?"]] = {
    SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?",
}  # fmt: skip


@dataclass(frozen=True)
class Path:
    """A predicate, an inverse, a sequence, alternatives, or a path that is repeated."""

    kind: Literal["predicate", "^", "/", "|", "*", "+", "?"]
    parts: "tuple[Path, ...]" = ()
    predicate: str = ""
    """Rendered."""


def read_path(graph: Graph, node: Node, above: frozenset[Node] = frozenset()) -> Path:
    """Return a path of a shapes graph. Raises OntologyError for what is no path."""
    if isinstance(node, URIRef):
        return Path("predicate", predicate=f"<{node}>")
    if node in above:
        raise OntologyError("a property path holds itself; take the path apart")
    above |= {node}
    if graph.value(node, RDF.first) is not None:
        parts = tuple(read_path(graph, part, above) for part in graph.items(node))
        if len(parts) > 1:
            return Path("/", parts)
    for predicate, inner in graph.predicate_objects(node):
        if predicate == SH.inversePath:
            return Path("^", (read_path(graph, inner, above),))
        if predicate == SH.alternativePath and (members := list(graph.items(inner))):
            return Path("|", tuple(read_path(graph, part, above) for part in members))
        if predicate in _REPEATED:
            return Path(_REPEATED[predicate], (read_path(graph, inner, above),))
    raise OntologyError(f"{node} is no property path; write an IRI, a list of two or more, or one of SHACL's paths")


def written(path: Path) -> str:
    """Return a path as SPARQL writes it, each part in brackets."""
    if path.kind == "predicate":
        return path.predicate
    if path.kind in "/|":
        return f"({path.kind.join(map(written, path.parts))})"
    inner = written(path.parts[0])
    return f"(^{inner})" if path.kind == "^" else f"({inner}{path.kind})"


def follow(path: Path, columns: Columns, nodes: Ids, *, inverse: bool = False) -> Pairs:
    """Return the places in `nodes` and the values that a path leads to, each pair once."""
    match path.kind:
        case "predicate":
            predicate = columns.terms[path.predicate]
            return (columns.inverse(predicate) if inverse else columns.forward(predicate)).follow(nodes)
        case "^":
            return follow(path.parts[0], columns, nodes, inverse=not inverse)
        case "/":
            places, values = np.arange(len(nodes)), nodes
            for part in reversed(path.parts) if inverse else path.parts:
                places, values = _after(places, part, columns, values, inverse)
            return places, values
        case "|":
            found = [follow(part, columns, nodes, inverse=inverse) for part in path.parts]
            return _once(np.concatenate([p for p, _ in found]), np.concatenate([v for _, v in found]))
        case "?":
            places, values = follow(path.parts[0], columns, nodes, inverse=inverse)
            return _once(np.concatenate((np.arange(len(nodes)), places)), np.concatenate((nodes, values)))
        case _:
            return _closure(path, columns, nodes, inverse)


def crossing(path: Path, columns: Columns, delta: Columns, *, inverse: bool = False) -> Ids:
    """Return the nodes from which a path leads over a triple of `delta`, which is a part of the graph."""
    match path.kind:
        case "predicate":
            subjects, objects = delta.forward(columns.terms[path.predicate])
            return distinct(objects if inverse else subjects)
        case "^":
            return crossing(path.parts[0], columns, delta, inverse=not inverse)
        case "/":
            found = EMPTY
            for part in path.parts if inverse else reversed(path.parts):
                before = follow(part, columns, found, inverse=not inverse)[1]
                found = distinct(np.concatenate((crossing(part, columns, delta, inverse=inverse), before)))
            return found
        case "|" | "?":
            return distinct(np.concatenate([crossing(part, columns, delta, inverse=inverse) for part in path.parts]))
        case _:
            found = crossing(path.parts[0], columns, delta, inverse=inverse)
            return distinct(follow(Path("*", path.parts), columns, found, inverse=not inverse)[1])


def _closure(path: Path, columns: Columns, nodes: Ids, inverse: bool) -> Pairs:
    """Follow a path again from what was new in the last round, until nothing is."""
    part = path.parts[0]
    start = (np.arange(len(nodes)), nodes) if path.kind == "*" else follow(part, columns, nodes, inverse=inverse)
    reached = new = distinct(packed(*start))
    while len(new):
        places, values = unpacked(new)
        found = packed(*_after(places, part, columns, values, inverse))
        new = np.setdiff1d(found, reached, assume_unique=True)
        reached = np.concatenate((reached, new))
    return unpacked(np.sort(reached))


def _after(places: Ids, path: Path, columns: Columns, values: Ids, inverse: bool) -> Pairs:
    """Return where the values lead to; each value is looked at once."""
    once, back = grouped(values)
    step = Relation(*follow(path, columns, once, inverse=inverse))
    rows, found = step.sorted().follow(back)
    return _once(places[rows], found)


def _once(places: Ids, values: Ids) -> Pairs:
    return unpacked(distinct(packed(places, values)))
