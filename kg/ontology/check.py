"""The check of the ontology: its style, its consistency as OWL 2 DL, and whether built data agrees with it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph
from msgspec import Struct

from kg.errors import OntologyError
from kg.ontology.reading import Axioms, contradictions, passed_over
from kg.ontology.reasoner import reason
from kg.resources import ontology_dir
from kg.validation.engine import validate
from kg.validation.paths import compact
from kg.validation.terms import read_turtle

ONTOLOGY_FILES = ("diplomacy.ttl", "schemes.ttl", "alignments.ttl")


class Breach(Struct, frozen=True):
    """A term that breaks a rule of style.ttl. `rule` is the name of the shape."""

    rule: str
    term: str
    message: str


class OntologyReport(Struct, frozen=True):
    """What the check found. IRIs are written with the prefixes of kg.namespaces."""

    triples: int
    """How many triples were reasoned over."""
    consistent: bool
    unsatisfiable: tuple[str, ...] = ()
    """Classes that can have no member. Empty where the whole is inconsistent."""
    contradictions: tuple[str, ...] = ()
    """Where to look if it is inconsistent: things of two disjoint classes, second values of functional properties."""
    passed_over: tuple[str, ...] = ()
    """What a reasoner takes for a mere annotation: undeclared terms, values of the wrong kind."""
    style: tuple[Breach, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether there is nothing to mend."""
        return self.consistent and not (self.unsatisfiable or self.passed_over or self.style)


def check(data_ntriples: str | None = None) -> OntologyReport:
    """Check the ontology, its schemes and alignments; and with them the default graph of a build, as N-Triples.

    All triples reach HermiT, dates as `xsd:dateTime` (see kg.ontology.reasoner). Annotations, such as labels, have no
    meaning in OWL 2 DL. Raises OntologyError for files or data that can't be read, and where no Java is found.
    """
    triples = {_triple(q) for name in ONTOLOGY_FILES for q in _parse_file(ontology_dir() / name)}
    if data_ntriples is not None:
        triples |= {_triple(q) for q in _parse_data(data_ntriples)}
    axioms = Axioms(triples)
    verdict = reason(triples)
    return OntologyReport(
        triples=len(triples),
        consistent=verdict.consistent,
        unsatisfiable=tuple(compact(iri) for iri in verdict.unsatisfiable),
        contradictions=() if verdict.consistent else tuple(contradictions(triples, axioms)),
        passed_over=tuple(passed_over(triples, axioms)),
        style=breaches([ontology_dir() / name for name in ONTOLOGY_FILES]),
    )


def breaches(files: Iterable[Path]) -> tuple[Breach, ...]:
    """Return what in these Turtle files breaks the rules of style.ttl, in a stable order."""
    results = validate(read_turtle(files), read_turtle([ontology_dir() / "style.ttl"])).results
    return tuple(Breach(str(r.shape).rpartition("#")[2], compact(str(r.focus)), " ".join(r.messages)) for r in results)


def _parse_file(path: Path) -> Iterator[pyoxigraph.Quad]:
    try:
        yield from pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE)
    except SyntaxError as error:
        raise OntologyError(f"{path.name}:{error.lineno}:{error.offset}: {error.msg}; mend the Turtle") from error


def _parse_data(text: str) -> Iterator[pyoxigraph.Quad]:
    try:
        yield from pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_TRIPLES)
    except SyntaxError as error:
        raise OntologyError(f"the data isn't N-Triples: line {error.lineno}: {error.msg}") from error


def _triple(quad: pyoxigraph.Quad) -> pyoxigraph.Triple:
    return quad.triple
