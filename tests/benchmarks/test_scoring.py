from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import When
from tests.benchmarks.scoring import (
    Days,
    Pairs,
    Verdicts,
    days,
    holds,
    majority,
    missed,
    score,
    verdicts,
    wrong_merges,
)

# Three mentions of Ada, two of Bo. Ada's third was taken for Bo; Bo's second was not decided.
TRUTH = {1: "ada", 2: "ada", 3: "ada", 4: "bo", 5: "bo"}
DECIDED = {1: "x", 2: "x", 3: "y", 4: "y", 5: None}


def test_pairs_are_those_taken_as_one_those_that_are_one_and_those_that_are_both():
    assert score(DECIDED, TRUTH) == Pairs(decided=2, true=4, right=1)
    assert score(DECIDED, TRUTH).precision == 0.5
    assert score(DECIDED, TRUTH).recall == 0.25


def test_what_is_not_decided_at_all_stands_alone():
    assert score({}, TRUTH) == Pairs(decided=0, true=4, right=0)
    assert score({}, TRUTH).precision == 1.0


def test_what_the_truth_does_not_know_does_not_count():
    assert score({**DECIDED, 6: "x", 7: "x"}, TRUTH) == score(DECIDED, TRUTH)


def test_a_perfect_decision_scores_one():
    perfect = score(TRUTH, TRUTH)
    assert (perfect.precision, perfect.recall) == (1.0, 1.0)


def test_nothing_to_find_is_nothing_missed():
    assert score({}, {1: "ada", 2: "bo"}).recall == 1.0


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["x", "y", "z", None])), max_size=30))
def test_counting_by_sizes_is_counting_all_pairs(things):
    truth = {number: meant for number, (meant, _) in enumerate(things)}
    decided = {number: cluster for number, (_, cluster) in enumerate(things)}
    pairs = list(combinations(truth, 2))
    as_one = [pair for pair in pairs if decided[pair[0]] is not None and decided[pair[0]] == decided[pair[1]]]
    are_one = [pair for pair in pairs if truth[pair[0]] == truth[pair[1]]]
    assert score(decided, truth) == (len(as_one), len(are_one), len(set(as_one) & set(are_one)))


def test_a_wrong_merge_names_its_members_by_who_they_are():
    assert wrong_merges(DECIDED, TRUTH) == [{"ada": [3], "bo": [4]}]


def test_the_wrong_merge_with_most_wrong_pairs_comes_first():
    truth = dict(enumerate("abccdd"))
    decided = dict(enumerate("xxyyyy"))
    assert wrong_merges(decided, truth) == [{"c": [2, 3], "d": [4, 5]}, {"a": [0], "b": [1]}]


def test_missed_pairs_stand_between_the_largest_cluster_and_each_other_one():
    assert missed(DECIDED, TRUTH) == [("ada", 1, 3, 2), ("bo", 4, 5, 1)]


def test_undecided_things_are_missed_one_by_one():
    assert missed({}, {1: "ada", 2: "ada", 3: "ada"}) == [("ada", 1, 2, 1), ("ada", 1, 3, 1)]


def test_verdicts_tell_wrong_from_open():
    assert verdicts([("ada", "ada"), ("bo", "ada"), (None, "ada"), (None, "bo")]) == Verdicts(1, 1, 2)
    assert verdicts([]).all == 0


def test_a_cluster_means_whom_most_of_its_members_mean():
    assert majority({1: "x", 2: "x", 4: "x", 3: "y", 5: "y"}, TRUTH) == {"x": "ada", "y": "ada"}


MAY = date(2031, 5, 1), date(2031, 5, 31)


@pytest.mark.parametrize(
    ("when", "first", "last", "expected"),
    [
        (When(*MAY), date(2031, 5, 1), date(2031, 5, 1), True),
        (When(*MAY), date(2031, 5, 31), date(2031, 5, 31), True),
        (When(*MAY), date(2031, 5, 31), date(2031, 6, 1), False),
        (When(*MAY), date(2031, 4, 30), date(2031, 5, 2), False),
        (When(None, date(2031, 5, 31)), date(2029, 1, 1), date(2029, 1, 1), True),
        (When(date(2031, 5, 1), None), date(2031, 4, 30), date(2031, 4, 30), False),
        (When(), date(2031, 4, 30), date(2031, 4, 30), True),
        (None, date(2031, 4, 30), date(2031, 4, 30), True),
    ],
)
def test_bounds_hold_a_time_if_all_of_its_days_lie_within(when, first, last, expected):
    assert holds(when, first, last) is expected


def test_days_count_what_is_outside_what_is_exact_and_what_is_open():
    day = date(2031, 5, 6)
    bounds = {1: When(day, day), 2: When(*MAY), 3: When(date(2031, 5, 7), None), 4: When(), 5: None}
    found = days(bounds, dict.fromkeys((1, 2, 3, 4, 5), (day, day)))
    assert found == Days(tellings=5, outside=1, exact=1, open=2)
    assert found.contained == 0.8
