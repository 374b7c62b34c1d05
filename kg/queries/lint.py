"""What a stored query must keep to, beyond being SPARQL."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import NamedNode, Store
from rdflib.paths import Path as PropertyPath
from rdflib.paths import SequencePath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import URIRef, Variable

from kg.errors import QueryError
from kg.namespaces import DIP, PREFIXES
from kg.queries.engine import FUNCTIONS, evaluate
from kg.queries.guard import nodes, parse, refuse, tokens
from kg.queries.hints import hinted
from kg.queries.stored import Check, Query
from kg.validation.checks import VARIABLES

BOUNDS = frozenset({DIP.earliest, DIP.latest, DIP.attestedOn})
"""The properties whose values are days, so that they may be compared."""
DISPLAY = frozenset({DIP.edtf, DIP.dateExpression})
"""What is said of a time in words or in EDTF: comparing it gives wrong answers silently."""
_COMPARES = frozenset({"<", ">", "<=", ">="})


def problems(query: Query) -> Iterator[str]:
    """Yield what a stored query breaks, one sentence each; a query that can't be read gives one."""
    try:
        refuse(query.text)
        tree = parse(query.text)
        evaluate(Store(), query.text, dict.fromkeys(_used(query.text)))
        given = dict.fromkeys(_used(query.text), NamedNode("x:given"))
        whole = hinted(query, given)
        evaluate(Store(), whole, given)
        algebra, hinting = translateQuery(tree).algebra, translateQuery(parse(whole)).algebra
    except QueryError as error:
        yield str(error)
        return
    except Exception as error:  # rdflib raises its own kinds of a plain Exception
        yield f"rdflib can't read the query: {error}"
        return
    yield from _prefixes(query.text)
    yield from _parameters(query)
    yield from _stars(tree)
    yield from _order(algebra)
    yield from _concatenations(algebra)
    yield from _dates(query, algebra)
    yield from _sequences(hinting)


def check_problems(check: Check) -> Iterator[str]:
    """Yield what a check breaks: as a stored query, and in its columns."""
    yield from problems(check.query)
    columns = [str(column) for column in translateQuery(parse(check.query.text)).algebra.PV]
    if columns[:1] != ["focus"] or columns[-1:] != ["message"] or not set(columns) <= set(VARIABLES):
        yield f"the columns are {', '.join(columns)}; begin with focus, then path and value as needed, end with message"


def _prefixes(text: str) -> Iterator[str]:
    """Prefixes are the project's own, and each declared one is used."""
    declared: dict[str, str] = {}
    used: set[str] = set()
    previous = before = ""
    for kind, token in tokens(text):
        if kind == "comment" or token.isspace():
            continue
        if kind == "iri" and before.upper() == "PREFIX":
            declared[previous.removesuffix(":")] = token[1:-1]
        elif kind == "name" and previous.upper() != "PREFIX":
            used.add(token.partition(":")[0])
        before, previous = previous, token
    known = {**PREFIXES, "param": FUNCTIONS}
    for prefix, iri in sorted(declared.items()):
        if prefix not in used:
            yield f"the prefix '{prefix}:' is declared and not used"
        if prefix in known and known[prefix] != iri:
            yield f"the prefix '{prefix}:' stands for <{iri}>; here it always stands for <{known[prefix]}>"
        if prefix not in known and not iri.startswith(PREFIXES["scheme"]):
            yield f"the prefix '{prefix}:' is none of the project's"


def _parameters(query: Query) -> Iterator[str]:
    declared = {parameter.name for parameter in query.parameters}
    used = _used(query.text)
    for name in sorted(declared - used):
        yield f"the parameter '{name}' is declared and not used"
    for name in sorted(used - declared):
        yield f"the parameter '{name}' is used and not declared"


def _used(text: str) -> set[str]:
    return {name for kind, token in tokens(text) if kind == "name" for name in re.findall(r"^param:(.+)", token)}


def _stars(tree: Any) -> Iterator[str]:
    for node in nodes(tree):
        if node.name in ("SelectQuery", "SubSelect") and "projection" not in node:
            yield "`SELECT *` hides what the columns are; name them"


def _order(algebra: CompValue) -> Iterator[str]:
    """The outermost ORDER BY names every column: then equal rows are the only ties, and the order is one."""
    if algebra.name != "SelectQuery":
        yield "a stored query is a SELECT"
        return
    ordering = next((n for n in _spine(algebra) if n.name == "OrderBy"), None)
    if ordering is None:
        yield "there is no ORDER BY, so two runs may differ; end with one that names every column"
        return
    named = {v for condition in ordering.expr for v in _variables(condition)}
    missing = [str(column) for column in algebra.PV if column not in named]
    if missing:
        yield f"ORDER BY does not name {', '.join(missing)}, so rows may change places"


def _spine(algebra: CompValue) -> Iterator[CompValue]:
    """Yield the solution modifiers of a (sub)query, from the outside in."""
    node: Any = algebra.p
    while isinstance(node, CompValue) and node.name in (
        "Project",
        "Distinct",
        "Reduced",
        "Slice",
        "OrderBy",
        "ToMultiSet",
    ):
        yield node
        node = node.p


def _concatenations(algebra: CompValue) -> Iterator[str]:
    """GROUP_CONCAT takes its values from a subselect with ORDER BY, whose order Oxigraph keeps (SPARQL need not)."""
    for node in nodes(algebra):
        if node.name != "AggregateJoin" or all(a.name != "Aggregate_GroupConcat" for a in node.A):
            continue
        if not any(inner.name == "OrderBy" for inner in _spine(node.p)):
            yield "GROUP_CONCAT without a subselect that orders its values: their order would be chance"


def _dates(query: Query, algebra: CompValue) -> Iterator[str]:
    """A day from a parameter is compared with bounds only, and what is for display is compared with nothing."""
    objects = _objects(algebra)
    given = {name for name, parameters in _calls(algebra).items() if parameters & _date_names(query)}
    days = {v for v, predicates in objects.items() if predicates <= BOUNDS} | _minima(algebra)
    shown = {v for v, predicates in objects.items() if predicates & DISPLAY}
    for node in nodes(algebra):
        if node.name != "RelationalExpression" or node.op not in _COMPARES:
            continue
        variables = set(_variables(node))
        for variable in sorted(variables & shown):
            yield f"?{variable} is for display and is compared; compare dip:earliest and dip:latest"
        if variables & given:
            for variable in sorted(variables - given - days - shown):
                yield f"?{variable} is compared with a day, and is none of dip:earliest and dip:latest"


def _date_names(query: Query) -> set[str]:
    return {parameter.name for parameter in query.parameters if parameter.type == "date"}


def _calls(algebra: CompValue) -> dict[Variable, set[str]]:
    """Return, by variable, the parameters that it is bound to."""
    calls: dict[Variable, set[str]] = {}
    for node in nodes(algebra):
        called = str(node.expr.iri) if node.name == "Extend" and _is(node.expr, "Function") else ""
        if called.startswith(FUNCTIONS):
            calls.setdefault(node.var, set()).add(called.removeprefix(FUNCTIONS))
    return calls


def _is(node: object, name: str) -> bool:
    return isinstance(node, CompValue) and node.name == name


def _objects(algebra: CompValue) -> dict[Variable, set[URIRef]]:
    """Return, by variable, the predicates whose object it is; of a path, the last ones."""
    objects: dict[Variable, set[URIRef]] = {}
    for node in nodes(algebra):
        for _, predicate, value in node.triples if node.name == "BGP" else ():
            if isinstance(value, Variable):
                objects.setdefault(value, set()).update(_last(predicate))
    return objects


def _last(predicate: object) -> Iterator[URIRef]:
    if isinstance(predicate, PropertyPath):
        parts = getattr(predicate, "args", None) or [
            getattr(predicate, "path", None) or getattr(predicate, "arg", None)
        ]
        ends = parts[-1:] if type(predicate).__name__ == "SequencePath" else parts
        for end in ends:
            yield from _last(end)
    elif isinstance(predicate, URIRef):
        yield predicate


def _sequences(algebra: CompValue) -> Iterator[str]:
    for node in nodes(algebra):
        for _, predicate, _ in node.triples if node.name == "BGP" else ():
            if isinstance(predicate, SequencePath):
                steps = "/".join(map(str, predicate.args))
                yield f"in {steps} the node between has no name: Oxigraph draws one, and the plan, by lot; name it"


def _minima(algebra: CompValue) -> set[Variable]:
    """Return the variables that hold the least or greatest of bounds."""
    objects = _objects(algebra)
    found: set[Variable] = set()
    for node in nodes(algebra):
        of = (
            node.vars if node.name in ("Aggregate_Min", "Aggregate_Max") else None
        )  # an expression is of no one property
        if isinstance(of, Variable) and objects.get(of, {None}) <= BOUNDS:
            found.add(node.res)
    for node in nodes(algebra):
        if node.name == "Extend" and isinstance(node.expr, Variable) and node.expr in found:
            found.add(node.var)
    return found


def _variables(tree: object) -> Iterable[Variable]:
    if isinstance(tree, Variable):
        yield tree
    elif isinstance(tree, CompValue):
        for key, value in tree.items():
            if key != "_vars":
                yield from _variables(value)
    elif isinstance(tree, (list, tuple)):
        for part in tree:
            yield from _variables(part)
