"""The shortest walk along a property path from one node to another: the triples that it takes."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from kg.sparql.pattern import Path, Step

Node = NamedNode | BlankNode | Literal
Fixed = Callable[[str], NamedNode]
"""Gives the predicate that a term of the query means."""


class _Machine(NamedTuple):
    """A path as states: from each, the steps to others, and those reached without a step."""

    steps: dict[int, list[tuple[Step, int]]]
    free: dict[int, list[int]]
    end: int


def repeats(path: Path) -> bool:
    """Tell whether there may be several walks along a path between two nodes."""
    return path.kind in ("?", "*", "+", "alternative") or any(map(repeats, path.parts))


def terms(path: Path) -> Iterator[str]:
    """Yield the predicates of a path, as the query writes them."""
    if path.step:
        yield from path.step.terms
    for part in path.parts:
        yield from terms(part)


def walk(
    store: Store, path: Path, start: Node, end: Node, graph: NamedNode | DefaultGraph, fixed: Fixed
) -> list[Quad] | None:
    """Return the triples of a shortest walk in their order, none for a walk of no steps; None if there is no walk."""
    machine = _machine(path)
    first = (start, 0)
    came: dict[tuple[Node, int], tuple[tuple[Node, int], Quad | None]] = {}
    seen, queue = {first}, deque([first])
    while queue:
        here = queue.popleft()
        node, state = here
        if node == end and state == machine.end:
            return _back(here, first, came)
        for other in machine.free.get(state, ()):
            there = (node, other)
            if there not in seen:
                seen.add(there)
                came[there] = (here, None)
                queue.appendleft(there)  # no step was taken
        for step, other in machine.steps.get(state, ()):
            for quad, reached in _taken(store, step, node, graph, fixed):
                there = (reached, other)
                if there not in seen:
                    seen.add(there)
                    came[there] = (here, quad)
                    queue.append(there)
    return None


def _back(
    here: tuple[Node, int],
    first: tuple[Node, int],
    came: dict[tuple[Node, int], tuple[tuple[Node, int], Quad | None]],
) -> list[Quad]:
    quads: list[Quad] = []
    while here != first:
        here, quad = came[here]
        if quad:
            quads.append(quad)
    return quads[::-1]


def _taken(
    store: Store, step: Step, node: Node, graph: NamedNode | DefaultGraph, fixed: Fixed
) -> Iterator[tuple[Quad, Node]]:
    predicates = [fixed(term) for term in step.terms]
    for predicate in [None] if step.negated else predicates:
        if step.inverse:
            found = store.quads_for_pattern(None, predicate, node, graph)
        elif isinstance(node, Literal):
            continue
        else:
            found = store.quads_for_pattern(node, predicate, None, graph)
        for quad in sorted(found, key=str):
            if not step.negated or quad.predicate not in predicates:
                yield quad, quad.subject if step.inverse else quad.object  # type: ignore[misc]


def _machine(path: Path) -> _Machine:
    steps: dict[int, list[tuple[Step, int]]] = {}
    free: dict[int, list[int]] = {}
    count = [0]

    def state() -> int:
        count[0] += 1
        return count[0]

    def lay(part: Path, begin: int) -> int:
        """Lay a part from a state, and return the state at its end."""
        if part.kind == "step" and part.step:
            end = state()
            steps.setdefault(begin, []).append((part.step, end))
            return end
        if part.kind == "sequence":
            for each in part.parts:
                begin = lay(each, begin)
            return begin
        if part.kind == "alternative":
            end = state()
            for each in part.parts:
                own = state()
                free.setdefault(begin, []).append(own)
                free.setdefault(lay(each, own), []).append(end)
            return end
        inner, end = state(), state()
        free.setdefault(begin, []).append(inner)
        last = lay(part.parts[0], inner)
        free.setdefault(last, []).append(end)
        if part.kind in "*+":
            free.setdefault(last, []).append(inner)
        if part.kind in "*?":
            free.setdefault(begin, []).append(end)
        return end

    return _Machine(steps, free, lay(path, 0))
