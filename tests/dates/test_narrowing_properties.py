"""What holds of narrowed bounds on every timeline, drawn at random: with a known truth, or full of contradictions."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import combinations, permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.dates.circles import circles
from kg.dates.narrowing import SIDES, Relation, narrow
from kg.model import EventKey, When
from tests.dates.test_narrowing import ZERO, april, before, key, later, part, shift

DAY = st.integers(0, 40)
Drawn = tuple[dict[EventKey, tuple[date, date]], dict[EventKey, When], list[Relation]]


@st.composite
def timelines(draw: st.DrawFn) -> Drawn:
    """Draw true days of some events, bounds that contain them, and relations that hold among them."""
    starts = sorted(draw(st.lists(DAY, min_size=2, max_size=9)))
    truth = {f"e{n}": (start, start + draw(st.integers(0, 6))) for n, start in enumerate(starts)}
    relations: list[Relation] = []
    counted: list[tuple[str, str, Callable[[When], When]]] = []
    for n in range(draw(st.integers(0, 3))):
        anchor = draw(st.sampled_from(sorted(truth)))
        moved, wider = draw(st.integers(-9, 9)), draw(st.integers(0, 3))
        off = moved + draw(st.integers(-wider, wider))
        truth[f"f{n}"] = (truth[anchor][0] + off, truth[anchor][1] + off)
        counted.append((f"f{n}", anchor, shift(moved, wider)))
    order = sorted(truth, key=lambda name: (*truth[name], name))
    for one, other in combinations(order, 2):
        if truth[one][1] <= truth[other][0] and draw(st.booleans()):
            relations.append(before(one, other))
    for one, other in permutations(order, 2):
        inside = truth[other][0] <= truth[one][0] and truth[one][1] <= truth[other][1]
        if inside and draw(st.booleans()):
            relations.append(part(one, other))
    own = {}
    for name, (start, end) in truth.items():
        first, last = (draw(st.none() | st.integers(0, 9)) for _ in SIDES)
        when = april(None if first is None else start - first, None if last is None else end + last)
        for dated, anchor, read in counted:
            if dated == name:
                also = read(own.get(key(anchor), When()))
                relations.append(Relation(key(dated), key(anchor), "counted", f"{dated} from {anchor}", read=read))
                when = When(_last(when.earliest, also.earliest), _first(when.latest, also.latest), "as stated")
        if when.earliest or when.latest:
            own[key(name)] = when
    true_days = {key(name): tuple(ZERO + timedelta(day - 1) for day in ends) for name, ends in truth.items()}
    return true_days, own, relations


@st.composite
def contradictory(draw: st.DrawFn) -> tuple[dict[EventKey, When], list[Relation]]:
    """Draw bounds and relations that need not agree."""
    names = [f"e{n}" for n in range(draw(st.integers(2, 6)))]
    own = {}
    for name in names:
        start = draw(st.none() | DAY)
        end = draw(st.none() | (DAY if start is None else st.integers(start, start + 9)))
        if start is not None or end is not None:
            own[key(name)] = april(start, end)
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names))
    relations = [before(*pair) for pair in draw(st.lists(pairs, max_size=8, unique=True))]
    relations += [part(*pair) for pair in draw(st.lists(pairs, max_size=4, unique=True))]
    for dated, anchor in sorted(draw(st.lists(pairs, max_size=3, unique=True))):
        moved = draw(st.integers(-5, 5))
        was, also = own.get(key(dated), When()), shift(moved)(own.get(key(anchor), When()))
        earliest, latest = _last(was.earliest, also.earliest), _first(was.latest, also.latest)
        if anchor < dated and not (earliest and latest and earliest > latest):
            relations.append(later(dated, anchor, moved))
            own |= {key(dated): When(earliest, latest, "as stated")} if earliest or latest else {}
    return own, relations


def _last(*given: date | None) -> date | None:
    return max((day for day in given if day), default=None)


def _first(*given: date | None) -> date | None:
    return min((day for day in given if day), default=None)


def plainly(own: Mapping[EventKey, When], relations: list[Relation], rounds: int) -> dict[EventKey, list[Any]]:
    """Narrow by brute force: each relation in turn, again and again."""
    found = {k: [own.get(k, When()).earliest, own.get(k, When()).latest] for r in relations for k in r[:2]}
    found |= {k: [when.earliest, when.latest] for k, when in own.items()}
    for _ in range(rounds):
        for relation in relations:
            one, other = found[relation.first], found[relation.second]
            if relation.kind == "before":
                one[1], other[0] = _first(one[1], other[1]), _last(other[0], one[0])
            else:
                bound = relation.read(When(*other)) if relation.read else When(*other)
                one[0], one[1] = _last(one[0], bound.earliest), _first(one[1], bound.latest)
    return found


@given(timelines())
def test_the_truth_is_never_excluded_and_nothing_grows_wider(drawn: Drawn) -> None:
    truth, own, relations = drawn
    found = narrow(own, relations)
    assert found.contradictions == ()
    for event, (start, end) in truth.items():
        when, was = found.bounds.get(event, When()), own.get(event, When())
        assert (when.earliest or date.min) <= start
        assert end <= (when.latest or date.max)
        assert _last(was.earliest, when.earliest) == when.earliest
        assert _first(was.latest, when.latest) == when.latest


@given(timelines())
def test_all_that_follows_is_found(drawn: Drawn) -> None:
    _, own, relations = drawn
    found = narrow(own, relations).bounds
    expected = plainly(own, relations, 60)
    assert {k: [w.earliest, w.latest] for k, w in found.items()} == {
        k: v for k, v in expected.items() if v != [None] * 2
    }


@given(timelines())
def test_narrowing_again_moves_nothing(drawn: Drawn) -> None:
    _, own, relations = drawn
    once = narrow(own, relations)
    twice = narrow(once.bounds, relations)
    assert (twice.bounds, twice.steps) == (once.bounds, {})


@given(timelines() | contradictory(), st.randoms(use_true_random=False))
def test_the_order_of_events_and_relations_changes_nothing(drawn: Any, random: Any) -> None:
    *_, own, relations = drawn
    events, shuffled = list(own), list(relations)
    random.shuffle(events)
    random.shuffle(shuffled)
    assert narrow({event: own[event] for event in events}, shuffled) == narrow(own, relations)


@given(timelines() | contradictory())
def test_every_step_gives_its_day_and_the_steps_come_to_an_end(drawn: Any) -> None:
    *_, own, relations = drawn
    found = narrow(own, relations)
    for (event, side), step in found.steps.items():
        relation = step.relation
        assert {relation.first, relation.second} == {event, *(k for k, _ in step.premises)}
        given_ends = When(**{s: getattr(found.bounds[k], s) for k, s in step.premises})
        read = relation.read or (lambda when: when)
        assert getattr(read(given_ends), side) == getattr(found.bounds[event], side)
    links = {end: step.premises for end, step in found.steps.items()}
    assert list(circles(links)) == []
    for end in {premise for premises in links.values() for premise in premises} - set(links):
        assert getattr(found.bounds[end[0]], end[1]) == getattr(own[end[0]], end[1])


@given(contradictory())
def test_what_cannot_be_is_dropped_and_only_that(drawn: Any) -> None:
    own, relations = drawn
    found = narrow(own, relations)
    dropped = {relation for contradiction in found.contradictions for relation in contradiction.relations}
    assert dropped.isdisjoint(step.relation for step in found.steps.values())
    kept = [r for r in relations if r not in dropped and r.first != r.second]
    plain = plainly(own, kept, 60)
    assert {k: v for k, v in plain.items() if v != [None] * 2} == {
        k: [when.earliest, when.latest] for k, when in found.bounds.items()
    }
    assert all(not (v[0] and v[1]) or v[0] <= v[1] for v in plain.values())
    for contradiction in found.contradictions:
        if not contradiction.times and {relation.kind for relation in contradiction.relations} == {"before"}:
            links: dict[EventKey, list[EventKey]] = {}
            for relation in contradiction.relations:
                links.setdefault(relation.first, []).append(relation.second)
            assert list(circles(links)) == [set(links)]
            continue
        times = {k: When() for k, _ in contradiction.times} or {contradiction.relations[0].first: april(1, 1)}
        for k, side in contradiction.times:
            times[k] = When(**{**{s: getattr(times[k], s) for s in SIDES}, side: getattr(own[k], side)})
        worse = plainly(times, list(contradiction.relations), 60)
        worse_still = plainly(times, list(contradiction.relations), 61)
        passed = any(v[0] and v[1] and v[0] > v[1] for v in worse.values())
        assert passed or worse != worse_still
