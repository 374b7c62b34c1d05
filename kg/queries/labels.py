"""From a word to the thing that it names in the graph: by IRI, by key or by label."""

from collections.abc import Iterator
from contextlib import suppress

from pyoxigraph import Literal, NamedNode

from kg.errors import IriError, QueryError
from kg.iris import segment
from kg.prefixes import DATA_IRI, DIP_IRI, PREFIXES
from kg.queries.answer import read_answer
from kg.queries.engine import Graph, evaluate
from kg.queries.nearest import nearest

KINDS = {
    "actor": ("Actor", ("person", "organization", "state", "delegation")),
    "state": ("State", ("state",)),
    "person": ("Person", ("person",)),
    "post": ("Post", ("post",)),
    "topic": ("Topic", ("topic",)),
    "place": ("Place", ("place",)),
    "event": ("Event", ("event",)),
    "fact": ("Fact", ("fact",)),
}
"""Types of parameters that name a thing: its class in the ontology, and the kinds of IRI in which its key may stand."""

# Class and thing stand in the text: through a variable the engine would look at all that the graph holds. For the same
# reason labels are asked for without an order and without paths.
_THERE = """SELECT ?class WHERE { THING a ?class . ?class rdfs:subClassOf* dip:KIND }"""

_NOW = """SELECT ?now WHERE {
  THING dcterms:isReplacedBy+ ?now . ?now a ?class .
  ?class rdfs:subClassOf* dip:KIND .
}"""

_LABELS = """SELECT ?thing ?label WHERE {
  ?class rdfs:subClassOf* dip:KIND .
  ?thing a ?class .
  { ?thing skos:prefLabel ?label } UNION { ?thing skos:altLabel ?label }
  FILTER(WHICH)
}"""

_PREFIXES = {
    "dip": DIP_IRI,
    "rdfs": PREFIXES["rdfs"],
    "skos": PREFIXES["skos"],
    "dcterms": PREFIXES["dcterms"],
}


def resolve(graph: Graph, kind: str, word: str, base: str = DATA_IRI) -> NamedNode:
    """Return the thing of a kind that a word names: an IRI, a key (`gazette-1/talks`) or a label in any case.

    `base` is that of the IRIs of things with a key. An IRI or a key of something that was taken for another gives that
    under which it stands now.

    Raises QueryError with the nearest known words where there is none, and with the keys where there are several.
    """
    found = {each for thing in _named(kind, word, base) for each in _things(graph, kind, thing)}
    if not found:
        found = {thing for thing, _ in _labels(graph, kind, f"LCASE(STR(?label)) = LCASE({Literal(word)})")}
    if not found:
        labels = _labels(graph, kind)
        found = {thing for thing, label in labels if label.casefold() == word.casefold()}
        if not found:
            keys = (_key(kind, thing, base) for thing, _ in labels)
            known = {*keys} if "/" in word else {label for _, label in labels}
            raise QueryError(f"no {kind} is called {word!r}; {nearest(word, known)}")
    if len(found) > 1:
        raise QueryError(f"{word!r} may be {' or '.join(sorted(found))}; give the IRI")
    return NamedNode(found.pop())


def _named(kind: str, word: str, base: str) -> Iterator[NamedNode]:
    """Yield what a word can be: as an IRI, and as a key."""
    if ":" in word:
        with suppress(ValueError):
            yield NamedNode(word)
    with suppress(IriError):
        key = "/".join(segment(part) for part in word.split("/"))
        yield from (NamedNode(f"{base}{folder}/{key}") for folder in KINDS[kind][1])


def _key(kind: str, thing: str, base: str) -> str:
    """Return the key that `_named` would take for a thing."""
    starts = (f"{base}{folder}/" for folder in KINDS[kind][1])
    return next((thing.removeprefix(start) for start in starts if thing.startswith(start)), thing)


def _things(graph: Graph, kind: str, thing: NamedNode) -> set[str]:
    """Return a thing of a kind, or those under which it stands now."""
    if _ask(graph, kind, _THERE.replace("THING", str(thing))):
        return {thing.value}
    return {row[0] for row in _ask(graph, kind, _NOW.replace("THING", str(thing)))}


def _labels(graph: Graph, kind: str, which: str = "true") -> set[tuple[str, ...]]:
    """Return the things of a kind with each of their labels for which a condition holds."""
    return set(_ask(graph, kind, _LABELS, which))


def _ask(graph: Graph, kind: str, text: str, which: str = "") -> tuple[tuple[str, ...], ...]:
    """Return the rows of one of the queries above, asked for a kind."""
    text = text.replace("KIND", KINDS[kind][0]).replace("WHICH", which)
    return read_answer(evaluate(graph, text, {}, _PREFIXES)).rows
