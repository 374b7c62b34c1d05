"""In which solutions of a query a difference between two graphs can show: its patterns, begun with the difference.

A solution that one of two graphs gives and the other does not fits, somewhere in the query, a triple that only one has.
So each pattern is matched with these, and what is found is joined with the other patterns of its group, then of the
group around it, and so on outwards. Between groups only what is certainly bound is compared (SPARQL 1.1, section 18.5:
an unbound variable goes with anything), and within a group what may be absent is left out. That gives more, never less.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Literal

import numpy as np

from kg.sparql.pattern import (
    Bind,
    Element,
    Exists,
    Filter,
    Graph,
    Group,
    Minus,
    Optional,
    Query,
    SubSelect,
    Triple,
    Triples,
    Union,
    Values,
    certain,
    projected,
)
from kg.sparql.pattern import Path as Written
from kg.validation.engine.candidates import Search, only_asks, uses
from kg.validation.engine.columns import EMPTY, Ids, distinct
from kg.validation.engine.joins import ANY, NAMES, Data, Pattern, Rows, Term, matched, steps_apart
from kg.validation.engine.paths import Path, crossing
from kg.validation.engine.relevant import Asked

_KINDS: dict[str, Literal["/", "|", "?", "*", "+"]] = {
    "sequence": "/", "alternative": "|", "?": "?", "*": "*", "+": "+",
}  # fmt: skip

_MOST = 1 << 16
"""Rows that a join may give; a pattern with more is left out."""


def affected(asked: Asked, data: Data, delta: Data, *, bound: bool) -> list[Rows]:
    """Return rows with which each solution goes that only the graph `data` gives, since it has `delta` and another not.

    The rows hold variables that the outermost group binds. `bound` tells that the variable of the focus nodes has its
    value before the query begins, in all its parts (SHACL, appendix A).
    """
    query = asked.query
    if not len(delta.columns) and not len(delta.quads):
        return []
    if query is None or any(word.word == "EXISTS" for word in (*query.select.grouping, *query.select.tail)):
        return [ANY]
    if (query.select.aggregated or query.select.sliced) and not bound:
        return [ANY]
    tests = chain.from_iterable(item.exists for item in query.select.items)
    return _merged(_Walk(query, asked.variable if bound else "", data, delta).group(query.select.where, None, tests))


def focus_of(rows: Iterable[Rows], variable: str) -> Ids | None:
    """Return what a variable is in rows, each once; None where it can be anything."""
    found = [each.columns.get(variable) for each in rows]
    known = [ids for ids in found if ids is not None]
    return distinct(np.concatenate([EMPTY, *known])) if len(known) == len(found) else None


def _merged(found: list[Rows]) -> list[Rows]:
    """Return the same rows with those of the same variables together."""
    alike: dict[tuple[str, ...], list[Rows]] = {}
    for rows in found:
        alike.setdefault(tuple(sorted(rows.columns)), []).append(rows)
    return [
        Rows(
            {name: np.concatenate([rows.columns[name] for rows in some]) for name in names}, sum(r.length for r in some)
        )
        for names, some in alike.items()
    ]


class _Walk:
    def __init__(self, query: Query, everywhere: str, data: Data, delta: Data) -> None:
        self.everywhere = everywhere
        self.data, self.delta = data, delta
        self.uses = uses(query)
        self.search = Search(query, everywhere, data)
        self.reader = self.search.reader

    def group(self, group: Group, graph: Term | None, tests: Iterable[Exists] = ()) -> list[Rows]:
        """Return rows for a group, which is looked for in a graph; `tests` are looked for beside it."""
        every = list(self.patterns(group.elements, graph))
        known = [pattern for pattern in every if isinstance(pattern, Pattern)]
        found = [row for pattern in every for row in self.begun(pattern)]
        names = {term.variable for each in known for _, term in each.places()} | certain(group) | {self.everywhere}
        inner = chain(self.within(group.elements, graph), *(self.group(test.group, graph) for test in tests))
        found += [_only(rows, names) for rows in inner]
        joined = (self.joined(rows, known, group) for rows in found if rows.length)
        return [rows for rows in joined if rows.length]

    def patterns(self, elements: Iterable[Element], graph: Term | None) -> "Iterator[Pattern | _Odd]":
        """Yield the patterns that each solution of a group fits."""
        for element in elements:
            if isinstance(element, Triples):
                for triple in chain.from_iterable(map(steps_apart, element.triples)):
                    yield self.reader.pattern(triple, graph) or (triple, graph)
            elif isinstance(element, Graph):
                name = self.reader.term(element.name)
                if only_asks(element.group, self.uses):
                    yield Pattern(NAMES, name, name, name)
                    continue
                if not any(isinstance(each, Triples) for each in element.group.elements):
                    yield Pattern(NAMES, name, name, name)
                yield from self.patterns(element.group.elements, name)

    def within(self, elements: Iterable[Element], graph: Term | None) -> Iterator[Rows]:
        """Yield rows of the groups within a group."""
        for element in elements:
            match element:
                case Filter() | Bind():
                    for test in element.exists:
                        yield from self.group(test.group, graph)
                case Optional(group) | Minus(group):
                    yield from self.group(group, graph)
                case Union(groups):
                    for group in groups:
                        yield from self.group(group, graph)
                case Graph(name, group) if not only_asks(group, self.uses):
                    yield from self.within(group.elements, self.reader.term(name))
                case SubSelect(select):
                    tests = chain.from_iterable(item.exists for item in select.items)
                    found = self.group(select.where, graph, tests)
                    whole = select.aggregated or select.sliced
                    names = {self.everywhere, *([] if whole else projected(select))}
                    yield from (_only(rows, names) for rows in found)

    def begun(self, pattern: "Pattern | _Odd") -> Iterator[Rows]:
        """Yield the rows that the difference gives for a pattern."""
        if isinstance(pattern, Pattern):
            yield self.delta.extended(ANY, pattern)
            return
        triple, graph = pattern
        if triple.path is None:
            yield self.anything(triple, graph)
        elif graph or (path := _plain(triple.path, self.reader.iri)) is None:
            yield ANY  # in a named graph, or not by certain predicates alone
        else:
            nodes = crossing(path, self.data.columns, self.delta.columns)
            if _may_be_empty(path):
                nodes = distinct(np.concatenate((nodes, self.delta.columns.nodes)))
            start = self.reader.term(triple.subject)
            if start.variable:
                yield Rows({start.variable: nodes}, len(nodes))
            elif start.id in nodes:
                yield ANY

    def anything(self, triple: Triple, graph: Term | None) -> Rows:
        """Return rows for a pattern of which the predicate is a variable."""
        held = self.delta.quads if graph else self.delta.columns
        terms = [self.reader.term(text) for text in (triple.subject, triple.predicate, triple.object)]
        places = [*zip(terms, (held.subjects, held.predicates, held.objects), strict=True)]
        places += [(graph, self.delta.quads.graphs)] if graph else []
        return matched({}, np.ones(len(held), dtype=np.bool_), places)

    def joined(self, rows: Rows, patterns: Sequence[Pattern], group: Group) -> Rows:
        """Return rows joined with patterns, and without those that a filter of the group refuses for certain."""
        left = list(patterns)
        while rows.columns and (sizes := {p: n for p in left if (n := self.data.size(rows, p)) is not None}):
            pattern = min(sizes, key=lambda p: sizes[p])
            left.remove(pattern)
            if sizes[pattern] <= _MOST:
                rows = self.data.extended(rows, pattern)
        for element in group.elements:
            if isinstance(element, Values) or (isinstance(element, Filter) and not element.exists):
                rows = rows.taken(self.search.fits(element, rows, group)[0])
        return rows


_Odd = tuple[Triple, Term | None]
"""A pattern whose predicate is a variable or a path, and its graph."""


def _only(rows: Rows, names: set[str]) -> Rows:
    columns = {name: ids for name, ids in rows.columns.items() if name in names}
    return Rows(columns, rows.length) if columns or not rows.length else ANY


def _plain(path: Written, iri: Callable[[str], str]) -> Path | None:
    """Return a path of a query as shapes have it; None where it may go over any predicate."""
    if path.step:
        if path.step.negated or len(path.step.terms) > 1:
            return None
        step = Path("predicate", predicate=f"<{iri(path.step.terms[0])}>")
        return Path("^", (step,)) if path.step.inverse else step
    parts = [_plain(part, iri) for part in path.parts]
    known = tuple(part for part in parts if part is not None)
    if len(known) < len(parts):
        return None
    return Path(_KINDS[path.kind], known)


def _may_be_empty(path: Path) -> bool:
    return path.kind in ("*", "?") or any(map(_may_be_empty, path.parts))
