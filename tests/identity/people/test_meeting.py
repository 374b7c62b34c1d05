"""That people are found by the sounds of their names just as if each were compared with each."""

from itertools import combinations
from random import Random

import pytest

from kg.identity.people.meeting import CROWD, Search
from kg.identity.people.pairs import Pair, Pairs
from kg.identity.people.person import Person
from kg.identity.people.sounding import Index, Look, sounds_like
from kg.identity.people.sounds import may_be_related, sounds
from kg.identity.register import Ref

NAMES = (
    *("Mohammed bin Abdulrahman Al Thani", "Mohamed ibn Abd al-Rahman al-Thani", "Al Thani", "Sheikh Mohammed"),
    *("Hossein Amir-Abdollahian", "Hossein Amirabdollahian", "Hussein Amir Abdollahian", "Amir-Abdollahian"),
    *("Xi Jinping", "Xi Jin-ping", "Hsi Chin-p'ing", "Jinping Xi", "Kim Jong-un", "Gim Jong-un", "Lee Soo-jin"),
    *("José Nicolás Arce Mejía", "Jose Arce", "J. N. Arce", "Nguyễn Văn Hùng", "Nguyen Van Hung", "Văn Hùng"),
)


def looks(*names: str) -> dict[str, Look]:
    """Return how people of one state with these names look to each other; all share a key."""
    one, found = frozenset(["family:one for all"]), {}
    for place, name in enumerate(names):
        heard = sounds(name)
        parts, words = heard.each, heard.each | heard.joined
        found[key(place)] = Look((name,), frozenset(["norland"]), False, True, one, (heard,), parts, words)
    return found


def key(place: int) -> str:
    return f"gazette-1/{place:04}"


def people(*names: str) -> dict[str, Person]:
    """Return people of one state with these names."""
    found = [Person(key(place), names={name}, sides={"norland"}) for place, name in enumerate(names)]
    return {person.key: person for person in found}


def pairs(people: dict[str, Person]) -> list[Pair]:
    found = Pairs()
    found.renew(people, people)
    return found.of(people)


def test_those_are_found_whose_sounds_allow_it_and_no_pair_is_left_out() -> None:
    told = looks(*NAMES)
    found = {tuple(sorted(each)) for each in Search(told, told.keys(), told.keys()).begin()}
    may_be = {(a, b) for a, b in combinations(told, 2) if may_be_related(told[a].heard, told[b].heard)}
    assert may_be <= found
    assert len(found) < len(NAMES) * (len(NAMES) - 1) / 2


def test_all_at_once_find_whom_each_finds_alone() -> None:
    told = looks(*NAMES)
    index = Index(told, told.keys(), told.keys())
    for one in told:
        assert index.like(one) - {one} == {
            other for other in told if other != one and sounds_like(told[one], told[other])
        }


def test_spellings_of_one_name_are_pairs_and_others_are_none() -> None:
    told = people(
        "Mohammed Al Thani", "Mohamed al-Thani", "Hassan Rouhani", "Hossein Rouhani", "Kim Jong-un", "Lee Jong-un"
    )
    assert [(pair.one, pair.other, pair.relation) for pair in pairs(told)] == [(key(0), key(1), "same")]


def test_of_a_crowd_each_meets_some_neighbours_only() -> None:
    crowd = looks(*["Varga"] * (CROWD + 100))
    met = set(Search(crowd, crowd.keys(), crowd.keys()).begin())
    assert (key(0), key(1)) in met  # of one name, they stand in the order of their keys
    assert (key(0), key(len(crowd) - 1)) not in met
    assert len(met) <= len(crowd) * CROWD


@pytest.mark.parametrize("few", [0, 3, 1000])
@pytest.mark.parametrize("seed", range(5))
def test_whoever_comes_or_goes_the_pairs_are_as_if_all_were_compared_at_once(
    monkeypatch: pytest.MonkeyPatch, seed: int, few: int
) -> None:
    monkeypatch.setattr("kg.identity.people.meeting.CROWD", 4)
    monkeypatch.setattr("kg.identity.people.pairs.FEW", few)
    chance, there, found = Random(seed), dict[str, Person](), Pairs()
    now: dict[str, set[str]] = {}
    for _ in range(60):
        changed = {key(chance.randrange(40)) for _ in range(chance.choice([1, 1, 2, 6]))}
        for each in changed:
            person = Person(each, names=set(chance.sample(NAMES, chance.choice([1, 1, 2]))))
            person.sides = set(chance.sample(["norland", "sundria"], chance.choice([0, 1, 1, 2])))
            person.entry = chance.choice([None, None, Ref("person", each)])
            there.pop(each, None)
            if chance.random() < 0.8:
                there[each] = person
        before = now
        moved = found.renew(there, changed)
        assert found.of(there) == pairs(there)
        now = {each: set(found.near(each)) for each in there}
        for each in before.keys() & now.keys() - moved:
            assert before[each] ^ now[each] <= moved, "of each pair that is new or no more, one at least is returned"
