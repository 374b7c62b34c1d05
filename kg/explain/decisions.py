"""Recorded decisions as steps: by which rule, because of what, by whom, and what was rejected."""

from collections.abc import Iterable

from kg.explain.graph import Graph
from kg.explain.grounds import Grounds
from kg.explain.tree import Step
from kg.namespaces import DCTERMS, DIP, PROV


def decision(grounds: Grounds, resolution: str, about: str = "") -> Step:
    """Return one decision. `about`: what was decided, in words, to stand before the rule."""
    graph = grounds.graph
    rule = graph.value(resolution, str(DIP.decisionRule))
    margin = graph.value(resolution, str(DIP.margin))
    by = f", {points(int(margin))}" if margin else ""
    says = f"{about}{grounds.defined(rule, by) if rule else 'decided'}"
    pointers = [value.value for value in graph.values(resolution, str(DIP.pointer))]
    children = [Step(value.value, kind="line") for value in graph.values(resolution, str(DIP.because))]
    children += [
        Step(f"not {graph.label(other)} ({graph.key(other)})", kind="rejected", iri=other)
        for other in rejected(graph, resolution)
    ]
    if by := recorded(graph, resolution):
        places = [graph.located(pointer) for pointer in pointers]
        children += [Step(by, place, kind="judgement") for place in places[:1]]
        children += [Step("and recorded here", place, kind="judgement") for place in places[1:]]
    return Step(says, kind="decision", iri=resolution, children=tuple(children))


def recorded(graph: Graph, resolution: str) -> str:
    """Return by whom and when a judgement was recorded, in words; empty where a rule decided."""
    people = [graph.shown(value) for value in graph.values(resolution, str(PROV.wasAssociatedWith))]
    days = [value.value for value in graph.values(resolution, str(DCTERMS.date))]
    return f"recorded by {' and '.join(people)} on {' and '.join(days)}" if people else ""


def rejected(graph: Graph, resolution: str) -> list[str]:
    """Return the candidates that a decision did not take."""
    return [value.value for value in graph.values(resolution, str(DIP.rejected))]


def points(margin: int) -> str:
    """Return a margin in words.

    >>> points(3), points(0), points(-1)
    ('3 points more than needed', 'just the points needed', '1 point short')
    """
    number = f"{abs(margin)} point{'' if abs(margin) == 1 else 's'}"
    return f"{number} more than needed" if margin > 0 else f"{number} short" if margin else "just the points needed"


def of_fact(graph: Graph, fact: str) -> list[str]:
    """Return the decisions on the name that stands in a fact, those of judgements left out."""
    return [each for each in graph.subjects(str(PROV.used), fact) if not _of_group(graph, each)]


def of_events(graph: Graph, event: str) -> tuple[list[str], list[str]]:
    """Return the decisions that took reports as this event, and those that kept another event apart from it."""
    found = {*graph.subjects(str(DIP.resolvedTo), event), *graph.subjects(str(DIP.rejected), event)}
    same = [each for each in found if not rejected(graph, each)]
    return sorted(same), sorted(found - set(same))


def reports(graph: Graph, resolution: str) -> list[str]:
    """Return the keys of the reports that a decision compared: `gazette-1/talks`."""
    return [graph.key(value.value) for value in graph.values(resolution, str(PROV.used))]


def _of_group(graph: Graph, resolution: str) -> bool:
    """Tell whether a decision is one on people or reports, and not on a name of an article: that has four keys."""
    return len(graph.key(resolution).split("/")) != 4


def of_person(graph: Graph, person: str) -> tuple[list[str], list[str], list[str]]:
    """Return the decisions that took a name for this person, those that rejected them, and the judgements."""
    taken = graph.subjects(str(DIP.resolvedTo), person)
    judged = [each for each in taken if _of_group(graph, each)]
    other = graph.subjects(str(DIP.rejected), person)
    return [each for each in taken if each not in judged], other, judged


def joined(words: Iterable[str]) -> str:
    """Return words as a list in a sentence.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    found = list(words)
    return " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)
