"""JSON-LD 1.1 with a context of its own: nothing is fetched, and the same graph gives the same bytes."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from kg.errors import UsageError
from kg.export.order import graph_key, predicate_key, subject_key
from kg.export.terms import BOOLEAN, INTEGER, STRING, Names, Value, value_of
from kg.mapping.terms import A
from kg.model import Quad

_EXACT = 2**53
"""Integers up to this size are numbers in every reader of JSON."""

_text = json.JSONEncoder(ensure_ascii=False).encode

Node = defaultdict[str, set[str]]
"""Keys of a node object to its values, written as JSON."""


def write_jsonld(quads: Iterable[Quad], out: BinaryIO, base: str) -> None:
    """Write all graphs as one document, each graph an object with `@id` and `@graph`; one value is one line.

    Raises UsageError for an IRI whose scheme is one of our prefixes: JSON-LD can't tell the two apart.
    """
    terms = _Terms(base)
    graphs: defaultdict[str, defaultdict[str, Node]] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    for subject, predicate, value, graph in quads:
        node = graphs[graph][subject]
        if predicate == A and value.startswith("<"):
            node["@type"].add(_text(terms.vocabulary(value)))
        else:
            node[terms.vocabulary(predicate)].add(terms[value])
    order = sorted(graphs, key=lambda graph: graph_key(graph[1:-1], base))
    blocks = [_graph(graph, graphs[graph], terms, base) for graph in order]
    terms.check()
    context = {"@version": 1.1, "@base": base, **dict(sorted(terms.names.used.items()))}
    head = json.dumps(context, ensure_ascii=False, indent=2).replace("\n", "\n  ")
    out.write(f'{{\n  "@context": {head},\n  "@graph": ['.encode())
    for i, block in enumerate(blocks):
        out.write(f"{',' if i else ''}\n{block}".encode())
    out.write(b"\n  ]\n}\n")


def _graph(graph: str, nodes: Mapping[str, Node], terms: "_Terms", base: str) -> str:
    order = sorted(nodes, key=lambda subject: subject_key(subject[1:-1], base))
    inside = ",\n".join(_node(terms.reference(subject), nodes[subject]) for subject in order)
    return f'    {{\n      "@id": {_text(terms.reference(graph))},\n      "@graph": [\n{inside}\n      ]\n    }}'


def _node(name: str, node: Node) -> str:
    lines = [f'          "@id": {_text(name)}']
    for key in sorted(node, key=lambda key: "" if key == "@type" else predicate_key(key)):
        values = sorted(node[key])
        shown = values[0]
        if len(values) > 1:
            shown = "[\n            " + ",\n            ".join(values) + "\n          ]"
        lines.append(f"          {_text(key)}: {shown}")
    return "        {\n" + ",\n".join(lines) + "\n        }"


class _Terms(dict[str, str]):
    """Rendered terms to objects, written as JSON; `vocabulary` gives predicates and classes, `reference` nodes."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.names = Names(base)
        self._schemes: dict[str, str] = {}
        self._vocabulary: dict[str, str] = {}

    def vocabulary(self, term: str) -> str:
        """Return a predicate or a class: these are never relative to the base."""
        known = self._vocabulary.get(term)
        if known is None:
            self._vocabulary[term] = known = self.names.prefixed(term[1:-1]) or self._whole(term[1:-1])
        return known

    def reference(self, term: str) -> str:
        """Return the `@id` of a node."""
        iri = term[1:-1]
        return self.names.relative(iri) or self.names.prefixed(iri) or self._whole(iri)

    def __missing__(self, term: str) -> str:
        """Return an object; IRIs are kept, as most come again and again."""
        if term.startswith('"'):
            return self._literal(value_of(term))
        self[term] = shown = f'{{"@id": {_text(self.reference(term))}}}'
        return shown

    def _literal(self, value: Value) -> str:
        if value.language:
            return f'{{"@value": {_text(value.text)}, "@language": {_text(value.language)}}}'
        if value.datatype in ("", STRING):
            return _text(value.text)
        if value.bare and (value.datatype == BOOLEAN or _exact(value)):
            return value.text
        datatype = self.vocabulary(f"<{value.datatype}>")
        return f'{{"@value": {_text(value.text)}, "@type": {_text(datatype)}}}'

    def check(self) -> None:
        """Raise UsageError if a whole IRI would be read as a prefixed name."""
        for scheme, iri in sorted(self._schemes.items()):
            if scheme in self.names.used:
                raise UsageError(f"<{iri}> would be read as a prefixed name in JSON-LD; export TriG or N-Quads")

    def _whole(self, iri: str) -> str:
        self._schemes[iri.partition(":")[0]] = iri
        return iri


def _exact(value: Value) -> bool:
    return value.datatype == INTEGER and len(value.text) < 18 and abs(int(value.text)) < _EXACT
