"""Decisions on invented articles, and their graph."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from kg.identity import Decisions, decide
from kg.mapping.corpus import map_corpus
from kg.model import Annotation, Entry, Judgement, Quad
from kg.sources.read import Source
from tests.identity.people.world import POSTS, STATES, named, person
from tests.mapping.test_corpus import graphs

FM, PM = "Foreign Minister", "Prime Minister"
FILES = {"person": "people", "state": "states", "post": "posts"}
PROVENANCE = "id:graph/provenance"

Graphs = dict[str, set[tuple[str, str, str]]]


def registered(people: Iterable[Entry]) -> list[Entry]:
    """Return the entries with the places where they stand."""
    entries = [*people, *STATES, *POSTS]
    return [
        replace(entry, pointer=f"sources/register/{FILES[entry.kind]}.yaml#/{n}") for n, entry in enumerate(entries)
    ]


def decided(
    texts: Sequence[Annotation], people: Iterable[Entry] = (), judgements: Sequence[Judgement] = (), **more: Any
) -> Decisions:
    decisions = decide(texts, registered(people), judgements, **more)
    assert [*decisions.findings, *decisions.events.findings] == []
    return decisions


def quads(decisions: Decisions, step: int = 1) -> list[Quad]:
    texts = decisions.annotations[::step]
    placed = {text.article.id: Source(text, f"sources/{text.article.id}.yaml") for text in texts}
    sections = map_corpus(placed, decisions, annotators={"mk": "M. K."})
    return [quad for section in sections for quad in section.quads]


def mapped(*texts: Annotation, **more: Any) -> Graphs:
    return graphs(quads(decided(texts, **more)))


def said(found: Graphs, node: str) -> set[tuple[str, str]]:
    """Return what the provenance says of a node."""
    return {(p, o) for s, p, o in found[PROVENANCE] if s == node}


def replaced(found: Graphs) -> dict[str, str]:
    """Return the keys that stand under another one now."""
    pairs = [(s, o) for triples in found.values() for s, p, o in triples if p == "dcterms:isReplacedBy"]
    assert len(pairs) == len(dict(pairs))
    return dict(pairs)


def unnamed(**more: Any) -> dict[str, Any]:
    return {"post": FM, "of": "Norland", **more}


ADA = {"is": "ada"}
SUNDRIA = named("Sundria")
HOLDER = person("ada", "Ada Lindqvist", holds=[("norland-fm", "2031-01-01", "2031-05-01")])
PLAIN = person("ada", "Ada Lindqvist")


def with_(text: Annotation, **more: Any) -> Annotation:
    return msgspec.convert({**msgspec.to_builtins(text), **more}, Annotation)
