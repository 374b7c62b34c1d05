"""Triple patterns joined on columns of term ids."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from kg.namespaces import RDF
from kg.sparql.pattern import Query, Triple
from kg.sparql.tokens import tokens
from kg.validation.engine.columns import Columns, Ids, Mask, Relation
from kg.validation.engine.table import Table

NAMES = -2
"""Stands for a predicate that leads from each named graph to itself."""

_PLAIN = re.compile(r'"[^"\\\n\r]*"')
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
        between = [f"?{triple.subject} {triple.predicate} {i}" for i in range(1, len(path.parts))]
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


Part = Mapping[str, Ids]
"""Columns `subject`, `object` and `graph` of some quads, and `row`: where each stands in the whole."""


class Data:
    """The union of all graphs, and the named graphs; each predicate is sorted once by what is asked for."""

    def __init__(self, columns: Columns, quads: Table) -> None:
        self.columns, self.quads, self.terms = columns, quads, columns.terms
        self.most = max(_ROWS, 4 * len(columns))
        self._parts: dict[tuple[int, bool], Part] = {}
        self._sorted: dict[tuple[int, bool, str], Relation] = {}

    def part(self, predicate: int, *, named: bool) -> Part:
        """Return the quads of a predicate, or the triples of the union, which have no `graph`."""
        key = (predicate, named)
        if key not in self._parts and predicate == NAMES:
            names, rows = np.unique(self.quads.graphs, return_index=True)
            real = names != self.terms.get("", -1)
            self._parts[key] = dict.fromkeys(("subject", "object", "graph"), names[real]) | {"row": rows[real]}
        elif key not in self._parts:
            held = self.quads if named else self.columns
            rows = np.flatnonzero(held.predicates == predicate)
            graphs = {"graph": self.quads.graphs[rows]} if named else {}
            self._parts[key] = {"subject": held.subjects[rows], "object": held.objects[rows], "row": rows} | graphs
        return self._parts[key]

    def size(self, rows: Rows, pattern: Pattern) -> int | None:
        """Return how many rows a pattern can give at most; None where it has nothing in common with the rows."""
        if found := self._ways(rows, pattern):
            return min(size for size, _, _ in found)
        return None if rows.columns else len(self.part(pattern.predicate, named=pattern.graph is not None)["row"])

    def extended(self, rows: Rows, pattern: Pattern) -> Rows:
        """Return the rows with what the pattern gives for each.

        They have something in common, or the rows are without columns.
        """
        part = self.part(pattern.predicate, named=pattern.graph is not None)
        if ways := self._ways(rows, pattern):
            _, order, wanted = min(ways, key=lambda way: way[0])
            at, found = order.follow(wanted)
        else:
            found = np.arange(len(part["row"]) if rows.length else 0)
            at = np.zeros(len(found), dtype=np.int64)
        columns = {name: column[at] for name, column in rows.columns.items()}
        fits = np.ones(len(at), dtype=np.bool_)
        for place, term in pattern.places():
            values = part[place][found]
            if not term.variable:
                fits &= values == term.id
            elif term.variable in columns:
                fits &= values == columns[term.variable]
            else:
                columns[term.variable] = values
        return Rows(columns, len(at)).taken(fits)

    def _ways(self, rows: Rows, pattern: Pattern) -> list[tuple[int, Relation, Ids]]:
        """Return for each place that is known the number of its matches, what leads to their rows, and from what."""
        found = []
        for place, term in pattern.places():
            if not term.variable or term.variable in rows.columns:
                wanted = rows.columns[term.variable] if term.variable else np.full(rows.length, term.id)
                order = self._order(pattern, place)
                found.append((int(order.found(wanted)[1].sum()), order, wanted))
        return found

    def _order(self, pattern: Pattern, place: str) -> Relation:
        """Return what leads from the terms at one place of a pattern to the rows of its part."""
        key = (pattern.predicate, pattern.graph is not None, place)
        if key not in self._sorted:
            column = self.part(pattern.predicate, named=key[1])[place]
            self._sorted[key] = Relation(column, np.arange(len(column))).sorted()
        return self._sorted[key]


class Reader:
    """Reads the terms of a query's patterns as ids."""

    def __init__(self, query: Query, data: Data) -> None:
        words = tokens(query.prologue)
        self._prefixes = {
            words[i + 1].text[:-1]: words[i + 2].text[1:-1] for i, word in enumerate(words) if word.word == "PREFIX"
        }
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
        return np.array([self.id(text) for text in texts], dtype=np.int64) if all(map(self.iri, texts)) else None

    def pattern(self, triple: Triple, graph: Term | None) -> Pattern | None:
        """Return a triple pattern; None where its predicate is a variable or a path."""
        if triple.path is not None or not self.iri(triple.predicate):
            return None
        return Pattern(self.id(triple.predicate), self.term(triple.subject), self.term(triple.object), graph)
