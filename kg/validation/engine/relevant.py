"""What of a graph a query looks at, so that nothing else is loaded for it.

Beginning with the nodes that can have a solution, each pattern is followed to the triples that fit it there, and these
lead to what the next ones can be about. So all that bears on a solution is there, present or absent.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

import numpy as np

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
    certain,
)
from kg.validation.engine.candidates import candidates, only_asks, uses
from kg.validation.engine.columns import Ids, Mask
from kg.validation.engine.joins import ANY, Data, Pattern, Reader, Rows, Term, steps_apart

Domains = dict[str, Mask]
"""For a variable, which terms it can be."""


class Asked(NamedTuple):
    """A query, and the variable of its focus nodes; None for a query that can't be read."""

    query: Query | None
    variable: str


def relevant(asked: Asked, data: Data, triples: Mask, quads: Mask, start: Rows = ANY) -> Ids | None:
    """Return the focus nodes that can have a solution, None where any may; mark what of the graph bears on them.

    `triples` are rows of the union of all graphs, `quads` those of the named graphs. Only the solutions that go with
    `start` count.
    """
    query = asked.query
    if query is None or any(word.word == "EXISTS" for word in (*query.select.grouping, *query.select.tail)):
        triples[:] = quads[:] = True
        return None
    focus = candidates(query, asked.variable, data, start)
    if focus is None or len(focus):
        chase = _Chase(query, asked.variable, data, triples, quads)
        chase.group(query.select.where, {} if focus is None else {asked.variable: data.columns.mask(focus)})
        for exists in chain.from_iterable(item.exists for item in query.select.items):
            chase.group(exists.group, {})
    return focus


class _Chase:
    def __init__(self, query: Query, variable: str, data: Data, triples: Mask, quads: Mask) -> None:
        self.variable = variable
        self.data, self.reader, self.uses = data, Reader(query, data), uses(query)
        self.triples, self.quads = triples, quads

    def group(self, group: Group, known: Domains, graph: Term | None = None) -> None:
        """Note what a group looks at; `known` holds of a variable what it can be where the group is of use."""
        domains = dict(known)
        triples = list(self.triples_of(group.elements, graph))
        if graph and not any(isinstance(element, Triples) for element in group.elements):
            self.names(graph, domains)
        while triples:
            near = min(triples, key=lambda each: not self.is_near(each, domains))
            triples.remove(near)
            self.follow(*near, domains)
        self.within(group, domains, graph)

    def triples_of(self, elements: Iterable[Element], graph: Term | None) -> Iterator[tuple[Triple, Term | None]]:
        """Yield the triple patterns that each solution of a group fits."""
        for element in elements:
            if isinstance(element, Triples):
                yield from ((each, graph) for triple in element.triples for each in steps_apart(triple))
            elif isinstance(element, Graph) and not only_asks(element.group, self.uses):
                yield from self.triples_of(element.group.elements, self.reader.term(element.name))

    def within(self, group: Group, domains: Domains, graph: Term | None) -> None:
        """Note what the groups within a group look at.

        What stands at its place (OPTIONAL, MINUS, BIND) sees what is bound before it, and a filter all that is bound
        in its own group; a variable that is bound elsewhere may be anything there (SPARQL 1.1, section 18.2.2).
        """
        for number, element in enumerate(group.elements):
            if isinstance(element, Filter | Bind):
                inner = [test.group for test in element.exists]
            elif isinstance(element, Optional | Minus):
                inner = [element.group]
            else:
                self.inside(element, domains, graph)
                continue
            around = group if isinstance(element, Filter) else Group(group.elements[:number])
            bound = certain(around) | {self.variable} if inner else set()
            seen = {name: terms for name, terms in domains.items() if name in bound}
            for each in inner:
                self.group(each, seen, graph)

    def inside(self, element: Element, domains: Domains, graph: Term | None) -> None:
        """Note what the groups within an element look at, each by itself."""
        match element:
            case Union(groups):
                for group in groups:
                    self.group(group, domains, graph)
            case Graph(name, group) if only_asks(group, self.uses):
                self.names(self.reader.term(name), domains)
            case Graph(name, group):
                inner = self.reader.term(name)
                if not any(isinstance(each, Triples) for each in group.elements):
                    self.names(inner, domains)
                self.within(group, domains, inner)
            case SubSelect(select):
                self.group(select.where, {}, graph)
                for test in chain.from_iterable(item.exists for item in select.items):
                    self.group(test.group, {}, graph)

    def names(self, graph: Term, domains: Domains) -> None:
        """Note of each graph that can be meant that it is there."""
        self.quads[self.data.graphs(domains.get(graph.variable))] = True

    def is_near(self, pattern: tuple[Triple, Term | None], domains: Domains) -> bool:
        """Tell whether a pattern holds anything that is known."""
        triple, graph = pattern
        terms = (self.reader.term(triple.subject), self.reader.term(triple.object), graph or Term("="))
        return any(not term.variable or term.variable in domains for term in terms)

    def follow(self, triple: Triple, graph: Term | None, domains: Domains) -> None:
        """Note the triples that fit a pattern, and what its variables can be."""
        noted, rows_of = (self.quads, self.data.named) if graph else (self.triples, self.data.triples)
        if triple.path is not None:
            for step in self.steps(triple.path):
                noted[slice(None) if step is None else rows_of(step)] = True
            return
        pattern = self.reader.pattern(triple, graph)
        held = self.data.quads if graph else self.data.columns
        if pattern is None:
            rows = np.arange(len(held))
            pattern = Pattern(-1, self.reader.term(triple.subject), self.reader.term(triple.object), graph)
            predicate = self.reader.term(triple.predicate)
            if predicate.variable in domains:
                rows = rows[domains[predicate.variable][held.predicates]]
        else:
            rows = rows_of(pattern.predicate)
        columns = {"subject": held.subjects, "object": held.objects}
        if graph:
            columns["graph"] = self.data.quads.graphs
        for place, term in pattern.places():
            ids = columns[place][rows]
            if not term.variable:
                rows = rows[ids == term.id]
            elif term.variable in domains:
                rows = rows[domains[term.variable][ids]]
        noted[rows] = True
        for place, term in pattern.places():
            if term.variable and term.variable not in domains:
                domains[term.variable] = self.data.columns.mask(columns[place][rows])

    def steps(self, path: Path) -> Iterator[int | None]:
        """Yield the predicates of a path; None where it may be any: a path of no steps is at every node."""
        if path.step:
            yield from (None if path.step.negated else self.reader.id(term) for term in path.step.terms)
        elif path.kind in "*?":
            yield None
        for part in path.parts:
            yield from self.steps(part)
