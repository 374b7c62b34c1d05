"""Planned events and the reports that may be theirs."""

from kg.identity.events import merge
from tests.identity.events.invented import WEDNESDAY, day, groups, told


def test_a_plan_and_its_report_are_linked_and_stay_two() -> None:
    plan = told("herald-3/plan", status="planned", when=day("2031-03-31", "2031-04-06"))
    merges = merge([told(), plan], [])
    assert groups(merges) == []
    assert [(f.report, f.plan, f.card.rule) for f in merges.fulfils] == [
        (("gazette-1", "talks"), ("herald-3", "plan"), "plan-and-report")
    ]
    assert merges.cards == ()


def test_a_plan_that_two_meetings_may_fulfil_is_linked_to_none() -> None:
    plan = told("herald-3/plan", status="planned", when=day("2031-03-31", "2031-04-06"))
    later = told("tribune-9/talks", when=WEDNESDAY)
    assert merge([told(), later, plan], []).fulfils == ()
    again = told("tribune-9/talks")  # of the same day, so of the same meeting
    assert [f.plan for f in merge([told(), again, plan], []).fulfils] == [("herald-3", "plan")]


def test_a_meeting_fulfils_one_plan_of_an_article_at_most() -> None:
    plans = [told(f"herald-3/plan-{n}", status="planned") for n in (1, 2)]
    assert merge([told(), *plans], []).fulfils == ()


def test_a_plan_whose_article_tells_how_it_came_is_not_linked_elsewhere() -> None:
    plan = told("herald-3/plan", status="planned", when=day("2031-03-31", "2031-04-06"))
    own = told("herald-3/talks", when=WEDNESDAY, fulfils=("herald-3", "plan"))
    assert merge([told(), plan, own], []).fulfils == ()


def test_a_plan_without_days_is_linked_to_nothing() -> None:
    assert merge([told(), told("herald-3/plan", status="planned", when=None)], []).fulfils == ()
