"""Posts and ministries in other words: what means the same, and what must not."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity import Ref, Register
from kg.identity.wording import without_state, wording
from kg.model import Entry
from tests.identity.people.world import decided, keys, named, person, post, told, who

NORLAND, SUNDRIA = Ref("state", "norland"), Ref("state", "sundria")
STATES = (
    Entry("state", "norland", "Norland", ("Kingdom of Norland",)),
    Entry("state", "sundria", "Sundria", ("State of Sundria",)),
)
MINISTRIES = (
    Entry("organization", "norland-mfa", "Foreign Ministry of Norland", (), "", {"of": "norland"}),
    Entry("organization", "norland-trade", "Ministry of Foreign Trade of Norland", (), "", {"of": "norland"}),
)
POSTS = tuple(
    post(f"{state}-{short}", state, name)
    for state in ("norland", "sundria")
    for short, name in (
        ("fm", "Foreign Minister"),
        ("deputy", "Deputy Foreign Minister"),
        ("pm", "Prime Minister"),
        ("defence", "Minister of Defence"),
    )
)
TRADE = post("norland-trade-minister", "norland", "Minister of Foreign Trade")


def register(*more: Entry) -> Register:
    return Register((*STATES, *MINISTRIES, *POSTS, *more))


def posts(name: str, of: Ref | None = NORLAND, *more: Entry) -> set[str]:
    return {ref.key for ref in register(*more).find_post(name, of)}


@pytest.mark.parametrize(
    "name",
    [
        "Foreign Ministry of Norland",
        "Ministry of Foreign Affairs of Norland",
        "the Ministry for Foreign Affairs of Norland",
        "Norland's Foreign Ministry",
        "Norland\u2019s Ministry of Foreign Relations",
        "NORLAND FOREIGN MINISTRY",
        "Norland MFA",
    ],
)
def test_a_ministry_is_known_in_other_words(name: str) -> None:
    assert register().find(name, ("organization",)) == (Ref("organization", "norland-mfa"),)


@pytest.mark.parametrize(
    "name",
    [
        "Foreign Ministry",
        "Foreign Ministry of Sundria",
        "Foreign Ministry of Norland and Sundria",
        "Foreign Minister of Norland",
        "Trade Ministry of Norland",
        "Norland",
    ],
)
def test_other_words_are_another_ministry(name: str) -> None:
    assert register().find(name, ("organization",)) == ()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Minister of Foreign Affairs", "norland-fm"),
        ("Minister for Foreign Affairs", "norland-fm"),
        ("the Norlandic Foreign Minister", "norland-fm"),
        ("Norland's minister of foreign affairs", "norland-fm"),
        ("Foreign Minister of the Kingdom of Norland", "norland-fm"),
        ("FM", "norland-fm"),
        ("vice foreign minister", "norland-deputy"),
        ("Norlandic Vice-Minister of Foreign Affairs", "norland-deputy"),
        ("Deputy Minister for Foreign Affairs", "norland-deputy"),
        ("Norland's premier", "norland-pm"),
        ("PM", "norland-pm"),
        ("Defense Minister", "norland-defence"),
    ],
)
def test_a_post_is_known_in_other_words(name: str, key: str) -> None:
    assert posts(name) == {key}


@pytest.mark.parametrize(
    "name",
    [
        "Minister of Foreign Trade",
        "Minister of Foreign Affairs and Trade",
        "Assistant Foreign Minister",
        "Foreign Ministry",
        "Minister",
        "Deputy Minister",
        "former Foreign Minister's adviser",
        "Deputy Prime Minister",
    ],
)
def test_other_words_are_another_post(name: str) -> None:
    assert posts(name) == set()


def test_the_minister_and_the_deputy_differ_in_every_wording() -> None:
    ministers = ["Foreign Minister", "Minister of Foreign Affairs", "FM"]
    deputies = ["Deputy Foreign Minister", "vice foreign minister", "Deputy Minister of Foreign Affairs"]
    assert len(set(map(wording, ministers))) == len(set(map(wording, deputies))) == 1
    assert wording(ministers[0]) != wording(deputies[0])


def test_a_minister_of_foreign_trade_is_not_the_foreign_minister() -> None:
    assert posts("Minister of Foreign Trade", NORLAND, TRADE) == {"norland-trade-minister"}
    assert posts("Foreign Trade Minister", NORLAND, TRADE) == {"norland-trade-minister"}
    assert posts("Foreign Minister", NORLAND, TRADE) == {"norland-fm"}


@pytest.mark.parametrize("name", ["Minister of State for Foreign Affairs", "State Minister for Foreign Affairs"])
def test_a_minister_of_state_is_not_the_minister_of_a_state_that_is_called_so(name: str) -> None:
    assert posts(name, SUNDRIA) == set()
    junior = post("sundria-junior", "sundria", "Minister of State for Foreign Affairs")
    assert posts(name, SUNDRIA, junior) == {"sundria-junior"}
    assert posts("Sundrian Minister of Foreign Affairs", SUNDRIA, junior) == {"sundria-fm"}


def test_the_king_of_a_kingdom_keeps_his_title() -> None:
    king = post("norland-king", "norland", "Head of State")
    king = Entry("post", king.key, "King of Norland", (), "", king.properties)
    for name in ("King", "the Norlandic king", "Norland's King"):
        assert posts(name, NORLAND, king) == {"norland-king"}


def test_the_state_decides_between_posts_of_one_name() -> None:
    assert posts("Foreign Minister", SUNDRIA) == {"sundria-fm"}
    assert posts("Foreign Minister", None) == {"norland-fm", "sundria-fm"}
    assert posts("Minister of Foreign Affairs", None) == {"norland-fm", "sundria-fm"}
    assert posts("Sundrian Minister of Foreign Affairs", SUNDRIA) == {"sundria-fm"}


def test_a_wording_that_two_posts_share_stays_open() -> None:
    other = post("norland-fm-abroad", "norland", "Minister of Foreign Affairs")
    assert posts("Minister for Foreign Affairs", NORLAND, other) == {"norland-fm", "norland-fm-abroad"}
    assert posts("Foreign Minister", NORLAND, other) == {"norland-fm"}  # the very name goes before the words


def test_a_shared_wording_is_asked_about_and_names_no_post() -> None:
    minister = {"name": "Ada Lindqvist", "post": "Minister for Foreign Affairs"}
    (finding,) = decided(told("a", minister)).casts["a"].findings
    assert finding.code == "DK204"
    assert "norland-fm, sundria-fm, vesland-fm" in finding.message


def test_one_post_in_two_wordings_is_one_post() -> None:
    found = decided(
        told("a", named("Ada Lindqvist", "Minister of Foreign Affairs", "norland")),
        told("b", named("Ada Lindqvist", "Norlandic Foreign Minister", "norland")),
    )
    assert who(found, "a").posts == who(found, "b").posts == ("norland-fm",)
    assert keys(found, "a") == keys(found, "b") == ["a/ada-lindqvist"]


def test_peoples_names_never_go_by_their_words() -> None:
    ada = person("ada", "Ada Lindqvist")
    known = register(ada)
    assert known.find("Ada Lindqvist", ("person",)) == (Ref("person", "ada"),)
    for name in ("Lindqvist Ada", "Ada of Lindqvist", "the Lindqvist and Ada"):
        assert known.find(name, ("person", "organization", "state")) == ()


def test_a_place_or_a_topic_never_goes_by_its_words() -> None:
    known = register(Entry("topic", "trade", "foreign trade"), Entry("place", "port", "Port of Ellery"))
    assert known.find("trade, foreign", ("topic",)) == ()
    assert known.find("Ellery Port", ("place",)) == ()


@pytest.mark.parametrize(
    ("words", "names", "left"),
    [
        ("Norlandic Foreign Minister", ["Norland"], {"foreign", "minister"}),
        ("Ruwaisian envoy", ["Ruwaisia"], {"envoy"}),
        ("Vice President of Norland", ["Norland", "Kingdom of Norland"], {"deputy", "president"}),
        ("Sundrian Foreign Minister", ["Norland"], {"foreign", "minister", "sundrian"}),
        ("Unionist leader", ["Uni"], {"leader", "unionist"}),  # three letters are no sign of an adjective
    ],
)
def test_the_states_name_and_adjective_are_taken_out(words: str, names: list[str], left: set[str]) -> None:
    assert set(without_state(wording(words), names)) == left


TITLES = ["deputy", "foreign", "minister", "prime", "trade", "of", "the", "for", "affairs", "defence", "state"]


@given(st.lists(st.sampled_from(TITLES), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_neither_order_nor_small_words_nor_case_matter(words: list[str], chance: random.Random) -> None:
    before = wording(" ".join(words))
    chance.shuffle(words)
    assert wording(" of the ".join(word.upper() for word in words)) == before
    assert ("deputy" in before) == ("deputy" in words)
    assert ("trade" in before) == ("trade" in words)
