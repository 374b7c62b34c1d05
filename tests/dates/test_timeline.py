"""When events were: chains of relative times, words that are not read, times that exclude each other."""

from datetime import date, timedelta
from typing import Any

import pytest

from kg.dates import Timeline
from kg.identity.events import merge_events
from kg.model import Judgement
from tests.invented import ARTICLE, article


def test_a_long_chain_of_relative_times_is_followed() -> None:
    chain = [{"id": "e0", "type": "event", "at": [0, 1], "when": {"says": "1 May 2031", "at": [0, 1]}}]
    for n in range(1, 2000):
        when = {"says": "the following day", "relative_to": f"e{n - 1}", "at": [0, 1]}
        chain.append({"id": f"e{n}", "type": "event", "at": [0, 1], "when": when})
    annotation = article(events=chain[::-1], statements=[], documents=[], tenures=[])
    merged, _ = merge_events([], [annotation])
    bounds = Timeline([annotation], merged.leader).bounds(("gazette-1", "e1999"))
    assert bounds is not None
    assert bounds.earliest == bounds.latest == date(2031, 5, 1) + timedelta(1999)


@pytest.mark.parametrize(("says", "codes"), [("in due course", ["DK301"]), ("on a single night", [])])
def test_words_that_give_neither_bounds_nor_a_part_of_the_day_are_told(says: str, codes: list[str]) -> None:
    event = {"id": "x", "type": "meeting", "at": [0, 9], "when": {"says": says, "at": [0, 9]}}
    annotation = article(events=[event], statements=[], documents=[], tenures=[])
    timeline = Timeline([annotation], merge_events([], [annotation])[0].leader)
    assert timeline.bounds(("gazette-1", "x")) is None
    assert [finding.code for _, finding in timeline.findings] == codes


def timeline_of(*whens: dict[str, Any]) -> Timeline:
    """Return the timeline of one meeting that as many articles tell, each with a time of its own."""
    annotations = []
    for number, when in enumerate(whens):
        event = {"id": "x", "type": "meeting", "at": [0, 9], "when": {"at": [0, 9], **when}}
        head = {**ARTICLE["article"], "id": f"a{number}"}
        annotations.append(article(article=head, events=[event], statements=[], documents=[], tenures=[]))
    same = Judgement(
        "event", "same", tuple(f"a{n}/x" for n in range(len(whens))), "mk", date(2031, 5, 1), "why", "j#/0"
    )
    return Timeline(annotations, merge_events([same], annotations)[0].leader)


def test_times_that_exclude_each_other_bound_nothing_and_are_told() -> None:
    timeline = timeline_of({"says": "1 April 2031"}, {"says": "3 April 2031"})
    assert timeline.bounds(("a0", "x")) is None
    ((where, finding),) = timeline.findings
    assert (where, finding.code, finding.pointer) == ("a0", "DK302", "/events/0/when")
    assert "a0: '1 April 2031' is 2031-04-01; a1: '3 April 2031' is 2031-04-03" in finding.message


def test_times_of_two_articles_narrow_each_other() -> None:
    when = timeline_of({"says": "in April 2031"}, {"says": "3 April 2031"}).bounds(("a0", "x"))
    assert when is not None
    assert (when.earliest, when.latest) == (date(2031, 4, 3), date(2031, 4, 3))


@pytest.mark.parametrize(
    ("when", "pointer"),
    [({"says": "31 April 2031"}, "/events/0/when/says"), ({"says": "Eid", "date": "2031~"}, "/events/0/when/date")],
)
def test_a_day_that_the_calendar_lacks_is_told(when: dict[str, Any], pointer: str) -> None:
    timeline = timeline_of(when, {"says": "Tuesday"})
    timeline.bounds(("a0", "x"))
    assert [(finding.code, finding.pointer) for _, finding in timeline.findings] == [("DK303", pointer)]
