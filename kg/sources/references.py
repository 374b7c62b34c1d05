"""What the ids of one document say: each is given once, names something, and nothing comes back to itself."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from kg.model import Annotation, Document, Event, Finding, Speech, StatedTime, TenureClaim
from kg.sources.claims import alone, no_such_day
from kg.sources.cycles import cycles
from kg.sources.findings import did_you_mean, nearest
from kg.sources.records import Field, fields, records

EVENT, DOCUMENT, STATEMENT, TENURE = "an event", "a document", "a statement", "a tenure"

LINKS: dict[str, tuple[str, ...]] = {
    "part_of": (EVENT,),
    "about": (EVENT,),
    "fulfils": (EVENT,),
    "concludes": (DOCUMENT,),
    "event": (EVENT,),
    "relative_to": (EVENT, DOCUMENT),
    "in": (EVENT,),
    "said_in": (DOCUMENT,),
}
"""Fields that hold an id of the same document, and what the id may stand for."""


def check(annotation: Annotation) -> Iterator[Finding]:
    """Yield what is wrong inside a document; codes DK028 and DK101 to DK111. Lines and columns are left open."""
    names: dict[str, str] = {}
    for key, kind, _ in _named(annotation):
        names.setdefault(key, kind)
    yield from no_such_day(annotation.article)
    yield from _ids(annotation)
    for pointer, record in records(annotation):
        if linking := _linking(type(record)):
            yield from _links(record, pointer, linking, names)
        yield from alone(record, pointer, annotation.article.text.characters)
    yield from _circles(annotation)


def _named(annotation: Annotation) -> Iterator[tuple[str, str, str]]:
    """Yield every id that shares the document's one namespace: the id, what it stands for, its pointer."""
    kinds: tuple[tuple[str, str, Sequence[Document | Event | Speech | TenureClaim]], ...] = (
        ("documents", DOCUMENT, annotation.documents),
        ("events", EVENT, annotation.events),
        ("statements", STATEMENT, annotation.statements),
        ("tenures", TENURE, annotation.tenures),
    )
    for field, kind, items in kinds:
        for index, item in enumerate(items):
            if item.id is not None:
                yield item.id, kind, f"/{field}/{index}/id"


def _ids(annotation: Annotation) -> Iterator[Finding]:
    """DK101: an id that is given twice."""
    first: dict[str, tuple[str, str]] = {}
    for key, kind, pointer in _named(annotation):
        if key in first:
            yield _twice(key, *first[key], pointer)
        first.setdefault(key, (kind, pointer))
    for index, event in enumerate(annotation.events):
        seen: dict[str, str] = {}
        for number, participant in enumerate(event.participants):
            if participant.id is not None:
                pointer = f"/events/{index}/participants/{number}/id"
                if participant.id in seen:
                    yield _twice(participant.id, "a participant", seen[participant.id], pointer)
                seen.setdefault(participant.id, pointer)


def _twice(key: str, kind: str, first: str, pointer: str) -> Finding:
    message = f"the id {key!r} is taken by {kind} ({first.removesuffix('/id')})"
    return Finding(code="DK101", message=message, pointer=pointer, mend="Choose another id.")


@lru_cache
def _linking(kind: type[Struct]) -> tuple[Field, ...]:
    return tuple((attribute, name) for attribute, name in fields(kind) if name in LINKS)


def _links(record: Struct, pointer: str, linking: Iterable[Field], names: dict[str, str]) -> Iterator[Finding]:
    """DK102, DK103: an id that names nothing, or something of another kind."""
    for attribute, name in linking:
        value = getattr(record, attribute)
        if value is None:
            continue
        listed = value if isinstance(value, list) else [value]
        for index, key in enumerate(listed):
            if not isinstance(key, str):
                continue
            place = f"{pointer}/{name}/{index}" if isinstance(value, list) else f"{pointer}/{name}"
            wanted = " or ".join(LINKS[name])
            if key not in names:
                fitting = [known for known, kind in names.items() if kind in LINKS[name]]
                near = nearest(key, fitting)
                message = f"{name}: expected the id of {wanted}, found {key!r}{did_you_mean(key, fitting)}"
                mend = f"Write {near!r}." if near else f"Write the id of {wanted} of this file."
                yield Finding(code="DK102", message=message, pointer=place, mend=mend)
            elif names[key] not in LINKS[name]:
                message = f"{name}: expected the id of {wanted}, and {key!r} is {names[key]}"
                mend = f"Write the id of {wanted} of this file."
                yield Finding(code="DK103", message=message, pointer=place, mend=mend)


def _circles(annotation: Annotation) -> Iterator[Finding]:
    """DK106: something that comes back to itself: parts, orders, anchors of time, documents."""
    for relation, links in _relations(annotation).items():
        for circle in cycles({key: list(targets) for key, targets in links.items()}):
            way = " → ".join([*circle, circle[0]])
            yield Finding(
                code="DK106",
                message=f"{relation} comes back to where it began: {way}",
                pointer=links[circle[-1]][circle[0]],
                mend="Take out the one of these that is wrong.",
            )


def _relations(annotation: Annotation) -> dict[str, dict[str, dict[str, str]]]:
    """Return, per relation, who points to whom, and where that is written."""
    found: dict[str, dict[str, dict[str, str]]] = {}

    def link(relation: str, start: str, end: str | None, pointer: str) -> None:
        if end is not None:
            found.setdefault(relation, {}).setdefault(start, {}).setdefault(end, pointer)

    for index, document in enumerate(annotation.documents):
        link("said_in", document.id, document.said_in, f"/documents/{index}/said_in")
        if document.when:
            link("relative_to", document.id, document.when.relative_to, f"/documents/{index}/when/relative_to")
    for index, event in enumerate(annotation.events):
        at = f"/events/{index}"
        link("part_of", event.id, event.part_of, f"{at}/part_of")
        link("about", event.id, event.about, f"{at}/about")
        link("fulfils", event.id, event.fulfils, f"{at}/fulfils")
        for number, ordering in enumerate(event.before):
            link("before and after", event.id, ordering.event, f"{at}/before/{number}/event")
        for number, ordering in enumerate(event.after):
            link("before and after", ordering.event, event.id, f"{at}/after/{number}/event")
        if isinstance(event.when, StatedTime):
            link("relative_to", event.id, event.when.relative_to, f"{at}/when/relative_to")
        for number, when in enumerate(event.when if isinstance(event.when, list) else ()):
            link("relative_to", event.id, when.relative_to, f"{at}/when/{number}/relative_to")
    return found
