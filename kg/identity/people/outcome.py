"""From what was decided to who each of those who were compared is, with the reasons."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from kg.identity.alone import Alone
from kg.identity.cards import Card
from kg.identity.cast import Resolved
from kg.identity.people.merging import Merging
from kg.identity.people.person import Person
from kg.identity.people.spelling import parts, strength
from kg.identity.register import Ref, Register
from kg.model import When

CANDIDATES = 5
"""At most so many rejected candidates are kept with one name."""

PLAIN = "same-name-and-post"
"""The rule by which one spelling with the same posts in several articles is one person, without a score card."""


@dataclass
class People:
    """The people of all articles. The mappings are in no order."""

    people: dict[Ref, Person] = field(default_factory=dict)
    """Who takes part anywhere, or stands in the register."""
    labels: dict[Ref, str] = field(default_factory=dict)
    """Names of those whom the register lacks: the fullest that the articles give."""
    redirects: dict[str, Ref] = field(default_factory=dict)
    """Keys that stand for somebody else now: of the entries and of the names in an article that were taken as one."""
    things: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """All keys by which a judgement may name somebody of an article, with article and pointer of a mention."""
    cards: list[Card] = field(default_factory=list)
    """What was decided on two whose names could be one, in the order of their keys."""

    def copy(self) -> "People":
        """Return the same, to be changed."""
        return People(dict(self.people), dict(self.labels), dict(self.redirects), self.things, list(self.cards))

    def others(self, before: "People", refs: Iterable[Ref]) -> set[Ref]:
        """Return those of these for whom `held` or `side` may say something else than before."""
        return {ref for ref in refs if _profile(self.people.get(ref)) != _profile(before.people.get(ref))}

    def relabelled(self, before: "People", refs: Iterable[Ref]) -> set[Ref]:
        """Return those of these who have another label than before, or none of their own."""
        return {ref for ref in refs if self.labels.get(ref) != before.labels.get(ref)}

    def held(self, ref: Ref, when: When | None) -> list[str]:
        """Return the posts that a person is known to hold on all days of these bounds."""
        person = self.people.get(ref)
        if person is None or when is None or when.earliest is None or when.latest is None:
            return []
        spans = {post: person.days(post) for post in sorted(person.posts)}
        return [post for post, days in spans.items() if days and days[0] <= when.earliest and when.latest <= days[1]]

    def side(self, ref: Ref) -> str | None:
        """Return for which state or organisation a person stands in all that is known, if it is one."""
        sides = self.people[ref].sides if ref in self.people else set()
        return min(sides) if len(sides) == 1 else None


class Things(Mapping[str, tuple[str, str]]):
    """All keys by which a judgement may name somebody of an article: `article/name`, to article and pointer."""

    def __init__(self, articles: Mapping[str, Alone]) -> None:
        self._articles = articles

    def __getitem__(self, thing: str) -> tuple[str, str]:
        return self._articles[thing.partition("/")[0]].things[thing]

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(alone.things for alone in self._articles.values())

    def __len__(self) -> int:
        return sum(len(alone.things) for alone in self._articles.values())


def _profile(person: Person | None) -> object:
    return person and (person.sides, {post: person.days(post) for post in person.posts})


class Known(NamedTuple):
    """What is known of those who are decided alike."""

    found: Resolved
    candidates: tuple[str, ...]
    """The names of those who are rejected."""


class Outcome:
    """Who some people are who are linked by names and judgements, and by nothing with anybody else."""

    def __init__(self, merging: Merging, evidence: Mapping[str, object], register: Register) -> None:
        """`merging` has taken its steps, by the `evidence` of each person."""
        self.evidence = evidence
        self.cards = {(card.a, card.b): card for card in merging.cards.values()}
        self.people: dict[Ref, Person] = {}
        self.labels: dict[Ref, str] = {}
        self.redirects: dict[str, Ref] = {}
        """Of entries."""
        self.known: dict[str, Known] = {}
        """By the key of each who was compared."""
        self.register, self._joined = register, merging.joined
        self._leader = {key: merging.leader(key) for key in merging.evidence}
        self._near = {
            key: [pair.beside(key) for pair in merging.near(key) if pair.relation != "near"] for key in self._leader
        }
        self._members: dict[str, list[str]] = defaultdict(list)
        for key, leader in sorted(self._leader.items()):
            self._members[leader].append(key)
        self._persons: dict[str, Person] = {}
        """By the key of the leader."""
        self._names: dict[str, str | None] = {}
        """By the key of the leader: the fullest name of one whom the register lacks."""
        self._cards: dict[str, list[tuple[Card, str]]] = defaultdict(list)
        for (one, other), card in sorted(merging.cards.items()):
            self._cards[one].append((card, other))
            self._cards[other].append((card, one))

    def tell(self, people: Mapping[str, Person], changed: Iterable[str]) -> None:
        """Tell who those are whom the articles that are there name: at first of all, then of those who changed."""
        leaders = {self._leader[key] for key in changed if key in self._leader} if self._persons else self._members
        names = {leader: self._names.get(leader) for leader in leaders}
        for leader in leaders:
            person = self._persons[leader] = people[leader].copy()
            for key in self._members[leader]:
                if key != leader:
                    person.take(people[key])
            self._names[leader] = _fullest(person) if person.entry is None else None
        entries = self.register.entries
        self.people = {ref: person for person in self._persons.values() if (ref := ref_of(person))}
        self.labels = {ref: name for ref in self.people if (name := self._names[ref.key])}
        self.redirects = {
            thing: ref
            for ref, person in self.people.items()
            if person.entry
            for thing in person.things
            if thing != ref.key and Ref("person", thing) in entries
        }
        if not self.known or any(names[leader] != self._names[leader] for leader in leaders):
            self.known = {key: self._known(key) for key in self._leader}

    def ref(self, key: str) -> Ref | None:
        """Return under what one of those who were compared stands in the graph."""
        return ref_of(self._persons[self._leader[key]])

    def label(self, ref: Ref | None) -> str:
        """Return the name of one of those who were compared."""
        if ref is None:
            return "somebody not identified"
        return self.labels.get(ref) or self.register.entries[ref].label

    def _known(self, key: str) -> Known:
        ref = self.ref(key)
        found = self._identified(key, ref) if ref else self._unknown(key)
        return Known(found, tuple(map(self.label, found.rejected)))

    def _identified(self, key: str, ref: Ref) -> Resolved:
        leader = self._leader[key]
        own, entry = self._joined.get(key), self._persons[leader].entry
        best = own or (None if entry is None else self._with_entry(key, leader))
        because: tuple[str, ...]
        if best:
            rule, because = best.rule, best.because()
        elif len(self._persons[leader].members) > 1:
            rule, because = PLAIN, ("other articles have the same name with the same post",)
        else:
            rule, because = "named-with-post", ("the register lacks the name, and a post says that it is a person",)
        margin, rejected = best.margin if best else None, self._rejected(key, ref)
        return Resolved(ref, self.label(ref), rule=rule, because=because, margin=margin, rejected=rejected)

    def _with_entry(self, key: str, leader: str) -> Card | None:
        """Return the card that took a name and an entry of the register as one, whichever was there first."""
        cards = (card for card, other in self._cards[key] if other == leader and card.verdict == "same")
        return next(cards, None)

    def _unknown(self, key: str) -> Resolved:
        rejected = self._rejected(key, None)
        if not rejected:
            return Resolved(rule="unknown-name", because=("the register lacks the name, and no post comes with it",))
        because = [
            f"{self.label(self.ref(other))}: {said}" for card, other in self._cards[key] for said in card.because()
        ]
        return Resolved(rule="several-candidates", because=tuple(because[:CANDIDATES]), rejected=rejected)

    def _rejected(self, key: str, taken: Ref | None) -> tuple[Ref, ...]:
        others = (self.ref(other) for card, other in self._cards[key])
        found = sorted({ref for ref in (*others, *map(self.ref, self._near[key])) if ref and ref != taken})
        return tuple(found[:CANDIDATES])


def ref_of(person: Person) -> Ref | None:
    """Return what a person stands under in the graph, or None where nothing says that the name is a person's."""
    if person.entry:
        return person.entry
    known = person.posts or (person.sides and any(strength(name) > 2 for name in person.names))
    return Ref("person", person.key) if known else None


def _fullest(person: Person) -> str:
    """Return the name of most parts, among these the one most used, among these the first of the alphabet."""
    used = Counter(local.name for local in person.members)
    return min(used, key=lambda name: (-parts(name), -used[name], name))
