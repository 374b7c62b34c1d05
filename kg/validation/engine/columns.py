"""A graph as columns of term ids, sorted by predicate: what a set of nodes has is one search."""

from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.namespaces import RDF, RDFS
from kg.validation.engine.terms import Terms

TERM = np.int32
"""The type of term ids in columns: there are fewer than 2^31 terms."""
Ids = NDArray[np.signedinteger[Any]]
"""Term ids, or places in a column, which are 64 bits wide."""
Mask = NDArray[np.bool_]

EMPTY: Ids = np.empty(0, dtype=TERM)

_BITS = 32
"""A place and a term share one integer in pairs: there are fewer than 2^31 of both."""


def distinct(ids: Ids) -> Ids:
    """Return ids in order, each once; sorting is several times faster here than the hashing of `numpy.unique`."""
    ordered = np.sort(ids)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def grouped(ids: Ids) -> tuple[Ids, Ids]:
    """Return ids in order, each once, and for each of those given its place among them."""
    if len(ids) < 2 or (ids[1:] > ids[:-1]).all():
        return ids, np.arange(len(ids))
    once = distinct(ids)
    return once, np.searchsorted(once, ids)


def packed(places: Ids, terms: Ids) -> Ids:
    """Return pairs of a place and a term as integers that sort like the pairs."""
    return (places.astype(np.int64) << _BITS) | terms


def unpacked(pairs: Ids) -> tuple[Ids, Ids]:
    """Return places and terms of pairs."""
    return pairs >> _BITS, (pairs & ((1 << _BITS) - 1)).astype(TERM)


TYPE, SUBCLASS = f"<{RDF.type}>", f"<{RDFS.subClassOf}>"


class Relation(NamedTuple):
    """Pairs as two columns, sorted by the first, without a pair twice: what one predicate relates."""

    keys: Ids
    values: Ids

    def sorted(self) -> "Relation":
        """Return the same pairs in the order of the keys."""
        order = np.argsort(self.keys, kind="stable")
        return Relation(self.keys[order], self.values[order])

    def span(self, key: int) -> tuple[int, int]:
        """Return between which places the values of a node stand."""
        low, high = np.searchsorted(self.keys, np.array((key, key + 1), dtype=self.keys.dtype))
        return int(low), int(high)

    def found(self, nodes: Ids) -> tuple[Ids, Ids]:
        """Return for each node where its values begin, and how many it has."""
        nodes = nodes.astype(self.keys.dtype, copy=False)  # else the keys, which are many, would be widened
        low = np.searchsorted(self.keys, nodes, "left")
        return low, np.searchsorted(self.keys, nodes, "right") - low

    def follow(self, nodes: Ids) -> tuple[Ids, Ids]:
        """Return for each value of each node the node's place in `nodes`, and the value."""
        low, counts = self.found(nodes)
        places = np.repeat(np.arange(len(nodes)), counts)
        begins = np.cumsum(counts) - counts
        return places, self.values[np.arange(len(places)) + np.repeat(low - begins, counts)]


class Columns:
    """The distinct triples of a graph. `subjects`, `predicates` and `objects` are columns in the same order."""

    def __init__(self, terms: Terms, subjects: Ids, predicates: Ids, objects: Ids) -> None:
        self._hold(terms, *_distinct(predicates, subjects, objects, len(terms.texts)))

    @classmethod
    def of(cls, terms: Terms, predicates: Ids, subjects: Ids, objects: Ids) -> "Columns":
        """Return columns that are distinct, and sorted by predicate, subject and object, already."""
        columns = cls.__new__(cls)
        columns._hold(terms, predicates, subjects, objects)
        return columns

    def _hold(self, terms: Terms, predicates: Ids, subjects: Ids, objects: Ids) -> None:
        self.terms = terms
        self.predicates, self.subjects, self.objects = predicates, subjects, objects
        new = np.flatnonzero(predicates[1:] != predicates[:-1]) + 1
        found = predicates[np.append(0, new)] if len(predicates) else predicates
        starts = np.searchsorted(self.predicates, found)
        ends = np.append(starts, len(self.predicates))[1:]
        self._parts = {int(p): slice(int(a), int(b)) for p, a, b in zip(found, starts, ends, strict=True)}
        self.inverted: dict[int, Relation] = {}
        """The inverse relations that were asked for."""
        self._instances: dict[int, Ids] = {}
        self._below: dict[int, Ids] = {}

    def __len__(self) -> int:
        return len(self.subjects)

    def part(self, predicate: int) -> slice:
        """Return where the triples of a predicate stand."""
        return self._parts.get(predicate, slice(0, 0))

    def forward(self, predicate: int) -> Relation:
        """Return subjects and objects of a predicate, sorted by subject."""
        part = self.part(predicate)
        return Relation(self.subjects[part], self.objects[part])

    def inverse(self, predicate: int) -> Relation:
        """Return objects and subjects of a predicate, sorted by object."""
        if predicate not in self.inverted:
            subjects, objects = self.forward(predicate)
            self.inverted[predicate] = Relation(objects, subjects).sorted()
        return self.inverted[predicate]

    @cached_property
    def nodes(self) -> Ids:
        """All subjects and objects, each once."""
        return distinct(np.concatenate((self.subjects, self.objects)))

    def instances(self, cls: int) -> Ids:
        """Return the SHACL instances of a class (section 1.1): of it, or of one below it by `rdfs:subClassOf`."""
        if cls not in self._instances:
            self._instances[cls] = distinct(self.inverse(self.terms[TYPE]).follow(self.below(cls))[1])
        return self._instances[cls]

    def below(self, cls: int) -> Ids:
        """Return a class and those that are below it."""
        if cls not in self._below:
            below, frontier = {cls}, np.array([cls], dtype=TERM)
            subclasses = self.inverse(self.terms[SUBCLASS])
            while len(frontier):
                found = set(subclasses.follow(frontier)[1].tolist()) - below
                below |= found
                frontier = np.array(sorted(found), dtype=TERM)
            self._below[cls] = np.array(sorted(below), dtype=TERM)
        return self._below[cls]

    def mask(self, ids: Ids) -> Mask:
        """Return for each term whether it is one of these; as long as the dictionary is now."""
        found = np.zeros(len(self.terms.texts), dtype=np.bool_)
        found[ids] = True
        return found

    def about(self, nodes: Ids) -> tuple[Ids, Ids, Ids]:
        """Return subject, predicate and object of all triples about nodes."""
        rows = self.mask(nodes)[self.subjects]
        return self.subjects[rows], self.predicates[rows], self.objects[rows]


def _distinct(predicates: Ids, subjects: Ids, objects: Ids, terms: int) -> tuple[Ids, Ids, Ids]:
    """Return the rows of three columns, each row once, sorted by the first, the second and the third."""
    names = distinct(predicates)
    ranks = np.searchsorted(names, predicates)
    bits = max(1, terms.bit_length())
    if len(names).bit_length() + 2 * bits > 63:  # more than 100 million terms
        rows = np.unique(np.stack((predicates, subjects, objects), axis=1), axis=0)
        return rows[:, 0].copy(), rows[:, 1].copy(), rows[:, 2].copy()
    keys = distinct((ranks << 2 * bits) | (subjects.astype(np.int64) << bits) | objects)
    low = (1 << bits) - 1
    return names[keys >> 2 * bits], ((keys >> bits) & low).astype(TERM), (keys & low).astype(TERM)
