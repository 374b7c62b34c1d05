"""SPARQL-based constraints (SHACL, section 5): each query runs once for all focus nodes, on an Oxigraph store."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pyoxigraph
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, SH
from rdflib.term import Node

from kg.errors import OntologyError
from kg.sparql.pattern import projected
from kg.sparql.reader import read
from kg.sparql.refused import NotRewritable
from kg.sparql.tokens import tokens
from kg.validation.engine.absent import as_minus
from kg.validation.engine.candidates import candidates
from kg.validation.engine.columns import EMPTY, TERM, Ids
from kg.validation.engine.joins import Data, Rows
from kg.validation.engine.paths import Path, read_path, written
from kg.validation.engine.prebound import FOCUS, THIS, prebound
from kg.validation.engine.relevant import Asked
from kg.validation.engine.run import Run
from kg.validation.engine.scope import How, how
from kg.validation.engine.shapes import Compiler, Constraint, Looks, Shape, Unsupported, Values, Violations
from kg.validation.engine.store import NeededStore
from kg.validation.engine.terms import literal_of
from kg.validation.result import worded
from kg.validation.terms import bare, to_rdflib

_FORBIDDEN = ("MINUS", "VALUES", "SERVICE")
_PLACE = re.compile(r"\{[?$](\w+)\}")
AT_ONCE = 10_000
"""Focus nodes in one VALUES block."""

Row = dict[str, str]
"""A solution: names of variables to rendered terms."""


class Query(NamedTuple):
    """A query of a constraint, ready to be asked."""

    text: str
    together: str
    """The text by which many focus nodes are asked for at once."""
    how: How
    inside: int
    """Where in both texts the pattern begins, after its brace."""
    asked: Asked
    """What is looked at."""
    prebound: tuple[str, ...]
    """The text for one focus node, in the parts between which it stands."""


def prepare(prologue: str, select: str, shape: Node, path: Path | None) -> Query:
    """Return a query with what it is told of the shape (section 5.3.1). Raises Unsupported and OntologyError."""
    text = _told(f"{prologue}{select}", shape, path)
    words = tokens(text)
    if any(word.word == "BASE" for word in words):
        raise Unsupported("a query with BASE")
    if forbidden := next((word.word for word in words if word.word in _FORBIDDEN), ""):
        raise OntologyError(f"a query of a shape has {forbidden}, which SHACL does not allow there: {select.strip()}")
    try:
        pyoxigraph.Store().query(text)
        query = read(text)
    except NotRewritable as reason:
        raise Unsupported(f"a query in which {reason}") from reason
    except (SyntaxError, ValueError) as error:
        raise OntologyError(f"a query of a shape can't be read: {error}: {select.strip()}") from error
    pattern = query.select
    if query.form == "select" and THIS not in projected(pattern):
        raise OntologyError(f"a query of a shape does not select $this; add it: {select.strip()}")
    if query.form != "select" or any(item.variable == "failure" for item in pattern.items):
        raise Unsupported("a query that gives ?failure, or is no SELECT")
    brace = next(word for word in pattern.body if word.text == "{")
    return Query(text, as_minus(text, pattern), how(pattern), brace.end, Asked(query, THIS), prebound(text, words))


def _told(text: str, shape: Node, path: Path | None) -> str:
    """Put the path and the shape in the place of their variables."""
    found, end = [], 0
    for word in tokens(text):
        given = {"PATH": written(path) if path else "", "currentShape": f"<{shape}>"}.get(word.text[1:])
        if word.kind != "variable" or (given is None and word.text[1:] != "shapesGraph"):
            continue
        if not given or (word.text[1:] == "currentShape" and not isinstance(shape, URIRef)):
            raise Unsupported(f"a query with {word.text}")
        found += [text[end : word.start], given]
        end = word.end
    return "".join((*found, text[end:]))


def _prologue(graph: Graph, node: Node) -> str:
    """Return the prefixes that a constraint may use, its own and those that they import (section 5.2.1)."""
    found: dict[str, str] = {}
    todo, seen = sorted(graph.objects(node, SH.prefixes), key=str), set[Node]()
    while todo:
        if (owner := todo.pop()) in seen:
            continue
        seen.add(owner)
        todo += sorted(graph.objects(owner, OWL.imports), key=str)
        for declared in graph.objects(owner, SH.declare):
            prefix, iri = graph.value(declared, SH.prefix), graph.value(declared, SH.namespace)
            if found.setdefault(str(prefix), str(iri)) != str(iri):
                raise OntologyError(f"the prefix {prefix} is declared twice, for {found[str(prefix)]} and for {iri}")
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(found.items()))


class Queries:
    """Answers the queries of a plan."""

    def __init__(self, store: NeededStore) -> None:
        self._store = store

    def ask(self, query: Query, nodes: Sequence[str]) -> Iterator[Row]:
        """Yield the solutions for focus nodes. All terms are rendered.

        Raises OntologyError for a query that Oxigraph does not take.
        """
        nodes = self._store.possible(query.asked, nodes)
        if not nodes:
            return
        wanted = set(nodes)
        apart = {node for node, form in stored_forms(nodes) if form != node}
        try:
            if query.how == "free":
                yield from (row for row in self._rows(query.together) if row.get(THIS) in wanted)
            elif query.how == "given":
                apart |= {node for node in nodes if node.startswith("_:")}  # VALUES takes none
                together = [node for node in nodes if node not in apart]
                before, after = query.together[: query.inside], query.together[query.inside :]
                for start in range(0, len(together), AT_ONCE):
                    given = " ".join(together[start : start + AT_ONCE])
                    yield from self._rows(f"{before} VALUES ?{THIS} {{ {given} }} {after}")
            for node in nodes if query.how == "each" else sorted(apart):
                term = term_of(node)
                text = (node if node.startswith("<") else f"?{THIS}").join(query.prebound)
                for row in self._rows(text, {FOCUS: lambda term=term: term}):
                    yield {**row, THIS: node}
        except (SyntaxError, ValueError) as error:
            raise OntologyError(f"Oxigraph does not take a query of a shape: {error}: {query.text}") from error

    def _rows(self, text: str, functions: Mapping[pyoxigraph.NamedNode, Any] | None = None) -> Iterator[Row]:
        found = self._store.store.query(text, custom_functions=dict(functions or {}))
        assert isinstance(found, pyoxigraph.QuerySolutions)
        names = [variable.value for variable in found.variables]
        for row in found:
            yield {name: self._written(str(term)) for name, term in zip(names, row, strict=True) if term is not None}

    def _written(self, text: str) -> str:
        """Return a term of a solution as the graph writes it."""
        known = not _has_forms(text) or self._store.states(text)
        return text if known else self._forms.get(text, text)

    @cached_property
    def _forms(self) -> dict[str, str]:
        """What the graph writes in another form than the store."""
        return {form: text for text, form in stored_forms(self._store.objects()) if form != text}


class NearQueries(Queries):
    """Answers the queries of a plan about a few nodes, each by what bears on these alone."""

    def __init__(self, data: Data, starts: Mapping[int, Sequence[Rows]]) -> None:
        """`starts` has of some queries, by the id of the object, rows with which each solution goes that there is."""
        self._data, self._starts = data, starts

    def ask(self, query: Query, nodes: Sequence[str]) -> Iterator[Row]:
        """Yield the solutions as `Queries` does."""
        ids = np.array([self._data.terms[node] for node in nodes], dtype=TERM)
        if id(query) in self._starts:
            ids = self._possible(query, ids)
            nodes = [self._data.terms.texts[term] for term in ids.tolist()]
        store = NeededStore(self._data)
        store.expect([query.asked], Rows({THIS: ids}, len(ids)))
        yield from Queries(store).ask(query, nodes)

    def _possible(self, query: Query, nodes: Ids) -> Ids:
        """Return those of some nodes that can have a solution with the rows that are known."""
        read, found = query.asked.query, [EMPTY]
        assert read is not None
        for start in self._starts[id(query)]:
            if (some := candidates(read, THIS, self._data, start)) is None:
                return nodes
            found.append(some)
        return nodes[np.isin(nodes, np.concatenate(found))]


def stored_forms(terms: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the literals among terms that Oxigraph may hold in another form, and that form.

    Numbers and times are values there, and some characters are written by their numbers.
    """
    literals = list(filter(_has_forms, terms))
    if not literals:
        return
    store = pyoxigraph.Store()
    lines = (f"<x:{i}> <x:is> {text} .\n" for i, text in enumerate(literals))
    store.bulk_load("".join(lines).encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    for quad in store:
        yield literals[int(quad.subject.value[2:])], str(quad.object)


def _has_forms(term: str) -> bool:
    """Tell whether a term is a literal that can be written in several ways."""
    return term[0] == '"' and (term[-1] == ">" or not term.isprintable() or "\\" in term)


def term_of(text: str) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
    """Return a rendered term as pyoxigraph's."""
    term: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple
    (quad,) = pyoxigraph.parse(f"<x:s> <x:p> {text} .", format=pyoxigraph.RdfFormat.N_TRIPLES)
    term = quad.object
    assert not isinstance(term, pyoxigraph.Triple)
    return term


def sparql(compiler: Compiler, shape: Node, value: Node) -> Iterator[Constraint]:
    """Read a `sh:sparql`. Raises Unsupported where only another engine can run it, OntologyError where none can."""
    graph = compiler.graph
    if compiler.flag(value, SH.deactivated):
        return
    texts = list(graph.objects(value, SH.select))
    if len(texts) != 1:
        raise OntologyError(f"a sh:sparql of {compiler.name(shape)} has {len(texts)} queries; write one in sh:select")
    path = graph.value(shape, SH.path)
    query = prepare(_prologue(graph, value), str(texts[0]), shape, read_path(graph, path) if path else None)
    compiler.queries.append(query)
    own, others = (worded(graph.objects(node, SH.message)) for node in (value, shape))

    def check(run: Run, shape: Shape, values: Values) -> Violations:
        return _check(run, query, own, others, shape, values)

    says = "The query of the constraint found it."
    yield Constraint(SH.SPARQLConstraintComponent, check, source=value, says=says, looks=Looks(query=query))


def _check(
    run: Run, query: Query, own: Iterable[Literal], others: Iterable[Literal], shape: Shape, values: Values
) -> Violations:
    """Ask for the value nodes. `own` are the messages of the constraint, `others` those of the shape."""
    place = {term: i for i, term in enumerate(values.focus.tolist())}
    found: dict[tuple[int, frozenset[tuple[str, str]]], tuple[int, str, str, tuple[Literal, ...]]] = {}
    nodes = [run.text(term) for term in values.focus.tolist()]
    assert run.queries is not None
    for row in run.queries.ask(query, nodes):
        at = place.get(run.terms.get(row[THIS], -1))
        if at is None:
            continue
        path, value = row.get("path", ""), row.get("value", "" if shape.path else row[THIS])
        path = path if path.startswith("<") else ""  # section 5.3.2: if it is an IRI
        told = {**row, "value": value} if value else row
        given = row.get("message", "")  # it goes before those of the constraint (section 5.3.2)
        said = [to_rdflib(term_of(given))] if given.startswith('"') else [_filled(each, told) for each in own]
        messages = worded([*said, *(_filled(each, told) for each in others)])
        found[at, frozenset(row.items())] = at, path, value, messages  # a row that comes twice is one
    keys = list(found.values())
    return Violations(
        np.array([key[0] for key in keys], dtype=np.int64),
        np.array([run.terms[key[2]] if key[2] else -1 for key in keys], dtype=TERM),
        np.array([run.terms[key[1]] if key[1] else -1 for key in keys], dtype=TERM),
        tuple(key[3] for key in keys),
    )


def _filled(template: Literal, row: Row) -> Literal:
    """Return a message with values in the place of `{?name}` and `{$name}`."""
    text = _PLACE.sub(lambda place: _shown(row[place[1]]) if place[1] in row else place[0], template)
    return Literal(text, lang=template.language, datatype=template.datatype)


def _shown(term: str) -> str:
    return literal_of(term).lexical if term.startswith('"') else bare(term)
