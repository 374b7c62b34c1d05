"""What one article says of times: its day of publication, stated times, and orders of its events."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kg.dates.findings import no_date
from kg.dates.orders import Order, orders
from kg.dates.stated import Direction
from kg.model import Annotation, Document, Event, EventKey, Finding, Published, StatedTime, When

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

    @property
    def key(self) -> EventKey:
        """The article's own event or document."""
        return self.article, self.owner


class Times:
    """What one article says of times, before it is known which of its events others tell."""

    def __init__(self, annotation: Annotation) -> None:
        article = annotation.article
        self.publication: When | None = None
        self.findings: list[Finding] = []
        if article.published:
            published = article.published
            iso = published.date if isinstance(published, Published) else published
            try:
                day = date.fromisoformat(iso)  # a parser of EDTF takes milliseconds for each
                self.publication = When(day, day, iso, "stated-date")
            except ValueError:
                place = "/article/published" + ("/date" if isinstance(published, Published) else "")
                self.findings.append(no_date(f"{iso} is no day of the calendar", place))
        self.documents = {(article.id, document.id) for document in annotation.documents}
        self.statuses = {(article.id, event.id): event.status for event in annotation.events}
        self.parents = {
            (article.id, speech.id): (article.id, speech.in_) for speech in annotation.statements if speech.in_
        }
        self.dated = list(stated_times(annotation))
        self.orders: list[Order] = list(orders(annotation))
        linked: dict[EventKey, set[EventKey]] = defaultdict(set)
        counted = ((dated.key, (article.id, dated.stated.relative_to or dated.owner)) for dated in self.dated)
        for one, other in (*counted, *((order.first, order.second) for order in self.orders)):
            linked[one].add(other)
            linked[other].add(one)
        self.near: dict[EventKey, tuple[EventKey, ...]] = dict.fromkeys(self.statuses, ())
        """All events, and of documents and statements those whose times are stated or hang on others, with these."""
        self.near |= {key: tuple(others) for key, others in linked.items()}


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
