"""Which people are one: what is clearest goes first, and each step looks at all that is known by then."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from datetime import timedelta
from itertools import combinations

from msgspec.structs import replace

from kg.identity.cards import Card, Line
from kg.identity.people.card import POINTS, decide, other_names, score, vetoes
from kg.identity.people.pairs import Pair, pairs
from kg.identity.people.person import Person
from kg.identity.people.recorded import Recorded
from kg.identity.people.spelling import full_parts, parts, shared_parts, strength
from kg.identity.register import Register

LONG = timedelta(366)
"""After so many days without news of somebody in a post, a family name with that post may be a successor's."""


class Merging:
    """People, and step by step who of them are one. The order of what comes in does not matter."""

    def __init__(self, people: Iterable[Person], recorded: Recorded, register: Register) -> None:
        self.nodes = sorted(people, key=lambda person: person.key)
        self.keys = [person.key for person in self.nodes]
        self.evidence = [
            Person(p.key, p.entry, set(p.names), set(p.posts), set(p.sides), list(p.held)) for p in self.nodes
        ]
        """What each one said before anything was merged: decisions rest on that."""
        self.cards: dict[tuple[int, int], Card] = {}
        """By the places of the two: the card by which they were joined, or kept apart."""
        self.joined: dict[int, Card] = {}
        """By place: the card by which one was taken as somebody who stood there before."""
        self._recorded, self._register = recorded, register
        self._parent = list(range(len(self.nodes)))
        self._pairs = pairs(self.nodes)
        self._by_node: dict[int, list[Pair]] = defaultdict(list)
        for pair in self._pairs:
            self._by_node[pair.one].append(pair)
            self._by_node[pair.other].append(pair)

    def leader(self, place: int) -> int:
        """Return the place under which a person stands by now."""
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def person(self, place: int) -> Person:
        """Return the person as known by now."""
        return self.nodes[self.leader(place)]

    def near(self, place: int) -> Sequence[Pair]:
        """Return those whose names could be one with this person's."""
        return self._by_node[place]

    def people(self) -> list[Person]:
        """Return the people as known by now, each once."""
        return [person for place, person in enumerate(self.nodes) if self.leader(place) == place]

    def run(self) -> None:
        """Take all steps, then note what was kept apart."""
        self._join_recorded()
        self._join_clear()
        self._join_registered()
        alone = self._join_short()
        self._join_families(alone)
        self._join_only_bearers()
        for pair in self._pairs:
            if self.leader(pair.one) != self.leader(pair.other):
                self._note(pair)

    def card(self, pair: Pair, rule: str, *more: Line) -> Card:
        """Return the score card of two people as known by now."""
        one, other = self.evidence[pair.one], self.evidence[pair.other]
        lines = [*score(one, other, pair, self._register), *more]
        now = self.person(pair.one), self.person(pair.other)
        lines += [*vetoes(*now, self._recorded, self._register), *other_names(*now, pair)]
        return decide(one.key, other.key, lines, rule)

    def _join_recorded(self) -> None:
        groups: dict[str, list[int]] = defaultdict(list)
        for place, person in enumerate(self.nodes):
            for leader in {self._recorded.groups.leader(thing) for thing in person.things}:
                if leader in self._recorded.groups.members:
                    groups[leader].append(place)
        for leader, places in sorted(groups.items()):
            why = "; ".join(j.because for j in self._recorded.groups.judgements[leader])
            for place in places[1:]:
                a, b = sorted((self.nodes[places[0]].key, self.nodes[place].key))
                line = Line("judgement", f"a judgement takes them as one: {why}")
                self._union(places[0], place, Card(a, b, "same", "recorded-judgement", (line,)))

    def _join_clear(self) -> None:
        """Join spellings of one full name with a post or, for long names, a state in common.

        Where that would join two who can't be one, as by a judgement, those who hold several posts are left out, and
        where it still would, nobody is joined.
        """
        full = [pair for pair in self._pairs if pair.relation == "same" and full_parts(pair.names[0]) > 1]
        cards = {pair: self.card(pair, "same-name-and-post") for pair in full}
        clear = [pair for pair in full if cards[pair].verdict == "same"]
        torn = self._torn(clear)
        clear = [pair for pair in clear if not {pair.one, pair.other} & torn or not self._bridges(pair)]
        torn = self._torn(clear)
        for pair in sorted(clear, key=lambda pair: (-cards[pair].margin, cards[pair].a, cards[pair].b)):
            by_post = any(line.feature == "post" for line in cards[pair].lines)
            if not {pair.one, pair.other} & torn:
                self._try(pair, "same-name-and-post" if by_post else "same-name-and-state")
        for pair in full:
            if cards[pair].verdict == "same" and self.leader(pair.one) != self.leader(pair.other):
                self.cards[pair.one, pair.other] = replace(cards[pair], verdict="unsure", rule="ambiguous")

    def _bridges(self, pair: Pair) -> bool:
        """Tell whether one of the two holds more posts than the other, and so may link two people."""
        return self.evidence[pair.one].posts != self.evidence[pair.other].posts

    def _torn(self, pairs: Sequence[Pair]) -> set[int]:
        """Return all whom these pairs link, over whatever others, with somebody who can't be one with them."""
        group = {place: {place} for pair in pairs for place in (pair.one, pair.other)}
        for pair in pairs:
            if group[pair.one] is not group[pair.other]:
                joined = group[pair.one] | group[pair.other]
                group.update(dict.fromkeys(joined, joined))
        torn: set[int] = set()
        for members in {id(each): each for each in group.values()}.values():
            if not members & torn and self._can_not_be_one(members):
                torn |= members
        return torn

    def _can_not_be_one(self, members: set[int]) -> bool:
        """Tell whether any two of these are kept apart: by a judgement, the register, one event, or their states."""
        people = [self.nodes[place] for place in sorted(members)]
        of = {thing: place for place, person in enumerate(people) for thing in person.things}
        met = any(of.get(key, place) != place for place, person in enumerate(people) for key in person.apart)
        sides = {frozenset(person.sides) for person in people if person.sides}
        foreign = any(not one & other for one, other in combinations(sides, 2))
        entries = {person.entry for person in people if person.entry}
        return met or foreign or len(entries) > 1 or self._recorded.splits(of)

    def _join_registered(self) -> None:
        """Join to an entry of the register those who bear its name, unless they are plainly several people."""
        for place, node in enumerate(self.nodes):
            if node.entry is None:
                continue
            named = [pair for pair in self._by_node[place] if pair.relation == "same"]
            bearers = sorted({self.leader(pair.beside(place)) for pair in named} - {self.leader(place)})
            known = self.person(place).sides
            if not known and self._of_two_states(place):
                continue
            fit = [b for b in bearers if not known or not self.nodes[b].sides or self.nodes[b].sides & known]
            sided = [self.nodes[b] for b in fit if self.nodes[b].sides]
            rivals = any(self.nodes[b].entry or self._other_entry(b, place) for b in bearers)
            if rivals or not all(_may_be_one(one, other) for one, other in combinations(sided, 2)):
                continue
            line = Line("register", "the register has the name once", _points("the register has the name once, and"))
            for pair in sorted(named, key=lambda p: (self.nodes[p.one].key, self.nodes[p.other].key)):
                other = self.leader(pair.beside(place))
                if other in fit and (self.nodes[other].sides or len(bearers) == 1):
                    self._try(pair, "registered-name", line)

    def _of_two_states(self, place: int) -> bool:
        """Tell whether people of two states bear names that may be this one's."""
        near = [pair for pair in self._by_node[place] if min(map(full_parts, pair.names)) > 1]
        sides = {frozenset(side) for pair in near if (side := self.person(pair.beside(place)).sides)}
        return any(not one & other for one, other in combinations(sides, 2))

    def _other_entry(self, bearer: int, place: int) -> bool:
        """Tell whether another entry of the register has a name of the same spelling."""
        near = (pair for pair in self._by_node[bearer] if pair.relation == "same")
        return any(self.nodes[p].entry and p not in (bearer, place) for pair in near for p in (pair.one, pair.other))

    def _join_families(self, alone: Container[int]) -> None:
        """Join those of one family name and one post for whom no fuller name is known."""
        for pair in self._pairs:
            if pair.relation == "same" and full_parts(pair.names[0]) < 2 and pair.one in alone and pair.other in alone:
                self._try(pair, "same-name-and-post")

    def _join_short(self) -> set[int]:
        """Join a name with a post to the only one whose name it fits and who holds that post.

        Of two whose names fit each other, the one without an entry and with fewer parts is joined to the other.
        Return those whom no other fits.
        """
        fits: dict[int, list[Pair]] = defaultdict(list)
        for pair in self._pairs:
            if pair.relation != "same" and self.card(pair, "").verdict == "same":
                fits[min(pair.one, pair.other, key=self._fullness)].append(pair)
        for short, found in sorted(fits.items(), key=lambda each: (self._fullness(each[0]), each[0]), reverse=True):
            longer = {self.leader(pair.beside(short)): pair for pair in found}
            if self.leader(short) in longer:
                continue
            if len(longer) > 1:
                longer = {b: pair for b, pair in longer.items() if self._holds_then(b, short)}
            longer = {b: pair for b, pair in longer.items() if not self._long_apart(b, short)}
            if len(longer) == 1:
                (pair,) = longer.values()
                self._try(pair, "short-name-and-post")
        return set(range(len(self.nodes))) - set(fits)

    def _fullness(self, place: int) -> tuple[bool, int]:
        person = self.nodes[place]
        return person.entry is not None, max(full_parts(name) for name in person.names)

    def _long_apart(self, bearer: int, short: int) -> bool:
        """Tell whether nothing is known of the one in a post shared for long before and after the other."""
        own, other = self.evidence[short], self.nodes[bearer]
        if max(map(parts, own.names)) > 1:
            return False
        for post in sorted(own.posts & other.posts):
            when, known = own.days(post), other.days(post)
            if not when or not known or (known[0] - LONG <= when[0] and when[1] <= known[1] + LONG):
                return False
        return True

    def _holds_then(self, bearer: int, short: int) -> bool:
        """Tell whether one is known to hold a post on all days on which the other is named with it."""
        own, other = self.nodes[short], self.nodes[bearer]
        for post in sorted(own.posts & other.posts):
            when, known = own.days(post), other.days(post)
            if when and known and known[0] <= when[0] and when[1] <= known[1]:
                return True
        return False

    def _join_only_bearers(self) -> None:
        """Join a bare name to the only person known by it, or by a longer name of which it is a part."""
        bare = {p: node for p, node in enumerate(self.nodes) if _is_bare(node) and self.leader(p) == p}
        for place in bare:
            near = [pair for pair in self._by_node[place] if pair.beside(place) not in bare]
            fits = [pair for pair in near if pair.relation == "same" or self._is_short_of(place, pair)]
            rivals = [pair for pair in near if shared_parts(*pair.names) > 1]
            bearers = {self.leader(pair.beside(place)) for pair in (*fits, *rivals)}
            if fits and len(bearers) == 1 and full_parts(min(self.nodes[place].names)) > 1:
                line = Line("name", "nobody else of this name is known", _points("nobody else of this name"))
                nearest = min(
                    fits, key=lambda pair: (pair.relation, self.leader(pair.beside(place)) != pair.beside(place))
                )
                self._try(nearest, "only-bearer", line)

    def _is_short_of(self, place: int, pair: Pair) -> bool:
        return pair.relation == ("short" if pair.one == place else "long")

    def _try(self, pair: Pair, rule: str, *more: Line) -> None:
        one, other = self.leader(pair.one), self.leader(pair.other)
        if one == other:
            return
        card = self.card(pair, rule, *more)
        if card.verdict == "same":
            self._union(pair.one, pair.other, card)
        else:
            self.cards.setdefault((pair.one, pair.other), card)

    def _union(self, one: int, other: int, card: Card) -> None:
        first, second = sorted((self.leader(one), self.leader(other)), key=self._rank)
        self.cards[min(one, other), max(one, other)] = card
        if first != second:
            self._parent[second] = first
            self.nodes[first].take(self.nodes[second])
            self.joined[second] = card

    def _rank(self, place: int) -> tuple[bool, str]:
        return self.nodes[place].entry is None, self.nodes[place].key

    def _note(self, pair: Pair) -> None:
        """Note what keeps two of one name apart, and two of whom little is lacking."""
        card = self.card(pair, "not-enough")
        if pair.relation == "same" or (card.verdict != "different" and card.margin >= -1):
            unsure = replace(card, verdict="unsure", rule="ambiguous") if card.verdict == "same" else card
            self.cards.setdefault((pair.one, pair.other), unsure)


def _is_bare(person: Person) -> bool:
    return person.entry is None and not person.posts and not person.sides


def _may_be_one(one: Person, other: Person) -> bool:
    """Tell whether nothing speaks against two bearers of one name being one: states, and posts at one time."""
    if not one.sides & other.sides:
        return False
    if one.posts & other.posts:
        return True
    strong = min(strength(min(person.names)) for person in (one, other)) > 2
    return one.apart_in_time(other) in ((True, None) if strong else (True,))


def _points(start: str) -> int:
    return next(points for what, points in POINTS.items() if what.startswith(start))
