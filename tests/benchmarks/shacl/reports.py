"""Reports of different engines as multisets that can be compared."""

from collections import Counter
from pathlib import Path

import rdflib
from rdflib.namespace import RDF, SH

from kg.validation.paths import path_text
from kg.validation.terms import render

Key = tuple[str, str, str, str, str, str]
"""Focus node, path, value, component, shape and severity."""


def results(path: Path) -> Counter[Key]:
    """Return the results of a report: a table (`.tsv`), or a W3C report as N-Triples or Turtle."""
    if path.suffix == ".tsv":
        lines = path.read_text(encoding="utf-8").split("\n")[:-1]
        return Counter(tuple(line.split("\t")) for line in lines)  # type: ignore[misc]
    kept, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        graph = rdflib.Graph().parse(path, format="nt" if path.suffix == ".nt" else "turtle")
    finally:
        rdflib.NORMALIZE_LITERALS = kept
    reports = graph.subjects(RDF.type, SH.ValidationReport)
    return Counter(_key(graph, node) for report in reports for node in graph.objects(report, SH.result))


def _key(graph: rdflib.Graph, node: rdflib.term.Node) -> Key:
    value, path = graph.value(node, SH.value), graph.value(node, SH.resultPath)
    return (
        render(graph.value(node, SH.focusNode)),
        path_text(graph, path) if path is not None else "",
        render(value) if value is not None else "",
        str(graph.value(node, SH.sourceConstraintComponent)),
        str(graph.value(node, SH.sourceShape)),
        str(graph.value(node, SH.resultSeverity)),
    )


def by_shape(found: Counter[Key]) -> Counter[tuple[str, str]]:
    """Return how many results each shape and component gave, by the last part of their names."""
    counts: Counter[tuple[str, str]] = Counter()
    for (*_, component, shape, _severity), times in found.items():
        counts[shape.partition("#")[2], component.partition("#")[2].removesuffix("ConstraintComponent")] += times
    return counts


def differences(name: str, found: Counter[Key], wanted: Counter[Key], shown: int = 5) -> list[str]:
    """Return in words what two reports do not share; empty where they are equal."""
    lines = [f"{name} has more: {' '.join(key)}" for key in (found - wanted)]
    lines += [f"{name} lacks: {' '.join(key)}" for key in (wanted - found)]
    return [*lines[:shown], f"… {len(lines) - shown} more"] if len(lines) > shown else lines
