"""When something was: each stated time, what it counts from, the rule that read it, and what narrowed the days."""

from collections.abc import Iterator

from msgspec.structs import replace

from kg.explain.graph import Graph
from kg.explain.grounds import Grounds, bounds
from kg.explain.tree import Step, section
from kg.namespaces import DCTERMS, DIP


def when(grounds: Grounds, node: str) -> tuple[Step, ...]:
    """Return the section on the days of an event, a statement or a document; none where nothing dates it."""
    graph = grounds.graph
    children = [dating(grounds, value.value) for value in graph.values(node, str(DIP.dating))]
    if not children and not _facts(grounds, node):
        return (Step("when: no time is stated, and nothing bounds it", kind="when"),)
    children += list(_bounds(grounds, node))
    return section(f"when: {days(grounds.graph, node)}", "when", children)


def days(graph: Graph, node: str) -> str:
    """Return the days of anything that has bounds, in words."""
    return bounds(graph.value(node, str(DIP.earliest)), graph.value(node, str(DIP.latest)))


def dating(grounds: Grounds, node: str) -> Step:
    """Return one stated time: its words, the rule, its anchor and the bounds that it gives."""
    graph = grounds.graph
    says, rule = f"“{graph.value(node, str(DIP.dateExpression))}”", graph.value(node, str(DIP.dateRule))
    if part := graph.value(node, str(DIP.partOfDay)):
        says += f", in the {graph.label(part)}"
    owners = graph.subjects(str(DIP.dating), node)
    stated = sorted({fact for owner in owners for fact in graph.facts(owner, str(DIP.dating), node)})
    steps = [grounds.fact(fact, says, "dating") for fact in stated]
    children = [Step(f"read as {grounds.defined(rule)}", kind="rule", iri=rule)] if rule else []
    anchors = (anchor.value for anchor in graph.values(node, str(DIP.dateAnchor)))
    children += [Step(f"counts from {_anchor(graph, anchor)}", kind="anchor", iri=anchor) for anchor in anchors]
    found = [grounds.fact(fact, f"so {days(graph, node)}", "bounds") for fact in _facts(grounds, node)]
    children += [replace(step, children=tuple(c for c in step.children if c.iri not in stated)) for step in found]
    if not found:
        children.append(Step("so without bounds", kind="bounds"))
    first = steps[0] if steps else Step(says, kind="dating")
    return replace(first, iri=node, children=(*steps[1:], *children))


def _anchor(graph: Graph, node: str) -> str:
    if graph.kind(node) != "article":
        known = days(graph, node)
        return f"“{graph.label(node)}” ({graph.key(node)}), which was {known}"
    day = graph.value(node, str(DCTERMS.issued))
    return f"the publication of {graph.key(node)}, {f'on {day}' if day else 'whose day is not known'}"


def _bounds(grounds: Grounds, node: str) -> Iterator[Step]:
    """Yield the derived facts of the first and the last day, each with its premises."""
    for fact in _facts(grounds, node):
        yield grounds.fact(fact, kind="bounds")


def _facts(grounds: Grounds, node: str) -> list[str]:
    found = (grounds.graph.facts(node, str(term)) for term in (DIP.earliest, DIP.latest))
    return sorted({fact for facts in found for fact in facts})
