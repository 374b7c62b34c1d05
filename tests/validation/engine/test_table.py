"""Quads as columns: what was there before, and what goes into a store."""

from collections.abc import Iterable
from random import Random

import numpy as np
import pyoxigraph
import pytest

from kg.validation.engine import store as needed
from kg.validation.engine import table as tables
from kg.validation.engine.columns import TERM, Ids, distinct, packed
from kg.validation.engine.table import Table
from kg.validation.engine.terms import Terms


def columns(rows: Iterable[tuple[int, int, int, int]]) -> tuple[Ids, Ids, Ids, Ids]:
    subjects, predicates, objects, graphs = np.array(list(rows), dtype=TERM).T
    return subjects, predicates, objects, graphs


def test_a_quad_that_was_there_before_is_left_out_and_told() -> None:
    table = Table.of(Terms(), *columns([(0, 1, 2, 3), (0, 1, 3, 2), (0, 1, 2, 3), (2, 1, 0, 3)]))
    assert table.repeat_nothing() == [(0, 1, 2, 3)]
    assert table.rows(np.arange(3)) == [(0, 1, 2, 3), (0, 1, 3, 2), (2, 1, 0, 3)]


def test_half_a_million_quads_of_one_predicate_and_graph_are_told_apart_by_one_number_each() -> None:
    # pairs of the first and the second column that add up alike are many, so a sum of products would meet often
    chance = Random(0)
    rows = {(chance.randrange(1 << 21), 7, chance.randrange(1 << 21), 9) for _ in range(500_000)}
    subjects, predicates, objects, graphs = columns(rows)
    mixed = tables._mixed(packed(subjects, predicates), packed(objects, graphs))
    assert len(distinct(mixed)) == len(rows)


def test_lines_are_loaded_some_at_a_time_and_a_blank_node_of_several_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needed, "_AT_ONCE", 2)
    store = pyoxigraph.Store()
    lines = [f"{node} <x:p> <x:{n}> .\n" for n, node in enumerate(["_:a", "<x:s>", "<x:s>", "<x:t>", "_:a"])]
    needed._load(store, lines, pyoxigraph.RdfFormat.N_TRIPLES)
    subjects = {str(quad.object): str(quad.subject) for quad in store}
    assert len(subjects) == 5
    assert subjects["<x:0>"] == subjects["<x:4>"]
    assert (subjects["<x:1>"], subjects["<x:3>"]) == ("<x:s>", "<x:t>")
