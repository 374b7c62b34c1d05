"""That people are found by the sounds of their names just as if each were compared with each."""

from itertools import combinations

from kg.identity.people.meeting import CROWD, Names
from kg.identity.people.pairs import pairs
from kg.identity.people.person import Person
from kg.identity.people.sounds import may_be_related, sounds

NAMES = (
    *("Mohammed bin Abdulrahman Al Thani", "Mohamed ibn Abd al-Rahman al-Thani", "Al Thani", "Sheikh Mohammed"),
    *("Hossein Amir-Abdollahian", "Hossein Amirabdollahian", "Hussein Amir Abdollahian", "Amir-Abdollahian"),
    *("Xi Jinping", "Xi Jin-ping", "Hsi Chin-p'ing", "Jinping Xi", "Kim Jong-un", "Gim Jong-un", "Lee Soo-jin"),
    *("José Nicolás Arce Mejía", "Jose Arce", "J. N. Arce", "Nguyễn Văn Hùng", "Nguyen Van Hung", "Văn Hùng"),
)


def people(*names: str) -> list[Person]:
    """Return people of one state with these names."""
    return [Person(f"gazette-1/{place:04}", names={name}, sides={"norland"}) for place, name in enumerate(names)]


def test_those_are_found_whose_sounds_allow_it_and_no_pair_is_left_out() -> None:
    heard = [[sounds(name)] for name in NAMES]
    keys = [frozenset(["one for all"])] * len(NAMES)
    everybody = range(len(NAMES))
    found = set(Names(people(*NAMES), heard, keys).meeting(everybody, everybody))
    may_be = {(a, b) for a, b in combinations(everybody, 2) if may_be_related(heard[a], heard[b])}
    assert may_be <= found
    assert len(found) < len(NAMES) * (len(NAMES) - 1) / 2


def test_spellings_of_one_name_are_pairs_and_others_are_none() -> None:
    told = people(
        "Mohammed Al Thani", "Mohamed al-Thani", "Hassan Rouhani", "Hossein Rouhani", "Kim Jong-un", "Lee Jong-un"
    )
    assert [(pair.one, pair.other, pair.relation) for pair in pairs(told)] == [(0, 1, "same")]


def test_of_a_crowd_each_meets_some_neighbours_only() -> None:
    crowd = people(*["Varga"] * (CROWD + 100))
    heard = [[sounds("Varga")] for _ in crowd]
    names = Names(crowd, heard, [frozenset(["family:vrk"])] * len(crowd))
    everybody = range(len(crowd))
    met = set(names.meeting(everybody, everybody))
    assert (0, 1) in met  # of one name, they stand in the order of their places
    assert (0, len(crowd) - 1) not in met
    assert len(met) <= len(crowd) * CROWD
