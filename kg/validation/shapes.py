"""The shapes as a table of rules: each rule is a shape with a name, a code and a message of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Struct
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS
from rdflib.term import Node

from kg.model import Severity
from kg.validation.paths import compact, path_text
from kg.validation.terms import read_turtle

SEVERITIES: dict[Node, Severity] = {SH.Violation: "error", SH.Warning: "warning", SH.Info: "info"}
TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_SHAPE = (SH.NodeShape, SH.PropertyShape)
CLASSES = {RDFS.Class, OWL.Class}


class Rule(Struct, frozen=True):
    """One rule, as its shape describes it."""

    iri: str
    code: str
    """`skos:notation`."""
    name: str
    """`sh:name`: what holds, in a few words."""
    description: str
    """`sh:description`: why."""
    message: str
    """`sh:message`: what is wrong and what to do."""
    example: str
    """`skos:example`: an annotation that breaks the rule."""
    severity: Severity
    target_class: str
    """Local name of the class that it is about; empty where it has another target."""
    path: str
    """The property path, as SPARQL writes it; empty for a rule on the node itself."""
    file: str
    line: int


@dataclass(frozen=True)
class Shapes:
    """The shapes graph, its rules sorted by code, and where each named shape stands."""

    graph: Graph
    rules: tuple[Rule, ...]
    places: dict[str, tuple[str, int]] = field(default_factory=dict)

    def rule(self, shape: Node | str) -> Rule | None:
        """Return the rule of a shape, if it is one."""
        return next((rule for rule in self.rules if rule.iri == str(shape)), None)


def load_ontology(folder: Path) -> Graph:
    """Return classes, properties and schemes. Raises OntologyError for malformed Turtle."""
    return read_turtle([folder / "diplomacy.ttl", folder / "schemes.ttl"])


def load_shapes(folder: Path) -> Shapes:
    """Return all shapes of a folder. Raises OntologyError for malformed Turtle."""
    paths = sorted(folder.glob("*.ttl"))
    graph = read_turtle(paths)
    places: dict[str, tuple[str, int]] = {}
    for path in paths:
        for iri, place in _places(path, f"{folder.parent.name}/{folder.name}/{path.name}"):
            places.setdefault(iri, place)
    rules = (_rule(graph, shape, places) for shape in set(graph.subjects(SKOS.notation)) if is_shape(graph, shape))
    return Shapes(graph, tuple(sorted(rules, key=lambda rule: (rule.code, rule.iri))), places)


def is_shape(graph: Graph, node: Node) -> bool:
    """Whether a node is a shape: by its type, by a target, by a path, or because a shape links to it."""
    if any((node, RDF.type, kind) in graph for kind in _SHAPE):
        return True
    return any((node, p, None) in graph for p in (*TARGETS, SH.path)) or (None, SH.property, node) in graph


def owners(graph: Graph, shape: Node) -> Iterator[Node]:
    """Yield the shape and those that lead to it by `sh:property`: their targets are its targets."""
    todo, seen = [shape], {shape}
    while todo:
        yield (one := todo.pop())
        found = set(graph.subjects(SH.property, one)) - seen
        seen |= found
        todo += sorted(found, key=str)


def targets(graph: Graph, shape: Node) -> set[tuple[URIRef, Node]]:
    """Return the target declarations (SHACL, section 2.1.3) that reach a shape, as predicate and object."""
    found: set[tuple[URIRef, Node]] = set()
    for owner in owners(graph, shape):
        found |= {(p, target) for p in TARGETS for target in graph.objects(owner, p)}
        if isinstance(owner, URIRef) and CLASSES & set(graph.objects(owner, RDF.type)):
            found.add((SH.targetClass, owner))  # an implicit class target
    return found


def _rule(graph: Graph, shape: Node, places: dict[str, tuple[str, int]]) -> Rule:
    def text(predicate: URIRef, *, on: Node = shape) -> str:
        found = sorted((o for o in graph.objects(on, predicate)), key=lambda o: (getattr(o, "language", "") != "en", o))
        return str(found[0]) if found else ""

    sparql = sorted(graph.objects(shape, SH.sparql), key=str)
    classes = sorted(compact(str(t)) for p, t in targets(graph, shape) if p == SH.targetClass)
    path = graph.value(shape, SH.path)
    severity = graph.value(shape, SH.severity)
    file, line = places.get(str(shape), ("", 0))
    return Rule(
        iri=str(shape),
        code=text(SKOS.notation),
        name=text(SH.name),
        description=text(SH.description),
        message=text(SH.message) or next(filter(None, (text(SH.message, on=q) for q in sparql)), ""),
        example=text(SKOS.example),
        severity=SEVERITIES.get(severity, "error") if severity is not None else "error",
        target_class=classes[0].partition(":")[2] if classes else "",
        path=path_text(graph, path) if path is not None else "",
        file=file,
        line=line,
    )


_PREFIX = re.compile(r"^\s*(?:@prefix|PREFIX)\s+([\w-]*):\s*<([^>]*)>", re.MULTILINE | re.IGNORECASE)
_SUBJECT = re.compile(r"^(?:<([^>\s]+)>|([\w-]*):([\w.~-]*[\w~-]))(?=\s)")


def _places(path: Path, name: str) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield where the subjects stand in a Turtle file that begins each one at the start of a line."""
    text = path.read_text(encoding="utf-8")
    prefixes = dict(_PREFIX.findall(text))
    for number, line in enumerate(text.splitlines(), 1):
        if (found := _SUBJECT.match(line)) is None:
            continue
        iri, prefix, local = found.groups()
        if iri or prefix in prefixes:
            yield iri or prefixes[prefix] + local, (name, number)
