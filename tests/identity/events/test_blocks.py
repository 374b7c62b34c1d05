"""Which tellings are compared at all."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import pytest

from kg.identity.events import Telling, compare, merge
from kg.identity.events.blocks import CLOSED, OPEN, Blocks, Pair
from tests.identity.events.invented import ADA, KAI, LEO, TOM, UNA, VESSEN, WEDNESDAY, by_post, day, person, told
from tests.identity.events.test_card import ASK, ONE


def candidates(tellings: Iterable[Telling]) -> list[Pair]:
    return sorted(Blocks().renew((), list(tellings))[1])


BARE_VARGA = person("tomas-varga", "Tomas Varga", None)


@pytest.mark.parametrize("case", ONE)
def test_whatever_is_one_is_compared(case: str) -> None:
    a, b = ONE[case]
    tellings = [told(**a), told("herald-3/meeting", **b)]
    assert candidates(tellings) == [(("gazette-1", "talks"), ("herald-3", "meeting"))]


@pytest.mark.parametrize("case", sorted(set(ASK) - {"a visit that one tells a day later"}))
def test_whatever_is_left_to_a_person_is_compared(case: str) -> None:
    a, b, _ = ASK[case]
    assert len(candidates([told(**a), told("herald-3/meeting", **b)])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"principals": (ADA, UNA)}),
        ({}, {"when": WEDNESDAY}),
        ({}, {"type": "visit"}),
        ({"when": day("2031-01-01", "2031-01-31")}, {}),
    ],
)
def test_what_shares_too_little_is_not_compared(one: Any, other: Any) -> None:
    assert candidates([told(**one), told("herald-3/meeting", **other)]) == []


def test_two_of_one_article_are_never_compared() -> None:
    assert candidates([told("gazette-1/a"), told("gazette-1/b")]) == []


def test_meets_who_is_named_by_post_also_where_the_other_s_side_is_not_told() -> None:
    by_role = told("herald-3/meeting", principals=(by_post("norland-fm", "norland"), TOM))
    assert len(candidates([told(principals=(ADA, BARE_VARGA)), by_role])) == 1


def crowd(number: int, **changes: Any) -> list[Telling]:
    return [told(f"paper-{n:04}/talks", **changes) for n in range(number)]


def test_a_crowded_day_is_compared_with_the_next_articles_only_and_still_joins() -> None:
    number = 3 * CLOSED
    pairs = candidates(crowd(number))
    assert len(pairs) == sum(min(CLOSED, number - 1 - n) for n in range(number))
    merges = merge(crowd(number), [])
    assert [len(group) for group in merges.merged.members.values()] == [number]


def test_a_crowd_without_a_day_is_left_out() -> None:
    assert len(candidates(crowd(OPEN, when=None))) == OPEN * (OPEN - 1) // 2
    assert candidates(crowd(OPEN + 1, when=None)) == []


def test_two_left_out_of_a_crowd_are_not_said_to_be_one() -> None:
    far = crowd(CLOSED + 2, place=VESSEN)
    moved = [told("a/talks"), *far[:-1], told("z/talks", principals=(ADA, TOM), place=None)]
    merges = merge(moved, [])
    (members,) = merges.merged.members.values()
    assert {("a", "talks"), ("z", "talks")} <= set(members)


def days() -> Iterator[str]:
    for month, number in ((3, 31), (4, 30), (5, 31)):
        yield from (f"2031-{month:02}-{each:02}" for each in range(1, number + 1))


def test_comparisons_grow_in_proportion() -> None:
    people = (ADA, TOM, UNA, KAI, LEO)
    pairs = [(p, q) for p, q in combinations(people, 2) if p.side != q.side]

    def corpus(number: int) -> list[Telling]:
        when = list(days())[: number // 100]
        return [
            told(f"paper-{n:05}/e", principals=pairs[n % len(pairs)], when=day(when[n // len(pairs) % len(when)]))
            for n in range(number)
        ]

    small, great = len(candidates(corpus(1000))), len(candidates(corpus(4000)))
    assert small > 0
    assert great <= 5 * small


def test_compared_or_not_makes_no_difference_to_what_is_decided() -> None:
    tellings = [told(f"paper-{n}/talks", when=day(iso)) for n, iso in enumerate(list(days())[:30])]
    for one, other in combinations(tellings, 2):
        assert compare(one, other).verdict == "different"
    assert candidates(tellings) == []
