"""An event or a statement: who tells it, what it is one with, when, who, where, about what, and on what all rests."""

from collections.abc import Iterator

from msgspec.structs import replace

from kg.explain import decisions, times
from kg.explain.graph import Graph
from kg.explain.grounds import Grounds, capacity
from kg.explain.tree import Step, each, over, section
from kg.namespaces import DC11, DCTERMS, DIP, OA, PROV, RDF, SEM, TIME
from kg.validation.numbers import plural

SAID = (("where", DIP.place), ("about", DIP.topic), ("framework", DIP.framework), ("what was signed", DIP.concludes))
"""Sections that list what is said of an event, each with its property."""
LINKS = (
    (DIP.fulfils, "fulfils the plan", "may have been fulfilled by"),
    (DIP.aboutEvent, "is about", "spoken of in"),
    (TIME.before, "was before", "was after"),
    (TIME.after, "was after", "was before"),
)
"""Properties that lead to another event: how that reads, and how it reads from there."""


def event(grounds: Grounds, node: str) -> Step:
    """Return all that stands behind an event or a statement."""
    graph = grounds.graph
    types = decisions.joined(graph.shown(value) for value in graph.values(node, str(RDF.type)))
    status = decisions.joined(graph.shown(value) for value in graph.values(node, str(DIP.status)))
    children = [Step(f"{types}, {status}" if status else types, kind="type"), *told(grounds, node)]
    children += [*_sameness(grounds, node), *times.when(grounds, node), *_who(grounds, node)]
    for name, predicate in SAID:
        children += section(name, "said", _said(grounds, node, str(predicate)), grounds.most)
    children += section("links to other events", "links", _links(grounds, node), grounds.most)
    children += _parts(grounds, node)
    return Step(f"{graph.key(node)}  {graph.label(node)}", kind="event", iri=node, children=tuple(children))


def told(grounds: Grounds, node: str) -> tuple[Step, ...]:
    """Return who tells of an event, and from how many independent sources."""
    graph = grounds.graph
    facts = graph.facts(node, str(RDF.type))
    passages = {fact: passage for fact in facts if (passage := graph.passage(fact))}
    articles = {passage.article for passage in passages.values()}
    sources = {source for fact in passages for source in _sources(graph, fact)}
    says = f"told by {plural(len(articles), 'article')}, {plural(len(sources), 'independent source')}"

    def report(fact: str) -> Step:
        return grounds.fact(fact, _article(graph, passages[fact].article), "report")

    return over(says, "told", passages, report, grounds.most)


def _sources(graph: Graph, fact: str) -> list[str]:
    """Return who stands behind a report: whom it is attributed to, else from whom the article has its account."""
    if actors := graph.values(fact, str(DIP.attributedTo)):
        return [actor.value for actor in actors]
    article = _article_of(graph, fact)
    return [graph.value(article, str(DIP.origin)) or article]


def _article_of(graph: Graph, fact: str) -> str:
    found = (graph.value(v.value, str(OA.hasSource)) for v in graph.values(fact, str(PROV.wasDerivedFrom)))
    return next((article for article in found if article), "")


def _article(graph: Graph, key: str) -> str:
    """Return an article's key with those from whom it has its account."""
    article = f"{graph.base}article/{key}"
    names = [graph.value(article, str(DC11.publisher))]
    origin = graph.value(article, str(DIP.origin))
    if origin and graph.label(origin) not in (key, *names):
        names.append(f"from {graph.label(origin)}")
    shown = ", ".join(name for name in names if name)
    return f"{key} ({shown})" if shown else key


def _sameness(grounds: Grounds, node: str) -> Iterator[Step]:
    """Yield what was taken as one with the event, and what was kept apart from it."""
    graph = grounds.graph
    same, apart = decisions.of_events(graph, node)
    joined = [decisions.decision(grounds, r, f"{' = '.join(decisions.reports(graph, r))}: ") for r in same]
    old = graph.subjects(str(DCTERMS.isReplacedBy), node)
    children = [Step(f"{graph.key(o)} stands under {graph.key(node)}", kind="redirect", iri=o) for o in old]
    yield from section("taken as one", "same", [*children, *joined], grounds.most)
    kept = []
    for resolution in apart:
        step = decisions.decision(grounds, resolution, f"{' ≠ '.join(decisions.reports(graph, resolution))}: ")
        kept.append(replace(step, children=tuple(child for child in step.children if child.kind != "rejected")))
    yield from section("kept apart, though alike", "apart", kept, grounds.most)


def _who(grounds: Grounds, node: str) -> tuple[Step, ...]:
    graph = grounds.graph
    nodes = [value.value for value in graph.values(node, str(DIP.participation))]
    nodes.sort(key=lambda part: (graph.label(part), part))
    return over("who", "who", nodes, lambda part: participation(grounds, node, part), grounds.most)


def participation(grounds: Grounds, node: str, part: str) -> Step:
    """Return one who took part: names, decisions on them, capacity and side."""
    graph = grounds.graph
    role = graph.label(graph.value(part, str(DIP.role)))
    children = []
    for fact in graph.facts(node, str(DIP.participation), part):
        words = [o.value for s, p, o in graph.triples(fact) if (s, p) == (part, str(DIP.namedAs))]
        step = grounds.fact(fact, f"named “{words[0]}”" if words else "told", "name")
        made = tuple(decisions.decision(grounds, found) for found in decisions.of_fact(graph, fact))
        children.append(replace(step, children=(*step.children, *made)))
    for value in graph.values(part, str(DIP.participant)):
        children += [
            grounds.fact(f, kind="incumbent") for f in _derived(graph, part, str(DIP.participant), value.value)
        ]
    for value in graph.values(part, str(DIP.inCapacity)):
        children.append(Step(f"in the capacity of {capacity(graph, value.value)}", kind="capacity", iri=value.value))
    for value in graph.values(part, str(DIP.post)):
        children.append(Step(f"by the post of {graph.shown(value)}", kind="capacity", iri=value.value))
    for value in graph.values(part, str(DIP.onBehalfOf)):
        children.append(Step(f"on behalf of {graph.shown(value)}", kind="capacity", iri=value.value))
    for value in graph.values(part, str(DIP.side)):
        facts = graph.facts(part, str(DIP.side), value)
        children += [grounds.fact(fact, f"on the side of {graph.shown(value)}", "side") for fact in facts]
    says = f"{graph.label(part)}, {role}"
    return Step(says, kind="participation", iri=part, children=tuple(children))


def _derived(graph: Graph, subject: str, predicate: str, value: str) -> list[str]:
    """Return the facts that say so and were derived."""
    return [fact for fact in graph.facts(subject, predicate, value) if not graph.passage(fact)]


def _said(grounds: Grounds, node: str, predicate: str) -> Iterator[Step]:
    """Yield what the event has as a property, each with the facts that say so."""
    graph = grounds.graph
    for value in graph.values(node, predicate):
        yield _stated(grounds, graph.shown(value), graph.facts(node, predicate, value), value.value)


def _stated(grounds: Grounds, says: str, facts: list[str], iri: str) -> Step:
    if len(facts) == 1:
        return grounds.fact(facts[0], says, "value")
    told_ = each(facts, lambda fact: grounds.fact(fact, "stated", "passage"), grounds.most)
    return Step(says, kind="value", iri=iri, children=told_)


def _links(grounds: Grounds, node: str) -> Iterator[Step]:
    graph = grounds.graph
    for predicate, there, back in LINKS:
        for value in graph.values(node, str(predicate)):
            facts = graph.facts(node, str(predicate), value)
            yield _stated(grounds, f"{there} “{graph.shown(value)}” ({graph.key(value.value)})", facts, value.value)
        for other in graph.subjects(str(predicate), node):
            facts = graph.facts(other, str(predicate), node)
            yield _stated(grounds, f"{back} “{graph.label(other)}” ({graph.key(other)})", facts, other)


def _parts(grounds: Grounds, node: str) -> Iterator[Step]:
    """Yield of what the event is a part, and what its parts are, by name only."""
    graph = grounds.graph
    for whole in graph.subjects(str(SEM.hasSubEvent), node):
        facts = graph.facts(whole, str(SEM.hasSubEvent), node)
        yield _stated(grounds, f"part of “{graph.label(whole)}” ({graph.key(whole)})", facts, whole)
    parts = [value.value for value in graph.values(node, str(SEM.hasSubEvent))]

    def named(part: str) -> Step:
        return Step(f"{graph.key(part)}  {graph.label(part)}", kind="part", iri=part)

    yield from over(plural(len(parts), "part"), "parts", parts, named, grounds.most)
