"""Blocks of a section: whole subjects, and cut by what they hold alone."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mapping import cuts
from kg.mapping.cuts import cut, subject_of

LINES = sorted(b"<x:%d> <x:p> <x:%d> <x:g> .\n" % (number % 60, number) for number in range(150))
SOME = st.sets(st.sampled_from(LINES), min_size=1)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cuts, "SUBJECTS", 5)


def contents(lines: set[bytes]) -> list[bytes]:
    return [block.content for block in cut(sorted(lines))]


@given(SOME)
def test_blocks_are_the_lines_and_part_no_subject(lines: set[bytes]) -> None:
    found = contents(lines)
    assert b"".join(found) == b"".join(sorted(lines))
    subjects = [{subject_of(line) for line in block.splitlines()} for block in found]
    assert sum(map(len, subjects)) == len(set().union(*subjects))
    assert all(cuts.begins_block(subject_of(block)) for block in found[1:])


@given(SOME, st.sampled_from(LINES))
def test_a_line_more_or_less_changes_the_block_where_it_lies_and_no_other(lines: set[bytes], line: bytes) -> None:
    one, other = set(contents(lines | {line})), set(contents(lines - {line}))
    assert len(one - other) <= 2
    assert len(other - one) <= 2


def test_one_subject_begins_another_block_where_it_says_so() -> None:
    assert len(contents(set(LINES))) > 3
    beginning: Callable[[bytes], bool] = cuts.begins_block
    assert {beginning(subject_of(line)) for line in LINES} == {True, False}
