"""That people are found by the sounds of their names just as if each were compared with each."""

from itertools import combinations

from kg.identity.people.meeting import CROWD, Look, Names
from kg.identity.people.pairs import Pair, Pairs
from kg.identity.people.person import Person
from kg.identity.people.sounds import may_be_related, sounds

NAMES = (
    *("Mohammed bin Abdulrahman Al Thani", "Mohamed ibn Abd al-Rahman al-Thani", "Al Thani", "Sheikh Mohammed"),
    *("Hossein Amir-Abdollahian", "Hossein Amirabdollahian", "Hussein Amir Abdollahian", "Amir-Abdollahian"),
    *("Xi Jinping", "Xi Jin-ping", "Hsi Chin-p'ing", "Jinping Xi", "Kim Jong-un", "Gim Jong-un", "Lee Soo-jin"),
    *("José Nicolás Arce Mejía", "Jose Arce", "J. N. Arce", "Nguyễn Văn Hùng", "Nguyen Van Hung", "Văn Hùng"),
)


def looks(*names: str) -> list[Look]:
    """Return how people of one state with these names look to each other; all share a key."""
    one = frozenset(["family:one for all"])
    return [Look((name,), frozenset(["norland"]), False, True, one, (sounds(name),)) for name in names]


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
    everybody, told = range(len(NAMES)), looks(*NAMES)
    found = set(Names(told).meeting(everybody, everybody))
    may_be = {(a, b) for a, b in combinations(everybody, 2) if may_be_related(told[a].heard, told[b].heard)}
    assert may_be <= found
    assert len(found) < len(NAMES) * (len(NAMES) - 1) / 2


def test_spellings_of_one_name_are_pairs_and_others_are_none() -> None:
    told = people(
        "Mohammed Al Thani", "Mohamed al-Thani", "Hassan Rouhani", "Hossein Rouhani", "Kim Jong-un", "Lee Jong-un"
    )
    assert [(pair.one, pair.other, pair.relation) for pair in pairs(told)] == [(key(0), key(1), "same")]


def test_of_a_crowd_each_meets_some_neighbours_only() -> None:
    crowd = looks(*["Varga"] * (CROWD + 100))
    everybody = range(len(crowd))
    met = set(Names(crowd).meeting(everybody, everybody))
    assert (0, 1) in met  # of one name, they stand in the order of their places
    assert (0, len(crowd) - 1) not in met
    assert len(met) <= len(crowd) * CROWD


def test_whoever_comes_to_a_crowd_or_makes_one_changes_the_pairs_of_others() -> None:
    crowd = people(*["Varga"] * (CROWD + 3))
    few = {each: crowd[each] for each in sorted(crowd)[:-2]}
    found = Pairs()
    found.renew(few, few)
    assert len(found.of(few)) == (CROWD + 1) * CROWD / 2  # each with each: nobody has more than CROWD others
    for there in (crowd, few, {**few, key(CROWD + 2): crowd[key(CROWD + 2)]}, few):
        found.renew(there, {each for each in crowd if each not in few})
        assert found.of(there) == pairs(there)
