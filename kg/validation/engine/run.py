"""Runs a plan over a graph: value nodes, results, and which nodes conform."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rdflib.namespace import SH
from rdflib.term import Node

from kg.validation.engine.columns import EMPTY, TERM, TYPE, Columns, Ids, Mask, distinct, grouped
from kg.validation.engine.paths import follow
from kg.validation.engine.shapes import Check, Constraint, Shape, Values, Violations
from kg.validation.engine.terms import Literal, literal_of
from kg.validation.engine.values import Value, value_of

if TYPE_CHECKING:
    from kg.validation.engine.queries import Queries


KEPT = 1 << 16
"""Literals that are kept in their parts, and values: the next constraint often looks at the same ones."""


class Block(NamedTuple):
    """The violations of one constraint; `times` says how often each focus node was reached."""

    shape: Shape
    constraint: Constraint
    focus: Ids
    times: Ids
    violations: Violations


class Run:
    """A graph under validation, and what was found out about its nodes."""

    def __init__(self, columns: Columns, queries: "Queries | None" = None) -> None:
        self.columns, self.terms = columns, columns.terms
        self.queries = queries
        self._literals: dict[int, Literal | None] = {}
        self._values: dict[int, Value | None] = {}
        self._known: dict[Shape, tuple[Ids, Mask]] = {}

    def text(self, term: int) -> str:
        """Return a term as N-Quads writes it."""
        return self.terms.texts[term]

    def literal(self, term: int) -> Literal | None:
        """Return a literal in its parts, or None for another term."""
        if term not in self._literals:
            if len(self._literals) >= KEPT:
                self._literals.clear()
            text = self.terms.texts[term]
            self._literals[term] = literal_of(text) if text[0] == '"' else None
        return self._literals[term]

    def value(self, term: int) -> Value | None:
        """Return the value by which a term is compared, or None if it has none."""
        if term not in self._values:
            if len(self._values) >= KEPT:
                self._values.clear()
            literal = self.literal(term)
            self._values[term] = value_of(literal) if literal else None
        return self._values[term]

    def string(self, term: int) -> str | None:
        """Return what SPARQL's STR gives, or None for a blank node."""
        if literal := self.literal(term):
            return literal.lexical
        text = self.terms.texts[term]
        return text[1:-1] if text[0] == "<" else None

    def focus(self, targets: Iterable[tuple[Node, str]]) -> Ids:
        """Return the focus nodes of target declarations (SHACL, section 2.1.3), each once."""
        found = [EMPTY]
        for kind, text in targets:
            term = self.terms[text]
            if kind == SH.targetNode:
                found.append(np.array([term], dtype=TERM))
            elif kind == SH.targetClass:
                found.append(self.columns.instances(term))
            else:
                relation = self.columns.forward(term)
                found.append(relation.keys if kind == SH.targetSubjectsOf else relation.values)
        return distinct(np.concatenate(found))

    def focus_among(self, targets: Iterable[tuple[Node, str]], nodes: Ids) -> Ids:
        """Return those of some nodes that are focus nodes of target declarations; `nodes` are distinct and sorted."""
        found = np.zeros(len(nodes), dtype=np.bool_)
        for kind, text in targets:
            term = self.terms[text]
            if kind == SH.targetNode:
                found |= nodes == term
            elif kind == SH.targetClass:
                places, classes = self.columns.forward(self.terms[TYPE]).follow(nodes)
                found[places[np.isin(classes, self.columns.below(term))]] = True
            else:
                relation = self.columns.forward(term) if kind == SH.targetSubjectsOf else self.columns.inverse(term)
                found |= relation.found(nodes)[1] > 0
        return nodes[found]

    def values(self, shape: Shape, focus: Ids) -> Values:
        """Return the value nodes of focus nodes: what the path leads to, or themselves."""
        if shape.path is None:
            return Values(focus, np.arange(len(focus)), focus)
        return Values(focus, *follow(shape.path, self.columns, focus))

    def results(self, shape: Shape, focus: Ids, times: Ids) -> Iterator[Block]:
        """Yield what breaks a shape. `focus` are distinct, `times` says how often each was reached."""
        if not shape.active or not len(focus):
            return
        values = self.values(shape, focus)
        for constraint in shape.constraints:
            violations = constraint.check(self, shape, values)
            if len(violations.places):
                yield Block(shape, constraint, focus, times, violations)
        if shape.properties:
            once, back = grouped(values.values)
            weights = np.bincount(back, weights=times[values.places], minlength=len(once)).astype(np.int64)
            for each in shape.properties:
                yield from self.results(each, once, weights)

    def conforms(self, shape: Shape, nodes: Ids) -> Mask:
        """Return for each node whether it conforms to a shape. `nodes` are distinct and sorted."""
        known, verdicts = self._known.get(shape, (EMPTY, np.empty(0, dtype=np.bool_)))
        new = np.setdiff1d(nodes, known, assume_unique=True)
        if len(new):
            every = np.concatenate((known, new))
            order = np.argsort(every)
            known, verdicts = every[order], np.concatenate((verdicts, self._fresh(shape, new)))[order]
            self._known[shape] = known, verdicts
        return verdicts[np.searchsorted(known, nodes)]

    def _fresh(self, shape: Shape, nodes: Ids) -> Mask:
        fine = np.ones(len(nodes), dtype=np.bool_)
        if not shape.active:
            return fine
        values = self.values(shape, nodes)
        for constraint in shape.constraints:
            fine[constraint.check(self, shape, values).places] = False
        once, back = grouped(values.values)
        for each in shape.properties:
            fine[values.places[~self.conforms(each, once)[back]]] = False
        return fine


def per_value(test: Callable[[Run, Ids], Mask]) -> Check:
    """Return a check of which each value that fails a test is a violation; the test gets each value once."""

    def check(run: Run, shape: Shape, values: Values) -> Violations:
        once, back = grouped(values.values)
        wrong = ~test(run, once)[back] if len(once) else np.empty(0, dtype=np.bool_)
        return Violations(values.places[wrong], values.values[wrong])

    return check
