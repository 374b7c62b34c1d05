"""The gate looks at itself: a shape that can never fire, or a term that nobody declared, is an error and not a pass."""

import re
from collections import Counter
from collections.abc import Iterator

import pyoxigraph
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS
from rdflib.term import Node

from kg.model import Finding
from kg.namespaces import DIP_IRI, SCHEME_IRI
from kg.validation.paths import compact, predicates
from kg.validation.shapes import TARGETS, Shapes, is_shape, targets

BUILT_IN = (str(RDF), str(RDFS), str(OWL), str(SH))
"""Vocabularies of the languages themselves: nobody has to declare their terms."""

UNREADABLE = "DK906"
"""The code of a query that can't be read."""

CODE = re.compile(r"DK[4-7]\d\d")

_DECLARED_BY = {RDFS.Class, OWL.Class, RDF.Property, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
_SILENT = {*TARGETS, SH.property, SH.name, SH.description, SH.message, SH.severity, SH.order, SH.group, SH.deactivated}
"""What a shape may hold without constraining anything itself."""

_OWN = (DIP_IRI, SCHEME_IRI)
_IRI = re.compile(r"<([^<>\"{}|^`\\\s]+)>|(?<![\w<?$:])([A-Za-z][\w-]*):([A-Za-z][\w-]*)")
_SILENCED = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|(<[^<>"{}|^`\\\s]*>)|#[^\n]*')
"""Strings and comments of a query; IRIs too, since they may hold a `#`."""

_FETCHES = re.compile(r"(?<![?$:\w])(SERVICE|FROM|LOAD)\b", re.IGNORECASE)


def declared(ontology: Graph) -> frozenset[str]:
    """Return the classes and properties that the ontology declares."""
    return frozenset(str(s) for kind in _DECLARED_BY for s in ontology.subjects(RDF.type, kind))


def known(ontology: Graph) -> frozenset[str]:
    """Return every subject of the ontology: classes, properties, schemes and their concepts."""
    return frozenset(str(s) for s in ontology.subjects())


def is_declared(iri: str, terms: frozenset[str]) -> bool:
    """Whether a class or property may be used."""
    return iri in terms or iri.startswith(BUILT_IN)


def reaches_out(query: str) -> list[str]:
    """Return the keywords of a query by which an engine would read files or the network."""
    return sorted({word.upper() for word in _FETCHES.findall(_code(query))})


def _code(query: str) -> str:
    """Return a query without its strings and comments."""
    return _SILENCED.sub(lambda found: found[1] or " ", query)


def lint(shapes: Shapes, ontology: Graph) -> tuple[Finding, ...]:
    """Return what is wrong with the shapes, as findings DK901 to DK906."""
    terms, subjects = declared(ontology), known(ontology)
    found = [*_idle(shapes, terms, subjects), *_paths(shapes, terms), *_shacl(shapes), *_own(shapes, subjects)]
    return tuple(sorted([*found, *_incomplete(shapes), *_sparql(shapes, subjects)], key=Finding.order))


def _finding(shapes: Shapes, code: str, shape: Node, message: str, value: str = "") -> Finding:
    owner = _owner(shapes.graph, shape)
    file, line = shapes.places.get(str(owner), ("", 0))
    rule = shapes.rule(owner)
    label = f"{rule.code} {rule.name}" if rule else compact(str(owner))
    return Finding(
        code=code, message=message, file=file, line=line, column=1 if line else 0,
        focus=str(owner), focus_label=label, value=value,
    )  # fmt: skip


def _owner(graph: Graph, node: Node) -> Node:
    """Return the nearest named node from which a blank one hangs."""
    while isinstance(node, BNode):
        above = next(iter(sorted(graph.subjects(None, node), key=str)), None)
        if above is None:
            break
        node = above
    return node


def _shapes(graph: Graph) -> list[Node]:
    return sorted({s for s in graph.subjects() if is_shape(graph, s)}, key=str)


def _idle(shapes: Shapes, terms: frozenset[str], subjects: frozenset[str]) -> Iterator[Finding]:
    graph = shapes.graph
    helpers = {o for p in (SH.node, SH["not"], SH.qualifiedValueShape) for o in graph.objects(None, p)}
    helpers |= {part for p in (SH["and"], SH["or"], SH.xone) for o in graph.objects(None, p) for part in graph.items(o)}
    for shape in _shapes(graph):
        for p in TARGETS:
            for target in sorted(graph.objects(shape, p), key=str):
                fits = is_declared(str(target), terms) if p != SH.targetNode else str(target) in subjects
                if not fits:
                    what = "node" if p == SH.targetNode else "class" if p == SH.targetClass else "property"
                    message = f"the shape can never fire: the ontology has no {what} {compact(str(target))}"
                    yield _finding(shapes, "DK901", shape, message, str(target))
        reached = targets(graph, shape) or shape in helpers or any(s in helpers for s in _above(graph, shape))
        if not reached:
            yield _finding(shapes, "DK901", shape, "the shape can never fire: it has no target, and no shape uses it")


def _above(graph: Graph, shape: Node) -> set[Node]:
    found: set[Node] = set()
    todo = [shape]
    while todo:
        new = set(graph.subjects(SH.property, todo.pop())) - found
        found |= new
        todo += new
    return found


def _paths(shapes: Shapes, terms: frozenset[str]) -> Iterator[Finding]:
    for shape, path in sorted(shapes.graph.subject_objects(SH.path), key=str):
        for predicate in sorted(predicates(shapes.graph, path)):
            if not is_declared(str(predicate), terms):
                message = f"the ontology has no property {compact(str(predicate))}, so this path leads nowhere"
                yield _finding(shapes, "DK902", shape, message, str(predicate))


def _shacl(shapes: Shapes) -> Iterator[Finding]:
    used = {(s, t) for s, p, o in shapes.graph for t in (p, o) if isinstance(t, URIRef) and t.startswith(str(SH))}
    for subject, term in sorted(used, key=str):
        if term not in SH:
            yield _finding(shapes, "DK903", subject, f"SHACL has no {compact(str(term))}", str(term))


def _own(shapes: Shapes, subjects: frozenset[str]) -> Iterator[Finding]:
    skip = (*TARGETS, SH.path)
    told = {step for path in shapes.graph.objects(None, SH.path) for step in predicates(shapes.graph, path)}
    used = {(s, t) for s, p, o in shapes.graph for t in ((p,) if p in skip else (p, o)) if isinstance(t, URIRef)}
    for subject, term in sorted(used, key=str):
        if str(term).startswith(_OWN) and str(term) not in subjects and term not in told:
            message = f"the ontology has no {compact(str(term))}"
            yield _finding(shapes, "DK904", subject, message, str(term))


def _incomplete(shapes: Shapes) -> Iterator[Finding]:
    graph = shapes.graph
    twice = Counter(rule.code for rule in shapes.rules)
    for rule in shapes.rules:
        texts = {"sh:name": rule.name, "sh:description": rule.description, "sh:message": rule.message}
        texts["skos:example"] = rule.example
        if missing := [term for term, text in texts.items() if not text.strip()]:
            yield _finding(shapes, "DK905", URIRef(rule.iri), f"the rule {rule.code} has no {' and no '.join(missing)}")
        if not CODE.fullmatch(rule.code):
            message = f"'{rule.code}' is no code of a shape: DK400 to DK799"
            yield _finding(shapes, "DK905", URIRef(rule.iri), message, rule.code)
        if twice[rule.code] > 1:
            yield _finding(shapes, "DK905", URIRef(rule.iri), f"two rules have the code {rule.code}", rule.code)
    for shape in _shapes(graph):
        constrains = not _SILENT.issuperset(p for p in graph.predicates(shape) if str(p).startswith(str(SH)))
        if constrains and (shape, SKOS.notation, None) not in graph and targets(graph, shape):
            yield _finding(shapes, "DK905", shape, "the shape has no code; give it an IRI and a skos:notation")


def _sparql(shapes: Shapes, subjects: frozenset[str]) -> Iterator[Finding]:
    graph = shapes.graph
    for query, text in sorted(graph.subject_objects(SH.select), key=str):
        prefixes = _prefixes(graph, query)
        prologue = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(prefixes.items()))
        if fetches := reaches_out(str(text)):
            yield _finding(shapes, UNREADABLE, query, f"the query reaches out of the data: {', '.join(fetches)}")
            continue  # not even tried: Oxigraph would fetch
        try:
            pyoxigraph.Store().query(prologue + str(text))
        except (SyntaxError, ValueError) as error:
            yield _finding(shapes, UNREADABLE, query, f"the query can't be read: {error}")
        found = {iri or prefixes.get(prefix, "?") + local for iri, prefix, local in _IRI.findall(_code(str(text)))}
        for iri in sorted(found):
            if iri.startswith(_OWN) and iri not in subjects and iri not in _OWN:
                message = f"the ontology has no {compact(iri)}, which the query uses"
                yield _finding(shapes, "DK904", query, message, iri)


def _prefixes(graph: Graph, query: Node) -> dict[str, str]:
    """Return the prefixes that a query may use (SHACL, section 5.2.1), and those that pySHACL adds."""
    found = {"rdf": str(RDF), "rdfs": str(RDFS), "owl": str(OWL)}
    for holder in graph.objects(query, SH.prefixes):
        for declaration in graph.objects(holder, SH.declare):
            prefix, namespace = graph.value(declaration, SH.prefix), graph.value(declaration, SH.namespace)
            if isinstance(prefix, Literal) and namespace is not None:
                found[str(prefix)] = str(namespace)
    return found
