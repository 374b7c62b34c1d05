"""The order in which things are read: articles, events with all that belongs to them, people, …, provenance last."""

import re

HEADINGS = (
    "Articles and documents",
    "Events, each with its participations, delegations and datings",
    "People, each with the posts held",
    "Organisations",
    "States",
    "Posts",
    "Places",
    "Topics",
    "Other things",
    "Vocabulary",
    "Decisions on who and what is the same",
    "Annotators",
    "Passages",
    "Facts",
    "Triples",
)

_OTHER, _VOCABULARY, _PASSAGES = 8, 9, 12
_PLACES: dict[str, tuple[int, int, int]] = {
    # kind: heading, how many keys name what it belongs to, place among what belongs there
    "article": (0, 1, 0),
    "document": (0, 1, 1),
    "event": (1, 2, 0),
    "participation": (1, 2, 1),
    "delegation": (1, 2, 2),
    "dating": (1, 2, 3),
    "person": (2, 1, 0),
    "tenure": (2, 1, 1),
    "organization": (3, 1, 0),
    "state": (4, 1, 0),
    "post": (5, 1, 0),
    "place": (6, 1, 0),
    "topic": (7, 1, 0),
    "resolution": (10, 1, 0),
    "annotator": (11, 1, 0),
    "fact": (13, 1, 0),
    "triple": (14, 1, 0),
}
_FIRST = (
    "a",
    "skos:prefLabel",
    "skos:altLabel",
    "skos:definition",
    "rdfs:label",
    "dcterms:title",
    "dip:namedAs",
    "dip:gist",
    "oa:hasSource",
    "oa:start",
    "oa:end",
    "rdf:subject",
    "rdf:predicate",
    "rdf:object",
)
_NUMBER = re.compile(r"[0-9]+")

Key = tuple[int, str, int, str]


def subject_key(iri: str, base: str) -> Key:
    """Return the place of a subject: its heading, what it belongs to, its place there, and its IRI.

    Numbers inside keys count as numbers: characters 30 to 62 stand before 130 to 145.
    """
    if not iri.startswith(base):
        return (_VOCABULARY, "", 0, natural(iri))
    rest = iri[len(base) :]
    kind, *keys = rest.split("/")
    heading, depth, place = _PLACES.get(kind, (_OTHER, 1, 0))
    if kind == "article" and "#" in rest:
        heading = _PASSAGES
    owner = "/".join(keys[:depth]).partition(".")[0]  # `talks.when` belongs to `talks`
    belongs = str(_fact_place(keys)) if kind == "fact" else natural(owner)
    return (heading, belongs, place, natural(rest))


def graph_key(iri: str, base: str) -> Key:
    """Return the place of a graph: facts of articles, of the register, derived; the ontology; the provenance."""
    kind, *keys = iri[len(base) :].split("/") if iri.startswith(base) else [""]
    place = _fact_place(keys) if kind == "fact" else 4 if [kind, *keys] == ["graph", "provenance"] else 3
    return (place, "", 0, natural(iri))


def _fact_place(keys: list[str]) -> int:
    return {"register": 1, "derived": 2}.get(keys[0], 0) if len(keys) > 2 else 0


def predicate_key(name: str) -> str:
    """Return the place of a predicate, given in short form: its kind and its names first, then by the alphabet."""
    return f"{_FIRST.index(name):x}" if name in _FIRST else f"~{name}"


def natural(text: str) -> str:
    """Return a text that sorts its numbers by size, and no two texts alike."""
    return _NUMBER.sub(lambda number: number[0].zfill(12), text) + "\0" + text
