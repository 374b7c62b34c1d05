"""A graph that is held in columns while it is edited: rows are taken out and put in, and nothing is sorted again."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kg.validation.engine.columns import TERM, Columns, Ids, Relation, distinct
from kg.validation.engine.joins import Data
from kg.validation.engine.reading import N_QUADS, table_of
from kg.validation.engine.table import Row, Table
from kg.validation.engine.terms import Terms

Triple = tuple[int, int, int]


@dataclass(frozen=True)
class Held:
    """The quads of a dataset, sorted by subject; the union of its graphs with what is known beside them."""

    table: Table
    columns: Columns
    beside: frozenset[Triple]
    """Triples that are in the union whatever the dataset has."""
    again: Counter[Row]
    """Quads that were given more than once, and how often beside the first time."""
    triples: int
    """How many distinct triples the dataset has."""

    @classmethod
    def of(cls, table: Table, again: Iterable[Row], beside: Table) -> "Held":
        """Return a dataset to hold; `table` is sorted by subject."""
        columns = table.union(beside)
        known = frozenset((s, p, o) for s, p, o, _ in beside.rows(np.arange(len(beside))))
        return cls(table, columns, known, Counter(again), len(table.union()))

    @cached_property
    def data(self) -> Data:
        """The graph, for patterns to be matched with."""
        return Data(self.columns, self.table)

    def edited(self, removed: Iterable[bytes], added: Iterable[bytes]) -> "tuple[Held, Data, Data]":
        """Return the dataset after an edit, what it has lost by it, and what it has gained, each as a graph.

        Lines are N-Quads; a quad is in the dataset as long as it was added more often than removed. Raises SyntaxError
        for malformed lines, and ValueError where a quad is removed that is not there.
        """
        terms = self.table.terms
        change = Counter(_quads(added, terms))
        change.subtract(_quads(removed, terms))
        subjects = distinct(np.array([row[0] for row in change], dtype=TERM))
        near = self.table.by_subject.follow(subjects)[1]
        places = dict(zip(self.table.rows(near), near.tolist(), strict=True))
        again, lost, gained = self.again.copy(), list[Row](), list[Row]()
        for row, times in change.items():
            before = again[row] + 1 if row in places else 0
            if (after := before + times) < 0:
                raise ValueError(f"a quad is removed that is not there: {' '.join(terms.texts[term] for term in row)}")
            if before and not after:
                lost.append(row)
            elif after and not before:
                gained.append(row)
            again[row] = max(0, after - 1)
        stated = Counter(row[:3] for row in places)
        states = stated.copy()
        states.subtract(row[:3] for row in lost)
        states.update(row[:3] for row in gained)
        gone = [triple for triple in dict.fromkeys(row[:3] for row in lost) if not states[triple]]
        new = [triple for triple in dict.fromkeys(row[:3] for row in gained) if not stated[triple]]
        less = _graph(lost, [triple for triple in gone if triple not in self.beside], terms)
        more = _graph(gained, [triple for triple in new if triple not in self.beside], terms)
        return (
            Held(
                _table(self.table, [places[row] for row in lost], more.quads),
                _columns(self.columns, less.columns, more.columns),
                self.beside,
                +again,
                self.triples - len(gone) + len(new),
            ),
            less,
            more,
        )


def _quads(lines: Iterable[bytes], terms: Terms) -> list[Row]:
    """Return lines as term ids; terms that are new are added."""
    table = table_of([text] if (text := b"".join(lines)) else [], N_QUADS)
    ids = [terms[text] for text in table.terms.texts]
    return [(ids[s], ids[p], ids[o], ids[g]) for s, p, o, g in table.rows(np.arange(len(table)))]


def _graph(quads: list[Row], triples: list[Triple], terms: Terms) -> Data:
    s, p, o, g = np.array(sorted(quads), dtype=TERM).reshape(-1, 4).T.copy()
    columns = np.array(sorted((p, s, o) for s, p, o in triples), dtype=TERM).reshape(-1, 3).T.copy()
    return Data(Columns.of(terms, *columns), Table.of(terms, s, p, o, g))


def _table(table: Table, without: list[int], more: Table) -> Table:
    splice = _Splice(np.array(sorted(without), dtype=np.int64), np.searchsorted(table.subjects, more.subjects, "right"))
    names = ("subjects", "predicates", "objects", "graphs")
    edited = Table.of(table.terms, *(splice.of(getattr(table, name), getattr(more, name)) for name in names))
    edited.by_subject = Relation(edited.subjects, np.arange(len(edited), dtype=TERM))
    return edited


def _columns(columns: Columns, less: Columns, more: Columns) -> Columns:
    """Return columns without some triples and with others; inverse relations that were made are kept."""

    def places(some: Columns) -> Ids:
        """Return where triples stand, or would."""
        found = []
        for p, s, o in zip(some.predicates.tolist(), some.subjects.tolist(), some.objects.tolist(), strict=True):
            part = columns.part(p)
            start = part.start if part.stop else int(np.searchsorted(columns.predicates, TERM(p)))
            found.append(start + _place(columns.forward(p), s, o))
        return np.array(found, dtype=np.int64)

    splice = _Splice(places(less), places(more))
    names = ("predicates", "subjects", "objects")
    edited = Columns.of(columns.terms, *(splice.of(getattr(columns, name), getattr(more, name)) for name in names))
    for predicate, relation in columns.inverted.items():
        edited.inverted[predicate] = _relation(relation, less.inverse(predicate), more.inverse(predicate))
    return edited


def _relation(relation: Relation, less: Relation, more: Relation) -> Relation:
    """Return a relation without some pairs and with others."""
    if not len(less.keys) and not len(more.keys):
        return relation

    def places(some: Relation) -> Ids:
        pairs = zip(some.keys.tolist(), some.values.tolist(), strict=True)
        return np.array([_place(relation, key, value) for key, value in pairs], dtype=np.int64)

    splice = _Splice(places(less), places(more))
    return Relation(splice.of(relation.keys, more.keys), splice.of(relation.values, more.values))


def _place(relation: Relation, key: int, value: int) -> int:
    """Return where a pair stands in a relation that is sorted by both, or would stand."""
    low, high = relation.span(key)
    return int(low + np.searchsorted(relation.values[low:high], TERM(value)))


class _Splice:
    """Takes rows out of columns, and puts others in where each belongs."""

    def __init__(self, without: Ids, at: Ids) -> None:
        """`without` are rows, `at` the rows before which to put others, in their order; both are sorted."""
        gone, places = set(without.tolist()), Counter(at.tolist())
        self._pieces: list[tuple[bool, slice]] = []
        """Whether a piece is of what is put in, and where it stands."""
        start = put = 0
        for row in sorted(gone | places.keys()):
            self._pieces += [(False, slice(start, row)), (True, slice(put, put + places[row]))]
            start, put = row + (row in gone), put + places[row]
        self._pieces.append((False, slice(start, None)))

    def of(self, column: Ids, more: Ids) -> Ids:
        """Return a column without the rows and with `more`."""
        return np.concatenate([(more if new else column)[piece] for new, piece in self._pieces])
