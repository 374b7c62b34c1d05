"""Articles to tellings: each event with what the article, and where it is silent all that is known, says of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from kg.identity.cast import Cast, Resolved, mentions
from kg.identity.events.tellings import BODIES, Principal, Spot, Telling
from kg.identity.events.words import own_name, words_of_time
from kg.identity.names import fold
from kg.identity.register import Ref, Register
from kg.model import Annotation, Event, EventKey, Mention, Participant, Published, When
from kg.model.shared import shared

HOLDS = ("in office", "acting")
"""How one holds a post by which one can be named: nobody is called by a post that is over or to come."""


def tell(
    annotation: Annotation,
    cast: Cast,
    register: Register,
    bounds: Callable[[EventKey], When | None],
    side: Callable[[Ref], str | None] = lambda ref: None,
    held: Callable[[Ref, When | None], Iterable[str]] = lambda ref, when: (),
    text: str = "",
) -> Iterator[Telling]:
    """Yield every event of an article.

    `bounds` gives what this article alone says of an event's time. Where it does not say it, `side` gives for whom a
    person is known to stand, and `held` which posts they hold then. `text` is the article's, if another has the same.
    """
    reader = _Reader(annotation, cast, register, bounds, side, held, text)
    for e, event in enumerate(annotation.events):
        parent = reader.numbers.get(event.part_of or "")
        around = reader.telling(parent) if parent is not None and parent != e else None
        yield reader.telling(e, around)


def _day_of(published: str | Published | None) -> date | None:
    text = published.date if isinstance(published, Published) else published
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


class _Reader:
    def __init__(
        self,
        annotation: Annotation,
        cast: Cast,
        register: Register,
        bounds: Callable[[EventKey], When | None],
        side: Callable[[Ref], str | None],
        held: Callable[[Ref, When | None], Iterable[str]],
        text: str,
    ) -> None:
        self.annotation, self.cast, self.register, self.bounds = annotation, cast, register, bounds
        self.side, self.held, self.text = side, held, text
        self.published = _day_of(annotation.article.published)
        self.numbers = {event.id: e for e, event in enumerate(annotation.events)}
        self.posts: dict[Ref, set[str]] = defaultdict(set)
        for pointer, mention in mentions(annotation):
            found = cast.mentions.get(pointer)
            if found and found.actor and isinstance(mention, Mention) and mention.holding in HOLDS:
                self.posts[found.actor].update(found.posts)
        self.later: dict[str, set[str]] = defaultdict(set)
        for event in annotation.events:
            for order in event.before:
                self.later[order.event].add(event.id)

    def telling(self, number: int, parent: Telling | None = None) -> Telling:
        event, article = self.annotation.events[number], self.annotation.article.id
        at, key = f"/events/{number}", (article, event.id)
        topics = {ref.key for t in range(len(event.topics)) if (ref := self.cast.refs.get(f"{at}/topics/{t}/topic"))}
        names = {
            ref.key for f in range(len(event.framework)) if (ref := self.cast.refs.get(f"{at}/framework/{f}/name"))
        }
        titles = {d.id: d.title for d in self.annotation.documents}
        when, (parts, weekday) = self.bounds(key), words_of_time(event)
        return Telling(
            key=key,
            type=event.type,
            status=event.status,
            principals=self._principals(event, at, when),
            companions=shared(frozenset(self._companions(event, at))),
            when=when,
            published=self.published if self._opens_with(event) else None,
            parts_of_day=shared(parts | {when.part_of_day} if when and when.part_of_day else parts),
            weekday=weekday,
            place=self._spot(at),
            topics=shared(frozenset(topics)),
            fields=shared(frozenset(self._broader(topics))),
            framework=shared(frozenset(names)),
            name=shared(own_name(event.name or "")),
            documents=shared(frozenset(fold(title) for d in event.concludes if (title := titles.get(d)))),
            several=any(other.part_of == event.id for other in self.annotation.events),
            parent=parent,
            earlier=tuple((article, id_) for id_ in sorted({o.event for o in event.after} | self.later[event.id])),
            fulfils=(article, event.fulfils) if event.fulfils else None,
            pointer=at,
            span=(event.at.start, event.at.end),
            passage=" ".join(self.text[event.at.start : event.at.end].casefold().split()),
        )

    def _opens_with(self, event: Event) -> bool:
        """Tell whether the article tells this event first, as having happened, and without a time."""
        first = min(other.at.start for other in self.annotation.events)
        return event.when is None and event.status == "happened" and event.at.start == first

    def _principals(self, event: Event, at: str, when: When | None) -> tuple[Principal, ...]:
        found: dict[str, Principal] = {}
        for p, participant in enumerate(event.participants):
            who = self.cast.mentions.get(f"{at}/participants/{p}", Resolved())
            who = replace(who, actor=who.holder) if who.holder else who
            if participant.role == "companion" or (participant.group and not who.on_behalf_of and not who.actor):
                continue
            one = self._principal(participant, who, when, given=event.type == "appointment")
            key = (
                f"{one.actor.kind}/{one.actor.key}"
                if one.actor
                else f"?{participant.id or ''}{sorted(one.posts)}{one.name}"
            )
            found[key] = _both(found[key], one) if key in found else one
        # somebody named and the same one named by post are one: two accounts of one event stand in one entry
        people = [one for one in found.values() if not one.by_role]
        rest = (one for one in found.values() if one.by_role and sum(bool(one.posts & x.posts) for x in people) != 1)
        return tuple(sorted([*people, *rest], key=lambda one: (one.actor or Ref("", ""), one.name, sorted(one.posts))))

    def _principal(self, participant: Participant, who: Resolved, when: When | None, given: bool) -> Principal:
        held = participant.holding in HOLDS or given
        holds = frozenset(who.posts) if held else frozenset()
        if who.actor:
            holds |= self.posts[who.actor] or frozenset(self.held(who.actor, when))
        label = who.label or who.named_as or (who.actor.key if who.actor else "") or participant.group or ""
        side = self._side(who, holds)
        return Principal(
            name=label,
            actor=who.actor,
            posts=shared(holds),
            single=shared(frozenset(post for post in holds if self._about("post", post).get("single") == "true")),
            side=side,
            roles=shared(frozenset([participant.role])),
            named=bool(participant.name or participant.is_),
            candidates=shared(frozenset(who.rejected if who.actor is None and participant.name else ())),
            labels=shared(
                tuple(self._labels(("post", *sorted(holds)), ("state", side), ("organization", side)).items())
            ),
        )

    def _labels(self, *keys: tuple[str | None, ...]) -> dict[str, str]:
        refs = (Ref(kind, key) for kind, *of_kind in keys if kind for key in of_kind if key)
        return {ref.key: self.register.entries[ref].label for ref in refs if ref in self.register.entries}

    def _side(self, who: Resolved, posts: frozenset[str]) -> str | None:
        if who.on_behalf_of and who.on_behalf_of.kind in BODIES:
            return self._state(who.on_behalf_of)
        if who.actor and who.actor.kind in BODIES:
            return self._state(who.actor)
        about = (self._about("post", post) for post in posts)
        of = {a.get("represents") or self._of(a.get("organization")) for a in about}
        sides = {side for side in of if side}
        if not sides and who.actor and who.actor.kind == "person":
            return self.side(who.actor)
        return sides.pop() if len(sides) == 1 else None

    def _state(self, body: Ref) -> str | None:
        return self._of(body.key) if body.kind == "organization" else body.key

    def _of(self, organization: str | None) -> str | None:
        return self._about("organization", organization).get("of", organization) if organization else None

    def _about(self, kind: str, key: str) -> dict[str, str]:
        entry = self.register.entries.get(Ref(kind, key))
        return entry.properties if entry else {}

    def _companions(self, event: Event, at: str) -> Iterator[str]:
        for p, participant in enumerate(event.participants):
            who = self.cast.mentions.get(f"{at}/participants/{p}", Resolved())
            if participant.role == "companion" and who.actor:
                yield who.actor.key

    def _spot(self, at: str) -> Spot | None:
        ref = self.cast.refs.get(f"{at}/place") or self.cast.refs.get(f"{at}/place/name")
        entry = self.register.entries.get(ref) if ref else None
        if not ref or not entry:
            return None
        about = entry.properties
        here = (
            (float(about["latitude"]), float(about["longitude"])) if {"latitude", "longitude"} <= set(about) else None
        )
        state = about.get("state")
        country = bool(state) and (ref.key == state or (here is None and "iso" in about))
        return shared(Spot(ref.key, entry.label, state, country, here))

    def _broader(self, topics: set[str]) -> set[str]:
        found: set[str] = set()
        rest = list(topics)
        while rest:
            topic = rest.pop()
            if topic not in found:
                found.add(topic)
                rest += [b for b in [self._about("topic", topic).get("broader")] if b]
        return found


def _both(one: Principal, other: Principal) -> Principal:
    """Return what two mentions of one actor say together."""
    return Principal(
        name=one.name,
        actor=one.actor,
        posts=one.posts | other.posts,
        single=one.single | other.single,
        side=one.side or other.side,
        roles=one.roles | other.roles,
        named=one.named or other.named,
    )
