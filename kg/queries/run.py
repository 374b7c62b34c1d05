"""Running a query with the values that a user gives."""

from collections.abc import Mapping

from kg.prefixes import DATA_IRI, PREFIXES
from kg.queries.answer import Answer, read_answer
from kg.queries.engine import FUNCTIONS, Graph, evaluate
from kg.queries.guard import refuse
from kg.queries.hints import hinted
from kg.queries.parameters import bind
from kg.queries.stored import Query

KINDS = ("article", "document", "event", "fact", "organization", "person", "place", "post", "state", "topic")


def free_prefixes(base: str) -> dict[str, str]:
    """Return the prefixes that a free query need not declare; its own declarations win.

    Each kind of thing has one, so that `person:ada-lindqvist` needs no escapes; `base` is that of the data's IRIs.
    """
    return {**PREFIXES, **{kind: f"{base}{kind}/" for kind in KINDS}, "id": base, "param": FUNCTIONS}


def run(graph: Graph, query: Query, values: Mapping[str, str] | None = None, base: str = DATA_IRI) -> Answer:
    """Answer a query; `values` are those of its parameters, as typed. Raises QueryError."""
    refuse(query.text)
    parameters = bind(graph, query, values or {}, base)
    prefixes = free_prefixes(base) if query.free else {}
    return read_answer(evaluate(graph, hinted(query, parameters), parameters, prefixes))
