"""About which nodes shapes can say something else of one of two graphs than of the other."""

from collections.abc import Iterable

import numpy as np
from rdflib.namespace import SH
from rdflib.term import Node

from kg.validation.engine.affected import affected, focus_of
from kg.validation.engine.columns import EMPTY, SUBCLASS, TYPE, Ids, distinct
from kg.validation.engine.joins import Data, Rows
from kg.validation.engine.paths import crossing, follow
from kg.validation.engine.queries import Query
from kg.validation.engine.relevant import Asked
from kg.validation.engine.shapes import Looks, Shape


class Reach:
    """What can be reached in a graph from `delta`, the part of it that another graph has not."""

    def __init__(self, data: Data, delta: Data) -> None:
        self._data, self._delta = data, delta
        self._shapes: dict[Shape, Ids | None] = {}
        self._queries: dict[int, tuple[Query, list[Rows]]] = {}

    @property
    def classes(self) -> bool:
        """Whether a class is below another in this graph only: then any node may be of another class."""
        return bool(len(self._delta.columns.forward(self._data.terms[SUBCLASS]).keys))

    def shape(self, shape: Shape) -> Ids | None:
        """Return the focus nodes for which a shape can give other results, or none of them; None for any."""
        if shape not in self._shapes:
            self._shapes[shape] = self._reached(shape) if shape.active else EMPTY
        return self._shapes[shape]

    def _reached(self, shape: Shape) -> Ids | None:
        values = [self.shape(each) for each in shape.properties]
        focus = list[Ids | None]()
        for constraint in shape.constraints:
            values += self._values(constraint.looks)
            focus += self._focus(constraint.looks)
        if (found := _all(values)) is None:
            return None
        if shape.path is not None:
            before = follow(shape.path, self._data.columns, found, inverse=True)[1]
            found = np.concatenate((crossing(shape.path, self._data.columns, self._delta.columns), before))
        return _all((found, *focus))

    def _values(self, looks: Looks) -> Iterable[Ids | None]:
        yield from map(self.shape, looks.shapes)
        if looks.cls:
            yield self._typed(looks.cls)
        if looks.about:
            yield self._delta.columns.subjects

    def _focus(self, looks: Looks) -> Iterable[Ids | None]:
        if looks.predicate:
            yield self._delta.columns.forward(self._data.terms[looks.predicate]).keys
        if looks.query:
            yield focus_of(self.query(looks.query), looks.query.asked.variable)

    def _typed(self, cls: str) -> Ids:
        """Return the nodes that have a type in the delta that makes them instances of a class."""
        return self._delta.columns.inverse(self._data.terms[TYPE]).follow(
            self._data.columns.below(self._data.terms[cls])
        )[1]

    def targets(self, targets: Iterable[tuple[Node, str]]) -> Ids:
        """Return nodes that can be focus nodes in this graph and not in the other."""
        found = [EMPTY]
        for kind, text in targets:
            if kind == SH.targetClass:
                found.append(self._typed(text))
            elif kind != SH.targetNode:
                relation = self._delta.columns.forward(self._data.terms[text])
                found.append(relation.keys if kind == SH.targetSubjectsOf else relation.values)
        return distinct(np.concatenate(found))

    def query(self, query: Query) -> list[Rows]:
        """Return rows with which each solution of the query of a constraint goes that only this graph gives."""
        if id(query) not in self._queries:
            self._queries[id(query)] = query, affected(query.asked, self._data, self._delta, bound=True)
        return self._queries[id(query)][1]

    def asked(self, asked: Asked) -> list[Rows]:
        """Return rows with which each solution of any other query goes that only this graph gives."""
        return affected(asked, self._data, self._delta, bound=False)


def _all(found: Iterable[Ids | None]) -> Ids | None:
    parts = list(found)
    known = [part for part in parts if part is not None]
    return distinct(np.concatenate([EMPTY, *known])) if len(known) == len(parts) else None
