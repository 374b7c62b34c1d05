"""Terms between their N-Quads text, pyoxigraph and rdflib. pyoxigraph is the syntax gate, rdflib what pySHACL takes."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Node

from kg.errors import GateError, OntologyError
from kg.iris import literal
from kg.model import Quad
from kg.namespaces import PREFIXES, XSD

_Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple


def render(node: Node) -> str:
    """Return an rdflib term as N-Quads writes it."""
    if isinstance(node, Literal):
        datatype = "" if node.datatype in (None, XSD.string) else str(node.datatype)
        return literal(str(node), language=node.language or "", datatype=datatype)
    return f"_:{node}" if isinstance(node, BNode) else f"<{node}>"


def bare(term: str) -> str:
    """Return the IRI without its brackets, or a literal's text as written between its quotes."""
    if term.startswith("<"):
        return term[1:-1]
    return lexical(term) if term.startswith('"') else term


def lexical(term: str) -> str:
    """Return the lexical form of a rendered literal."""
    inner = term[1 : term.rindex('"')]
    if "\\" not in inner:
        return inner
    parts = inner.split("\\\\")
    return "\\".join(p.replace('\\"', '"').replace("\\n", "\n").replace("\\r", "\r") for p in parts)


def to_rdflib(term: _Term) -> Node:
    """Return a pyoxigraph term as rdflib's, its lexical form untouched."""
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.Literal):
        if term.language:
            return Literal(term.value, lang=term.language, normalize=False)
        plain = term.datatype.value == str(XSD.string)
        return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value), normalize=False)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    raise OntologyError("a quoted triple can't be validated; SHACL knows none")


class _Terms(dict[_Term, Node]):
    """Each term once, so that equal terms are the same object."""

    def __missing__(self, term: _Term) -> Node:
        node = self[term] = to_rdflib(term)
        return node


def read_turtle(paths: Iterable[Path]) -> Graph:
    """Return the triples of Turtle files. Raises OntologyError that names file and line of a syntax error."""
    graph = Graph(bind_namespaces="none")
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    terms = _Terms()
    for path in paths:
        try:
            for triple in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE, rename_blank_nodes=True):
                graph.add((terms[triple.subject], terms[triple.predicate], terms[triple.object]))
        except SyntaxError as error:
            place = f"{path.name}:{error.lineno}:{error.offset}" if error.lineno else path.name
            raise OntologyError(f"{place}: {error.msg}; mend the Turtle") from error
    return graph


def to_dataset(quads: Iterable[Quad]) -> Dataset:
    """Return the quads as a Dataset whose default graph is the union. Raises GateError for a malformed term."""
    dataset = Dataset(default_union=True)
    terms = _Terms()
    graphs: dict[_Term, Graph] = {}
    text = "".join(quad.line() for quad in quads)
    try:
        for quad in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS):
            name = quad.graph_name
            if name not in graphs:
                default = isinstance(name, pyoxigraph.DefaultGraph)
                graphs[name] = dataset.graph(DATASET_DEFAULT_GRAPH_ID if default else URIRef(name.value))
            graphs[name].add((terms[quad.subject], terms[quad.predicate], terms[quad.object]))
    except SyntaxError as error:
        line = text.split("\n")[error.lineno - 1] if error.lineno else ""
        raise GateError(f"the mapping wrote a malformed quad: {error.msg}: {line}") from error
    except UnicodeEncodeError as error:
        raise GateError(f"the mapping wrote a malformed quad: it is no Unicode: {error}") from error
    return dataset
