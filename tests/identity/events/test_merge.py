"""Tellings of several articles: which become one event, and what keeps the others apart."""

from typing import Any

import pytest
from msgspec import structs

from kg.identity.events import Telling, merge
from kg.identity.events.blocks import CLOSED
from tests.identity.events.invented import (
    ADA,
    CALL,
    LEO,
    PORT_ELLERY,
    TOM,
    UNA,
    VESSEN,
    WEDNESDAY,
    by_post,
    day,
    groups,
    judged,
    person,
    rules,
    told,
)

MORNING: dict[str, Any] = {**CALL, "parts_of_day": ["morning"]}
EVENING: dict[str, Any] = {**CALL, "parts_of_day": ["evening"]}


def test_what_two_articles_tell_of_one_meeting_is_one_event() -> None:
    merges = merge([told("herald-3/meeting"), told("gazette-1/talks")], [])
    assert groups(merges) == [["gazette-1/talks", "herald-3/meeting"]]
    assert merges.merged.leader(("herald-3", "meeting")) == ("gazette-1", "talks")
    assert merges.merged.judgements[("gazette-1", "talks")] == ()
    (card,) = merges.merged.cards[("gazette-1", "talks")]
    assert (card.verdict, card.rule) == ("same", "same-day-same-principals")
    assert merges.cards == (card,)


def test_the_same_two_on_other_days_stay_two() -> None:
    merges = merge([told(), told("herald-3/meeting", when=WEDNESDAY)], [])
    assert groups(merges) == []
    assert merges.cards == ()
    assert merges.findings == ()


def test_two_calls_in_one_night_stay_two_and_a_report_of_one_call_is_with_neither() -> None:
    calls = [told("gazette-1/call-1", **CALL), told("gazette-1/call-2", **CALL), told("herald-3/call", **CALL)]
    merges = merge(calls, [])
    assert groups(merges) == []
    assert rules(merges) == {
        ("gazette-1/call-1", "herald-3/call"): ("unsure", "ambiguous"),
        ("gazette-1/call-2", "herald-3/call"): ("unsure", "ambiguous"),
    }


def test_who_knows_of_two_calls_makes_two_reports_of_one_call_unsure() -> None:
    one_each = [told("herald-3/call", **CALL), told("tribune-9/call", **CALL)]
    assert groups(merge(one_each, [])) == [["herald-3/call", "tribune-9/call"]]
    two = [told("gazette-1/call-1", **CALL), told("gazette-1/call-2", **CALL)]
    merges = merge([*one_each, *two], [])
    assert groups(merges) == []
    assert rules(merges)["herald-3/call", "tribune-9/call"] == ("unsure", "ambiguous")


def test_the_part_of_the_day_tells_two_calls_of_one_day_apart() -> None:
    gazette = [told("gazette-1/first", **MORNING), told("gazette-1/second", **EVENING)]
    merges = merge([*gazette, told("herald-3/call", **EVENING), told("tribune-9/call", **MORNING)], [])
    assert groups(merges) == [["gazette-1/first", "tribune-9/call"], ["gazette-1/second", "herald-3/call"]]
    assert merges.findings == ()  # the gazette tells both, so nothing contradicts


def test_a_small_difference_does_not_tell_two_calls_apart_and_a_great_one_does() -> None:
    first = told("gazette-1/first", **CALL, topics=["fisheries"])
    second = told("gazette-1/second", **CALL)
    report = told("herald-3/call", **CALL, topics=["fisheries"], framework=["fisheries-board"])
    assert groups(merge([first, second, report], [])) == []
    undated = told("gazette-1/second", **CALL, when=None)  # 4 points for the day, and a topic
    assert groups(merge([first, undated, report], [])) == [["gazette-1/first", "herald-3/call"]]


def test_one_that_fits_two_which_contradict_each_other_is_with_neither() -> None:
    between = told("herald-3/meeting", when=day("2031-04-01", "2031-04-02"), place=VESSEN)
    merges = merge([told(place=VESSEN), told("tribune-9/talks", place=VESSEN, when=WEDNESDAY), between], [])
    assert groups(merges) == []
    assert set(rules(merges).values()) == {("unsure", "ambiguous")}


def test_morning_and_evening_are_two_accounts_and_reported() -> None:
    merges = merge([told("gazette-1/call", **MORNING, span=(12, 40)), told("herald-3/call", **EVENING)], [])
    assert groups(merges) == []
    assert rules(merges) == {("gazette-1/call", "herald-3/call"): ("different", "contradiction")}
    (finding,) = merges.findings
    assert (finding.code, finding.severity, finding.article) == ("DK213", "info", "gazette-1")
    assert (finding.start, finding.end) == (12, 40)
    assert "the one was in the morning, the other in the evening" in finding.message


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"place": PORT_ELLERY}, "the one in Vessen, the other in Port Ellery"),
        ({"type": "phone call"}, "the one is a meeting, the other a phone call"),
        ({"status": "denied"}, "the one is told as happened, the other as denied"),
    ],
)
def test_accounts_that_contradict_each_other_stay_two_and_are_reported(changes: Any, words: str) -> None:
    merges = merge([told(place=VESSEN), told("herald-3/meeting", **changes)], [])
    assert groups(merges) == []
    assert [(f.code, words in f.message) for f in merges.findings] == [("DK213", True)]
    settled = merge(
        [told(place=VESSEN), told("herald-3/meeting", **changes)],
        [judged("gazette-1/talks", "herald-3/meeting", verdict="different")],
    )
    assert settled.findings == ()


def test_contradictions_of_what_one_event_is_are_reported_once() -> None:
    tellings = [told(place=VESSEN), told("herald-3/m", place=VESSEN), told("tribune-9/m", place=PORT_ELLERY)]
    merges = merge(tellings, [])
    assert groups(merges) == [["gazette-1/talks", "herald-3/m"]]
    assert [f.code for f in merges.findings] == ["DK213"]


def test_the_parts_of_a_visit_stay_parts_and_go_each_with_its_own() -> None:
    guest = person("ada-lindqvist", "Ada Lindqvist", "norland", role="guest")

    def visit(article: str) -> list[Telling]:
        around = told(f"{article}/visit", type="visit", principals=(guest,), place=VESSEN)
        return [
            around,
            told(f"{article}/with-varga", parent=around),
            told(f"{article}/with-moor", principals=(ADA, UNA), parent=around),
        ]

    merges = merge([*visit("gazette-1"), *visit("herald-3")], [])
    assert groups(merges) == [
        ["gazette-1/visit", "herald-3/visit"],
        ["gazette-1/with-moor", "herald-3/with-moor"],
        ["gazette-1/with-varga", "herald-3/with-varga"],
    ]


@pytest.mark.parametrize(("one", "other"), [("gazette-1", "herald-3"), ("herald-3", "gazette-1")])
def test_no_event_becomes_a_part_of_itself(one: str, other: str) -> None:
    talks: dict[str, Any] = {"type": "negotiation", "place": VESSEN}
    whole, other_whole = told(f"{one}/a", **talks), told(f"{other}/b", **talks)
    part, other_part = told(f"{one}/b", **talks, parent=whole), told(f"{other}/a", **talks, parent=other_whole)
    merges = merge([whole, part, other_whole, other_part], [judged(f"{one}/b", f"{other}/b")])
    assert groups(merges) == [["gazette-1/b", "herald-3/b"]]
    card = merges.explain((one, "a"), (other, "a"))
    assert (card.verdict, card.rule) == ("unsure", "contradiction-in-group")
    assert card.lines[-1].says == "it would be a part of itself"


@pytest.mark.parametrize(("one", "other"), [("gazette-1", "herald-3"), ("herald-3", "gazette-1")])
def test_no_event_comes_before_itself(one: str, other: str) -> None:
    first, other_first = told(f"{one}/a", **CALL), told(f"{other}/b", **CALL)
    second = told(f"{one}/b", **CALL, earlier=((one, "a"),))
    other_second = told(f"{other}/a", **CALL, earlier=((other, "b"),))
    merges = merge([first, second, other_first, other_second], [judged(f"{one}/b", f"{other}/b")])
    assert groups(merges) == [["gazette-1/b", "herald-3/b"]]
    assert merges.explain((one, "a"), (other, "a")).lines[-1].says == "it would come before itself"


GUEST = {"type": "visit", "place": VESSEN, "principals": (ADA,)}
THURSDAY, TO_THURSDAY = day("2031-04-03"), day("2031-04-01", "2031-04-03")


def test_a_visit_of_one_day_is_not_the_stay_in_which_there_was_a_meeting_two_days_later() -> None:
    one_day, stay = told("gazette-1/visit", **GUEST), told("herald-3/visit", **GUEST, when=TO_THURSDAY)
    assert groups(merge([one_day, stay], [])) == [["gazette-1/visit", "herald-3/visit"]]
    meeting = told("herald-3/meeting", when=THURSDAY, parent=stay)
    merges = merge([one_day, stay, meeting], [])
    assert groups(merges) == []
    card = merges.explain(("gazette-1", "visit"), ("herald-3", "visit"))
    assert (card.verdict, card.rule) == ("unsure", "contradiction-in-group")
    assert card.lines[-1].says == "herald-3/meeting would be a part of gazette-1/visit and lie outside its days"


def test_a_meeting_in_a_visit_of_one_day_is_not_the_one_two_days_later() -> None:
    one_day, stay = told("gazette-1/visit", **GUEST), told("herald-3/visit", **GUEST, when=TO_THURSDAY)
    meeting = told("herald-3/meeting", place=VESSEN, when=TO_THURSDAY, parent=stay)
    later = told("tribune-9/meeting", place=VESSEN, when=THURSDAY)
    assert groups(merge([stay, meeting, later], [])) == [["herald-3/meeting", "tribune-9/meeting"]]
    merges = merge([one_day, stay, meeting, later], [judged("gazette-1/visit", "herald-3/visit")])
    assert groups(merges) == [["gazette-1/visit", "herald-3/visit"]]
    card = merges.explain(("herald-3", "meeting"), ("tribune-9", "meeting"))
    assert card.lines[-1].says == "tribune-9/meeting would be a part of gazette-1/visit and lie outside its days"


def test_copies_of_one_agency_text_are_one_event() -> None:
    copies = [told(f"paper-{n}/talks", place=VESSEN) for n in range(60)]
    assert [len(group) for group in groups(merge(copies, []))] == [60]


def test_who_is_named_only_by_post_is_whoever_holds_it_elsewhere() -> None:
    merges = merge([told(), told("herald-3/meeting", principals=(ADA, by_post("sundria-fm", "sundria")))], [])
    assert groups(merges) == [["gazette-1/talks", "herald-3/meeting"]]


ZOE = person("zoe-arden", "Zoe Arden", "eastmark", "eastmark-fm")


def chain(topic: str) -> list[Telling]:
    """Return four reports of a meeting of four, of which each is one with the next, and the last two most clearly."""
    return [
        told("a/m", principals=(ADA, TOM), place=VESSEN),
        told("b/m", principals=(ADA, TOM, LEO), place=VESSEN),
        told("c/m", principals=(TOM, LEO, ZOE), place=VESSEN, topics=[topic]),
        told("d/m", principals=(LEO, ZOE), place=VESSEN, topics=[topic]),
    ]


def test_the_clearest_goes_first_and_what_is_apart_stays_so_through_others() -> None:
    assert groups(merge(chain("fish"), [])) == [["a/m", "b/m", "c/m", "d/m"]]
    merges = merge(chain("fish"), [judged("a/m", "d/m", verdict="different")])
    assert groups(merges) == [["a/m", "b/m"], ["c/m", "d/m"]]
    card = merges.explain(("b", "m"), ("c", "m"))
    assert (card.verdict, card.rule, merges.merged.apart(("b", "m"), ("c", "m"))) == (
        "different",
        "recorded-judgement",
        True,
    )


def test_what_contradicts_a_member_does_not_join_the_group() -> None:
    first, second, third, last = chain("fish")
    morning = structs.replace(first, parts_of_day=frozenset(["morning"]))
    evening = structs.replace(last, parts_of_day=frozenset(["evening"]))
    merges = merge([morning, second, third, evening], [])
    assert groups(merges) == [["a/m", "b/m"], ["c/m", "d/m"]]
    card = merges.explain(("b", "m"), ("c", "m"))
    assert (card.verdict, card.rule) == ("unsure", "contradiction-in-group")
    assert card.lines[-1].says == "a/m would be one with d/m, and these contradict each other"


def test_two_that_were_never_compared_are_not_said_to_be_one() -> None:
    calls = [told(f"paper-{n:03}/call", **CALL) for n in range(CLOSED + 1)]
    merges = merge([told("a/m"), *calls, told("z/m")], [])
    card = merges.explain(("a", "m"), ("z", "m"))
    assert (card.verdict, card.rule) == ("unsure", "too-many")


def test_explains_two_that_are_one_through_a_third() -> None:
    near = told("b/m", when=day("2031-04-01", "2031-04-02"), place=VESSEN)
    bare = told("c/m", when=day("2031-03-31", "2031-04-01"), topics=["fish"])
    full = told("a/m", place=VESSEN, topics=["fish"])
    merges = merge([near, bare, full], [])
    assert groups(merges) == [["a/m", "b/m", "c/m"]]
    card = merges.explain(("c", "m"), ("b", "m"))
    assert (card.a, card.verdict, card.rule) == ("b/m", "same", "through-others")
    assert card.lines[-1].says == "both are one with a/m"
