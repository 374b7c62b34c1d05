"""What a query needs of a graph: the predicates that it looks at, so that nothing else is loaded for it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.namespaces import RDF
from kg.sparql.pattern import (
    Bind,
    Element,
    Filter,
    Graph,
    Group,
    Minus,
    Optional,
    Path,
    Query,
    SubSelect,
    Triple,
    Triples,
    Union,
    variables,
)
from kg.sparql.tokens import tokens


@dataclass
class Needs:
    """Predicates as IRIs; None for all."""

    predicates: set[str] | None = field(default_factory=set)
    """Of the default graph."""
    inside: set[str] | None = field(default_factory=set)
    """Of named graphs."""
    names: bool = False
    """Whether it asks which graphs there are."""

    def add(self, triple: Triple, prefixes: Mapping[str, str], *, named: bool) -> None:
        """Note what a triple pattern looks at."""
        found = set(_predicates(triple, prefixes))
        every = not found or "" in found
        if named:
            self.inside = None if every or self.inside is None else self.inside | found
        else:
            self.predicates = None if every or self.predicates is None else self.predicates | found


def needs(query: Query) -> Needs:
    """Return what a query needs."""
    select, found = query.select, Needs()
    words = tokens(query.prologue)
    prefixes = {words[i + 1].text[:-1]: words[i + 2].text[1:-1] for i, w in enumerate(words) if w.word == "PREFIX"}
    uses = Counter(variables((*select.projection, *select.where.text, *select.grouping, *select.tail)))
    for triple, named, tested in _triples(select.where):
        if triple is None or (tested and named and _only_asks(triple, uses)):
            found.names = True
        else:
            found.add(triple, prefixes, named=named)
    return found


def _only_asks(triple: Triple, uses: Mapping[str, int]) -> bool:
    """Tell whether a pattern asks only for any triple at all."""
    return all(term[0] in "?$" and uses[term[1:]] == 1 for term in (triple.subject, triple.predicate, triple.object))


def _triples(group: Group, *, named: bool = False, tested: bool = False) -> Iterator[tuple[Triple | None, bool, bool]]:
    """Yield the triple patterns, whether in a named graph, and whether alone in a test; None for a GRAPH of none."""
    if named and not any(isinstance(element, Triples) for element in group.elements):
        yield None, True, False
    alone = tested and len(group.elements) == 1
    for element in group.elements:
        if isinstance(element, Triples):
            single = alone and len(element.triples) == 1
            yield from ((triple, named, single) for triple in element.triples)
        for inner, is_graph, test in _inner(element):
            yield from _triples(inner, named=named or is_graph, tested=test or (alone and is_graph))


def _inner(element: Element) -> Iterable[tuple[Group, bool, bool]]:
    """Return the groups in an element, whether each is of a named graph, and whether it is a test."""
    match element:
        case Filter(_, exists) | Bind(_, _, exists):
            return [(each.group, False, True) for each in exists]
        case Optional(group) | Minus(group):
            return [(group, False, False)]
        case Graph(_, group):
            return [(group, True, False)]
        case Union(groups):
            return [(group, False, False) for group in groups]
        case SubSelect(select):
            return [(select.where, False, False)]
        case _:
            return []


def _predicates(triple: Triple, prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield the predicates of a pattern; an empty one where it may be any."""
    if triple.path is None:
        yield expanded(triple.predicate, prefixes)
    else:
        yield from _steps(triple.path, prefixes)


def _steps(path: Path, prefixes: Mapping[str, str]) -> Iterator[str]:
    if path.step:
        yield from ("" if path.step.negated else expanded(term, prefixes) for term in path.step.terms)
    elif path.kind in "*?":
        yield ""  # a path of no steps is at every node
    for part in path.parts:
        yield from _steps(part, prefixes)


def expanded(term: str, prefixes: Mapping[str, str]) -> str:
    """Return an IRI as it is meant; empty for a variable, and for what can't be read without a base."""
    if term == "a":
        return str(RDF.type)
    if term.startswith("<"):
        return term[1:-1]
    prefix, colon, local = term.partition(":")
    return prefixes[prefix] + local.replace("\\", "") if colon and prefix in prefixes else ""
