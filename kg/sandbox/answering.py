"""The answer to a query that has been found harmless: text and terms in, SPARQL 1.1 results in JSON out."""

import re
from collections.abc import Callable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, QueryTriples, Store, Triple

from kg.errors import QueryError
from kg.sandbox.meter import Meter

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
            raise QueryError("the query gives triples and no rows; use SELECT or ASK, or `kg export` for triples")
        if meter is None:
            return results.serialize(format=QueryResultsFormat.JSON) or b""
        results.serialize(meter, format=QueryResultsFormat.JSON)  # type: ignore[arg-type]  # needs write and flush
        return meter.content()
    except SyntaxError as error:
        raise QueryError(_syntax(str(error))) from None
    except (OSError, RuntimeError, ValueError) as error:
        if unknown := re.search(f"<{re.escape(namespace)}([^>]*)>", str(error)):
            raise QueryError(f"the query uses the parameter '{unknown[1]}' and does not declare it") from None
        raise QueryError(f"the query can't be answered: {error}") from None


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
