"""All that a person could decide, the most useful first: whom a name means, which two are one, and what to doubt."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Literal

from msgspec import Struct

from kg.identity import Card, Decisions, Line, Ref, event_key
from kg.identity.cards import Verdict
from kg.identity.names import fold
from kg.identity.people.person import Person
from kg.identity.people.spelling import is_part_of, same
from kg.judging.things import OpenName, Thing, Things

About = Literal["proposed", "open name", "kept apart", "taken as one"]

OPEN: tuple[About, ...] = ("proposed", "open name")
"""What nothing has decided; the rest is decided, and may be doubted."""


class Question(Struct, frozen=True):
    """One question: whether these things are one."""

    id: str
    """The same as long as the kind and the things are: eight hexadecimal digits."""
    kind: Literal["event", "person"]
    about: About
    things: tuple[Thing, ...]
    """Two; or an open name alone, of which nobody is known whom it could mean."""
    lines: tuple[Line, ...] = ()
    """What speaks for and against, as on the score card."""
    margin: int | None = None
    """Points above what the rule asks for; below 0 where it falls short."""
    verdict: Verdict | None = None
    """What the rules decided; None where they left it open."""
    rule: str = ""
    weight: int = 0
    """How much hangs on it: mentions, or reports with their parts."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The things as a judgement names them."""
        return tuple(thing.key for thing in self.things)

    @property
    def reasons_for(self) -> tuple[Line, ...]:
        """The lines that speak for the two being one."""
        return tuple(line for line in self.lines if line.points > 0 and not line.veto)

    @property
    def reasons_against(self) -> tuple[Line, ...]:
        """The lines that speak against it."""
        return tuple(line for line in self.lines if line.points < 0 or line.veto)

    def order(self) -> tuple[bool, int, int, str, tuple[str, ...]]:
        """Sort key: what is open, then what most hangs on, then the clearest; candidates of one name stay together."""
        return self.about not in OPEN, -self.weight, -(self.margin or 0), self.kind, self.keys


def question_id(kind: str, things: Iterable[str]) -> str:
    """Return the id of the question on these things, whose order does not matter.

    >>> question_id("event", ["b/talks", "a/meeting"]) == question_id("event", ["a/meeting", "b/talks"])
    True
    """
    return blake2b("\x1f".join([kind, *sorted(things)]).encode(), digest_size=4).hexdigest()


def questions(decisions: Decisions, *, everything: bool = False) -> list[Question]:
    """Return what a person could decide, the most useful first. What is judged already is not asked again.

    With `everything`, also what the rules decided without being asked: pairs kept apart by a contradiction, and pairs
    taken as one without a point to spare.
    """
    things = Things(decisions)
    people = _People(decisions, things)
    found = [*people.questions(), *_events(decisions, things)]
    wanted = [each for each in found if everything or each.about in OPEN]
    return sorted(wanted, key=Question.order)


def _asked(kind: Literal["event", "person"], about: About, card: Card, things: Sequence[Thing]) -> Question:
    verdict = None if card.verdict == "unsure" else card.verdict
    weight = min((thing.number for thing in things if thing.number), default=0)
    key = question_id(kind, (thing.key for thing in things))
    return Question(key, kind, about, tuple(things), card.lines, card.margin, verdict, card.rule, weight)


def _about(card: Card) -> About | None:
    """Return what kind of question a card is; None where nobody need be asked."""
    if card.verdict == "unsure":
        return "proposed"
    if card.verdict == "different":
        return "kept apart"
    return "taken as one" if card.margin == 0 and card.rule != "recorded-judgement" else None


def _events(decisions: Decisions, things: Things) -> Iterator[Question]:
    """Yield the questions on events: for each two that are not one, that of their clearest reports."""
    merged, seen = decisions.events.merged, set()
    for card in sorted(decisions.events.cards, key=lambda card: (-card.margin, card.a, card.b)):
        one, other = event_key(card.a), event_key(card.b)
        about, leaders = _about(card), frozenset((merged.leader(one), merged.leader(other)))
        if about is None or merged.apart(one, other):
            continue
        if about == "taken as one":
            if decisions.events.explain(one, other).rule == "recorded-judgement":
                continue
        elif len(leaders) == 1 or leaders in seen:
            continue
        else:
            seen.add(leaders)
        yield _asked("event", about, card, [things.event(one), things.event(other)])


class _People:
    """The questions on people."""

    def __init__(self, decisions: Decisions, things: Things) -> None:
        self.decisions, self.things = decisions, things
        self.named = {thing for judgement in decisions.recorded.judgements for thing in judgement.things}
        """Things that any judgement names."""
        self.on_open: dict[object, list[tuple[Card, Ref]]] = defaultdict(list)
        """Cards of an open name with somebody known, by the name's spelling and states: those are decided alike."""

    def questions(self) -> Iterator[Question]:
        """Yield all of them, in no order."""
        seen = set()
        for card in sorted(self.decisions.people.cards, key=lambda card: (-card.margin, card.a, card.b)):
            refs = self.decisions.person(card.a), self.decisions.person(card.b)
            if len([ref for ref in refs if ref]) == 1 and self._note(card, refs):
                continue
            about, who = _about(card), frozenset(refs if all(refs) else (card.a, card.b))
            if about is None or self._judged(card.a, card.b):
                continue
            if about != "taken as one":
                if len(who) == 1 or who in seen:
                    continue
                seen.add(who)
            both = [self.things.person(key, own=about == "taken as one") for key in (card.a, card.b)]
            yield _asked("person", about, card, both)
        for _, name in sorted(self.things.open.items()):
            yield from self._open(name)

    def _note(self, card: Card, refs: tuple[Ref | None, Ref | None]) -> bool:
        """Keep a card of an open name for the questions on that name; tell whether it is one."""
        known = refs[0] or refs[1]
        name = self.things.open.get(card.b if refs[0] else card.a)
        if known and name:
            self.on_open[_spelled(name)].append((card, known))
        return bool(known and name)

    def _open(self, name: OpenName) -> Iterator[Question]:
        """Yield a question for each person whom an open name could mean, or one without, where nobody is known."""
        resolved = self.decisions.casts[name.article].mentions[name.pointers[0]]
        own = self.things.person(name.key)
        cards = {ref: card for card, ref in reversed(self.on_open[_spelled(name)])}
        candidates = sorted({*resolved.rejected, *cards})
        for ref in candidates:
            key = self._in_article(name.article, ref)
            if self._judged(name.key, key):
                continue
            card, other = cards.get(ref), self.things.person(key)
            lines = card.lines if card else self._names(name, ref)
            margin = card.margin if card else None
            key = question_id("person", (name.key, other.key))
            yield Question(key, "person", "open name", (own, other), lines, margin, weight=own.number)
        if not candidates and name.key not in self.named:
            lines = tuple(Line("name", says) for says in resolved.because)
            key = question_id("person", [name.key])
            yield Question(key, "person", "open name", (own,), lines, weight=own.number)

    def _in_article(self, article: str, ref: Ref) -> str:
        """Return the key under which somebody is named in the article itself, where they are, else their own."""
        person = self.decisions.people.people.get(ref)
        own = sorted(local.key for local in person.members if local.article == article) if person else []
        return own[0] if own else ref.key

    def _names(self, name: OpenName, ref: Ref) -> tuple[Line, ...]:
        """Return what an open name and the names of somebody say, where no card was kept."""
        person = self.decisions.people.people.get(ref)
        for other in sorted(person.names) if person else ():
            if same(name.name, other):
                return (Line("name", f"{name.name!r} and {other!r} may spell one name"),)
            if is_part_of(name.name, other):
                return (Line("name", f"{name.name!r} is a part of {other!r}"),)
        return ()

    def _judged(self, one: str, other: str) -> bool:
        """Tell whether a judgement says anything of these two, or of two that they are one with."""
        ones, others = self._all(one) & self.named, self._all(other) & self.named
        recorded = self.decisions.recorded
        return bool(ones and others) and (
            recorded.why_apart(sorted(ones), sorted(others)) is not None or recorded.same(ones, others)
        )

    def _all(self, key: str) -> set[str]:
        """Return all keys of the person whom a key means."""
        ref = self.decisions.person(key)
        person: Person | None = self.decisions.people.people.get(ref) if ref else None
        return {key, *(person.things if person else ())}


def _spelled(name: OpenName) -> object:
    return fold(name.name), name.sides
