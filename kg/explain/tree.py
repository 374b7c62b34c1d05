"""The tree in which an answer is given: steps with their reasons below them, as text and as JSON."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from textwrap import wrap
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from kg.validation.reports.context import visible

T = TypeVar("T")

VERSION = 1
"""Of the JSON; a new one is given when a key changes its meaning."""
NARROWEST = 24
"""Columns that a line has at least, however deep it stands."""
_INDENT = "   "
_LINES = ("├─ ", "│  ", "└─ ", "   ")
_PLAIN = ("|- ", "|  ", "`- ", "   ")


class Step(Struct, frozen=True):
    """One step of an answer, and what it rests on."""

    says: str
    """In plain words, with labels in place of IRIs."""
    place: str = ""
    """Where it was annotated or recorded: `sources/gazette-1.yaml:14:5`."""
    passage: str = ""
    """The characters of an article on which it rests: `gazette-1 [12–148]`."""
    quote: str = ""
    """The words that stand there, where the text is at hand; what bears the fact is set in square brackets."""
    kind: str = ""
    """What sort of step it is, for programs: `report`, `decision`, `line`, `dating`, `premise` …"""
    iri: str = ""
    """The thing of the graph of which it speaks."""
    children: tuple["Step", ...] = ()

    def walk(self) -> Iterator["Step"]:
        """Yield this step and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


class Document(Struct, frozen=True):
    """A whole answer."""

    version: int
    tree: Step


def section(says: str, kind: str, children: Iterable[Step], most: int = 0) -> tuple[Step, ...]:
    """Return one step over all of these, or none where there are none. `most`: so many at most, the rest is counted."""
    return over(says, kind, tuple(children), lambda child: child, most)


def over(says: str, kind: str, things: Collection[T], step: Callable[[T], Step], most: int) -> tuple[Step, ...]:
    """Return one step over the steps of these things, as `section`; no more steps are made than are shown."""
    return (Step(says, kind=kind, children=each(things, step, most)),) if things else ()


def each(things: Collection[T], step: Callable[[T], Step], most: int) -> tuple[Step, ...]:
    """Return the steps of at most so many things, and in place of the others how many they are; 0 for all."""
    if not most or len(things) <= most + 1:  # one more takes no more room than its count
        return tuple(map(step, things))
    return (*map(step, islice(things, most)), Step(f"and {len(things) - most} more", kind="more"))


def trimmed(step: Step, depth: int | None = None) -> Step:
    """Return the tree with each thing's grounds once, and nothing deeper than so many levels below its root.

    The steps of one thing may be the same objects in many places, so that a tree before this is small in memory and
    may be huge to walk.
    """
    return _trimmed(step, depth, quotes=set(), grounds={})


def _trimmed(step: Step, depth: int | None, quotes: set[tuple[str, str]], grounds: dict[str, tuple[Step, ...]]) -> Step:
    says, children = step.says, step.children
    quote = "" if (step.iri, step.quote) in quotes else step.quote
    quotes.add((step.iri, step.quote))
    if children and depth == 0:
        children = (Step(f"{len(children)} below", kind="more"),)
    elif children and step.iri and grounds.get(step.iri) == children:
        says, children = f"{says} (see above)", ()
    elif children:
        if step.iri:
            grounds.setdefault(step.iri, children)
        below = None if depth is None else depth - 1
        children = tuple(_trimmed(child, below, quotes, grounds) for child in children)
    return replace(step, says=says, quote=quote, children=children)


def to_text(step: Step, width: int = 80, *, plain: bool = False) -> str:
    """Return the tree as lines of at most `width` columns; `plain` draws it with ASCII."""
    lines = _drawn(step, "", "", width, _PLAIN if plain else _LINES)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def to_json(step: Step) -> str:
    """Return the tree as indented JSON; all keys are always there."""
    document = msgspec.to_builtins(Document(VERSION, step))
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the answer."""
    return msgspec.json.schema(Document)


def _drawn(step: Step, first: str, rest: str, width: int, marks: tuple[str, str, str, str]) -> Iterator[str]:
    """Yield the lines of a step and of all below it; the first line begins with `first`, the others with `rest`."""
    own = _own(step, max(width - len(first), NARROWEST))
    yield first + own[0]
    hanging = rest + (marks[1] if step.children else marks[3])
    yield from (hanging + line[len(_INDENT) :] for line in own[1:])
    for number, child in enumerate(step.children):
        last = number == len(step.children) - 1
        branch, below = (marks[2], marks[3]) if last else (marks[0], marks[1])
        yield from _drawn(child, rest + branch, rest + below, width, marks)


def _own(step: Step, width: int) -> list[str]:
    """Return the lines of one step, those after the first set in."""
    lines = _filled(step.says, width, "") or [""]
    for mark in (visible(step.passage), visible(step.place)):
        if mark and len(lines[-1]) + 2 + len(mark) <= width:
            lines[-1] += f"  {mark}"
        elif mark:
            lines.append(f"{_INDENT}{mark}")
    return lines + (_filled(f"“{step.quote}”", width, _INDENT) if step.quote else [])


def _filled(text: str, width: int, indent: str) -> list[str]:
    return wrap(
        visible(text),
        width,
        initial_indent=indent,
        subsequent_indent=_INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
