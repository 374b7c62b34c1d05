"""Terms of the data that nobody declared: no shape and no query would ever see them."""

from collections import Counter, defaultdict
from collections.abc import Callable

import numpy as np
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


Uses = Counter[tuple[str, str, str]]
"""How many quads of a graph use a term that they should not: by code, term and graph."""

UNGROUNDED = "DK914"
"""The code of a graph that is no fact."""


class Vocabulary:
    """The terms that data may use."""

    def __init__(self, ontology: Graph, base: str = DATA_IRI) -> None:
        self._declared, self._known = declared(ontology), known(ontology)
        self._provenance, self._ontology = provenance_graph(base), ontology_graph(base)

    def uses(self, quads: Table) -> Uses:
        """Return the uses that are DK911 to DK913: of what is not declared, of no concept, and of blank nodes."""
        texts, typed = quads.terms.texts, quads.predicates == quads.terms[A]
        mine: Mask = quads.graphs != quads.terms[self._ontology]
        found = Uses()

        def note(code: str, column: Ids, rows: Mask, wrong: Callable[[str], bool], name: str = "") -> None:
            for term in distinct(column[rows]).tolist():
                if wrong(texts[term]):
                    graphs = quads.graphs[rows & (column == term)]
                    found.update((code, name or texts[term], texts[graph]) for graph in graphs.tolist())

        for column, rows in ((quads.predicates, mine), (quads.objects, mine & typed)):
            note("DK911", column, rows, lambda text: not is_declared(bare(text), self._declared))
        no_concept = lambda text: text.startswith(_OWN) and bare(text) not in self._known  # noqa: E731
        note("DK912", quads.objects, mine & ~typed, no_concept)
        for column in (quads.subjects, quads.objects, quads.graphs):
            note("DK913", column, mine, lambda text: text.startswith("_:"), "_:")
        return found

    def ungrounded(self, quads: Table, graphs: Ids) -> Uses:
        """Return the uses that are DK914: those of some graphs that are no facts."""
        terms = quads.terms
        facts = quads.subjects_with(A, FACT, self._provenance, among=graphs)
        known = [terms[self._provenance], terms[self._ontology]]
        other = np.zeros(len(terms.texts), dtype=np.bool_)
        other[graphs], other[facts], other[known] = True, False, False
        if not other.any():
            return Uses()
        names, counts = np.unique(quads.graphs[other[quads.graphs]], return_counts=True)
        texts = (terms.texts[name] for name in names.tolist())
        return Uses({(UNGROUNDED, text, text): count for text, count in zip(texts, counts.tolist(), strict=True)})

    def findings(self, uses: Uses, index: Index, locate: Locate) -> tuple[Finding, ...]:
        """Return one finding for each term, at the first fact that uses it."""
        together: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for (code, term, graph), count in uses.items():
            together[code, term][graph] += count
        names = {compact(iri): iri for iri in sorted(self._known)} if together else {}
        return tuple(_finding(*use, graphs, index, locate, names) for use, graphs in sorted(together.items()))


def _finding(
    code: str, term: str, graphs: Counter[str], index: Index, locate: Locate, names: dict[str, str]
) -> Finding:  # fmt: skip
    places = index.places(index.origins(graphs), locate)
    shown = compact(bare(term)) if code != UNGROUNDED else index.label(term)
    used = f", in {plural(graphs.total(), 'quad')}" if graphs.total() > 1 else ""
    near = did_you_mean(shown, list(names))
    message = {
        "DK911": f"the ontology declares no class or property {shown}{used}{near}",
        "DK912": f"no scheme has the concept {shown}{used}{near}",
        "DK913": f"the data holds a blank node{used}",
        "DK914": f"the graph {shown} is no fact, so {plural(graphs.total(), 'triple')} can't be cited",
    }[code]
    return Finding(
        code=code,
        message=message,
        focus=bare(term),
        focus_label=shown,
        also=places[1:],
        **(asdict(places[0]) if places else {}),
    )
