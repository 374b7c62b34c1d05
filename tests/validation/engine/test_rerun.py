"""After an edit a plan finds what it finds in the whole graph, run only for the nodes in reach."""

from collections import Counter
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph

from kg.model import Quad
from kg.validation.engine.edited import Held
from kg.validation.engine.joins import Data
from kg.validation.engine.plan import Found, Plan, plan_of, run_on
from kg.validation.engine.queries import stored_forms
from kg.validation.engine.rerun import Side, rerun
from kg.validation.engine.store import NeededStore
from kg.validation.engine.table import Table
from kg.validation.engine.validate import quads_of
from tests.validation.engine.shapes_grammar import case
from tests.validation.engine.test_random import read

Lines = Counter[bytes]


def held(lines: Sequence[bytes]) -> Held:
    empty = Table(())
    return Held.of(empty, (), Table((), empty.terms)).edited([], lines)[0]


def in_full(plan: Plan, lines: Sequence[bytes]) -> Found:
    """Run a plan over a graph that nothing is known of."""
    whole = Table(Quad.of_line(line.decode()) for line in lines)
    return run_on(NeededStore(Data(whole.union(), whole)), plan)


def lines_of(random: Random, count: int) -> list[bytes]:
    """Return lines of a random graph, each in a random named graph; blank nodes are what they are called."""
    graphs = ("http://e/g", "http://e/h", "http://e/a")
    quads = [quad for _ in range(count) for quad in quads_of(read(case(random.randint).data))]
    return [quad._replace(graph=f"<{random.choice(graphs)}>").line().encode() for quad in quads]


def one_of_each(lines: list[bytes], forms: dict[str, bytes]) -> list[bytes]:
    """Leave out literals that Oxigraph holds as it holds another one: which of them a query gives is not known."""
    found = []
    for each in lines:
        value = each.split(b" ", 2)[2].rsplit(b" ", 2)[0]
        form = next((form for _, form in stored_forms([value.decode()])), "")
        if not form or forms.setdefault(form, value) == value:
            found.append(each)
    return found


def compare(random: Random, shapes: Graph, steps: int = 4) -> int:
    """Edit a random graph some times, and hold what is found to what is found anew; return how much that is."""
    plan = plan_of(shapes)
    forms = dict[str, bytes]()
    lines = Lines(set(one_of_each(lines_of(random, 1), forms)))
    graph = held(sorted(lines))
    found, seen = in_full(plan, sorted(lines)), 0
    for _ in range(steps):
        removed = Lines(random.sample(sorted(lines.elements()), min(random.randint(0, 3), lines.total())))
        more = one_of_each(lines_of(random, 1), forms)
        added = Lines(random.sample(more, min(random.randint(0, 3), len(more))))
        before, (graph, less, new) = graph, graph.edited(list(removed.elements()), list(added.elements()))
        lines = lines - removed + added
        sides = Side.of(Data(before.columns, before.table), less), Side.of(Data(graph.columns, graph.table), new)
        found = rerun(plan, found, *sides)
        anew = in_full(plan, sorted(lines))
        assert Counter(found.in_order()) == Counter(anew.in_order()), (removed, added)
        assert found.focus_nodes == anew.focus_nodes
        seen += len(found.in_order())
    return seen


RARE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]


@given(st.randoms(use_true_random=True))
@settings(max_examples=100, deadline=None, suppress_health_check=RARE)
def test_results_after_edits_are_those_of_the_whole_graph(random: Random) -> None:
    compare(random, read(case(random.randint).shapes))


@pytest.mark.long
@given(st.randoms(use_true_random=True))
@settings(max_examples=5_000, deadline=None, suppress_health_check=RARE)
def test_results_after_many_edits_are_those_of_the_whole_graph(random: Random) -> None:
    compare(random, read(case(random.randint).shapes))
