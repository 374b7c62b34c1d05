"""From a word to the thing that it names in the graph: by IRI, by key or by label."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from kg.errors import IriError, QueryError
from kg.prefixes import DIP_IRI, PREFIXES
from kg.queries.answer import Term, read_answer
from kg.queries.engine import FUNCTIONS, Graph, evaluate
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

# The class stands in the text, one of KINDS: through a variable the engine would follow every path of the graph.
_BY_IRI = """SELECT DISTINCT ?thing WHERE {
  BIND(param:ending() AS ?ending) BIND(param:thing() AS ?thing)
  ?class rdfs:subClassOf* dip:KIND .
  ?thing a ?class .
  FILTER(!BOUND(?ending) || STRENDS(STR(?thing), ?ending))
} ORDER BY ?thing"""

_BY_LABEL = """SELECT DISTINCT ?thing ?label WHERE {
  ?class rdfs:subClassOf* dip:KIND .
  ?thing a ?class ; skos:prefLabel|skos:altLabel ?label .
} ORDER BY ?thing ?label"""

_NOW = """SELECT DISTINCT ?now WHERE {
  BIND(param:ending() AS ?ending) BIND(param:thing() AS ?thing)
  ?class rdfs:subClassOf* dip:KIND .
  ?thing dcterms:isReplacedBy+ ?now . ?now a ?class .
  FILTER(!BOUND(?ending) || STRENDS(STR(?thing), ?ending))
} ORDER BY ?now"""

_PREFIXES = {
    "dip": DIP_IRI,
    "rdfs": PREFIXES["rdfs"],
    "skos": PREFIXES["skos"],
    "dcterms": PREFIXES["dcterms"],
    "param": FUNCTIONS,
}


def resolve(graph: Graph, kind: str, word: str) -> NamedNode:
    """Return the thing of a kind that a word names: an IRI, a key (`gazette-1/talks`) or a label in any case.

    An IRI or a key of something that was taken for another gives that under which it stands now.

    Raises QueryError with the nearest known words where there is none, and with the keys where there are several.
    """
    found = set(_by_iri(graph, kind, word)) or set(_by_key(graph, kind, word))
    if not found:
        labels = _labels(graph, kind)
        found = set(labels.get(word.casefold(), ()))
        if not found:
            known = {label for things in labels.values() for label in things.values()}
            raise QueryError(f"no {kind} is called {word!r}; {nearest(word, known)}")
    if len(found) > 1:
        raise QueryError(f"{word!r} may be {' or '.join(sorted(found))}; give the IRI")
    return NamedNode(found.pop())


def _by_iri(graph: Graph, kind: str, word: str) -> Iterator[str]:
    if ":" in word:
        try:
            thing = NamedNode(word)
        except ValueError:
            return
        yield from _things(graph, kind, thing=thing)


def _by_key(graph: Graph, kind: str, word: str) -> Iterator[str]:
    from kg.iris import segment  # it needs rdflib, which takes longer to start than a query to answer

    try:
        key = "/".join(segment(part) for part in word.split("/"))
    except IriError:
        return
    for folder in KINDS[kind][1]:
        yield from _things(graph, kind, ending=Literal(f"/{folder}/{key}"))


def _things(graph: Graph, kind: str, thing: NamedNode | None = None, ending: Literal | None = None) -> Iterator[str]:
    parameters = {"thing": thing, "ending": ending}
    for row in _ask(graph, kind, _BY_IRI, parameters) or _ask(graph, kind, _NOW, parameters):
        yield row[0]


def _ask(graph: Graph, kind: str, text: str, parameters: Mapping[str, Term | None]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of one of the queries above, asked for a kind."""
    return read_answer(evaluate(graph, text.replace("KIND", KINDS[kind][0]), parameters, _PREFIXES)).rows


def _labels(graph: Graph, kind: str) -> dict[str, dict[str, str]]:
    """Return, by folded label, the things that bear it, each with the label as it is written."""
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for thing, label in _ask(graph, kind, _BY_LABEL, {}):
        labels[label.casefold()][thing] = label
    return labels
