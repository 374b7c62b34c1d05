"""From what all articles say to who each mention is, with the reasons."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from kg.identity.cards import Card
from kg.identity.cast import Cast, Resolved
from kg.identity.people.card import POINTS, SAME
from kg.identity.people.local import Local, local_people
from kg.identity.people.merging import Merging
from kg.identity.people.person import Bounds, Person, of_local, of_register, signature
from kg.identity.people.recorded import Recorded
from kg.identity.people.spelling import full_parts, parts, strength
from kg.identity.people.spots import Spot, spots
from kg.identity.register import Ref, Register
from kg.model import Annotation, Finding, When

CANDIDATES = 5
"""At most so many rejected candidates are kept with one name."""


@dataclass
class People:
    """The people of all articles."""

    people: dict[Ref, Person] = field(default_factory=dict)
    """Who takes part anywhere, or stands in the register."""
    labels: dict[Ref, str] = field(default_factory=dict)
    """Names of those whom the register lacks: the fullest that the articles give."""
    redirects: dict[str, Ref] = field(default_factory=dict)
    """Keys that stand for somebody else now: of the entries and of the names in an article that were taken as one."""
    things: dict[str, tuple[str, str]] = field(default_factory=dict)
    """All keys by which a judgement may name somebody of an article, with article and pointer of a mention."""
    cards: list[Card] = field(default_factory=list)
    """What was decided on two whose names could be one."""

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


def decide_people(
    articles: Sequence[tuple[Annotation, Cast]],
    register: Register,
    recorded: Recorded,
    bounds: Bounds,
) -> People:
    """Decide who each person named in any article is, and write it into the casts.

    What stays open keeps its candidates. Nothing depends on the order of the articles.
    """
    locals_ = sorted(
        (
            local
            for annotation, cast in articles
            for local in local_people(annotation.article.id, spots(annotation, cast, register), recorded)
        ),
        key=lambda local: local.key,
    )
    nodes, node_of = _nodes(locals_, register, recorded, bounds)
    merging = Merging(nodes, recorded, register)
    merging.run()
    outcome = _Outcome(merging, register, node_of, {a.article.id: cast for a, cast in articles})
    for local in locals_:
        outcome.tell(local)
    return outcome.people


def _nodes(
    locals_: Iterable[Local], register: Register, recorded: Recorded, bounds: Bounds
) -> tuple[list[Person], dict[str, str]]:
    """Return the people to compare, and for each local person the key of its own among them.

    Those of the register come first; local people who are decided alike (one spelling, posts and states) are one.
    """
    leaders: dict[Ref, list[Ref]] = defaultdict(list)
    for ref in register.entries:
        if ref.kind == "person":
            leaders[register.leader(ref)].append(ref)
    found: dict[object, Person] = {leader: of_register(register, leader, refs) for leader, refs in leaders.items()}
    node_of: dict[str, str] = {}
    for local in locals_:
        if local.rivals:
            continue
        person = of_local(local, bounds)
        by_day = local.posts and full_parts(local.name) < 2  # who is meant by a short name may hang on the day
        place: object = local.key if by_day or recorded.things & local.things else signature(local)
        if local.is_:
            place = register.leader(local.is_)
            person.names = {name for name in person.names if parts(name) > 1}  # others may go by a short one elsewhere
        if place in found:
            found[place].take(person)
        else:
            found[place] = person
        node_of[local.key] = found[place].key
    return list(found.values()), node_of


class _Outcome:
    """Writes what was decided into the casts."""

    def __init__(
        self, merging: Merging, register: Register, node_of: Mapping[str, str], casts: Mapping[str, Cast]
    ) -> None:
        self.people = People(cards=sorted(merging.cards.values(), key=lambda card: (card.a, card.b)))
        self._merging, self._register, self._node_of, self._casts = merging, register, node_of, casts
        self._place = {person_key: place for place, person_key in enumerate(merging.keys)}
        self._cards: dict[int, list[tuple[Card, int]]] = defaultdict(list)
        for (one, other), card in sorted(merging.cards.items()):
            self._cards[one].append((card, other))
            self._cards[other].append((card, one))
        for person in merging.people():
            if (ref := ref_of(person)) is not None:
                self._add(ref, person)

    def _add(self, ref: Ref, person: Person) -> None:
        self.people.people[ref] = person
        if person.entry is None:
            self.people.labels[ref] = _fullest(person)
        for thing in sorted(person.things - {ref.key}):
            self.people.redirects[thing] = ref

    def tell(self, local: Local) -> None:
        """Write into the article's cast who a local person is."""
        self.people.things.update({local.key: (local.article, local.spots[0].pointer)})
        self.people.things.update({f"{local.article}/{s.form}": (local.article, s.pointer) for s in local.spots})
        if local.rivals:
            found = self._open(local)
        else:
            place = self._place[self._node_of[local.key]]
            ref = ref_of(self._merging.person(place))
            found = self._known(local, place, ref) if ref else self._unknown(local, place)
        cast = self._casts[local.article]
        for spot in local.spots:
            if spot.is_ is None:
                told = _short(local, spot, found) if spot.form in local.short else found
                old = cast.mentions[spot.pointer]
                cast.mentions[spot.pointer] = replace(
                    old,
                    actor=told.actor,
                    label=told.label,
                    rule=told.rule,
                    because=told.because,
                    margin=told.margin,
                    rejected=told.rejected,
                )
        cast.findings += _findings(local, found, self._label)

    def _known(self, local: Local, place: int, ref: Ref) -> Resolved:
        leader = self._merging.leader(place)
        own, entry = self._merging.joined.get(place), self._merging.nodes[leader].entry
        best = own or (None if entry is None else self._with_entry(place, leader))
        because: tuple[str, ...]
        if local.is_:
            rule, because = "annotator", ("the annotator says who is meant",)
        elif best:
            rule, because = best.rule, best.because()
        elif len(self._merging.nodes[leader].members) > 1:
            rule, because = "same-name-and-post", ("other articles have the same name with the same post",)
        else:
            rule, because = "named-with-post", ("the register lacks the name, and a post says that it is a person",)
        margin = best.margin if best else self._plain_margin(local) if rule == "same-name-and-post" else None
        margin = None if local.is_ else margin
        rejected = self._rejected(place, ref)
        return Resolved(ref, self._label(ref), rule=rule, because=because, margin=margin, rejected=rejected)

    def _with_entry(self, place: int, leader: int) -> Card | None:
        """Return the card that took a name and an entry of the register as one, whichever was there first."""
        cards = (card for card, other in self._cards[place] if other == leader and card.verdict == "same")
        return next(cards, None)

    def _plain_margin(self, local: Local) -> int:
        """Return the margin of one spelling with the same posts in several articles, which needs no card."""
        number = {1: "one part", 2: "two parts"}.get(strength(local.name), "three parts or more")
        post = "same post, which one person holds at a time"
        return POINTS[f"spelling of one name, {number}"] + POINTS[post] - SAME

    def _unknown(self, local: Local, place: int) -> Resolved:
        rejected = self._rejected(place, None)
        if not rejected:
            return Resolved(rule="unknown-name", because=("the register lacks the name, and no post comes with it",))
        because = [f"{self._label(self._ref(o))}: {said}" for card, o in self._cards[place] for said in card.because()]
        because = because or [f"{local.name!r} fits the name of {self._label(ref)}" for ref in rejected]
        return Resolved(rule="several-candidates", because=tuple(because[:CANDIDATES]), rejected=rejected)

    def _open(self, local: Local) -> Resolved:
        """Tell of a short form that several long forms of its article could stand for."""
        refs = {self._ref(self._place[self._node_of[key]]) for key in local.rivals if key in self._node_of}
        rejected = tuple(sorted(ref for ref in refs if ref))
        said = f"{local.name!r} is a part of several names in the article"
        return Resolved(rule="several-candidates", because=(said,), rejected=rejected)

    def _rejected(self, place: int, taken: Ref | None) -> tuple[Ref, ...]:
        others = (self._ref(other) for card, other in self._cards[place])
        near = (self._ref(p.beside(place)) for p in self._merging.near(place) if p.relation != "near")
        found = sorted({ref for ref in (*others, *near) if ref and ref != taken})
        return tuple(found[:CANDIDATES])

    def _ref(self, place: int) -> Ref | None:
        return ref_of(self._merging.person(place))

    def _label(self, ref: Ref | None) -> str:
        if ref is None:
            return "somebody not identified"
        return self.people.labels.get(ref) or self._register.entries[ref].label


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


def _short(local: Local, spot: Spot, found: Resolved) -> Resolved:
    said = f"{spot.name!r} stands for {local.name!r} in the same article"
    return replace(found, rule="long-form-in-article", because=(said, *found.because))


def _findings(local: Local, found: Resolved, label: Callable[[Ref], str]) -> Iterator[Finding]:
    """Yield DK201 or DK203 for each mention that stays open, and DK206 where a person is new to the register."""
    first = local.spots[0]
    if found.actor is None:
        for spot in local.spots:
            if found.rejected:
                who = ", ".join(f"{label(ref)} ({ref.key})" for ref in found.rejected)
                code, message, mend = "DK203", f"{spot.name!r} can mean {who}", "Say which with 'is'."
            else:
                code, message = "DK201", f"{spot.name!r} is not in the register, and no post comes with it"
                mend = "Add the name to the register, say who it is with 'is', or give the post in which it is named."
            yield Finding(code=code, message=message, pointer=_at(spot), mend=mend, severity="warning")
    elif "/" in found.actor.key and found.actor.key == local.key:
        message = f"the register lacks {local.name!r}, who is taken as a person of that name and post"
        mend = "Add the person to the register to give it a key of its own; or take it as an entry with kg resolve."
        yield Finding(code="DK206", message=message, pointer=_at(first), mend=mend, severity="info")


def _at(spot: Spot) -> str:
    return f"{spot.pointer}/name" if spot.named else spot.pointer
