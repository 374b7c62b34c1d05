"""What is asked: all that stayed open, most useful first, and nothing that was judged."""

from datetime import date

import pytest

from kg.judging.listing import around, listing
from kg.judging.questions import Question, questions
from kg.model import Judgement
from tests.judging.norland import ARTICLES, article, decided, meeting

DAY = date(2031, 5, 2)


def things(asked: list[Question]) -> list[tuple[str, ...]]:
    return [each.keys for each in asked]


def judged(kind: str, verdict: str, *named: str) -> Judgement:
    return Judgement(kind, verdict, named, "mk", DAY, "x")  # type: ignore[arg-type]


def test_what_is_open_is_asked_and_what_most_hangs_on_comes_first() -> None:
    assert [(each.about, each.kind, each.weight, each.keys) for each in questions(decided())] == [
        ("open name", "person", 2, ("herald-2/berg", "herald-2/eva-berg")),
        ("open name", "person", 2, ("herald-2/berg", "herald-2/tom-berg")),
        ("open name", "person", 1, ("herald-2/nobody-known",)),
        ("proposed", "event", 1, ("gazette-1/talks", "tribune-7/meeting")),
        ("proposed", "person", 1, ("gazette-1/ada-lindqvist", "herald-2/ada-lindqvist")),
    ]


def test_a_question_says_what_speaks_for_and_against_and_where_each_is_named() -> None:
    (asked,) = [each for each in questions(decided()) if each.about == "proposed" and each.kind == "person"]
    assert [(line.feature, line.points) for line in asked.reasons_for] == [("name", 2), ("state", 1)]
    assert [(line.feature, line.points) for line in asked.reasons_against] == [("post", -1)]
    assert asked.margin == -2
    named = [[(place.article, place.pointer, place.start, place.end) for place in t.places] for t in asked.things]
    assert named == [
        [
            ("gazette-1", "/events/0/participants/0", 105, 112),
            ("tribune-7", "/events/0/participants/0", 105, 112),
        ],
        [("herald-2", "/events/0/participants/0", 105, 112)],
    ]


def test_the_order_of_the_articles_makes_no_difference() -> None:
    assert questions(decided(articles=ARTICLES[::-1])) == questions(decided())


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("event", "gazette-1/talks", "tribune-7/meeting"),
        ("person", "gazette-1/ada-lindqvist", "herald-2/ada-lindqvist"),
        ("person", "herald-2/ada-lindqvist", "tribune-7/ada-lindqvist"),
        ("person", "herald-2/berg", "herald-2/eva-berg"),
    ],
)
def test_what_is_judged_is_not_asked_again(kind: str, verdict: str, one: str, other: str) -> None:
    asked = questions(decided(judged(kind, verdict, one, other)), everything=True)
    assert (one, other) not in things(asked)


def test_a_name_that_is_known_by_judgement_is_no_longer_open() -> None:
    asked = questions(decided(judged("person", "same", "herald-2/berg", "herald-2/tom-berg")))
    assert [each.keys for each in asked if "herald-2/berg" in each.keys] == []


def test_a_name_of_which_all_candidates_are_judged_is_not_asked_again() -> None:
    others = [judged("person", "unsure", "herald-2/berg", f"herald-2/{who}") for who in ("eva-berg", "tom-berg")]
    assert [each.keys for each in questions(decided(*others)) if "herald-2/berg" in each.keys] == []


def test_other_questions_stay_when_one_is_judged() -> None:
    asked = questions(decided(judged("event", "different", "gazette-1/talks", "tribune-7/meeting")))
    assert len(asked) == len(questions(decided())) - 1


def test_what_was_taken_as_one_without_a_point_to_spare_is_shown_on_demand() -> None:
    more = [each for each in questions(decided(), everything=True) if each.about == "taken as one"]
    # A name of two parts (2 points) that the register has once (2 points) just reaches the 4 that are needed.
    assert things(more) == [
        ("eva-berg", "herald-2/eva-berg"),
        ("gazette-1/tom-berg", "tom-berg"),
        ("herald-2/tom-berg", "tom-berg"),
    ]
    assert [(each.margin, each.verdict) for each in more] == [(0, "same")] * 3
    assert more[0].things[0].places[0].file == "sources/register/people.yaml"
    assert [place.article for place in more[1].things[0].places] == ["gazette-1"]


def test_events_that_contradict_each_other_are_shown_on_demand() -> None:
    guest = {"name": "Tom Berg", "post": "Foreign Minister", "of": "Sundria"}
    host = {"name": "Ada Lindqvist", "post": "Foreign Minister", "of": "Norland"}
    articles = [
        article("gazette-1", meeting("talks", "Tuesday morning", host, guest)),
        article("tribune-7", meeting("meeting", "Tuesday evening", host, guest)),
    ]
    assert [each for each in questions(decided(articles=articles)) if each.kind == "event"] == []
    more = questions(decided(articles=articles), everything=True)
    (apart,) = [each for each in more if each.kind == "event"]
    assert (apart.about, apart.verdict, apart.keys) == (
        "kept apart",
        "different",
        ("gazette-1/talks", "tribune-7/meeting"),
    )
    assert any(line.veto for line in apart.reasons_against)


def test_an_id_stays_the_same_when_other_articles_come() -> None:
    before = {each.keys: each.id for each in questions(decided(articles=ARTICLES[:2]))}
    after = {each.keys: each.id for each in questions(decided())}
    assert before
    assert before.items() <= after.items()


def test_the_list_is_numbered_and_no_wider_than_asked() -> None:
    text = listing(questions(decided()), more=3, width=72)
    assert max(map(len, text.splitlines())) <= 72
    assert [line.split()[0] for line in text.splitlines() if line.endswith("]")] == ["1", "2", "3", "4", "5"]
    assert "--all shows 3 more" in " ".join(text.split())


def test_nothing_open_is_said_so() -> None:
    assert listing([]) == "nothing is open.\n"


def test_a_short_passage_is_shown_with_the_words_around_it_and_a_long_one_is_cut() -> None:
    text = "word " * 100
    assert around(text, 200, 204) == "…" + "word " * 15 + "word" + " word" * 15 + "…"
    assert around(text, 0, 500) == ("word " * 48).strip() + "…"
    assert around("one two three", 4, 7) == "one two three"
