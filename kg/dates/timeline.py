"""When each event was: every stated time bounded from its anchor, across articles where events are one."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from kg.dates.stated import Anchor, Direction, from_edtf, intersect, stated
from kg.errors import DateError
from kg.model import Annotation, Document, Event, EventKey, Finding, Published, StatedTime, When

Leader = Callable[[EventKey], EventKey]
"""Gives the key under which an event stands: its own, or that of the reports that it is one with."""

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
    """Bounds of all events and documents of a corpus."""

    def __init__(self, annotations: Iterable[Annotation], leader: Leader = lambda key: key) -> None:
        """Without `leader` every report stands for itself."""
        self._leader = leader
        self._publications: dict[str, When] = {}
        self._documents: set[EventKey] = set()
        self._of: dict[EventKey, list[Dated]] = {}
        self._parents: dict[EventKey, EventKey] = {}
        self._bounds: dict[EventKey, When | None] = {}
        self._whens: dict[tuple[str, str], When] = {}
        self.findings: list[tuple[str, Finding]] = []
        """Each with the key of its article."""
        for annotation in annotations:
            self._add(annotation)

    def _add(self, annotation: Annotation) -> None:
        article = annotation.article
        if article.published:
            published = article.published
            iso = published.date if isinstance(published, Published) else published
            try:
                self._publications[article.id] = from_edtf(iso, "stated-date")
            except DateError as error:
                place = "/article/published" + ("/date" if isinstance(published, Published) else "")
                self.findings.append((article.id, _no_date(error, place)))
        for dated in stated_times(annotation):
            key = (article.id, dated.owner) if dated.of_document else self._leader((article.id, dated.owner))
            if dated.of_document:
                self._documents.add(key)
            self._of.setdefault(key, []).append(dated)
        for speech in annotation.statements:
            if speech.in_:
                key = self._leader((article.id, speech.id))
                self._parents[key] = self._leader((article.id, speech.in_))

    def is_document(self, key: EventKey) -> bool:
        """Tell whether the key is that of a dated document rather than of an event."""
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

    def dating(self, dated: Dated) -> When:
        """Return the bounds of one stated time; without any where its anchor has none."""
        key = (dated.article, dated.local)
        if key not in self._whens:
            try:
                self._whens[key] = self._read(dated)
            except DateError as error:
                self._whens[key] = When(rule="unread")
                place = f"{dated.pointer}/{'date' if dated.stated.date else 'says'}"
                self.findings.append((dated.article, _no_date(error, place)))
        return self._whens[key]

    def bounds(self, key: EventKey) -> When | None:
        """Return what all stated times of an event or document allow; None where nothing is known.

        Times that exclude each other bound nothing, and a finding names them.
        """
        open_: list[EventKey] = [key]
        while open_:  # a chain of relative times may be longer than Python's stack
            last = open_[-1]
            first = [k for k in self._needed(last) if k not in self._bounds and k not in open_]
            if first and last not in self._bounds:
                open_ += first
                continue
            if last not in self._bounds:
                self._bounds[last] = None  # an event that depends on itself is not bounded by it
                self._bounds[last] = self._intersection(last)
            open_.pop()
        return self._bounds[key]

    def _needed(self, key: EventKey) -> list[EventKey]:
        """Return the events and documents from which the bounds of one are counted."""
        anchors = [self.anchor_key(dated) for dated in self.datings(key)] or [self._parents.get(key)]
        return [anchor for anchor in anchors if anchor is not None]

    def _intersection(self, key: EventKey) -> When | None:
        datings = self.datings(key)
        if not datings:
            parent = self._parents.get(key)
            return self.bounds(parent) if parent else None
        whens = [self.dating(dated) for dated in datings]
        both = intersect(whens)
        if both is None:
            said = "; ".join(
                f"{d.article}: {d.stated.says!r} is {w.edtf}" for d, w in zip(datings, whens, strict=True) if w.edtf
            )
            place = Finding(
                code="DK302",
                message=f"the times of one event exclude each other: {said}",
                mend="Read the passages again; if the reports tell two events, take them apart.",
                pointer=datings[0].pointer,
                start=datings[0].stated.at.start,
                end=datings[0].stated.at.end,
            )
            self.findings.append((datings[0].article, place))
            return None
        return both if both.edtf else None

    def _read(self, dated: Dated) -> When:
        given, says = dated.stated.date, dated.stated.says
        when = from_edtf(given) if given else stated(says, self._anchor(dated))
        if when.rule == "unread" and not when.part_of_day:
            message = f"no rule reads {says!r}, so the event is not bounded by it"
            mend = "If a reader knows the date, give it in EDTF as 'date'; otherwise leave it."
            finding = Finding(
                code="DK301", message=message, severity="info", pointer=f"{dated.pointer}/says", mend=mend
            )
            self.findings.append((dated.article, finding))
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
        is_event = key not in self._documents
        return Anchor(self.bounds(key) or When(), is_event, dated.direction)


def _no_date(error: DateError, pointer: str) -> Finding:
    mend = "Write the date as the text gives it, and as the calendar has it."
    return Finding(code="DK303", message=str(error), pointer=pointer, mend=mend)


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
