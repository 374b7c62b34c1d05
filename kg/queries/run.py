"""Running a query with the values that a user gives."""

from collections.abc import Mapping

from pyoxigraph import Store

from kg.namespaces import DATA_IRI, PREFIXES
from kg.queries.answer import Answer, read_answer
from kg.queries.engine import FUNCTIONS, evaluate
from kg.queries.guard import refuse
from kg.queries.parameters import bind
from kg.queries.stored import Query

FREE_PREFIXES = {**PREFIXES, "id": DATA_IRI, "param": FUNCTIONS}
"""What a free query need not declare; its own declarations win."""


def run(store: Store, query: Query, values: Mapping[str, str] | None = None) -> Answer:
    """Answer a query; `values` are those of its parameters, as typed. Raises QueryError."""
    refuse(query.text)
    parameters = bind(store, query, values or {})
    return read_answer(evaluate(store, query.text, parameters, FREE_PREFIXES if query.free else {}))
