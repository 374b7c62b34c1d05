"""Where the accounts of one event disagree, told with the rows about it: as the stored query `contradictions` says."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from msgspec import Struct
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.explain.graph import Graph
from kg.namespaces import DIP, OA, ORG, PROV, RDF, SKOS
from kg.queries.answer import read_answer
from kg.queries.engine import evaluate
from kg.queries.stored import find
from kg.resources import queries_dir

QUERY = "contradictions"
"""The stored query that says what a disagreement is."""
_TOLD = tuple(str(p) for p in (DIP.status, RDF.type, DIP.topic, DIP.place, DIP.dating, DIP.participation))
"""What an account may tell of an event."""
_PROVENANCE = (PROV.wasDerivedFrom, OA.hasSource, DIP.attributedTo)
_LEADS = {str(p) for p in (*_PROVENANCE, SKOS.broader, DIP.participant, DIP.role, DIP.inCapacity, DIP.post, ORG.member)}
"""What leads from a fact, and from all that it names, to what else the query reads."""


class Side(Struct, frozen=True):
    """What one of two accounts tells."""

    value: str
    """What it tells and the other does not; empty where it tells less, and nothing else instead."""
    said_by: str
    """Whose account it is, and in which article."""
    notes: tuple[int, ...]
    """Numbers of the notes that tell it; of an empty value, of all that the account tells of this aspect."""


class Disagreement(Struct, frozen=True):
    """Two accounts of one event that disagree in an aspect."""

    event: str
    """The event's key."""
    aspect: str
    """`date`, `place`, `status`, `participant`, `level` or `topic`."""
    kind: str
    """`contradicts` where both cannot be true, else `differs`."""
    sides: tuple[Side, Side]


class Told(NamedTuple):
    """A row of the query, with the IRIs of the facts on either side."""

    event: str
    aspect: str
    kind: str
    one: tuple[str, str, tuple[str, ...]]
    other: tuple[str, str, tuple[str, ...]]


class Accounts:
    """Compares the accounts of events, each event once."""

    def __init__(self, store: Store, graph: Graph) -> None:
        self._store, self._graph = store, graph
        self.of = cache(self._of)

    def _of(self, event: str) -> tuple[Told, ...]:
        """Return where the accounts of an event disagree.

        The query is asked of what it can reach from this event only, so that the size of the graph does not count.
        """
        facts = self._facts(event)
        if len({self._account(fact) for fact in facts}) < 2:
            return ()
        near = Store()
        near.extend(self._near(event, facts))
        rows = read_answer(evaluate(near, _query(), {"event": None})).rows
        return tuple(self._told(row) for row in rows)

    def _told(self, row: tuple[str, ...]) -> Told:
        event, aspect, kind, one, one_says, other, other_says, one_facts, other_facts = row
        sides = [
            (value, by, tuple(f"{self._graph.base}fact/{key}" for key in keys.split("; ")))
            for value, by, keys in ((one, one_says, one_facts), (other, other_says, other_facts))
        ]
        return Told(event, aspect, kind, sides[0], sides[1])

    def _facts(self, event: str) -> list[str]:
        quads = (q for p in _TOLD for q in self._store.quads_for_pattern(NamedNode(event), NamedNode(p), None, None))
        return sorted({q.graph_name.value for q in quads if isinstance(q.graph_name, NamedNode)})

    def _account(self, fact: str) -> tuple[str, str]:
        passage = self._graph.passage(fact)
        return passage.article if passage else "", self._graph.value(fact, str(DIP.attributedTo))

    def _near(self, event: str, facts: Iterable[str]) -> Iterator[Quad]:
        """Yield the facts, and beside them in the default graph what is said of the event and of all they lead to."""
        queue = [NamedNode(event)]
        for fact in facts:
            queue.append(NamedNode(fact))
            for quad in self._store.quads_for_pattern(None, None, None, NamedNode(fact)):
                yield quad
                queue += [node for node in (quad.subject, quad.object) if isinstance(node, NamedNode)]
        seen = {node for node in queue if self._graph.kind(node.value) == "event" and node.value != event}
        while queue:
            node = queue.pop()
            if node in seen:
                continue
            seen.add(node)
            for quad in self._store.quads_for_pattern(node, None, None, DefaultGraph()):
                yield quad
                if quad.predicate.value in _LEADS and isinstance(quad.object, NamedNode):
                    queue.append(quad.object)
            if held := {"person": ORG.member, "post": DIP.post}.get(self._graph.kind(node.value)):
                tenures = self._graph.subjects(str(held), node.value)
                queue += [NamedNode(each) for each in tenures if self._graph.kind(each) == "tenure"]


@cache
def _query() -> str:
    return find(queries_dir(), QUERY).text
