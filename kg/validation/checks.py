"""Checks: stored SELECT queries of which any row is a failure. They run on an Oxigraph store in memory."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct
from pyoxigraph import QuerySolutions, Store

from kg.errors import QueryError
from kg.model import Severity
from kg.sparql.reader import read
from kg.validation.engine.affected import focus_of
from kg.validation.engine.candidates import candidates
from kg.validation.engine.columns import Ids
from kg.validation.engine.joins import ANY, Rows
from kg.validation.engine.relevant import Asked
from kg.validation.engine.rerun import Side
from kg.validation.engine.store import NeededStore
from kg.validation.lint import reaches_out
from kg.validation.terms import render, to_rdflib

VARIABLES = ("focus", "path", "value", "message")


class Check(Struct, frozen=True):
    """A stored query of which any row is a failure, and the rule that it keeps."""

    name: str
    """Of its file, without `.rq`."""
    text: str
    code: str
    summary: str
    """What is wrong where the query finds something."""
    mend: str
    why: str = ""
    example: str = ""
    severity: Severity = "error"


class Row(NamedTuple):
    """One failure: terms as N-Quads writes them, empty where the query gives none."""

    check: Check
    focus: str
    path: str
    value: str
    message: str


@lru_cache(maxsize=256)
def asked_by(check: Check) -> Asked:
    """Return what a check asks."""
    try:
        return Asked(read(check.text), VARIABLES[0])
    except QueryError:
        return Asked(None, VARIABLES[0])


def run(store: NeededStore, check: Check) -> frozenset[Row]:
    """Return the rows of a check. The store was told what it needs.

    The default graph is the union of all graphs and the ontology, each triple once. Raises QueryError for a query
    that can't be read, that reaches out of the data, or whose first variable is not `?focus`.
    """
    return frozenset(_rows(store, check))


def rerun(check: Check, rows: frozenset[Row], before: Side, after: Side) -> frozenset[Row]:
    """Return the rows of a check after an edit; `rows` are those before. Raises QueryError as `run` does."""
    asked, store = asked_by(check), NeededStore(after.data)
    if not (changed := [*before.reach.asked(asked), *after.reach.asked(asked)]):
        return rows
    focus, texts = focus_of(changed, asked.variable), after.data.terms.texts
    if focus is None:
        gone, start = rows, ANY
    else:
        known = {texts[term] for term in focus.tolist()}
        gone, start = frozenset(row for row in rows if row.focus in known), Rows({asked.variable: focus}, len(focus))
    if not gone and asked.query and all(_none(candidates(asked.query, asked.variable, after.data, r)) for r in changed):
        return rows
    store.expect([asked], start)
    return rows - gone | run(store, check)


def _none(nodes: Ids | None) -> bool:
    return nodes is not None and not len(nodes)


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Return rows of one check in a stable order."""
    return sorted(rows, key=lambda row: row[1:])


def _rows(store: NeededStore, check: Check) -> Iterator[Row]:
    variables = _variables(check)
    focus = store.focus(asked_by(check))
    if focus is not None and not len(focus):
        return
    known = None if focus is None else {store.terms.texts[term] for term in focus.tolist()}
    solutions = store.store.query(check.text)
    assert isinstance(solutions, QuerySolutions)
    for solution in solutions:
        given = {name: to_rdflib(term) for name in variables if (term := solution[name]) is not None}
        cells = {name: render(term) for name, term in given.items()}
        found = [cells.get(name, "") for name in ("focus", "path", "value")]
        row = Row(check, found[0], found[1], found[2], str(given.get("message", "")))
        if known is None or row.focus in known:
            yield row


def _variables(check: Check) -> list[str]:
    """Return what a check selects. Raises QueryError where it can't be a check."""
    name, text = check.name, check.text
    if fetches := reaches_out(text):
        raise QueryError(f"checks/{name}.rq reaches out of the data: {', '.join(fetches)}; take it out")
    try:
        answer = Store().query(text)
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"checks/{name}.rq: {error}") from error
    if not isinstance(answer, QuerySolutions):
        raise QueryError(f"checks/{name}.rq is no SELECT query")
    variables = [variable.value for variable in answer.variables]
    unknown = sorted(set(variables) - set(VARIABLES))
    if variables[:1] != ["focus"] or unknown:
        selected = " ".join(f"?{variable}" for variable in variables)
        raise QueryError(f"checks/{name}.rq selects {selected}; select ?focus first, then any of ?path ?value ?message")
    return variables
