"""The rules by which sameness is decided, in words, from the ontology's scheme."""

from functools import cache

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat

from kg.namespaces import SCHEME_IRI, SKOS
from kg.resources import ontology_dir


def rule_words(rule: str) -> str:
    """Return name and definition of a rule of the scheme `decision-rule`; its key where the scheme lacks it.

    >>> rule_words("only-bearer").split(":")[0]
    'only bearer of the name'
    """
    name, definition = _concepts().get(rule, ("", ""))
    return f"{name}: {definition}" if definition else name or rule.replace("-", " ")


@cache
def _concepts() -> dict[str, tuple[str, str]]:
    start, found = f"{SCHEME_IRI}decision-rule/", dict[str, dict[str, str]]()
    for triple in pyoxigraph.parse(path=ontology_dir() / "schemes.ttl", format=RdfFormat.TURTLE):
        subject, value = triple.subject, triple.object
        if isinstance(subject, NamedNode) and subject.value.startswith(start) and isinstance(value, Literal):
            found.setdefault(subject.value.removeprefix(start), {})[triple.predicate.value] = value.value
    return {
        key: (about.get(str(SKOS.prefLabel), ""), about.get(str(SKOS.definition), "")) for key, about in found.items()
    }
