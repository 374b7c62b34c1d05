"""Events whose times hang together: stated times bounded from their anchors, then narrowed by each other."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from kg.dates.findings import contradiction, exclusive, no_date, unread
from kg.dates.narrowing import End, Narrowed, Relation, Side, narrow
from kg.dates.orders import Ground, Order, Told
from kg.dates.stated import Anchor, Direction, from_edtf, intersect, stated
from kg.dates.told import Dated, Times
from kg.errors import DateError
from kg.model import EventKey, Finding, When


class Strand:
    """Some events and documents, with all to which orders, parts and anchors lead from them, and all their reports.

    A bound only ever moves along these, so no time of any other event has a part in what is found here.
    """

    def __init__(self, reports: Iterable[EventKey], times: Mapping[str, Times], leaders: Mapping[EventKey, EventKey]):
        """`times` by article; `leaders` of the reports that don't stand for themselves."""
        reports = set(reports)
        self._times = {article: times[article] for article in sorted({article for article, _ in reports})}
        self._leaders = {key: leaders[key] for key in reports if key in leaders}
        self._of: dict[EventKey, list[Dated]] = {}
        self.parents: dict[EventKey, EventKey] = {}
        self._own: dict[EventKey, When | None] = {}
        self._excluded: set[EventKey] = set()
        """Events whose own times exclude each other: nothing is known of them, so they narrow nothing."""
        self._whens: dict[tuple[str, str], When] = {}
        self.findings: list[tuple[str, Finding]] = []
        """Each with the key of its article."""
        self._relations = list(self._tied(*self._note(reports)))
        self.wholes = self._whole()
        self.narrowed = self._narrow()

    def _leader(self, key: EventKey) -> EventKey:
        return self._leaders.get(key, key)

    def _note(self, reports: set[EventKey]) -> tuple[list[Order], dict[EventKey, str]]:
        """Note all stated times of these reports; return their orders, and their statuses."""
        orders, statuses = list[Order](), dict[EventKey, str]()
        for times in self._times.values():
            for dated in times.dated:
                if dated.key in reports:
                    self._of.setdefault(dated.key if dated.of_document else self._leader(dated.key), []).append(dated)
            for speech, event in times.parents.items():
                if speech in reports:
                    self.parents.setdefault(self._leader(speech), self._leader(event))
            orders += [order for order in times.orders if order.first in reports]
            statuses |= {key: status for key, status in times.statuses.items() if key in reports}
        return orders, statuses

    def datings(self, key: EventKey) -> list[Dated]:
        """Return the stated times of an event (in all its reports) or of a document."""
        return self._of.get(key, [])

    def _tied(self, orders: Iterable[Order], statuses: Mapping[EventKey, str]) -> Iterator[Relation]:
        """Yield what ties the times of two events, by order, by parts, or because one counts from the other."""
        told = Told(statuses, self._leader)
        yield from (relation for order in orders if (relation := told.relation(order)))
        for key, datings in self._of.items():
            for dated in datings:
                anchor, local = self.anchor_key(dated), dated.stated.relative_to
                if anchor is None or local is None or dated.stated.date:
                    continue
                if told.may_narrow((dated.article, local), dated.key):
                    says = f"{dated.owner} {dated.stated.says!r} counts from {local}"
                    at = dated.stated.at
                    ground = Ground(dated.article, dated.local, says, dated.pointer, at.start, at.end)
                    read = partial(_counted, dated.stated.says, self._is_event(dated, anchor), dated.direction)
                    yield Relation(key, anchor, "counted", ground, (key,), read)

    def _whole(self) -> dict[EventKey, EventKey]:
        """Return the event whose bounds a statement takes as they are, for each that has one only."""
        found: dict[EventKey, set[EventKey]] = {}
        for relation in self._relations:
            if relation.first in self.parents:
                found.setdefault(relation.first, set()).add(relation.second)
        return {key: next(iter(wholes)) for key, wholes in found.items() if len(wholes) == 1}

    def _narrow(self) -> Narrowed:
        own = {key: when for key in sorted(self._of) if (when := self.own(key))}
        relations = (
            relation
            for relation in self._relations
            if relation.first not in self.wholes and self._excluded.isdisjoint(relation[:2])
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
        key = (dated.article, local)
        return key if key in self._times[dated.article].documents else self._leader(key)

    def _anchor(self, dated: Dated) -> Anchor | None:
        key = self.anchor_key(dated)
        if key is None:
            return Anchor(self._times[dated.article].publication or When(), direction=dated.direction)
        return Anchor(self.own(key) or When(), self._is_event(dated, key), dated.direction)

    def _is_event(self, dated: Dated, anchor: EventKey) -> bool:
        return anchor not in self._times[dated.article].documents

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


def _counted(says: str, is_event: bool, direction: Direction, when: When) -> When:
    """Return what the words give if that from which they count has these bounds."""
    try:
        return stated(says, Anchor(when, is_event, direction))
    except DateError:  # told where the time is read by itself
        return When()
