"""Runs a plan again after an edit: only for the focus nodes that the edit can reach."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from kg.validation.engine.columns import Ids, distinct
from kg.validation.engine.joins import Data, Rows
from kg.validation.engine.plan import Found, Plan, left_to_pyshacl, results, run_on
from kg.validation.engine.prebound import THIS
from kg.validation.engine.queries import NearQueries, Query
from kg.validation.engine.reach import Reach
from kg.validation.engine.run import Run
from kg.validation.engine.shapes import Shape
from kg.validation.engine.store import NeededStore


class Side(NamedTuple):
    """The graph before or after an edit, and what can be reached from what only this one of the two has."""

    data: Data
    reach: Reach

    @classmethod
    def of(cls, data: Data, delta: Data) -> "Side":
        """Return a graph with the part of it that the other has not."""
        return cls(data, Reach(data, delta))


def rerun(plan: Plan, found: Found, before: Side, after: Side) -> Found:
    """Return what a plan finds in a graph after an edit; `found` is what it found before.

    The results that a root gives for the nodes in reach before the edit are taken away, and those that it gives for
    them after it are added.
    """
    if before.reach.classes or after.reach.classes:
        return run_on(NeededStore(after.data), plan)
    now = Found({}, {}, left_to_pyshacl(NeededStore(after.data), plan))
    old, new = Run(before.data.columns, NearQueries(before.data, {})), Run(after.data.columns)
    for root in plan.roots:
        moved = distinct(np.concatenate((before.reach.targets(root.targets), after.reach.targets(root.targets))))
        come = new.focus_among(root.targets, moved)
        now.focus_nodes[root.node] = (
            found.focus_nodes[root.node] - len(old.focus_among(root.targets, moved)) + len(come)
        )
        if root.shape is None:
            continue
        known = found.results[root.node]
        new.queries = NearQueries(after.data, {} if known else _starts(root.shape, before, after, come))
        reached = _reached(root.shape, before, after)
        if reached is None:
            now.results[root.node] = results(new, root.shape, new.focus(root.targets))
            continue
        nodes = distinct(np.concatenate((reached, moved)))
        gained = results(new, root.shape, new.focus_among(root.targets, nodes))
        lost = results(old, root.shape, old.focus_among(root.targets, nodes)) if known else Counter()
        now.results[root.node] = known - lost + gained
    return now


def _reached(shape: Shape, before: Side, after: Side) -> Ids | None:
    one, other = before.reach.shape(shape), after.reach.shape(shape)
    return None if one is None or other is None else np.concatenate((one, other))


def _starts(shape: Shape, before: Side, after: Side, come: Ids) -> Mapping[int, list[Rows]]:
    """Return rows with which each solution goes of those queries of a shape that had none for its focus nodes.

    These are what the edit made, and whatever there is for the nodes that it made focus nodes.
    """
    within = {id(query) for query in _within(shape)}
    return {
        id(query): [*before.reach.query(query), *after.reach.query(query), Rows({THIS: come}, len(come))]
        for each in (shape, *([] if shape.path else shape.properties))
        for constraint in (each.constraints if each.active else [])
        if (query := constraint.looks.query) and id(query) not in within
    }


def _within(shape: Shape) -> Iterator[Query]:
    """Yield the queries of the shapes to which value nodes are held, of a shape and of those within it."""
    for constraint in shape.constraints:
        for inner in constraint.looks.shapes:
            yield from _every(inner)
    for each in shape.properties:
        yield from _within(each)


def _every(shape: Shape) -> Iterator[Query]:
    yield from (constraint.looks.query for constraint in shape.constraints if constraint.looks.query)
    yield from _within(shape)
    for each in shape.properties:
        yield from _every(each)
