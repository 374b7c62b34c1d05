"""Two tellings and what is decided on them, case by case."""

from typing import Any

import pytest
from msgspec import structs

from kg.identity.events import compare
from kg.identity.events.points import NEEDED, POINTS
from tests.identity.events.invented import (
    ADA,
    CALL,
    KAI,
    LEO,
    ORMA,
    PORT_ELLERY,
    SUNDRIA,
    TOM,
    TUESDAY,
    UNA,
    VESSEN,
    VESSEN_PALACE,
    WEDNESDAY,
    by_post,
    day,
    person,
    state,
    told,
)

NIGHT = day("2031-04-01", "2031-04-02")
WEEK = day("2031-03-25", "2031-04-01")
APRIL = day("2031-04-01", "2031-04-30")
VARGA_BY_POST = (ADA, by_post("sundria-fm", "sundria"))
DEPUTY = structs.replace(person("mia-dorn", "Mia Dorn", "sundria", "sundria-deputy-fm"), single=frozenset())
GUEST: dict[str, Any] = {
    "type": "visit",
    "principals": (person("ada-lindqvist", "Ada Lindqvist", "norland", role="guest"),),
}

FORUM: dict[str, Any] = {"type": "conference", "name": ["vessen", "forum"]}
SIGNED: dict[str, Any] = {"type": "signing", "place": VESSEN}
TALKS: dict[str, Any] = {"type": "negotiation"}

ONE: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "the same two ministers on one day": ({}, {}),
    "two ministers of one state on one day": ({"principals": (ADA, KAI)}, {"principals": (ADA, KAI)}),
    "named by a post that only one holds": ({}, {"principals": VARGA_BY_POST}),
    "both named by posts, and the place agrees": (
        {"principals": (by_post("norland-fm", "norland"), by_post("sundria-fm", "sundria")), "place": VESSEN},
        {"principals": (by_post("norland-fm", "norland"), by_post("sundria-fm", "sundria")), "place": VESSEN},
    ),
    "in the night between two days and on one of them, both late": (
        {"when": NIGHT, "parts_of_day": ["overnight"]},
        {"when": WEDNESDAY, "parts_of_day": ["night"]},
    ),
    "overnight and in the morning, in one place": (
        {"when": NIGHT, "parts_of_day": ["overnight"], "place": VESSEN},
        {"when": WEDNESDAY, "parts_of_day": ["morning"], "place": VESSEN},
    ),
    "evening and night are both late": ({"parts_of_day": ["evening"]}, {"parts_of_day": ["night"]}),
    "within three days and in one place": (
        {"when": day("2031-04-01", "2031-04-03"), "place": VESSEN},
        {"place": VESSEN},
    ),
    "a Tuesday that is this one or the last, with one topic": (
        {"when": WEEK, "weekday": 1, "topics": ["fisheries"]},
        {"topics": ["fisheries"]},
    ),
    "a palace and its city": ({"place": VESSEN_PALACE}, {"place": VESSEN}),
    "a city and its country": ({"place": VESSEN}, {"place": SUNDRIA}),
    "a call has no one place": ({**CALL, "place": VESSEN}, {**CALL, "place": PORT_ELLERY}),
    "a delegation may have more who are named": ({"principals": (ADA, KAI, TOM)}, {"principals": (ADA, TOM)}),
    "a visit of several days and one day of it": (
        {**GUEST, "when": day("2031-04-01", "2031-04-03"), "place": VESSEN},
        {**GUEST, "when": WEDNESDAY, "place": SUNDRIA},
    ),
    "a conference of one name, whoever is said to have come": (
        {**FORUM, "principals": (ADA,), "when": day("2031-04-01", "2031-04-03")},
        {**FORUM, "principals": (UNA, LEO)},
    ),
    "a signing with one document": ({**SIGNED, "documents": ["minutes"]}, {**SIGNED, "documents": ["minutes"]}),
    "a round of talks on one day in one place": ({**TALKS, "place": VESSEN}, {**TALKS, "place": VESSEN}),
    "a contact that was a call, on one topic late on one day": (
        {"type": "contact", "topics": ["fisheries"], "parts_of_day": ["night"], "framework": ["fisheries-board"]},
        {**CALL, "topics": ["fisheries"], "parts_of_day": ["night"], "framework": ["fisheries-board"]},
    ),
    "an appointment to one post": (
        {"type": "appointment", "principals": (TOM,)},
        {"type": "appointment", "principals": (TOM,)},
    ),
    "a third side in both": ({"principals": (ADA, TOM, LEO)}, {"principals": (ADA, TOM, LEO)}),
}

ASK: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "both named by posts and nothing else": (
        {"principals": (by_post("norland-fm", "norland"), by_post("sundria-fm", "sundria"))},
        {"principals": (by_post("norland-fm", "norland"), by_post("sundria-fm", "sundria"))},
        "not-enough",
    ),
    "named by a post that several hold": (
        {"principals": (ADA, DEPUTY)},
        {"principals": (ADA, by_post("sundria-deputy-fm", "sundria", single=False))},
        "not-enough",
    ),
    "one day, and topics that have nothing in common": ({"topics": ["fisheries"]}, {"topics": ["grain"]}, "not-enough"),
    "within three days and nothing more": ({"when": NIGHT}, {}, "not-enough"),
    "a month and a day in one place on one topic": (
        {"when": APRIL, "place": VESSEN, "topics": ["fisheries"]},
        {"place": VESSEN, "topics": ["fisheries"]},
        "not-enough",
    ),
    "a month and a day, whatever else agrees": (
        {"when": APRIL, "place": VESSEN, "topics": ["fisheries"], "framework": ["fisheries-board"]},
        {"place": VESSEN, "topics": ["fisheries"], "framework": ["fisheries-board"]},
        "not-enough",
    ),
    "a state and its minister, whatever else agrees": (
        {"principals": (ADA, state("sundria")), "place": VESSEN, "topics": ["fisheries"]},
        {"place": VESSEN, "topics": ["fisheries"]},
        "not-enough",
    ),
    "without a day, both on a Tuesday night": (
        {"when": None, "weekday": 1, "parts_of_day": ["night"]},
        {"parts_of_day": ["night"]},
        "not-enough",
    ),
    "a third side only in one": ({"principals": (ADA, TOM, LEO)}, {}, "not-enough"),
    "a contact that may have been a call": ({"type": "contact"}, CALL, "not-enough"),
    "talks that go on, by the day alone": (TALKS, TALKS, "not-enough"),
    "a conference without a name in one": (FORUM, {**FORUM, "name": []}, "not-enough"),
    "a state and its minister": ({"principals": (ADA, state("sundria"))}, {}, "not-enough"),
    "a visit that one tells a day later": (
        {**GUEST, "place": VESSEN, "topics": ["fisheries"], "principals": (*GUEST["principals"], TOM)},
        {
            **GUEST,
            "place": VESSEN,
            "topics": ["fisheries"],
            "principals": (*GUEST["principals"], TOM),
            "when": WEDNESDAY,
        },
        "not-enough",
    ),
    "a plan told twice": ({"status": "planned"}, {"status": "planned"}, "not-both-happened"),
}

TWO: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "shared participants alone": ({"when": None}, {"when": None}, "shared-participants-only"),
    "shared participants in one month": ({"when": APRIL}, {"when": APRIL}, "shared-participants-only"),
    "one minister in both and nothing else": (
        {"principals": (ADA,)},
        {"principals": (ADA,)},
        "shared-participants-only",
    ),
    "nobody in common": ({"principals": (ADA, TOM)}, {"principals": (LEO, state("eastmark"))}, "nothing-shared"),
    "a plan and its report": ({"status": "planned", "when": WEEK}, {}, "plan-and-report"),
    "a plan of another month": (
        {"status": "planned", "when": day("2031-03-01", "2031-05-30")},
        {},
        "not-both-happened",
    ),
    "what was only thought of": ({"status": "hypothetical"}, {}, "not-both-happened"),
    "two states that hold talks": (
        {"principals": (state("norland"), state("sundria"))},
        {},
        "shared-participants-only",
    ),
}

VETOES: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "other days": ({}, {"when": WEDNESDAY}, "day"),
    "other days of the week": ({"when": None, "weekday": 3}, {}, "day"),
    "morning and evening": ({"parts_of_day": ["morning"]}, {"parts_of_day": ["evening"]}, "part of day"),
    "morning and night": ({"parts_of_day": ["morning"]}, {"parts_of_day": ["night"]}, "part of day"),
    "cities of two states": ({"place": VESSEN}, {"place": PORT_ELLERY}, "place"),
    "a meeting and a call": ({}, CALL, "type"),
    "a meeting and a visit": ({}, {"type": "visit"}, "type"),
    "denied and told": ({"status": "denied"}, {}, "status"),
    "for one side one person each, and not the same": (
        {"principals": (ADA, TOM, LEO)},
        {"principals": (ADA, UNA, LEO)},
        "participants",
    ),
    "each rang the other": (
        {**CALL, "principals": (person("ada-lindqvist", "Ada Lindqvist", "norland", role="caller"), TOM)},
        {**CALL, "principals": (person("ada-lindqvist", "Ada Lindqvist", "norland", role="callee"), TOM)},
        "role",
    ),
    "parts of visits to two states": (
        {"parent": told("gazette-1/visit", **GUEST, place=VESSEN)},
        {"parent": told("herald-3/visit", **GUEST, place=PORT_ELLERY)},
        "parent",
    ),
    "parts of visits of other months": (
        {"parent": told("gazette-1/visit", **GUEST, when=APRIL)},
        {"parent": told("herald-3/visit", **GUEST, when=day("2031-05-01", "2031-05-31"))},
        "parent",
    ),
    "parts of visits of two guests": (
        {"parent": told("gazette-1/visit", type="visit", principals=(TOM,))},
        {"parent": told("herald-3/visit", type="visit", principals=(UNA,))},
        "parent",
    ),
    "the 20th and the 21st session": ({"name": ["20", "session"]}, {"name": ["21", "session"]}, "name"),
    "several calls taken together": ({"type": "contact", "several": True}, CALL, "type"),
}


@pytest.mark.parametrize("case", ONE)
def test_takes_as_one(case: str) -> None:
    a, b = ONE[case]
    card = compare(told(**a), told("herald-3/meeting", **b))
    assert (card.verdict, card.margin >= 0) == ("same", True), card


@pytest.mark.parametrize("case", ASK)
def test_leaves_to_a_person(case: str) -> None:
    a, b, rule = ASK[case]
    card = compare(told(**a), told("herald-3/meeting", **b))
    assert (card.verdict, card.rule) == ("unsure", rule), card


@pytest.mark.parametrize("case", TWO)
def test_takes_as_two(case: str) -> None:
    a, b, rule = TWO[case]
    card = compare(told(**a), told("herald-3/meeting", **b))
    assert (card.verdict, card.rule) == ("different", rule), card
    assert not any(line.veto for line in card.lines)


@pytest.mark.parametrize("case", VETOES)
def test_one_contradiction_keeps_two_apart_whatever_else_agrees(case: str) -> None:
    a, b, feature = VETOES[case]
    alike: dict[str, Any] = {"topics": ["fisheries"], "framework": ["fisheries-board"], "documents": ["minutes"]}
    card = compare(told(**{**alike, **a}), told("herald-3/meeting", **{**alike, **b}))
    assert (card.verdict, card.rule) == ("different", "contradiction"), card
    assert [line.feature for line in card.lines if line.veto] == [feature]


@pytest.mark.parametrize("case", [*ONE, *ASK, *TWO, *VETOES])
def test_which_of_two_comes_first_makes_no_difference(case: str) -> None:
    a, b = ONE[case] if case in ONE else {**ASK, **TWO, **VETOES}[case][:2]
    one, other = told(**a), told("herald-3/meeting", **b)
    assert compare(one, other) == compare(other, one)


def test_two_tellings_of_one_article_are_two() -> None:
    card = compare(told("gazette-1/talks"), told("gazette-1/later-talks"))
    assert (card.verdict, [line.feature for line in card.lines if line.veto]) == ("different", ["article"])


def test_what_fits_others_as_well_is_left_to_a_person() -> None:
    card = compare(told(), told("herald-3/meeting"), ambiguous=True)
    assert (card.verdict, card.rule, card.margin) == ("unsure", "ambiguous", 0)


def test_the_card_adds_up() -> None:
    card = compare(told(place=VESSEN), told("herald-3/meeting", place=VESSEN))
    # two persons (3 each), one day (4), one place (2), of the 10 that a meeting needs
    assert [(line.feature, line.points) for line in card.lines if line.points] == [
        ("participants", 3),
        ("participants", 3),
        ("day", 4),
        ("place", 2),
    ]
    assert (card.a, card.b, card.margin) == ("gazette-1/talks", "herald-3/meeting", 2)
    assert card.because()[0] == "both name Ada Lindqvist"


def test_somebody_whom_only_one_article_knows_may_be_the_other_and_contradicts_nobody() -> None:
    local = person("herald-3/varga", "Varga", "sundria")
    card = compare(told(), told("herald-3/meeting", principals=(ADA, local)))
    assert card.verdict == "different"
    assert not any(line.veto for line in card.lines)
    assert POINTS["others of one side"] in [line.points for line in card.lines]


def test_places_of_one_state_whose_way_is_not_known_speak_against_it() -> None:
    card = compare(told(place=VESSEN), told("herald-3/meeting", place=ORMA))
    assert (card.verdict, card.rule) == ("unsure", "not-enough")


def test_whoever_brings_an_invitation_is_not_taken_for_whom_it_comes_from() -> None:
    king = person("king-olaf", "King Olaf", "norland", role="inviter")
    bearer = person("ada-lindqvist", "Ada Lindqvist", "norland", role="bearer")
    invitee = person("tomas-varga", "Tomas Varga", "sundria", role="invitee")
    a, b = (
        told(type="invitation", principals=(king, invitee)),
        told("herald-3/i", type="invitation", principals=(bearer, invitee)),
    )
    card = compare(a, b)
    assert not any(line.veto for line in card.lines)
    assert card.verdict != "same"


def test_every_type_needs_more_than_participants_or_a_day_alone() -> None:
    two_persons, one_day = 2 * POINTS["same person"], POINTS["same day"]
    assert all(needed > max(two_persons, one_day) for needed in NEEDED.values())
    assert TUESDAY.earliest == TUESDAY.latest
