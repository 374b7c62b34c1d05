"""Bounds that narrow each other: cases worked out by hand."""

from collections.abc import Callable
from datetime import date, timedelta
from heapq import heappush
from itertools import pairwise
from typing import Any

import pytest

from kg.dates.narrowing import SIDES, Narrowed, Relation, narrow
from kg.model import EventKey, When

ZERO = date(2031, 4, 1)


def key(name: str) -> EventKey:
    return ("a1", name)


def april(earliest: int | None, latest: int | None) -> When:
    """Bounds by days of April 2031; days over 30 fall in May."""
    ends = [None if end is None else ZERO + timedelta(end - 1) for end in (earliest, latest)]
    return When(*ends, "as stated")


def before(first: str, second: str, ground: str = "") -> Relation:
    return Relation(key(first), key(second), "before", ground or f"{first} before {second}")


def part(first: str, second: str) -> Relation:
    return Relation(key(first), key(second), "part", f"{first} part of {second}")


def later(first: str, second: str, days: int) -> Relation:
    return Relation(key(first), key(second), "counted", f"{first} {days} days after {second}", read=shift(days))


def shift(days: int, wider: int = 0) -> Callable[[When], When]:
    def read(when: When) -> When:
        earliest = when.earliest and when.earliest + timedelta(days - wider)
        return When(earliest, when.latest and when.latest + timedelta(days + wider))

    return read


def days(found: Narrowed, name: str) -> tuple[int | None, int | None]:
    """Return the bounds as days of April 2031."""
    when = found.bounds.get(key(name), When())
    return tuple(end and (end - ZERO).days + 1 for end in (when.earliest, when.latest))


def test_what_comes_before_is_over_by_the_latest_of_the_later_one() -> None:
    found = narrow({key("call"): april(1, 30), key("meeting"): april(5, 9)}, [before("call", "meeting")])
    assert days(found, "call") == (1, 9)
    assert days(found, "meeting") == (5, 9)


def test_what_comes_after_did_not_begin_before_the_earliest_of_the_earlier_one() -> None:
    found = narrow({key("call"): april(7, 7), key("meeting"): april(1, 9)}, [before("call", "meeting")])
    assert days(found, "meeting") == (7, 9)


def test_an_order_alone_tells_nothing_of_the_same_day() -> None:
    # a call in the morning comes before a meeting in the evening
    found = narrow({key("call"): april(7, 7), key("meeting"): april(7, 7)}, [before("call", "meeting")])
    assert (days(found, "call"), days(found, "meeting"), found.steps) == ((7, 7), (7, 7), {})


def test_an_event_without_a_time_lies_between_its_neighbours() -> None:
    own = {key("first"): april(2, 3), key("third"): april(8, 9)}
    found = narrow(own, [before("first", "second"), before("second", "third")])
    assert days(found, "second") == (2, 9)
    assert found.bounds[key("second")].edtf == "2031-04-02/2031-04-09"
    steps = {side: found.steps[key("second"), side] for side in SIDES}
    assert steps["earliest"].relation.ground == "first before second"
    assert steps["earliest"].premises == ((key("first"), "earliest"),)
    assert steps["latest"].relation.ground == "second before third"
    assert steps["latest"].premises == ((key("third"), "latest"),)


def test_a_bound_goes_along_a_chain_of_three_and_each_step_is_kept() -> None:
    found = narrow({key("c"): april(None, 9)}, [before("a", "b"), before("b", "c")])
    assert (days(found, "a"), days(found, "b")) == ((None, 9), (None, 9))
    assert found.steps[key("a"), "latest"].premises == ((key("b"), "latest"),)
    assert found.steps[key("b"), "latest"].premises == ((key("c"), "latest"),)


def test_a_part_lies_within_its_whole_and_tells_nothing_of_it() -> None:
    found = narrow({key("visit"): april(4, 6), key("talks"): april(1, 5)}, [part("talks", "visit")])
    assert (days(found, "talks"), days(found, "visit")) == ((4, 5), (4, 6))


def test_order_and_part_together() -> None:
    # the call came before the talks, and these were part of a visit that ended by the sixth
    own = {key("visit"): april(4, 6), key("call"): april(1, 30)}
    found = narrow(own, [part("talks", "visit"), before("call", "talks")])
    assert (days(found, "talks"), days(found, "call")) == ((4, 6), (1, 6))


def test_a_time_counts_from_the_narrowed_bounds_of_its_anchor() -> None:
    # the meeting by the 9th, the call before it, and the letter two days after the call: by the 11th
    own = {key("meeting"): april(5, 9), key("call"): april(1, 30), key("letter"): april(3, 32)}
    found = narrow(own, [before("call", "meeting"), later("letter", "call", 2), before("call", "letter")])
    assert (days(found, "call"), days(found, "letter")) == ((1, 9), (3, 11))
    assert found.steps[key("letter"), "latest"].premises == ((key("call"), "latest"),)


def test_an_anchor_is_not_narrowed_by_what_counts_from_it() -> None:
    own = {key("call"): april(1, 30), key("letter"): april(3, 32)}
    found = narrow(own, [later("letter", "call", 2), before("call", "letter")])
    assert (found.steps, found.contradictions) == ({}, ())


def test_a_day_that_is_known_keeps_its_words() -> None:
    found = narrow({key("call"): april(7, 7), key("meeting"): april(8, 8)}, [before("call", "meeting")])
    assert found.bounds[key("call")].edtf == "as stated"


def test_an_order_against_the_stated_days_narrows_neither() -> None:
    own = {key("call"): april(7, 8), key("meeting"): april(5, 6)}
    found = narrow(own, [before("call", "meeting")])
    assert (days(found, "call"), days(found, "meeting")) == ((7, 8), (5, 6))
    (contradiction,) = found.contradictions
    assert set(contradiction.times) == {(key("call"), "earliest"), (key("meeting"), "latest")}
    assert [relation.ground for relation in contradiction.relations] == ["call before meeting"]


def test_a_contradiction_over_a_chain_names_the_whole_chain_once_and_leaves_others_alone() -> None:
    own = {key("a"): april(9, 9), key("d"): april(2, 2), key("f"): april(4, 4)}
    chain = [before("a", "b"), before("b", "c"), before("c", "d")]
    found = narrow(own, [*chain, before("e", "f"), before("e", "d"), part("m", "b")])
    (contradiction,) = found.contradictions
    assert set(contradiction.relations) == set(chain)
    assert set(contradiction.times) == {(key("a"), "earliest"), (key("d"), "latest")}
    assert [days(found, name) for name in "abcde"] == [(9, 9), (None, None), (None, None), (2, 2), (None, 2)]


def test_a_reading_that_needs_both_ends_rests_on_both() -> None:
    # the day after, but only where the day itself is known
    def read(when: When) -> When:
        return shift(1)(when) if when.earliest == when.latest else When()

    counted = Relation(key("reply"), key("letter"), "counted", "the day after", read=read)
    own = {key("call"): april(4, 4), key("talks"): april(4, 4)}
    found = narrow(own, [before("call", "letter"), before("letter", "talks"), counted])
    assert days(found, "reply") == (5, 5)
    assert found.steps[key("reply"), "latest"].premises == ((key("letter"), "earliest"), (key("letter"), "latest"))


def test_no_step_rests_on_itself_where_a_reading_leaves_out_days() -> None:
    # the letter on the last third day of the month up to the call, which came before it and by the 8th: then both
    # would be on the 6th, but only because of each other
    def read(when: When) -> When:
        return When(latest=when.latest and when.latest - timedelta((when.latest.day) % 3))

    counted = Relation(key("letter"), key("call"), "counted", "the third day", read=read)
    relations = [before("call", "talks"), before("call", "letter"), counted]
    found = narrow({key("talks"): april(None, 8)}, relations)
    assert days(found, "call") == (None, 8)
    (contradiction,) = found.contradictions
    assert set(contradiction.relations) == set(relations[1:])


def test_of_two_that_state_the_same_impossible_order_neither_is_believed() -> None:
    own = {key("call"): april(7, 8), key("meeting"): april(5, 6)}
    found = narrow(own, [before("call", "meeting", "one paper"), before("call", "meeting", "the other paper")])
    (contradiction,) = found.contradictions
    assert [relation.ground for relation in contradiction.relations] == ["one paper", "the other paper"]


def test_a_circle_of_orders_narrows_nothing_even_without_any_day() -> None:
    circle = [before("a", "b"), before("b", "c"), before("c", "a")]
    found = narrow({key("d"): april(3, 3)}, [*circle, before("a", "d")])
    (contradiction,) = found.contradictions
    assert (contradiction.times, set(contradiction.relations)) == ((), set(circle))
    assert [days(found, name) for name in "abc"] == [(None, 3), (None, None), (None, None)]


def test_an_event_before_itself_is_a_circle() -> None:
    (contradiction,) = narrow({}, [before("a", "a")]).contradictions
    assert contradiction.relations == (before("a", "a"),)


def test_times_that_chase_each_other_are_a_contradiction_and_come_to_rest() -> None:
    # the letter two days before the call, and yet after it: each would push the other back without end
    own = {key("call"): april(None, 20), key("letter"): april(None, 18)}
    relations = [before("call", "letter"), later("letter", "call", -2)]
    found = narrow(own, relations)
    (contradiction,) = found.contradictions
    assert set(contradiction.relations) == set(relations)
    assert (days(found, "call"), days(found, "letter")) == ((None, 20), (None, 18))


def test_a_relation_narrows_only_whom_it_may() -> None:
    only_second = before("talks", "plan")._replace(narrows=(key("plan"),))
    found = narrow({key("talks"): april(3, 20), key("plan"): april(1, 9)}, [only_second])
    assert (days(found, "talks"), days(found, "plan")) == ((3, 20), (3, 9))


MOVES = 20_000 + 2 * 9_990
"""For 10 chains of 1000 events: both ends of each, and two moves for each event but one of each chain."""


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return a list that gets each end that is queued to be passed on: as it is known first, and whenever it moves."""
    found: list[object] = []

    def push(queue: list[Any], end: object) -> None:
        found.append(end)
        assert len(found) <= MOVES, "ends move over and over"
        heappush(queue, end)

    monkeypatch.setattr("kg.dates.narrowing.heappush", push)
    return found


@pytest.mark.parametrize("backwards", [False, True])
def test_in_chains_of_thousands_each_end_moves_once_by_each_relation(queued: list[object], *, backwards: bool) -> None:
    own, relations = {}, []
    for chain in range(10):
        names = [f"{chain}-{n:04}" for n in range(1000)]
        # every event is known to lie after its neighbour's first day and before its last, worst first
        own |= {key(name): april(n, 3000 + n) for n, name in enumerate(names)}
        own[key(names[-1])] = april(None, 3000)
        relations += [before(one, other) for one, other in pairwise(names)]
        relations += [later(one, other, -3) for one, other in pairwise(names)]
    found = narrow(own, relations[::-1] if backwards else relations)
    assert len(queued) <= MOVES  # the last day of an event moves by the order, and by the time that counts
    assert found.contradictions == ()
    assert days(found, "3-0000") == (0, 3)  # 999 times three days before the 3000th


def test_where_thousands_all_narrow_each_other_each_end_moves_once(queued: list[object]) -> None:
    own, relations = {}, []
    for chain in range(10):
        names = [f"{chain}-{n:04}" for n in range(1000)]
        own |= {key(name): april(2000 - n, 5000 - n) for n, name in enumerate(names)}
        relations += [before(one, other) for one, other in pairwise(names)]
    found = narrow(own, relations)
    assert len(queued) == MOVES  # all but the first day of the first and the last day of the last
    assert {days(found, event) for _, event in own} == {(2000, 4001)}
