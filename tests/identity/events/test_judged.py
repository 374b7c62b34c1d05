"""Recorded judgements on events, and what they leave to the score cards."""

from typing import Any

import pytest

from kg.identity.events import merge
from tests.identity.events.invented import CALL, PORT_ELLERY, VESSEN, WEDNESDAY, groups, judged, rules, told


def test_a_judgement_joins_what_no_card_would() -> None:
    tellings = [told(), told("herald-3/meeting", when=None)]
    said = judged("gazette-1/talks", "herald-3/meeting")
    merges = merge(tellings, [said])
    assert groups(merges) == [["gazette-1/talks", "herald-3/meeting"]]
    assert merges.merged.judgements[("gazette-1", "talks")] == (said,)
    card = merges.explain(("gazette-1", "talks"), ("herald-3", "meeting"))
    assert (card.verdict, card.rule) == ("same", "recorded-judgement")
    assert "The texts say so." in card.lines[-1].says


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_what_a_judgement_keeps_apart_stays_apart_also_through_others(verdict: Any) -> None:
    tellings = [told("a/m"), told("b/m"), told("c/m", place=VESSEN), told("d/m", place=VESSEN)]
    assert groups(merge(tellings, [])) == [["a/m", "b/m", "c/m", "d/m"]]
    merges = merge(tellings, [judged("a/m", "b/m", verdict=verdict)])
    assert merges.merged.leader(("a", "m")) != merges.merged.leader(("b", "m"))
    assert groups(merges) == [["c/m", "d/m"]] or groups(merges) == []
    card = merges.explain(("a", "m"), ("b", "m"))
    assert (card.verdict, card.rule) == (verdict, "recorded-judgement")
    assert ("a/m", "b/m") not in rules(merges)


def test_a_judgement_that_parts_two_lets_a_third_go_with_the_other() -> None:
    calls = [told("gazette-1/call-1", **CALL), told("gazette-1/call-2", **CALL), told("herald-3/call", **CALL)]
    merges = merge(calls, [judged("gazette-1/call-2", "herald-3/call", verdict="different")])
    assert groups(merges) == [["gazette-1/call-1", "herald-3/call"]]


def test_a_judgement_may_take_two_tellings_of_one_article_as_one() -> None:
    calls = [told("gazette-1/call-1", **CALL), told("gazette-1/call-2", **CALL), told("herald-3/call", **CALL)]
    merges = merge(calls, [judged("gazette-1/call-1", "gazette-1/call-2")])
    assert groups(merges) == [["gazette-1/call-1", "gazette-1/call-2", "herald-3/call"]]


def test_another_article_undoes_no_judgement() -> None:
    tellings = [told(), told("herald-3/meeting", when=None)]
    said = [judged("gazette-1/talks", "herald-3/meeting")]
    more = [told("tribune-9/talks", place=PORT_ELLERY), told("tribune-9/again", when=WEDNESDAY)]
    before, after = merge(tellings, said), merge([*tellings, *more], said)
    for merges in (before, after):
        assert merges.merged.leader(("herald-3", "meeting")) == ("gazette-1", "talks")
    apart = [judged("gazette-1/talks", "herald-3/meeting", verdict="different")]
    same = [told(), told("herald-3/meeting"), told("tribune-9/talks"), told("post-4/talks", place=VESSEN)]
    merges = merge(same, apart)
    assert merges.merged.leader(("gazette-1", "talks")) != merges.merged.leader(("herald-3", "meeting"))


def test_statements_are_one_only_by_judgement() -> None:
    keys = [("gazette-1", "s1"), ("herald-3", "s1")]
    merges = merge([], [judged("gazette-1/s1", "herald-3/s1")], statements=keys)
    assert groups(merges) == [["gazette-1/s1", "herald-3/s1"]]
    assert merges.findings == ()


@pytest.mark.parametrize(
    ("judgements", "code", "words"),
    [
        ([judged("tribune-9/talk", "gazette-1/talks")], "DK210", "no event or statement 'tribune-9/talk'"),
        ([judged("herald-3/call", "gazette-1/talks")], "DK211", "a meeting and a phone call"),
        (
            [
                judged("herald-3/meeting", "gazette-1/talks"),
                judged("herald-3/meeting", "gazette-1/talks", verdict="different"),
            ],
            "DK212",
            "they differ",
        ),
        (
            [
                judged("herald-3/meeting", "gazette-1/talks"),
                judged("herald-3/meeting", "gazette-1/talks", verdict="unsure"),
            ],
            "DK212",
            "nobody can tell",
        ),
    ],
)
def test_names_a_judgement_that_cannot_stand(judgements: Any, code: str, words: str) -> None:
    tellings = [told(), told("herald-3/meeting", place=VESSEN), told("herald-3/call", **CALL, when=WEDNESDAY)]
    (finding,) = merge(tellings, judgements).findings
    assert (finding.code, finding.file, words in finding.message) == (code, "sources/register/judgements.yaml", True)


def test_a_contact_may_be_judged_a_call() -> None:
    tellings = [told("gazette-1/contact", type="contact"), told("herald-3/call", **CALL)]
    merges = merge(tellings, [judged("gazette-1/contact", "herald-3/call")])
    assert groups(merges) == [["gazette-1/contact", "herald-3/call"]]
    assert merges.findings == ()
