"""Triple patterns joined on columns of term ids."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import numpy as np

from kg.namespaces import RDF
from kg.sparql.pattern import Query, Triple
from kg.sparql.tokens import tokens
from kg.validation.engine.columns import TERM, Columns, Ids, Mask, Relation
from kg.validation.engine.table import Table

NAMES = -2
"""Stands for a predicate that leads from each named graph to itself."""

_PLAIN = re.compile(r'"[^"\\\n\r]*"')
_FEW = 1 << 14
"""Matches that are soon looked at."""
_ROWS = 1 << 22
"""Rows that a join may give, or four times what the graph has; beyond, it takes longer than it saves."""


class Term(NamedTuple):
    """What stands at one place of a pattern: a variable, or the id of a term, -1 for one that the graph has not.

    A literal that can be written in several ways is as a variable that is called by its text, after a `=`.
    """

    variable: str = ""
    id: int = -1


class Pattern(NamedTuple):
    """A triple pattern with a known predicate; `graph` is where it is looked for, None for the union of all."""

    predicate: int
    subject: Term
    object: Term
    graph: Term | None = None

    def places(self) -> list[tuple[str, Term]]:
        """Return the terms beside the predicate with the names of their columns."""
        found = [("subject", self.subject), ("object", self.object)]
        return [*found, ("graph", self.graph)] if self.graph else found

    @property
    def exact(self) -> bool:
        """Whether it matches just what SPARQL's pattern does."""
        return not any(term.variable.startswith("=") for _, term in self.places())


def steps_apart(triple: Triple) -> list[Triple]:
    """Return a pattern with a sequence of steps as one pattern for each step; others as they are.

    The nodes between are variables that no query can name (SPARQL 1.1, section 18.2.2.3).
    """
    path = triple.path
    if path and path.kind == "sequence":
        between = [f"?{' '.join(triple[:3])} {i}" for i in range(1, len(path.parts))]
        nodes = [triple.subject, *between, triple.object]
        parts = zip(nodes[:-1], path.parts, nodes[1:], strict=True)
        return [each for s, part, o in parts for each in steps_apart(Triple(s, triple.predicate, o, part))]
    if path and path.step and len(path.step.terms) == 1 and not path.step.negated:
        ends = (triple.subject, triple.object)[:: -1 if path.step.inverse else 1]
        return [Triple(ends[0], path.step.terms[0], ends[1])]
    return [triple]


@dataclass
class Rows:
    """Solutions as columns of term ids, one for each variable, all of the same length."""

    columns: dict[str, Ids] = field(default_factory=dict)
    length: int = 1

    def taken(self, rows: Ids | Mask) -> "Rows":
        """Return some of the rows."""
        columns = {name: column[rows] for name, column in self.columns.items()}
        return Rows(columns, int(np.count_nonzero(rows)) if rows.dtype == np.bool_ else len(rows))


ANY = Rows()
"""One row that says nothing: all solutions go with it."""


def matched(columns: dict[str, Ids], fits: Mask, places: Iterable[tuple[Term, Ids]]) -> Rows:
    """Return the rows that fit a pattern, with its variables; both arguments are used up.

    `places`: each term of the pattern with what stands in its place in each row.
    """
    for term, values in places:
        if not term.variable:
            fits &= values == term.id
        elif term.variable in columns:
            fits &= values == columns[term.variable]
        else:
            columns[term.variable] = values
    return Rows(columns, len(fits)).taken(fits)


Part = Mapping[str, Ids]
"""Columns `subject`, `object` and `graph` of some quads."""

Way = tuple[int, Callable[[], tuple[Ids, Part]]]
"""How many matches there are at most; and from which row each comes, with what matches."""


class Data:
    """The union of all graphs, and the named graphs, as patterns of triples are matched with them."""

    def __init__(self, columns: Columns, quads: Table) -> None:
        self.columns, self.quads, self.terms = columns, quads, columns.terms
        self.most = max(_ROWS, 4 * len(columns))
        self._named: dict[int, Ids] = {}
        self._by_graph: dict[int, Relation] = {}

    def triples(self, predicate: int) -> Ids:
        """Return the rows of the union that have a predicate."""
        part = self.columns.part(predicate)
        return np.arange(part.start, part.stop)

    def named(self, predicate: int) -> Ids:
        """Return the rows of the quads that have a predicate."""
        if predicate not in self._named:
            self._named[predicate] = np.flatnonzero(self.quads.predicates == predicate)
        return self._named[predicate]

    def graphs(self, names: Mask | None) -> Ids:
        """Return a row of each named graph, or of those of which the mask of terms is true."""
        first = np.zeros(len(self.terms.texts), dtype=np.int64)
        first[self.quads.graphs] = np.arange(len(self.quads))
        return first[self.quads.names if names is None else self.quads.names[names[self.quads.names]]]

    def size(self, rows: Rows, pattern: Pattern) -> int | None:
        """Return how many rows a pattern can give at most; None where it has nothing in common with the rows."""
        if found := self._ways(rows, pattern):
            return min(size for size, _ in found)
        if rows.columns:
            return None
        if pattern.predicate == NAMES:
            return len(self.quads.names)
        return len(self.named(pattern.predicate) if pattern.graph else self.triples(pattern.predicate))

    def extended(self, rows: Rows, pattern: Pattern) -> Rows:
        """Return the rows with what the pattern gives for each.

        They have something in common, or the rows are without columns.
        """
        if ways := self._ways(rows, pattern):
            at, part = min(ways, key=lambda way: way[0])[1]()
        else:
            part = self._whole(pattern)
            at = np.zeros(len(part["subject"]), dtype=np.int64)
        columns = {name: column[at] for name, column in rows.columns.items()}
        fits = np.full(len(at), bool(rows.length))
        return matched(columns, fits, ((term, part[place]) for place, term in pattern.places()))

    def _ways(self, rows: Rows, pattern: Pattern) -> list[Way]:
        """Return for the places that are known how matches are found; by graph, which takes a sort, if it is needed."""
        found = list[Way]()
        for place, term in pattern.places():
            if place == "graph" and any(size < _FEW for size, _ in found):
                break
            if not term.variable or term.variable in rows.columns:
                wanted = rows.columns[term.variable] if term.variable else np.full(rows.length, term.id, dtype=TERM)
                found.append(self._way(pattern, place, wanted))
        return found

    def _way(self, pattern: Pattern, place: str, wanted: Ids) -> Way:
        columns, quads, predicate = self.columns, self.quads, pattern.predicate
        if predicate == NAMES:
            order = Relation(quads.names, quads.names)
        elif place == "graph":
            order = self._from_graphs(predicate)
        elif place == "object":
            order = columns.inverse(predicate)
        else:
            order = quads.by_subject if pattern.graph else columns.forward(predicate)

        def matches() -> tuple[Ids, Part]:
            at, found = order.follow(wanted)
            if predicate == NAMES:
                return at, dict.fromkeys(("subject", "object", "graph"), found)
            if not pattern.graph:
                ends = (wanted[at], found) if place == "subject" else (found, wanted[at])
                return at, {"subject": ends[0], "object": ends[1]}
            if place == "object":
                within, found = quads.by_subject.follow(found)
                at = at[within]
            fits = quads.predicates[found] == predicate
            if place == "object":
                fits &= quads.objects[found] == wanted[at]
            return at[fits], self._part(found[fits])

        return int(order.found(wanted)[1].sum()), matches

    def _whole(self, pattern: Pattern) -> Part:
        if pattern.predicate == NAMES:
            return dict.fromkeys(("subject", "object", "graph"), self.quads.names)
        if pattern.graph:
            return self._part(self.named(pattern.predicate))
        subjects, objects = self.columns.forward(pattern.predicate)
        return {"subject": subjects, "object": objects}

    def _part(self, rows: Ids) -> Part:
        quads = self.quads
        return {"subject": quads.subjects[rows], "object": quads.objects[rows], "graph": quads.graphs[rows]}

    def _from_graphs(self, predicate: int) -> Relation:
        """Return what leads from graphs to the rows of a predicate in them."""
        if predicate not in self._by_graph:
            rows = self.named(predicate)
            self._by_graph[predicate] = Relation(self.quads.graphs[rows], rows).sorted()
        return self._by_graph[predicate]


class Reader:
    """Reads the terms of a query's patterns as ids."""

    def __init__(self, query: Query, data: Data) -> None:
        self._prefixes = _prefixes(query.prologue)
        self._terms = data.terms

    def term(self, text: str) -> Term:
        """Return what stands at a place of a pattern."""
        if text[0] in "?$":
            return Term(text[1:])
        if text.startswith("_:"):
            return Term(text)
        if self.iri(text):
            return Term(id=self.id(text))
        return Term(id=self._terms.get(text, -1)) if _PLAIN.fullmatch(text) else Term(f"={text}")

    def iri(self, text: str) -> str:
        """Return an IRI as it is meant; empty for any other term, and for what can't be read without a base."""
        if text == "a":
            return str(RDF.type)
        if text.startswith("<"):
            return text[1:-1]
        prefix, colon, local = text.partition(":")
        return self._prefixes[prefix] + local.replace("\\", "") if colon and prefix in self._prefixes else ""

    def id(self, text: str) -> int:
        """Return the id of an IRI, -1 for one that the graph has not."""
        return self._terms.get(f"<{self.iri(text)}>", -1)

    def ids(self, texts: Sequence[str]) -> Ids | None:
        """Return the ids of IRIs; None where anything else is among them."""
        return np.array([self.id(text) for text in texts], dtype=TERM) if all(map(self.iri, texts)) else None

    def pattern(self, triple: Triple, graph: Term | None) -> Pattern | None:
        """Return a triple pattern; None where its predicate is a variable or a path."""
        if triple.path is not None or not self.iri(triple.predicate):
            return None
        return Pattern(self.id(triple.predicate), self.term(triple.subject), self.term(triple.object), graph)


@cache
def _prefixes(prologue: str) -> Mapping[str, str]:
    words = tokens(prologue)
    return {words[i + 1].text[:-1]: words[i + 2].text[1:-1] for i, word in enumerate(words) if word.word == "PREFIX"}
