"""Which people are one: what is clearest goes first, and each step looks at all that is known by then."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from datetime import timedelta
from itertools import combinations

from msgspec.structs import replace

from kg.identity.cards import Card, Line
from kg.identity.people.card import POINTS, SAME, decide, other_names, score, vetoes
from kg.identity.people.pairs import Pair
from kg.identity.people.person import Person
from kg.identity.people.recorded import Recorded
from kg.identity.people.spelling import full_parts, parts, shared_parts, strength
from kg.identity.register import Register

LONG = timedelta(366)
"""After so many days without news of somebody in a post, a family name with that post may be a successor's."""


class Merging:
    """People who may be one, and step by step who of them are. The order of what comes in does not matter.

    Each step looks at pairs of names, at whom judgements take as one, and at what is known of those whom these link by
    then. So what becomes of people rests on nobody but those who are linked with them by pairs and judgements.
    """

    def __init__(self, people: Iterable[Person], pairs: Sequence[Pair], recorded: Recorded, register: Register) -> None:
        """`pairs`: all of these people, in the order in which those are decided that are equally clear."""
        self.evidence = {person.key: person for person in sorted(people, key=lambda person: person.key)}
        """What each one said before anything was merged: decisions rest on that."""
        self.cards: dict[tuple[str, str], Card] = {}
        """By the keys of the two: the card by which they were joined, or kept apart."""
        self.joined: dict[str, Card] = {}
        """By key: the card by which one was taken as somebody who stood there before."""
        self._now = {key: person.copy() for key, person in self.evidence.items()}
        self._recorded, self._register = recorded, register
        self._parent: dict[str, str] = {}
        self._pairs = pairs
        self._scores: dict[Pair, list[Line]] = {}
        self._by_node: dict[str, list[Pair]] = defaultdict(list)
        for pair in self._pairs:
            self._by_node[pair.one].append(pair)
            self._by_node[pair.other].append(pair)

    def leader(self, key: str) -> str:
        """Return the key under which a person stands by now."""
        while key in self._parent:
            key = self._parent[key]
        return key

    def person(self, key: str) -> Person:
        """Return the person as known by now."""
        return self._now[self.leader(key)]

    def near(self, key: str) -> Sequence[Pair]:
        """Return those whose names could be one with this person's."""
        return self._by_node[key]

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
        now = self.person(pair.one), self.person(pair.other)
        forbids = [*vetoes(*now, self._recorded, self._register), *other_names(*now, pair)]
        return decide(pair.one, pair.other, [*self._score(pair), *more, *forbids], rule)

    def _score(self, pair: Pair) -> list[Line]:
        """Return what names, posts and states of two people say, whatever was merged."""
        if pair not in self._scores:
            one, other = self.evidence[pair.one], self.evidence[pair.other]
            self._scores[pair] = score(one, other, pair, self._register)
        return self._scores[pair]

    def _margin(self, pair: Pair) -> int:
        """Return the margin of a card without more lines; what forbids a merge has no points."""
        return sum(line.points for line in self._score(pair)) - SAME

    def _join_recorded(self) -> None:
        groups: dict[str, list[str]] = defaultdict(list)
        for key, person in self._now.items():
            for leader in {self._recorded.groups.leader(thing) for thing in person.things}:
                if leader in self._recorded.groups.members:
                    groups[leader].append(key)
        for leader, keys in sorted(groups.items()):
            why = "; ".join(j.because for j in self._recorded.groups.judgements[leader])
            for key in keys[1:]:
                a, b = sorted((keys[0], key))
                line = Line("judgement", f"a judgement takes them as one: {why}")
                self._union(keys[0], key, Card(a, b, "same", "recorded-judgement", (line,)))

    def _join_clear(self) -> None:
        """Join spellings of one full name with a post or, for long names, a state in common.

        Where that would join two who can't be one, as by a judgement, those who hold several posts are left out, and
        where it still would, nobody is joined.
        """
        full = [pair for pair in self._pairs if pair.relation == "same" and full_parts(pair.names[0]) > 1]
        cards = {pair: self.card(pair, "same-name-and-post") for pair in full if self._margin(pair) >= 0}
        cards = {pair: card for pair, card in cards.items() if card.verdict == "same"}
        clear = list(cards)
        torn = self._torn(clear)
        clear = [pair for pair in clear if not {pair.one, pair.other} & torn or not self._bridges(pair)]
        torn = self._torn(clear)
        for pair in sorted(clear, key=lambda pair: (-cards[pair].margin, cards[pair].a, cards[pair].b)):
            by_post = any(line.feature == "post" for line in cards[pair].lines)
            if not {pair.one, pair.other} & torn:
                self._try(pair, "same-name-and-post" if by_post else "same-name-and-state")
        for pair in cards:
            if self.leader(pair.one) != self.leader(pair.other):
                self.cards[pair.one, pair.other] = replace(cards[pair], verdict="unsure", rule="ambiguous")

    def _bridges(self, pair: Pair) -> bool:
        """Tell whether one of the two holds more posts than the other, and so may link two people."""
        return self.evidence[pair.one].posts != self.evidence[pair.other].posts

    def _torn(self, pairs: Sequence[Pair]) -> set[str]:
        """Return all whom these pairs link, over whatever others, with somebody who can't be one with them."""
        group = {key: {key} for pair in pairs for key in (pair.one, pair.other)}
        for pair in pairs:
            if group[pair.one] is not group[pair.other]:
                joined = group[pair.one] | group[pair.other]
                group.update(dict.fromkeys(joined, joined))
        torn: set[str] = set()
        for members in {id(each): each for each in group.values()}.values():
            if not members & torn and self._can_not_be_one(members):
                torn |= members
        return torn

    def _can_not_be_one(self, members: set[str]) -> bool:
        """Tell whether any two of these are kept apart: by a judgement, the register, one event, or their states."""
        people = [self._now[key] for key in sorted(members)]
        of = {thing: person.key for person in people for thing in person.things}
        met = any(of.get(thing, person.key) != person.key for person in people for thing in person.apart)
        sides = {frozenset(person.sides) for person in people if person.sides}
        foreign = any(not one & other for one, other in combinations(sides, 2))
        entries = {person.entry for person in people if person.entry}
        return met or foreign or len(entries) > 1 or self._recorded.splits(of)

    def _join_registered(self) -> None:
        """Join to an entry of the register those who bear its name, unless they are plainly several people."""
        for key, node in self._now.items():
            if node.entry is None:
                continue
            named = [pair for pair in self._by_node[key] if pair.relation == "same"]
            bearers = sorted({self.leader(pair.beside(key)) for pair in named} - {self.leader(key)})
            known = self.person(key).sides
            if not known and self._of_two_states(key):
                continue
            fit = [b for b in bearers if not known or not self._now[b].sides or self._now[b].sides & known]
            sided = [self._now[b] for b in fit if self._now[b].sides]
            rivals = any(self._now[b].entry or self._other_entry(b, key) for b in bearers)
            if rivals or not all(_may_be_one(one, other) for one, other in combinations(sided, 2)):
                continue
            line = Line("register", "the register has the name once", _points("the register has the name once, and"))
            for pair in sorted(named, key=lambda p: (p.one, p.other)):
                other = self.leader(pair.beside(key))
                if other in fit and (self._now[other].sides or len(bearers) == 1):
                    self._try(pair, "registered-name", line)

    def _of_two_states(self, key: str) -> bool:
        """Tell whether people of two states bear names that may be this one's."""
        near = [pair for pair in self._by_node[key] if min(map(full_parts, pair.names)) > 1]
        sides = {frozenset(side) for pair in near if (side := self.person(pair.beside(key)).sides)}
        return any(not one & other for one, other in combinations(sides, 2))

    def _other_entry(self, bearer: str, key: str) -> bool:
        """Tell whether another entry of the register has a name of the same spelling."""
        near = (pair for pair in self._by_node[bearer] if pair.relation == "same")
        return any(self._now[p].entry and p not in (bearer, key) for pair in near for p in (pair.one, pair.other))

    def _join_families(self, alone: Container[str]) -> None:
        """Join those of one family name and one post for whom no fuller name is known."""
        for pair in self._pairs:
            if pair.relation == "same" and full_parts(pair.names[0]) < 2 and pair.one in alone and pair.other in alone:
                self._try(pair, "same-name-and-post")

    def _join_short(self) -> set[str]:
        """Join a name with a post to the only one whose name it fits and who holds that post.

        Of two whose names fit each other, the one without an entry and with fewer parts is joined to the other.
        Return those whom no other fits.
        """
        fits: dict[str, list[Pair]] = defaultdict(list)
        for pair in self._pairs:
            if pair.relation != "same" and self._margin(pair) >= 0 and self.card(pair, "").verdict == "same":
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
        return self._now.keys() - fits.keys()

    def _fullness(self, key: str) -> tuple[bool, int]:
        person = self._now[key]
        return person.entry is not None, max(full_parts(name) for name in person.names)

    def _long_apart(self, bearer: str, short: str) -> bool:
        """Tell whether nothing is known of the one in a post shared for long before and after the other."""
        own, other = self.evidence[short], self._now[bearer]
        if max(map(parts, own.names)) > 1:
            return False
        for post in sorted(own.posts & other.posts):
            when, known = own.days(post), other.days(post)
            if not when or not known or (known[0] - LONG <= when[0] and when[1] <= known[1] + LONG):
                return False
        return True

    def _holds_then(self, bearer: str, short: str) -> bool:
        """Tell whether one is known to hold a post on all days on which the other is named with it."""
        own, other = self._now[short], self._now[bearer]
        for post in sorted(own.posts & other.posts):
            when, known = own.days(post), other.days(post)
            if when and known and known[0] <= when[0] and when[1] <= known[1]:
                return True
        return False

    def _join_only_bearers(self) -> None:
        """Join a bare name to the only person known by it, or by a longer name of which it is a part."""
        bare = {p: node for p, node in self._now.items() if _is_bare(node) and self.leader(p) == p}
        for key in bare:
            near = [pair for pair in self._by_node[key] if pair.beside(key) not in bare]
            fits = [pair for pair in near if pair.relation == "same" or self._is_short_of(key, pair)]
            rivals = [pair for pair in near if shared_parts(*pair.names) > 1]
            bearers = {self.leader(pair.beside(key)) for pair in (*fits, *rivals)}
            if fits and len(bearers) == 1 and full_parts(min(self._now[key].names)) > 1:
                line = Line("name", "nobody else of this name is known", _points("nobody else of this name"))
                nearest = min(fits, key=lambda pair: (pair.relation, self.leader(pair.beside(key)) != pair.beside(key)))
                self._try(nearest, "only-bearer", line)

    def _is_short_of(self, key: str, pair: Pair) -> bool:
        return pair.relation == ("short" if pair.one == key else "long")

    def _try(self, pair: Pair, rule: str, *more: Line) -> None:
        one, other = self.leader(pair.one), self.leader(pair.other)
        if one == other:
            return
        card = self.card(pair, rule, *more)
        if card.verdict == "same":
            self._union(pair.one, pair.other, card)
        else:
            self.cards.setdefault((pair.one, pair.other), card)

    def _union(self, one: str, other: str, card: Card) -> None:
        first, second = sorted((self.leader(one), self.leader(other)), key=self._rank)
        self.cards[min(one, other), max(one, other)] = card
        if first != second:
            self._parent[second] = first
            self._now[first].take(self._now[second])
            self.joined[second] = card

    def _rank(self, key: str) -> tuple[bool, str]:
        return self._now[key].entry is None, key

    def _note(self, pair: Pair) -> None:
        """Note what keeps two of one name apart, and two of whom little is lacking."""
        if pair.relation != "same" and self._margin(pair) < -1:
            return
        card = self.card(pair, "not-enough")
        if pair.relation == "same" or card.verdict != "different":
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
