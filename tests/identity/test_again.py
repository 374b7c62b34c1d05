"""Deciding again after an edit: the same as deciding anew, and what nothing changed in is the same object."""

import sys
from copy import deepcopy
from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import asdict

from kg.dates import Timeline
from kg.identity import Cast, Decisions, Memory, Ref, decide
from kg.identity.people.pairs import _relation
from kg.model import Annotation, Article, Entry, Judgement
from tests.identity.edits import Desk
from tests.identity.people.world import POSTS, STATES, judged, named, person, told


def cast_of(cast: Cast) -> dict[str, Any]:
    return {**asdict(cast), "mentions": list(cast.mentions.items())}


def steps_of(timeline: Timeline, key: tuple[str, str]) -> dict[str, Any]:
    return {side: (step.relation[:5], step.premises) for side, step in timeline.narrowed(key).items()}


def time_of(timeline: Timeline, key: tuple[str, str]) -> tuple[Any, ...]:
    datings = timeline.datings(key)
    read = [(timeline.dating(dated), timeline.anchor_key(dated)) for dated in datings]
    known = (
        timeline.bounds(key),
        timeline.own(key),
        timeline.whole(key),
        timeline.parent(key),
        timeline.is_document(key),
    )
    return (*known, datings, read, steps_of(timeline, key))


def outcome(decisions: Decisions) -> dict[str, Any]:
    """Return all that was decided, in the order in which it is given."""
    people, events, timeline = decisions.people, decisions.events, decisions.timeline
    keys = sorted(events.tellings)
    for each in decisions.annotations:
        keys += [(each.article.id, one.id) for one in (*each.statements, *each.documents)]
    return {
        "annotations": [*decisions.annotations],
        "casts": [(key, cast_of(cast)) for key, cast in decisions.casts.items()],
        **{name: getattr(people, name) for name in ("people", "labels", "redirects", "things")},
        "cards of people": people.cards,
        "tellings": events.tellings,
        "leaders": [events.merged.leader(key) for key in keys],
        **{f"merged {name}": getattr(events.merged, name) for name in ("members", "judgements", "cards")},
        "cards of events": events.cards,
        "explained": [events.explain(*pair) for pair in pairwise(sorted(events.tellings))],
        "explained again": [events.explain(*(_key(each) for each in (card.a, card.b))) for card in events.cards],
        "fulfils": events.fulfils,
        "findings on events": events.findings,
        "times": [(key, time_of(timeline, key), time_of(timeline, events.merged.leader(key))) for key in keys],
        "publications": [timeline.publication(each.article.id) for each in decisions.annotations],
        "findings on times": timeline.findings,
        "origins": [
            list(each.items()) for each in (decisions.origins.of, decisions.origins.names, decisions.origins.copies)
        ],
        "findings": decisions.findings,
    }


def _key(thing: str) -> tuple[str, str]:
    article, _, event = thing.partition("/")
    return article, event


def decided(desk: Desk, known: Memory | None = None) -> Decisions:
    annotations = list(desk.annotations.values())
    desk.random.shuffle(annotations)
    return decide(annotations, desk.entries, desk.judgements, desk.text, known=known)


def rules_of(desk: Desk) -> tuple[list[Entry], list[Judgement]]:
    """Return all but the articles on which rests who is who."""
    return list(desk.entries), [each for each in desk.judgements if each.kind == "person"]


def test_what_is_forgotten_of_names_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(1, 30)
    known = outcome(decided(desk))
    monkeypatch.setattr(sys.modules["kg.identity.decide"], "MANY", 1)
    assert outcome(decided(desk)) == known
    assert _relation.cache_info().currsize == 0


@pytest.mark.parametrize("seed", range(1, 8))
def test_after_each_edit_all_is_as_if_it_was_decided_for_the_first_time(seed: int) -> None:
    desk, known = Desk(seed, 25 + 5 * seed), Memory()
    before = decided(desk, known)
    assert outcome(before) == outcome(decided(desk))
    for _ in range(12):
        read, casts = dict(desk.annotations), {key: deepcopy(cast_of(cast)) for key, cast in before.casts.items()}
        rules = rules_of(desk)
        desk.edit(before)
        after, anew = decided(desk, known), decided(desk)
        found, expected = outcome(after), outcome(anew)
        for what in expected:
            assert found[what] == expected[what], what
        for key, cast in before.casts.items():
            assert cast_of(cast) == casts[key], f"{key} was written into"
            if desk.annotations.get(key) is read[key] and cast_of(anew.casts[key]) == casts[key]:
                assert after.casts[key] is cast or rules != rules_of(desk), key
        before = after


ADA = person("ada-varga", "Ada Varga")
MINISTER = named("Ada Varga", "Foreign Minister", "norland")


def again(before: Annotation, after: Annotation, other: Annotation) -> tuple[Decisions, Decisions]:
    """Return what is decided on two articles before and after an edit of the first one; it is as if decided anew."""
    known, entries = Memory(), (*STATES, *POSTS, ADA)
    found = [decide([each, other], entries, known=known) for each in (before, after)]
    assert outcome(found[1]) == outcome(decide([after, other], entries))
    return found[0], found[1]


def test_what_another_article_says_of_somebody_is_told_of_an_event_that_leaves_it_open() -> None:
    other = told("b", named("Ada Varga", **{"is": "ada-varga"}), named("Leo Brandt", "Foreign Minister", "sundria"))
    before, after = again(told("a", MINISTER), told("a", named("Ada Varga")), other)
    sides = [[who.side for who in each.events.tellings["b", "e0"].principals if who.person] for each in (before, after)]
    assert sides == [["norland", "sundria"], [None, "sundria"]]
    assert before.casts["b"] is after.casts["b"]


def test_the_holder_of_a_post_is_nobody_any_more_once_the_other_article_names_another_post() -> None:
    other = told("b", {"post": "Foreign Minister", "of": "Norland"})
    deputy = named("Ada Varga", "Deputy Foreign Minister", "norland")
    before, after = again(told("a", MINISTER), told("a", deputy), other)
    holders = [each.casts["b"].mentions["/events/0/participants/0"].holder for each in (before, after)]
    assert holders == [Ref("person", "ada-varga"), None]


def test_a_judgement_on_events_leaves_alone_who_is_who() -> None:
    articles, entries, known = [told("a", MINISTER), told("b", named("Ada Varga"))], (*STATES, *POSTS, ADA), Memory()
    apart, one = (judged(verdict, "a/e0", "b/e0", kind="event") for verdict in ("different", "same"))
    before = decide(articles, entries, known=known)
    for judgements in ([apart], [one], [one, judged("same", "a/e9", "b/e0", kind="event")], []):
        after = decide(articles, entries, judgements, known=known)
        assert outcome(after) == outcome(decide(articles, entries, judgements))
        assert after.people is before.people
        assert after.casts["a"] is before.casts["a"]
        joined = after.events.merged.leader(("a", "e0")) == after.events.merged.leader(("b", "e0"))
        assert joined == (one in judgements)


PAIRS = (("same", "b/e0"), ("different", "c/e0"))
SAME, APART = judged("same", "a/e0", "b/e0", kind="event"), judged("different", "b/e0", "c/e0", kind="event")
DIRECT = judged("different", "a/e0", "c/e0", kind="event")
FURTHER, FURTHER_APART = (judged(verdict, key, "d/e0", kind="event") for verdict, key in PAIRS)


@pytest.mark.parametrize(
    ("before", "after", "told_by_all"),
    [
        ([DIRECT], [], False),
        ([DIRECT] * 2, [], False),
        ([SAME, APART], [SAME], True),
        ([SAME, APART], [APART], False),
        ([SAME, FURTHER, FURTHER_APART], [SAME, FURTHER_APART], True),
    ],
)
def test_two_that_no_judgement_keeps_apart_any_more_are_one_again(
    before: list[Judgement], after: list[Judgement], told_by_all: bool
) -> None:
    meet = [MINISTER, named("Leo Brandt", "Foreign Minister", "sundria")]
    other = [named("Mara Holm", "Prime Minister", "vesland"), named("Ida Sand", "Prime Minister", "sundria")]
    articles = [told(key, *deepcopy(meet)) for key in "abc"]
    articles.append(told("d", *deepcopy(other), published="2031-08-09"))
    if not told_by_all:
        articles[1] = told("b", *other, published="2031-08-09")
    entries, known, one = (*STATES, *POSTS, ADA), Memory(), []
    for judgements in (before, after, before):
        found = decide(articles, entries, judgements, known=known)
        assert outcome(found) == outcome(decide(articles, entries, judgements))
        one.append(found.events.merged.leader(("a", "e0")) == found.events.merged.leader(("c", "e0")))
    assert one == [False, True, False]


def test_of_two_equal_judgements_one_is_enough() -> None:
    articles, entries, known = [told("a", MINISTER), told("b", named("Ada Varga"))], (*STATES, *POSTS, ADA), Memory()
    for number in (2, 1, 3):
        found = decide(articles, entries, [SAME] * number, known=known)
        assert outcome(found) == outcome(decide(articles, entries, [SAME] * number))
        assert found.events.merged.judgements["a", "e0"] == (SAME,) * number


def test_the_holder_of_a_post_is_another_once_another_article_gives_the_event_another_day() -> None:
    holders = (
        person("ada-varga", "Ada Varga", holds=[("norland-fm", "2031-01-01", "2031-04-10")]),
        person("tom-berg", "Tom Berg", holds=[("norland-fm", "2031-04-11", "2031-12-31")]),
    )
    two = [named("Leo Brandt", "Foreign Minister", "sundria"), {"post": "Foreign Minister", "of": "Norland"}]
    one = judged("same", "a/e0", "b/e0", kind="event")
    month = told("b", *deepcopy(two), when={"says": "in April 2031", "at": [0, 9]}, published="2031-05-02")
    known, entries, found = Memory(), (*STATES, *POSTS, *holders), []
    for day in ("2031-04-02", "2031-04-20"):
        articles = [told("a", *deepcopy(two), published=day), month]
        found.append(decide(articles, entries, [one], known=known))
        assert outcome(found[-1]) == outcome(decide(articles, entries, [one]))
    assert [each.casts["b"].mentions["/events/0/participants/1"].holder for each in found] == [
        Ref("person", "ada-varga"),
        Ref("person", "tom-berg"),
    ]


def test_a_text_that_comes_to_hand_shows_a_copy_and_takes_it_back_when_it_is_lost() -> None:
    articles, known, words = [told(key, MINISTER) for key in "abc"], Memory(), " ".join(map(str, range(400)))
    texts: dict[str, str] = {"a": words, "c": "Another text. " * 40}
    steps: list[tuple[dict[str, str], dict[str, str]]] = [
        ({}, {}),
        ({"b": words}, {"a": "a", "b": "a"}),
        ({"b": ""}, {}),
    ]

    def text(article: Article) -> str | None:
        return texts.get(article.id)

    for change, copies in steps:
        texts |= change
        found = decide(articles, (*STATES, *POSTS, ADA), text=text, known=known, retexted=change.keys())
        assert outcome(found) == outcome(decide(articles, (*STATES, *POSTS, ADA), text=text))
        assert found.origins.copies == copies
