"""Results of a SHACL engine, as records (SHACL, section 3.6)."""

from collections.abc import Iterable
from typing import NamedTuple

from rdflib import Literal
from rdflib.term import Node

from kg.validation.paths import Step
from kg.validation.terms import render


class Result(NamedTuple):
    """One validation result. `path` is the text of the property path; `steps` are its first predicates."""

    focus: Node
    path: str
    value: Node | None
    shape: Node
    constraint: Node | None
    component: Node
    severity: Node
    messages: tuple[Literal, ...]
    """In a stable order, each in its language."""
    steps: tuple[Step, ...]


def worded(messages: Iterable[Node]) -> tuple[Literal, ...]:
    """Return messages in a stable order, each once."""
    found = {each if isinstance(each, Literal) else Literal(str(each)) for each in messages}
    return tuple(sorted(found, key=lambda each: (str(each), each.language or "")))


def in_order(results: Iterable[Result]) -> tuple[Result, ...]:
    """Return results in an order that does not depend on how they were found."""
    return tuple(sorted(results, key=_order))


def _order(result: Result) -> tuple[str, ...]:
    value = render(result.value) if result.value is not None else ""
    return (
        render(result.focus),
        render(result.shape),
        result.path,
        value,
        str(result.component),
        *map(str, result.messages),
    )
