"""From whom each article has its own account: by agency and publisher, and by texts that are copies."""

import random
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.origins import Copies, Origins, Text, sampled
from kg.model import Annotation

WORDS = [a + b for a in ("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu") for b in "bcdfghjklmnprstvwz"]


def prose(seed: int, length: int) -> list[str]:
    """Return so many words in an order of their own: two seeds share no eight words in a row."""
    return random.Random(seed).choices(WORDS, k=length)


def told(key: str, **about: Any) -> Annotation:
    content = {"article": {"id": key, "text": {"sha256": "0" * 64, "characters": 900}, **about}, "annotator": "mk"}
    return msgspec.convert(content, Annotation)


def find_origins(annotations: Iterable[Annotation], text: Text = lambda article: None) -> Origins:
    articles = {annotation.article.id: annotation.article for annotation in annotations}
    copies = Copies()
    copies.renew((), articles.values(), text)
    return copies.origins(articles)


def found(texts: Mapping[str, str | None], **about: dict[str, Any]) -> Origins:
    """Return the origins of articles with these texts, by key; `about` says more of one of them."""
    return find_origins([told(key, **about.get(key, {})) for key in texts], lambda article: texts[article.id])


# --- Agencies and publishers -----------------------------------------------------------------------------------------


def test_two_papers_with_the_text_of_one_agency_are_one_origin() -> None:
    origins = find_origins(
        [
            told("a", publisher="The Gazette", agency="Norland News"),
            told("b", publisher="The Tribune", agency="Norland News"),
        ]
    )
    assert origins.of == {"a": "norland-news", "b": "norland-news"}
    assert origins.names == {"norland-news": "Norland News"}


def test_without_an_agency_the_publisher_stands_behind_it() -> None:
    origins = find_origins(
        [
            told("a", publisher="The Gazette", agency="Norland News"),
            told("b", publisher="The Gazette"),
            told("c", publisher="NORLAND NEWS"),
        ]
    )
    assert origins.of == {"a": "norland-news", "b": "the-gazette", "c": "norland-news"}
    assert origins.names == {"norland-news": "Norland News", "the-gazette": "The Gazette"}


def test_an_article_of_nobody_stands_for_itself() -> None:
    origins = find_origins([told("a", title="Ministers meet"), told("b")])
    assert origins.of == {"a": "article.a", "b": "article.b"}
    assert origins.names == {"article.a": "Ministers meet", "article.b": "b"}


# --- Copies ----------------------------------------------------------------------------------------------------------

WIRE = prose(1, 240)
CUT = [*prose(2, 12), *WIRE[12:160]]
"""The same text in another paper: another first line, and the last third left out."""


def test_a_copy_has_the_origin_of_the_first_by_key() -> None:
    papers = {"b": {"publisher": "The Gazette"}, "c": {"publisher": "The Tribune", "agency": "Norland News"}}
    origins = found({"c": " ".join(WIRE), "b": " ".join(CUT)}, **papers)
    assert origins.copies == {"b": "b", "c": "b"}
    assert origins.of == {"b": "the-gazette", "c": "the-gazette"}


def test_case_points_and_line_breaks_make_no_other_text() -> None:
    origins = found({"a": " ".join(WIRE), "b": ",\n".join(WIRE).upper() + "."})
    assert origins.copies == {"a": "a", "b": "a"}


def test_copies_are_one_origin_even_where_only_the_later_one_names_its_agency() -> None:
    origins = found({"a": " ".join(WIRE), "b": " ".join(CUT)}, b={"agency": "Norland News"})
    assert origins.of == {"a": "norland-news", "b": "norland-news"}
    assert origins.names == {"norland-news": "Norland News"}


@pytest.mark.parametrize("keys", ["abc", "bac", "acb"])
def test_copies_of_copies_are_one_origin(keys: str) -> None:
    # each shares two thirds of its text with the next one, and the first shares a third with the last
    whole = prose(3, 300)
    texts = {key: " ".join(whole[start : start + 180]) for key, start in zip(keys, (0, 60, 120), strict=True)}
    assert found({key: texts[key] for key in (keys[0], keys[2])}).copies == {}
    assert found(texts).copies == {"a": "a", "b": "a", "c": "a"}


def test_a_third_of_the_text_is_no_copy() -> None:
    # 60 words of 180 in common: 53 runs of 173
    whole = prose(4, 300)
    assert found({"a": " ".join(whole[:180]), "b": " ".join(whole[120:])}).copies == {}


def test_two_reports_of_one_meeting_are_no_copies() -> None:
    one = """PORT ELLERY - Foreign Minister Ada Lindqvist of Norland met her Sundrian counterpart Tom Berg there
    on Tuesday. The two ministers discussed the fisheries dispute and agreed to set up a joint commission. "We have
    made progress," Lindqvist told reporters after the talks at the Foreign Ministry of Norland. The commission is to
    begin its work in May, and both sides will name three members each. Berg is expected to travel on to Vesland."""
    two = """Norland and Sundria will set up a joint commission on fisheries, ministers said. Foreign Minister Ada
    Lindqvist of Norland received Tom Berg in Port Ellery for two hours of talks. Sundria's government has long asked
    for higher quotas in the northern waters. According to the Foreign Ministry of Norland, the two ministers discussed
    the fisheries dispute in a frank atmosphere, and the next round is due in the capital of Sundria before summer."""
    assert found({"a": one, "b": two}).copies == {}


def test_what_many_articles_carry_below_their_text_makes_no_copies() -> None:
    footer = prose(5, 30)
    texts = {f"a{n:02}": " ".join([*prose(100 + n, 24), *footer]) for n in range(60)}
    origins = found(texts)
    assert origins.copies == {}
    assert set(origins.of.values()) == {f"article.a{n:02}" for n in range(60)}


@pytest.mark.parametrize("length", [0, 1, 7, 8, 10])
def test_a_few_words_say_nothing(length: int) -> None:
    # ten words have three runs of eight, and four are asked for
    for seed in range(20, 40):
        text = " ".join(prose(seed, length))
        assert found({"a": text, "b": text}).copies == {}
        assert len(sampled(text)) <= max(0, length - 7)


def test_short_notes_with_one_formula_are_no_copies() -> None:
    # two notes of 19 words (12 runs) with ten words (3 runs) in common
    for seed in range(40, 60):
        notes = {key: " ".join([*prose(seed, 10), *prose(100 * seed + n, 9)]) for n, key in enumerate("ab")}
        assert found(notes).copies == {}


def test_texts_that_are_not_at_hand_are_compared_with_none() -> None:
    assert found({"a": None, "b": None}).copies == {}
    origins = found({"a": None, "b": " ".join(WIRE), "c": " ".join(CUT)}, a={"publisher": "The Gazette"})
    assert origins.copies == {"b": "b", "c": "b"}
    assert origins.of == {"a": "the-gazette", "b": "article.b", "c": "article.b"}
    assert find_origins([told("a"), told("b")]).copies == {}


# --- Properties ------------------------------------------------------------------------------------------------------

TEXTS = [" ".join(words) for words in (WIRE, CUT, WIRE[60:], prose(10, 180), prose(11, 9), [])]
papers = st.lists(
    st.tuples(
        st.sampled_from([None, *TEXTS]),
        st.sampled_from([None, "Norland News", "Sundria Press"]),
        st.sampled_from([None, "The Gazette", "The Tribune"]),
    ),
    min_size=1,
    max_size=8,
)


@given(papers, st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter_and_each_has_one_origin(
    printed: list[tuple[str | None, str | None, str | None]], chance: random.Random
) -> None:
    texts = {f"a{n}": text for n, (text, _, _) in enumerate(printed)}
    about = [{"agency": agency, "publisher": publisher} for _, agency, publisher in printed]
    articles = [told(f"a{n}", **fields) for n, fields in enumerate(about)]
    before = find_origins(articles, lambda article: texts[article.id])
    chance.shuffle(articles)
    after = find_origins(articles, lambda article: texts[article.id])
    assert before == after
    assert list(before.of) == list(after.of) == sorted(texts)
    assert set(before.of.values()) == before.names.keys()
    for article, first in before.copies.items():
        assert first <= article
        assert before.of[article] == before.of[first]
    of_the_wire = [key for key, text in texts.items() if text in TEXTS[:3]]
    assert all(before.copies[key] == min(of_the_wire) for key in of_the_wire if len(of_the_wire) > 1)
