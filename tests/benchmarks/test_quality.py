from types import SimpleNamespace
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from kg.model import When
from tests.benchmarks.corpus import make
from tests.benchmarks.measuring import measure
from tests.benchmarks.quality import event_errors, people_errors, rows


class Actor(NamedTuple):
    kind: str
    key: str


class Timeline(NamedTuple):
    found: dict

    def bounds(self, key):
        return self.found.get(key)


@pytest.fixture(scope="module")
def corpus():
    return make(seed=2, articles=200)


def decisions(corpus, person=lambda key, meant: meant, event=lambda telling, meant: meant):
    """What somebody would decide who reads `person` and `event` out of the truth."""
    truth = corpus.truth
    entries = {meant: key for key, meant in truth.registered.items()}
    casts = {a.article.id: SimpleNamespace(mentions={}) for a in corpus.annotations}
    for (article, pointer), meant in (truth.named | truth.role_only).items():
        who = person((article, pointer), meant)
        actor = Actor("person", entries.get(who, who)) if who else None
        casts[article].mentions[pointer] = SimpleNamespace(actor=actor, holder=None)
    first = {}
    for telling, meant in truth.tellings.items():
        first.setdefault(event(telling, meant), telling)
    days = {telling: When(*truth.days[meant]) for meant, telling in first.items() if meant in truth.days}
    merged = SimpleNamespace(leader=lambda telling: first[event(telling, truth.tellings[telling])])
    return SimpleNamespace(casts=casts, events=SimpleNamespace(merged=merged), timeline=Timeline(days))


def test_who_knows_the_truth_scores_one_everywhere(corpus):
    measured = measure(corpus, decisions(corpus))
    figures = measured.figures
    for pairs in (figures.people, figures.events, figures.happened, figures.originals, figures.stated):
        assert pairs.true > 50
        assert (pairs.precision, pairs.recall) == (1.0, 1.0)
    assert figures.unresolved == figures.strangers_linked == figures.links.wrong == figures.links.open == 0
    assert figures.roles.right == figures.roles.all == len(corpus.truth.role_only)
    assert (figures.dates.contained, figures.dates.outside) == (1.0, 0)
    assert figures.dates.exact == figures.dates.tellings
    assert [*people_errors(corpus, measured), *event_errors(corpus, measured)] == []


def test_who_decides_nothing_is_never_wrong_and_finds_nothing(corpus):
    nothing = decisions(corpus, person=lambda key, meant: None, event=lambda telling, meant: telling)
    measured = measure(corpus, nothing)
    figures = measured.figures
    assert (figures.people.precision, figures.people.recall) == (1.0, 0.0)
    assert (figures.events.precision, figures.events.recall) == (1.0, 0.0)
    assert figures.unresolved == figures.named
    assert figures.roles.open == figures.roles.all
    errors = list(people_errors(corpus, measured))
    assert len(errors) == 50
    assert all(line.startswith("missed") for line in errors)


def test_who_takes_two_people_for_one_is_told_so_by_name(corpus):
    truth = corpus.truth
    one, other = sorted(set(truth.named.values()))[:2]
    measured = measure(corpus, decisions(corpus, person=lambda key, meant: one if meant == other else meant))
    assert measured.figures.people.precision < 1.0
    assert measured.figures.people.recall == 1.0
    (line,) = people_errors(corpus, measured)
    assert truth.people[one] in line
    assert truth.people[other] in line


def test_who_takes_a_plan_for_what_came_of_it_has_merged_wrongly(corpus):
    truth = corpus.truth
    told = set(truth.tellings.values())
    plan, event = next((p, e) for p, e in truth.fulfils.items() if {p, e} <= told)
    merged = decisions(corpus, event=lambda telling, meant: event if meant == plan else meant)
    assert measure(corpus, merged).figures.events.precision < 1.0


def test_a_stranger_linked_to_the_register_is_counted(corpus):
    truth = corpus.truth
    registered = next(iter(truth.registered.values()))
    stranger = next(person for person in truth.named.values() if person not in truth.registered.values())
    linked = decisions(corpus, person=lambda key, meant: registered if meant == stranger else meant)
    figures = measure(corpus, linked).figures
    assert figures.strangers_linked == sum(person == stranger for person in truth.named.values())


def test_bounds_that_exclude_the_day_are_listed(corpus):
    right = decisions(corpus)
    key, when = next(iter(right.timeline.found.items()))
    right.timeline.found[key] = replace(when, earliest=when.latest.replace(year=2040), latest=None, edtf="2040/..")
    measured = measure(corpus, right)
    assert measured.figures.dates.outside >= 1
    assert any(line.startswith("wrong bounds 2040/..") for line in event_errors(corpus, measured))


def test_every_figure_has_a_row(corpus):
    table = list(rows(measure(corpus, decisions(corpus)).figures, 1.5))
    assert len({name for name, _, _ in table}) == len(table) == 16
    assert ("seconds", "1.5", "for all decisions") in table
