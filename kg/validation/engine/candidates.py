"""Which nodes can have a solution of a query at all: its patterns of triples, joined on columns.

What is found is never less than the solutions. What is not understood here (a path, an OPTIONAL, most filters) is left
out, which gives more. So a query has to be asked only for the nodes that are left; of most graphs that is none.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import chain

import numpy as np

from kg.sparql.pattern import (
    Element,
    Exists,
    Filter,
    Graph,
    Group,
    Minus,
    Query,
    Triples,
    Union,
    Values,
    certain,
    scope,
    variables,
)
from kg.validation.engine.columns import EMPTY, Ids, Mask, distinct
from kg.validation.engine.filters import kept
from kg.validation.engine.joins import ANY, NAMES, Data, Pattern, Reader, Rows, Term, steps_apart

_ROW = "#"
"""The column that says from which row of another table a row comes."""


def candidates(query: Query, variable: str, data: Data, start: Rows = ANY) -> Ids | None:
    """Return the terms that a variable can be in a solution, each once; None where that stays open.

    Only the solutions that go with `start` count; it holds the variable, or those that the outermost group binds.
    """
    if query.select.aggregated or query.select.sliced:
        return distinct(start.columns[variable]) if variable in start.columns else None
    rows, _ = Search(query, variable, data).rows(query.select.where, start)
    if not rows.length:
        return EMPTY
    return distinct(rows.columns[variable]) if variable in rows.columns else None


class Search:
    """Joins the patterns of a query."""

    def __init__(self, query: Query, variable: str, data: Data) -> None:
        self.data, self.reader, self.variable = data, Reader(query, data), variable
        self.uses = uses(query)

    def rows(self, group: Group, start: Rows) -> tuple[Rows, bool]:
        """Return rows in which all solutions of a group are that go with `start`, and whether these are just those."""
        patterns, exact = self.patterns(group.elements, None)
        rows = start
        while sizes := {p: n for p in patterns if (n := self.data.size(rows, p)) is not None}:
            pattern = min(sizes, key=lambda p: sizes[p])
            patterns.remove(pattern)
            if sizes[pattern] <= self.data.most:
                rows, exact = self.data.extended(rows, pattern), exact and pattern.exact
            else:
                exact = False
        exact = exact and not patterns
        for element in group.elements:
            if isinstance(element, Union):
                rows, exact = self.any_of([self.rows(each, rows)[0] for each in element.groups]), False
        for element in group.elements:
            mask, sure = self.fits(element, rows, group)
            rows, exact = rows.taken(mask), exact and sure
        return rows, exact

    def patterns(self, elements: Iterable[Element], graph: Term | None) -> tuple[list[Pattern], bool]:
        """Return the patterns that each solution fits, and whether all are among them."""
        found, exact = list[Pattern](), True
        for element in elements:
            if isinstance(element, Triples):
                triples = chain.from_iterable(map(steps_apart, element.triples))
                read = [self.reader.pattern(triple, graph) for triple in triples]
                found += [pattern for pattern in read if pattern]
                exact = exact and None not in read
            elif isinstance(element, Graph):
                name = self.reader.term(element.name)
                if only_asks(element.group, self.uses):
                    found.append(Pattern(NAMES, name, name, name))
                    continue
                inner, sure = self.patterns(element.group.elements, name)
                found += inner
                exact = exact and sure and all(isinstance(each, Triples) for each in element.group.elements)
        return list(dict.fromkeys(found)), exact

    def fits(self, element: Element, rows: Rows, around: Group) -> tuple[Mask, bool]:
        """Return which rows an element of a group can leave, and whether these are just those that it leaves."""
        every = np.ones(rows.length, dtype=np.bool_)
        match element:
            case Triples() | Graph() | Union():
                return every, True
            case Filter(text, []):
                return kept(text, rows, self.reader, self.data.terms)
            case Filter(text, [Exists(group, negated, _)]) if len(text) == len(group.text) + 1 + negated:
                if negated:
                    return self.absent(group, rows, around)
                bound = certain(around) | {self.variable}
                seen = Rows({name: ids for name, ids in rows.columns.items() if name in bound}, rows.length)
                return self.present(group, seen)[0], False
            case Minus(group) if all(isinstance(each, Triples) for each in group.elements):
                before = Group(around.elements[: around.elements.index(element)])
                if set(variables(group.text)) & scope(around) <= certain(before):
                    return self.absent(group, rows, around)
            case Values(text, [name]) if name in rows.columns:
                wanted = self.reader.ids([word.text for word in text[3:-1]])  # VALUES ?name { … }
                if text[2].text == "{" and wanted is not None:
                    return np.isin(rows.columns[name], wanted), True
        return every, False

    def any_of(self, parts: list[Rows]) -> Rows:
        """Return the rows of all parts, with the columns that all have."""
        names = set.intersection(*(set(part.columns) for part in parts))
        columns = {name: np.concatenate([part.columns[name] for part in parts]) for name in sorted(names)}
        return Rows(columns, sum(part.length for part in parts))

    def present(self, group: Group, rows: Rows) -> tuple[Mask, bool]:
        """Return for which rows a group can have a solution, and whether it has one for just these."""
        start = Rows({**rows.columns, _ROW: np.arange(rows.length)}, rows.length)
        found, exact = self.rows(group, start)
        mask = np.zeros(rows.length, dtype=np.bool_)
        mask[found.columns[_ROW]] = True
        return mask, exact

    def absent(self, group: Group, rows: Rows, around: Group) -> tuple[Mask, bool]:
        """Return for which rows a group can be without a solution.

        All rows, unless each variable that the group shares with what is around it is bound in them.
        """
        shared = set(variables(group.text)) & (scope(around) | {self.variable})
        if shared and shared <= rows.columns.keys():
            mask, exact = self.present(group, rows)
            if exact:
                return ~mask, True
        return np.ones(rows.length, dtype=np.bool_), False


def uses(query: Query) -> Counter[str]:
    """Return how often each variable stands in a query."""
    select = query.select
    return Counter(variables((*select.projection, *select.where.text, *select.grouping, *select.tail)))


def only_asks(group: Group, uses: Counter[str]) -> bool:
    """Tell whether the pattern in a GRAPH asks only whether there is anything in it."""
    match group.elements:
        case []:
            return True
        case [Triples([triple])] if triple.path is None:
            terms = (triple.subject, triple.predicate, triple.object)
            return all(term[0] in "?$" and uses[term[1:]] == 1 for term in terms)
    return False
