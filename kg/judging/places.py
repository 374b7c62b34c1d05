"""From the places of a question to the lines of the files where they stand."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace

from kg.judging.questions import Question
from kg.judging.things import Thing
from kg.model import Finding, Location
from kg.sources.positions import Locator, with_positions
from kg.sources.read import Source


def with_lines(questions: Iterable[Question], sources: Iterable[Source], root: Path) -> list[Question]:
    """Return the questions, each place with its file and line; each file is read once."""
    questions = list(questions)
    by_key = {source.annotation.article.id: source for source in sources}
    places = list(dict.fromkeys(place for question in questions for thing in question.things for place in thing.places))
    # The reader's own search for lines works on findings, which are places with a message.
    found = with_positions([_finding(place, by_key) for place in places], Locator(root))
    lines = {
        old: replace(old, file=new.file, line=new.line, column=new.column)
        for old, new in zip(places, found, strict=True)
    }
    return [replace(each, things=tuple(_thing(thing, lines) for thing in each.things)) for each in questions]


def _finding(place: Location, sources: Mapping[str, Source]) -> Finding:
    source = sources.get(place.article)
    file, prefix = (source.file, source.prefix) if source else (place.file, "")
    return Finding(code="", message="", file=file, pointer=prefix + place.pointer)


def _thing(thing: Thing, lines: Mapping[Location, Location]) -> Thing:
    return replace(thing, places=tuple(lines[place] for place in thing.places))


def told(place: Location) -> str:
    """Return a place in words: the file and line, the article, the characters of its text."""
    where = place.place or place.pointer
    at = f", characters {place.start} to {place.end}" if place.start is not None else ""
    return f"{where} ({place.article}{at})" if place.article else where
