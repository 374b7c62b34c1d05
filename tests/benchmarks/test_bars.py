"""What the decisions must reach on generated articles, and that the README tells what is printed."""

import pytest

from kg.identity import decide
from tests.benchmarks.corpus import Corpus, make
from tests.benchmarks.measuring import Figures, measure
from tests.benchmarks.quality import rows
from tests.conftest import ROOT

SHOWN = (
    "people: precision",
    "people: recall",
    "register: linked",
    "register: strangers linked",
    "events: precision",
    "events: recall",
    "role only: resolved rightly",
    "dates: day within bounds",
    "dates: the very day, if stated",
)
"""The figures that the README tells, as the command names them."""


def figures(corpus: Corpus) -> Figures:
    decisions = decide(corpus.annotations, corpus.entries, text=lambda article: corpus.texts.get(article.id))
    return measure(corpus, decisions).figures


@pytest.mark.parametrize("seed", [1, 2])
def test_few_articles_are_decided_without_a_mistake(seed: int) -> None:
    found = figures(make(seed, 250))
    assert found.people.precision == 1
    assert found.people.recall >= 0.9
    assert found.events.precision == 1
    assert found.happened.recall >= 0.8
    assert found.dates.outside == 0
    assert (found.links.wrong, found.roles.wrong, found.strangers_linked) == (0, 0, 0)


@pytest.mark.long
def test_two_thousand_articles_reach_what_the_readme_tells() -> None:
    found = figures(make(1, 2000))
    assert found.people.precision == 1
    assert found.people.recall >= 0.95
    assert found.events.precision >= 0.995
    assert found.happened.recall >= 0.9
    assert found.dates.outside == 0
    assert (found.links.wrong, found.roles.wrong, found.strangers_linked) == (0, 0, 0)
    printed = {name: (figure, counted) for name, figure, counted in rows(found, 0)}
    table = ["| | figure | |", "|---|---|---|", *(f"| {name} | {' | '.join(printed[name])} |" for name in SHOWN)]
    assert "\n".join(table) in (ROOT / "README.md").read_text(encoding="utf-8")
