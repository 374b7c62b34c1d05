"""An Oxigraph store with no more of a graph than bears on the queries that will be asked."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice

import numpy as np
import pyoxigraph

from kg.model import Quad
from kg.validation.engine.columns import TERM, Ids, Mask
from kg.validation.engine.joins import ANY, Data, Rows
from kg.validation.engine.relevant import Asked, relevant
from kg.validation.engine.terms import Terms

_AT_ONCE = 1 << 15
"""How many lines are loaded at once: a million, as Oxigraph would take them, need half a gigabyte beside the store."""


class NeededStore:
    """Loaded when it is first looked at: the default graph is the union, each triple once; named graphs beside it."""

    def __init__(self, data: Data) -> None:
        self.data, self._columns, self._quads = data, data.columns, data.quads
        self._asked: list[Asked] = []
        self._starts: list[Rows] = []

    @property
    def terms(self) -> Terms:
        """The terms of the graph."""
        return self._columns.terms

    def expect(self, asked: Iterable[Asked], start: Rows = ANY) -> None:
        """Say what will be asked, before the first query: for the solutions that go with some rows, or for all."""
        for each in asked:
            self._asked.append(each)
            self._starts.append(start)

    def focus(self, asked: Asked) -> Ids | None:
        """Return the terms that can have a solution of a query that is expected; None where any may."""
        return self._looked_at[0][self._asked.index(asked)]

    def possible(self, asked: Asked, nodes: Sequence[str]) -> Sequence[str]:
        """Return those of some nodes that can have a solution of a query that is expected."""
        if (focus := self.focus(asked)) is None:
            return nodes
        ids = np.fromiter((self.terms.get(node, -1) for node in nodes), dtype=TERM, count=len(nodes))
        return [nodes[i] for i in np.flatnonzero(np.isin(ids, focus)).tolist()]

    @cached_property
    def _looked_at(self) -> tuple[list[Ids | None], Mask, Mask]:
        """The focus nodes of each query, and which triples and quads any of them looks at."""
        focus = list[Ids | None]()
        triples, quads = np.zeros(len(self._columns), dtype=np.bool_), np.zeros(len(self._quads), dtype=np.bool_)
        for asked, start in zip(self._asked, self._starts, strict=True):
            focus.append(relevant(asked, self.data, triples, quads, start))
        return focus, triples, quads

    @cached_property
    def _objects(self) -> Mask:
        return self._columns.mask(self._columns.objects)

    def states(self, text: str) -> bool:
        """Tell whether a term is the object of a triple."""
        term = self.terms.get(text, -1)
        return 0 <= term < len(self._objects) and bool(self._objects[term])

    def objects(self) -> Iterator[str]:
        """Yield the objects of the triples, each once, in the order of their ids."""
        return (self.terms.texts[term] for term in np.flatnonzero(self._objects).tolist())

    @cached_property
    def store(self) -> pyoxigraph.Store:
        """The store, to read only."""
        store = pyoxigraph.Store()
        _load(store, self._triples(), pyoxigraph.RdfFormat.N_TRIPLES)
        _load(store, self._named(), pyoxigraph.RdfFormat.N_QUADS)
        return store

    def quads(self) -> Iterator[Quad]:
        """Yield all quads, and the triples that are in no named graph."""
        yield from self._quads.quads()
        texts = self._columns.terms.texts
        columns = (self._columns.subjects, self._columns.predicates, self._columns.objects)
        for s, p, o in zip(*(column.tolist() for column in columns), strict=True):
            yield Quad(texts[s], texts[p], texts[o], "")

    def _triples(self) -> Iterator[str]:
        columns, rows = self._columns, self._looked_at[1]
        yield from self._lines(columns.subjects[rows], columns.predicates[rows], columns.objects[rows])

    def _named(self) -> Iterator[str]:
        quads, rows = self._quads, self._looked_at[2]
        yield from self._lines(quads.subjects[rows], quads.predicates[rows], quads.objects[rows], quads.graphs[rows])

    def _lines(self, *columns: Ids) -> Iterator[str]:
        texts = self._columns.terms.texts
        for row in zip(*(column.tolist() for column in columns), strict=True):
            yield f"{' '.join([texts[term] for term in row])} .\n"


def _load(store: pyoxigraph.Store, lines: Iterable[str], format_: pyoxigraph.RdfFormat) -> None:
    """Load lines, those with blank nodes one by one: loaded at once they would get other names."""
    rest, blank = iter(lines), list[str]()
    while some := list(islice(rest, _AT_ONCE)):
        plain: list[str] = []
        for line in some:
            (blank if line.startswith("_:") or " _:" in line else plain).append(line)
        store.bulk_load("".join(plain).encode(), format=format_)
    store.extend(pyoxigraph.parse("".join(blank), format=format_))
