"""What is taken from an annotated article for the comparison of its events."""

from datetime import date
from typing import Any

import pytest

from kg.identity.cast import Cast, Resolved
from kg.identity.events import tell
from kg.identity.events.words import own_name, words_of_time
from kg.identity.register import Ref
from kg.model import Entry, Event, EventKey, Span, StatedTime, When
from tests.invented import article, register

ADA, SUNDRIA = Ref("person", "ada-lindqvist"), Ref("state", "sundria")
TUESDAY = When(date(2031, 4, 1), date(2031, 4, 1), part_of_day="evening")


def cast() -> Cast:
    """Return what the names of the invented article mean."""
    made = Cast()
    made.mentions = {
        "/events/0/participants/0": Resolved(ADA, "Ada Lindqvist", ("norland-fm",), named_as="A. Lindqvist"),
        "/events/0/participants/1": Resolved(posts=("sundria-deputy-fm",), on_behalf_of=SUNDRIA),
        "/events/0/participants/2": Resolved(accompanies=ADA, named_as="delegation"),
        "/events/1/participants/0": Resolved(named_as="Tom Berg", posts=("sundria-fm",)),
        "/events/1/participants/1": Resolved(ADA, "Ada Lindqvist"),
        "/tenures/0": Resolved(ADA, "Ada Lindqvist", ("board-chair",)),
    }
    made.refs = {"/events/0/place": Ref("place", "port-ellery"), "/events/0/topics/0/topic": Ref("topic", "fisheries")}
    return made


def tellings(**changes: Any) -> dict[str, Any]:
    def bounds(key: EventKey) -> When | None:
        return TUESDAY if key == ("gazette-1", "talks") else None

    return {telling.key[1]: telling for telling in tell(article(**changes), cast(), register(), bounds)}


def test_tells_who_took_part_and_for_which_side() -> None:
    unnamed, ada = tellings()["talks"].principals
    assert (ada.name, ada.actor, ada.side, ada.roles) == ("Ada Lindqvist", ADA, "norland", {"host"})
    assert (ada.person, ada.by_role, ada.body) == (True, False, False)
    assert (unnamed.actor, unnamed.posts, unnamed.side) == (None, {"sundria-deputy-fm"}, "sundria")
    assert (unnamed.person, unnamed.by_role, unnamed.body) == (False, True, False)


def test_a_post_named_anywhere_in_the_article_tells_the_side_and_a_former_one_does_not() -> None:
    ada = next(p for p in tellings()["call"].principals if p.actor == ADA)
    assert (ada.posts, ada.side) == ({"norland-fm"}, "norland")


def test_tells_time_place_and_topics() -> None:
    talks = tellings()["talks"]
    assert (talks.when, talks.parts_of_day, talks.weekday) == (TUESDAY, {"evening"}, 1)
    assert talks.place
    assert (talks.place.key, talks.place.state, talks.place.at, talks.place.country) == (
        "port-ellery",
        "norland",
        (1.5, 2.5),
        False,
    )
    assert (talks.topics, talks.pointer, talks.span) == ({"fisheries"}, "/events/0", (12, 148))
    assert tellings()["call"].earlier == (("gazette-1", "talks"),)


def test_the_parent_comes_with_what_it_tells() -> None:
    events = [
        {"id": "talks", "type": "meeting", "at": [0, 9], "part_of": "visit"},
        {"id": "visit", "type": "visit", "at": [0, 9], "part_of": "tour"},
        {"id": "tour", "type": "visit", "at": [0, 9]},
    ]
    told = tellings(events=events, statements=[])
    assert told["talks"].parent
    assert (told["talks"].parent.key, told["talks"].parent.parent) == (("gazette-1", "visit"), None)
    assert [told[name].several for name in ("talks", "visit", "tour")] == [False, True, True]


def test_one_who_is_named_and_named_by_post_takes_part_once() -> None:
    mentions = [
        {"is": "ada-lindqvist", "role": "host", "at": [0, 3]},
        {"post": "Foreign Minister", "of": "Norland", "role": "interlocutor", "at": [0, 3]},
    ]
    made = Cast()
    made.mentions["/events/0/participants/0"] = Resolved(ADA, "Ada Lindqvist", ("norland-fm",))
    made.mentions["/events/0/participants/1"] = Resolved(posts=("norland-fm",))
    told = article(events=[{"id": "talks", "type": "meeting", "at": [0, 9], "participants": mentions}], statements=[])
    (talks,) = tell(told, made, register(), lambda _: None)
    assert [principal.name for principal in talks.principals] == ["Ada Lindqvist"]


def test_topics_count_with_the_broader_ones() -> None:
    known = register()
    known.entries[Ref("topic", "fisheries")] = Entry("topic", "fisheries", "fisheries", properties={"broader": "sea"})
    known.entries[Ref("topic", "sea")] = Entry("topic", "sea", "sea", properties={"broader": "fisheries"})  # a ring
    (talks, _) = tell(article(), cast(), known, lambda _: None)
    assert talks.topics == frozenset(["fisheries"])
    assert talks.fields == frozenset(["fisheries", "sea"])


@pytest.mark.parametrize(
    ("says", "parts", "weekday"),
    [
        ("Tuesday evening", {"evening"}, 1),
        ("on Saturday", set(), 5),
        ("late Sunday night", {"night"}, 6),
        ("Earlier on Thursday", set(), 3),
        ("from Monday night to Tuesday morning", {"night", "morning"}, None),
        ("two days after Tuesday", set(), None),
        ("last week", set(), None),
        ("at dawn", {"morning"}, None),
        ("Tuesday noon", {"noon"}, 1),
    ],
)
def test_reads_the_part_of_the_day_and_the_one_day_of_the_week(says: str, parts: Any, weekday: Any) -> None:
    when = StatedTime(says=says, at=Span(0, 9))
    event = Event(id="talks", type="meeting", at=Span(0, 9), when=when)
    assert words_of_time(event) == (parts, weekday)


def test_two_days_of_the_week_are_none() -> None:
    whens = [StatedTime(says=says, at=Span(0, 9)) for says in ("Tuesday", "Wednesday")]
    assert words_of_time(Event(id="talks", type="meeting", at=Span(0, 9), when=whens)) == (frozenset(), None)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Vienna talks", {"vienna", "talks"}),
        ("the talks in Vienna", {"vienna", "talks"}),
        ("The Meeting", set()),
        ("20th Vessen Forum", {"20", "vessen", "forum"}),
        ("", set()),
    ],
)
def test_a_name_is_its_words_and_general_words_are_none(name: str, words: set[str]) -> None:
    assert own_name(name) == words
