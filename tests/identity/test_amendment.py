"""Another register or another judgement on persons reaches just what rests on it."""

import sys
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from kg.identity import Decisions, Memory, Ref, decide
from kg.model import Annotation, Entry, Judgement
from tests.identity.people.world import POSTS, STATES, judged, named, person, told
from tests.identity.test_again import outcome

ADA = person("ada", "Ada Varga")
HELD = person("ada", "Ada Varga", holds=[("norland-fm", "2031-01-01", "2031-12-31")])
FM = "Foreign Minister"
UNNAMED = {"post": FM, "of": "Norland"}
LEO = named("Leo Brandt", FM, "sundria")

Rules = tuple[Sequence[Entry], Sequence[Judgement]]


@pytest.fixture(autouse=True)
def _never_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["kg.identity.decide"], "MOST", 2)  # however much is reached


def amended(articles: Sequence[Annotation], *rules: Rules) -> list[Decisions]:
    """Return what is decided by these rules one after the other, each time as if it was decided anew."""
    known, found = Memory(), []
    for entries, judgements in rules:
        memory = known.people
        found.append(decide(articles, (*STATES, *POSTS, *entries), judgements, known=known))
        assert not found[1:] or known.people is memory, "all was decided anew"
        assert outcome(found[-1]) == outcome(decide(articles, (*STATES, *POSTS, *entries), judgements))
    return found


def test_who_is_not_reached_is_left_alone() -> None:
    articles = [told("a", named("Ada Varga", FM, "norland")), told("b", LEO, named("Sundria"))]
    before, after = amended(articles, ([ADA], []), ([replace(ADA, names=("Ada M. Varga",))], []))
    assert before.casts["b"] is after.casts["b"]
    assert before.events.tellings["b", "e0"] is after.events.tellings["b", "e0"]


def test_a_name_that_means_something_else_now() -> None:
    league = Entry("organization", "league", "Harbour League")
    before, after = amended([told("a", named("Harbour League"), LEO)], ([], []), ([league], []))
    actors = [each.casts["a"].mentions["/events/0/participants/0"].actor for each in (before, after)]
    assert actors == [None, Ref("organization", "league")]


def test_a_name_that_is_like_an_unknown_one_is_suggested() -> None:
    place = Entry("place", "vesen", "Vesenn")
    before, after = amended([told("a", LEO, place={"name": "Vesem", "at": [0, 9]})], ([], []), ([place], []))
    hints = ["did you mean 'Vesenn'" in each.casts["a"].findings[0].message for each in (before, after)]
    assert hints == [False, True]


def test_the_label_of_a_post_that_only_another_article_knows_of_somebody() -> None:
    articles = [told("a", named("Ada Varga", FM, "norland")), told("b", named("Ada Varga", **{"is": "ada"}))]
    posts = [replace(post, label="Chief Diplomat of Norland") if post.key == "norland-fm" else post for post in POSTS]
    known, labels = Memory(), []
    for each in (POSTS, posts):
        found = decide(articles, (*STATES, *each, ADA), known=known)
        assert outcome(found) == outcome(decide(articles, (*STATES, *each, ADA)))
        labels.append(dict(found.events.tellings["b", "e0"].principals[0].labels)["norland-fm"])
    assert labels == ["Foreign Minister of Norland", "Chief Diplomat of Norland"]


def test_the_label_of_one_who_is_meant_by_a_post_alone() -> None:
    articles = [told("a", named("Ada Varga", FM, "norland")), told("b", dict(UNNAMED), LEO)]
    found = amended(articles, ([ADA], []), ([replace(ADA, label="Ada M. Varga", names=("Ada Varga",))], []))
    labels = [each.casts["b"].mentions["/events/0/participants/0"].label for each in found]
    assert labels == ["Ada Varga", "Ada M. Varga"]


def test_the_state_of_a_post_goes_with_its_ministry() -> None:
    ministry = Entry("organization", "mfa", "Ministry of Fish", properties={"of": "norland"})
    clerk = Entry("post", "clerk", "Clerk of Fish", properties={"organization": "mfa"})
    moved = replace(ministry, properties={"of": "sundria"})
    articles = [told("a", named("Ada Varga", "Clerk of Fish"), LEO)]
    found = amended(articles, ([ministry, clerk], []), ([moved, clerk], []))
    assert [each.events.tellings["a", "e0"].principals[0].side for each in found] == ["norland", "sundria"]


def test_days_in_a_post_tell_who_is_meant_by_it_alone() -> None:
    found = amended([told("a", dict(UNNAMED), LEO)], ([ADA], []), ([HELD], []), ([ADA], []))
    holders = [each.casts["a"].mentions["/events/0/participants/0"].holder for each in found]
    assert holders == [None, Ref("person", "ada"), None]


def test_an_entry_less_leaves_its_name_to_the_articles() -> None:
    articles = [told(key, named("Ada Varga", FM, "norland")) for key in "ab"]
    found = amended(articles, ([ADA], []), ([], []), ([ADA], []))
    actors = [each.casts["b"].mentions["/events/0/participants/0"].actor for each in found]
    assert actors == [Ref("person", "ada"), Ref("person", "a/ada-varga"), Ref("person", "ada")]


def test_entries_that_a_judgement_takes_as_one_are_two_without_it() -> None:
    two, one = (ADA, person("aaa", "Ada V.")), judged("same", "aaa", "ada")
    found = amended([told("a", named("Ada Varga", **{"is": "ada"}), LEO)], (two, []), (two, [one]), (two, []))
    actors = [each.casts["a"].mentions["/events/0/participants/0"].actor for each in found]
    assert actors == [Ref("person", "ada"), Ref("person", "aaa"), Ref("person", "ada")]


def test_of_two_equal_judgements_one_is_enough() -> None:
    articles = [
        told(key, named(name, FM, "norland")) for key, name in zip("ab", ("Ada Varga", "Mara Holm"), strict=True)
    ]
    one = judged("same", "a/ada-varga", "b/mara-holm")
    found = amended(articles, ([], [one] * 2), ([], [one]), ([], [one] * 3))
    said = [each.people.cards[0].lines[0].says.count("I know them.") for each in found]
    assert said == [2, 1, 3]


def test_a_judgement_joins_all_that_others_have_joined() -> None:
    people = ("Ada Varga", "Mara Holm", "Ida Sand")
    articles = [told(key, named(name, FM, "norland")) for key, name in zip("bca", people, strict=True)]
    first, second = judged("same", "b/ada-varga", "c/mara-holm"), judged("same", "a/ida-sand", "c/mara-holm")
    found = amended(articles, ([], []), ([], [first]), ([], [first, second]), ([], [second]))
    actors = [[each.casts[key].mentions["/events/0/participants/0"].actor for key in "abc"] for each in found]
    assert [len(set(some)) for some in actors] == [3, 2, 1, 2]


def test_somebody_who_shares_a_key_with_others_only_without_a_judgement() -> None:
    articles = [told(key, named("Ada Varga", FM, "norland")) for key in "abcd"]
    articles.append(told("e", named("Ida Sand", FM, "norland")))
    one = judged("same", "a/ada-varga", "e/ida-sand")
    amended(articles, ([ADA], []), ([ADA], [one]), ([ADA], []), ([], [one]), ([], []))


def test_an_entry_that_is_taken_for_another_one_gives_it_another_name() -> None:
    first, one = person("aaa", "Ada V."), judged("same", "aaa", "ada")
    articles = [told("a", named("Ida Sand", FM, "norland"))]
    found = amended(articles, ([first, ADA], [one]), ([first, replace(ADA, names=("Ida Sand",))], [one]))
    actors = [each.casts["a"].mentions["/events/0/participants/0"].actor for each in found]
    assert actors == [Ref("person", "a/ida-sand"), Ref("person", "aaa")]


def test_a_judgement_takes_an_entry_and_another_name_as_one() -> None:
    articles = [
        told("a", named("Mara Holm", FM, "norland")),
        told("b", named("Ada Varga", "Prime Minister", "norland")),
    ]
    found = amended(articles, ([ADA], []), ([ADA], [judged("same", "a/mara-holm", "ada")]), ([ADA], []))
    actors = [each.casts["a"].mentions["/events/0/participants/0"].actor for each in found]
    assert actors == [Ref("person", "a/mara-holm"), Ref("person", "ada"), Ref("person", "a/mara-holm")]


def test_a_name_of_an_entry_becomes_its_label() -> None:
    first = person("ada", "Ada Varga", "Ada Maria Varga")
    other = replace(first, label="Ada Maria Varga", names=("Ada Varga",))
    found = amended([told("a", named("Ada Varga", FM, "norland"))], ([first], []), ([other], []))
    labels = [each.casts["a"].mentions["/events/0/participants/0"].label for each in found]
    assert labels == ["Ada Varga", "Ada Maria Varga"]


def test_reasons_have_the_labels_and_the_words_of_now() -> None:
    spelt = ("Mohammed Varga", "Mohamed Varga")
    articles = [told(key, named(name, FM, "norland")) for key, name in zip("ab", spelt, strict=True)]
    articles += [told("c", named("Mohammed Varga", of="norland"))]
    apart = [
        judged("different", "a/mohammed-varga", "c/mohammed-varga", because=why)
        for why in ("I know them.", "They met.")
    ]
    rules = [([*STATES, *POSTS], [judgement]) for judgement in apart]
    for kind in ("post", "state"):
        entries = [replace(each, label=f"The {each.label}") if each.kind == kind else each for each in rules[-1][0]]
        rules.append((entries, [apart[1]]))
    known, said = Memory(), []
    for entries, judgements in rules:
        found = decide(articles, entries, judgements, known=known)
        assert outcome(found) == outcome(decide(articles, entries, judgements))
        said.append("; ".join(line.says for card in found.people.cards for line in card.lines))
    assert ["I know them." in each for each in said] == [True, False, False, False]
    assert ["The Foreign Minister of Norland" in each for each in said] == [False, False, True, True]
    assert ["The Norland" in each for each in said] == [False, False, False, True]


def test_reasons_have_the_label_of_a_state_where_nobody_has_a_post() -> None:
    spelt = ("Mohammed Varga", "Mohamed Varga")
    articles = [told(key, named(name, of="norland")) for key, name in zip("ab", spelt, strict=True)]
    states = [replace(each, label=f"The {each.label}") for each in STATES]
    known, said = Memory(), []
    for each in (STATES, states):
        found = decide(articles, (*each, *POSTS), known=known)
        assert outcome(found) == outcome(decide(articles, (*each, *POSTS)))
        said += [line.says for card in found.people.cards for line in card.lines if line.feature == "state"]
    assert said == ["both stand for Norland", "both stand for The Norland"]
