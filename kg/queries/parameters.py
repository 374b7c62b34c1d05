"""Values of parameters: typed, checked, and bound as terms.

A query asks for a value with `BIND(param:since() AS ?since)`. The value goes in as a term that the function gives, so
no text is ever pasted into a query; where none is given the function gives nothing and the variable stays unbound.
(pyoxigraph's own `substitutions` reach no subselect and take `BOUND(?since)` for false.)
"""

import re
from collections.abc import Mapping
from datetime import date

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.prefixes import DATA_IRI, PREFIXES
from kg.queries.answer import Term
from kg.queries.engine import Graph
from kg.queries.labels import KINDS, resolve
from kg.queries.nearest import nearest
from kg.queries.stored import Parameter, Query


def bind(graph: Graph, query: Query, values: Mapping[str, str], base: str = DATA_IRI) -> dict[str, Term | None]:
    """Return the term of every declared parameter, None for one that is left out; `base` is that of the data's IRIs.

    Raises QueryError for a value that does not fit its type, for one that is missing and for one that is not declared,
    and for a period that ends before it begins.
    """
    declared = {parameter.name: parameter for parameter in query.parameters}
    for name in values:
        if name not in declared:
            hint = nearest(name, declared) if declared else "it takes none"
            raise QueryError(f"{_called(query)} has no parameter '{name}'; {hint}")
    found = {name: _value(graph, query, parameter, values.get(name), base) for name, parameter in declared.items()}
    since, until = (found.get(name) for name in ("since", "until"))
    if isinstance(since, Literal) and isinstance(until, Literal) and since.value > until.value:
        raise QueryError(f"'since' ({since.value}) is later than 'until' ({until.value}), and no day is in between")
    return found


def _called(query: Query) -> str:
    return f"'{query.name}'" if query.name else "the query"


def _value(graph: Graph, query: Query, parameter: Parameter, given: str | None, base: str) -> Term | None:
    value = parameter.default if given is None else given
    if value is None:
        if parameter.required:
            raise QueryError(
                f"{_called(query)} needs a value for '{parameter.name}' ({parameter.type}): {parameter.description}"
            )
        return None
    if not value.strip():
        raise QueryError(f"the value of '{parameter.name}' is empty; leave the parameter out")
    try:
        return term(graph, parameter.type, value, base)
    except QueryError as error:
        raise QueryError(f"the value of '{parameter.name}': {error}") from None


def term(graph: Graph, kind: str, value: str, base: str = DATA_IRI) -> Term:
    """Return a value as the term of its type. Raises QueryError."""
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise QueryError("it holds half a character (a lone surrogate)")
    if kind in KINDS:
        return resolve(graph, kind, value.strip(), base)
    if kind == "date":
        return _date(value.strip())
    if kind == "integer":
        if not re.fullmatch(r"[+-]?[0-9]{1,18}", value.strip()):
            raise QueryError(f"{value!r} is no whole number")
        return Literal(str(int(value)), datatype=NamedNode(f"{PREFIXES['xsd']}integer"))
    if kind == "iri":
        return _iri(value.strip())
    return Literal(value)


def _date(value: str) -> Literal:
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise ValueError
        date.fromisoformat(value)
    except ValueError:
        raise QueryError(f"{value!r} is no day; write it as YYYY-MM-DD") from None
    return Literal(value, datatype=NamedNode(f"{PREFIXES['xsd']}date"))


def _iri(value: str) -> NamedNode:
    try:
        return NamedNode(value)
    except ValueError:
        raise QueryError(f"{value!r} is no absolute IRI") from None
