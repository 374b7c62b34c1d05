"""The quads of a dataset as columns of term ids: what is said of a node, and in which graph."""

from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kg.model import Quad
from kg.validation.engine.columns import TERM, Columns, Ids, Relation, distinct, packed
from kg.validation.engine.terms import Terms

Row = tuple[int, int, int, int]
"""A quad as term ids."""

_MIXER = np.uint64(0x9E3779B97F4A7C15)
"""An odd number. Products are taken modulo 2^64."""


class Table:
    """The quads of a dataset as columns of term ids, in the order in which they came; made from quads, each once."""

    def __init__(self, quads: Iterable[Quad], terms: Terms | None = None) -> None:
        self.terms = terms = Terms() if terms is None else terms
        ids = np.fromiter((terms[text] for quad in quads for text in quad), dtype=TERM).reshape(-1, 4)
        self.subjects, self.predicates, self.objects, self.graphs = (ids[:, column].copy() for column in range(4))
        self.repeat_nothing()

    @classmethod
    def of(cls, terms: Terms, subjects: Ids, predicates: Ids, objects: Ids, graphs: Ids) -> "Table":
        """Return a table of columns as they are."""
        table = cls((), terms)
        table.subjects, table.predicates, table.objects, table.graphs = subjects, predicates, objects, graphs
        return table

    def repeat_nothing(self) -> list[Row]:
        """Leave out each quad that was there before, and return those that are left out."""
        ones, others = packed(self.subjects, self.predicates), packed(self.objects, self.graphs)
        if len(distinct(_mixed(ones, others))) == len(self):  # then there is none for certain
            return []
        rows = _firsts(ones, others)
        again = np.ones(len(self), dtype=np.bool_)
        again[rows] = False
        left_out = self.rows(np.flatnonzero(again))
        self._take(rows)
        return left_out

    def sort(self) -> None:
        """Put the quads in the order of their subjects."""
        self._take(np.argsort(self.subjects, kind="stable"))

    def _take(self, rows: Ids) -> None:
        for name in ("subjects", "predicates", "objects", "graphs"):
            setattr(self, name, getattr(self, name)[rows])

    def rows(self, rows: Ids) -> list[Row]:
        """Return some of the quads as term ids."""
        columns = (self.subjects, self.predicates, self.objects, self.graphs)
        return list(zip(*(column[rows].tolist() for column in columns), strict=True))

    def __len__(self) -> int:
        return len(self.subjects)

    def quads(self) -> Iterator[Quad]:
        """Yield the quads."""
        ids = np.stack((self.subjects, self.predicates, self.objects, self.graphs), axis=1)
        for start in range(0, len(ids), 1 << 16):
            for row in ids[start : start + (1 << 16)].tolist():
                yield Quad(*(self.terms.texts[term] for term in row))

    def union(self, *others: "Table") -> Columns:
        """Return the distinct triples of all graphs, with those of other tables of the same terms."""
        every = (self, *others)
        parts = ([getattr(each, name) for each in every] for name in ("subjects", "predicates", "objects"))
        return Columns(self.terms, *map(np.concatenate, parts))

    @cached_property
    def names(self) -> Ids:
        """The names of the named graphs, each once."""
        found = np.zeros(len(self.terms.texts), dtype=np.bool_)
        found[self.graphs] = True
        if (default := self.terms.get("", -1)) >= 0:
            found[default] = False
        return np.flatnonzero(found).astype(TERM)

    @cached_property
    def by_subject(self) -> Relation:
        """What leads from subjects to rows."""
        return Relation(self.subjects, np.arange(len(self), dtype=TERM)).sorted()

    @cached_property
    def _by_object(self) -> Relation:
        return Relation(self.objects, np.arange(len(self), dtype=TERM)).sorted()

    def about(self, subject: str) -> list[tuple[str, str, str]]:
        """Return predicate, object and graph of the quads about a node, in the order in which they came."""
        return [row[1:] for row in self._texts(self.by_subject, subject)]

    def uses(self, value: str) -> list[tuple[str, str, str]]:
        """Return subject, predicate and graph of the quads with an object, in the order in which they came."""
        return [(s, p, graph) for s, p, _, graph in self._texts(self._by_object, value)]

    def _texts(self, order: Relation, key: str) -> list[tuple[str, str, str, str]]:
        if (term := self.terms.get(key)) is None:
            return []
        low, high = order.span(term)
        text = self.terms.texts.__getitem__
        return [(text(s), text(p), text(o), text(g)) for s, p, o, g in self.rows(order.values[low:high])]

    def subjects_with(self, predicate: str, value: str, graph: str = "", among: Ids | None = None) -> Ids:
        """Return the subjects of a predicate with a value, or some of them; of one graph, if it is named."""
        rows = np.arange(len(self)) if among is None else self.by_subject.follow(among)[1]
        columns = (self.predicates, self.objects, self.graphs)
        for column, text in zip(columns, (predicate, value, graph), strict=True):
            if text:
                rows = rows[column[rows] == self.terms.get(text, -1)]
        return distinct(self.subjects[rows])


def _mixed(ones: Ids, others: Ids) -> Ids:
    """Return a number for each two, which seldom is that of two others, however regular all of them are."""
    mixed = ones.astype(np.uint64)
    _stir(mixed)
    mixed += others.astype(np.uint64)
    _stir(mixed)
    return mixed.view(np.int64)


def _stir(numbers: NDArray[np.uint64]) -> None:
    """Let each bit bear on many others, in place; different numbers stay different."""
    numbers *= _MIXER
    numbers ^= numbers >> np.uint64(32)


def _firsts(one: Ids, other: Ids) -> Ids:
    """Return the places of pairs, each where it comes first."""
    order = np.lexsort((other, one))
    one, other = one[order], other[order]
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = (one[1:] != one[:-1]) | (other[1:] != other[:-1])
    return np.sort(order[new])
