"""Participants named by their post alone: who is known to hold it on that day, if exactly one is."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

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


def find_incumbents(
    articles: Sequence[tuple[Annotation, Cast]],
    register: Register,
    event_of: Callable[[EventKey], EventKey],
    bounds: Callable[[EventKey], When | None],
    label: Label,
) -> None:
    """Write into the casts who is meant by a post alone.

    The post is one that a single person holds at a time. Its holder is known on a day by the register (`holds`), or
    between two days on which events name the same person in that post and nobody else. Where no one or more than one
    is known, or the day is not bounded on both sides, it stays open, with those who are known to have held it. Whoever
    is told to act in the post is not the one who is only known to hold it.
    """
    known, ever = _known(articles, register, event_of, bounds), _ever(articles, register)
    for annotation, cast in articles:
        for e, event in enumerate(annotation.events):
            key = event_of((annotation.article.id, event.id))
            for p, participant in enumerate(event.participants):
                pointer = f"/events/{e}/participants/{p}"
                resolved = cast.mentions[pointer]
                if resolved.rule in ("role-only", RULE) and participant.holding in HELD and len(resolved.posts) == 1:
                    post = resolved.posts[0]
                    resolved = replace(resolved, holder=None, rule="role-only", holds=(), label="")
                    acting = participant.holding == "acting"
                    cast.mentions[pointer] = _decided(
                        resolved, acting, known.get(post, {}), ever.get(post, ()), bounds(key), register, label
                    )


Known = Mapping[Ref, tuple[Attested, ...]]


def _known(
    articles: Iterable[tuple[Annotation, Cast]],
    register: Register,
    event_of: Callable[[EventKey], EventKey],
    bounds: Callable[[EventKey], When | None],
) -> dict[str, dict[Ref, tuple[Attested, ...]]]:
    """Return for each post who holds it, with the days that say so, each once."""
    found: dict[str, dict[Ref, set[Attested]]] = defaultdict(lambda: defaultdict(set))
    for entry in register:
        for held in entry.holds:
            if held.earliest or held.latest:
                who = register.leader(Ref(entry.kind, entry.key))
                first, last = held.earliest or held.latest, held.latest or held.earliest
                if first and last:
                    found[held.post][who].add(Attested(who, held.post, first, last))
    for annotation, cast in articles:
        for e, event in enumerate(annotation.events):
            key = event_of((annotation.article.id, event.id))
            when = bounds(key) if event.status in ACTUAL else None
            if when is None or when.earliest is None or when.earliest != when.latest:
                continue
            for p, participant in enumerate(event.participants):
                resolved = cast.mentions[f"/events/{e}/participants/{p}"]
                if resolved.actor and participant.holding in HELD:
                    for post in resolved.posts:
                        day = Attested(resolved.actor, post, when.earliest, when.latest, key, participant.holding)
                        found[post][resolved.actor].add(day)
    return {post: {who: _days(days) for who, days in sorted(by.items())} for post, by in found.items()}


def _ever(articles: Iterable[tuple[Annotation, Cast]], register: Register) -> dict[str, tuple[Ref, ...]]:
    """Return for each post all who are known to hold it at any time."""
    found: dict[str, set[Ref]] = defaultdict(set)
    for entry in register:
        for held in entry.holds:
            found[held.post].add(register.leader(Ref(entry.kind, entry.key)))
    for annotation, cast in articles:
        for pointer, mention in mentions(annotation):
            resolved = cast.mentions[pointer]
            if resolved.actor and isinstance(mention, Mention) and mention.holding in HELD:
                for post in resolved.posts:
                    found[post].add(resolved.actor)
    return {post: tuple(sorted(people)) for post, people in found.items()}


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
