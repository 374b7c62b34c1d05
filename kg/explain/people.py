"""A person, a state or an organisation: the names that mean it, by which rule, its posts, and where it takes part."""

from collections import defaultdict
from collections.abc import Iterator

from msgspec.structs import replace

from kg.explain import decisions
from kg.explain.graph import Graph
from kg.explain.grounds import Grounds, capacity
from kg.explain.tree import Step, each, over, section
from kg.namespaces import DCTERMS, DIP, ORG, PROV, RDF, SKOS
from kg.validation.numbers import plural


def actor(grounds: Grounds, node: str) -> Step:
    """Return all that stands behind somebody."""
    graph = grounds.graph
    types = decisions.joined(graph.shown(value) for value in graph.values(node, str(RDF.type)))
    names, rejecting, judged = decisions.of_person(graph, node)
    children = [Step(types, kind="type"), *_labels(grounds, node)]
    old = graph.subjects(str(DCTERMS.isReplacedBy), node)
    stood = (Step(graph.key(thing), kind="redirect", iri=thing) for thing in old)
    children += section("also stood under", "redirects", stood, grounds.most)
    children += over("judgements", "judgements", judged, lambda r: decisions.decision(grounds, r), grounds.most)
    forms = _forms(graph, names)
    taken = "names taken for this one"
    children += over(taken, "names", sorted(forms), lambda form: _name(grounds, form, forms[form]), grounds.most)
    other = "names not taken for this one"
    children += over(other, "rejected", rejecting, lambda r: _rejected(grounds, r), grounds.most)
    tenures = graph.subjects(str(ORG.member), node)
    children += over("posts", "posts", tenures, lambda tenure: _post(grounds, node, tenure), grounds.most)
    events = sorted({pair for part in graph.subjects(str(DIP.participant), node) for pair in _events(graph, part)})
    children += over(
        f"takes part in {plural(len({event for event, _ in events}), 'event')}",
        "events",
        events,
        lambda pair: _event(graph, *pair),
        grounds.most,
    )
    return Step(f"{graph.key(node)}  {graph.label(node)}", kind="actor", iri=node, children=tuple(children))


def _labels(grounds: Grounds, node: str) -> Iterator[Step]:
    """Yield on what the name rests: the register's entry, or the first mention."""
    for fact in grounds.graph.facts(node, str(SKOS.prefLabel)):
        yield grounds.fact(fact, kind="label")


def _forms(graph: Graph, taken: list[str]) -> dict[str, list[str]]:
    """Return the decisions by the words that they are on."""
    forms: dict[str, list[str]] = defaultdict(list)
    for resolution in taken:
        forms[graph.value(resolution, str(DIP.namedAs))].append(resolution)
    return forms


def _name(grounds: Grounds, form: str, found: list[str]) -> Step:
    """Return one name form with the decisions on it, and where it stands."""
    graph = grounds.graph
    times = plural(len({fact for each_ in found for fact in graph.values(each_, str(PROV.used))}), "time")
    children = each(found, lambda resolution: _decision(grounds, resolution), grounds.most)
    return Step(f"“{form}”, {times}", kind="name", children=children)


def _decision(grounds: Grounds, resolution: str, about: str = "") -> Step:
    """Return a decision on a name with the places of the name."""
    step = decisions.decision(grounds, resolution, about)
    used = [fact.value for fact in grounds.graph.values(resolution, str(PROV.used))]
    return replace(step, children=(*step.children, *grounds.facts(used, "name")))


def _rejected(grounds: Grounds, resolution: str) -> Step:
    """Return a decision in which somebody was a candidate and not taken."""
    graph = grounds.graph
    to = graph.value(resolution, str(DIP.resolvedTo))
    meant = f"is {graph.label(to)}" if to else "stayed open"
    return _decision(grounds, resolution, f"“{graph.value(resolution, str(DIP.namedAs))}” {meant}: ")


def _post(grounds: Grounds, node: str, tenure: str) -> Step:
    """Return a tenure with the facts that tell it and the days that attest it."""
    graph = grounds.graph
    children = list(grounds.facts(graph.facts(tenure, str(ORG.member), node), "passage"))
    for day in graph.values(tenure, str(DIP.attestedOn)):
        attested = graph.facts(tenure, str(DIP.attestedOn), day)
        children += [grounds.fact(fact, f"attested on {day.value}", "attested") for fact in attested]
    return Step(capacity(graph, tenure), kind="post", iri=tenure, children=tuple(children))


def _events(graph: Graph, part: str) -> Iterator[tuple[str, str]]:
    """Yield event and role of a participation."""
    for event in graph.subjects(str(DIP.participation), part):
        yield event, graph.value(part, str(DIP.role))


def _event(graph: Graph, event: str, role: str) -> Step:
    return Step(f"as {graph.label(role)}: {graph.key(event)}  {graph.label(event)}", kind="event", iri=event)
