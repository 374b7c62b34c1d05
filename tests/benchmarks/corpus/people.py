"""People and the posts that they hold over three years, with namesakes, kin and successors on purpose."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from random import Random
from typing import NamedTuple

from tests.benchmarks.corpus.names_west_asia import GULF_HOUSES
from tests.benchmarks.corpus.parts import Part
from tests.benchmarks.corpus.states import STATES, Post, State, deputy_prime_minister, posts_of
from tests.benchmarks.corpus.traditions import TRADITIONS, Name, classes_of, label, new_name

START = date(2031, 1, 6)
DAYS = 3 * 365


class Tenure(NamedTuple):
    """One person in one post, or in two at once, from the first to the last day."""

    person: str
    posts: tuple[Post, ...]
    first: date
    last: date


@dataclass(frozen=True)
class Person:
    """Somebody of the world; `registered` tells whether the register has an entry, which then has this key."""

    key: str
    name: Name
    state: State
    honorifics: tuple[str, ...] = ()
    registered: bool = False
    label: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Society:
    """All people, all posts, and who holds what when: one list of tenures per seat, in order of time."""

    states: tuple[State, ...]
    posts: tuple[Post, ...]
    people: dict[str, Person]
    seats: dict[tuple[str, int], list[Tenure]]
    together: tuple[tuple[str, str], ...] = ()
    """Namesakes in one state: they are told together at least once, so that a reader learns that they are two."""

    def holder(self, seat: tuple[str, int], day: date) -> Tenure | None:
        return next((t for t in self.seats[seat] if t.first <= day <= t.last), None)


def make_society(seed: int, size: int) -> Society:
    """Return a society of so many people: three quarters hold a post from the start, the others come after them.

    It has fewer where the states have fewer posts: whom articles tell of does not grow as they do.
    """
    rng = Random(f"{seed}/society")
    states = STATES[:] if size >= 400 else tuple(rng.sample(STATES, max(6, size // 10)))
    ordered = [_posts(state, states, rng) for state in states]
    seats: dict[tuple[str, int], list[Tenure]] = {}
    posts: list[Post] = []
    wanted, round_ = max(len(states), round(size * 0.75)), 0
    while len(seats) < wanted and any(round_ < len(own) for own in ordered):
        for own in ordered:
            if round_ < len(own) and len(seats) < wanted:
                posts.append(own[round_])
                for number in range(own[round_].seats):
                    seats[own[round_].key, number] = []
        round_ += 1
    by_key = {post.key: post for post in posts}
    extra = {s.key: deputy_prime_minister(s) for s in states[::5]}
    number, home = 0, dict[str, State]()

    def newcomer(state: State) -> str:
        nonlocal number
        number += 1
        home[f"p{number:04}"] = state
        return f"p{number:04}"

    def held(post: Post) -> tuple[Post, ...]:
        both = post.level == "foreign-minister" and post.state.key in extra
        return (extra[post.state.key], post) if both else (post,)

    end = START + timedelta(DAYS)
    for key, seat_number in seats:
        post = by_key[key]
        seats[key, seat_number].append(Tenure(newcomer(post.state), held(post), START - timedelta(400), end))
    for seat in rng.sample(list(seats), len(seats)):
        if number < size:
            _succeed(seat, seats, by_key, held, newcomer, rng)
    names, together = _names(home, seats, by_key, rng)
    people = {key: _person(key, names[key], home[key], seats, rng) for key in home}
    return Society(states, (*posts, *extra.values()), _registered(people, rng), seats, together)


def _posts(state: State, states: tuple[State, ...], rng: Random) -> list[Post]:
    others = [other for other in states if other != state]
    return posts_of(state, tuple(rng.sample(others, len(others))))


def _succeed(seat, seats, by_key, held, newcomer, rng) -> None:  # type: ignore[no-untyped-def]
    """Let somebody follow in a seat: somebody new, or somebody of a lower post, whose seat the new one takes."""
    last = seats[seat][-1]
    if len(seats[seat]) > 1:
        return
    change = START + timedelta(rng.randrange(DAYS // 5, DAYS * 4 // 5))
    post, gap = by_key[seat[0]], timedelta(rng.choice((1, 1, 1, 5, 20)))
    lower = [
        other
        for other, tenures in seats.items()
        if by_key[other[0]].state == post.state and by_key[other[0]].rank > post.rank and len(tenures) == 1
    ]
    person = newcomer(post.state)
    if lower and rng.random() < 0.3:
        other = rng.choice(lower)
        promoted, left = seats[other][-1], change - timedelta(1)
        seats[other][-1] = promoted._replace(last=left)
        seats[other].append(Tenure(person, held(by_key[other[0]]), change + gap, promoted.last))
        person = promoted.person
    seats[seat][-1] = last._replace(last=change - gap)
    seats[seat].append(Tenure(person, held(post), change, last.last))


def _names(
    home: dict[str, State], seats: dict[tuple[str, int], list[Tenure]], by_key: dict[str, Post], rng: Random
) -> tuple[dict[str, Name], tuple[tuple[str, str], ...]]:
    """Give everybody a name that nobody else has, then make namesakes and kin."""
    houses = {state: GULF_HOUSES[i % len(GULF_HOUSES)] for i, state in enumerate(_of(home, "gulf"))}
    taken: set[frozenset[int]] = set()
    names: dict[str, Name] = {}

    def fresh(key: str, house: Part | None) -> Name:
        for _ in range(400):
            name = new_name(home[key].tradition, rng, house)
            if _shown(name) not in taken:
                break
        taken.add(_shown(name))
        return name

    ruling = {t.person for s, ts in seats.items() if by_key[s[0]].level == "head-of-state" for t in ts}
    for key, state in home.items():
        house = houses.get(state)
        of_house = house is not None and (key in ruling or rng.random() < 0.3)
        names[key] = fresh(key, house if of_house else None)
    used: set[str] = set()
    count = max(1, len(home) // 100)
    for one, other in _pick(_across_states(home), used, count * 2, rng):
        names[other] = names[one]
    together = tuple(_pick(_in_one_state(home, seats, names), used, count, rng))
    for one, other in together:
        names[other] = names[one]
    gulf = [(a, b) for a, b in combinations([k for k, s in home.items() if s.tradition == "gulf"], 2)]
    kin = list(_pick([(a, b) for a, b in gulf if home[a] == home[b]], used, count * 2, rng))
    for i, (one, other) in enumerate(kin):
        names[other] = _kin(names[one], names[other], i, rng)
    brothers = [
        (ts[0].person, seats[key, 1][0].person)
        for (key, n), ts in seats.items()
        if n == 0 and (key, 1) in seats and home[ts[0].person].tradition != "vietnamese"
    ]
    for one, other in _pick(brothers, used, count, rng):
        shared = {slot: part for slot, part in names[one].slots if slot in ("family", "father", "mother", "patronymic")}
        if names[one].woman == names[other].woman and names[one].by_slot["given"] != names[other].by_slot["given"]:
            names[other] = names[other].with_slots(**shared)._replace(house=names[one].house)
    return names, together


def _shown(name: Name) -> frozenset[int]:
    """Return what tells the usual form of a name from others: for the Gulf with the father's name."""
    return classes_of(name, "usual")


def _of(home: dict[str, State], tradition: str) -> list[State]:
    return list(dict.fromkeys(state for state in home.values() if state.tradition == tradition))


def _across_states(home: dict[str, State]) -> list[tuple[str, str]]:
    keys = list(home)
    return [(a, b) for a, b in combinations(keys, 2) if home[a] != home[b] and home[a].tradition == home[b].tradition]


_TWO_PARTS = ("persian", "chinese", "korean", "south asian", "turkish", "french")


def _in_one_state(
    home: dict[str, State], seats: dict[tuple[str, int], list[Tenure]], names: dict[str, Name]
) -> list[tuple[str, str]]:
    """Return pairs with names of two parts who hold posts of one state all the time."""
    whole = [ts[0].person for ts in seats.values() if len(ts) == 1]
    single = {p for p in whole if sum(t.person == p for ts in seats.values() for t in ts) == 1}
    fitting = [p for p in whole if p in single and home[p].tradition in _TWO_PARTS and len(names[p].slots) == 2]
    seat_of = {ts[0].person: seat for seat, ts in seats.items()}
    return [(a, b) for a, b in combinations(fitting, 2) if home[a] == home[b] and seat_of[a][0] != seat_of[b][0]]


def _pick(pairs: list[tuple[str, str]], used: set[str], count: int, rng: Random) -> Iterator[tuple[str, str]]:
    """Yield so many pairs at random, nobody in two of them."""
    found = 0
    for one, other in rng.sample(pairs, len(pairs)):
        if found == count:
            return
        if not {one, other} & used:
            used |= {one, other}
            found += 1
            yield one, other


def _kin(one: Name, other: Name, turn: int, rng: Random) -> Name:
    """Return a kinsman's name: a son's, whose chain holds the father's, or that of a cousin called the same."""
    has = one.by_slot
    men = [part for part in TRADITIONS["gulf"].men if part not in has.values()]
    if turn % 2 == 0 and not one.woman:
        given = rng.choice(men)
        slots = {"given": given, "father": has["given"], "grandfather": has["father"], "family": has["family"]}
    else:
        slots = {"given": has["given"], "father": rng.choice(men), "family": has["family"]}
    return one._replace(slots=tuple(slots.items()), woman=one.woman and "grandfather" not in slots)


def _person(key: str, name: Name, state: State, seats: dict[tuple[str, int], list[Tenure]], rng: Random) -> Person:
    levels = {t.posts[-1].level: t.posts[-1] for ts in seats.values() for t in ts if t.person == key}
    titles = ["Ms." if name.woman else "Mr."]
    if rng.random() < 0.2:
        titles.append("Dr.")
    if name.house:
        titles += ["Sheikha" if name.woman else "Sheikh"] * 3
    if name.tradition == "persian" and "head-of-state" in levels and not name.woman:
        titles += ["Ayatollah", "Ayatollah"]
    if any("defence" in post.key for post in levels.values()):
        titles += ["General", "Gen."]
    if {"head-of-state", "head-of-government", "ambassador"} & set(levels) and rng.random() < 0.3:
        titles.append("H.E.")
    return Person(key, name, state, tuple(titles))


def _registered(people: dict[str, Person], rng: Random) -> dict[str, Person]:
    """Put two thirds of the people into the register; of namesakes at most one."""
    bearers: dict[tuple[tuple[str, Part], ...], list[str]] = {}
    for key, person in people.items():
        bearers.setdefault(person.name.slots, []).append(key)
    found = dict(people)
    for namesakes in bearers.values():
        chosen = rng.choice(namesakes)
        if rng.random() >= (0.66 if len(namesakes) == 1 else 0.5):
            continue
        person = people[chosen]
        form = "long" if person.name.tradition in ("gulf", "vietnamese") or rng.random() < 0.4 else "usual"
        aliases = ()
        if rng.random() < 0.25:
            aliases = tuple({_other_spelling(person.name, rng)} - {label(person.name, form)})
        found[chosen] = replace(person, registered=True, label=label(person.name, form), aliases=aliases)
    return found


def _other_spelling(name: Name, rng: Random) -> str:
    respelt = {slot: Part((part.spelt(rng),)) for slot, part in name.slots}
    return label(name.with_slots(**respelt), "usual")
