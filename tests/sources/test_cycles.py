"""Circles of links: each that is told is one, and without them none is left."""

from graphlib import TopologicalSorter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sources.cycles import cycles


@pytest.mark.parametrize(
    ("links", "circles"),
    [
        ({}, []),
        ({"a": ["b"], "b": ["c"]}, []),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"]}, []),
        ({"a": ["a"]}, [["a"]]),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, [["b", "c"]]),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, [["a", "b"], ["c", "d"]]),
    ],
)
def test_circles(links: dict[str, list[str]], circles: list[list[str]]) -> None:
    assert list(cycles(links)) == circles


def test_a_long_chain_is_no_danger() -> None:
    chain = {str(n): [str(n + 1)] for n in range(20_000)}
    assert list(cycles(chain)) == []
    assert [len(circle) for circle in cycles(chain | {"20000": ["0"]})] == [20_001]


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), unique=True)))
def test_without_the_links_that_close_them_no_circle_is_left(links: dict[str, list[str]]) -> None:
    left = {start: list(ends) for start, ends in links.items()}
    for circle in cycles(links):
        for start, end in zip(circle, [*circle[1:], circle[0]], strict=True):
            assert end in links[start]
        left[circle[-1]].remove(circle[0])
    TopologicalSorter(left).prepare()
