"""When each event was: stated times bounded from their anchors, then narrowed, across articles where events are one."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property, partial
from typing import NamedTuple

from kg.dates.findings import contradiction, exclusive, no_date, unread
from kg.dates.narrowing import SIDES, End, Narrowed, Relation, Side, Step, narrow
from kg.dates.orders import Ground, Leader, Told, orders
from kg.dates.stated import Anchor, Direction, from_edtf, intersect, stated
from kg.errors import DateError
from kg.model import Annotation, Document, Event, EventKey, Finding, Published, StatedTime, When
from kg.model.differing import differing

NOT_YET = ("planned", "invited", "proposed", "hypothetical")
"""Statuses of events that lie ahead of the report: words like `Tuesday` do not count back from it."""


class Dated(NamedTuple):
    """One stated time: of what, where it is annotated, and what it means."""

    article: str
    owner: str
    """The event's or document's own id."""
    local: str
    """The dating's own id: `talks.when`."""
    pointer: str
    stated: StatedTime
    of_document: bool
    direction: Direction
    """How the event lies to the one that it is relative to."""


class Timeline:
    """Bounds of all events and documents of a corpus.

    The own bounds of an event are what its stated times give, those counted from another event by that one's own
    bounds. All own bounds are then narrowed together: by orders, by parts, and by times whose anchor was narrowed.
    """

    def __init__(self, annotations: Iterable[Annotation], leader: Leader = lambda key: key) -> None:
        """Without `leader` every report stands for itself."""
        self._leader = leader
        self._annotations = sorted(annotations, key=lambda annotation: annotation.article.id)
        self._publications: dict[str, When] = {}
        self._documents: set[EventKey] = set()
        self._of: dict[EventKey, list[Dated]] = {}
        self._parents: dict[EventKey, EventKey] = {}
        self._own: dict[EventKey, When | None] = {}
        self._excluded: set[EventKey] = set()
        """Events whose own times exclude each other: nothing is known of them, so they narrow nothing."""
        self._whens: dict[tuple[str, str], When] = {}
        self.findings: list[tuple[str, Finding]] = []
        """Each with the key of its article."""
        for annotation in self._annotations:
            self._add(annotation)

    def _add(self, annotation: Annotation) -> None:
        article = annotation.article
        if article.published:
            published = article.published
            iso = published.date if isinstance(published, Published) else published
            try:
                day = date.fromisoformat(iso)  # a parser of EDTF takes milliseconds for each
                self._publications[article.id] = When(day, day, iso, "stated-date")
            except ValueError:
                place = "/article/published" + ("/date" if isinstance(published, Published) else "")
                self.findings.append((article.id, no_date(f"{iso} is no day of the calendar", place)))
        self._documents.update((article.id, document.id) for document in annotation.documents)
        for dated in stated_times(annotation):
            key = (article.id, dated.owner) if dated.of_document else self._leader((article.id, dated.owner))
            self._of.setdefault(key, []).append(dated)
        for speech in annotation.statements:
            if speech.in_:
                key = self._leader((article.id, speech.id))
                self._parents.setdefault(key, self._leader((article.id, speech.in_)))

    def is_document(self, key: EventKey) -> bool:
        """Tell whether the key is that of a document rather than of an event."""
        return key in self._documents

    def publication(self, article: str) -> When | None:
        """Return the day of publication, or None where nothing states it."""
        return self._publications.get(article)

    def datings(self, key: EventKey) -> list[Dated]:
        """Return the stated times of an event (in all its reports) or of a document."""
        return self._of.get(key, [])

    def parent(self, key: EventKey) -> EventKey | None:
        """Return the event in which a statement was made."""
        return self._parents.get(key)

    def bounds(self, key: EventKey) -> When | None:
        """Return all that is known of when an event or document was; None where nothing is.

        A statement has the bounds of the event in which it was made.
        """
        when = self._narrowed.bounds.get(self._wholes.get(key, key))
        return when if when and when.edtf else None

    def narrowed(self, key: EventKey) -> dict[Side, Step]:
        """Return, for each end of an event that is not its own, by which relation it moved and from which ends."""
        return {side: step for side in SIDES if (step := self._narrowed.steps.get((key, side)))}

    def whole(self, key: EventKey) -> EventKey | None:
        """Return the event whose bounds a statement takes as they are; None where that is none, or more than one."""
        return self._wholes.get(key)

    def unlike(self, before: "Timeline") -> set[EventKey]:
        """Return the keys of all of which something else may be known than before an edit."""
        (bounds, steps, _), (old_bounds, old_steps, _) = self._narrowed, before._narrowed
        found = differing(old_bounds, bounds) | {key for key, _ in differing(old_steps, steps)}
        found |= differing(before._parents, self._parents) | differing(before._wholes, self._wholes)
        if whens := differing(before._whens, self._whens):
            datings = (item for each in (before, self) for item in each._of.items())
            found.update(key for key, of in datings if any((dated.article, dated.local) in whens for dated in of))
        found.update([key for (key, _), step in steps.items() if any(other in found for other, _ in step.premises)])
        found.update([key for key, whole in self._wholes.items() if whole in found])
        return found

    @cached_property
    def _wholes(self) -> dict[EventKey, EventKey]:
        found: dict[EventKey, set[EventKey]] = {}
        for relation in self._relations:
            if relation.first in self._parents:
                found.setdefault(relation.first, set()).add(relation.second)
        return {key: next(iter(wholes)) for key, wholes in found.items() if len(wholes) == 1}

    @cached_property
    def _relations(self) -> list[Relation]:
        """What ties the times of two events, by order, by parts, or because one counts from the other."""
        told = Told(self._annotations, self._leader)
        found = [relation for each in self._annotations for relation in orders(each, self._leader, told)]
        for key, datings in self._of.items():
            for dated in datings:
                anchor, local = self.anchor_key(dated), dated.stated.relative_to
                if anchor is None or local is None or dated.stated.date:
                    continue
                if told.may_narrow((dated.article, local), (dated.article, dated.owner)):
                    says = f"{dated.owner} {dated.stated.says!r} counts from {local}"
                    at = dated.stated.at
                    ground = Ground(dated.article, dated.local, says, dated.pointer, at.start, at.end)
                    found.append(Relation(key, anchor, "counted", ground, (key,), partial(self._count, dated)))
        return found

    @cached_property
    def _narrowed(self) -> Narrowed:
        own = {key: when for key in sorted(self._of) if (when := self.own(key))}
        relations = (
            relation
            for relation in self._relations
            if relation.first not in self._wholes and self._excluded.isdisjoint(relation[:2])
        )
        narrowed = narrow(own, relations)
        for times, held in narrowed.contradictions:
            grounds = sorted(relation.ground for relation in held)
            said = (f"{d.article}: {d.owner} {d.stated.says!r} is {when.edtf}" for d, when in self._behind(times))
            self.findings.append((grounds[0].article, contradiction(said, grounds)))
        return narrowed

    def own(self, key: EventKey) -> When | None:
        """Return what all stated times of an event or document allow; None where nothing is known.

        Times that exclude each other bound nothing, and a finding names them.
        """
        open_: list[EventKey] = [key]
        while open_:  # a chain of relative times may be longer than Python's stack
            last = open_[-1]
            anchors = (self.anchor_key(dated) for dated in self.datings(last))
            first = [k for k in anchors if k is not None and k not in self._own and k not in open_]
            if first and last not in self._own:
                open_ += first
                continue
            if last not in self._own:
                self._own[last] = None  # an event that depends on itself is not bounded by it
                self._own[last] = self._intersection(last)
            open_.pop()
        return self._own[key]

    def _intersection(self, key: EventKey) -> When | None:
        datings = self.datings(key)
        if not datings:
            return None
        whens = [self.dating(dated) for dated in datings]
        both = intersect(whens)
        if both is None:
            self._excluded.add(key)
            read = zip(datings, whens, strict=True)
            said = (f"{dated.article}: {dated.stated.says!r} is {when.edtf}" for dated, when in read if when.edtf)
            first = datings[0]
            self.findings.append((first.article, exclusive(said, first.pointer, first.stated.at)))
            return None
        return both if both.edtf else None

    def dating(self, dated: Dated) -> When:
        """Return the bounds of one stated time by its words alone; without any where its anchor has none of its own."""
        key = (dated.article, dated.local)
        if key not in self._whens:
            try:
                self._whens[key] = self._read(dated)
            except DateError as error:
                self._whens[key] = When(rule="unread")
                place = f"{dated.pointer}/{'date' if dated.stated.date else 'says'}"
                self.findings.append((dated.article, no_date(str(error), place)))
        return self._whens[key]

    def _read(self, dated: Dated) -> When:
        given, says = dated.stated.date, dated.stated.says
        when = from_edtf(given) if given else stated(says, self._anchor(dated))
        if when.rule == "unread" and not when.part_of_day:
            self.findings.append((dated.article, unread(says, f"{dated.pointer}/says")))
        return when

    def anchor_key(self, dated: Dated) -> EventKey | None:
        """Return the event or document from which a time counts; None for the publication."""
        local = dated.stated.relative_to
        if local is None:
            return None
        document = (dated.article, local)
        return document if document in self._documents else self._leader((dated.article, local))

    def _anchor(self, dated: Dated) -> Anchor | None:
        key = self.anchor_key(dated)
        if key is None:
            when = self._publications.get(dated.article)
            return Anchor(when or When(), direction=dated.direction)
        return self._event_anchor(dated, key, self.own(key) or When())

    def _event_anchor(self, dated: Dated, key: EventKey, when: When) -> Anchor:
        return Anchor(when, key not in self._documents, dated.direction)

    def _count(self, dated: Dated, when: When) -> When:
        """Return what a stated time gives if its anchor has these bounds."""
        key = self.anchor_key(dated)
        try:
            return stated(dated.stated.says, self._event_anchor(dated, key, when)) if key else When()
        except DateError:  # told where the time is read by itself
            return When()

    def _behind(self, ends: Iterable[End]) -> Iterator[tuple[Dated, When]]:
        """Yield the stated times that give these own ends, and those from which they count."""
        open_ = [dated for key, side in ends for dated in self._giving(key, side)][::-1]
        seen = set()
        while open_:
            dated = open_.pop()
            if dated in seen:
                continue
            seen.add(dated)
            yield dated, self.dating(dated)
            anchor = self.anchor_key(dated)
            open_ += [each for each in self.datings(anchor) if self.dating(each).edtf][::-1] if anchor else []

    def _giving(self, key: EventKey, side: Side) -> list[Dated]:
        own = self.own(key)
        return [d for d in self.datings(key) if own and getattr(self.dating(d), side) == getattr(own, side)]


def stated_times(annotation: Annotation) -> Iterator[Dated]:
    """Yield every stated time of an article."""
    article = annotation.article.id
    for e, event in enumerate(annotation.events):
        if isinstance(event.when, StatedTime):
            yield _dated(article, event, f"/events/{e}/when", event.when, f"{event.id}.when")
        for w, when in enumerate(event.when if isinstance(event.when, list) else ()):
            yield _dated(article, event, f"/events/{e}/when/{w}", when, f"{event.id}.when-{when.at.start}")
    for d, document in enumerate(annotation.documents):
        if document.when:
            yield _dated(article, document, f"/documents/{d}/when", document.when, f"{document.id}.when")


def _dated(article: str, owner: Event | Document, pointer: str, when: StatedTime, local: str) -> Dated:
    direction: Direction = "any"
    if isinstance(owner, Event):
        if any(o.event == when.relative_to for o in owner.after):
            direction = "after"
        elif any(o.event == when.relative_to for o in owner.before):
            direction = "before"
        elif when.relative_to is None and owner.status in NOT_YET:
            direction = "after"
    return Dated(article, owner.id, local, pointer, when, isinstance(owner, Document), direction)
