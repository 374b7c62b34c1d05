"""What the entries of the register say about each other."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.model import Finding
from kg.sources.claims import is_day
from kg.sources.cycles import cycles
from kg.sources.findings import did_you_mean, nearest
from kg.sources.register_records import Decision, Post, Project
from kg.sources.single_posts import same_days

Records = Mapping[str, Sequence[Any]]
"""Records by the stem of their file; a file with a mistake is not among them."""

NAMESPACES = (("people", "organizations", "states"), ("posts",), ("places",), ("topics",))
"""Files whose ids must differ: an actor is named by its id alone."""

LINKS = {
    ("organizations", "of"): "states",
    ("posts", "represents"): "states",
    ("posts", "accredited_to"): "states",
    ("posts", "organization"): "organizations",
    ("places", "state"): "states",
    ("topics", "broader"): "topics",
}
"""Field of an entry to the file that holds what it names."""


def check(records: Records, project: Project | None) -> Iterator[tuple[str, Finding]]:
    """Yield what is wrong between entries, each with the stem of its file: DK220 to DK225, DK227, DK228 and DK028.

    Warnings come last. `project` is None where its file has a mistake; what refers to a file with a mistake is not
    checked.
    """
    yield from _ids(records, project)
    yield from _links(records)
    yield from _holds(records)
    yield from _broader(records.get("topics", ()))
    for index, decision in enumerate(records.get("judgements", ())):
        for finding in _decision(decision, f"/{index}", project):
            yield "judgements", finding
    yield from _same_names(records)
    for finding in same_days(records):
        yield "people", finding


def _ids(records: Records, project: Project | None) -> Iterator[tuple[str, Finding]]:
    """DK220: an id that another entry has."""
    for stems in NAMESPACES:
        taken: dict[str, str] = {}
        for stem in stems:
            for index, entry in enumerate(records.get(stem, ())):
                if entry.id in taken:
                    yield stem, _taken(entry.id, taken[entry.id], f"/{index}/id")
                taken.setdefault(entry.id, f"{stem}.yaml#/{index}")
    annotators: dict[str, str] = {}
    for index, annotator in enumerate(project.annotators if project else ()):
        if annotator.id in annotators:
            yield "project", _taken(annotator.id, annotators[annotator.id], f"/annotators/{index}/id")
        annotators.setdefault(annotator.id, f"project.yaml#/annotators/{index}")


def _taken(key: str, first: str, pointer: str) -> Finding:
    message = f"the id {key!r} is taken by {first}"
    return Finding(code="DK220", message=message, pointer=pointer, mend="Choose another id, or remove one of the two.")


def _links(records: Records) -> Iterator[tuple[str, Finding]]:
    """DK221: an id of another entry that is not there."""
    for (stem, field), target in LINKS.items():
        if target not in records:
            continue
        known = {entry.id: None for entry in records[target]}
        for index, entry in enumerate(records.get(stem, ())):
            key = getattr(entry, field)
            if key is not None and key not in known:
                yield stem, _unknown(f"{field}: no entry of {target}.yaml", key, list(known), f"/{index}/{field}")


def _holds(records: Records) -> Iterator[tuple[str, Finding]]:
    """DK221, DK028 and DK227: a post that is not there, a day that no calendar has, an end before the beginning."""
    posts = [post.id for post in records["posts"]] if "posts" in records else None
    for index, person in enumerate(records.get("people", ())):
        for number, held in enumerate(person.holds):
            place = f"/{index}/holds/{number}"
            if posts is not None and held.post not in posts:
                yield "people", _unknown("post: no entry of posts.yaml", held.post, posts, f"{place}/post")
            days = {"from": held.from_, "until": held.until}
            wrong = {name: day for name, day in days.items() if day and not is_day(day)}
            for name, day in wrong.items():
                yield "people", _no_day(day, f"{place}/{name}")
            if not wrong and held.from_ and held.until and held.until < held.from_:
                message = f"the post is held until {held.until}, before it is held from {held.from_}"
                mend = "Exchange the two days, or correct one."
                yield "people", Finding(code="DK227", message=message, pointer=f"{place}/until", mend=mend)


def _no_day(day: str, pointer: str) -> Finding:
    mend = "Write a day that exists, as YYYY-MM-DD."
    return Finding(code="DK028", message=f"the calendar has no day {day}", pointer=pointer, mend=mend)


def _unknown(what: str, key: str, known: list[str], pointer: str) -> Finding:
    near = nearest(key, known)
    return Finding(
        code="DK221",
        message=f"{what} has the id {key!r}{did_you_mean(key, known)}",
        pointer=pointer,
        mend=f"Write {near!r}." if near else "Write an id that exists, or add the entry.",
    )


def _same_names(records: Records) -> Iterator[tuple[str, Finding]]:
    """DK222 (a warning): a name that two entries of one kind share; posts of one state."""
    for stem in (stem for stems in NAMESPACES for stem in stems):
        first: dict[object, tuple[int, str]] = {}
        for index, entry in enumerate(records.get(stem, ())):
            names = {"/name": entry.name} | {f"/names/{n}": name for n, name in enumerate(entry.names)}
            for place, name in names.items():
                state = (entry.represents, entry.accredited_to) if isinstance(entry, Post) else ()
                key = (_folded(name), state)
                number, other = first.setdefault(key, (index, entry.id))
                if number != index:
                    yield (
                        stem,
                        Finding(
                            code="DK222",
                            message=f"{name!r} may also mean {other!r}: both entries have this name",
                            severity="warning",
                            pointer=f"/{index}{place}",
                            mend="Texts that use this name say with 'is' who is meant; or take it out of one entry.",
                        ),
                    )


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _broader(topics: Sequence[Any]) -> Iterator[tuple[str, Finding]]:
    """DK223: a topic that is broader than itself."""
    links = {topic.id: [topic.broader] for topic in topics if topic.broader is not None}
    where = {topic.id: index for index, topic in enumerate(topics)}
    for circle in cycles(links):
        yield (
            "topics",
            Finding(
                code="DK223",
                message=f"broader comes back to where it began: {' → '.join([*circle, circle[0]])}",
                pointer=f"/{where[circle[-1]]}/broader",
                mend="Take out the one of these that is wrong.",
            ),
        )


def _decision(decision: Decision, pointer: str, project: Project | None) -> Iterator[Finding]:
    """DK028, DK224, DK225: no such day, one thing named twice, nobody who decided."""
    if not is_day(decision.on):
        yield _no_day(decision.on, f"{pointer}/on")
    for index, thing in enumerate(decision.things):
        if thing in decision.things[:index]:
            message = f"{thing!r} is named twice in one judgement"
            yield Finding(code="DK224", message=message, pointer=f"{pointer}/things/{index}", mend="Take one out.")
    annotators = [annotator.id for annotator in project.annotators] if project else []
    if annotators and decision.by not in annotators:
        near = nearest(decision.by, annotators)
        yield Finding(
            code="DK225",
            message=f"project.yaml lists no annotator {decision.by!r}{did_you_mean(decision.by, annotators)}",
            pointer=f"{pointer}/by",
            mend=f"Write {near!r}." if near else "Add the annotator to project.yaml.",
        )
