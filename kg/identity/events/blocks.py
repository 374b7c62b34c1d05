"""Which tellings are compared at all: those of one kind that share two participants, or a name, and a time."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import chain, combinations, groupby, product
from sys import intern
from typing import NamedTuple

from kg.identity.events.tellings import Principal, Telling
from kg.identity.events.times import MONTH, SOON, WEEK, days_of, width
from kg.model import EventKey

Pair = tuple[EventKey, EventKey]
"""Two keys of different articles, the smaller first."""

CLOSED = 40
"""Articles that are compared each with each in a block of one day."""
OPEN = 24
"""Tellings that are compared in a block of a month or of no time."""
CAST = 8
"""Participants of one event that count for blocks, the first by key."""
OPEN_NAMES = 3
"""People who could be meant by an open name that count for blocks."""
SPAN = 12
"""Months of wide bounds that count for blocks; what is wider counts as without a time."""

FAMILY = {"meeting": "contact", "phone call": "contact", "correspondence": "contact"}
"""Types that are compared with each other; every other type stands for itself."""


_Name = tuple[str, ...]
"""Names a block: family, time, and what is shared."""


class _Seat(NamedTuple):
    """A telling in a block. Two that are both not `eager` are left to another block, which is narrower."""

    key: EventKey
    eager: bool


class Blocks:
    """The pairs worth a score card.

    A block holds tellings of one family of types that share two participants (as persons, or as sides where one is
    named by post only) or a name. It is for one day where bounds are no wider than a week; wider ones meet others in
    blocks of a month, those without bounds in blocks of no time.

    No block is compared beyond its cap. In a block of one day with more than `CLOSED` articles each is compared with
    the next `CLOSED` in the order of their keys: reports of one event still join through each other. A block of a
    month or of no time with more than `OPEN` tellings is left out: where so many fit, it tells nothing.
    """

    def __init__(self) -> None:
        self._seats: dict[_Name, list[_Seat]] = defaultdict(list)
        """In no order. Most blocks have one, and no set is that small."""
        self._pairs: dict[Pair, int] = {}
        """Each pair, with the number of blocks in which it is."""

    def __contains__(self, pair: Pair) -> bool:
        return pair in self._pairs

    def renew(self, gone: Iterable[Telling], come: Iterable[Telling]) -> tuple[set[Pair], set[Pair]]:
        """Put some tellings for others; return the pairs that are none any more, and the new ones."""
        out, into = ([each for telling in some for each in set(_seats(telling))] for some in (gone, come))
        names = {name for name, _ in chain(out, into)}
        changes = Counter[Pair]()
        changes.subtract(pair for name in names for pair in self._in(name))
        for name, seat in out:
            self._seats[name].remove(seat)
            if not self._seats[name]:
                del self._seats[name]
        for name, seat in into:
            self._seats[name].append(seat)
        changes.update(pair for name in names for pair in self._in(name))
        no_more, new = set[Pair](), set[Pair]()
        for pair, change in changes.items():
            number = self._pairs.pop(pair, 0)
            if number + change:
                self._pairs[pair] = number + change
            if not number and change:
                new.add(pair)
            elif number and not number + change:
                no_more.add(pair)
        return no_more, new

    def _in(self, name: _Name) -> set[Pair]:
        seats = self._seats.get(name, ())
        return set(_pairs(sorted(seats), daily=name[1].startswith("d"))) if len(seats) > 1 else set()


def _seats(telling: Telling) -> Iterator[tuple[_Name, _Seat]]:
    family, times = FAMILY.get(telling.type, telling.type), list(_times(telling))
    seats = _Seat(telling.key, False), _Seat(telling.key, True)
    for subject, eager in _subjects(telling):
        for time, wide in times:
            # in blocks of a day whoever is named by person meets by person; elsewhere only the wide ones look
            yield (family, time, *subject), seats[eager if time[:1] == "d" else wide]


def _pairs(seats: list[_Seat], *, daily: bool) -> Iterator[Pair]:
    if not daily and len(seats) > OPEN:
        return
    articles = [list(group) for _, group in groupby(seats, key=lambda seat: seat.key[0])]
    for i, ones in enumerate(articles):
        for others in articles[i + 1 : i + 1 + CLOSED]:
            for one in ones:
                yield from ((one.key, other.key) for other in others if one.eager or other.eager)


def _times(telling: Telling) -> Iterator[tuple[str, bool]]:
    """Yield the blocks of time of a telling, each with whether it looks there for others."""
    days = width(telling.when)
    if telling.published and telling.when is None:
        yield from ((intern(f"d{telling.published - timedelta(back)}"), True) for back in range(SOON.days + 1))
    if days is not None and days <= WEEK:
        yield from ((intern(f"d{day}"), True) for day in days_of(telling.when))
    tight = days is not None and days <= WEEK
    if days is not None and days <= SPAN * MONTH:
        yield from ((intern(month), not tight) for month in sorted({f"m{day:%Y-%m}" for day in days_of(telling.when)}))
        yield "any", False
    else:
        yield "any", True


def _subjects(telling: Telling) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield what a telling shares with others of its event, each with whether it looks by it for others in a day."""
    for p, q in combinations(telling.principals[:CAST], 2):
        yield from _of_pair(p, q)
    if telling.place and telling.type == "visit":
        where = telling.place.state or telling.place.key
        for p in telling.principals[:CAST]:
            yield from ((("visit", where, token), True) for token in _tokens(p))
    if telling.type == "appointment":
        for p in telling.principals[:CAST]:
            yield from ((("appointment", token), True) for token in _tokens(p)[:1])
    for word in sorted(telling.name):
        yield ("name", word), True


def _of_pair(p: Principal, q: Principal) -> Iterator[tuple[tuple[str, ...], bool]]:
    named = p.person and q.person
    for meant in product(_meant(p), _meant(q)):
        yield tuple(sorted(meant)), True
    if p.side and q.side and p.side != q.side:
        yield tuple(sorted((_side(p), _side(q)))), not named
    for one, other in ((p, q), (q, p)):
        if one.person and other.side:
            yield (_person(one), _side(other)), not other.person


def _meant(p: Principal) -> list[str]:
    """Return who is meant: one person, or where it stays open a few who could be."""
    return [_person(p)] if p.person else [intern(f"p:{ref.key}") for ref in sorted(p.candidates)[:OPEN_NAMES]]


def _tokens(p: Principal) -> list[str]:
    return [token for token in (_person(p) if p.person else "", _side(p) if p.side else "") if token]


def _person(p: Principal) -> str:
    return intern(f"p:{p.actor.key}") if p.actor else ""


def _side(p: Principal) -> str:
    return intern(f"s:{p.side}")
