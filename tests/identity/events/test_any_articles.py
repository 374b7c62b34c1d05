"""Whatever articles there are and in whatever order: what always holds."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.identity.events import Merges, Telling, merge
from tests.identity.events.invented import (
    ADA,
    CALL,
    KAI,
    LEO,
    ORMA,
    PORT_ELLERY,
    TOM,
    TUESDAY,
    UNA,
    VESSEN,
    WEDNESDAY,
    by_post,
    day,
    judged,
    told,
)

VARIANTS: list[dict[str, Any]] = [
    {},
    {"when": WEDNESDAY},
    {"when": day("2031-04-01", "2031-04-02")},
    {"when": None},
    {"place": VESSEN},
    {"place": PORT_ELLERY},
    {"place": ORMA},
    {"topics": ["fish"]},
    {"parts_of_day": ["morning"]},
    {"parts_of_day": ["night"]},
    {"principals": (ADA, UNA)},
    {"principals": (ADA, KAI, TOM, LEO)},
    {"principals": (ADA, by_post("sundria-fm", "sundria"))},
    {"status": "planned", "when": TUESDAY},
    CALL,
]


@st.composite
def corpora(draw: st.DrawFn) -> list[Telling]:
    """Return some tellings of up to six articles."""
    made = draw(
        st.lists(st.tuples(st.integers(0, 5), st.sampled_from(VARIANTS), st.sampled_from(VARIANTS)), max_size=9)
    )
    return [told(f"paper-{article}/e{n}", **{**one, **other}) for n, (article, one, other) in enumerate(made)]


def outcome(merges: Merges) -> tuple[Any, ...]:
    return merges.merged.members, merges.merged.cards, merges.cards, merges.fulfils, merges.findings


@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_articles_makes_no_difference(tellings: list[Telling], chance: Any) -> None:
    mixed = list(tellings)
    chance.shuffle(mixed)
    assert outcome(merge(tellings, [])) == outcome(merge(mixed, []))


@given(corpora())
def test_no_event_has_two_tellings_of_one_article_or_two_that_contradict_each_other(tellings: list[Telling]) -> None:
    merges = merge(tellings, [])
    for members in merges.merged.members.values():
        assert len({article for article, _ in members}) == len(members)
        for i, one in enumerate(members):
            for other in members[i + 1 :]:
                assert not any(line.veto for line in merges.explain(one, other).lines)


@given(corpora(), st.data())
def test_a_judgement_holds_and_without_it_all_is_as_before(tellings: list[Telling], data: st.DataObject) -> None:
    if len(tellings) < 2:
        return
    things = data.draw(st.lists(st.sampled_from([t.written for t in tellings]), min_size=2, max_size=3, unique=True))
    said = judged(*things, verdict=data.draw(st.sampled_from(["different", "unsure"])))
    before = outcome(merge(tellings, []))
    merges = merge(tellings, [said])
    leaders = [merges.merged.leader(tuple(thing.split("/"))) for thing in things]  # type: ignore[arg-type]
    assert len(set(leaders)) == len(things)
    assert outcome(merge(tellings, [])) == before
