"""Random shapes over random graphs: the engine gives the results of pySHACL, as often as pySHACL gives them."""

import logging
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Node

from kg.validation import prepared, pyshacl_engine
from kg.validation.engine import validate
from kg.validation.result import Result
from kg.validation.terms import render
from tests.validation.engine.shapes_grammar import PREFIXES, Case, case

pytestmark = [
    pytest.mark.filterwarnings("ignore:Parsing weird boolean:UserWarning"),  # rdflib, of ill-typed ones
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning"),
]


@pytest.fixture(autouse=True)
def _as_written(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    level = logging.root.manager.disable
    logging.disable(logging.ERROR)  # rdflib and pySHACL tell of each ill-typed literal
    monkeypatch.setattr(prepared, "prepareQuery", parsed)
    yield
    logging.disable(level)


@cache
def _parsed(text: str, prefixes: frozenset[tuple[str, str]]) -> Query:
    return prepareQuery(text, initNs=dict(prefixes))


def parsed(text: str, **more: Any) -> Query:
    """Return the algebra of a query; pySHACL spends most of its time on it, and the queries come again and again."""
    return _parsed(text, frozenset((more.get("initNs") or {}).items()))


def told(shapes: Graph, result: Result) -> tuple[tuple[str, str | None], ...]:
    """Return the messages that a shape declares, if it does; how a blank node is called there is free."""
    nodes = (result.shape, result.constraint)
    declared = any((node, SH.message, None) in shapes for node in nodes if node is not None)
    of_query = result.component == SH.SPARQLConstraintComponent  # see faults.py, languages of messages
    said = ((str(each).replace("_:", ""), None if of_query else each.language) for each in result.messages)
    return tuple(said) if declared else ()


def term(node: Node | None) -> str:
    if isinstance(node, Literal) and node.language:
        return render(Literal(str(node), lang=node.language.lower()))
    return "" if node is None else render(node)


def rows(shapes: Graph, results: tuple[Result, ...]) -> Counter[tuple[object, ...]]:
    return Counter(
        (
            term(r.focus), r.path, term(r.value), r.component, r.shape, r.constraint, r.severity, r.steps,
            told(shapes, r),
        )
        for r in results
    )  # fmt: skip


def read(turtle: str) -> Graph:
    return Graph(bind_namespaces="none").parse(data=PREFIXES + turtle, format="turtle")


def compare(case: Case) -> int:
    """Hold the two reports to each other, and return the number of results."""
    data, shapes = read(case.data), read(case.shapes)
    ours = validate(data, shapes)
    dataset = rdflib.Dataset(default_union=True)
    dataset.graph(rdflib.URIRef("http://e/graph")).__iadd__(data)
    theirs = pyshacl_engine.run(dataset, read_again(shapes), Graph()).results
    assert ours.left == {}
    mine, other = rows(shapes, ours.results), rows(shapes, theirs)
    assert (mine - other, other - mine) == (Counter(), Counter()), f"{case.data}\n{case.shapes}"
    return len(ours.results)


def read_again(shapes: Graph) -> Graph:
    """Return a copy, since pySHACL adds to the shapes that it gets."""
    copy = Graph()
    copy += shapes
    return copy


RANDOM = st.randoms(use_true_random=True).map(lambda random: case(random.randint))
"""Cases drawn at once, much faster than by `cases`, which hypothesis can shrink."""
RARE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


@given(RANDOM)
@settings(max_examples=300, deadline=None, suppress_health_check=[*RARE, HealthCheck.function_scoped_fixture])
def test_reports_are_those_of_pyshacl(case: Case) -> None:
    compare(case)


@pytest.mark.long
@given(RANDOM)
@settings(max_examples=10_000, deadline=None, suppress_health_check=[*RARE, HealthCheck.function_scoped_fixture])
def test_many_reports_are_those_of_pyshacl(case: Case) -> None:
    compare(case)


def test_random_cases_find_something() -> None:
    """Most cases have results, and of most components: or the comparison would be of nothing."""
    components, found = Counter[Node](), 0
    examples = 0

    @given(RANDOM)
    @settings(max_examples=150, deadline=None, database=None, suppress_health_check=RARE)
    def collect(case: Case) -> None:
        nonlocal found, examples
        examples += 1
        results = validate(read(case.data), read(case.shapes)).results
        found += bool(results)
        components.update({result.component for result in results})

    collect()
    assert found > examples / 2
    assert len(components) > 20
