"""Why something stands in the graph: everything on which it rests, read from the published graph alone."""

from kg.explain import events, people, times
from kg.explain.decisions import decision
from kg.explain.graph import Graph, Place, Text
from kg.explain.grounds import Grounds
from kg.explain.things import find
from kg.explain.tree import Step, section, trimmed
from kg.namespaces import DIP
from kg.store import Build

MOST = 12
"""Steps of one kind that are shown, unless all are wanted."""


def why(
    build: Build,
    thing: str,
    place: Place = lambda pointer: (0, 0),
    text: Text = lambda article: None,
    *,
    depth: int | None = None,
    most: int = MOST,
) -> Step:
    """Return the tree of all that stands behind a thing of a build.

    `thing` is a key (`gazette-1/talks` of an event, `gazette-1/talks.when` of a fact, `ada-lindqvist` of a person), an
    IRI or a label. `place` gives line and column of a pointer, `text` the text of an article where it is at hand.
    `depth`: levels below the root, all where it is None. `most`: steps of one kind, 0 for all. Raises QueryError for
    what the graph does not have, with what is nearest.
    """
    return tell(Graph(build.store(), build.base, place, text), thing, depth=depth, most=most)


def tell(graph: Graph, thing: str, *, depth: int | None = None, most: int = MOST) -> Step:
    """Return the tree of a thing of a graph; see `why`."""
    node, old = find(graph, thing)
    grounds = Grounds(graph, most, node)
    step = _tree(grounds, node)
    if old:
        moved = Step(f"{old} now stands under {graph.key(node)}", kind="redirect", iri=node)
        step = Step(step.says, kind=step.kind, iri=step.iri, children=(moved, *step.children))
    return trimmed(step, depth)


def _tree(grounds: Grounds, node: str) -> Step:
    graph = grounds.graph
    kind = graph.kind(node)
    if kind == "event":
        return events.event(grounds, node)
    if kind in ("person", "organization", "state", "delegation"):
        return people.actor(grounds, node)
    if kind == "fact":
        return fact(grounds, node)
    if kind == "dating":
        return times.dating(grounds, node)
    if kind == "resolution":
        return decision(grounds, node)
    if kind == "participation" and (owners := graph.subjects(str(DIP.participation), node)):
        return events.participation(grounds, owners[0], node)
    return anything(grounds, node)


def fact(grounds: Grounds, node: str) -> Step:
    """Return a fact: what it says triple by triple, the rule that made it, and its ground."""
    graph = grounds.graph
    rule = graph.value(node, str(DIP.mappingRule))
    said = (Step(sentence, kind="triple") for sentence in grounds.sentences(node))
    ground = grounds.fact(node, "rests on", "ground")
    children = [*section("says", "says", said), Step(f"made by the rule {rule}", kind="rule"), ground]
    return Step(f"{graph.key(node)}  {grounds.says(node)}", kind="fact", iri=node, children=tuple(children))


def anything(grounds: Grounds, node: str) -> Step:
    """Return any other thing: what is said of it, each with the facts that say so."""
    graph = grounds.graph
    children: list[Step] = []
    for predicate in graph.properties(node):
        for value in graph.values(node, predicate):
            if predicate == str(DIP.pointer):
                children.append(Step("written here", graph.located(value.value), kind="place"))
                continue
            says = f"{graph.label(predicate)}: {graph.shown(value)}"
            facts = graph.facts(node, predicate, value)
            children.append(Step(says, kind="value", children=grounds.facts(facts, "ground")))
    return Step(f"{graph.key(node)}  {graph.label(node)}", kind="thing", iri=node, children=tuple(children))
