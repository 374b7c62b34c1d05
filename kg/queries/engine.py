"""The one function through which every query reaches the graph."""

from collections.abc import Mapping
from typing import Protocol

from pyoxigraph import Store

from kg.prefixes import DIP_IRI
from kg.queries.answer import Term
from kg.sandbox.answering import answer

FUNCTIONS = DIP_IRI.removesuffix("ontology#") + "parameter#"
"""Namespace of the functions that give the values of parameters: the prefix `param:` of a query."""


class Evaluator(Protocol):
    """What answers queries elsewhere than here, as `kg.queries.worker.Worker` does."""

    def evaluate(
        self,
        text: str,
        parameters: Mapping[str, Term | None] | None = None,
        prefixes: Mapping[str, str] | None = None,
    ) -> bytes:
        """Return what `evaluate` returns for a store. Raises QueryError."""


Graph = Store | Evaluator
"""What a query can be asked of: a store in this process, or a worker that has it open in another one."""


def evaluate(
    graph: Graph,
    text: str,
    parameters: Mapping[str, Term | None] | None = None,
    prefixes: Mapping[str, str] | None = None,
) -> bytes:
    """Return the SPARQL 1.1 results in JSON of a query that has been found harmless.

    The triples of a CONSTRUCT are rows with a subject, a predicate and an object, sorted, each once.

    The store's default graph holds the union of its named graphs, each triple once, as a build's store does.

    A parameter `since` is what `param:since()` gives; one whose value is None gives nothing and leaves its variable
    unbound. All that goes in and comes out is text and terms, so that a worker can do the work.
    Raises QueryError.
    """
    if isinstance(graph, Store):
        return answer(graph, text, FUNCTIONS, parameters or {}, prefixes or {})
    return graph.evaluate(text, parameters, prefixes)
