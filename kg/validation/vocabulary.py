"""Terms of the data that nobody declared: no shape and no query would ever see them."""

from collections import defaultdict
from collections.abc import Iterable

from msgspec.structs import asdict
from rdflib import Graph

from kg.mapping.corpus import ontology_graph, provenance_graph
from kg.model import Finding, Quad
from kg.namespaces import DATA_IRI, DIP_IRI, SCHEME_IRI
from kg.sources.findings import did_you_mean
from kg.validation.lint import declared, is_declared, known
from kg.validation.numbers import plural
from kg.validation.paths import compact
from kg.validation.terms import bare
from kg.validation.trace import A, Index, Locate

_OWN = tuple(f"<{iri}" for iri in (DIP_IRI, SCHEME_IRI))


def undeclared(
    quads: Iterable[Quad], ontology: Graph, index: Index, locate: Locate, base: str = DATA_IRI
) -> tuple[Finding, ...]:
    """Return findings DK911 to DK914, one for each term, at the first fact that uses it."""
    terms, subjects = declared(ontology), known(ontology)
    uses: dict[tuple[str, str], list[str]] = defaultdict(list)
    skip = ontology_graph(base)
    grounded = {provenance_graph(base), *index.facts()}
    for s, p, o, graph in quads:
        if graph == skip:
            continue
        for term in (p, o) if p == A else (p,):
            if not is_declared(bare(term), terms):
                uses["DK911", term].append(graph)
        if p != A and o.startswith(_OWN) and bare(o) not in subjects:
            uses["DK912", o].append(graph)
        for term in (s, o, graph):
            if term.startswith("_:"):
                uses["DK913", "_:"].append(graph)
        if graph not in grounded:
            uses["DK914", graph].append(graph)
    names = {compact(iri): iri for iri in sorted(subjects)}
    return tuple(_finding(code, term, graphs, index, locate, names) for (code, term), graphs in sorted(uses.items()))


def _finding(
    code: str, term: str, graphs: list[str], index: Index, locate: Locate, names: dict[str, str]
) -> Finding:  # fmt: skip
    places = index.places(index.origins(graphs), locate)
    shown = compact(bare(term)) if code != "DK914" else index.label(term)
    used = f", in {plural(len(graphs), 'quad')}" if len(graphs) > 1 else ""
    near = did_you_mean(shown, list(names))
    message = {
        "DK911": f"the ontology declares no class or property {shown}{used}{near}",
        "DK912": f"no scheme has the concept {shown}{used}{near}",
        "DK913": f"the data holds a blank node{used}",
        "DK914": f"the graph {shown} is no fact, so {plural(len(graphs), 'triple')} can't be cited",
    }[code]
    return Finding(
        code=code,
        message=message,
        focus=bare(term),
        focus_label=shown,
        also=places[1:],
        **(asdict(places[0]) if places else {}),
    )
