"""From a word to the thing of the graph that it names: an IRI, a key or a label."""

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from kg.errors import IriError, QueryError
from kg.explain.graph import Graph
from kg.iris import segment
from kg.namespaces import DCTERMS

KINDS = ("event", "person", "fact", "article", "state", "organization", "post", "place", "topic", "document")
"""Kinds of IRI in which a key is looked for, the first that has it."""
NEAR = 3


def find(graph: Graph, word: str) -> tuple[str, str]:
    """Return the thing that a word names, and the key under which it stood before if it stands elsewhere now.

    A word is an IRI of the graph, a key (`gazette-1/talks`, `gazette-1/talks.when`, `ada-lindqvist`), a kind and a key
    (`post/norland-fm`), or a label in any case. Raises QueryError with the nearest known ones where there is none, and
    with the keys where a label means several.
    """
    thing = _exact(graph, word) or _labelled(graph, word)
    if not thing:
        near = nearest(word, _known(graph))
        raise QueryError(f"nothing in the graph is called {word!r}; {near}; kg why-not tells what keeps a thing out")
    old, seen = "", {thing}
    while (now := graph.value(thing, str(DCTERMS.isReplacedBy))) and now not in seen:
        old, thing = old or graph.key(thing), now
        seen.add(now)
    return thing, old


def _exact(graph: Graph, word: str) -> str:
    if ":" in word and "/" in word and not word.isspace() and graph.known(_clean(word)):
        return _clean(word)
    try:
        key = "/".join(segment(part) for part in word.split("/"))
    except IriError:
        return ""
    found = (f"{graph.base}{kind}/{key}" for kind in KINDS)
    return next((iri for iri in (*found, f"{graph.base}{key}") if graph.known(iri)), "")


def _clean(word: str) -> str:
    """Return an IRI without what no IRI has."""
    return "".join(c for c in word.strip("<>") if c not in ' <>"{}|\\^`' and ord(c) > 32)


def _labelled(graph: Graph, word: str) -> str:
    found = sorted(thing for thing in graph.named(word) if graph.kind(thing) in KINDS)
    if len(found) > 1:
        keys = " or ".join(thing[len(graph.base) :] for thing in found[:10])
        raise QueryError(f"{word!r} is the name of {len(found)} things; say which: {keys}")
    return found[0] if found else ""


def _known(graph: Graph) -> list[str]:
    keys = [key for kind in ("event", "person", "fact") for key in graph.things(kind) if not key.startswith("derived/")]
    return [*keys, *(label for thing, label in graph.labels() if graph.kind(thing) in KINDS)]


def nearest(word: str, known: list[str]) -> str:
    """Return the known words that are most like one, in words.

    >>> nearest("gazette-1/talk", ["gazette-1/talks", "gazette-2/signing"])
    'nearest: gazette-1/talks'
    """
    words = sorted(set(known))
    folded = [w.casefold() for w in words]
    found = extract(word.casefold(), folded, scorer=ratio, limit=NEAR, score_cutoff=60)
    return f"nearest: {', '.join(words[at] for _, _, at in found)}" if found else "kg query lists what can be asked"
