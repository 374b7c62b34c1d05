"""What articles say of order and parts, and how the bounds of their events narrow by it."""

from datetime import date
from itertools import permutations
from typing import Any

import msgspec
import pytest

from kg.dates import Timeline
from kg.model import Annotation, EventKey

AT = [3, 9]
TALKS_OF_BOTH = {("b", "talks"): ("a", "talks")}


def event(name: str, says: str = "", **fields: Any) -> dict[str, Any]:
    when = {"when": {"says": says, "at": [0, 2], "relative_to": fields.pop("counts_from", None)}} if says else {}
    orders = {side: [{"event": fields.pop(side), "at": AT}] for side in ("before", "after") if side in fields}
    return {"id": name, "type": "event", "at": [0, 9], **when, **orders, **fields}


def article(name: str, *events: dict[str, Any], **fields: Any) -> Annotation:
    head = {"id": name, "text": {"sha256": "0" * 64, "characters": 900}}
    return msgspec.convert({"article": head, "annotator": "mk", "events": list(events), **fields}, Annotation)


def statement(name: str, within: str) -> dict[str, Any]:
    return {"id": name, "in": within, "speaker": "Ada Lindqvist", "at": [0, 9], "gist": "Quotas."}


def timeline(*articles: Annotation, same: dict[EventKey, EventKey] | None = None) -> Timeline:
    leaders = same or {}
    return Timeline(articles, lambda key: leaders.get(key, key))


def april(found: Timeline, article: str, name: str) -> tuple[int | None, int | None]:
    """Return the first and the last day, as days of April 2031."""
    when = found.bounds((article, name))
    ends = (when.earliest, when.latest) if when else (None, None)
    assert all(end is None or (end.year, end.month) == (2031, 4) for end in ends)
    return tuple(end and end.day for end in ends)


def test_a_day_of_one_article_bounds_what_another_orders_by_it() -> None:
    found = timeline(
        article("a", event("talks"), event("call", before="talks"), event("signing", after="talks")),
        article("b", event("talks", "3 April 2031")),
        same=TALKS_OF_BOTH,
    )
    assert april(found, "a", "call") == (None, 3)
    assert april(found, "a", "signing") == (3, None)
    assert found.own(("a", "call")) is None
    step = found.narrowed(("a", "call"))["latest"]
    assert step.premises == ((("a", "talks"), "latest"),)
    ground = step.relation.ground
    assert (ground.article, ground.fact, ground.pointer) == ("a", "call.before.talks", "/events/1/before/0")
    assert found.narrowed(("a", "signing"))["earliest"].relation.ground.fact == "signing.after.talks"
    assert found.narrowed(("a", "talks")) == {}


def test_a_meeting_lies_within_the_visit_that_another_article_dates() -> None:
    found = timeline(
        article("a", event("talks"), event("dinner", "in April 2031", part_of="talks")),
        article("b", event("talks", "in April 2031"), event("opening", "2 April 2031", before="talks")),
        same=TALKS_OF_BOTH,
    )
    assert april(found, "a", "talks") == april(found, "a", "dinner") == (2, 30)
    assert found.narrowed(("a", "dinner"))["earliest"].relation.ground.fact == "dinner.part-of"


def test_a_statement_has_the_narrowed_bounds_of_its_event() -> None:
    events = event("talks", "in April 2031", after="call"), event("call", "9 April 2031")
    found = timeline(article("a", *events, statements=[statement("s1", "talks")]))
    assert april(found, "a", "s1") == april(found, "a", "talks") == (9, 30)
    assert (found.whole(("a", "s1")), found.narrowed(("a", "s1"))) == (("a", "talks"), {})


def test_a_statement_shows_a_month_of_an_unknown_year_as_its_event_does() -> None:
    found = timeline(article("a", event("talks", "in July"), statements=[statement("s1", "talks")]))
    when = found.bounds(("a", "s1"))
    assert when is not None
    assert (when.earliest, when.latest, when.edtf) == (None, None, "XXXX-07")


def test_a_statement_in_two_events_lies_in_both() -> None:
    # two reports of one statement put it into two events that nobody took for one
    said = [statement("s1", "talks")]
    found = timeline(
        article("a", event("talks", "in April 2031"), statements=said),
        article("b", event("talks", "9 April 2031"), statements=said),
        same={("b", "s1"): ("a", "s1")},
    )
    assert april(found, "a", "s1") == (9, 9)
    assert {step.relation.ground.article for step in found.narrowed(("a", "s1")).values()} == {"b"}


@pytest.mark.parametrize("status", ["planned", "invited", "proposed"])
def test_a_plan_is_narrowed_by_what_happened_and_does_not_narrow_it(status: str) -> None:
    plan = event("visit", "in April 2031", status=status, after="talks")
    found = timeline(article("a", event("talks", "9 April 2031"), plan))
    assert april(found, "a", "visit") == (9, 30)
    plan = event("visit", "9 April 2031", status=status, after="talks")
    found = timeline(article("a", event("talks", "in April 2031"), plan))
    assert april(found, "a", "talks") == (1, 30)


def test_a_plan_narrows_a_plan_until_that_one_happens() -> None:
    # planned for after a visit of the 9th, the signing is then told as done: plans change
    visit = event("visit", "9 April 2031", status="planned")
    signing = event("signing", "in April 2031", status="planned", after="visit")
    assert april(timeline(article("a", visit, signing)), "a", "signing") == (9, 30)
    done = article("b", event("signing", "in April 2031"))
    found = timeline(article("a", visit, signing), done, same={("b", "signing"): ("a", "signing")})
    assert april(found, "a", "signing") == (1, 30)


@pytest.mark.parametrize("status", ["cancelled", "denied", "hypothetical"])
def test_what_may_have_no_day_neither_narrows_nor_is_narrowed(status: str) -> None:
    denied = event("call", "in April 2031", status=status, after="talks")
    dinner = event("dinner", "in April 2031", after="call")
    talks = event("talks", "9 April 2031")
    found = timeline(article("a", talks, denied, dinner, statements=[statement("s1", "call")]))
    assert april(found, "a", "call") == april(found, "a", "dinner") == (1, 30)
    assert found.bounds(("a", "s1")) is None


def test_what_one_article_denies_narrows_nothing_in_another() -> None:
    found = timeline(
        article("a", event("talks", "9 April 2031"), event("dinner", "in April 2031", after="talks")),
        article("b", event("talks", status="denied")),
        same=TALKS_OF_BOTH,
    )
    assert april(found, "a", "dinner") == (1, 30)


def test_a_time_counts_from_an_anchor_that_another_article_narrows() -> None:
    found = timeline(
        article("a", event("talks", "in April 2031"), event("call", "two days later", counts_from="talks")),
        article("b", event("talks"), event("opening", "12 April 2031", before="talks")),
        same=TALKS_OF_BOTH,
    )
    own = found.own(("a", "call"))
    assert own is not None
    assert own.earliest == date(2031, 4, 3)
    when = found.bounds(("a", "call"))
    assert when is not None
    assert (when.earliest, when.latest) == (date(2031, 4, 14), date(2031, 5, 2))  # two days after the 12th and the 30th
    ground = found.narrowed(("a", "call"))["earliest"].relation.ground
    assert (ground.fact, ground.says) == ("call.when", "call 'two days later' counts from talks")


def test_what_counts_from_an_event_and_comes_after_it_does_not_move_it() -> None:
    found = timeline(
        article(
            "a", event("talks", "in April 2031"), event("call", "two days later", counts_from="talks", after="talks")
        )
    )
    assert april(found, "a", "talks") == (1, 30)
    assert found.narrowed(("a", "call")) == {}
    assert found.findings == []


def test_articles_that_contradict_each_other_bound_nothing_and_all_premises_are_named() -> None:
    found = timeline(
        article(
            "a",
            event("talks"),
            event("call", "two days later", counts_from="dinner", before="talks"),
            event("dinner", "1 April 2031"),
        ),
        article("b", event("talks", "2 April 2031")),
        same=TALKS_OF_BOTH,
    )
    assert april(found, "a", "call") == (3, 3)
    assert april(found, "a", "talks") == (2, 2)
    ((where, finding),) = found.findings
    assert (where, finding.code, finding.severity) == ("a", "DK304", "warning")
    assert (finding.pointer, finding.start, finding.end) == ("/events/1/before/0", 3, 9)
    assert finding.message.split(": ", 1)[1] == (
        "a: call 'two days later' is 2031-04-03; a: dinner '1 April 2031' is 2031-04-01; "
        "b: talks '2 April 2031' is 2031-04-02; a: call before talks"
    )


def test_articles_that_order_two_events_in_opposite_ways_bound_nothing() -> None:
    same = {("b", "talks"): ("a", "talks"), ("b", "call"): ("a", "call")}
    found = timeline(
        article("a", event("talks"), event("call", "9 April 2031", before="talks")),
        article("b", event("talks"), event("call", after="talks")),
        same=same,
    )
    assert found.bounds(("a", "talks")) is None
    ((_, finding),) = found.findings
    assert finding.code == "DK304"
    assert finding.message.endswith(": a: call before talks; b: call after talks")


def test_an_event_whose_own_times_exclude_each_other_narrows_nothing() -> None:
    found = timeline(
        article("a", event("talks", "1 April 2031"), event("call", "in April 2031", before="talks")),
        article("b", event("talks", "3 April 2031")),
        same=TALKS_OF_BOTH,
    )
    assert found.bounds(("a", "talks")) is None
    assert april(found, "a", "call") == (1, 30)
    assert [finding.code for _, finding in found.findings] == ["DK302"]


def test_the_order_of_articles_changes_nothing() -> None:
    articles = (
        article("a", event("talks"), event("call", "in April 2031", before="talks")),
        article("b", event("talks", "9 April 2031 in the evening"), event("toast", "1 April 2031", before="talks")),
        article("c", event("talks", "at night"), event("call", after="talks"), event("dinner", before="talks")),
        article("d", event("toast", "2 April 2031")),
    )
    same = {(name, "talks"): ("a", "talks") for name in "bc"} | {("c", "call"): ("a", "call")}
    same[("d", "toast")] = ("b", "toast")
    found = [timeline(*each, same=same) for each in permutations(articles)]
    keys = [("a", "talks"), ("a", "call"), ("b", "toast"), ("c", "dinner")]
    told = [[(each.bounds(key), each.narrowed(key).keys()) for key in keys] for each in found]
    assert all(each == told[0] for each in told)
    assert all(each.findings == found[0].findings for each in found)
    assert april(found[0], "c", "dinner") == (None, 9)
    assert sorted(finding.code for _, finding in found[0].findings) == ["DK302", "DK304"]
