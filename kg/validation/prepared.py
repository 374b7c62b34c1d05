"""A Dataset that answers the same SPARQL text many times with other bindings, as a SHACL engine asks.

rdflib parses a text at each call, and orders the patterns of a query without knowing which variables the caller
binds. Both are done here once per text: the answers stay the same, since a basic graph pattern is a set of patterns
(SPARQL 1.1, section 18.5) and their order is only a matter of time.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Processor, Result
from rdflib.term import BNode, Variable

_Pattern = tuple[Any, Any, Any]
_PAIRS = ("Join", "LeftJoin", "Minus", "Union")


class PreparedDataset(rdflib.Dataset):
    """A view on the store of another Dataset, its default graph the union of all graphs."""

    def __init__(self, data: rdflib.Dataset) -> None:
        super().__init__(store=data.store, default_union=True)
        self._prepared: dict[tuple[str, frozenset[str]], Query] = {}

    def query(
        self,
        query_object: str | Query,
        processor: str | Processor = "sparql",
        result: str | type[Result] = "sparql",
        initNs: Mapping[str, Any] | None = None,  # noqa: N803 (rdflib's name)
        initBindings: Mapping[str, Any] | None = None,  # noqa: N803 (rdflib's name)
        use_store_provided: bool = True,
        **kwargs: Any,
    ) -> Result:
        """Answer as a Dataset does."""
        if isinstance(query_object, str):
            key = (query_object, frozenset(initBindings or ()))
            if key not in self._prepared:
                query = prepareQuery(query_object, initNs=initNs or dict(self.namespaces()))
                _reorder(query.algebra, frozenset(Variable(name) for name in key[1]))
                self._prepared[key] = query
            query_object = self._prepared[key]
        return super().query(query_object, processor, result, initNs, initBindings, use_store_provided, **kwargs)

    def contexts(self, triple: Any = None) -> Any:
        """Return the graphs: rdflib's evaluation of GRAPH still asks by this name, and warns of it each time."""
        return self.graphs(triple)


def _reorder(node: Any, bound: frozenset[Any]) -> None:
    """Put the patterns first that have most terms bound, in each group of the algebra."""
    if isinstance(node, list | tuple):
        for part in node:
            _reorder(part, bound)
    if not isinstance(node, CompValue):
        return
    if node.name == "BGP":
        node["triples"] = _ordered(node["triples"], bound)
    elif node.name == "Filter":
        _reorder(node.p, bound)
        _reorder(node.expr, bound | _variables(node.p))
    elif node.name in _PAIRS:
        _reorder(node.p1, bound)
        _reorder(node.p2, bound if node.name in ("Union", "Minus") else bound | _variables(node.p1))
        _reorder(node.get("expr"), bound | _variables(node))
    else:
        for part in node.values():
            _reorder(part, bound)


def _variables(node: Any) -> frozenset[Any]:
    return frozenset(node.get("_vars") or ())


def _ordered(patterns: Iterable[_Pattern], bound: frozenset[Any]) -> list[_Pattern]:
    """Return the patterns, each time the one with the fewest unknown terms next.

    Among equals one that holds a known variable goes first: it is about a thing, not about a whole class.
    """
    left, known, ordered = list(patterns), set(bound), []
    while left:
        best = min(left, key=lambda p: (sum(_free(t) and t not in known for t in p), known.isdisjoint(p)))
        left.remove(best)
        ordered.append(best)
        known.update(term for term in best if _free(term))
    return ordered


def _free(term: Any) -> bool:
    return isinstance(term, Variable | BNode)
