"""Exports: a graph that passed the gate, in the formats that others read."""

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Literal, get_args

from kg.errors import BuildError, UsageError
from kg.export.jsonld import write_jsonld
from kg.export.plain import reified, write_ntriples
from kg.export.turtle import write_rdf12, write_trig, write_turtle
from kg.mapping.corpus import provenance_graph
from kg.model import Quad
from kg.namespaces import DATA_IRI
from kg.store import Build
from kg.store.nquads import BLANK
from kg.validation.gate import Admitted, Sections

__all__ = ["FORMATS", "UNIONS", "Format", "Provenance", "export"]

Format = Literal["turtle", "trig", "nquads", "ntriples", "rdf12", "jsonld"]
Provenance = Literal["none", "facts", "triples"]

FORMATS: tuple[Format, ...] = get_args(Format)
UNIONS: tuple[Format, ...] = ("turtle", "ntriples")
"""Formats of the default graph alone, where `provenance` can be chosen; the others say which fact each triple is of."""

_NOTE = b"# Which triples a fact holds: see the formats trig, nquads and rdf12, or --provenance triples.\n"
_WRITERS: dict[Format, Callable[[Iterable[Quad], BinaryIO, str], None]] = {
    "turtle": write_turtle,
    "trig": write_trig,
    "ntriples": lambda quads, out, base: write_ntriples(quads, out),
    "rdf12": write_rdf12,
    "jsonld": write_jsonld,
}


def export(
    graph: Build | Admitted[Sections],
    format: Format,  # noqa: A002 - the word of the command line
    out: BinaryIO,
    *,
    provenance: Provenance = "facts",
    base: str = DATA_IRI,
) -> None:
    """Write a graph, the same bytes for the same graph, as UTF-8 with line feeds.

    Turtle and N-Triples hold the default graph, with `provenance`: `none` leaves out where facts come from, `facts`
    has it as the default graph does, `triples` adds an `rdf:Statement` for each triple of a fact. RDF 1.2 Turtle holds
    the default graph with the facts as reifiers. TriG, N-Quads and JSON-LD hold all graphs. `base` is that of an
    admitted graph's IRIs; a build knows its own. Raises UsageError for a format or provenance that isn't known, and
    OSError where `out` can't be written.
    """
    if format not in FORMATS:
        raise UsageError(f"no format '{format}'; known: {', '.join(FORMATS)}")
    if provenance not in get_args(Provenance):
        raise UsageError(f"no provenance '{provenance}'; known: {', '.join(get_args(Provenance))}")
    if provenance != "facts" and format not in UNIONS:
        known = " and ".join(UNIONS)
        raise UsageError(f"{format} always says of which fact each triple is; '--provenance' is for {known}")
    if isinstance(graph, Build):
        base = graph.base
    if format == "nquads":
        out.writelines(_lines(graph))
    else:
        if format == "turtle" and provenance == "facts":
            out.write(_NOTE)
        quads = graph.quads() if isinstance(graph, Build) else _named(graph.quads())
        _WRITERS[format](_chosen(quads, provenance, base), out, base)


def _lines(graph: Build | Admitted[Sections]) -> Iterator[bytes]:
    if isinstance(graph, Admitted):
        yield from graph.blocks()
    else:
        for part in graph.parts:
            with part.open("rb") as file:
                yield from file


def _named(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the quads. Raises BuildError for a blank node, as publishing does."""
    for quad in quads:
        if quad.subject.startswith("_:") or quad.object.startswith("_:"):
            raise BuildError(f"{BLANK}: {quad.line().strip()[:300]}")
        yield quad


def _chosen(quads: Iterable[Quad], provenance: Provenance, base: str) -> Iterable[Quad]:
    if provenance == "none":
        left_out = provenance_graph(base)
        return (quad for quad in quads if quad.graph != left_out)
    return reified(quads, base) if provenance == "triples" else quads
