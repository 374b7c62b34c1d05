"""A change in words: what a fact says, the triples that it gained and lost, and its ground before and after."""

from collections.abc import Iterable

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat

from kg.diffing.changes import Changed, Two
from kg.diffing.result import Ground, Triple
from kg.explain.decisions import decision, reports
from kg.explain.graph import Graph, Value
from kg.explain.grounds import Grounds
from kg.model import Quad
from kg.namespaces import DCTERMS, DIP, PROV

_GROUNDS = {
    f"<{DIP.attributedTo}>": "attribution",
    f"<{PROV.hadPrimarySource}>": "document",
    f"<{PROV.wasAttributedTo}>": "annotator",
    f"<{DIP.mappingRule}>": "rule",
}


def says(two: Two, change: Changed) -> str:
    """Return what a change is about, in words; of the second build, or of the first where it was removed."""
    graph = two.first if change.how == "removed" else two.second
    if change.kind == "fact":
        return Grounds(graph).says(change.iri)
    if change.kind == "decision":
        about = " and ".join(reports(graph, change.iri)[:2])
        stands = graph.value(change.iri, str(DIP.resolvedTo))
        apart = graph.value(change.iri, str(DIP.rejected))
        verdict = f"not “{graph.label(apart)}”" if apart else f"“{graph.label(stands)}”" if stands else "left open"
        return f"{about}: {verdict}, {decision(Grounds(graph), change.iri).says}"
    if change.kind == "redirect":
        now = graph.value(change.iri, str(DCTERMS.isReplacedBy))
        return f"{graph.key(change.iri)} stands under {graph.key(now)}"
    return f"{graph.kind(change.iri) or 'term'} “{graph.label(change.iri)}”"


def triples(two: Two, change: Changed) -> tuple[tuple[Triple, ...], tuple[Triple, ...]]:
    """Return the triples that a change gained and those that it lost; none of a fact that has another IRI only."""
    if change.was:
        return (), ()
    gained = tuple(_triple(quad, two.second, two.first) for quad in sorted(change.gained))
    return gained, tuple(_triple(quad, two.first, two.second) for quad in sorted(change.lost))


def _triple(quad: Quad, graph: Graph, other: Graph) -> Triple:
    subject, predicate, value = quad.subject[1:-1], quad.predicate[1:-1], _value(quad)
    words = f"{graph.label(subject)} – {graph.label(predicate)} – {graph.shown(value)}"
    return Triple(*quad[:3], words, other.has(subject, predicate, value))


def _value(quad: Quad) -> Value:
    (triple,) = pyoxigraph.parse(f"{' '.join(quad[:3])} .\n", RdfFormat.N_TRIPLES)
    value = triple.object
    assert isinstance(value, NamedNode | Literal)  # no line of a graph has a blank node
    return value


def grounds(two: Two, change: Changed) -> tuple[Ground, ...]:
    """Return what differs in the provenance of a fact that both builds have."""
    if change.how in ("added", "removed"):
        return ()
    found: dict[str, tuple[list[str], list[str]]] = {}
    for quads, graph, side in ((change.before, two.first, 0), (change.after, two.second, 1)):
        for quad in quads:
            what, shown = _ground(quad, graph)
            found.setdefault(what, ([], []))[side].append(shown)
    return tuple(
        Ground(what, tuple(sorted(before)), tuple(sorted(after)))  # type: ignore[arg-type]
        for what, (before, after) in sorted(found.items())
        if before != after
    )


def _ground(quad: Quad, graph: Graph) -> tuple[str, str]:
    value = _value(quad)
    if quad.predicate == f"<{PROV.wasDerivedFrom}>":
        node, mark, span = value.value.partition("#char=")
        if mark:
            return "passage", f"{graph.key(node)} [{span.replace(',', '–')}]"
        return "premise", graph.key(node)
    what = _GROUNDS.get(quad.predicate, "other")
    return what, graph.shown(value) if isinstance(value, NamedNode) else value.value


def paired(two: Two, written: Iterable[Changed]) -> list[Changed]:
    """Return the changes of one edit, with a fact that went and one that came and says the same taken as one.

    The IRI of a fact has the place of a name in the article in it, so that where only the place moved it is another.
    """
    changes = list(written)
    gone: dict[frozenset[tuple[str, ...]], list[Changed]] = {}
    for change in changes:
        if change.kind == "fact" and change.how == "removed":
            gone.setdefault(frozenset(quad[:3] for quad in change.lost), []).append(change)
    dropped = set[str]()
    for change in changes:
        same = gone.get(frozenset(quad[:3] for quad in change.gained)) if change.how == "added" else None
        if change.kind == "fact" and same:
            old = same.pop(0)
            change.was, change.how, change.before = old.iri, "provenance", old.before
            dropped.add(old.iri)
    return [change for change in changes if change.iri not in dropped]
