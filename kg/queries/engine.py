"""The one function through which every query reaches the graph."""

import json
import re
from collections.abc import Callable, Iterable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, QueryTriples, Store, Triple

from kg.errors import QueryError
from kg.namespaces import DIP_IRI
from kg.queries.answer import Term

FUNCTIONS = DIP_IRI.removesuffix("ontology#") + "parameter#"
"""Namespace of the functions that give the values of parameters: the prefix `param:` of a query."""

COLUMNS = ("subject", "predicate", "object")
"""Columns of the triples that a CONSTRUCT makes."""


def evaluate(
    store: Store,
    text: str,
    parameters: Mapping[str, Term | None] | None = None,
    prefixes: Mapping[str, str] | None = None,
) -> bytes:
    """Return the SPARQL 1.1 results in JSON of a query that has been found harmless.

    The triples of a CONSTRUCT are rows with a subject, a predicate and an object, sorted, each once.

    The store's default graph holds the union of its named graphs, each triple once, as a build's store does.

    A parameter `since` is what `param:since()` gives; one whose value is None gives nothing and leaves its variable
    unbound. All that goes in and comes out is text and terms, so that the work can be done by another process.
    Raises QueryError.
    """
    functions = {NamedNode(FUNCTIONS + name): _constant(term) for name, term in (parameters or {}).items()}
    try:
        results = store.query(text, prefixes=dict(prefixes or {}), custom_functions=functions)
        if isinstance(results, QueryTriples):
            return _rows(results)
        return results.serialize(format=QueryResultsFormat.JSON) or b""
    except SyntaxError as error:
        raise QueryError(_syntax(str(error))) from None
    except (OSError, RuntimeError, ValueError) as error:
        if unknown := re.search(f"<{re.escape(FUNCTIONS)}([^>]*)>", str(error)):
            raise QueryError(f"the query uses the parameter '{unknown[1]}' and does not declare it") from None
        raise QueryError(f"the query can't be answered: {error}") from None


def _rows(triples: Iterable[Triple]) -> bytes:
    rows = sorted({tuple(map(str, triple)): triple for triple in triples}.items())
    bindings = [dict(zip(COLUMNS, map(_json, triple), strict=True)) for _, triple in rows]
    return json.dumps({"head": {"vars": COLUMNS}, "results": {"bindings": bindings}}, ensure_ascii=False).encode()


def _json(term: object) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    assert isinstance(term, Literal)  # a triple in a triple is no SPARQL 1.1
    more = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
    return {"type": "literal", "value": term.value, **more}


def _constant(term: Term | None) -> Callable[[], Term | None]:
    return lambda: term


def _syntax(message: str) -> str:
    """Return Oxigraph's message with its place and the first of what it expected: the whole can be pages long."""
    place = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not place:
        return f"the query can't be read: {message[:200]}"
    line, column, expected = place.groups()
    if "Prefix not found" in expected:
        return f"the query can't be read at line {line}, column {column}: its prefix is not declared"
    return f"the query can't be read at line {line}, column {column}: {' '.join(expected.split())[:120]}"
