"""What holds of decisions on people whatever the articles say."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.identity.people.world import decided, judged, named, person, told

FM, PM, DEPUTY = "Foreign Minister", "Prime Minister", "Deputy Foreign Minister"
TOR = person("tor-hale", "Tor Hale")

NAMES = [
    "Ada Lindqvist",
    "Lindqvist",
    "Ann Lindqvist",
    "A. Lindqvist",
    "Jon Vale",
    "Vale",
    "Mohammed Al Rashid",
    "Muhammad al-Rashid",
]
mentions = st.builds(
    named, st.sampled_from(NAMES), st.sampled_from([None, FM, PM, DEPUTY]), st.sampled_from(["norland", "sundria"])
)
corpora = st.lists(st.lists(mentions, min_size=1, max_size=3), min_size=2, max_size=6)


def _articles(corpus: list[list[dict[str, object]]]) -> list[object]:
    days = (f"2031-04-{n + 1:02}" for n in range(len(corpus)))
    texts = zip(corpus, days, strict=True)
    return [told(f"a{n}", *map(dict, some), published=day) for n, (some, day) in enumerate(texts)]


def _state(found: object, count: int) -> list[object]:
    return [found.casts[f"a{n}"].mentions for n in range(count)]  # type: ignore[attr-defined]


@settings(max_examples=60, deadline=None)
@given(corpora, st.randoms(use_true_random=False))
def test_the_order_of_articles_and_entries_does_not_matter(
    corpus: list[list[dict[str, object]]], chance: random.Random
) -> None:
    texts, people = _articles(corpus), [TOR, person("ada", "Ada Lindqvist"), person("jon", "Jon Vale", "J. Vale")]
    before = decided(*texts, people=people)  # type: ignore[arg-type]
    chance.shuffle(texts)
    chance.shuffle(people)
    after = decided(*texts, people=people)  # type: ignore[arg-type]
    assert _state(before, len(corpus)) == _state(after, len(corpus))
    assert before.people.redirects == after.people.redirects
    assert before.people.cards == after.people.cards


@settings(max_examples=60, deadline=None)
@given(corpora, mentions)
def test_one_article_more_never_changes_what_a_person_recorded(
    corpus: list[list[dict[str, object]]], more: dict[str, object]
) -> None:
    texts = _articles(corpus)
    first = decided(*texts)  # type: ignore[arg-type]
    things = sorted(first.people.things)
    for verdict in ("same", "different"):
        judgement = judged(verdict, things[0], things[-1])
        if things[0] == things[-1] or things[0].split("/")[0] == things[-1].split("/")[0]:
            continue
        before = decided(*texts, judgements=[judgement])  # type: ignore[arg-type]
        after = decided(*texts, told("z", dict(more)), judgements=[judgement])  # type: ignore[arg-type]
        for found in (before, after):
            one, other = found.person(things[0]), found.person(things[-1])
            if one and other:
                assert (one == other) == (verdict == "same")


@settings(max_examples=40, deadline=None)
@given(corpora)
def test_taking_a_judgement_out_restores_the_earlier_state(corpus: list[list[dict[str, object]]]) -> None:
    texts = _articles(corpus)
    before = decided(*texts)  # type: ignore[arg-type]
    things = sorted(before.people.things)
    if len(things) > 1:
        decided(*texts, judgements=[judged("same", things[0], things[-1])])  # type: ignore[arg-type]
    after = decided(*texts)  # type: ignore[arg-type]
    assert _state(before, len(corpus)) == _state(after, len(corpus))
