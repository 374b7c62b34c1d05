"""Names, posts and judgements against the register of the invented article."""

from datetime import date
from typing import Any

import pytest

from kg.identity import Ref
from kg.identity.events import merge_events
from kg.identity.resolve import resolve
from kg.model import Judgement
from tests.invented import ARTICLE, article, register

EVENT: dict[str, Any] = {"id": "talks", "type": "meeting", "at": [0, 9]}


def cast_of(participant: dict[str, Any], **event: Any) -> Any:
    changed = article(
        events=[{**EVENT, **event, "participants": [{"role": "guest", "at": [1, 5], **participant}]}],
        statements=[],
        tenures=[],
        documents=[],
    )
    cast = resolve(changed, register())
    return cast, cast.mentions["/events/0/participants/0"]


def test_the_name_of_a_state_is_that_state_and_of_a_person_stays_open_for_now() -> None:
    cast, who = cast_of({"name": "the Sundrians"})
    assert (who.actor, who.rule, cast.open) == (Ref("state", "sundria"), "registered-name", {})
    cast, who = cast_of({"name": "Sheikh Ada  Lindqvist", "post": "Foreign Minister", "of": "Norland"})
    assert (who.actor, who.posts, who.named_as) == (None, ("norland-fm",), "Sheikh Ada  Lindqvist")
    assert cast.open == {"/events/0/participants/0": "Sheikh Ada  Lindqvist"}
    assert cast.findings == []


def test_is_says_who_other_words_mean() -> None:
    cast, who = cast_of({"is": "ada-lindqvist", "words": "the Norlandic minister"})
    assert (who.actor, who.named_as) == (Ref("person", "ada-lindqvist"), "the Norlandic minister")
    assert cast.findings == []


MISTAKES = [
    # participant, event, code, pointer, words of the message
    ({"is": "ada-lindquist"}, {}, "DK202", "/events/0/participants/0/is", "no actor 'ada-lindquist'"),
    ({"post": "envoy", "of": "Sundra"}, {}, "DK202", "/events/0/participants/0/of", "did you mean 'Sundria'"),
    (
        {"name": "Ada Lindqvist", "for": "the Crown"},
        {},
        "DK202",
        "/events/0/participants/0/for",
        "no actor 'the Crown'",
    ),
    ({"name": "Ada Lindqvist", "said_by": "NMFA"}, {}, "DK202", "/events/0/participants/0/said_by", "no actor 'NMFA'"),
    ({"name": "Ada Lindqvist"}, {"place": "Port Elery"}, "DK202", "/events/0/place", "did you mean 'Port Ellery'"),
    (
        {"name": "Ada Lindqvist"},
        {"topics": [{"topic": "fishery", "at": [1, 2]}]},
        "DK202",
        "/events/0/topics/0/topic",
        "no topic 'fishery'",
    ),
    (
        {"name": "Ada Lindqvist", "post": "Foreign Minister"},
        {},
        "DK204",
        "/events/0/participants/0/post",
        "can mean norland-fm, sundria-fm",
    ),
    (
        {"name": "Ada Lindqvist", "post": ["Foreign Minister", "Foregn Minister"], "of": "Norland"},
        {},
        "DK204",
        "/events/0/participants/0/post/1",
        "no post 'Foregn Minister' of norland",
    ),
    (
        {"name": "Norland", "post": "Foreign Minister", "of": "Norland"},
        {},
        "DK205",
        "/events/0/participants/0/post",
        "state",
    ),
]


@pytest.mark.parametrize(("participant", "event", "code", "pointer", "words"), MISTAKES)
def test_says_what_the_register_lacks(participant: Any, event: Any, code: str, pointer: str, words: str) -> None:
    cast, _ = cast_of(participant, **event)
    (finding,) = cast.findings
    assert (finding.code, finding.pointer) == (code, pointer)
    assert words in finding.message
    assert finding.mend


def judged(*things: str, verdict: Any = "same", kind: Any = "event") -> Judgement:
    return Judgement(kind, verdict, things, "mk", date(2031, 5, 1), "because", "sources/register/judgements.yaml#/0")


SECOND = article(article={**ARTICLE["article"], "id": "tribune-9"})
THIRD = article(article={**ARTICLE["article"], "id": "herald-3"})


def test_judgements_join_in_any_order() -> None:
    one = judged("tribune-9/talks", "gazette-1/talks")
    two = judged("herald-3/talks", "tribune-9/talks")
    for judgements in ((one, two), (two, one)):
        merged, findings = merge_events(judgements, [article(), SECOND, THIRD])
        assert findings == []
        assert merged.leader(("herald-3", "talks")) == ("gazette-1", "talks") == merged.leader(("tribune-9", "talks"))
        assert merged.members[("gazette-1", "talks")] == (
            ("gazette-1", "talks"),
            ("herald-3", "talks"),
            ("tribune-9", "talks"),
        )
    assert merged.leader(("herald-3", "call")) == ("herald-3", "call")


@pytest.mark.parametrize(
    ("judgements", "code", "words"),
    [
        ([judged("tribune-9/talk", "gazette-1/talks")], "DK210", "no event or statement 'tribune-9/talk'"),
        ([judged("tribune-9/call", "gazette-1/talks")], "DK211", "a meeting and a phone call"),
        (
            [
                judged("tribune-9/talks", "gazette-1/talks"),
                judged("tribune-9/talks", "gazette-1/talks", verdict="different"),
            ],
            "DK212",
            "they differ",
        ),
    ],
)
def test_names_a_judgement_that_cannot_stand(judgements: list[Judgement], code: str, words: str) -> None:
    _, (finding,) = merge_events(judgements, [article(), SECOND])
    assert (finding.code, finding.file, finding.pointer) == (code, "sources/register/judgements.yaml", "/0")
    assert words in finding.message
