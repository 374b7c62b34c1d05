"""The answer to a query that has been found harmless: text and terms in, SPARQL 1.1 results in JSON out."""

import json
import re
from collections.abc import Callable, Iterable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, QueryTriples, Store, Triple

from kg.errors import QueryError
from kg.sandbox.meter import Meter

COLUMNS = ("subject", "predicate", "object")
"""Columns of the triples that a CONSTRUCT makes."""

_OPENING = re.compile(r"(?:\s|#.*|(?:PREFIX\s+\S*\s*|BASE\s*)<[^<>\s]*>)*(\w*)", re.IGNORECASE)
"""Comments and prologue, and the first word after them."""
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")

Term = NamedNode | BlankNode | Literal | Triple


def answer(
    store: Store,
    text: str,
    namespace: str,
    parameters: Mapping[str, Term | None],
    prefixes: Mapping[str, str],
    meter: Meter | None = None,
) -> bytes:
    """Return the results of a query.

    `namespace` is that of the functions that give the values of `parameters`: what a function `since` of it gives is
    the parameter `since`, nothing where that is None. `meter` is where the answer is written, if it has limits.
    Raises QueryError, and what the meter raises.
    """
    functions = {NamedNode(namespace + name): _constant(term) for name, term in parameters.items()}
    try:
        results = store.query(text, prefixes=dict(prefixes), custom_functions=functions)
        if isinstance(results, QueryTriples):
            return _rows(results, meter)
        if meter is None:
            return results.serialize(format=QueryResultsFormat.JSON) or b""
        results.serialize(meter, format=QueryResultsFormat.JSON)  # type: ignore[arg-type]  # needs write and flush
        return meter.content()
    except SyntaxError as error:
        raise QueryError(_syntax(str(error), text)) from None
    except (OSError, RuntimeError, ValueError) as error:
        if unknown := re.search(f"<{re.escape(namespace)}([^>]*)>", str(error)):
            raise QueryError(f"the query uses the parameter '{unknown[1]}' and does not declare it") from None
        raise QueryError(f"the query can't be answered: {error}") from None


def _rows(triples: Iterable[Triple], meter: Meter | None) -> bytes:
    """Return triples as rows, sorted, each once; no more are made than the meter lets through."""
    found: dict[tuple[str, ...], Triple] = {}
    for triple in triples:
        found.setdefault(tuple(map(str, triple)), triple)
        if meter:
            meter.hold(len(found))
    bindings = [dict(zip(COLUMNS, map(_json, triple), strict=True)) for _, triple in sorted(found.items())]
    whole = {"head": {"vars": COLUMNS}, "results": {"bindings": bindings}}
    content = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()
    if meter:
        meter.write(content)
    return content


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


def _syntax(message: str, text: str) -> str:
    """Return Oxigraph's message with its place and the first of what it expected: the whole can be pages long."""
    opening = _OPENING.match(text)
    if opening and opening[1].upper() not in _FORMS:
        first = f"begins with {opening[1]}" if opening[1] else "asks nothing"
        return f"the query {first}; write SELECT, ASK, CONSTRUCT or DESCRIBE"
    place = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not place:
        return f"the query can't be read: {message[:200]}"
    line, column, expected = place.groups()
    if "Prefix not found" in expected:
        return f"the query can't be read at line {line}, column {column}: its prefix is not declared"
    return f"the query can't be read at line {line}, column {column}: {' '.join(expected.split())[:120]}"
