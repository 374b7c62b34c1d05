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
    is known, or the day is not bounded on both sides, it stays open, with those who are known to have held it.
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
                    cast.mentions[pointer] = _decided(
                        resolved, known.get(post, {}), ever.get(post, ()), bounds(key), register, label
                    )


Known = Mapping[Ref, tuple[Attested, ...]]


def _known(
    articles: Iterable[tuple[Annotation, Cast]],
    register: Register,
    event_of: Callable[[EventKey], EventKey],
    bounds: Callable[[EventKey], When | None],
) -> dict[str, dict[Ref, tuple[Attested, ...]]]:
    """Return for each post who holds it, with the first and the last days that say so."""
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
    return {post: {who: _ends(days) for who, days in sorted(by.items())} for post, by in found.items()}


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


def _ends(days: Iterable[Attested]) -> tuple[Attested, ...]:
    """Return what attests the first day and the last day."""
    days = sorted(days, key=lambda day: (day.first, day.last, day.event or ("", "")))
    last = max(days, key=lambda day: (day.last, day.first))
    return (days[0], last) if last != days[0] else (last,)


def _decided(
    resolved: Resolved, known: Known, ever: tuple[Ref, ...], when: When | None, register: Register, label: Label
) -> Resolved:
    first = ever[:CANDIDATES]
    post = register.entries[Ref("post", resolved.posts[0])].label
    if not register.single(resolved.posts[0]):
        return replace(resolved, because=(f"several people can be {post} at a time",), rejected=first)
    if when is None or when.earliest is None or when.latest is None:
        return replace(resolved, because=("the day is not known on both sides",), rejected=first)
    then = {who: days for who, days in known.items() if days[0].first <= when.latest and when.earliest <= days[-1].last}
    sure = [who for who, days in then.items() if days[0].first <= when.earliest and when.latest <= days[-1].last]
    if len(then) == 1 and len(sure) == 1:
        who, days = sure[0], then[sure[0]]
        said = f"{label(who)} is known as {post} {_span(days[0].first, days[-1].last)}, and nobody else is"
        others = tuple(ref for ref in first if ref != who)
        return replace(
            resolved,
            holder=who,
            label=label(who),
            rule=RULE,
            because=(said,),
            rejected=others,
            holds=days,
        )
    many = "more than one is" if len(then) > 1 else "nobody is"
    return replace(resolved, because=(f"{many} known as {post} on that day",), rejected=first)


def _span(first: date, last: date) -> str:
    return f"on {first}" if first == last else f"from {first} to {last}"
