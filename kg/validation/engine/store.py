"""An Oxigraph store with no more of a graph than the queries need that will be asked."""

from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
import pyoxigraph

from kg.model import Quad
from kg.validation.engine.columns import Columns, Ids
from kg.validation.engine.needs import Needs
from kg.validation.engine.table import Table
from kg.validation.engine.terms import Terms


class NeededStore:
    """Loaded when it is first looked at: the default graph is the union, each triple once; named graphs beside it."""

    def __init__(self, columns: Columns, quads: Table) -> None:
        self._columns, self._quads = columns, quads
        self._needs: list[Needs] = []

    @property
    def terms(self) -> Terms:
        """The terms of the graph."""
        return self._columns.terms

    def expect(self, needs: Iterable[Needs]) -> None:
        """Say what will be asked for, before the first query."""
        self._needs += needs

    @cached_property
    def store(self) -> pyoxigraph.Store:
        """The store, to read only."""
        store = pyoxigraph.Store()
        _load(store, self._triples(), pyoxigraph.RdfFormat.N_TRIPLES)
        if any(need.names or need.inside is None or need.inside for need in self._needs):
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
        columns, rows = self._columns, np.ones(len(self._columns), dtype=np.bool_)
        if all(need.predicates is not None for need in self._needs):
            wanted = set().union(*(need.predicates or () for need in self._needs))
            rows = columns.mask(self._known(wanted))[columns.predicates]
        yield from self._lines(columns.subjects[rows], columns.predicates[rows], columns.objects[rows])

    def _named(self) -> Iterator[str]:
        quads, rows = self._quads, np.ones(len(self._quads), dtype=np.bool_)
        if all(need.inside is not None for need in self._needs):
            wanted = set().union(*(need.inside or () for need in self._needs))
            rows = self._columns.mask(self._known(wanted))[quads.predicates]
            rows[np.unique(quads.graphs, return_index=True)[1]] = True  # of each graph at least that it is there
        yield from self._lines(quads.subjects[rows], quads.predicates[rows], quads.objects[rows], quads.graphs[rows])

    def _known(self, iris: Iterable[str]) -> Ids:
        terms = self._columns.terms
        return np.array([terms[f"<{iri}>"] for iri in sorted(iris) if f"<{iri}>" in terms], dtype=np.int64)

    def _lines(self, *columns: Ids) -> Iterator[str]:
        texts = self._columns.terms.texts
        for row in zip(*(column.tolist() for column in columns), strict=True):
            yield f"{' '.join([texts[term] for term in row])} .\n"


def _load(store: pyoxigraph.Store, lines: Iterable[str], format_: pyoxigraph.RdfFormat) -> None:
    """Load lines, those with blank nodes one by one: loaded at once they would get other names."""
    plain: list[str] = []
    blank: list[str] = []
    for line in lines:
        (blank if line.startswith("_:") or " _:" in line else plain).append(line)
    store.bulk_load("".join(plain).encode(), format=format_)
    store.extend(pyoxigraph.parse("".join(blank), format=format_))
