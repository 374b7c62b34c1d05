"""Property paths of SHACL (section 2.3.1), as text and as the steps that a result is traced by."""

import re
from typing import NamedTuple

from rdflib import BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg.namespaces import PREFIXES

_MARKS: dict[Node, str] = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


class Step(NamedTuple):
    """One predicate that a path may begin with; `inverse` where it is followed from object to subject."""

    predicate: URIRef
    inverse: bool = False


def compact(iri: str) -> str:
    """Return an IRI with one of our prefixes, or in brackets."""
    fits = [(len(ns), prefix) for prefix, ns in PREFIXES.items() if iri.startswith(ns)]
    if not fits:
        return f"<{iri}>"
    length, prefix = max(fits)
    return f"{prefix}:{iri[length:]}"


def expand(text: str) -> str:
    """Return the IRI of a path that is a single predicate, as `path_text` writes it; empty for any other path."""
    if re.fullmatch(r"<[^<>]*>", text):
        return text[1:-1]
    prefix, _, local = text.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES and re.fullmatch(r"[\w.-]+", local) else ""


def path_text(graph: Graph, path: Node) -> str:
    """Return a path as SPARQL writes it, with our prefixes: `dip:participation/dip:role`, `^dip:dating`."""
    if not isinstance(path, BNode):
        return compact(str(path))
    if (path, RDF.first, None) in graph:
        return "/".join(_grouped(graph, step) for step in graph.items(path))
    for predicate, node in graph.predicate_objects(path):
        if predicate == SH.inversePath:
            return f"^{_grouped(graph, node)}"
        if predicate == SH.alternativePath:
            return "|".join(_grouped(graph, step) for step in graph.items(node))
        if predicate in _MARKS:
            return f"{_grouped(graph, node)}{_MARKS[predicate]}"
    return ""


def _grouped(graph: Graph, path: Node) -> str:
    text = path_text(graph, path)
    return f"({text})" if any(mark in text for mark in "/|") and isinstance(path, BNode) else text


def steps(graph: Graph, path: Node, inverse: bool = False) -> tuple[Step, ...]:
    """Return the predicates with which a path may begin."""
    if isinstance(path, URIRef):
        return (Step(path, inverse),)
    first = graph.value(path, RDF.first)
    if first is not None:
        return steps(graph, first, inverse)
    for predicate, node in graph.predicate_objects(path):
        if predicate == SH.inversePath:
            return steps(graph, node, not inverse)
        if predicate == SH.alternativePath:
            return tuple(step for part in graph.items(node) for step in steps(graph, part, inverse))
        if predicate in _MARKS:
            return steps(graph, node, inverse)
    return ()


def predicates(graph: Graph, path: Node) -> set[URIRef]:
    """Return every predicate that stands anywhere in a path."""
    if isinstance(path, URIRef):
        return {path}
    inner = {o for p, o in graph.predicate_objects(path) if p in (RDF.first, RDF.rest, SH.inversePath)}
    inner |= {o for p, o in graph.predicate_objects(path) if p in _MARKS or p == SH.alternativePath}
    return {found for node in inner if node != RDF.nil for found in predicates(graph, node)}


def copied(path: Node, shapes: Graph, graph: Graph) -> Node:
    """Return a path of the shapes in another graph: what its nodes say besides is no part of it."""
    if not isinstance(path, BNode):
        return path
    if (path, RDF.first, None) in shapes:
        return _listed(path, shapes, graph)
    copy = BNode()
    for predicate, inner in shapes.predicate_objects(path):
        if predicate == SH.alternativePath:
            graph.add((copy, predicate, _listed(inner, shapes, graph)))
        elif predicate == SH.inversePath or predicate in _MARKS:
            graph.add((copy, predicate, copied(inner, shapes, graph)))
    return copy


def _listed(paths: Node, shapes: Graph, graph: Graph) -> Node:
    node = BNode()
    Collection(graph, node, [copied(each, shapes, graph) for each in shapes.items(paths)])
    return node
