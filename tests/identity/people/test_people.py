"""Who is who across articles: each rule, each veto, and what stays open."""

import pytest

from kg.identity import Ref
from tests.identity.people.world import articles, decided, judged, keys, named, person, told, who

FM, PM, DEPUTY = "Foreign Minister", "Prime Minister", "Deputy Foreign Minister"
TOR = person("tor-hale", "Tor Hale")


# --- In one article --------------------------------------------------------------------------------------------------


def test_a_short_form_stands_for_the_long_form_of_its_article() -> None:
    article = articles(
        "a", [{"participants": [named("Ada Lindqvist", FM, "norland")]}, {"participants": [named("Lindqvist")]}]
    )
    found = decided(article)
    short = who(found, "a", event=1)
    assert short.actor == Ref("person", "a/ada-lindqvist") == who(found, "a").actor
    assert short.rule == "long-form-in-article"
    assert short.because[0] == "'Lindqvist' stands for 'Ada Lindqvist' in the same article"


def test_a_short_form_between_two_long_forms_stays_open() -> None:
    events = [
        {"participants": [named("Ada Lindqvist", FM, "norland"), named("Ann Lindqvist", PM, "norland")]},
        {"participants": [named("Lindqvist")]},
    ]
    found = who(decided(articles("a", events)), "a", event=1)
    assert (found.actor, found.rule) == (None, "several-candidates")
    assert found.rejected == (Ref("person", "a/ada-lindqvist"), Ref("person", "a/ann-lindqvist"))


def test_a_short_form_beside_the_long_form_in_one_event_is_somebody_else() -> None:
    found = decided(told("a", named("Ada Lindqvist", FM, "norland"), named("Lindqvist", FM, "sundria")))
    assert len(set(keys(found, "a"))) == 2


def test_a_short_form_that_another_authority_adds_to_the_event_is_the_same_person() -> None:
    found = decided(told("a", named("Ada Lindqvist", FM, "norland"), named("Lindqvist", said_by="Sundria")))
    assert keys(found, "a") == ["a/ada-lindqvist", "a/ada-lindqvist"]


def test_a_short_form_in_the_post_of_another_state_is_somebody_else() -> None:
    events = [
        {"participants": [named("Ada Lindqvist", FM, "norland")]},
        {"participants": [named("Lindqvist", FM, "vesland")]},
    ]
    found = decided(articles("a", events))
    assert keys(found, "a", 0) != keys(found, "a", 1)


def test_one_spelling_for_two_states_is_two_people() -> None:
    found = decided(told("a", named("Jon Vale", FM, "norland"), named("Jon Vale", FM, "sundria")))
    assert keys(found, "a") == ["a/jon-vale-norland", "a/jon-vale-sundria"]


def test_the_annotators_word_holds_for_the_short_forms_too() -> None:
    events = [{"participants": [named("Tor Hale", **{"is": "tor-hale"})]}, {"participants": [named("Hale")]}]
    assert keys(decided(articles("a", events), people=[TOR]), "a", 1) == ["tor-hale"]


# --- Across articles -------------------------------------------------------------------------------------------------


def test_one_full_name_in_one_post_is_one_person() -> None:
    found = decided(told("a", named("Ada Lindqvist", FM, "norland")), told("b", named("Ada LINDQVIST", FM, "norland")))
    assert keys(found, "a") == keys(found, "b") == ["a/ada-lindqvist"]
    assert who(found, "b").rule == "same-name-and-post"


def test_one_spelling_more_is_one_person_too() -> None:
    one = told("a", named("Mohammed bin Salman Al Rashid", FM, "norland"))
    two = told("b", named("Sheikh Muhammad bin Salman al-Rashid", FM, "norland"))
    found = decided(one, two)
    assert keys(found, "a") == keys(found, "b")
    assert found.label(Ref("person", "a/mohammed-bin-salman-al-rashid")) in (
        "Mohammed bin Salman Al Rashid",
        "Muhammad bin Salman al-Rashid",
    )


def test_a_long_name_and_the_state_are_enough_and_a_short_one_is_not() -> None:
    for name, one in (("Mohammed bin Salman Al Rashid", True), ("Jon Vale", False)):
        before = told("a", named(name, FM, "norland"))
        after = told("b", named(name, of="norland"))
        found = decided(before, after, told("c", named(name, FM, "sundria")))
        assert (keys(found, "a") == keys(found, "b")) is one


def test_one_post_after_another_leaves_it_to_a_person() -> None:
    long = "Mohammed bin Salman Al Rashid"
    before = told("a", named(long, FM, "norland"), published="2031-04-02")
    after = told("b", named(long, PM, "norland"), published="2031-05-02")
    assert [card.verdict for card in decided(before, after).people.cards] == ["unsure"]
    entry = person("mohammed", long)
    assert keys(decided(before, after, people=[entry]), "a") == ["mohammed"]
    assert keys(decided(before, after, people=[entry]), "b") == ["mohammed"]


def test_two_posts_at_one_time_leave_it_to_a_person() -> None:
    long = "Mohammed bin Salman Al Rashid"
    found = decided(told("a", named(long, FM, "norland")), told("b", named(long, PM, "norland")))
    assert keys(found, "a") != keys(found, "b")
    (card,) = found.people.cards
    assert card.verdict == "unsure"
    assert "the one is Foreign Minister of Norland while the other is Prime Minister of Norland" in card.because()
    both = decided(*found.annotations, told("c", named(long, [FM, PM], "norland")))
    assert {*keys(both, "a"), *keys(both, "b")} == {"a/mohammed-bin-salman-al-rashid"}


def test_posts_of_two_states_are_two_people() -> None:
    found = decided(told("a", named("Jon Vale", FM, "norland")), told("b", named("Jon Vale", FM, "sundria")))
    assert keys(found, "a") != keys(found, "b")


def test_another_father_is_another_person() -> None:
    one = told("a", named("Mohammed bin Abdulrahman Al Thani", FM, "norland"))
    two = told("b", named("Mohammed bin Hamad Al Thani", FM, "norland"))
    found = decided(one, two)
    assert keys(found, "a") != keys(found, "b")


def test_two_in_one_event_are_never_one() -> None:
    both = told("a", named("Jon Vale", DEPUTY, "norland"), named("Jonathan Vale", DEPUTY, "norland"))
    found = decided(
        both, told("b", named("Jon Vale", DEPUTY, "norland")), told("c", named("Jonathan Vale", DEPUTY, "norland"))
    )
    assert len({*keys(found, "a")}) == 2


def test_the_register_gives_the_key() -> None:
    found = decided(told("a", named("Dr Tor Hale", FM, "norland")), told("b", named("Tor Hale")), people=[TOR])
    assert keys(found, "a") == keys(found, "b") == ["tor-hale"]
    assert who(found, "a").rule == "registered-name"


def test_a_namesake_of_another_state_takes_nobody_from_the_register() -> None:
    hale = person("tor-hale", "Tor Hale", holds=[("norland-fm", "2031-01-01", "2031-12-31")])
    found = decided(
        told("a", named("Tor Hale", FM, "sundria")), told("b", named("Tor Hale", FM, "norland")), people=[hale]
    )
    assert keys(found, "a") == ["a/tor-hale"]
    assert keys(found, "b") == ["tor-hale"]


def test_namesakes_without_more_leave_the_entry_open() -> None:
    found = decided(
        told("a", named("Tor Hale", FM, "sundria")), told("b", named("Tor Hale", FM, "norland")), people=[TOR]
    )
    assert keys(found, "a") == ["a/tor-hale"]
    assert keys(found, "b") == ["b/tor-hale"]
    assert "tor-hale" in {ref.key for ref in who(found, "a").rejected}


def test_a_bare_name_is_the_only_bearer_and_else_open() -> None:
    one, bare = told("a", named("Jon Vale", FM, "norland")), told("b", named("Jon Vale"))
    assert keys(decided(one, bare), "b") == ["a/jon-vale"]
    assert who(decided(one, bare), "b").rule == "only-bearer"
    found = decided(one, bare, told("c", named("Jon Vale", PM, "vesland")))
    assert keys(found, "b") == [None]
    assert {ref.key for ref in who(found, "b").rejected} == {"a/jon-vale", "c/jon-vale"}


def test_a_name_without_a_post_stays_words() -> None:
    found = decided(told("a", named("Harbour Line")))
    assert keys(found, "a") == [None]
    assert who(found, "a").rule == "unknown-name"
    assert [(f.code, f.severity) for f in found.casts["a"].findings] == [("DK201", "warning")]


def test_a_family_name_with_the_single_post_is_its_holder() -> None:
    found = decided(told("a", named("Ada Lindqvist", FM, "norland")), told("b", named("Lindqvist", FM, "norland")))
    assert keys(found, "b") == ["a/ada-lindqvist"]
    assert who(found, "b").rule == "short-name-and-post"


def test_a_family_name_with_a_post_of_several_stays_apart() -> None:
    found = decided(
        told("a", named("Ada Lindqvist", DEPUTY, "norland")), told("b", named("Lindqvist", DEPUTY, "norland"))
    )
    assert keys(found, "a") != keys(found, "b")


def test_two_of_one_family_in_one_post_are_told_apart_by_the_day() -> None:
    early = told("a", named("Ada Lindqvist", FM, "norland"), published="2030-01-01")
    later = told("b", named("Ada Lindqvist", FM, "norland"), published="2030-12-31")
    other = told("c", named("Ann Lindqvist", FM, "norland"), published="2031-06-01")
    then = told("d", named("Lindqvist", FM, "norland"), published="2030-06-01")
    since = told("e", named("Lindqvist", FM, "norland"), published="2031-01-15")
    found = decided(early, later, other, then, since)
    assert keys(found, "d") == ["a/ada-lindqvist"]
    assert keys(found, "e") == ["e/lindqvist"]


# --- Judgements ------------------------------------------------------------------------------------------------------


def test_a_judgement_takes_two_names_as_one_and_is_undone_by_taking_it_out() -> None:
    texts = told("a", named("Jon Vale", FM, "norland")), told("b", named("Jon Vale", PM, "norland"))
    same = judged("same", "a/jon-vale", "b/jon-vale")
    found = decided(*texts, judgements=[same])
    assert keys(found, "a") == keys(found, "b") == ["a/jon-vale"]
    assert who(found, "b").rule == "recorded-judgement"
    assert found.people.redirects["b/jon-vale"] == Ref("person", "a/jon-vale")
    assert keys(decided(*texts), "b") == ["b/jon-vale"]


def test_a_judgement_keeps_apart_what_a_rule_would_join() -> None:
    texts = told("a", named("Jon Vale", FM, "norland")), told("b", named("Jon Vale", FM, "norland"))
    for verdict in ("different", "unsure"):
        found = decided(*texts, judgements=[judged(verdict, "a/jon-vale", "b/jon-vale")])
        assert keys(found, "a") != keys(found, "b")


def test_a_judgement_on_a_name_and_an_entry() -> None:
    found = decided(
        told("a", named("T. Hale-Berg", FM, "norland")),
        people=[TOR],
        judgements=[judged("same", "tor-hale", "a/t-hale-berg")],
    )
    assert keys(found, "a") == ["tor-hale"]
    assert found.findings == []


def test_two_entries_judged_the_same_are_one_person() -> None:
    entries = [TOR, person("thor-hale", "Thor Hale-Berg")]
    found = decided(
        told("a", named("Thor Hale-Berg")), people=entries, judgements=[judged("same", "tor-hale", "thor-hale")]
    )
    assert keys(found, "a") == ["thor-hale"]
    assert found.people.redirects["tor-hale"] == Ref("person", "thor-hale")


def test_a_judgement_on_nobody_is_told() -> None:
    found = decided(
        told("a", named("Jon Vale", FM, "norland")), judgements=[judged("same", "a/jon-vale", "a/jan-vale")]
    )
    (finding,) = found.findings
    assert (finding.code, finding.file) == ("DK210", "sources/register/judgements.yaml")


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_judgements_that_contradict_each_other_are_told(verdict: str) -> None:
    texts = told("a", named("Jon Vale", FM, "norland")), told("b", named("Jon Vale", PM, "norland"))
    things = ("a/jon-vale", "b/jon-vale")
    found = decided(*texts, judgements=[judged("same", *things), judged(verdict, *things)])
    assert [finding.code for finding in found.findings] == ["DK212"]


@pytest.mark.parametrize("post_of", ["norland", "sundria"])
def test_nobody_is_one_with_somebody_in_the_same_event(post_of: str) -> None:
    found = decided(told("a", named("Jon Vale", FM, "norland"), named("Jon Vale", PM, post_of)))
    assert len(set(keys(found, "a"))) == 2


def test_a_third_one_of_two_judged_different_goes_with_neither() -> None:
    texts = [told(key, named("Jon Vale", FM, "norland")) for key in "abc"]
    found = decided(*texts, judgements=[judged("different", "a/jon-vale", "b/jon-vale")])
    assert keys(found, "c") == ["c/jon-vale"]
    assert {card.rule for card in found.people.cards if "c/jon-vale" in (card.a, card.b)} == {"ambiguous"}


def test_a_judgement_decides_on_a_short_form_between_two_long_ones() -> None:
    events = [
        {"participants": [named("Ada Lindqvist", FM, "norland"), named("Ann Lindqvist", PM, "norland")]},
        {"participants": [named("Lindqvist")]},
    ]
    ann = person("ann", "Ann Lindqvist")
    found = decided(articles("a", events), people=[ann], judgements=[judged("same", "ann", "a/lindqvist")])
    assert keys(found, "a", 1) == ["ann"]


def test_another_spelling_that_may_be_another_name_leaves_a_bare_name_open() -> None:
    one = told("a", named("Akbar Zanganeh", FM, "norland"))
    other = told("b", named("Akbar Zangeneh", FM, "sundria"))
    assert keys(decided(one, other, told("c", named("Akbar Zanganeh"))), "c") == [None]
    assert keys(decided(one, told("c", named("Akbar Zanganeh"))), "c") == ["a/akbar-zanganeh"]


def test_two_names_of_another_script_are_two_people_though_their_keys_are_alike() -> None:
    found = decided(told("a", named("李伟", FM, "norland"), named("李维", PM, "norland")))
    assert len(set(keys(found, "a"))) == 2


def test_a_family_name_with_a_post_long_after_is_not_its_holder_of_then() -> None:
    then = told("a", named("Piotr Hask", FM, "norland"), published="2031-05-05")
    for day, known in (("2031-09-01", "a/piotr-hask"), ("2091-05-05", "b/hask")):
        assert keys(decided(then, told("b", named("Hask", FM, "norland"), published=day)), "b") == [known]


def test_a_judgement_has_its_reason() -> None:
    texts = told("a", named("Karin Olm", DEPUTY, "norland")), told("b", named("K. Olm", DEPUTY, "norland"))
    found = decided(*texts, judgements=[judged("same", "a/karin-olm", "b/k-olm", because="Same post.")])
    assert keys(found, "b") == ["a/karin-olm"]
    assert who(found, "b").because == ("a judgement takes them as one: Same post.",)
    (card,) = decided(*texts).people.cards
    assert (card.verdict, card.a, card.b) == ("unsure", "a/karin-olm", "b/k-olm")


def test_who_is_linked_over_others_with_somebody_else_does_not_hang_on_the_keys() -> None:
    posts = ([FM], [FM, PM], [PM, DEPUTY], [DEPUTY])
    for names in ("abcde", "zyxwv"):
        texts = [told(key, named("Ivan Petrov", post, "norland")) for key, post in zip(names, posts, strict=False)]
        both = told(names[4], named("Ivan Petrov", FM, "norland"), named("Ivan Petrov", DEPUTY, "norland"))
        found = decided(*texts, both)
        assert keys(found, names[4])[0] == keys(found, names[0])[0]
        assert keys(found, names[4])[1] == keys(found, names[3])[0]
        assert keys(found, names[0]) != keys(found, names[3])
