"""Whether what is cited is enough: the query asked of the triples of a witness alone."""

import re
from collections.abc import Callable, Iterable, Sequence

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from kg.citing.witness import Cited, Citing, Row
from kg.queries.answer import Answer, read_answer
from kg.queries.engine import evaluate

Ask = Callable[[str], Answer]


def asking(store: Store) -> Ask:
    return lambda text: read_answer(evaluate(store, text))


def holding(quads: Iterable[Quad]) -> Store:
    store = Store()
    for quad in quads:
        store.add(quad)
    return store


def store_of(*triples: str) -> Store:
    """Return a store of triples in Turtle, with `:` for `http://a/`."""
    text = "@prefix : <http://a/> . " + " ".join(triples)
    return holding(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in parse(text, format=RdfFormat.TURTLE))


def cite(text: str, store: Store) -> tuple[Sequence[Row], list[Cited]]:
    """Return the rows of a query and why they are there. Raises Uncitable."""
    ask = asking(store)
    answer = ask(text)
    return answer.terms, Citing(text, store, ask, answer.terms, answer.columns).cite()


def unsliced(text: str) -> str:
    """Return a query without an OFFSET at its end: a witness has no rows that come before."""
    return re.sub(r"\bOFFSET\s+\d+\s*$", "", text.rstrip(), flags=re.IGNORECASE)


def gives(text: str, quads: Iterable[Quad], row: Row) -> bool:
    return row in asking(holding(quads))(unsliced(text)).terms


def minimal(text: str, quads: Sequence[Quad], row: Row) -> bool:
    """Tell whether the row is gone without any one of the triples."""
    return not any(gives(text, [q for q in quads if q != quad], row) for quad in quads)
