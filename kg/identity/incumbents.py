"""Participants named by their post alone: who is known to hold it on that day, if exactly one is."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence, Set
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from kg.identity.cast import Attested, Cast, Resolved, mentions
from kg.identity.register import Ref, Register
from kg.model import Annotation, EventKey, Mention, When

CANDIDATES = 5
"""At most so many known holders are kept as candidates."""

RULE = "sole-holder-on-the-day"
HELD = ("in office", "acting")
ACTUAL = ("happened", "ongoing")

Label = Callable[[Ref], str]


Known = Mapping[Ref, tuple[Attested, ...]]


class _Told(NamedTuple):
    """What one article, or the register, says of posts."""

    days: Mapping[str, Sequence[Attested]] = {}
    """By post: the days on which it is held."""
    ever: Mapping[str, Set[Ref]] = {}
    """By post: who holds it at any time."""
    open: Sequence["_Open"] = ()
    """Those who are meant by a post alone."""

    @property
    def posts(self) -> Set[str]:
        """The posts of which it says by whom they are held."""
        return self.days.keys() | self.ever.keys()


class _Open(NamedTuple):
    pointer: str
    post: str
    acting: bool
    event: EventKey


class Incumbents:
    """Who is meant by a post alone, in each article.

    The post is one that a single person holds at a time. Its holder is known on a day by the register (`holds`), or
    between two days on which events name the same person in that post and nobody else. Where no one or more than one
    is known, or the day is not bounded on both sides, it stays open, with those who are known to have held it. Whoever
    is told to act in the post is not the one who is only known to hold it.

    So who is meant rests on what is said of one post, and on when the event was.
    """

    def __init__(self, register: Register, casts: MutableMapping[str, Cast]) -> None:
        """`casts`: where those of the articles are kept, empty at first."""
        self.casts = casts
        """By the key of the article: with who is meant."""
        self._register = register
        self._told: dict[str, _Told] = {}
        self._holding: dict[str, set[str]] = defaultdict(set)
        """Each post to the articles that say by whom it is held."""
        self._open: dict[str, set[str]] = defaultdict(set)
        """Each post to the articles that mean somebody by it alone."""
        self._known: dict[str, Known] = {}
        self._ever: dict[str, tuple[Ref, ...]] = {}
        self._put("", _of_register(register))
        self._new = set(self._told[""].posts)

    def amend(self, register: Register) -> None:
        """Go on with another register."""
        self._register = register
        self._new = self._new.union(self._remove(""), self._put("", _of_register(register)))

    def renew(
        self,
        articles: Mapping[str, Annotation],
        casts: Mapping[str, Cast],
        changed: Set[str],
        event_of: Callable[[EventKey], EventKey],
        bounds: Callable[[EventKey], When | None],
        label: Label,
        relabelled: Set[Ref] = frozenset(),
    ) -> set[str]:
        """Decide on the articles; return those whose cast is another than before.

        `casts`: what is decided so far, of each article that is there. `changed`: those that came, went or have another
        cast, event or time of one. `relabelled`: people who have another label.
        """
        posts, self._new = self._new, set()
        for key in changed:
            posts |= self._remove(key)
            if key in casts:
                posts |= self._put(key, self._read(articles[key], casts[key], event_of, bounds))
        posts = {post for post in posts if self._renew(post)}
        posts |= {post for post, known in self._known.items() if not relabelled.isdisjoint(known)}
        others = set()
        for key in set(changed).union(*(self._open[post] for post in posts if post in self._open)):
            last = self.casts.pop(key, None)
            if key in casts:
                cast = self._written(key, casts[key], bounds, label)
                same = cast == last
                self.casts[key] = last if last and same else cast
            else:
                same = last is None
            if not same:
                others.add(key)
        return others

    def _remove(self, key: str) -> Set[str]:
        told = self._told.pop(key, _Told())
        for post in told.posts:
            self._holding[post].discard(key)
        for each in told.open:
            self._open[each.post].discard(key)
        return told.posts

    def _put(self, key: str, told: _Told) -> Set[str]:
        self._told[key] = told
        for post in told.posts:
            self._holding[post].add(key)
        for each in told.open:
            self._open[each.post].add(key)
        return told.posts

    def _renew(self, post: str) -> bool:
        """Put together what is said of a post; tell whether it is something else than before."""
        told = [self._told[key] for key in self._holding[post]]
        days: dict[Ref, set[Attested]] = defaultdict(set)
        for each in told:
            for day in each.days.get(post, ()):
                days[day.holder].add(day)
        known = {who: _days(those) for who, those in sorted(days.items())}
        ever = tuple(sorted({who for each in told for who in each.ever.get(post, ())}))
        same = self._known.get(post, {}) == known and self._ever.get(post, ()) == ever
        self._known[post], self._ever[post] = known, ever
        return not same

    def _read(
        self,
        annotation: Annotation,
        cast: Cast,
        event_of: Callable[[EventKey], EventKey],
        bounds: Callable[[EventKey], When | None],
    ) -> _Told:
        """Return what an article says of posts."""
        days: dict[str, list[Attested]] = defaultdict(list)
        ever: dict[str, set[Ref]] = defaultdict(set)
        open_ = []
        for e, event in enumerate(annotation.events):
            key = event_of((annotation.article.id, event.id))
            when = bounds(key) if event.status in ACTUAL else None
            for p, participant in enumerate(event.participants):
                resolved = cast.mentions[f"/events/{e}/participants/{p}"]
                if participant.holding not in HELD:
                    continue
                if resolved.rule == "role-only" and len(resolved.posts) == 1:
                    acting = participant.holding == "acting"
                    open_.append(_Open(f"/events/{e}/participants/{p}", resolved.posts[0], acting, key))
                if resolved.actor and when and when.earliest and when.earliest == when.latest:
                    for post in resolved.posts:
                        day = Attested(resolved.actor, post, when.earliest, when.latest, key, participant.holding)
                        days[post].append(day)
        for pointer, mention in mentions(annotation):
            resolved = cast.mentions[pointer]
            if resolved.actor and isinstance(mention, Mention) and mention.holding in HELD:
                for post in resolved.posts:
                    ever[post].add(resolved.actor)
        return _Told(days, ever, open_)

    def _written(self, key: str, cast: Cast, bounds: Callable[[EventKey], When | None], label: Label) -> Cast:
        if told := self._told[key].open:
            cast = cast.copy()
            for pointer, post, acting, event in told:
                known, ever = self._known.get(post, {}), self._ever.get(post, ())
                decided = _decided(cast.mentions[pointer], acting, known, ever, bounds(event), self._register, label)
                cast.mentions[pointer] = decided
        return cast


def _of_register(register: Register) -> _Told:
    days: dict[str, list[Attested]] = defaultdict(list)
    ever: dict[str, set[Ref]] = defaultdict(set)
    for entry in register:
        who = register.leader(Ref(entry.kind, entry.key))
        for held in entry.holds:
            ever[held.post].add(who)
            first, last = held.earliest or held.latest, held.latest or held.earliest
            if first and last:
                days[held.post].append(Attested(who, held.post, first, last))
    return _Told(days, ever)


def _days(days: Iterable[Attested]) -> tuple[Attested, ...]:
    """Return the days in their order, of those attested more than once the first event."""
    found: dict[tuple[date, date, str], Attested] = {}
    for day in sorted(days, key=lambda day: (day.first, day.last, day.holding, day.event or ("", ""))):
        found.setdefault((day.first, day.last, day.holding), day)
    return tuple(found.values())


def _decided(
    resolved: Resolved,
    acting: bool,
    known: Known,
    ever: tuple[Ref, ...],
    when: When | None,
    register: Register,
    label: Label,
) -> Resolved:
    first = ever[:CANDIDATES]
    post = register.entries[Ref("post", resolved.posts[0])].label
    if not register.single(resolved.posts[0]):
        return replace(resolved, because=(f"several people can be {post} at a time",), rejected=first)
    if when is None or when.earliest is None or when.latest is None:
        return replace(resolved, because=("the day is not known on both sides",), rejected=first)
    around = {who: ground for who, days in known.items() if (ground := _around(days, when, acting))}
    then = {who for who, days in known.items() if _within(days, when.earliest, when.latest)}
    for ground in around.values():
        start, end = min(ground[0].last, when.earliest), max(ground[-1].first, when.latest)
        then |= {other for other, days in known.items() if _within(days, start, end)}
    if len(then) > 1:
        return replace(resolved, because=(f"more than one is known as {post} around that day",), rejected=first)
    if acting:
        around = {who: ground for who, ground in around.items() if any(day.holding == "acting" for day in ground)}
    if not around:
        said = f"nobody is known as {'acting ' if acting else ''}{post} on that day"
        return replace(resolved, because=(said,), rejected=first)
    ((who, ground),) = around.items()
    said = f"{label(who)} is known as {post} {_span(ground[0].first, ground[-1].last)}, and nobody else is"
    others = tuple(ref for ref in first if ref != who)
    return replace(resolved, holder=who, label=label(who), rule=RULE, because=(said,), rejected=others, holds=ground)


def _around(days: Sequence[Attested], when: When, acting: bool) -> tuple[Attested, ...]:
    """Return by what somebody is known to hold a post at that time, at once or before and after it, if so."""
    earliest, latest = when.earliest, when.latest
    if earliest is None or latest is None:
        return ()
    then = [day for day in days if day.first <= earliest and latest <= day.last]
    if then:
        return (min(then, key=lambda day: (day.holding == "acting") != acting),)
    before, after = [day for day in days if day.first <= earliest], [day for day in days if latest <= day.last]
    if not before or not after:
        return ()
    last, first = max(before, key=lambda day: day.last), min(after, key=lambda day: day.first)
    # the register knows of two terms, so the time between them belongs to neither
    return (last, first) if last.event or first.event else ()


def _within(days: Iterable[Attested], start: date, end: date) -> bool:
    return any(day.first <= end and start <= day.last for day in days)


def _span(first: date, last: date) -> str:
    return f"on {first}" if first == last else f"from {first} to {last}"
