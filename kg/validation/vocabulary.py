"""Terms of the data that nobody declared: no shape and no query would ever see them."""

from collections import defaultdict
from collections.abc import Callable

from msgspec.structs import asdict
from rdflib import Graph

from kg.mapping.corpus import ontology_graph, provenance_graph
from kg.model import Finding
from kg.namespaces import DATA_IRI, DIP_IRI, SCHEME_IRI
from kg.sources.findings import did_you_mean
from kg.validation.engine.columns import Ids, Mask, distinct
from kg.validation.engine.table import Table
from kg.validation.lint import declared, is_declared, known
from kg.validation.numbers import plural
from kg.validation.paths import compact
from kg.validation.terms import bare
from kg.validation.trace import FACT, A, Index, Locate

_OWN = tuple(f"<{iri}" for iri in (DIP_IRI, SCHEME_IRI))


def undeclared(
    quads: Table, ontology: Graph, index: Index, locate: Locate, base: str = DATA_IRI
) -> tuple[Finding, ...]:
    """Return findings DK911 to DK914, one for each term, at the first fact that uses it."""
    terms, subjects = declared(ontology), known(ontology)
    texts = quads.terms.texts
    mine = quads.graphs != quads.terms[ontology_graph(base)]
    typed = quads.predicates == quads.terms[A]
    uses: dict[tuple[str, str], list[str]] = defaultdict(list)

    def note(code: str, column: Ids, rows: Mask, wrong: Callable[[str], bool], name: str = "") -> None:
        """Note the graphs of the quads of `rows` whose term in a column is wrong."""
        for term in distinct(column[rows]).tolist():
            if wrong(texts[term]):
                graphs = quads.graphs[rows & (column == term)]
                uses[code, name or texts[term]] += [texts[graph] for graph in graphs.tolist()]

    for column, rows in ((quads.predicates, mine), (quads.objects, mine & typed)):
        note("DK911", column, rows, lambda text: not is_declared(bare(text), terms))
    note("DK912", quads.objects, mine & ~typed, lambda text: text.startswith(_OWN) and bare(text) not in subjects)
    for column in (quads.subjects, quads.objects, quads.graphs):
        note("DK913", column, mine, lambda text: text.startswith("_:"), "_:")
    facts = quads.subjects_with(A, FACT, provenance_graph(base))
    grounded = {provenance_graph(base), *(texts[fact] for fact in facts.tolist())}
    note("DK914", quads.graphs, mine, lambda text: text not in grounded)
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
