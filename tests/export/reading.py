"""Graphs to export, and what other libraries read back: both as plain tuples that can be compared."""

import io
import warnings
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

import pyoxigraph
import rdflib
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

from kg.export import Format, Provenance, export
from kg.iris import literal
from kg.model import Quad, Report
from kg.namespaces import DATA_IRI, DIP_IRI, PREFIXES, SCHEME_IRI, XSD
from kg.store.nquads import block
from kg.validation.gate import Admitted

Term = tuple[str, ...]
"""`(iri,)`, or `(text, language, datatype)`."""
Triple = tuple[Term, Term, Term]
Fourfold = tuple[Term, Term, Term, Term]

RDF_TYPE = ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type",)
STRING = str(XSD.string)
LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def render(term: Term) -> str:
    """Write a tuple as N-Quads does."""
    if len(term) == 1:
        return f"<{term[0]}>"
    text, language, datatype = term
    return literal(text, language=language, datatype="" if datatype in (STRING, LANG_STRING) else datatype)


class Parts(NamedTuple):
    """Quads, section by section, as a graph that the gate may let pass."""

    parts: tuple[tuple[Quad, ...], ...]

    def blocks(self) -> Iterator[bytes]:
        return map(block, ([quad.line() for quad in part] for part in self.parts))

    def quads(self) -> Iterator[Quad]:
        return chain.from_iterable(self.parts)


def admitted(*sections: Iterable[Fourfold]) -> Admitted:
    """Return a graph that the gate let pass: its report has no finding."""
    return Admitted(Parts(tuple(tuple(Quad(*map(render, quad)) for quad in section) for section in sections)), Report())


def exported(graph: Admitted, form: Format, provenance: Provenance = "facts", base: str = DATA_IRI) -> bytes:
    """Return an export's bytes."""
    out = io.BytesIO()
    export(graph, form, out, provenance=provenance, base=base)
    return out.getvalue()


def by_pyoxigraph(content: bytes, form: RdfFormat) -> list[tuple[Any, ...]]:
    """Return what pyoxigraph reads, each statement as often as it stands there."""
    return [
        tuple(_from_pyoxigraph(term) for term in (q.subject, q.predicate, q.object, q.graph_name))
        for q in pyoxigraph.parse(content, form)
    ]


def _from_pyoxigraph(term: Any) -> tuple[Any, ...]:
    if isinstance(term, pyoxigraph.NamedNode):
        return (term.value,)
    if isinstance(term, pyoxigraph.Literal):
        return (term.value, term.language or "", term.datatype.value)
    if isinstance(term, pyoxigraph.Triple):
        return tuple(map(_from_pyoxigraph, term))
    assert isinstance(term, pyoxigraph.DefaultGraph), f"{term} is neither an IRI nor a literal"
    return ()


def by_rdflib(content: bytes, form: str) -> list[tuple[Any, ...]]:
    """Return what rdflib reads, its own rewriting of literals switched off."""
    normal, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        data = rdflib.Dataset()
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # of its own ConjunctiveGraph
            data.parse(io.BytesIO(content), format=form)
        return [tuple(map(_from_rdflib, quad)) for quad in data.quads()]
    finally:
        rdflib.NORMALIZE_LITERALS = normal


def _from_rdflib(term: Any) -> tuple[Any, ...]:
    if isinstance(term, rdflib.Literal):
        language = term.language or ""
        return (str(term), language, LANG_STRING if language else str(term.datatype or STRING))
    assert term is None or isinstance(term, rdflib.URIRef), f"{term!r} is neither an IRI nor a literal"
    return (str(term),) if term else ()


def triples(quads: Iterable[tuple[Any, ...]]) -> set[tuple[Any, ...]]:
    """Return the union of the graphs."""
    return {quad[:3] for quad in quads}


_KEYS = st.sampled_from(
    ["event", "fact", "person", "a", "1", "a.b", "talks.", "-x", "_", "~", "a%20b", "%C3%A9", "é", "و", "a:b", "a,b",
     "a=b", "a(b)", "a'b", "x;y", "a@b", "", ".", "..", "...", "0123", "9" * 20]
)  # fmt: skip
_TAILS = st.sampled_from(["", "", "", "#char=12,148", "#", "#a/b", "?q=1", "#é", "/"])
IRIS = st.one_of(
    st.builds(lambda keys, tail: (DATA_IRI + "/".join(keys) + tail,), st.lists(_KEYS, min_size=1, max_size=5), _TAILS),
    st.builds(lambda space, key: (space + key,), st.sampled_from([*PREFIXES.values(), DIP_IRI]), _KEYS),
    st.builds(lambda keys: (SCHEME_IRI + "/".join(keys),), st.lists(_KEYS, min_size=1, max_size=3)),
    st.sampled_from(
        [("urn:x:y",), ("https://gazette.example/a?b=c&d=(e)#f",), ("mailto:mk@gazette.example",), ("http://e",),
         (DATA_IRI,), (DATA_IRI[:-1],), ("https://w3id.org/diplomacy-kg/idle/x",), ("tag:a,2031:b",)]
    ),
)  # fmt: skip
PREDICATES = st.one_of(st.just(RDF_TYPE), IRIS)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.text(st.sampled_from("\"\\\n\r\t\b\f'<>@^.#;,_: éeé🤝و\u200c\u2028\u0085\ufeff"), max_size=12),
    st.sampled_from(["", '"', '"""', "\\", "\\n", "\\u0041", "a\\", "Pe\u0301rez", "P\u00e9rez", '" .\n<s> <p> "']),
)
FORMS = {
    "integer": ["0", "5", "-5", "-0", "+5", "05", "", "five", "9007199254740993", "1" + "0" * 30, "5 "],
    "decimal": ["1.10", "1.1", "-0.5", "0.0", "-0.0", ".5", "1.", "5", "01.5", "1e3", "35.689"],
    "boolean": ["true", "false", "1", "0", "TRUE", "yes"],
    "double": ["1e0", "1.0E1", "INF", "NaN", "5"],
    "date": ["2031-04-01", "2031-04-31", "2031-04-01Z", "-0044-03-15"],
    "dateTime": ["2031-04-01T10:00:00Z", "2031-04-01T10:00:00.000+00:00"],
    "gYearMonth": ["2031-04"],
}
LITERALS = st.one_of(
    st.builds(lambda text: (text, "", STRING), TEXTS),
    st.builds(lambda text, tag: (text, tag, LANG_STRING), TEXTS, st.sampled_from(["en", "fa-ir", "zh-hans", "ar"])),
    st.sampled_from([(form, "", str(XSD[name])) for name, forms in FORMS.items() for form in forms]),
    st.builds(lambda text: (text, "", "https://gazette.example/type#edtf"), TEXTS),
    st.builds(lambda text: (text, "", DATA_IRI + "type"), TEXTS),
)
QUADS = st.tuples(IRIS, PREDICATES, st.one_of(IRIS, LITERALS), IRIS)
GRAPHS = st.lists(st.lists(QUADS, max_size=8), max_size=3)
